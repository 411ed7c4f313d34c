/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-layer-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "core/pt-core-error.h"
#include "core/pt-json.h"
#include "core/pt-sample-path.h"

static const char *const known_members[] = {
  "role", "type", "gain", "gain_end", "beats", "start_bar", "end_bar",
  "pan", "mute", "choke", "sample", NULL
};
static const char *const type_names[] = { "oneshot", "loop", NULL };

static gboolean
read_role (PtLayer *self, JsonObject *object, const char *where, GError **error)
{
  g_autofree char *name = NULL;

  if (!pt_json_require (object, "role", where, error)
      || !pt_json_read_string (object, "role", where, &name, error))
    return FALSE;
  if (!pt_role_parse (name, &self->role, error))
    {
      g_prefix_error (error, _ ("“%s.role”: "), where);
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_type (PtLayer *self, JsonObject *object, const char *where, GError **error)
{
  int type = pt_role_get_loop_rule (self->role) == PT_LOOP_RULE_LOOP ? PT_LAYER_LOOP : PT_LAYER_ONE_SHOT;

  if (!pt_json_read_name (object, "type", where, N_ ("layer type"), type_names, &type, error))
    return FALSE;
  self->type = type;

  return TRUE;
}

static gboolean
read_beats (PtLayer *self, JsonObject *object, const char *where, GError **error)
{
  JsonNode *node = json_object_get_member (object, "beats");
  g_autofree char *place = NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  place = g_strdup_printf ("%s.beats", where);
  self->own_beats = TRUE;

  return pt_hits_read_json (&self->hits, node, place, error);
}

static gboolean
read_span (PtLayer *self, JsonObject *object, gint64 section_bars, const char *where, GError **error)
{
  if (!pt_json_read_int (object, "start_bar", where, 0, section_bars - 1, &self->start_bar, error)
      || !pt_json_read_int (object, "end_bar", where, 1, section_bars, &self->end_bar, error))
    return FALSE;
  if (self->end_bar != -1 && self->end_bar <= self->start_bar)
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                   _ ("“%s.end_bar” is %" PRId64 "; it must lie after “start_bar”, %" PRId64),
                   where, self->end_bar, self->start_bar);
      return FALSE;
    }

  return TRUE;
}

/* A layer that never sounds is a slip of the pen, or of a language model. */
static PtLayer *
refuse_no_gain (const char *where, GError **error)
{
  g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
               _ ("“%s.gain” is 0, so the layer would never sound; raise it, or write \"mute\": true"), where);

  return NULL;
}

PtLayer *
pt_layer_new_from_json (JsonObject *object, gint64 section_bars, const char *where, GError **error)
{
  g_autoptr (PtLayer) self = NULL;
  gboolean mute = FALSE;

  g_return_val_if_fail (object != NULL, NULL);
  g_return_val_if_fail (section_bars > 0, NULL);
  g_return_val_if_fail (where != NULL, NULL);

  self = g_object_new (PT_TYPE_LAYER, NULL);
  self->gain_end = -1.0;
  if (!read_role (self, object, where, error)
      || !read_type (self, object, where, error)
      || !pt_json_read_double (object, "gain", where, 0.0, PT_LAYER_MAX_GAIN, &self->gain, error)
      || !pt_json_read_double (object, "gain_end", where, 0.0, PT_LAYER_MAX_GAIN, &self->gain_end, error)
      || !pt_json_read_double (object, "pan", where, -1.0, 1.0, &self->pan, error)
      || !pt_json_read_boolean (object, "mute", where, &mute, error)
      || !pt_json_read_string (object, "choke", where, &self->choke, error)
      || !read_beats (self, object, where, error)
      || !read_span (self, object, section_bars, where, error)
      || !pt_sample_path_read_json (object, "sample", where, &self->sample, error))
    return NULL;
  self->ramp = self->gain_end >= 0.0 && self->gain_end != self->gain;
  self->mute = mute;
  if (self->gain == 0.0 && !self->ramp && !mute)
    return refuse_no_gain (where, error);
  self->unknown = pt_json_take_unknown (object, known_members);

  return g_steal_pointer (&self);
}

JsonNode *
pt_layer_to_json (PtLayer *self)
{
  JsonObject *object;

  g_return_val_if_fail (PT_IS_LAYER (self), NULL);

  object = json_object_new ();
  json_object_set_string_member (object, "role", pt_role_to_string (self->role));
  json_object_set_string_member (object, "type", type_names[self->type]);
  pt_json_set_number (object, "gain", self->gain);
  if (self->ramp)
    pt_json_set_number (object, "gain_end", self->gain_end);
  if (self->type == PT_LAYER_ONE_SHOT || self->own_beats)
    json_object_set_member (object, "beats", pt_hits_to_json (&self->hits));
  if (self->start_bar != 0)
    json_object_set_int_member (object, "start_bar", self->start_bar);
  if (self->end_bar != -1)
    json_object_set_int_member (object, "end_bar", self->end_bar);
  if (self->pan != 0.0)
    pt_json_set_number (object, "pan", self->pan);
  /* A fader at nothing sounds like a mute, and is read back as one. */
  if (self->mute || (self->gain == 0.0 && !self->ramp))
    json_object_set_boolean_member (object, "mute", TRUE);
  pt_json_set_text (object, "choke", self->choke);
  pt_sample_path_write_json (object, "sample", self->sample);
  pt_json_add_unknown (object, self->unknown);

  return pt_json_object_to_node (object);
}
