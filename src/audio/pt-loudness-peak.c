/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-loudness-peak.h"

#include <math.h>
#include <string.h>

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
pt_true_peak_init (PtTruePeak *self, const PtLoudnessKernels *kernels, guint sample_rate)
{
  const guint oversampling = sample_rate < 96000 ? 4 : sample_rate < 192000 ? 2
                                                                            : 1;
  double taps[MAX_TAPS];
  guint n;

  g_return_if_fail (self != NULL);
  g_return_if_fail (kernels != NULL);

  memset (self, 0, sizeof *self);
  self->kernels = kernels;
  if (oversampling == 1)
    return;

  n = design_phase (oversampling, oversampling / 2, taps);
  widen_bounds (self, taps, n);
  self->taps.n_pairs = n / 2;
  for (guint i = 0; i < n / 2; i++)
    self->taps.half[i] = taps[i];
  if (oversampling == 2)
    return;

  /* The other two mirror each other. */
  n = design_phase (oversampling, 1, taps);
  widen_bounds (self, taps, n);
  self->taps.quarters = TRUE;
  for (guint i = 0; i < n / 2; i++)
    {
      self->taps.even[i] = (taps[i] + taps[n - 1 - i]) / 2;
      self->taps.odd[i] = (taps[i] - taps[n - 1 - i]) / 2;
    }
}

/* @peak is the largest sample that the taps meet. */
static void
look_between (PtTruePeak *self, const float *samples, gsize n, gsize channels, float peak)
{
  const gsize reach = (2 * self->taps.n_pairs - 3) * channels;
  float bend;

  self->n_runs++;
  if (peak * self->bound_sample <= self->true_peak)
    return;
  bend = self->kernels->bend (samples - reach, n + reach, channels);
  if (peak * self->bound_line + bend * self->bound_bend <= self->true_peak)
    return;

  self->n_looked++;
  self->true_peak = MAX (self->true_peak, self->kernels->wave (&self->taps, samples, n, channels));
}

void
pt_true_peak_run (PtTruePeak *self, const float *samples, guint frames, guint channels, float peak, gboolean between)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (frames <= PT_TRUE_PEAK_RUN);
  g_return_if_fail (channels > 0);

  self->sample_peak = MAX (self->sample_peak, peak);
  self->true_peak = MAX (self->true_peak, peak);
  if (between && self->taps.n_pairs > 0)
    look_between (self, samples, (gsize) frames * channels, channels, MAX (peak, self->last_run_peak));
  self->last_run_peak = peak;
}
