/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-reference.h"

#include <glib/gi18n-lib.h>

#include "core/pt-core-error.h"

/* A whole piece of 64 bars from one sample per role. A table, because it is a score and
 * not a program. */
typedef struct
{
  PtRole role;
  double gain;
  const char *pattern; /* NULL: the beats */
  double beats[2];
  guint n_beats; /* 0 without a pattern: a loop */
  gint64 start_bar;
  gint64 end_bar;
} RecipeLayer;

typedef struct
{
  const char *name;
  gint64 bars;
  double fade_in_bars;
  double fade_out_bars;
  RecipeLayer layers[8];
  guint n_layers;
} RecipeSection;

/* clang-format off */
#define LOOP(role, gain) { role, gain, .end_bar = -1 }
#define HITS(role, gain, pattern) { role, gain, pattern, .end_bar = -1 }
#define HIT1(role, gain, a) { role, gain, NULL, { a }, 1, .end_bar = -1 }
#define HIT2(role, gain, a, b) { role, gain, NULL, { a, b }, 2, .end_bar = -1 }

static const RecipeSection recipe[] = {
  { "intro", 8, 4, 0,
    { HIT1 (PT_ROLE_KICK, 1.0, 0),
      LOOP (PT_ROLE_TEXTURE, 0.30) },
    2 },
  { "buildup", 8, 0, 0,
    { HIT2 (PT_ROLE_KICK, 1.0, 0, 2),
      HITS (PT_ROLE_HIHAT, 0.6, "backbeat"),
      LOOP (PT_ROLE_TEXTURE, 0.25),
      HIT1 (PT_ROLE_PERC, 0.4, 2) },
    4 },
  { "drop_a", 16, 0, 0,
    { HITS (PT_ROLE_KICK, 1.0, "four_on_floor"),
      HITS (PT_ROLE_HIHAT, 0.5, "four_on_floor"),
      HITS (PT_ROLE_CLAP, 0.7, "backbeat"),
      LOOP (PT_ROLE_BASSLINE, 0.7),
      LOOP (PT_ROLE_DRUM_LOOP, 0.4),
      HIT1 (PT_ROLE_PERC, 0.35, 1) },
    6 },
  { "breakdown", 8, 0, 0,
    { LOOP (PT_ROLE_TEXTURE, 0.4),
      LOOP (PT_ROLE_SYNTH, 0.5),
      { PT_ROLE_FX, 0.6, NULL, { 0 }, 1, 4, 5 } },
    3 },
  { "drop_b", 16, 0, 0,
    { HITS (PT_ROLE_KICK, 1.0, "four_on_floor"),
      HITS (PT_ROLE_HIHAT, 0.5, "four_on_floor"),
      HITS (PT_ROLE_CLAP, 0.7, "backbeat"),
      LOOP (PT_ROLE_BASSLINE, 0.7),
      LOOP (PT_ROLE_DRUM_LOOP, 0.45),
      HITS (PT_ROLE_PERC, 0.35, "backbeat"),
      LOOP (PT_ROLE_SYNTH, 0.3) },
    7 },
  { "outro", 8, 0, 6,
    { HIT2 (PT_ROLE_KICK, 1.0, 0, 2),
      HITS (PT_ROLE_HIHAT, 0.4, "backbeat") },
    2 },
};
/* clang-format on */

static const PtRole recipe_roles[] = {
  PT_ROLE_KICK, PT_ROLE_HIHAT, PT_ROLE_CLAP, PT_ROLE_BASSLINE, PT_ROLE_DRUM_LOOP,
  PT_ROLE_SYNTH, PT_ROLE_TEXTURE, PT_ROLE_FX, PT_ROLE_PERC
};

/* The effect is struck once; among samples of the role a one-shot suits it best. */
static GPtrArray *
prefer_one_shots (GPtrArray *candidates)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new ();

  for (guint i = 0; i < candidates->len; i++)
    {
      PtSample *sample = g_ptr_array_index (candidates, i);

      if (!pt_sample_get_info (sample)->loop)
        g_ptr_array_add (hits, sample);
    }

  return g_ptr_array_ref (hits->len > 0 ? hits : candidates);
}

static PtPalette *
choose_palette (PtLibrary *library, guint64 seed, GError **error)
{
  g_autoptr (PtPalette) palette = pt_palette_new ();
  g_autoptr (GString) lacking = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (recipe_roles); i++)
    {
      PtRole role = recipe_roles[i];
      g_autoptr (GPtrArray) all = pt_library_get_candidates (library, role);
      g_autoptr (GPtrArray) candidates = role == PT_ROLE_FX ? prefer_one_shots (all) : g_ptr_array_ref (all);
      PtSample *sample = pt_palette_draw_sample (candidates, seed, role);

      if (sample != NULL)
        pt_palette_set_path (palette, role, pt_sample_get_info (sample)->path);
      else
        g_string_append_printf (lacking, "%s%s", lacking->len > 0 ? ", " : "", pt_role_to_string (role));
    }

  if (lacking->len > 0)
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_NOT_FOUND,
                   _ ("The recipe needs a sample for every one of its roles and the library has none for %s; "
                      "add folders with “library scan”, or correct roles"),
                   lacking->str);
      return NULL;
    }

  return g_steal_pointer (&palette);
}

static PtLayer *
make_layer (const RecipeLayer *entry)
{
  gboolean loop = entry->pattern == NULL && entry->n_beats == 0;
  PtLayer *layer = pt_layer_new (entry->role, loop ? PT_LAYER_LOOP : PT_LAYER_ONE_SHOT, entry->gain);
  PtBeats beats[2];

  if (entry->pattern != NULL)
    {
      pt_layer_set_pattern (layer, entry->pattern);
    }
  else if (entry->n_beats > 0)
    {
      for (guint i = 0; i < entry->n_beats; i++)
        beats[i] = pt_beats_from_double (entry->beats[i]);
      pt_layer_set_beats (layer, beats, entry->n_beats);
    }
  pt_layer_set_span (layer, entry->start_bar, entry->end_bar);

  return layer;
}

PtArrangement *
pt_recipe_arrangement_new (PtLibrary *library, guint64 seed, GError **error)
{
  g_autoptr (PtArrangement) self = NULL;
  g_autoptr (PtPalette) palette = NULL;

  g_return_val_if_fail (PT_IS_LIBRARY (library), NULL);

  palette = choose_palette (library, seed, error);
  if (palette == NULL)
    return NULL;

  self = pt_arrangement_new ();
  pt_arrangement_set_palette (self, palette);
  for (gsize i = 0; i < G_N_ELEMENTS (recipe); i++)
    {
      PtSection *section = pt_section_new (recipe[i].name, recipe[i].bars);

      pt_section_set_fades (section, recipe[i].fade_in_bars, recipe[i].fade_out_bars);
      for (guint j = 0; j < recipe[i].n_layers; j++)
        pt_section_add_layer (section, make_layer (&recipe[i].layers[j]));
      pt_arrangement_add_section (self, section);
    }

  return g_steal_pointer (&self);
}
