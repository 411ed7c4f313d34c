/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-tempo-own.h"

#include <math.h>

#include "audio/pt-spectrum.h"

#define SLOWEST_BPM 55.0
#define STEP 1.005
#define N_TEMPI 270 /* up to 210 bpm */
#define SHORTEST_S 0.8
#define LEAST_EVENTS 4
/* Onsets are asked how well they keep time within windows this long: over longer ones a
 * tempo half a percent off would look like none. */
#define WINDOW_S 6.0
/* A loop is hardly longer than this. */
#define LONGEST_LOOP_S 35.0
#define LOOP_TOLERANCE 0.012
#define LOOP_JITTER_S 0.006
#define LOOP_BARS_JITTER_S 0.02
#define SLOT_REACH 0.35
#define REFINE_STEPS 6

enum
{
  BEAT, /* autocorrelation at one beat, two, four, */
  TWO_BEATS,
  BAR,
  HALF, /* and at parts of one */
  QUARTER,
  THIRD,
  ONE_AND_A_HALF,
  SIXTEENTHS, /* how well onsets keep to a grid */
  TRIPLETS,
  EIGHTHS,
  BEATS,
  LOW_BEATS, /* the same for what is low alone */
  ON_BEAT, /* share of the beats that have an onset, */
  OFF_BEAT, /* that have one in the middle, */
  BETWEEN, /* and at the other sixteenths */
  LOW_ON_BEAT, /* the same for low onsets */
  LOW_OFF_BEAT,
  LOW_BETWEEN,
  USUAL, /* distance from the usual tempo in octaves, squared */
  OUTSIDE, /* of 70..180 */
  LOOP_BARS, /* the length is 1, 2, 4, 8 ... bars */
  LOOP_BEATS, /* or some other number of beats */
  AUBIO, /* the same as aubio's */
  AUBIO_OCTAVE, /* or its double or half */
  N_FEATURES
};

/* Without aubio, and with it. */
static const double own_weights[N_FEATURES] = {
  [BEAT] = 1.33,
  [TWO_BEATS] = 0.74,
  [BAR] = 4.61,
  [HALF] = 0.60,
  [QUARTER] = -0.51,
  [THIRD] = 0.10,
  [ONE_AND_A_HALF] = 1.21,
  [SIXTEENTHS] = 4.72,
  [TRIPLETS] = 1.20,
  [EIGHTHS] = 1.50,
  [BEATS] = 0.66,
  [LOW_BEATS] = -0.16,
  [ON_BEAT] = 1.30,
  [OFF_BEAT] = -0.09,
  [BETWEEN] = -0.31,
  [LOW_ON_BEAT] = 1.13,
  [LOW_OFF_BEAT] = -0.89,
  [LOW_BETWEEN] = -0.02,
  [USUAL] = -2.94,
  [OUTSIDE] = -2.58,
  [LOOP_BARS] = 3.30,
  [LOOP_BEATS] = 1.82,
};
static const double weights_with_aubio[N_FEATURES] = {
  [BEAT] = 0.75,
  [TWO_BEATS] = 0.30,
  [BAR] = 4.26,
  [HALF] = 0.26,
  [QUARTER] = -0.52,
  [THIRD] = -0.05,
  [ONE_AND_A_HALF] = 1.36,
  [SIXTEENTHS] = 4.96,
  [TRIPLETS] = 0.80,
  [EIGHTHS] = 1.26,
  [BEATS] = 0.58,
  [LOW_BEATS] = -0.11,
  [ON_BEAT] = 0.82,
  [OFF_BEAT] = -0.33,
  [BETWEEN] = -0.46,
  [LOW_ON_BEAT] = 0.85,
  [LOW_OFF_BEAT] = -0.94,
  [LOW_BETWEEN] = -0.18,
  [USUAL] = -2.50,
  [OUTSIDE] = -2.66,
  [LOOP_BARS] = 2.99,
  [LOOP_BEATS] = 1.54,
  [AUBIO] = 1.47,
  [AUBIO_OCTAVE] = 1.15,
};

/* An onset. */
typedef struct
{
  double time_s;
  double weight;
  double low;
} Event;

typedef struct
{
  float *r; /* autocorrelation, 1 at 0 */
  guint n;
  double hop_s;
  GArray *events;
  double loudest_low;
  double length_s;
  double aubio_bpm;
} Ear;

