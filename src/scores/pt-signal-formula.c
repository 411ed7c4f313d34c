/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "scores/pt-signal-formula.h"

#include <math.h>
#include <string.h>

/* The long-term balance of the genre, in dB of the whole, octave by octave, and how far a piece
 * may be from it for nothing. */
static const double genre_db[PT_SIGNAL_OCTAVES] = { -3, -5, -12, -16, -20, -22, -24, -21, -23 };
#define GENRE_TOLERANCE_DB 4.0
#define GENRE_SPREAD_DB 8.0

#define LOWEST 1.0
#define HIGHEST 10.0

/* 0 up to @from, 1 from @to on, a straight line between. */
static double
ramp (double value, double from, double to)
{
  return CLAMP ((value - from) / (to - from), 0.0, 1.0);
}

static double
rate_balance (const double octaves_db[PT_SIGNAL_OCTAVES])
{
  double sum = 0, off;

  for (guint i = 0; i < PT_SIGNAL_OCTAVES; i++)
    {
      /* What is hardly there cannot be less than that. */
      const double distance = fabs (MAX (octaves_db[i], -45.0) - genre_db[i]);
      const double beyond = MAX (distance - GENRE_TOLERANCE_DB, 0);

      sum += beyond * beyond;
    }
  off = sqrt (sum / PT_SIGNAL_OCTAVES) / GENRE_SPREAD_DB;

  return exp (-off * off);
}

static void
rate (const PtSignalFeatures *features, PtSignalParts *parts)
{
  parts->balance = rate_balance (features->octaves_db);
  parts->rhythm = 0.5 * ramp (features->pulse, 0.1, 0.95) + 0.3 * ramp (features->on_grid, 0.1, 0.9)
                  + 0.2 * (1 - ramp (features->onset_rate_hz, 5, 16));
  parts->fit = ramp (features->repetition, 0.0, 0.5);
  parts->clarity = 0.6 * (1 - ramp (features->change, 0.2, 0.85)) + 0.4 * ramp (features->motion_db, 3, 13);
  parts->punch = 0.5 * ramp (features->punch_db, 2, 11) + 0.5 * ramp (features->low_punch_db, 2, 10);
  /* Steady noise is steady, but has no pitch to be steady in. */
  parts->harmony = ramp (features->tonal_consistency, 0.6, 0.92) * (1 - ramp (features->noisiness, 0.15, 0.35));
  parts->stereo = ramp (features->width, 0.0, 0.05) * (1 - ramp (features->width, 0.5, 1.2));
  /* Fewer than one sample in a hundred thousand is the top of a deep drum. */
  parts->clean = 1 - ramp (log10 (features->held + 1e-9), -5.2, -1.5);
  parts->life = 1 - ramp (features->silent, 0.1, 0.9);
}

static double
axis (double value)
{
  return CLAMP (value, LOWEST, HIGHEST);
}

void
pt_signal_formula (const PtSignalFeatures *features, PtSignalParts *parts, PtScoreMetrics *metrics)
{
  PtSignalParts own;
  guint n_octaves = 0;
  double enjoyment, variety, usefulness, quality;

  g_return_if_fail (features != NULL);
  g_return_if_fail (metrics != NULL);

  if (parts == NULL)
    parts = &own;
  memset (parts, 0, sizeof *parts);
  metrics->ce = metrics->cu = metrics->pc = metrics->pq = LOWEST;
  /* Nothing was heard. */
  if (features->silent >= 1)
    return;

  rate (features, parts);
  for (guint i = 0; i < PT_SIGNAL_OCTAVES; i++)
    n_octaves += features->octaves_db[i] > -32;

  enjoyment = 0.34 * parts->rhythm + 0.2 * parts->clarity + 0.16 * parts->fit + 0.12 * parts->balance
              + 0.1 * parts->punch + 0.08 * parts->harmony;
  usefulness = 0.35 * parts->rhythm + 0.25 * parts->fit + 0.25 * parts->balance + 0.15 * parts->clarity;
  quality = 0.4 * parts->balance + 0.25 * parts->punch + 0.15 * parts->clarity + 0.1 * parts->harmony + 0.1 * parts->stereo;
  variety = 0.35 * n_octaves / PT_SIGNAL_OCTAVES + 0.35 * ramp (features->onset_rate_hz, 0, 9)
            + 0.3 * ramp (features->motion_db, 2, 14) * ramp (features->change, 0.0, 0.3);

  metrics->ce = axis (1.2 + (6.8 * enjoyment - 0.8 * (1 - parts->clean)) * parts->life);
  metrics->cu = axis (2.0 + 6.8 * usefulness * parts->life);
  metrics->pc = axis (1.2 + 5.6 * variety * parts->life);
  metrics->pq = axis (2.2 + (6.6 * quality - 3.5 * (1 - parts->clean)) * parts->life);
}
