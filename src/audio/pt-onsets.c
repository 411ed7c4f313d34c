/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-onsets.h"

#include <math.h>

#include "audio/pt-flux.h"

/* The envelope around a peak of the flux is looked at in blocks this long; the rise is
 * the largest ratio of what follows to what went before. */
#define BLOCK_S 0.0004
#define REACH_S 0.007
#define BEFORE_BLOCKS 15
#define AFTER_BLOCKS 10
#define MAX_BLOCKS 160
/* Two onsets closer than this are one. */
#define NEAREST_S 0.02

static inline float
sample_at (const float *mono, guint64 frames, gint64 i)
{
  float sample = i >= 0 && i < (gint64) frames ? mono[i] : 0.0f;

  return fabsf (sample) <= 1e6f ? sample : 0.0f;
}

/* Energies of the blocks, of the signal as it is and of its slope: in the one a kick over
 * hats stands out, in the other a hat over a bass. */
static void
measure_blocks (const float *mono, guint64 frames, gint64 first, guint block, guint n_blocks, double *plain, double *slope)
{
  float last = sample_at (mono, frames, first - 1);

  for (guint b = 0; b < n_blocks; b++)
    {
      plain[b] = 0;
      slope[b] = 0;
      for (guint i = 0; i < block; i++)
        {
          float sample = sample_at (mono, frames, first + (gint64) b * block + i);
          float step = sample - last;

          plain[b] += (double) sample * sample;
          slope[b] += (double) step * step;
          last = sample;
        }
    }
}

/* What follows @at is the loud part; the edge is the first block of it that is loud. */
static guint
find_edge (const double *energy, guint at)
{
  double before = 0;
  double most = 0;
  guint edge = at;

  for (guint i = 0; i < BEFORE_BLOCKS; i++)
    before = MAX (before, energy[at - BEFORE_BLOCKS + i]);
  for (guint i = 0; i < AFTER_BLOCKS; i++)
    most = MAX (most, energy[at + i]);
  while (edge < at + AFTER_BLOCKS - 1 && energy[edge] < MIN (before, most * 0.5) + 0.1 * (most - MIN (before, most * 0.5)))
    edge++;

  return edge;
}

/* The block at which @energy rises most, and how much. */
static guint
find_rise (const double *energy, guint n_blocks, double *rise)
{
  double floor = 0;
  guint best = n_blocks / 2;
  guint middle = n_blocks / 2;

  *rise = 0;
  for (guint b = 0; b < n_blocks; b++)
    floor += energy[b];
  floor = floor / n_blocks * 0.02 + 1e-20;
  for (guint b = BEFORE_BLOCKS; b + AFTER_BLOCKS <= n_blocks; b++)
    {
      double before = 0;
      double after = 0;
      double ratio;

      for (guint i = 0; i < BEFORE_BLOCKS; i++)
        before += energy[b - BEFORE_BLOCKS + i];
      for (guint i = 0; i < AFTER_BLOCKS; i++)
        after += energy[b + i];
      ratio = log ((after / AFTER_BLOCKS + floor) / (before / BEFORE_BLOCKS + floor));
      /* The flux says where to look: near it a smaller rise will do. */
      ratio *= 1.0 - 0.6 * fabs ((double) b - middle) / middle;
      if (ratio > *rise)
        {
          *rise = ratio;
          best = b;
        }
    }

  return *rise > 0 ? find_edge (energy, best) : best;
}

static double
refine (const float *mono, guint64 frames, guint sample_rate, double time_s)
{
  guint block = MAX (1, (guint) (BLOCK_S * sample_rate + 0.5));
  guint reach = MIN ((guint) (REACH_S * sample_rate / block + 0.5), (MAX_BLOCKS - BEFORE_BLOCKS - AFTER_BLOCKS) / 2);
  guint n_blocks = 2 * reach + BEFORE_BLOCKS + AFTER_BLOCKS;
  gint64 first = (gint64) (time_s * sample_rate) - (gint64) (reach + BEFORE_BLOCKS) * block;
  double plain[MAX_BLOCKS];
  double slope[MAX_BLOCKS];
  double plain_rise;
  double slope_rise;
  guint plain_at;
  guint slope_at;
  guint at;

  measure_blocks (mono, frames, first, block, n_blocks, plain, slope);
  plain_at = find_rise (plain, n_blocks, &plain_rise);
  slope_at = find_rise (slope, n_blocks, &slope_rise);
  if (plain_rise < 0.3 && slope_rise < 0.3)
    return time_s;
  at = slope_rise > plain_rise ? slope_at : plain_at;

  return MAX (0, (double) (first + (gint64) at * block) / sample_rate);
}

GArray *
pt_onsets_detect (const float *mono, guint64 frames, guint sample_rate)
{
  GArray *onsets = g_array_new (FALSE, FALSE, sizeof (PtOnset));
  g_autoptr (PtFlux) flux = NULL;
  g_autofree guint *peaks = NULL;
  guint n_peaks;
  double strongest = 1e-9;

  g_return_val_if_fail (mono != NULL || frames == 0, onsets);
  g_return_val_if_fail (sample_rate > 0, onsets);

  flux = pt_flux_new (mono, frames, sample_rate);
  peaks = g_new (guint, flux->n + 1);
  n_peaks = pt_flux_pick (flux->full, flux->n, flux->hop_s, peaks, flux->n);
  for (guint i = 0; i < n_peaks; i++)
    {
      double place = pt_flux_peak_place (flux->full, flux->n, peaks[i]);
      PtOnset onset = { refine (mono, frames, sample_rate, place * flux->hop_s), flux->full[peaks[i]] };
      PtOnset *last = onsets->len > 0 ? &g_array_index (onsets, PtOnset, onsets->len - 1) : NULL;

      strongest = MAX (strongest, onset.strength);
      if (last == NULL || onset.time_s >= last->time_s + NEAREST_S)
        g_array_append_val (onsets, onset);
      else if (onset.strength > last->strength && (onsets->len < 2 || onset.time_s >= last[-1].time_s + NEAREST_S))
        *last = onset;
    }
  for (guint i = 0; i < onsets->len; i++)
    g_array_index (onsets, PtOnset, i).strength /= strongest;

  return onsets;
}
