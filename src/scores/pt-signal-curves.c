/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "scores/pt-signal-curves.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "audio/pt-lanes.h"
#include "audio/pt-spectrum.h"

/* A signal whose largest sample is below this (-78 dBFS: the dither of an empty file) is silence. */
#define SILENCE 1.25e-4f
/* What is so far below the mean (-50 dB) is a pause. */
#define PAUSE 1e-5f
#define SLOWEST_BEAT_S 0.75 /* 80 bpm */
#define FASTEST_BEAT_S 0.345 /* 174 bpm */
#define MAX_RISE 6.0f /* octaves of power */
#define MIN_RISE 0.7f /* noise alone rises less */
#define LOOK_BACK 4 /* hops: a sound has to rise above all of them */
#define DB_PER_OCTAVE 3.0103
#define N_SIXTEENTHS 4

void
pt_signal_curves_init (PtSignalCurves *self, guint window, guint sample_rate)
{
  memset (self, 0, sizeof *self);
  self->window = window;
  self->window_s = (double) window / sample_rate;
  self->windows = g_array_new (FALSE, FALSE, sizeof (PtSignalWindow));
  self->chroma = g_array_new (FALSE, FALSE, sizeof (float));
}

void
pt_signal_curves_clear (PtSignalCurves *self)
{
  g_clear_pointer (&self->windows, g_array_unref);
  g_clear_pointer (&self->chroma, g_array_unref);
}

void
pt_signal_curves_add (PtSignalCurves *self, const PtSignalWindow *window)
{
  g_array_append_val (self->windows, *window);
  self->peak = MAX (self->peak, window->peak);
  self->n_windows++;
}

void
pt_signal_curves_add_chroma (PtSignalCurves *self, const float chroma[PT_SIGNAL_CHROMA], double flatness)
{
  g_array_append_vals (self->chroma, chroma, PT_SIGNAL_CHROMA);
  self->flatness_sum += flatness;
}

static const PtSignalWindow *
get (const PtSignalCurves *self, guint index)
{
  return &g_array_index (self->windows, PtSignalWindow, index);
}

static int
compare_floats (gconstpointer a, gconstpointer b)
{
  const float x = *(const float *) a, y = *(const float *) b;

  return (x > y) - (x < y);
}

/* Of @values, which are sorted by it. */
static double
percentile (float *values, guint n, double share)
{
  qsort (values, n, sizeof (float), compare_floats);

  return values[(guint) (share * (n - 1) + 0.5)];
}

/* --- power --- */

static void
report_power (PtSignalCurves *self, PtSignalFeatures *features)
{
  double octaves[PT_SIGNAL_OCTAVES] = { 0 }, total = 0, energy = 0;
  guint64 held = 0;
  guint n_silent = 0;

  for (guint i = 0; i < self->n_windows; i++)
    {
      const PtSignalWindow *window = get (self, i);

      for (guint k = 0; k < PT_SIGNAL_OCTAVES; k++)
        octaves[k] += window->octaves[k];
      for (guint k = 0; k < PT_SIGNAL_HOPS; k++)
        energy += window->energy[k];
      if (window->peak >= 0.97f * self->peak)
        held += window->held;
    }
  for (guint k = 0; k < PT_SIGNAL_OCTAVES; k++)
    total += octaves[k];
  for (guint k = 0; k < PT_SIGNAL_OCTAVES; k++)
    features->octaves_db[k] = 10 * log10 (octaves[k] / total + 1e-9);

  for (guint i = 0; i < self->n_windows; i++)
    {
      float sum = 0;

      for (guint k = 0; k < PT_SIGNAL_HOPS; k++)
        sum += get (self, i)->energy[k];
      n_silent += sum <= PAUSE * energy / self->n_windows;
    }
  features->silent = (double) n_silent / self->n_windows;
  features->held = (double) held / (2.0 * self->window * self->n_windows);
  features->crest_db = 10 * log10 ((double) self->peak * self->peak * self->n_windows * self->window / MAX (energy, 1e-30));
}

