/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-sample-sound.h"

#include <math.h>

#include "audio/pt-sample-sound-model.h"

static double
bounded_log (double value, double low, double high)
{
  return log2 (CLAMP (value, low, high));
}

void
pt_sample_sound_inputs (const PtSampleFeatures *features,
                        double duration_s,
                        double crest,
                        double inputs[PT_SAMPLE_SOUND_INPUTS])
{
  double decay_s;
  guint n = 0;

  g_return_if_fail (features != NULL);
  g_return_if_fail (inputs != NULL);

  decay_s = MIN (features->decay_s, duration_s);
  inputs[n++] = bounded_log (duration_s, 0.05, 8);
  inputs[n++] = bounded_log (features->brightness_hz, 60, 12000);
  inputs[n++] = features->flatness;
  inputs[n++] = features->low_share;
  inputs[n++] = bounded_log (features->low_share, 0.001, 1);
  inputs[n++] = features->high_share;
  inputs[n++] = bounded_log (features->high_share, 0.0005, 1);
  inputs[n++] = bounded_log (features->attack_s, 0.001, 2);
  inputs[n++] = bounded_log (decay_s, 0.01, 4);
  inputs[n++] = duration_s > 0 ? CLAMP (decay_s / duration_s, 0, 1) : 1;
  inputs[n++] = bounded_log (features->onset_rate_hz, 0.1, 16);
  inputs[n++] = MIN (features->n_onsets, 12);
  inputs[n++] = features->onset_at_end;
  inputs[n++] = bounded_log (features->edge_step, 0.001, 2);
  inputs[n++] = bounded_log (features->pitch_glide, 0.25, 16);
  inputs[n++] = features->key.tonalness;
  inputs[n++] = sqrt (MAX (features->key.tonalness, 0));
  inputs[n++] = bounded_log (crest, 1, 30);
  for (guint i = 0; i < PT_SAMPLE_N_OCTAVES; i++)
    inputs[n++] = bounded_log (features->octaves[i], 0.0001, 1);
  g_assert (n == PT_SAMPLE_SOUND_INPUTS);
}

void
pt_sample_sound_roles (const double inputs[PT_SAMPLE_SOUND_INPUTS], double roles[PT_N_ROLES])
{
  double highest = -INFINITY;
  double sum = 0;

  g_return_if_fail (inputs != NULL);
  g_return_if_fail (roles != NULL);

  for (guint r = 0; r < PT_N_ROLES; r++)
    {
      roles[r] = sound_model_bias[r];
      for (guint i = 0; i < PT_SAMPLE_SOUND_INPUTS; i++)
        roles[r] += sound_model_weights[r][i] * inputs[i];
      highest = MAX (highest, roles[r]);
    }
  for (guint r = 0; r < PT_N_ROLES; r++)
    {
      roles[r] = exp (roles[r] - highest);
      sum += roles[r];
    }
  for (guint r = 0; r < PT_N_ROLES; r++)
    roles[r] /= sum;
}

/* Whole bars at a whole tempo, to half a millisecond: cut by somebody who meant it. Whole
 * seconds are what recordings are trimmed to as well, and say less. */
static double
cut_to_tempo (double duration_s)
{
  for (double bars = 1; bars <= 16; bars *= 2)
    {
      double bpm = bars * 240 / duration_s;

      if (bpm >= 90 && bpm <= 180 && fabs (duration_s - bars * 240 / round (bpm)) < 0.0005)
        return fabs (duration_s - round (duration_s)) < 0.0005 ? 0.2 : 1.0;
    }

  return 0;
}

double
pt_sample_sound_loop (const PtSampleFeatures *features, double duration_s)
{
  double cut;
  double odds; /* logarithmic */

  g_return_val_if_fail (features != NULL, 0);

  /* A bar at 180 bpm lasts 1.33 s, a beat a third of one; shorter loops are rare. */
  if (duration_s < 0.3)
    return 0.005;
  if (duration_s < 0.8)
    return 0.04;

  cut = cut_to_tempo (duration_s);
  odds = -2.5 + 3.2 * cut;
  if (features->n_onsets >= 10)
    odds += 3.4;
  else if (features->n_onsets >= 6)
    odds += 2.6;
  else if (features->n_onsets >= 4)
    odds += 1.4;
  else if (features->n_onsets == 3)
    odds += 0.5;
  /* What stops in full sound goes on at its start; what rings out does not. */
  if (features->onset_at_end > 0.3)
    odds += 1.0;
  else if (features->onset_at_end < 0.05)
    odds -= features->n_onsets < 6 ? 1.5 : 0.5;
  if (features->n_onsets <= 2 && features->decay_s < 0.7 * duration_s && features->onset_at_end < 0.3)
    odds -= 1.0;
  if (duration_s < 1.3)
    odds -= 1.0;
  if (duration_s > 20)
    odds -= 1.0;

  return 1 / (1 + exp (-odds));
}
