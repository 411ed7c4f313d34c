/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-loudness-peak.h"

#include <math.h>

#define PROTOTYPE_TAPS 49
#define MAX_TAPS 24

/* Rounding of the sums in the bounds; a run too many looked at costs nothing. */
#define BOUND_MARGIN 1.0001

/* The taps of the value that lies @phase of @oversampling steps after a sample. */
static guint
design_phase (guint oversampling, guint phase, double taps[MAX_TAPS])
{
  guint n = 0;

  for (guint i = phase; i < PROTOTYPE_TAPS; i += oversampling)
    {
      const double place = ((double) i - (PROTOTYPE_TAPS - 1) / 2.0) * G_PI / oversampling;
      const double window = 0.5 * (1 - cos (2 * G_PI * i / (PROTOTYPE_TAPS - 1)));

      g_assert (n < MAX_TAPS);
      taps[n++] = window * sin (place) / place;
    }

  return n;
}

/* Splits the taps into a line through the two samples in the middle and what is left. The
 * line takes over the sum and the first moment, so the rest has neither and is a filter
 * over second differences: on a wave that bends little it adds little. */
static void
widen_bounds (PtTruePeak *self, const double *taps, guint n)
{
  const guint left = n / 2 - 1;
  double sum = 0, moment = 0, size = 0;
  double line[2];
  double slope = 0, height = 0, bend = 0;

  for (guint i = 0; i < n; i++)
    {
      sum += taps[i];
      moment += taps[i] * i;
      size += fabs (taps[i]);
    }
  line[1] = moment - sum * left;
  line[0] = sum - line[1];

  for (guint i = 0; i < n; i++)
    {
      slope += taps[i];
      if (i == left || i == left + 1)
        slope -= line[i - left];
      height += slope;
      bend += fabs (height);
    }
  self->bound_sample = MAX (self->bound_sample, size * BOUND_MARGIN);
  self->bound_line = MAX (self->bound_line, (fabs (line[0]) + fabs (line[1])) * BOUND_MARGIN);
  self->bound_bend = MAX (self->bound_bend, bend * BOUND_MARGIN);
}

void
pt_true_peak_init (PtTruePeak *self, guint sample_rate)
{
  double taps[MAX_TAPS];
  guint n;

  g_return_if_fail (self != NULL);

  memset (self, 0, sizeof *self);
  self->oversampling = sample_rate < 96000 ? 4 : sample_rate < 192000 ? 2
                                                                      : 1;
  if (self->oversampling == 1)
    return;

  n = design_phase (self->oversampling, self->oversampling / 2, taps);
  self->n_taps = n;
  widen_bounds (self, taps, n);
  for (guint i = 0; i < n / 2; i++)
    self->middle[i] = taps[i];
  if (self->oversampling == 2)
    return;

  /* The other two mirror each other. */
  n = design_phase (self->oversampling, 1, taps);
  widen_bounds (self, taps, n);
  for (guint i = 0; i < n / 2; i++)
    {
      self->even[i] = (taps[i] + taps[n - 1 - i]) / 2;
      self->odd[i] = (taps[i] - taps[n - 1 - i]) / 2;
    }
}

PT_SIMD_CLONES gint32
pt_peak_bits (const float *samples, gsize n)
{
  gint32 max = 0;

  for (gsize i = 0; i < n; i++)
    {
      gint32 bits;

      memcpy (&bits, samples + i, sizeof bits);
      bits &= 0x7fffffff;
      max = bits > max ? bits : max;
    }

  return max;
}

static float
peak_from_bits (gint32 bits)
{
  float peak;

  memcpy (&peak, &bits, sizeof peak);

  return peak;
}

/* The largest second difference that the taps of a run meet; some behind it may count. */
PT_SIMD_CLONES static float
largest_bend (const float *samples, gsize n, guint channels)
{
  gint32 max[PT_SIMD_LANES] = { 0 };

  for (gsize i = 0; i < n; i += PT_SIMD_LANES)
    {
      const PtFloat16 now = pt_float16_load (samples + i);
      const PtFloat16 before = pt_float16_load (samples + i - channels);
      const PtFloat16 earlier = pt_float16_load (samples + i - 2 * channels);

      pt_peak_lanes_add (max, (now - before) - (before - earlier));
    }

  return pt_peak_lanes_get (max);
}

/* Sixteen values of the wave at once. Tap i meets the sample i frames back. Sums and
 * differences of the samples that share a coefficient come first; of the two mirrored
 * values the larger magnitude is |even| + |odd|. */