/* --- beginnings --- */

typedef struct
{
  guint n;
  double hop_s;
  float *rise; /* g_free */
  guint lag; /* of a beat, in hops; 0: none */
  double exact_lag;
} Onsets;

static float
rise_of (const float *level, guint at)
{
  float before = level[at - 1], rise;

  for (guint k = 2; k <= LOOK_BACK && k <= at; k++)
    before = MAX (before, level[at - k]);
  rise = level[at] - before;

  return rise < MIN_RISE ? 0.0f : MIN (rise, MAX_RISE);
}

static void
find_onsets (PtSignalCurves *self, double mean_energy, double mean_slope, Onsets *onsets, PtSignalFeatures *features)
{
  const guint n = self->n_windows * PT_SIGNAL_HOPS;
  g_autofree float *energy = g_new (float, n);
  g_autofree float *slope = g_new (float, n);
  guint n_onsets = 0;

  onsets->n = n;
  onsets->hop_s = self->window_s / PT_SIGNAL_HOPS;
  onsets->rise = g_new0 (float, n);
  for (guint i = 0; i < n; i++)
    {
      const PtSignalWindow *window = get (self, i / PT_SIGNAL_HOPS);

      energy[i] = pt_log2_fast (window->energy[i % PT_SIGNAL_HOPS] / mean_energy + 1e-3f);
      slope[i] = pt_log2_fast (window->slope[i % PT_SIGNAL_HOPS] / mean_slope + 1e-3f);
    }
  for (guint i = 1; i < n; i++)
    {
      onsets->rise[i] = rise_of (energy, i) + rise_of (slope, i);
      n_onsets += onsets->rise[i] > 0 && onsets->rise[i - 1] <= 0;
    }
  features->onset_rate_hz = n_onsets / (n * onsets->hop_s);
  features->punch_db = DB_PER_OCTAVE * percentile (energy, n, 0.95);
  features->punch_db -= DB_PER_OCTAVE * energy[n / 4];
}

static double
best_around (const float *r, guint n, double lag, guint reach, guint *where)
{
  const guint from = MAX ((gint) (lag + 0.5) - (gint) reach, 1);
  double best = 0;

  *where = from;
  for (guint i = from; i <= (guint) (lag + 0.5) + reach && i < n; i++)
    if (r[i] > best)
      {
        best = r[i];
        *where = i;
      }

  return best;
}

/* The beat is the lag whose multiples agree best. */
static void
find_beat (Onsets *onsets, PtSignalFeatures *features)
{
  const guint n = onsets->n;
  g_autofree float *curve = g_new (float, n);
  g_autofree float *r = g_new (float, n);
  double mean = 0, best = 0;
  guint where;

  for (guint i = 0; i < n; i++)
    {
      const float before = i > 0 ? onsets->rise[i - 1] : 0, after = i + 1 < n ? onsets->rise[i + 1] : 0;

      curve[i] = 0.25f * before + 0.5f * onsets->rise[i] + 0.25f * after;
      mean += curve[i];
    }
  mean /= n;
  for (guint i = 0; i < n; i++)
    curve[i] -= mean;
  pt_autocorrelate (curve, n, r);
  if (!(r[0] > 1e-9f * n))
    return;

  for (guint lag = FASTEST_BEAT_S / onsets->hop_s; lag <= SLOWEST_BEAT_S / onsets->hop_s && 4 * lag + 2 < n; lag++)
    {
      const double sum = r[lag] + best_around (r, n, 2.0 * lag, 1, &where) + best_around (r, n, 4.0 * lag, 2, &where);

      if (sum > best)
        {
          best = sum;
          onsets->lag = lag;
        }
    }
  if (onsets->lag == 0)
    return;
  features->pulse = CLAMP (best_around (r, n, onsets->lag, 1, &where) / r[0], 0, 1);
  features->bar = CLAMP (best_around (r, n, 4.0 * onsets->lag, 2, &where) / r[0] * n / (n - where), 0, 1);
  onsets->exact_lag = where / 4.0;
  /* Farther multiples tell the beat better. */
  for (guint k = 8; k <= 32 && k * onsets->exact_lag + 3 < n / 2; k *= 2)
    {
      best_around (r, n, k * onsets->exact_lag, 2, &where);
      onsets->exact_lag = (double) where / k;
    }
  features->beat_s = onsets->exact_lag * onsets->hop_s;
}

