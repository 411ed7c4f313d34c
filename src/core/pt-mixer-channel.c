/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-mixer-channel.h"

#include "core/pt-json.h"

struct _PtMixerChannel
{
  GObject parent_instance;

  PtRole role;
  double gain_db;
  double pan;
  guint mute : 1;
  guint solo : 1;
  JsonObject *unknown;
};

enum
{
  PROP_0,
  PROP_ROLE,
  PROP_GAIN_DB,
  PROP_PAN,
  PROP_MUTE,
  PROP_SOLO,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (PtMixerChannel, pt_mixer_channel, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static const char *const known_members[] = { "gain_db", "pan", "mute", "solo", NULL };

static void
pt_mixer_channel_finalize (GObject *object)
{
  PtMixerChannel *self = PT_MIXER_CHANNEL (object);

  g_clear_pointer (&self->unknown, json_object_unref);

  G_OBJECT_CLASS (pt_mixer_channel_parent_class)->finalize (object);
}

static void
pt_mixer_channel_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PtMixerChannel *self = PT_MIXER_CHANNEL (object);

  switch (prop_id)
    {
    case PROP_ROLE:
      g_value_set_enum (value, self->role);
      break;
    case PROP_GAIN_DB:
      g_value_set_double (value, self->gain_db);
      break;
    case PROP_PAN:
      g_value_set_double (value, self->pan);
      break;
    case PROP_MUTE:
      g_value_set_boolean (value, self->mute);
      break;
    case PROP_SOLO:
      g_value_set_boolean (value, self->solo);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_mixer_channel_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PtMixerChannel *self = PT_MIXER_CHANNEL (object);

  switch (prop_id)
    {
    case PROP_ROLE:
      self->role = g_value_get_enum (value);
      break;
    case PROP_GAIN_DB:
      pt_mixer_channel_set_gain_db (self, g_value_get_double (value));
      break;
    case PROP_PAN:
      pt_mixer_channel_set_pan (self, g_value_get_double (value));
      break;
    case PROP_MUTE:
      pt_mixer_channel_set_mute (self, g_value_get_boolean (value));
      break;
    case PROP_SOLO:
      pt_mixer_channel_set_solo (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_mixer_channel_class_init (PtMixerChannelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = pt_mixer_channel_finalize;
  object_class->get_property = pt_mixer_channel_get_property;
  object_class->set_property = pt_mixer_channel_set_property;

  properties[PROP_ROLE] = g_param_spec_enum ("role", NULL, NULL, PT_TYPE_ROLE, PT_ROLE_NONE,
                                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_GAIN_DB] = g_param_spec_double ("gain-db", NULL, NULL, PT_MIXER_CHANNEL_MIN_GAIN_DB,
                                                  PT_MIXER_CHANNEL_MAX_GAIN_DB, 0.0, flags);
  properties[PROP_PAN] = g_param_spec_double ("pan", NULL, NULL, -1.0, 1.0, 0.0, flags);
  properties[PROP_MUTE] = g_param_spec_boolean ("mute", NULL, NULL, FALSE, flags);
  properties[PROP_SOLO] = g_param_spec_boolean ("solo", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pt_mixer_channel_init (PtMixerChannel *self)
{
}

PtMixerChannel *
pt_mixer_channel_new (PtRole role)
{
  g_return_val_if_fail (role <= PT_ROLE_NONE, NULL);

  return g_object_new (PT_TYPE_MIXER_CHANNEL, "role", role, NULL);
}

PtMixerChannel *
pt_mixer_channel_copy (PtMixerChannel *self)
{
  PtMixerChannel *copy;

  g_return_val_if_fail (PT_IS_MIXER_CHANNEL (self), NULL);

  copy = pt_mixer_channel_new (self->role);
  copy->gain_db = self->gain_db;
  copy->pan = self->pan;
  copy->mute = self->mute;
  copy->solo = self->solo;
  copy->unknown = pt_json_copy_object (self->unknown);

  return copy;
}

PtMixerChannel *
pt_mixer_channel_new_from_json (JsonObject *object, PtRole role, const char *where, GError **error)
{
  g_autoptr (PtMixerChannel) self = NULL;
  gboolean mute = FALSE;
  gboolean solo = FALSE;

  g_return_val_if_fail (object != NULL, NULL);

  self = pt_mixer_channel_new (role);
  if (!pt_json_read_double (object, "gain_db", where, PT_MIXER_CHANNEL_MIN_GAIN_DB, PT_MIXER_CHANNEL_MAX_GAIN_DB,
                            &self->gain_db, error)
      || !pt_json_read_double (object, "pan", where, -1.0, 1.0, &self->pan, error)
      || !pt_json_read_boolean (object, "mute", where, &mute, error)
      || !pt_json_read_boolean (object, "solo", where, &solo, error))
    return NULL;
  self->mute = mute;
  self->solo = solo;
  self->unknown = pt_json_take_unknown (object, known_members);

  return g_steal_pointer (&self);
}

JsonNode *
pt_mixer_channel_to_json (PtMixerChannel *self)
{
  JsonObject *object;

  g_return_val_if_fail (PT_IS_MIXER_CHANNEL (self), NULL);

  object = json_object_new ();
  pt_json_set_number (object, "gain_db", self->gain_db);
  pt_json_set_number (object, "pan", self->pan);
  json_object_set_boolean_member (object, "mute", self->mute);
  json_object_set_boolean_member (object, "solo", self->solo);
  pt_json_add_unknown (object, self->unknown);

  return pt_json_object_to_node (object);
}

gboolean
pt_mixer_channel_is_default (PtMixerChannel *self)
{
  g_return_val_if_fail (PT_IS_MIXER_CHANNEL (self), TRUE);

  return self->gain_db == 0.0 && self->pan == 0.0 && !self->mute && !self->solo && self->unknown == NULL;
}

PtRole
pt_mixer_channel_get_role (PtMixerChannel *self)
{
  g_return_val_if_fail (PT_IS_MIXER_CHANNEL (self), PT_ROLE_NONE);

  return self->role;
}

double
pt_mixer_channel_get_gain_db (PtMixerChannel *self)
{
  g_return_val_if_fail (PT_IS_MIXER_CHANNEL (self), 0.0);

  return self->gain_db;
}

void
pt_mixer_channel_set_gain_db (PtMixerChannel *self, double gain_db)
{
  g_return_if_fail (PT_IS_MIXER_CHANNEL (self));
  g_return_if_fail (gain_db >= PT_MIXER_CHANNEL_MIN_GAIN_DB && gain_db <= PT_MIXER_CHANNEL_MAX_GAIN_DB);

  if (self->gain_db == gain_db)
    return;
  self->gain_db = gain_db;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_GAIN_DB]);
}

double
pt_mixer_channel_get_pan (PtMixerChannel *self)
{
  g_return_val_if_fail (PT_IS_MIXER_CHANNEL (self), 0.0);

  return self->pan;
}

void
pt_mixer_channel_set_pan (PtMixerChannel *self, double pan)
{
  g_return_if_fail (PT_IS_MIXER_CHANNEL (self));
  g_return_if_fail (pan >= -1.0 && pan <= 1.0);

  if (self->pan == pan)
    return;
  self->pan = pan;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAN]);
}

gboolean
pt_mixer_channel_get_mute (PtMixerChannel *self)
{
  g_return_val_if_fail (PT_IS_MIXER_CHANNEL (self), FALSE);

  return self->mute;
}

void
pt_mixer_channel_set_mute (PtMixerChannel *self, gboolean mute)
{
  g_return_if_fail (PT_IS_MIXER_CHANNEL (self));

  mute = !!mute;
  if (self->mute == mute)
    return;
  self->mute = mute;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MUTE]);
}

gboolean
pt_mixer_channel_get_solo (PtMixerChannel *self)
{
  g_return_val_if_fail (PT_IS_MIXER_CHANNEL (self), FALSE);

  return self->solo;
}

void
pt_mixer_channel_set_solo (PtMixerChannel *self, gboolean solo)
{
  g_return_if_fail (PT_IS_MIXER_CHANNEL (self));

  solo = !!solo;
  if (self->solo == solo)
    return;
  self->solo = solo;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOLO]);
}
