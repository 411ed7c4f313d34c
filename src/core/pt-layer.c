/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-layer-private.h"

#include "core/pt-json.h"
#include "core/pt-util.h"

enum
{
  PROP_0,
  PROP_ROLE,
  PROP_LAYER_TYPE,
  PROP_GAIN,
  PROP_GAIN_END,
  PROP_PAN,
  PROP_MUTE,
  PROP_CHOKE,
  PROP_SAMPLE,
  PROP_PATTERN,
  PROP_START_BAR,
  PROP_END_BAR,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (PtLayer, pt_layer, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static void
pt_layer_finalize (GObject *object)
{
  PtLayer *self = PT_LAYER (object);

  g_free (self->choke);
  g_free (self->sample);
  pt_hits_clear (&self->hits);
  g_clear_pointer (&self->unknown, json_object_unref);

  G_OBJECT_CLASS (pt_layer_parent_class)->finalize (object);
}

static void
pt_layer_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PtLayer *self = PT_LAYER (object);

  switch (prop_id)
    {
    case PROP_ROLE:
      g_value_set_enum (value, self->role);
      break;
    case PROP_LAYER_TYPE:
      g_value_set_int (value, self->type);
      break;
    case PROP_GAIN:
      g_value_set_double (value, self->gain);
      break;
    case PROP_GAIN_END:
      g_value_set_double (value, pt_layer_get_gain_end (self));
      break;
    case PROP_PAN:
      g_value_set_double (value, self->pan);
      break;
    case PROP_MUTE:
      g_value_set_boolean (value, self->mute);
      break;
    case PROP_CHOKE:
      g_value_set_string (value, self->choke);
      break;
    case PROP_SAMPLE:
      g_value_set_string (value, self->sample);
      break;
    case PROP_PATTERN:
      g_value_set_string (value, pt_layer_get_pattern (self));
      break;
    case PROP_START_BAR:
      g_value_set_int64 (value, self->start_bar);
      break;
    case PROP_END_BAR:
      g_value_set_int64 (value, self->end_bar);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_layer_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PtLayer *self = PT_LAYER (object);

  switch (prop_id)
    {
    case PROP_LAYER_TYPE:
      pt_layer_set_layer_type (self, g_value_get_int (value));
      break;
    case PROP_GAIN:
      pt_layer_set_gain (self, g_value_get_double (value));
      break;
    case PROP_GAIN_END:
      pt_layer_set_gain_end (self, g_value_get_double (value));
      break;
    case PROP_PAN:
      pt_layer_set_pan (self, g_value_get_double (value));
      break;
    case PROP_MUTE:
      pt_layer_set_mute (self, g_value_get_boolean (value));
      break;
    case PROP_CHOKE:
      pt_layer_set_choke (self, g_value_get_string (value));
      break;
    case PROP_SAMPLE:
      pt_layer_set_sample (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_layer_class_init (PtLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = pt_layer_finalize;
  object_class->get_property = pt_layer_get_property;
  object_class->set_property = pt_layer_set_property;

  properties[PROP_ROLE] = g_param_spec_enum ("role", NULL, NULL, PT_TYPE_ROLE, PT_ROLE_NONE, readable);
  properties[PROP_LAYER_TYPE] = g_param_spec_int ("layer-type", NULL, NULL, PT_LAYER_ONE_SHOT, PT_LAYER_LOOP,
                                                  PT_LAYER_ONE_SHOT, writable);
  properties[PROP_GAIN] = g_param_spec_double ("gain", NULL, NULL, 0.0, PT_LAYER_MAX_GAIN, 1.0, writable);
  properties[PROP_GAIN_END] = g_param_spec_double ("gain-end", NULL, NULL, 0.0, PT_LAYER_MAX_GAIN, 1.0, writable);
  properties[PROP_PAN] = g_param_spec_double ("pan", NULL, NULL, -1.0, 1.0, 0.0, writable);
  properties[PROP_MUTE] = g_param_spec_boolean ("mute", NULL, NULL, FALSE, writable);
  properties[PROP_CHOKE] = g_param_spec_string ("choke", NULL, NULL, NULL, writable);
  properties[PROP_SAMPLE] = g_param_spec_string ("sample", NULL, NULL, NULL, writable);
  /* Notifies for every change of the beats, named or not. */
  properties[PROP_PATTERN] = g_param_spec_string ("pattern", NULL, NULL, NULL, readable);
  properties[PROP_START_BAR] = g_param_spec_int64 ("start-bar", NULL, NULL, 0, G_MAXINT64, 0, readable);
  properties[PROP_END_BAR] = g_param_spec_int64 ("end-bar", NULL, NULL, -1, G_MAXINT64, -1, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pt_layer_init (PtLayer *self)
{
  self->gain = 1.0;
  self->end_bar = -1;
  /* One hit on the first beat, as arrangements without beats have always meant. */
  pt_hits_set_beats (&self->hits, &(PtBeats){ 0, 1 }, 1);
}

static void
notify (PtLayer *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

PtLayer *
pt_layer_new (PtRole role, PtLayerType type, double gain)
{
  PtLayer *self;

  g_return_val_if_fail (role < PT_ROLE_NONE, NULL);
  g_return_val_if_fail (gain >= 0.0 && gain <= PT_LAYER_MAX_GAIN, NULL);

  self = g_object_new (PT_TYPE_LAYER, NULL);
  self->role = role;
  self->type = type;
  self->gain = gain;

  return self;
}

PtLayer *
pt_layer_copy (PtLayer *self)
{
  PtLayer *copy;

  g_return_val_if_fail (PT_IS_LAYER (self), NULL);

  copy = pt_layer_new (self->role, self->type, self->gain);
  copy->gain_end = self->gain_end;
  copy->pan = self->pan;
  copy->ramp = self->ramp;
  copy->mute = self->mute;
  copy->own_beats = self->own_beats;
  copy->choke = g_strdup (self->choke);
  copy->sample = g_strdup (self->sample);
  pt_hits_clear (&copy->hits);
  pt_hits_copy (&copy->hits, &self->hits);
  copy->start_bar = self->start_bar;
  copy->end_bar = self->end_bar;
  copy->unknown = pt_json_copy_object (self->unknown);

  return copy;
}

PtRole
pt_layer_get_role (PtLayer *self)
{
  g_return_val_if_fail (PT_IS_LAYER (self), PT_ROLE_NONE);

  return self->role;
}

PtLayerType
pt_layer_get_layer_type (PtLayer *self)
{
  g_return_val_if_fail (PT_IS_LAYER (self), PT_LAYER_ONE_SHOT);

  return self->type;
}

void
pt_layer_set_layer_type (PtLayer *self, PtLayerType type)
{
  g_return_if_fail (PT_IS_LAYER (self));

  if (self->type == type)
    return;
  self->type = type;
  notify (self, PROP_LAYER_TYPE);
}

double
pt_layer_get_gain (PtLayer *self)
{
  g_return_val_if_fail (PT_IS_LAYER (self), 0.0);

  return self->gain;
}

void
pt_layer_set_gain (PtLayer *self, double gain)
{
  g_return_if_fail (PT_IS_LAYER (self));
  g_return_if_fail (gain >= 0.0 && gain <= PT_LAYER_MAX_GAIN);

  if (self->gain == gain)
    return;
  self->gain = gain;
  notify (self, PROP_GAIN);
  if (!self->ramp)
    notify (self, PROP_GAIN_END);
}

double
pt_layer_get_gain_end (PtLayer *self)
{
  g_return_val_if_fail (PT_IS_LAYER (self), 0.0);

  return self->ramp ? self->gain_end : self->gain;
}

void
pt_layer_set_gain_end (PtLayer *self, double gain)
{
  g_return_if_fail (PT_IS_LAYER (self));
  g_return_if_fail (gain >= 0.0 && gain <= PT_LAYER_MAX_GAIN);

  if (pt_layer_get_gain_end (self) == gain)
    return;
  self->gain_end = gain;
  /* Back to the gain itself: no ramp, so that it follows again. */
  self->ramp = gain != self->gain;
  notify (self, PROP_GAIN_END);
}

double
pt_layer_get_pan (PtLayer *self)
{
  g_return_val_if_fail (PT_IS_LAYER (self), 0.0);

  return self->pan;
}

void
pt_layer_set_pan (PtLayer *self, double pan)
{
  g_return_if_fail (PT_IS_LAYER (self));
  g_return_if_fail (pan >= -1.0 && pan <= 1.0);

  if (self->pan == pan)
    return;
  self->pan = pan;
  notify (self, PROP_PAN);
}

gboolean
pt_layer_get_mute (PtLayer *self)
{
  g_return_val_if_fail (PT_IS_LAYER (self), FALSE);

  return self->mute;
}

void
pt_layer_set_mute (PtLayer *self, gboolean mute)
{
  g_return_if_fail (PT_IS_LAYER (self));

  mute = !!mute;
  if (self->mute == mute)
    return;
  self->mute = mute;
  notify (self, PROP_MUTE);
}

const char *
pt_layer_get_choke (PtLayer *self)
{
  g_return_val_if_fail (PT_IS_LAYER (self), NULL);

  return self->choke;
}

void
pt_layer_set_choke (PtLayer *self, const char *group)
{
  g_return_if_fail (PT_IS_LAYER (self));

  if (group != NULL && *group == '\0')
    group = NULL;
  if (pt_set_str (&self->choke, group))
    notify (self, PROP_CHOKE);
}

const char *
pt_layer_get_sample (PtLayer *self)
{
  g_return_val_if_fail (PT_IS_LAYER (self), NULL);

  return self->sample;
}

void
pt_layer_set_sample (PtLayer *self, const char *path)
{
  g_return_if_fail (PT_IS_LAYER (self));

  if (path != NULL && *path == '\0')
    path = NULL;
  if (pt_set_str (&self->sample, path))
    notify (self, PROP_SAMPLE);
}

const PtBeats *
pt_layer_get_beats (PtLayer *self, guint *n_beats)
{
  g_return_val_if_fail (PT_IS_LAYER (self), NULL);
  g_return_val_if_fail (n_beats != NULL, NULL);

  *n_beats = self->hits.n_beats;

  return self->hits.beats;
}

void
pt_layer_set_beats (PtLayer *self, const PtBeats *beats, guint n_beats)
{
  g_return_if_fail (PT_IS_LAYER (self));

  if (!pt_hits_set_beats (&self->hits, beats, n_beats))
    g_return_if_reached ();
  self->own_beats = TRUE;
  notify (self, PROP_PATTERN);
}

void
pt_layer_set_pattern (PtLayer *self, const char *name)
{
  g_return_if_fail (PT_IS_LAYER (self));

  if (!pt_hits_set_pattern (&self->hits, name))
    g_return_if_reached ();
  self->own_beats = TRUE;
  notify (self, PROP_PATTERN);
}

const char *
pt_layer_get_pattern (PtLayer *self)
{
  g_return_val_if_fail (PT_IS_LAYER (self), NULL);

  return self->hits.pattern != NULL ? self->hits.pattern->name : NULL;
}

gint64
pt_layer_get_start_bar (PtLayer *self)
{
  g_return_val_if_fail (PT_IS_LAYER (self), 0);

  return self->start_bar;
}

gint64
pt_layer_get_end_bar (PtLayer *self)
{
  g_return_val_if_fail (PT_IS_LAYER (self), -1);

  return self->end_bar;
}

void
pt_layer_set_span (PtLayer *self, gint64 start_bar, gint64 end_bar)
{
  g_return_if_fail (PT_IS_LAYER (self));
  g_return_if_fail (start_bar >= 0);
  g_return_if_fail (end_bar == -1 || end_bar > start_bar);

  g_object_freeze_notify (G_OBJECT (self));
  if (self->start_bar != start_bar)
    {
      self->start_bar = start_bar;
      notify (self, PROP_START_BAR);
    }
  if (self->end_bar != end_bar)
    {
      self->end_bar = end_bar;
      notify (self, PROP_END_BAR);
    }
  g_object_thaw_notify (G_OBJECT (self));
}
