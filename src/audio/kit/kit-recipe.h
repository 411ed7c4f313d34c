/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/kit/kit-dsp.h"
#include "core/pt-role.h"

G_BEGIN_DECLS

/* The recipe: which sample is made by which voice with which settings. Everything is
 * checked when it is read (unknown voices and settings, ranges, melodies), so that
 * rendering cannot fail. */

#define KIT_MAX_PARAMS 40

typedef struct _KitItem KitItem;

typedef enum
{
  KIT_PARAM_NUMBER,
  KIT_PARAM_NOTES, /* a melody, see kit-notes.h */
  KIT_PARAM_NUMBERS, /* a list, each from minimum to maximum */
  KIT_PARAM_LAYERS, /* what a drum loop is made of */
} KitParamKind;

/* What a voice takes. A table of them ends with a NULL name; the place in the table is the
 * place in KitItem.values or .texts. */
typedef struct
{
  const char *name;
  KitParamKind kind;
  double minimum;
  double maximum;
  double initial;
  const char *initial_text;
} KitParam;

#define KIT_NUMBER(NAME, MIN, MAX, INITIAL) \
  { \
    NAME, KIT_PARAM_NUMBER, MIN, MAX, INITIAL, NULL \
  }
#define KIT_NOTES(NAME, INITIAL) \
  { \
    NAME, KIT_PARAM_NOTES, 0, 0, 0, INITIAL \
  }
#define KIT_NUMBERS(NAME, MIN, MAX, INITIAL) \
  { \
    NAME, KIT_PARAM_NUMBERS, MIN, MAX, 0, INITIAL \
  }
#define KIT_LAYERS(NAME) \
  { \
    NAME, KIT_PARAM_LAYERS, 0, 0, 0, NULL \
  }

typedef struct
{
  const char *name;
  const KitParam *params;
  gboolean loop; /* makes loops; else one-shots */
  /* At KIT_RATE, item->frames long, at any level. */
  KitBuffer *(*render) (const KitItem *item);
} KitVoice;

/* One line of a drum loop: another sample of the kit, played to a pattern. */
typedef struct
{
  char *path;
  const KitItem *item;
  char *hits;
  double gain_db;
  double pan;
  double tune; /* semitones */
  double decay_s; /* 0: as long as the sample is */
} KitLayer;

struct _KitItem
{
  char *path;
  PtRole role;
  const KitVoice *voice;
  int bars; /* 0: a one-shot */
  double bpm;
  gint64 step_frames; /* a 16th at KIT_RATE */
  char *key; /* NULL: none */
  int tonic; /* 0 = C */
  gint64 frames; /* at KIT_RATE */
  double gain_db; /* on top of what the role gets */
  guint64 seed; /* by the path: a new sample leaves the others as they are */
  double values[KIT_MAX_PARAMS];
  char *texts[KIT_MAX_PARAMS];
  GPtrArray *layers; /* of KitLayer */
};

typedef struct
{
  GPtrArray *items; /* of KitItem, in the order of the file */
} KitRecipe;

/* The one that is compiled in. */
KitRecipe *kit_recipe_load (GError **error);
/* @name stands in messages. */
KitRecipe *kit_recipe_parse (const char *text,
                             gssize length,
                             const char *name,
                             GError **error);
void kit_recipe_free (KitRecipe *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KitRecipe, kit_recipe_free)

static inline gint64
kit_item_fast_frames (const KitItem *item)
{
  return item->frames * (KIT_FAST_RATE / KIT_RATE);
}

/* A stream of random numbers of the item's own for @purpose, as a seed for kit_noise(). */
guint64 kit_item_seed (const KitItem *item,
                       const char *purpose);

/* NULL when there is none of that name. */
const KitVoice *kit_voice_find (const char *name);
/* NULL-terminated. */
const char *const *kit_voice_names (void);

/* The voices, each in the file of its family. */
extern const KitVoice kit_voice_bass_acid;
extern const KitVoice kit_voice_bass_analog;
extern const KitVoice kit_voice_bass_fm;
extern const KitVoice kit_voice_bass_rumble;
extern const KitVoice kit_voice_clap;
extern const KitVoice kit_voice_fx_impact;
extern const KitVoice kit_voice_fx_siren;
extern const KitVoice kit_voice_fx_sweep;
extern const KitVoice kit_voice_hat;
extern const KitVoice kit_voice_kick;
extern const KitVoice kit_voice_loop;
extern const KitVoice kit_voice_perc_fm;
extern const KitVoice kit_voice_perc_modal;
extern const KitVoice kit_voice_perc_shaker;
extern const KitVoice kit_voice_perc_snare;
extern const KitVoice kit_voice_perc_tom;
extern const KitVoice kit_voice_perc_zap;
extern const KitVoice kit_voice_ride;
extern const KitVoice kit_voice_synth_analog;
extern const KitVoice kit_voice_synth_fm;
extern const KitVoice kit_voice_texture_bed;
extern const KitVoice kit_voice_texture_cloud;
extern const KitVoice kit_voice_texture_drone;
extern const KitVoice kit_voice_texture_field;

G_END_DECLS