PT_SIMD_INLINE void
wave_4 (const PtTruePeak *self, const float *samples, guint channels, PtFloat16 wave[2])
{
  PtFloat16 middle = { 0 }, even = { 0 }, odd = { 0 };

  for (guint tap = 0; tap < 6; tap++)
    {
      const PtFloat16 late = pt_float16_load (samples - (gsize) tap * channels);
      const PtFloat16 early = pt_float16_load (samples - (gsize) (11 - tap) * channels);
      const PtFloat16 sum = late + early;

      middle += self->middle[tap] * sum;
      even += self->even[tap] * sum;
      odd += self->odd[tap] * (late - early);
    }
  wave[0] = middle;
  wave[1] = pt_float16_abs (even) + pt_float16_abs (odd);
}

PT_SIMD_INLINE void
wave_2 (const PtTruePeak *self, const float *samples, guint channels, PtFloat16 wave[2])
{
  PtFloat16 middle = { 0 };

  for (guint tap = 0; tap < 12; tap++)
    middle += self->middle[tap] * (pt_float16_load (samples - (gsize) tap * channels) + pt_float16_load (samples - (gsize) (23 - tap) * channels));
  wave[0] = wave[1] = middle;
}

PT_SIMD_INLINE float
wave_peak (const PtTruePeak *self, const float *samples, gsize n, guint channels, gboolean by_4)
{
  gint32 max[PT_SIMD_LANES] = { 0 };
  PtFloat16 wave[2];
  float result;
  gsize i = 0;

  for (; i + PT_SIMD_LANES <= n; i += PT_SIMD_LANES)
    {
      if (by_4)
        wave_4 (self, samples + i, channels, wave);
      else
        wave_2 (self, samples + i, channels, wave);
      pt_peak_lanes_add (max, wave[0]);
      pt_peak_lanes_add (max, wave[1]);
    }
  result = pt_peak_lanes_get (max);

  if (i < n)
    {
      float lanes[2][PT_SIMD_LANES];

      if (by_4)
        wave_4 (self, samples + i, channels, wave);
      else
        wave_2 (self, samples + i, channels, wave);
      memcpy (lanes, wave, sizeof lanes);
      for (gsize lane = 0; lane < n - i; lane++)
        result = fmaxf (result, fmaxf (fabsf (lanes[0][lane]), fabsf (lanes[1][lane])));
    }

  return result;
}

PT_SIMD_CLONES static float
wave_peak_4 (const PtTruePeak *self, const float *samples, gsize n, guint channels)
{
  return wave_peak (self, samples, n, channels, TRUE);
}

PT_SIMD_CLONES static float
wave_peak_2 (const PtTruePeak *self, const float *samples, gsize n, guint channels)
{
  return wave_peak (self, samples, n, channels, FALSE);
}

/* One run; @peak is the largest sample that its taps meet. */
static void
look_between (PtTruePeak *self, const float *samples, gsize n, guint channels, float peak)
{
  const guint reach = self->n_taps - 1;
  float bend;

  self->n_runs++;
  if (peak * self->bound_sample <= self->true_peak)
    return;

  bend = largest_bend (samples - (gsize) (reach - 2) * channels, n + (gsize) (reach - 2) * channels, channels);
  if (peak * self->bound_line + bend * self->bound_bend <= self->true_peak)
    return;

  self->n_looked++;
  if (self->oversampling == 4)
    self->true_peak = MAX (self->true_peak, wave_peak_4 (self, samples, n, channels));
  else
    self->true_peak = MAX (self->true_peak, wave_peak_2 (self, samples, n, channels));
}

float
pt_true_peak_run (PtTruePeak *self, const float *samples, guint frames, guint channels, gboolean between)
{
  float loudest = 0;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (channels > 0, 0);

  for (guint first = 0; first < frames; first += PT_TRUE_PEAK_RUN)
    {
      const gsize n = (gsize) MIN (frames - first, PT_TRUE_PEAK_RUN) * channels;
      const float *run = samples + (gsize) first * channels;
      const float peak = peak_from_bits (pt_peak_bits (run, n));

      self->sample_peak = MAX (self->sample_peak, peak);
      self->true_peak = MAX (self->true_peak, peak);
      if (between && self->oversampling > 1)
        look_between (self, run, n, channels, MAX (peak, self->last_run_peak));
      self->last_run_peak = peak;
      loudest = MAX (loudest, peak);
    }

  return loudest;
}

float
pt_true_peak_get (const PtTruePeak *self)
{
  return self->true_peak;
}
