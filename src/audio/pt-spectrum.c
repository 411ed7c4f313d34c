/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-spectrum.h"

#include <fftw3.h>
#include <math.h>

#include "audio/pt-lanes.h"

/* FFTW_ESTIMATE: a plan that is measured may differ from run to run, and with it the last
 * bit of every result. All arrays come from fftwf_malloc(), so that one plan fits all. */

typedef struct
{
  guint size;
  fftwf_plan forward;
  float *window; /* scaled so that a sine of amplitude 1 reads 1 */
} Plan;

struct _PtSpectrum
{
  const Plan *plan;
  float *input;
  fftwf_complex *output;
  float *power;
};

static GMutex planner_lock;

void
pt_fftw_lock (void)
{
  g_mutex_lock (&planner_lock);
}

void
pt_fftw_unlock (void)
{
  g_mutex_unlock (&planner_lock);
}

static Plan *
plan_new (guint size)
{
  Plan *plan = g_new0 (Plan, 1);
  float *input = fftwf_alloc_real (size);
  fftwf_complex *output = fftwf_alloc_complex (size / 2 + 1);
  double sum = 0;

  plan->size = size;
  plan->forward = fftwf_plan_dft_r2c_1d (size, input, output, FFTW_ESTIMATE);
  plan->window = fftwf_alloc_real (size);
  for (guint i = 0; i < size; i++)
    sum += 0.5 - 0.5 * cos (2 * G_PI * i / size);
  for (guint i = 0; i < size; i++)
    plan->window[i] = (0.5 - 0.5 * cos (2 * G_PI * i / size)) * 2 / sum;
  fftwf_free (input);
  fftwf_free (output);

  return plan;
}

/* Plans live as long as the program. */
static const Plan *
plan_get (guint size)
{
  static GHashTable *plans = NULL;
  Plan *plan;

  pt_fftw_lock ();
  if (plans == NULL)
    plans = g_hash_table_new (NULL, NULL);
  plan = g_hash_table_lookup (plans, GUINT_TO_POINTER (size));
  if (plan == NULL)
    {
      plan = plan_new (size);
      g_hash_table_insert (plans, GUINT_TO_POINTER (size), plan);
    }
  pt_fftw_unlock ();

  return plan;
}

PtSpectrum *
pt_spectrum_new (guint size)
{
  PtSpectrum *self;

  g_return_val_if_fail (size >= 16 && size <= 65536 && size % 2 == 0, NULL);

  self = g_new0 (PtSpectrum, 1);
  self->plan = plan_get (size);
  self->input = fftwf_alloc_real (size);
  self->output = fftwf_alloc_complex (size / 2 + 1);
  /* Spare room for loops that go in whole lanes. */
  self->power = fftwf_alloc_real (size / 2 + 1 + PT_N_LANES);
  memset (self->power, 0, (size / 2 + 1 + PT_N_LANES) * sizeof (float));

  return self;
}

void
pt_spectrum_free (PtSpectrum *self)
{
  g_return_if_fail (self != NULL);

  fftwf_free (self->input);
  fftwf_free (self->output);
  fftwf_free (self->power);
  g_free (self);
}

guint
pt_spectrum_get_size (const PtSpectrum *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->plan->size;
}

guint
pt_spectrum_get_n_bins (const PtSpectrum *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->plan->size / 2 + 1;
}

PT_SIMD_CLONES
static void
apply_window (float *restrict output, const float *restrict input, const float *restrict window, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      float sample = input[i];

      /* False for NaN as well. */
      output[i] = fabsf (sample) <= 1e6f ? sample * window[i] : 0.0f;
    }
}

PT_SIMD_CLONES
static void
make_power (float *restrict power, const float *restrict bins, gsize n)
{
  for (gsize i = 0; i < n; i++)
    power[i] = bins[2 * i] * bins[2 * i] + bins[2 * i + 1] * bins[2 * i + 1];
}

const float *
pt_spectrum_measure (PtSpectrum *self, const float *mono, guint64 frames, gint64 first)
{
  guint size;
  gint64 from;
  gint64 to;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (mono != NULL || frames == 0, NULL);

  size = self->plan->size;
  from = CLAMP (-first, 0, (gint64) size);
  to = CLAMP ((gint64) frames - first, from, (gint64) size);
  memset (self->input, 0, from * sizeof (float));
  if (to > from)
    apply_window (self->input + from, mono + first + from, self->plan->window + from, to - from);
  memset (self->input + to, 0, (size - to) * sizeof (float));
  fftwf_execute_dft_r2c (self->plan->forward, self->input, self->output);
  make_power (self->power, (const float *) self->output, size / 2 + 1);

  return self->power;
}

guint
pt_spectrum_size_for (double seconds, guint sample_rate)
{
  double exponent = log2 (MAX (seconds * sample_rate, 1));

  return 1u << (guint) CLAMP (floor (exponent + 0.5), 6, 16);
}

void
pt_autocorrelate (const float *x, guint n, float *r)
{
  guint size = 16;
  float *time;
  fftwf_complex *bins;
  fftwf_plan forward;
  fftwf_plan backward;

  g_return_if_fail (x != NULL && r != NULL);

  while (size < 2 * n)
    size *= 2;
  time = fftwf_alloc_real (size);
  bins = fftwf_alloc_complex (size / 2 + 1);
  pt_fftw_lock ();
  forward = fftwf_plan_dft_r2c_1d (size, time, bins, FFTW_ESTIMATE);
  backward = fftwf_plan_dft_c2r_1d (size, bins, time, FFTW_ESTIMATE);
  pt_fftw_unlock ();
  memset (time, 0, size * sizeof (float));
  memcpy (time, x, n * sizeof (float));
  fftwf_execute (forward);
  for (guint i = 0; i <= size / 2; i++)
    {
      bins[i][0] = bins[i][0] * bins[i][0] + bins[i][1] * bins[i][1];
      bins[i][1] = 0;
    }
  fftwf_execute (backward);
  for (guint i = 0; i < n; i++)
    r[i] = time[i] / size;
  pt_fftw_lock ();
  fftwf_destroy_plan (forward);
  fftwf_destroy_plan (backward);
  pt_fftw_unlock ();
  fftwf_free (time);
  fftwf_free (bins);
}
