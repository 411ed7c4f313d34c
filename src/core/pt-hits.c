/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-hits.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "core/pt-core-error.h"

static const PtBeats one_bar = { PT_BEATS_PER_BAR, 1 };

void
pt_hits_clear (PtHits *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->beats);
  *self = (PtHits){ NULL, NULL, 0 };
}

void
pt_hits_copy (PtHits *self, const PtHits *from)
{
  g_return_if_fail (self != NULL && from != NULL);

  self->pattern = from->pattern;
  self->n_beats = from->n_beats;
  self->beats = g_new0 (PtBeats, MAX (from->n_beats, 1));
  for (guint i = 0; i < from->n_beats; i++)
    self->beats[i] = from->beats[i];
}

static int
compare_beats (const void *a, const void *b)
{
  return pt_beats_compare (*(const PtBeats *) a, *(const PtBeats *) b);
}

gboolean
pt_hits_set_beats (PtHits *self, const PtBeats *beats, guint n_beats)
{
  PtBeats *sorted;
  guint n = 0;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (beats != NULL || n_beats == 0, FALSE);

  if (n_beats > PT_PATTERN_MAX_BEATS)
    return FALSE;
  for (guint i = 0; i < n_beats; i++)
    if (beats[i].den <= 0 || beats[i].num < 0 || pt_beats_compare (beats[i], one_bar) >= 0)
      return FALSE;

  sorted = g_new0 (PtBeats, MAX (n_beats, 1));
  for (guint i = 0; i < n_beats; i++)
    sorted[i] = pt_beats_new (beats[i].num, beats[i].den);
  qsort (sorted, n_beats, sizeof *sorted, compare_beats);
  /* The same hit twice would only be louder. */
  for (guint i = 0; i < n_beats; i++)
    if (n == 0 || pt_beats_compare (sorted[n - 1], sorted[i]) != 0)
      sorted[n++] = sorted[i];

  g_free (self->beats);
  *self = (PtHits){ NULL, sorted, n };

  return TRUE;
}

gboolean
pt_hits_set_pattern (PtHits *self, const char *name)
{
  const PtPattern *pattern;

  g_return_val_if_fail (self != NULL && name != NULL, FALSE);

  pattern = pt_pattern_lookup (name, NULL);
  if (pattern == NULL)
    return FALSE;
  pt_hits_set_beats (self, pattern->beats, pattern->n_beats);
  self->pattern = pattern;

  return TRUE;
}

static gboolean
read_name (PtHits *self, JsonNode *node, const char *place, GError **error)
{
  const PtPattern *pattern = pt_pattern_lookup (json_node_get_string (node), error);

  if (pattern == NULL)
    {
      g_prefix_error (error, "“%s”: ", place);
      return FALSE;
    }

  return pt_hits_set_pattern (self, pattern->name);
}

static gboolean
read_array (PtHits *self, JsonArray *array, const char *place, GError **error)
{
  const guint n = json_array_get_length (array);
  PtBeats beats[PT_PATTERN_MAX_BEATS];

  if (n > PT_PATTERN_MAX_BEATS)
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                   _ ("“%s” has %u beats; a bar takes at most %d"), place, n, PT_PATTERN_MAX_BEATS);
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      GType type = JSON_NODE_HOLDS_VALUE (element) ? json_node_get_value_type (element) : G_TYPE_INVALID;
      double beat;

      if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
        {
          g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                       _ ("“%s[%u]” must be a number of beats from the start of the bar"), place, i);
          return FALSE;
        }
      beat = json_node_get_double (element);
      if (beat >= 0.0 && beat < PT_BEATS_PER_BAR)
        beats[i] = pt_beats_from_double (beat);
      /* A hair below the bar line is the bar line. */
      if (!(beat >= 0.0 && beat < PT_BEATS_PER_BAR) || pt_beats_compare (beats[i], one_bar) >= 0)
        {
          g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                       _ ("“%s[%u]” is %g; a beat lies at or after 0 and before %d"), place, i, beat, PT_BEATS_PER_BAR);
          return FALSE;
        }
    }

  return pt_hits_set_beats (self, beats, n);
}

gboolean
pt_hits_read_json (PtHits *self, JsonNode *node, const char *place, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (node != NULL, FALSE);
  g_return_val_if_fail (place != NULL, FALSE);

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return read_name (self, node, place, error);
  if (JSON_NODE_HOLDS_ARRAY (node))
    return read_array (self, json_node_get_array (node), place, error);

  g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
               _ ("“%s” must be an array of beats or the name of a pattern"), place);

  return FALSE;
}

JsonNode *
pt_hits_to_json (const PtHits *self)
{
  JsonNode *node;
  JsonArray *array;

  g_return_val_if_fail (self != NULL, NULL);

  node = json_node_alloc ();
  if (self->pattern != NULL)
    return json_node_init_string (node, self->pattern->name);

  array = json_array_new ();
  for (guint i = 0; i < self->n_beats; i++)
    if (self->beats[i].den == 1)
      json_array_add_int_element (array, self->beats[i].num);
    else
      json_array_add_double_element (array, pt_beats_to_double (self->beats[i]));
  json_node_init (node, JSON_NODE_ARRAY);
  json_node_take_array (node, array);

  return node;
}

JsonNode *
pt_beats_to_json (PtBeats beats)
{
  const double value = pt_beats_to_double (beats);
  JsonNode *node = json_node_alloc ();
  char text[64];

  if (beats.den == 1)
    return json_node_init_int (node, beats.num);
  if (pt_beats_compare (pt_beats_from_double (value), beats) == 0)
    return json_node_init_double (node, value);
  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, beats.num, beats.den);

  return json_node_init_string (node, text);
}

/* "1/3", in numbers small enough that sums of them stay far from overflow. */
static gboolean
parse_fraction (const char *text, PtBeats *beats)
{
  g_auto (GStrv) parts = g_strsplit (text, "/", 3);
  gint64 num, den;

  if (g_strv_length (parts) != 2
      || !g_ascii_string_to_signed (parts[0], 10, -G_MAXINT32, G_MAXINT32, &num, NULL)
      || !g_ascii_string_to_signed (parts[1], 10, 1, G_MAXINT32, &den, NULL))
    return FALSE;
  *beats = pt_beats_new (num, den);

  return TRUE;
}

gboolean
pt_beats_read_json (JsonNode *node,
                    const char *place,
                    double minimum,
                    double maximum,
                    PtBeats *beats,
                    GError **error)
{
  gboolean read = FALSE;
  double value = 0.0;

  g_return_val_if_fail (node != NULL, FALSE);
  g_return_val_if_fail (place != NULL, FALSE);
  g_return_val_if_fail (beats != NULL, FALSE);

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      read = parse_fraction (json_node_get_string (node), beats);
      value = read ? pt_beats_to_double (*beats) : 0.0;
      read = read && value >= minimum && value <= maximum;
    }
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    {
      value = json_node_get_double (node);
      read = value >= minimum && value <= maximum;
      if (read)
        *beats = pt_beats_from_double (value);
    }
  if (read)
    return TRUE;

  g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
               _ ("“%s” must be a number of beats between %g and %g"), place, minimum, maximum);

  return FALSE;
}
