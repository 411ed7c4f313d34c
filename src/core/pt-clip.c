/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-clip-private.h"

#include "core/pt-json.h"
#include "core/pt-util.h"

enum
{
  PROP_0,
  PROP_KIND,
  PROP_NAME,
  PROP_COLOUR,
  PROP_LENGTH_BARS,
  PROP_GAIN,
  PROP_SAMPLE,
  PROP_PATTERN,
  PROP_LAUNCH_MODE,
  PROP_QUANTIZE,
  PROP_LEGATO,
  PROP_FOLLOW_ACTION,
  PROP_FOLLOW_BARS,
  N_PROPS
};

enum
{
  SIGNAL_CONTENT_CHANGED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (PtClip, pt_clip, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

const char *const pt_clip_kind_names[] = { "pattern", "loop", "notes", NULL };

static void
pt_clip_finalize (GObject *object)
{
  PtClip *self = PT_CLIP (object);

  g_free (self->name);
  g_free (self->colour);
  g_free (self->sample);
  pt_hits_clear (&self->hits);
  g_clear_pointer (&self->notes, g_array_unref);
  g_clear_pointer (&self->unknown, json_object_unref);

  G_OBJECT_CLASS (pt_clip_parent_class)->finalize (object);
}

static void
pt_clip_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PtClip *self = PT_CLIP (object);

  switch (prop_id)
    {
    case PROP_KIND:
      g_value_set_int (value, self->kind);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_COLOUR:
      g_value_set_string (value, self->colour);
      break;
    case PROP_LENGTH_BARS:
      g_value_set_int64 (value, self->length_bars);
      break;
    case PROP_GAIN:
      g_value_set_double (value, self->gain);
      break;
    case PROP_SAMPLE:
      g_value_set_string (value, self->sample);
      break;
    case PROP_PATTERN:
      g_value_set_string (value, pt_clip_get_pattern (self));
      break;
    case PROP_LAUNCH_MODE:
      g_value_set_int (value, self->launch_mode);
      break;
    case PROP_QUANTIZE:
      g_value_set_int (value, self->quantize);
      break;
    case PROP_LEGATO:
      g_value_set_boolean (value, self->legato);
      break;
    case PROP_FOLLOW_ACTION:
      g_value_set_int (value, self->follow_action);
      break;
    case PROP_FOLLOW_BARS:
      g_value_set_int64 (value, self->follow_bars);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_clip_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PtClip *self = PT_CLIP (object);

  switch (prop_id)
    {
    case PROP_NAME:
      pt_clip_set_name (self, g_value_get_string (value));
      break;
    case PROP_COLOUR:
      pt_clip_set_colour (self, g_value_get_string (value));
      break;
    case PROP_LENGTH_BARS:
      pt_clip_set_length_bars (self, g_value_get_int64 (value));
      break;
    case PROP_GAIN:
      pt_clip_set_gain (self, g_value_get_double (value));
      break;
    case PROP_SAMPLE:
      pt_clip_set_sample (self, g_value_get_string (value));
      break;
    case PROP_LAUNCH_MODE:
      pt_clip_set_launch_mode (self, g_value_get_int (value));
      break;
    case PROP_QUANTIZE:
      pt_clip_set_quantize (self, g_value_get_int (value));
      break;
    case PROP_LEGATO:
      pt_clip_set_legato (self, g_value_get_boolean (value));
      break;
    case PROP_FOLLOW_ACTION:
      pt_clip_set_follow_action (self, g_value_get_int (value));
      break;
    case PROP_FOLLOW_BARS:
      pt_clip_set_follow_bars (self, g_value_get_int64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_clip_class_init (PtClipClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = pt_clip_finalize;
  object_class->get_property = pt_clip_get_property;
  object_class->set_property = pt_clip_set_property;

  properties[PROP_KIND] = g_param_spec_int ("kind", NULL, NULL, PT_CLIP_PATTERN, PT_CLIP_NOTES, PT_CLIP_PATTERN, readable);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, writable);
  properties[PROP_COLOUR] = g_param_spec_string ("colour", NULL, NULL, NULL, writable);
  properties[PROP_LENGTH_BARS] = g_param_spec_int64 ("length-bars", NULL, NULL, 1, PT_CLIP_MAX_BARS, 1, writable);
  properties[PROP_GAIN] = g_param_spec_double ("gain", NULL, NULL, 0.0, PT_CLIP_MAX_GAIN, 1.0, writable);
  properties[PROP_SAMPLE] = g_param_spec_string ("sample", NULL, NULL, NULL, writable);
  properties[PROP_PATTERN] = g_param_spec_string ("pattern", NULL, NULL, NULL, readable);
  properties[PROP_LAUNCH_MODE] = g_param_spec_int ("launch-mode", NULL, NULL, PT_LAUNCH_TRIGGER, PT_LAUNCH_REPEAT,
                                                   PT_LAUNCH_TRIGGER, writable);
  properties[PROP_QUANTIZE] = g_param_spec_int ("quantize", NULL, NULL, PT_QUANTIZE_INHERIT, PT_QUANTIZE_8_BARS,
                                                PT_QUANTIZE_INHERIT, writable);
  properties[PROP_LEGATO] = g_param_spec_boolean ("legato", NULL, NULL, FALSE, writable);
  properties[PROP_FOLLOW_ACTION] = g_param_spec_int ("follow-action", NULL, NULL, PT_FOLLOW_NONE, PT_FOLLOW_OTHER,
                                                     PT_FOLLOW_NONE, writable);
  properties[PROP_FOLLOW_BARS] = g_param_spec_int64 ("follow-bars", NULL, NULL, 0, PT_FOLLOW_MAX_BARS, 0, writable);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_CONTENT_CHANGED] = g_signal_new ("content-changed", PT_TYPE_CLIP, G_SIGNAL_RUN_LAST, 0,
                                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
pt_clip_init (PtClip *self)
{
  self->name = g_strdup ("");
  self->length_bars = 1;
  self->gain = 1.0;
  pt_hits_set_beats (&self->hits, &(PtBeats){ 0, 1 }, 1);
}

gsize
_pt_next_revision (void)
{
  /* Sets are read on threads, too. */
  static gsize revision;

  return (gsize) g_atomic_pointer_add (&revision, 1) + 1;
}

gsize
_pt_clip_get_revision (PtClip *self)
{
  return self->revision;
}

static void
notify (PtClip *self, guint property)
{
  self->revision = _pt_next_revision ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

PtClip *
pt_clip_new (PtClipKind kind, const char *name)
{
  PtClip *self;

  g_return_val_if_fail (kind <= PT_CLIP_NOTES, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (PT_TYPE_CLIP, NULL);
  self->kind = kind;
  pt_set_str (&self->name, name);

  return self;
}

PtClip *
pt_clip_copy (PtClip *self)
{
  PtClip *copy;

  g_return_val_if_fail (PT_IS_CLIP (self), NULL);

  copy = pt_clip_new (self->kind, self->name);
  copy->colour = g_strdup (self->colour);
  copy->length_bars = self->length_bars;
  copy->gain = self->gain;
  copy->sample = g_strdup (self->sample);
  pt_hits_clear (&copy->hits);
  pt_hits_copy (&copy->hits, &self->hits);
  copy->own_hits = self->own_hits;
  /* Never changed once they are set, so copies share them. */
  copy->notes = self->notes != NULL ? g_array_ref (self->notes) : NULL;
  copy->launch_mode = self->launch_mode;
  copy->quantize = self->quantize;
  copy->legato = self->legato;
  copy->follow_action = self->follow_action;
  copy->follow_bars = self->follow_bars;
  copy->unknown = pt_json_copy_object (self->unknown);

  return copy;
}

void
_pt_clip_swap_content (PtClip *self, PtClip *other)
{
  const PtHits hits = self->hits;
  const gboolean own_hits = self->own_hits;
  GArray *notes = self->notes;

  self->hits = other->hits;
  self->own_hits = other->own_hits;
  self->notes = other->notes;
  other->hits = hits;
  other->own_hits = own_hits;
  other->notes = notes;
  notify (self, PROP_PATTERN);
  self->revision = _pt_next_revision ();
  g_signal_emit (self, signals[SIGNAL_CONTENT_CHANGED], 0);
}

gsize
pt_clip_get_size (PtClip *self)
{
  g_return_val_if_fail (PT_IS_CLIP (self), 0);

  return sizeof *self + self->hits.n_beats * sizeof (PtBeats)
         + (self->notes != NULL ? self->notes->len * sizeof (PtNote) : 0);
}

PtClipKind
pt_clip_get_kind (PtClip *self)
{
  g_return_val_if_fail (PT_IS_CLIP (self), PT_CLIP_PATTERN);

  return self->kind;
}

const char *
pt_clip_get_name (PtClip *self)
{
  g_return_val_if_fail (PT_IS_CLIP (self), NULL);

  return self->name;
}

void
pt_clip_set_name (PtClip *self, const char *name)
{
  g_return_if_fail (PT_IS_CLIP (self));

  if (pt_set_str (&self->name, name != NULL ? name : ""))
    notify (self, PROP_NAME);
}

const char *
pt_clip_get_colour (PtClip *self)
{
  g_return_val_if_fail (PT_IS_CLIP (self), NULL);

  return self->colour;
}

void
pt_clip_set_colour (PtClip *self, const char *colour)
{
  g_return_if_fail (PT_IS_CLIP (self));
  g_return_if_fail (colour == NULL || pt_colour_is_valid (colour));

  if (pt_set_str (&self->colour, colour))
    notify (self, PROP_COLOUR);
}

gint64
pt_clip_get_length_bars (PtClip *self)
{
  g_return_val_if_fail (PT_IS_CLIP (self), 0);

  return self->length_bars;
}

void
pt_clip_set_length_bars (PtClip *self, gint64 bars)
{
  g_return_if_fail (PT_IS_CLIP (self));
  g_return_if_fail (bars >= 1 && bars <= PT_CLIP_MAX_BARS);

  if (self->length_bars == bars)
    return;
  self->length_bars = bars;
  notify (self, PROP_LENGTH_BARS);
}

double
pt_clip_get_gain (PtClip *self)
{
  g_return_val_if_fail (PT_IS_CLIP (self), 0.0);

  return self->gain;
}

void
pt_clip_set_gain (PtClip *self, double gain)
{
  g_return_if_fail (PT_IS_CLIP (self));
  g_return_if_fail (gain >= 0.0 && gain <= PT_CLIP_MAX_GAIN);

  if (self->gain == gain)
    return;
  self->gain = gain;
  notify (self, PROP_GAIN);
}

const char *
pt_clip_get_sample (PtClip *self)
{
  g_return_val_if_fail (PT_IS_CLIP (self), NULL);

  return self->sample;
}

void
pt_clip_set_sample (PtClip *self, const char *path)
{
  g_return_if_fail (PT_IS_CLIP (self));

  if (path != NULL && *path == '\0')
    path = NULL;
  if (pt_set_str (&self->sample, path))
    notify (self, PROP_SAMPLE);
}

const PtBeats *
pt_clip_get_beats (PtClip *self, guint *n_beats)
{
  g_return_val_if_fail (PT_IS_CLIP (self), NULL);
  g_return_val_if_fail (n_beats != NULL, NULL);

  *n_beats = self->hits.n_beats;

  return self->hits.beats;
}

static void
hits_changed (PtClip *self)
{
  self->own_hits = TRUE;
  notify (self, PROP_PATTERN);
  self->revision = _pt_next_revision ();
  g_signal_emit (self, signals[SIGNAL_CONTENT_CHANGED], 0);
}

void
pt_clip_set_beats (PtClip *self, const PtBeats *beats, guint n_beats)
{
  g_return_if_fail (PT_IS_CLIP (self));

  if (!pt_hits_set_beats (&self->hits, beats, n_beats))
    g_return_if_reached ();
  hits_changed (self);
}

void
pt_clip_set_pattern (PtClip *self, const char *name)
{
  g_return_if_fail (PT_IS_CLIP (self));

  if (!pt_hits_set_pattern (&self->hits, name))
    g_return_if_reached ();
  hits_changed (self);
}

const char *
pt_clip_get_pattern (PtClip *self)
{
  g_return_val_if_fail (PT_IS_CLIP (self), NULL);

  return self->hits.pattern != NULL ? self->hits.pattern->name : NULL;
}

const GArray *
pt_clip_get_notes (PtClip *self)
{
  g_return_val_if_fail (PT_IS_CLIP (self), NULL);

  if (self->notes == NULL)
    self->notes = pt_note_list_new ();

  return self->notes;
}

void
pt_clip_set_notes (PtClip *self, const GArray *notes)
{
  GArray *copy;

  g_return_if_fail (PT_IS_CLIP (self));
  g_return_if_fail (notes != NULL && notes->len <= PT_CLIP_MAX_NOTES);

  copy = pt_note_list_new ();
  g_array_append_vals (copy, notes->data, notes->len);
  pt_note_list_finish (copy);
  g_clear_pointer (&self->notes, g_array_unref);
  self->notes = copy;
  self->revision = _pt_next_revision ();
  g_signal_emit (self, signals[SIGNAL_CONTENT_CHANGED], 0);
}

PtLaunchMode
pt_clip_get_launch_mode (PtClip *self)
{
  g_return_val_if_fail (PT_IS_CLIP (self), PT_LAUNCH_TRIGGER);

  return self->launch_mode;
}

void
pt_clip_set_launch_mode (PtClip *self, PtLaunchMode mode)
{
  g_return_if_fail (PT_IS_CLIP (self));
  g_return_if_fail (mode <= PT_LAUNCH_REPEAT);

  if (self->launch_mode == mode)
    return;
  self->launch_mode = mode;
  notify (self, PROP_LAUNCH_MODE);
}

PtQuantize
pt_clip_get_quantize (PtClip *self)
{
  g_return_val_if_fail (PT_IS_CLIP (self), PT_QUANTIZE_INHERIT);

  return self->quantize;
}

void
pt_clip_set_quantize (PtClip *self, PtQuantize quantize)
{
  g_return_if_fail (PT_IS_CLIP (self));
  g_return_if_fail (quantize <= PT_QUANTIZE_8_BARS);

  if (self->quantize == quantize)
    return;
  self->quantize = quantize;
  notify (self, PROP_QUANTIZE);
}

gboolean
pt_clip_get_legato (PtClip *self)
{
  g_return_val_if_fail (PT_IS_CLIP (self), FALSE);

  return self->legato;
}

void
pt_clip_set_legato (PtClip *self, gboolean legato)
{
  g_return_if_fail (PT_IS_CLIP (self));

  legato = !!legato;
  if (self->legato == legato)
    return;
  self->legato = legato;
  notify (self, PROP_LEGATO);
}

PtFollowAction
pt_clip_get_follow_action (PtClip *self)
{
  g_return_val_if_fail (PT_IS_CLIP (self), PT_FOLLOW_NONE);

  return self->follow_action;
}

void
pt_clip_set_follow_action (PtClip *self, PtFollowAction action)
{
  g_return_if_fail (PT_IS_CLIP (self));
  g_return_if_fail (action <= PT_FOLLOW_OTHER);

  if (self->follow_action == action)
    return;
  self->follow_action = action;
  notify (self, PROP_FOLLOW_ACTION);
}

gint64
pt_clip_get_follow_bars (PtClip *self)
{
  g_return_val_if_fail (PT_IS_CLIP (self), 0);

  return self->follow_bars;
}

void
pt_clip_set_follow_bars (PtClip *self, gint64 bars)
{
  g_return_if_fail (PT_IS_CLIP (self));
  g_return_if_fail (bars >= 0 && bars <= PT_FOLLOW_MAX_BARS);

  if (self->follow_bars == bars)
    return;
  self->follow_bars = bars;
  notify (self, PROP_FOLLOW_BARS);
}