/* How much of the strength of the beginnings lies within one hop of a sixteenth, wherever the
 * sixteenths begin: the best of all places, less what chance would give. */
static void
measure_grid (const Onsets *onsets, PtSignalFeatures *features)
{
  const double sixteenth = onsets->exact_lag / N_SIXTEENTHS;
  const guint n_places = MAX ((guint) sixteenth, 1);
  g_autofree double *places = g_new0 (double, n_places);
  double total = 0, best = 0, chance;

  if (onsets->lag == 0)
    return;
  /* In spans of eight bars, so that a beat that is a little off does not drift away. */
  for (guint start = 0, span = 32 * onsets->exact_lag; start < onsets->n; start += span)
    {
      double here = 0, most = 0;

      memset (places, 0, n_places * sizeof (double));
      for (guint i = start; i < onsets->n && i < start + span; i++)
        {
          const double phase = fmod (i, sixteenth) / sixteenth;

          places[MIN ((guint) (phase * n_places), n_places - 1)] += onsets->rise[i];
          here += onsets->rise[i];
        }
      for (guint k = 0; k < n_places; k++)
        most = MAX (most, places[k] + places[(k + 1) % n_places] + places[(k + 2) % n_places]);
      best += most;
      total += here;
    }
  chance = 3.0 / n_places;
  if (total > 0 && chance < 1)
    features->on_grid = CLAMP ((best / total - chance) / (1 - chance), 0, 1);
}

/* --- the octaves over time --- */

static void
measure_movement (PtSignalCurves *self, PtSignalFeatures *features)
{
  const double bar_s = features->beat_s > 0 ? 4 * features->beat_s : 1.875;
  const double bar = bar_s / self->window_s;
  const guint n = self->n_windows;
  double products = 0, squares = 0, slow = 0, all = 0;
  g_autofree float *level = g_new (float, n);
  g_autofree double *sums = g_new (double, n + 1);
  guint n_used = 0;

  for (guint k = 0; k < PT_SIGNAL_OCTAVES; k++)
    {
      const double mean = exp10 (features->octaves_db[k] / 10);
      const guint half = (guint) bar; /* two bars, half to either side */
      double total = 0, average = 0;

      if (features->octaves_db[k] < -60)
        continue;
      for (guint i = 0; i < n; i++)
        total += get (self, i)->octaves[k];
      if (!(total > 0) || !(mean > 0))
        continue;
      for (guint i = 0; i < n; i++)
        level[i] = pt_log2_fast (get (self, i)->octaves[k] / (total / n) + 1e-4f);
      sums[0] = 0;
      for (guint i = 0; i < n; i++)
        sums[i + 1] = sums[i] + level[i];
      average = sums[n] / n;
      for (guint i = 0; i < n; i++)
        {
          const guint from = i > half ? i - half : 0, to = MIN (i + half + 1, n);
          const double trend = (sums[to] - sums[from]) / (to - from);

          slow += (trend - average) * (trend - average);
          all += (level[i] - average) * (level[i] - average);
          squares += (level[i] - trend) * (level[i] - trend);
          level[i] -= trend;
        }
      /* Between two windows the nearer one, or the one after, whichever is more alike. */
      for (guint i = 0; i + (guint) bar + 1 < n; i++)
        {
          const double part = bar - floor (bar);
          const guint other = i + (guint) bar;

          products += level[i] * ((1 - part) * level[other] + part * level[other + 1]);
        }
      n_used++;
    }
  if (n_used == 0 || !(squares > 0))
    return;
  features->repetition = n > bar + 2 ? CLAMP (products / squares * n / (n - bar - 1), -1, 1) : 0;
  features->change = all > 0 ? slow / all : 0;
  features->motion_db = DB_PER_OCTAVE * sqrt (squares / ((double) n * n_used));
}

