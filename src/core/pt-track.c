/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-track.h"

#include <glib/gi18n-lib.h>

#include "core/pt-json.h"
#include "core/pt-launch.h"
#include "core/pt-util.h"

struct _PtTrack
{
  GObject parent_instance;

  char *id;
  char *name;
  PtRole role;
  char *colour;
  gboolean lock;
  PtMixerChannel *channel;
  JsonObject *unknown;
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_ROLE,
  PROP_COLOUR,
  PROP_LOCK,
  PROP_CHANNEL,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (PtTrack, pt_track, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static const char *const known_members[] = { "id", "name", "role", "colour", "lock", "channel", NULL };

static void
pt_track_finalize (GObject *object)
{
  PtTrack *self = PT_TRACK (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->colour);
  g_object_unref (self->channel);
  g_clear_pointer (&self->unknown, json_object_unref);

  G_OBJECT_CLASS (pt_track_parent_class)->finalize (object);
}

static void
pt_track_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PtTrack *self = PT_TRACK (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_ROLE:
      g_value_set_enum (value, self->role);
      break;
    case PROP_COLOUR:
      g_value_set_string (value, self->colour);
      break;
    case PROP_LOCK:
      g_value_set_boolean (value, self->lock);
      break;
    case PROP_CHANNEL:
      g_value_set_object (value, self->channel);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_track_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PtTrack *self = PT_TRACK (object);

  switch (prop_id)
    {
    case PROP_NAME:
      pt_track_set_name (self, g_value_get_string (value));
      break;
    case PROP_ROLE:
      pt_track_set_role (self, g_value_get_enum (value));
      break;
    case PROP_COLOUR:
      pt_track_set_colour (self, g_value_get_string (value));
      break;
    case PROP_LOCK:
      pt_track_set_lock (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_track_class_init (PtTrackClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = pt_track_finalize;
  object_class->get_property = pt_track_get_property;
  object_class->set_property = pt_track_set_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, readable);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, writable);
  properties[PROP_ROLE] = g_param_spec_enum ("role", NULL, NULL, PT_TYPE_ROLE, PT_ROLE_NONE, writable);
  properties[PROP_COLOUR] = g_param_spec_string ("colour", NULL, NULL, NULL, writable);
  properties[PROP_LOCK] = g_param_spec_boolean ("lock", NULL, NULL, FALSE, writable);
  properties[PROP_CHANNEL] = g_param_spec_object ("channel", NULL, NULL, PT_TYPE_MIXER_CHANNEL, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pt_track_init (PtTrack *self)
{
  self->name = g_strdup ("");
  self->role = PT_ROLE_NONE;
  self->channel = pt_mixer_channel_new (PT_ROLE_NONE);
}

PtTrack *
pt_track_new (const char *name, PtRole role)
{
  PtTrack *self;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (role <= PT_ROLE_NONE, NULL);

  self = g_object_new (PT_TYPE_TRACK, NULL);
  pt_set_str (&self->name, name);
  self->role = role;

  return self;
}

static gboolean
read_role (PtTrack *self, JsonObject *object, const char *where, GError **error)
{
  g_autofree char *name = NULL;

  if (!pt_json_read_string (object, "role", where, &name, error))
    return FALSE;
  if (name == NULL || g_str_equal (name, pt_role_to_string (PT_ROLE_NONE)))
    return TRUE;
  if (pt_role_parse (name, &self->role, error))
    return TRUE;
  g_prefix_error (error, _ ("“%s.role”: "), where);

  return FALSE;
}

static gboolean
read_channel (PtTrack *self, JsonObject *object, const char *where, GError **error)
{
  g_autofree char *place = g_strdup_printf ("%s.channel", where);
  JsonObject *strip = NULL;
  PtMixerChannel *channel;

  if (!pt_json_read_object (object, "channel", where, &strip, error))
    return FALSE;
  if (strip == NULL)
    return TRUE;
  channel = pt_mixer_channel_new_from_json (strip, PT_ROLE_NONE, place, error);
  if (channel == NULL)
    return FALSE;
  g_object_unref (self->channel);
  self->channel = channel;

  return TRUE;
}

PtTrack *
pt_track_new_from_json (JsonObject *object, const char *where, GError **error)
{
  g_autoptr (PtTrack) self = NULL;

  g_return_val_if_fail (object != NULL, NULL);
  g_return_val_if_fail (where != NULL, NULL);

  self = g_object_new (PT_TYPE_TRACK, NULL);
  if (!pt_json_read_string (object, "id", where, &self->id, error)
      || !pt_json_read_string (object, "name", where, &self->name, error)
      || !read_role (self, object, where, error)
      || !pt_colour_read_json (object, "colour", where, &self->colour, error)
      || !pt_json_read_boolean (object, "lock", where, &self->lock, error)
      || !read_channel (self, object, where, error))
    return NULL;
  self->unknown = pt_json_take_unknown (object, known_members);

  return g_steal_pointer (&self);
}

JsonNode *
pt_track_to_json (PtTrack *self)
{
  JsonObject *object;

  g_return_val_if_fail (PT_IS_TRACK (self), NULL);

  object = json_object_new ();
  pt_json_set_text (object, "id", self->id);
  pt_json_set_text (object, "name", self->name);
  json_object_set_string_member (object, "role", pt_role_to_string (self->role));
  pt_json_set_text (object, "colour", self->colour);
  if (self->lock)
    json_object_set_boolean_member (object, "lock", TRUE);
  if (!pt_mixer_channel_is_default (self->channel))
    json_object_set_member (object, "channel", pt_mixer_channel_to_json (self->channel));
  pt_json_add_unknown (object, self->unknown);

  return pt_json_object_to_node (object);
}

const char *
pt_track_get_id (PtTrack *self)
{
  g_return_val_if_fail (PT_IS_TRACK (self), NULL);

  return self->id;
}

void
pt_track_set_id (PtTrack *self, const char *id)
{
  g_return_if_fail (PT_IS_TRACK (self));

  if (pt_set_str (&self->id, id))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ID]);
}

const char *
pt_track_get_name (PtTrack *self)
{
  g_return_val_if_fail (PT_IS_TRACK (self), NULL);

  return self->name;
}

void
pt_track_set_name (PtTrack *self, const char *name)
{
  g_return_if_fail (PT_IS_TRACK (self));

  if (pt_set_str (&self->name, name != NULL ? name : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

PtRole
pt_track_get_role (PtTrack *self)
{
  g_return_val_if_fail (PT_IS_TRACK (self), PT_ROLE_NONE);

  return self->role;
}

void
pt_track_set_role (PtTrack *self, PtRole role)
{
  g_return_if_fail (PT_IS_TRACK (self));
  g_return_if_fail (role <= PT_ROLE_NONE);

  if (self->role == role)
    return;
  self->role = role;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROLE]);
}

const char *
pt_track_get_colour (PtTrack *self)
{
  g_return_val_if_fail (PT_IS_TRACK (self), NULL);

  return self->colour;
}

void
pt_track_set_colour (PtTrack *self, const char *colour)
{
  g_return_if_fail (PT_IS_TRACK (self));
  g_return_if_fail (colour == NULL || pt_colour_is_valid (colour));

  if (pt_set_str (&self->colour, colour))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLOUR]);
}

gboolean
pt_track_get_lock (PtTrack *self)
{
  g_return_val_if_fail (PT_IS_TRACK (self), FALSE);

  return self->lock;
}

void
pt_track_set_lock (PtTrack *self, gboolean lock)
{
  g_return_if_fail (PT_IS_TRACK (self));

  lock = !!lock;
  if (self->lock == lock)
    return;
  self->lock = lock;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOCK]);
}

PtMixerChannel *
pt_track_get_channel (PtTrack *self)
{
  g_return_val_if_fail (PT_IS_TRACK (self), NULL);

  return self->channel;
}
