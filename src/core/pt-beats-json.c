/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-beats-json.h"

#include "core/pt-core-error.h"

gboolean
pt_beats_read_json (JsonNode *node,
                    const char *place,
                    PtBeats *beats,
                    guint *n_beats,
                    const PtPattern **pattern,
                    GError **error)
{
  JsonArray *array;
  guint n;

  g_return_val_if_fail (node != NULL, FALSE);
  g_return_val_if_fail (place != NULL, FALSE);
  g_return_val_if_fail (beats != NULL && n_beats != NULL && pattern != NULL, FALSE);

  *pattern = NULL;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      *pattern = pt_pattern_lookup (json_node_get_string (node), error);
      if (*pattern == NULL)
        {
          g_prefix_error (error, "“%s”: ", place);
          return FALSE;
        }
      *n_beats = (*pattern)->n_beats;
      for (guint i = 0; i < *n_beats; i++)
        beats[i] = (*pattern)->beats[i];
      return TRUE;
    }
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                   "“%s” must be an array of beats or the name of a pattern", place);
      return FALSE;
    }

  array = json_node_get_array (node);
  n = json_array_get_length (array);
  if (n > PT_PATTERN_MAX_BEATS)
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                   "“%s” has %u beats; a bar takes at most %d", place, n, PT_PATTERN_MAX_BEATS);
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      const PtBeats bar = { PT_BEATS_PER_BAR, 1 };
      JsonNode *element = json_array_get_element (array, i);
      GType type = JSON_NODE_HOLDS_VALUE (element) ? json_node_get_value_type (element) : G_TYPE_INVALID;
      double beat;

      if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
        {
          g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                       "“%s[%u]” must be a number of beats from the start of the bar", place, i);
          return FALSE;
        }
      beat = json_node_get_double (element);
      if (beat >= 0.0 && beat < PT_BEATS_PER_BAR)
        beats[i] = pt_beats_from_double (beat);
      if (!(beat >= 0.0 && beat < PT_BEATS_PER_BAR) || pt_beats_compare (beats[i], bar) >= 0)
        {
          g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                       "“%s[%u]” is %g; a beat lies at or after 0 and before %d", place, i, beat, PT_BEATS_PER_BAR);
          return FALSE;
        }
    }
  *n_beats = n;

  return TRUE;
}

JsonNode *
pt_beats_to_json (const PtBeats *beats, guint n_beats, const PtPattern *pattern)
{
  JsonNode *node;
  JsonArray *array;

  g_return_val_if_fail (beats != NULL || n_beats == 0, NULL);

  node = json_node_alloc ();
  if (pattern != NULL)
    return json_node_init_string (node, pattern->name);

  array = json_array_new ();
  for (guint i = 0; i < n_beats; i++)
    if (beats[i].den == 1)
      json_array_add_int_element (array, beats[i].num);
    else
      json_array_add_double_element (array, pt_beats_to_double (beats[i]));
  json_node_init (node, JSON_NODE_ARRAY);
  json_node_take_array (node, array);

  return node;
}
