/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-set-private.h"

#include "core/pt-key.h"
#include "core/pt-sample-path.h"
#include "core/pt-util.h"

enum
{
  PROP_0,
  PROP_NAME,
  PROP_TEMPO,
  PROP_KEY,
  PROP_QUANTIZE,
  PROP_PALETTE,
  PROP_ARC,
  PROP_MASTER,
  PROP_TRACKS,
  PROP_SCENES,
  PROP_TAKES,
  PROP_LOG,
  PROP_HISTORY,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (PtSet, pt_set, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static void
pt_set_finalize (GObject *object)
{
  PtSet *self = PT_SET (object);

  g_object_unref (self->history);
  g_free (self->name);
  g_free (self->key);
  g_object_unref (self->palette);
  g_object_unref (self->arc);
  g_object_unref (self->master);
  g_hash_table_unref (self->tracks_by_id);
  g_hash_table_unref (self->scenes_by_id);
  g_hash_table_unref (self->last_numbers);
  g_object_unref (self->tracks);
  g_object_unref (self->scenes);
  g_object_unref (self->takes);
  g_object_unref (self->log);
  g_ptr_array_unref (self->scores);
  g_free (self->folder);
  g_clear_pointer (&self->unknown, json_object_unref);

  G_OBJECT_CLASS (pt_set_parent_class)->finalize (object);
}

static void
pt_set_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PtSet *self = PT_SET (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_TEMPO:
      g_value_set_double (value, pt_tempo_to_bpm (self->tempo));
      break;
    case PROP_KEY:
      g_value_set_string (value, self->key);
      break;
    case PROP_QUANTIZE:
      g_value_set_int (value, self->quantize);
      break;
    case PROP_PALETTE:
      g_value_set_object (value, self->palette);
      break;
    case PROP_ARC:
      g_value_set_object (value, self->arc);
      break;
    case PROP_MASTER:
      g_value_set_object (value, self->master);
      break;
    case PROP_TRACKS:
      g_value_set_object (value, self->tracks);
      break;
    case PROP_SCENES:
      g_value_set_object (value, self->scenes);
      break;
    case PROP_TAKES:
      g_value_set_object (value, self->takes);
      break;
    case PROP_LOG:
      g_value_set_object (value, self->log);
      break;
    case PROP_HISTORY:
      g_value_set_object (value, self->history);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_set_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PtSet *self = PT_SET (object);

  switch (prop_id)
    {
    case PROP_NAME:
      pt_set_set_name (self, g_value_get_string (value));
      break;
    case PROP_TEMPO:
      pt_set_set_tempo (self, pt_tempo_from_bpm (g_value_get_double (value)));
      break;
    case PROP_KEY:
      pt_set_set_key (self, g_value_get_string (value));
      break;
    case PROP_QUANTIZE:
      pt_set_set_quantize (self, g_value_get_int (value));
      break;
    case PROP_PALETTE:
      pt_set_set_palette (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_set_class_init (PtSetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = pt_set_finalize;
  object_class->get_property = pt_set_get_property;
  object_class->set_property = pt_set_set_property;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, writable);
  properties[PROP_TEMPO] = g_param_spec_double ("tempo", NULL, NULL, PT_TEMPO_MIN_BPM, PT_TEMPO_MAX_BPM,
                                                PT_TEMPO_DEFAULT_BPM, writable);
  properties[PROP_KEY] = g_param_spec_string ("key", NULL, NULL, NULL, writable);
  properties[PROP_QUANTIZE] = g_param_spec_int ("quantize", NULL, NULL, PT_QUANTIZE_NONE, PT_QUANTIZE_8_BARS,
                                                PT_QUANTIZE_1_BAR, writable);
  properties[PROP_PALETTE] = g_param_spec_object ("palette", NULL, NULL, PT_TYPE_PALETTE, writable);
  properties[PROP_ARC] = g_param_spec_object ("arc", NULL, NULL, PT_TYPE_ARC, readable);
  properties[PROP_MASTER] = g_param_spec_object ("master", NULL, NULL, PT_TYPE_MIXER_CHANNEL, readable);
  properties[PROP_TRACKS] = g_param_spec_object ("tracks", NULL, NULL, G_TYPE_LIST_MODEL, readable);
  properties[PROP_SCENES] = g_param_spec_object ("scenes", NULL, NULL, G_TYPE_LIST_MODEL, readable);
  properties[PROP_TAKES] = g_param_spec_object ("takes", NULL, NULL, G_TYPE_LIST_MODEL, readable);
  properties[PROP_LOG] = g_param_spec_object ("log", NULL, NULL, G_TYPE_LIST_MODEL, readable);
  properties[PROP_HISTORY] = g_param_spec_object ("history", NULL, NULL, PT_TYPE_UNDO_HISTORY, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pt_set_init (PtSet *self)
{
  self->name = g_strdup ("");
  self->tempo = pt_tempo_from_bpm (PT_TEMPO_DEFAULT_BPM);
  self->quantize = PT_QUANTIZE_1_BAR;
  self->palette = pt_palette_new ();
  self->arc = pt_arc_new (PT_ARC_HILL);
  self->master = pt_mixer_channel_new (PT_ROLE_NONE);
  self->tracks = g_list_store_new (PT_TYPE_TRACK);
  self->scenes = g_list_store_new (PT_TYPE_SCENE);
  self->tracks_by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->scenes_by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->last_numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->takes = g_list_store_new (PT_TYPE_TAKE);
  self->log = g_list_store_new (PT_TYPE_LOG_ENTRY);
  self->scores = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->scores, NULL);
  self->history = pt_undo_history_new ();
}

PtSet *
pt_set_new (void)
{
  return g_object_new (PT_TYPE_SET, NULL);
}

PtSet *
pt_set_new_default (void)
{
  static const char *const names[PT_N_DEFAULT_ROLES] = { "Kick", "Hats", "Bass", "Perc", "Texture", "Clap" };
  PtSet *self = pt_set_new ();
  g_autoptr (PtScene) scene = pt_scene_new ("Intro", 8);

  for (guint role = 0; role < PT_N_DEFAULT_ROLES; role++)
    {
      g_autoptr (PtTrack) track = pt_track_new (names[role], role);

      pt_set_insert_track (self, role, track);
    }
  pt_set_insert_scene (self, 0, scene);

  return self;
}

const char *
pt_set_get_name (PtSet *self)
{
  g_return_val_if_fail (PT_IS_SET (self), NULL);

  return self->name;
}

void
pt_set_set_name (PtSet *self, const char *name)
{
  g_return_if_fail (PT_IS_SET (self));

  if (pt_set_str (&self->name, name != NULL ? name : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

PtTempo
pt_set_get_tempo (PtSet *self)
{
  g_return_val_if_fail (PT_IS_SET (self), 0);

  return self->tempo;
}

void
pt_set_set_tempo (PtSet *self, PtTempo tempo)
{
  g_return_if_fail (PT_IS_SET (self));
  g_return_if_fail (tempo >= pt_tempo_from_bpm (PT_TEMPO_MIN_BPM) && tempo <= pt_tempo_from_bpm (PT_TEMPO_MAX_BPM));

  if (self->tempo == tempo)
    return;
  self->tempo = tempo;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEMPO]);
}

const char *
pt_set_get_key (PtSet *self)
{
  g_return_val_if_fail (PT_IS_SET (self), NULL);

  return self->key;
}

void
pt_set_set_key (PtSet *self, const char *key)
{
  PtKey parsed;

  g_return_if_fail (PT_IS_SET (self));
  g_return_if_fail (key == NULL || pt_key_parse (key, &parsed, NULL));

  if (pt_set_str (&self->key, key))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEY]);
}

PtQuantize
pt_set_get_quantize (PtSet *self)
{
  g_return_val_if_fail (PT_IS_SET (self), PT_QUANTIZE_1_BAR);

  return self->quantize;
}

void
pt_set_set_quantize (PtSet *self, PtQuantize quantize)
{
  g_return_if_fail (PT_IS_SET (self));
  g_return_if_fail (quantize >= PT_QUANTIZE_NONE && quantize <= PT_QUANTIZE_8_BARS);

  if (self->quantize == quantize)
    return;
  self->quantize = quantize;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUANTIZE]);
}

PtPalette *
pt_set_get_palette (PtSet *self)
{
  g_return_val_if_fail (PT_IS_SET (self), NULL);

  return self->palette;
}

void
pt_set_set_palette (PtSet *self, PtPalette *palette)
{
  g_return_if_fail (PT_IS_SET (self));
  g_return_if_fail (PT_IS_PALETTE (palette));

  if (g_set_object (&self->palette, palette))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PALETTE]);
}

