/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-guardrail.h"

#define MAX_ALTERNATIVES 3
#define MAX_PLACES 10

/* One place in the order: the loudest layer of these roles takes it, the first of them when
 * they are as loud. */
typedef struct
{
  guint n_roles;
  PtRole roles[MAX_ALTERNATIVES];
} Place;

/* Behind the kick, most important first. The intro is kick, hat or texture, then bass or
 * percussion; the outro is kick and bass, or texture where the bass has gone. */
/* clang-format off */
static const Place intro_order[MAX_PLACES] = {
  { 3, { PT_ROLE_HIHAT, PT_ROLE_HAT_LOOP, PT_ROLE_TEXTURE } },
  { 1, { PT_ROLE_BASSLINE } },
  { 2, { PT_ROLE_PERC, PT_ROLE_DRUM_LOOP } },
  { 1, { PT_ROLE_TEXTURE } },
  { 1, { PT_ROLE_CLAP } },
  { 1, { PT_ROLE_SYNTH } },
  { 1, { PT_ROLE_FX } },
};

static const Place groove_order[MAX_PLACES] = {
  { 1, { PT_ROLE_BASSLINE } },
  { 2, { PT_ROLE_HIHAT, PT_ROLE_HAT_LOOP } },
  { 1, { PT_ROLE_CLAP } },
  { 2, { PT_ROLE_PERC, PT_ROLE_DRUM_LOOP } },
  { 2, { PT_ROLE_SYNTH, PT_ROLE_TEXTURE } },
  { 1, { PT_ROLE_FX } },
};

static const Place stripping_order[MAX_PLACES] = {
  { 1, { PT_ROLE_BASSLINE } },
  { 2, { PT_ROLE_HIHAT, PT_ROLE_HAT_LOOP } },
  { 3, { PT_ROLE_PERC, PT_ROLE_DRUM_LOOP, PT_ROLE_CLAP } },
  { 2, { PT_ROLE_TEXTURE, PT_ROLE_SYNTH } },
  { 1, { PT_ROLE_FX } },
};

static const Place outro_order[MAX_PLACES] = {
  { 2, { PT_ROLE_BASSLINE, PT_ROLE_TEXTURE } },
  { 2, { PT_ROLE_HIHAT, PT_ROLE_HAT_LOOP } },
  { 2, { PT_ROLE_PERC, PT_ROLE_DRUM_LOOP } },
  { 1, { PT_ROLE_SYNTH } },
  { 1, { PT_ROLE_CLAP } },
  { 1, { PT_ROLE_FX } },
};
/* clang-format on */

static const Place *const orders[PT_N_PHASES] = {
  [PT_PHASE_INTRO] = intro_order,
  [PT_PHASE_BUILDING] = groove_order,
  [PT_PHASE_FULL_GROOVE] = groove_order,
  [PT_PHASE_STRIPPING] = stripping_order,
  [PT_PHASE_OUTRO] = outro_order,
  [PT_PHASE_INFINITE] = groove_order,
};

void
pt_guardrail_cap_gains (PtLayerState *layers, guint n_layers, GPtrArray *corrections)
{
  g_return_if_fail (layers != NULL || n_layers == 0);

  for (guint i = 0; i < n_layers; i++)
    {
      double cap = pt_role_get_gain_cap (layers[i].role);
      double before = layers[i].gain;

      if (before <= cap)
        continue;
      layers[i].gain = cap;
      pt_correction_list_add (corrections, PT_CORRECTION_GAIN_CAP, layers[i].role, before, cap,
                              g_strdup_printf ("%s turned down from %.2f to %.2f, the most it may have",
                                               pt_role_to_string (layers[i].role), before, cap));
    }
}

/* The index of the loudest layer that may take @place, -1 when there is none. */
static int
find_for_place (const PtLayerState *layers, guint n_layers, const Place *place, const gboolean *kept)
{
  int best = -1;

  for (guint r = 0; r < place->n_roles; r++)
    for (guint i = 0; i < n_layers; i++)
      if (layers[i].role == place->roles[r] && !kept[i] && pt_layer_state_is_audible (&layers[i]) && (best < 0 || layers[i].gain > layers[best].gain))
        best = (int) i;

  return best;
}

/* Fills the places again and again: a second hat comes behind the last of the others. */
static void
keep_by_order (const PtLayerState *layers, guint n_layers, const Place *order, guint room, gboolean *kept)
{
  gboolean found = TRUE;

  while (room > 0 && found)
    {
      found = FALSE;
      for (guint i = 0; i < MAX_PLACES && order[i].n_roles > 0 && room > 0; i++)
        {
          int layer = find_for_place (layers, n_layers, &order[i], kept);

          if (layer < 0)
            continue;
          kept[layer] = TRUE;
          room--;
          found = TRUE;
        }
    }
}

static char *
describe_trim (const PtLayerState *layers, guint n_layers, const gboolean *kept, guint n_kept, PtPhase phase)
{
  g_autoptr (GString) playing = g_string_new (NULL);
  g_autoptr (GString) waiting = g_string_new (NULL);

  for (guint i = 0; i < n_layers; i++)
    if (pt_layer_state_is_audible (&layers[i]))
      {
        GString *list = kept[i] ? playing : waiting;

        g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", pt_role_to_string (layers[i].role));
      }

  return g_strdup_printf ("Down to %u %s, the most of the %s: %s; waiting: %s", n_kept, n_kept == 1 ? "layer" : "layers",
                          pt_phase_to_string (phase), playing->str, waiting->str);
}

void
pt_guardrail_trim_density (PtLayerState *layers, guint n_layers, PtPhase phase, GPtrArray *corrections)
{
  g_autofree gboolean *kept = NULL;
  guint ceiling, n_audible = 0, n_kicks = 0, n_kept = 0;

  g_return_if_fail (layers != NULL || n_layers == 0);
  g_return_if_fail (phase < PT_N_PHASES);

  ceiling = pt_phase_get_ceiling (phase);
  kept = g_new0 (gboolean, n_layers + 1);
  for (guint i = 0; i < n_layers; i++)
    if (pt_layer_state_is_audible (&layers[i]))
      {
        n_audible++;
        kept[i] = layers[i].role == PT_ROLE_KICK;
        n_kicks += kept[i] ? 1 : 0;
      }
  if (n_audible <= ceiling || n_audible == n_kicks)
    return;

  keep_by_order (layers, n_layers, orders[phase], ceiling > n_kicks ? ceiling - n_kicks : 0, kept);
  for (guint i = 0; i < n_layers; i++)
    n_kept += kept[i] ? 1 : 0;
  pt_correction_list_add (corrections, PT_CORRECTION_DENSITY, PT_ROLE_NONE, n_audible, n_kept,
                          describe_trim (layers, n_layers, kept, n_kept, phase));
  for (guint i = 0; i < n_layers; i++)
    if (!kept[i] && pt_layer_state_is_audible (&layers[i]))
      layers[i].held = TRUE;
}

void
pt_guardrail_apply (PtLayerState *layers, guint n_layers, gint64 bar, gint64 total_bars, GPtrArray *corrections)
{
  g_return_if_fail (layers != NULL || n_layers == 0);

  for (guint i = 0; i < n_layers; i++)
    layers[i].held = FALSE;
  pt_guardrail_cap_gains (layers, n_layers, corrections);
  pt_guardrail_trim_density (layers, n_layers, pt_phase_get (bar, total_bars), corrections);
}
