/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-bar-features.h"

#include <math.h>

#include "audio/pt-spectrum.h"

#define WINDOW_S (4096 / 48000.0)
#define LOWEST_HZ 40.0
#define HIGHEST_HZ 16000.0
#define CHROMA_LOW_HZ 110.0
#define CHROMA_HIGH_HZ 2000.0
/* What is this far below the loudest band is not heard; six decibels are one step. */
#define RANGE_DB 45.0
#define STEP_DB 6.0
#define CHROMA_WEIGHT 4.0
#define BUSY_WEIGHT 3.0

/* For each bin of the spectrum where it counts; -1: nowhere. */
typedef struct
{
  gint8 *band;
  gint8 *chroma;
} BinMap;

static BinMap
bin_map_make (guint n_bins, double bin_hz)
{
  BinMap map = { g_new (gint8, n_bins), g_new (gint8, n_bins) };

  for (guint i = 0; i < n_bins; i++)
    {
      double hz = i * bin_hz;
      double place = hz < LOWEST_HZ ? -1 : PT_BAR_BANDS * log (hz / LOWEST_HZ) / log (HIGHEST_HZ / LOWEST_HZ);

      map.band[i] = place >= 0 && place < PT_BAR_BANDS ? (gint8) place : -1;
      map.chroma[i] = hz < CHROMA_LOW_HZ || hz > CHROMA_HIGH_HZ ? -1 : (gint8) (((int) floor (12 * log2 (hz / 440) + 0.5) + 120) % 12);
    }

  return map;
}

static void
bin_map_clear (BinMap *map)
{
  g_free (map->band);
  g_free (map->chroma);
}

static void
add_spectrum (PtBeatSums *sums, const BinMap *map, const float *power, guint n_bins, double last[PT_BAR_BANDS])
{
  double bands[PT_BAR_BANDS] = { 0 };

  for (guint i = 1; i < n_bins; i++)
    {
      if (map->band[i] >= 0)
        bands[map->band[i]] += power[i];
      if (map->chroma[i] >= 0)
        sums->chroma[map->chroma[i]] += sqrt (power[i]);
    }
  for (guint b = 0; b < PT_BAR_BANDS; b++)
    {
      double level = log2 (bands[b] + 1e-10);

      sums->bands[b] += bands[b];
      sums->busy[b * PT_BAR_BUSY / PT_BAR_BANDS] += MAX (0, level - last[b]);
      last[b] = level;
    }
  sums->weight++;
}

GArray *
pt_beat_sums_measure (const float *mono, guint64 frames, guint sample_rate, double start_s, double beat_s)
{
  guint size = pt_spectrum_size_for (WINDOW_S, sample_rate);
  guint hop = size / 8;
  g_autoptr (PtSpectrum) spectrum = pt_spectrum_new (size);
  BinMap map = bin_map_make (size / 2 + 1, (double) sample_rate / size);
  GArray *beats = g_array_new (FALSE, TRUE, sizeof (PtBeatSums));
  double window_s = (double) size / sample_rate;
  double last[PT_BAR_BANDS];

  for (guint b = 0; b < PT_BAR_BANDS; b++)
    last[b] = log2 (1e-10);
  for (guint64 at = 0; at < frames; at += hop)
    {
      double place = ((double) at / sample_rate - start_s) / beat_s;
      guint beat = (guint) place;
      const float *power;

      if (beat >= beats->len)
        g_array_set_size (beats, beat + 1);
      /* A window that hears the next beat is no witness for this one. */
      if ((place - beat) * beat_s < window_s / 4 || (beat + 1 - place) * beat_s < window_s / 2)
        continue;
      power = pt_spectrum_measure (spectrum, mono, frames, (gint64) at - size / 2);
      add_spectrum (&g_array_index (beats, PtBeatSums, beat), &map, power, size / 2 + 1, last);
    }
  bin_map_clear (&map);

  return beats;
}

double
pt_beat_sums_get_loudest (const PtBeatSums *beats, guint n_beats)
{
  double loudest = 1e-12;

  for (guint i = 0; i < n_beats; i++)
    for (guint b = 0; b < PT_BAR_BANDS && beats[i].weight > 0; b++)
      loudest = MAX (loudest, beats[i].bands[b] / beats[i].weight);

  return loudest;
}

void
pt_bar_features_make (const PtBeatSums *beats, guint n_beats, double loudest, double features[PT_BAR_DIMENSIONS])
{
  PtBeatSums sums = { 0 };
  double all = 1e-9;

  for (guint i = 0; i < n_beats; i++)
    {
      for (guint b = 0; b < PT_BAR_BANDS; b++)
        sums.bands[b] += beats[i].bands[b];
      for (guint b = 0; b < PT_BAR_CHROMA; b++)
        sums.chroma[b] += beats[i].chroma[b];
      for (guint b = 0; b < PT_BAR_BUSY; b++)
        sums.busy[b] += beats[i].busy[b];
      sums.weight += beats[i].weight;
    }
  sums.weight = MAX (sums.weight, 1);
  for (guint b = 0; b < PT_BAR_CHROMA; b++)
    all += sums.chroma[b];
  for (guint b = 0; b < PT_BAR_BANDS; b++)
    {
      double level = 10 * log10 (sums.bands[b] / sums.weight / loudest + 1e-12);

      features[b] = MAX (level + RANGE_DB, 0) / STEP_DB;
    }
  for (guint b = 0; b < PT_BAR_CHROMA; b++)
    features[PT_BAR_BANDS + b] = CHROMA_WEIGHT * sums.chroma[b] / all;
  for (guint b = 0; b < PT_BAR_BUSY; b++)
    features[PT_BAR_BANDS + PT_BAR_CHROMA + b] = BUSY_WEIGHT * sums.busy[b] / sums.weight / (PT_BAR_BANDS / PT_BAR_BUSY);
}
