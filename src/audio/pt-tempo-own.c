/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-tempo-own.h"

#include <math.h>

#include "audio/pt-spectrum.h"

#define SLOWEST_BPM 50.0
#define FASTEST_BPM 220.0
#define USUAL_BPM 124.0
#define USUAL_OCTAVES 0.9
#define STEP 1.004
#define SHORTEST_S 0.9
/* How near the estimate must be to a whole number of beats, before and after it is
 * refined. */
#define LOOP_NEAR 0.012
#define LOOP_TOLERANCE 0.003

/* What rises above its surroundings: the moving mean over 0.8 s taken off. */
static float *
make_pulses (const PtFlux *flux)
{
  float *pulses = pt_flux_make_strength (flux);
  g_autofree double *sums = g_new (double, flux->n + 1);
  int reach = MAX (1, (int) (0.4 / flux->hop_s));

  sums[0] = 0;
  for (guint i = 0; i < flux->n; i++)
    sums[i + 1] = sums[i] + pulses[i];
  for (int i = 0; i < (int) flux->n; i++)
    {
      int from = MAX (0, i - reach);
      int to = MIN ((int) flux->n, i + reach + 1);

      pulses[i] = MAX (0, pulses[i] - (sums[to] - sums[from]) / (to - from));
    }

  return pulses;
}

/* The largest correlation within one step of @lag, for what is not quite even. */
static double
correlation_at (const float *r, guint n, double lag)
{
  guint i = (guint) (lag + 0.5);
  double best = 0;

  for (guint k = MAX (i, 1) - 1; k <= i + 1 && k < n; k++)
    best = MAX (best, r[k]);

  return best;
}

static double
usualness (double bpm)
{
  double octaves = log2 (bpm / USUAL_BPM) / USUAL_OCTAVES;

  return exp (-0.5 * octaves * octaves) * (bpm < 70 || bpm > 180 ? 0.5 : 1);
}

static double
salience (const float *r, guint n, double lag)
{
  double sum = 0;
  double weights = 0;

  for (guint k = 1; k <= 4 && k * lag < n * 0.8; k++)
    {
      sum += correlation_at (r, n, k * lag) / sqrt (k);
      weights += 1 / sqrt (k);
    }

  return weights > 0 ? sum / weights : 0;
}

/* The tempo near @bpm at which @length_s is a number of beats that loops have; 0 when
 * there is none near enough. */
static double
loop_tempo (double bpm, double length_s, double tolerance)
{
  double beats = bpm * length_s / 60;
  double step = beats > 6 ? 4 : beats > 3 ? 2
                                          : 1;
  double nearest = MAX (step, floor (beats / step + 0.5) * step);

  if (length_s <= 0)
    return 0;

  return fabs (beats / nearest - 1) < tolerance ? nearest * 60 / length_s : 0;
}

/* How well the pulses keep time with @bpm, and with its eighths and sixteenths. */
static double
keep_time (const float *pulses, guint n, double hop_s, double bpm)
{
  double sum = 0;

  for (guint harmonic = 1; harmonic <= 4; harmonic *= 2)
    {
      double turn = 2 * G_PI * bpm / 60 * harmonic * hop_s;
      double cosine = cos (turn);
      double sine = sin (turn);
      double x = 1;
      double y = 0;
      double real = 0;
      double imaginary = 0;

      for (guint i = 0; i < n; i++)
        {
          double next = x * cosine - y * sine;

          real += pulses[i] * x;
          imaginary += pulses[i] * y;
          y = x * sine + y * cosine;
          x = next;
        }
      sum += real * real + imaginary * imaginary;
    }

  return sum;
}

static double
refine (const float *pulses, guint n, double hop_s, double bpm)
{
  /* A fifth of the width of a peak, so that a parabola is a good fit. */
  double step = 60 / (n * hop_s) / 4 / 5;
  double best_bpm = bpm;
  double best = -1;

  for (int k = -12; k <= 12; k++)
    {
      double value = keep_time (pulses, n, hop_s, bpm + k * step);

      if (value > best)
        {
          best = value;
          best_bpm = bpm + k * step;
        }
    }
  {
    double left = keep_time (pulses, n, hop_s, best_bpm - step);
    double right = keep_time (pulses, n, hop_s, best_bpm + step);
    double bend = left + right - 2 * best;

    if (bend < 0)
      best_bpm += CLAMP (0.5 * (left - right) / bend, -0.5, 0.5) * step;
  }

  return best_bpm;
}

PtTempoCandidate
pt_tempo_own_detect (const PtFlux *flux, double length_s)
{
  PtTempoCandidate found = { 0 };
  g_autofree float *pulses = NULL;
  g_autofree float *r = NULL;
  double best = 0;
  double loop;

  if (flux->n * flux->hop_s < SHORTEST_S)
    return found;

  pulses = make_pulses (flux);
  r = g_new (float, flux->n);
  pt_autocorrelate (pulses, flux->n, r);
  if (r[0] <= 0)
    return found;
  for (guint i = flux->n; i-- > 0;)
    r[i] = r[i] / r[0] * flux->n / (flux->n - i);

  for (double bpm = SLOWEST_BPM; bpm < FASTEST_BPM; bpm *= STEP)
    {
      double value = salience (r, flux->n, 60 / bpm / flux->hop_s) * usualness (bpm);

      if (loop_tempo (bpm, length_s, LOOP_NEAR) > 0)
        value *= 1.3;
      if (value > best)
        {
          best = value;
          found.bpm = bpm;
        }
    }
  if (best < 0.05)
    return (PtTempoCandidate){ 0 };
  found.bpm = refine (pulses, flux->n, flux->hop_s, found.bpm);
  loop = loop_tempo (found.bpm, length_s, LOOP_TOLERANCE);
  if (loop > 0)
    found.bpm = loop;
  found.confidence = CLAMP (best, 0, 1);

  return found;
}
