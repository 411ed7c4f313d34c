/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-energy.h"

#include <math.h>

#define N_SPARKS 8
/* More hits than this in a bar are a roll, and not more drive. */
#define MOST_HITS 16

static const double role_weights[] = {
  [PT_ROLE_KICK] = 1.0,
  [PT_ROLE_HIHAT] = 0.6,
  [PT_ROLE_BASSLINE] = 0.9,
  [PT_ROLE_PERC] = 0.5,
  [PT_ROLE_TEXTURE] = 0.4,
  [PT_ROLE_CLAP] = 0.6,
  [PT_ROLE_SYNTH] = 0.6,
  [PT_ROLE_FX] = 0.5,
  [PT_ROLE_DRUM_LOOP] = 0.7,
  [PT_ROLE_HAT_LOOP] = 0.7,
  [PT_ROLE_NONE] = 0.5,
};

double
pt_energy_get_role_weight (PtRole role)
{
  g_return_val_if_fail (role <= PT_ROLE_NONE, 0.0);

  return role_weights[role];
}

double
pt_energy_of_layer (const PtLayerState *layer)
{
  double density = 1.0;

  g_return_val_if_fail (layer != NULL, 0.0);

  if (!pt_layer_state_is_audible (layer))
    return 0.0;

  /* A loop fills its bar as every eighth does. */
  if (!layer->loop)
    density = 0.85 + 0.15 * MIN (layer->hits, MOST_HITS) / 8.0;

  return pt_energy_get_role_weight (layer->role) * layer->gain * density;
}

double
pt_energy_of_layers (const PtLayerState *layers, guint n_layers)
{
  double sum = 0.0;

  g_return_val_if_fail (layers != NULL || n_layers == 0, 0.0);

  for (guint i = 0; i < n_layers; i++)
    sum += pt_energy_of_layer (&layers[i]);

  return sum / PT_ENERGY_REFERENCE_PEAK;
}

double
pt_energy_of_bar (const PtBarState *bar)
{
  g_return_val_if_fail (bar != NULL, 0.0);

  return pt_energy_of_layers ((const PtLayerState *) (void *) bar->layers->data, bar->layers->len);
}

double
pt_energy_blend (double energy, double lufs, double quietest_lufs, double loudest_lufs)
{
  double heard;

  if (!isfinite (lufs) || !isfinite (quietest_lufs) || !isfinite (loudest_lufs) || loudest_lufs - quietest_lufs < 1.0)
    return energy;

  heard = CLAMP ((lufs - quietest_lufs) / (loudest_lufs - quietest_lufs), 0.0, 1.0);

  return 0.5 * energy + 0.5 * heard;
}

guint
pt_energy_get_spark_index (double energy)
{
  if (!(energy > 0.0))
    return 0;

  return (guint) (MIN (energy, 1.0) * (N_SPARKS - 1));
}

const char *
pt_energy_get_spark (double energy)
{
  static const char *const sparks[N_SPARKS] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };

  return sparks[pt_energy_get_spark_index (energy)];
}
