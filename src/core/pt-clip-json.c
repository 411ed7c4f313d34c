/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-clip-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "core/pt-core-error.h"
#include "core/pt-json.h"
#include "core/pt-sample-path.h"

static const char *const known_members[] = {
  "kind", "name", "colour", "length_bars", "gain", "sample", "beats", "notes",
  "launch", "quantize", "legato", "follow", NULL
};

static gboolean
read_whole (JsonArray *array, guint index, const char *place, gint64 low, gint64 high, int *value, GError **error)
{
  JsonNode *node = json_array_get_element (array, index);

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64
      && json_node_get_int (node) >= low && json_node_get_int (node) <= high)
    {
      *value = json_node_get_int (node);
      return TRUE;
    }
  g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
               _ ("“%s[%u]” must be a whole number from %" PRId64 " to %" PRId64),
               place, index, low, high);

  return FALSE;
}

static gboolean
read_note (JsonNode *node, const char *place, PtNote *note, GError **error)
{
  const double end = (double) PT_CLIP_MAX_BARS * PT_BEATS_PER_BAR;
  g_autofree char *start_place = g_strdup_printf ("%s[1]", place);
  g_autofree char *length_place = g_strdup_printf ("%s[2]", place);
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node) || json_array_get_length (json_node_get_array (node)) != 4)
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                   _ ("“%s” must be an array of four: [pitch, start, length, velocity]"), place);
      return FALSE;
    }
  array = json_node_get_array (node);

  return read_whole (array, 0, place, 0, PT_NOTE_MAX_PITCH, &note->pitch, error)
         && pt_beats_read_json (json_array_get_element (array, 1), start_place, 0.0, end, &note->start, error)
         && pt_beats_read_json (json_array_get_element (array, 2), length_place,
                                pt_beats_to_double (PT_NOTE_MIN_LENGTH), end, &note->length, error)
         && read_whole (array, 3, place, 1, PT_NOTE_MAX_VELOCITY, &note->velocity, error);
}

static gboolean
read_notes (PtClip *self, JsonObject *object, const char *where, GError **error)
{
  g_autoptr (GArray) notes = NULL;
  JsonArray *array = NULL;
  guint n;

  if (!pt_json_read_array (object, "notes", where, &array, error))
    return FALSE;
  if (array == NULL)
    return TRUE;
  n = json_array_get_length (array);
  if (n > PT_CLIP_MAX_NOTES)
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                   _ ("“%s.notes” has %u notes; at most %d are allowed"), where, n, PT_CLIP_MAX_NOTES);
      return FALSE;
    }

  notes = pt_note_list_new ();
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *place = g_strdup_printf ("%s.notes[%u]", where, i);
      PtNote note;

      if (!read_note (json_array_get_element (array, i), place, &note, error))
        return FALSE;
      g_array_append_val (notes, note);
    }
  pt_clip_set_notes (self, notes);

  return TRUE;
}

static gboolean
read_hits (PtClip *self, JsonObject *object, const char *where, GError **error)
{
  JsonNode *node = json_object_get_member (object, "beats");
  g_autofree char *place = NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  place = g_strdup_printf ("%s.beats", where);
  self->own_hits = TRUE;

  return pt_hits_read_json (&self->hits, node, place, error);
}

static gboolean
read_launch (PtClip *self, JsonObject *object, const char *where, GError **error)
{
  int mode = self->launch_mode;
  int quantize = self->quantize;

  if (!pt_json_read_name (object, "launch", where, N_ ("launch mode"), pt_launch_mode_names, &mode, error)
      || !pt_json_read_name (object, "quantize", where, N_ ("launch quantum"), pt_quantize_names, &quantize, error)
      || !pt_json_read_boolean (object, "legato", where, &self->legato, error)
      || !pt_follow_read_json (object, "follow", where, &self->follow_action, &self->follow_bars, error))
    return FALSE;
  self->launch_mode = mode;
  self->quantize = quantize;

  return TRUE;
}

PtClip *
pt_clip_new_from_json (JsonObject *object, const char *where, GError **error)
{
  g_autoptr (PtClip) self = NULL;
  int kind = PT_CLIP_PATTERN;

  g_return_val_if_fail (object != NULL, NULL);
  g_return_val_if_fail (where != NULL, NULL);

  self = g_object_new (PT_TYPE_CLIP, NULL);
  if (!pt_json_require (object, "kind", where, error)
      || !pt_json_read_name (object, "kind", where, N_ ("clip kind"), pt_clip_kind_names, &kind, error)
      || !pt_json_read_string (object, "name", where, &self->name, error)
      || !pt_colour_read_json (object, "colour", where, &self->colour, error)
      || !pt_json_read_int (object, "length_bars", where, 1, PT_CLIP_MAX_BARS, &self->length_bars, error)
      || !pt_json_read_double (object, "gain", where, 0.0, PT_CLIP_MAX_GAIN, &self->gain, error)
      || !pt_sample_path_read_json (object, "sample", where, &self->sample, error)
      || !read_hits (self, object, where, error)
      || !read_notes (self, object, where, error)
      || !read_launch (self, object, where, error))
    return NULL;
  self->kind = kind;
  self->unknown = pt_json_take_unknown (object, known_members);

  return g_steal_pointer (&self);
}

static void
write_notes (PtClip *self, JsonObject *object)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; self->notes != NULL && i < self->notes->len; i++)
    {
      const PtNote *note = &g_array_index (self->notes, PtNote, i);
      JsonArray *four = json_array_new ();

      json_array_add_int_element (four, note->pitch);
      json_array_add_element (four, pt_beats_to_json (note->start));
      json_array_add_element (four, pt_beats_to_json (note->length));
      json_array_add_int_element (four, note->velocity);
      json_array_add_array_element (array, four);
    }
  json_object_set_array_member (object, "notes", array);
}

JsonNode *
pt_clip_to_json (PtClip *self)
{
  JsonObject *object;

  g_return_val_if_fail (PT_IS_CLIP (self), NULL);

  object = json_object_new ();
  json_object_set_string_member (object, "kind", pt_clip_kind_names[self->kind]);
  pt_json_set_text (object, "name", self->name);
  pt_json_set_text (object, "colour", self->colour);
  json_object_set_int_member (object, "length_bars", self->length_bars);
  pt_json_set_number (object, "gain", self->gain);
  pt_sample_path_write_json (object, "sample", self->sample);
  if (self->kind == PT_CLIP_PATTERN || self->own_hits)
    json_object_set_member (object, "beats", pt_hits_to_json (&self->hits));
  if (self->kind == PT_CLIP_NOTES || (self->notes != NULL && self->notes->len > 0))
    write_notes (self, object);
  if (self->launch_mode != PT_LAUNCH_TRIGGER)
    json_object_set_string_member (object, "launch", pt_launch_mode_names[self->launch_mode]);
  if (self->quantize != PT_QUANTIZE_INHERIT)
    json_object_set_string_member (object, "quantize", pt_quantize_names[self->quantize]);
  if (self->legato)
    json_object_set_boolean_member (object, "legato", TRUE);
  pt_follow_write_json (object, "follow", self->follow_action, self->follow_bars);
  pt_json_add_unknown (object, self->unknown);

  return pt_json_object_to_node (object);
}