PtArc *
pt_set_get_arc (PtSet *self)
{
  g_return_val_if_fail (PT_IS_SET (self), NULL);

  return self->arc;
}

PtMixerChannel *
pt_set_get_master (PtSet *self)
{
  g_return_val_if_fail (PT_IS_SET (self), NULL);

  return self->master;
}

GListModel *
pt_set_get_tracks (PtSet *self)
{
  g_return_val_if_fail (PT_IS_SET (self), NULL);

  return G_LIST_MODEL (self->tracks);
}

GListModel *
pt_set_get_scenes (PtSet *self)
{
  g_return_val_if_fail (PT_IS_SET (self), NULL);

  return G_LIST_MODEL (self->scenes);
}

GListModel *
pt_set_get_takes (PtSet *self)
{
  g_return_val_if_fail (PT_IS_SET (self), NULL);

  return G_LIST_MODEL (self->takes);
}

GListModel *
pt_set_get_log (PtSet *self)
{
  g_return_val_if_fail (PT_IS_SET (self), NULL);

  return G_LIST_MODEL (self->log);
}

PtUndoHistory *
pt_set_get_history (PtSet *self)
{
  g_return_val_if_fail (PT_IS_SET (self), NULL);

  return self->history;
}

gint64
pt_set_get_bars (PtSet *self)
{
  gint64 bars = 0;

  g_return_val_if_fail (PT_IS_SET (self), 0);

  for (guint i = 0; i < pt_set_get_n_scenes (self); i++)
    bars += pt_scene_get_bars (pt_set_get_scene (self, i));

  return bars;
}