static void
measure_low_punch (PtSignalCurves *self, PtSignalFeatures *features)
{
  const guint n = self->n_windows;
  g_autofree float *level = g_new (float, n);
  double total = 0, high;

  for (guint i = 0; i < n; i++)
    total += get (self, i)->octaves[0] + get (self, i)->octaves[1];
  if (!(total > 0))
    return;
  for (guint i = 0; i < n; i++)
    level[i] = pt_log2_fast ((get (self, i)->octaves[0] + get (self, i)->octaves[1]) / (total / n) + 1e-4f);
  high = percentile (level, n, 0.9);
  features->low_punch_db = DB_PER_OCTAVE * (high - level[(guint) (0.25 * (n - 1))]);
}

/* --- pitch --- */

static void
measure_pitch (PtSignalCurves *self, PtSignalFeatures *features)
{
  const guint n = self->chroma->len / PT_SIGNAL_CHROMA;
  double whole[PT_SIGNAL_CHROMA] = { 0 }, norm = 0, sum = 0, fourth = 0, alike = 0, weights = 0;

  if (n == 0)
    return;
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < PT_SIGNAL_CHROMA; k++)
      whole[k] += g_array_index (self->chroma, float, i *PT_SIGNAL_CHROMA + k);
  for (guint k = 0; k < PT_SIGNAL_CHROMA; k++)
    {
      sum += whole[k];
      norm += whole[k] * whole[k];
    }
  if (!(sum > 0))
    return;
  fourth = norm / (sum * sum); /* 1/12: all alike; 1: one only */
  features->tonality = CLAMP ((fourth - 1.0 / 12) / (1 - 1.0 / 12), 0, 1);
  for (guint i = 0; i < n; i++)
    {
      double product = 0, square = 0;

      for (guint k = 0; k < PT_SIGNAL_CHROMA; k++)
        {
          const double value = g_array_index (self->chroma, float, i *PT_SIGNAL_CHROMA + k);

          product += value * whole[k];
          square += value * value;
        }
      if (square > 0)
        {
          const double weight = sqrt (sqrt (square));

          alike += weight * product / sqrt (square * norm);
          weights += weight;
        }
    }
  features->tonal_consistency = weights > 0 ? alike / weights : 0;
  features->noisiness = self->flatness_sum / n;
}

void
pt_signal_curves_report (PtSignalCurves *self, PtSignalFeatures *features)
{
  Onsets onsets = { 0 };
  double energy = 0, slope = 0;
  guint64 n_hops = (guint64) self->n_windows * PT_SIGNAL_HOPS;

  features->peak = self->peak;
  if (self->n_windows == 0 || self->peak < SILENCE)
    {
      features->silent = 1;
      return;
    }
  for (guint i = 0; i < self->n_windows; i++)
    for (guint k = 0; k < PT_SIGNAL_HOPS; k++)
      {
        energy += get (self, i)->energy[k];
        slope += get (self, i)->slope[k];
      }
  report_power (self, features);
  find_onsets (self, MAX (energy / n_hops, 1e-30), MAX (slope / n_hops, 1e-30), &onsets, features);
  if (onsets.n >= 64)
    find_beat (&onsets, features);
  measure_grid (&onsets, features);
  measure_movement (self, features);
  measure_low_punch (self, features);
  measure_pitch (self, features);
  g_free (onsets.rise);
}