static void
ear_clear (Ear *ear)
{
  g_free (ear->r);
  g_clear_pointer (&ear->events, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ear, ear_clear)

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

static void
ear_init (Ear *ear, const PtFlux *flux, double length_s, double aubio_bpm)
{
  g_autofree float *pulses = make_pulses (flux);
  g_autofree guint *peaks = g_new (guint, flux->n + 1);
  guint n_peaks = pt_flux_pick (flux->full, flux->n, flux->hop_s, peaks, flux->n);

  *ear = (Ear){ g_new (float, flux->n + 1), flux->n, flux->hop_s, g_array_new (FALSE, FALSE, sizeof (Event)), 0, length_s, aubio_bpm };
  for (guint i = 0; i < n_peaks; i++)
    {
      Event event = { pt_flux_peak_place (flux->full, flux->n, peaks[i]) * flux->hop_s, sqrt (flux->full[peaks[i]]), 0 };

      for (guint k = peaks[i] > 0 ? peaks[i] - 1 : 0; k <= peaks[i] + 3 && k < flux->n; k++)
        event.low = MAX (event.low, flux->low[k]);
      ear->loudest_low = MAX (ear->loudest_low, event.low);
      g_array_append_val (ear->events, event);
    }
  pt_autocorrelate (pulses, flux->n, ear->r);
  for (guint i = flux->n; i-- > 0;)
    ear->r[i] = ear->r[0] > 0 ? ear->r[i] / ear->r[0] * flux->n / (flux->n - i) : 0;
}

/* The largest correlation near @lag_s; @unknown when the lag is nearly as long as the
 * signal. */
static double
correlation (const Ear *ear, double lag_s, double unknown)
{
  double lag = lag_s / ear->hop_s;
  int reach = 1 + (int) (lag * (STEP - 1) / 2);
  double best = 0;

  if (lag > ear->n * 0.8)
    return unknown;
  for (int i = (int) (lag + 0.5) - reach; i <= (int) (lag + 0.5) + reach; i++)
    if (i > 0 && i < (int) ear->n)
      best = MAX (best, ear->r[i]);

  return best;
}

/* How well the onsets keep to steps of @step_s: 1 perfectly, 0 as chance has it. Windows
 * are judged each for itself. */
static double
coherence (const Ear *ear, double step_s, double window_s, gboolean low)
{
  double sum = 0;
  double all = 0;

  for (guint i = 0; i < ear->events->len;)
    {
      double end_s = g_array_index (ear->events, Event, i).time_s + window_s;
      double x = 0;
      double y = 0;
      double total = 0;
      double squares = 0;
      double n;

      for (; i < ear->events->len && g_array_index (ear->events, Event, i).time_s < end_s; i++)
        {
          const Event *event = &g_array_index (ear->events, Event, i);
          double weight = low ? event->low : event->weight;

          x += weight * cos (2 * G_PI * event->time_s / step_s);
          y += weight * sin (2 * G_PI * event->time_s / step_s);
          total += weight;
          squares += weight * weight;
        }
      if (squares <= 0)
        continue;
      n = total * total / squares;
      if (n > 1.5)
        sum += total * MAX (0, ((x * x + y * y) / squares - 1) / (n - 1));
      all += total;
    }

  return all > 0 ? sum / all : 0;
}

/* The events of one window from @from on: their end, and where the grid of @step_s lies. */
static guint
find_grid (const Ear *ear, guint from, double step_s, double *phase)
{
  double end_s = g_array_index (ear->events, Event, from).time_s + WINDOW_S;
  double x = 0;
  double y = 0;
  guint i = from;

  for (; i < ear->events->len && g_array_index (ear->events, Event, i).time_s < end_s; i++)
    {
      const Event *event = &g_array_index (ear->events, Event, i);

      x += event->weight * cos (2 * G_PI * event->time_s / step_s);
      y += event->weight * sin (2 * G_PI * event->time_s / step_s);
    }
  *phase = atan2 (y, x) / (2 * G_PI);

  return i;
}

/* How many of the four sixteenths of the beat have an onset, and a low one, in the share
 * of the beats that do. Which of the four is the beat is the loudest's to say: a tempo
 * twice too fast has nothing low on every other beat, one twice too slow has as much
 * between the beats as on them. */
static void
measure_slots (const Ear *ear, double beat_s, double covered[4], double low[4])
{
  double least_low = ear->loudest_low * 0.3;
  double n_beats = 0;

  for (guint i = 0; i < 4; i++)
    covered[i] = low[i] = 0;
  for (guint i = 0; i < ear->events->len;)
    {
      double start_s = g_array_index (ear->events, Event, i).time_s;
      double loud[4] = { 0 };
      double any[4] = { 0 };
      double deep[4] = { 0 };
      double last[4] = { -1e9, -1e9, -1e9, -1e9 };
      double phase;
      guint end = find_grid (ear, i, beat_s / 4, &phase);
      guint first = 0;

      for (; i < end; i++)
        {
          const Event *event = &g_array_index (ear->events, Event, i);
          double steps = event->time_s / beat_s * 4 - phase;
          double nearest = floor (steps + 0.5);
          guint slot = (guint) (nearest - 4 * floor (nearest / 4)) & 3;

          if (fabs (steps - nearest) > SLOT_REACH || nearest == last[slot])
            continue;
          last[slot] = nearest;
          any[slot]++;
          deep[slot] += event->low >= least_low && least_low > 0;
          loud[slot] += event->weight + 4 * event->low / MAX (ear->loudest_low, 1e-9);
        }
      for (guint slot = 1; slot < 4; slot++)
        if (loud[slot] > loud[first])
          first = slot;
      for (guint slot = 0; slot < 4; slot++)
        {
          covered[slot] += any[(first + slot) % 4];
          low[slot] += deep[(first + slot) % 4];
        }
      n_beats += MAX (1, floor (MIN (WINDOW_S, ear->n * ear->hop_s - start_s) / beat_s + 0.5));
    }
  for (guint i = 0; i < 4 && n_beats > 0; i++)
    {
      covered[i] = MIN (covered[i] / n_beats, 1);
      low[i] = MIN (low[i] / n_beats, 1);
    }
}

static double
nearness (double ratio)
{
  double off = fabs (ratio - 1) / LOOP_TOLERANCE;

  return off < 1 ? 1 - off * off : 0;
}

static void
describe (const Ear *ear, double bpm, double features[N_FEATURES])
{
  double beat_s = 60 / bpm;
  double octaves = log2 (bpm / 125);
  double covered[4];
  double low[4];

  measure_slots (ear, beat_s, covered, low);
  memset (features, 0, N_FEATURES * sizeof *features);
  /* What is too short to show a bar is as even as its beats are. */
  features[BEAT] = correlation (ear, beat_s, 0);
  features[TWO_BEATS] = correlation (ear, 2 * beat_s, features[BEAT]);
  features[BAR] = correlation (ear, 4 * beat_s, features[TWO_BEATS]);
  features[HALF] = correlation (ear, beat_s / 2, 0);
  features[QUARTER] = correlation (ear, beat_s / 4, 0);
  features[THIRD] = correlation (ear, beat_s / 3, 0);
  features[ONE_AND_A_HALF] = correlation (ear, beat_s * 1.5, 0);
  features[SIXTEENTHS] = coherence (ear, beat_s / 4, WINDOW_S, FALSE);
  features[TRIPLETS] = coherence (ear, beat_s / 3, WINDOW_S, FALSE);
  features[EIGHTHS] = coherence (ear, beat_s / 2, WINDOW_S, FALSE);
  features[BEATS] = coherence (ear, beat_s, WINDOW_S, FALSE);
  features[LOW_BEATS] = coherence (ear, beat_s, WINDOW_S, TRUE);
  features[ON_BEAT] = covered[0];
  features[OFF_BEAT] = covered[2];
  features[BETWEEN] = (covered[1] + covered[3]) / 2;
  features[LOW_ON_BEAT] = low[0];
  features[LOW_OFF_BEAT] = low[2];
  features[LOW_BETWEEN] = (low[1] + low[3]) / 2;
  features[USUAL] = octaves * octaves;
  features[OUTSIDE] = bpm < 69 || bpm > 182;
  if (ear->length_s > 0 && ear->length_s < LONGEST_LOOP_S)
    {
      double beats = ear->length_s / beat_s;
      double power = exp2 (floor (log2 (beats) + 0.5));

      if (power >= 2)
        features[LOOP_BARS] = nearness (beats / power);
      features[LOOP_BEATS] = nearness (beats / MAX (1, floor (beats + 0.5)));
    }
  if (ear->aubio_bpm > 0)
    {
      double ratio = ear->aubio_bpm / bpm;

      features[AUBIO] = fabs (ratio - 1) < 0.03;
      features[AUBIO_OCTAVE] = fabs (ratio - 2) < 0.06 || fabs (ratio - 0.5) < 0.015;
    }
}

static double
score (const Ear *ear, double bpm, double *evidence)
{
  const double *weights = ear->aubio_bpm > 0 ? weights_with_aubio : own_weights;
  double features[N_FEATURES];
  double sum = 0;

  describe (ear, bpm, features);
  for (guint i = 0; i < N_FEATURES; i++)
    sum += weights[i] * features[i];
  *evidence = MAX (features[BEAT], MAX (features[TWO_BEATS], features[BAR]));

  return sum;
}

/* How well the onsets keep time with @bpm over stretches of @window_s. */
static double
keep_time (const Ear *ear, double bpm, double window_s)
{
  double beat_s = 60 / bpm;

  return coherence (ear, beat_s / 4, window_s, FALSE) + coherence (ear, beat_s / 2, window_s, FALSE)
         + 0.5 * coherence (ear, beat_s, window_s, FALSE);
}

/* The best tempo near @bpm, looked for in longer and longer windows, each of which shows
 * it four times as sharply, for as long as the music is that even. */
static double
refine (const Ear *ear, double bpm)
{
  double last_s = ear->n * ear->hop_s;
  double reach = STEP - 1;
  double kept = 0;

  for (double window_s = WINDOW_S; reach > 1e-6; window_s *= 4, reach /= 4)
    {
      double values[2 * REFINE_STEPS + 1];
      int best = 0;
      double place;

      for (int i = 0; i < 2 * REFINE_STEPS + 1; i++)
        {
          values[i] = keep_time (ear, bpm * (1 + reach * (i - REFINE_STEPS) / REFINE_STEPS), window_s);
          if (values[i] > values[best])
            best = i;
        }
      if (values[best] < kept * 0.7)
        break;
      kept = values[best];
      place = best;
      if (best > 0 && best < 2 * REFINE_STEPS)
        {
          double bend = values[best - 1] + values[best + 1] - 2 * values[best];

          if (bend < 0)
            place += CLAMP (0.5 * (values[best - 1] - values[best + 1]) / bend, -0.5, 0.5);
        }
      bpm *= 1 + reach * (place - REFINE_STEPS) / REFINE_STEPS;
      if (window_s > last_s)
        break;
    }

  return bpm;
}

static gboolean
is_power_of_two (double value)
{
  guint whole = (guint) value;

  return whole > 1 && (whole & (whole - 1)) == 0;
}

/* The tempo near @bpm of which the whole length is a number of beats, or @bpm. The shorter
 * the loop, the less its onsets alone can tell. */
static double
snap_to_loop (const Ear *ear, double bpm)
{
  double beats = ear->length_s * bpm / 60;
  double nearest = floor (beats + 0.5);
  double jitter_s = is_power_of_two (nearest) ? LOOP_BARS_JITTER_S : LOOP_JITTER_S;
  double tolerance = CLAMP (jitter_s / MAX (ear->length_s, 0.1), 0.001, 0.01);

  if (ear->length_s <= 0 || ear->length_s > LONGEST_LOOP_S || nearest < 1 || fabs (beats / nearest - 1) > tolerance)
    return bpm;

  return nearest * 60 / ear->length_s;
}

PtTempoCandidate
pt_tempo_own_detect (const PtFlux *flux, double length_s)
{
  return pt_tempo_own_detect_with_aubio (flux, length_s, 0);
}

PtTempoCandidate
pt_tempo_own_detect_with_aubio (const PtFlux *flux, double length_s, double aubio_bpm)
{
  g_auto (Ear) ear = { 0 };
  PtTempoCandidate found = { 0 };
  double scores[N_TEMPI];
  double evidence = 0;
  guint best = 0;
  double near = 0;
  double all = 0;

  g_return_val_if_fail (flux != NULL, found);

  if (flux->n * flux->hop_s < SHORTEST_S)
    return found;
  ear_init (&ear, flux, length_s, aubio_bpm);
  if (ear.events->len < LEAST_EVENTS)
    return found;

  for (guint i = 0; i < N_TEMPI; i++)
    {
      double its;

      scores[i] = score (&ear, SLOWEST_BPM * pow (STEP, i), &its);
      if (i == 0 || scores[i] > scores[best])
        {
          best = i;
          evidence = its;
        }
    }
  for (guint i = 0; i < N_TEMPI; i++)
    {
      double share = exp (scores[i] - scores[best]);

      all += share;
      if (ABS ((int) i - (int) best) <= 4)
        near += share;
    }
  found.bpm = snap_to_loop (&ear, refine (&ear, SLOWEST_BPM * pow (STEP, best)));
  found.confidence = CLAMP (near / all * MIN (1, 2 * evidence), 0, 1);

  return found;
}