void
pt_set_insert_take (PtSet *self, guint position, PtTake *take)
{
  g_return_if_fail (PT_IS_SET (self));
  g_return_if_fail (PT_IS_TAKE (take));
  g_return_if_fail (g_list_model_get_n_items (G_LIST_MODEL (self->takes)) < PT_SET_MAX_TAKES);

  _pt_set_insert (self->takes, position, take);
}

void
pt_set_remove_take (PtSet *self, PtTake *take)
{
  g_return_if_fail (PT_IS_SET (self));

  _pt_set_remove (self->takes, take);
}

void
pt_set_add_log (PtSet *self, PtLogEntry *entry)
{
  g_return_if_fail (PT_IS_SET (self));
  g_return_if_fail (PT_IS_LOG_ENTRY (entry));

  while (g_list_model_get_n_items (G_LIST_MODEL (self->log)) >= PT_SET_MAX_LOG)
    g_list_store_remove (self->log, 0);
  g_list_store_append (self->log, entry);
}

const char *const *
pt_set_get_scores (PtSet *self)
{
  g_return_val_if_fail (PT_IS_SET (self), NULL);

  return (const char *const *) self->scores->pdata;
}

gboolean
pt_set_add_score (PtSet *self, const char *id)
{
  g_return_val_if_fail (PT_IS_SET (self), FALSE);
  g_return_val_if_fail (id != NULL && *id != '\0', FALSE);

  if (g_strv_contains (pt_set_get_scores (self), id) || self->scores->len > PT_SET_MAX_SCORES)
    return FALSE;
  g_ptr_array_insert (self->scores, self->scores->len - 1, g_strdup (id));

  return TRUE;
}

char *
pt_set_resolve_sample (PtSet *self, PtTrack *track, PtClip *clip, const char *const *roots)
{
  const char *path;

  g_return_val_if_fail (PT_IS_SET (self), NULL);
  g_return_val_if_fail (PT_IS_TRACK (track), NULL);
  g_return_val_if_fail (clip == NULL || PT_IS_CLIP (clip), NULL);

  path = clip != NULL ? pt_clip_get_sample (clip) : NULL;
  if (path == NULL && pt_track_get_role (track) != PT_ROLE_NONE)
    path = pt_palette_get_path (self->palette, pt_track_get_role (track));

  return path != NULL ? pt_sample_path_resolve (path, self->folder, roots) : NULL;
}
