/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "audio/pt-loudness-peak.h"
#include "pt-test-audio.h"

#define TAPS 49

/* Every value between the samples, by the definition, in double precision. */
static double
plain_true_peak (const float *samples, guint frames, guint channels, guint oversampling)
{
  double peak = 0;

  for (guint i = 0; i < frames * oversampling; i++)
    for (guint c = 0; c < channels; c++)
      {
        double value = 0;

        for (guint j = i % oversampling; j < TAPS; j += oversampling)
          {
            const gint64 frame = (gint64) (i / oversampling) - j / oversampling;
            const double place = ((double) j - 24) * G_PI / oversampling;
            const double window = 0.5 * (1 - cos (2 * G_PI * j / 48));

            if (frame >= 0)
              value += samples[frame * channels + c] * window * (j == 24 ? 1 : sin (place) / place);
          }
        peak = MAX (peak, fabs (value));
      }
  for (guint i = 0; i < frames * channels; i++)
    peak = MAX (peak, fabsf (samples[i]));

  return peak;
}

/* All runs of a signal, with room around it. */
static void
run_all (PtTruePeak *self, const float *samples, guint frames, guint channels)
{
  const gsize before = (gsize) PT_TRUE_PEAK_HISTORY * channels;
  const gsize n = (gsize) frames * channels;
  g_autofree float *room = g_new0 (float, before + n + 16);

  memcpy (room + before, samples, n * sizeof (float));
  /* What lies behind the signal is none of its business. */
  for (guint i = 0; i < 16; i++)
    room[before + n + i] = 1000;
  for (guint first = 0; first < frames; first += PT_TRUE_PEAK_RUN)
    {
      const guint n_frames = MIN (frames - first, PT_TRUE_PEAK_RUN);
      const float *run = room + before + (gsize) first * channels;
      const float peak = self->kernels->peak (run, (gsize) n_frames * channels);

      pt_true_peak_run (self, run, n_frames, channels, peak, TRUE);
    }
}

/* Noise, smoothed by @smooth, so that some of it bends little. */
static float *
make_signal (guint seed, guint frames, guint channels, double smooth)
{
  float *samples = pt_test_noise (seed, 1, frames, channels);

  for (guint i = channels; i < frames * channels; i++)
    samples[i] = smooth * samples[i - channels] + (1 - smooth) * samples[i];

  return samples;
}

static void
test_against_plain (void)
{
  static const guint rates[] = { 44100, 96000, 192000 };
  static const double smooth[] = { 0, 0.5, 0.95, 0.999 };

  for (guint n = 0; pt_loudness_kernels_get_nth (n) != NULL; n++)
    for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
      for (guint s = 0; s < G_N_ELEMENTS (smooth); s++)
        for (guint channels = 1; channels <= 7; channels += 2)
          {
            const guint frames = 300 + 77 * channels;
            g_autofree float *samples = make_signal (s + channels, frames, channels, smooth[s]);
            PtTruePeak peak;

            pt_true_peak_init (&peak, pt_loudness_kernels_get_nth (n), rates[r]);
            run_all (&peak, samples, frames, channels);
            g_assert_cmpfloat_with_epsilon (peak.true_peak, plain_true_peak (samples, frames, channels, 4 >> r), 2e-6);
          }
}

/* The worst that samples of 1 can do: every tap meets its own sign. Where the peak before
 * leaves the slightest room for it, it must be looked at. */
static void
test_bound_is_safe (void)
{
  static const guint rates[] = { 48000, 96000 };

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    {
      const guint oversampling = 4 >> r;

      for (guint phase = 1; phase < oversampling; phase++)
        {
          float samples[64] = { 0 };
          double largest = 0;
          PtTruePeak peak;

          for (guint j = phase; j < TAPS; j += oversampling)
            {
              const double place = ((double) j - 24) * G_PI / oversampling;

              samples[63 - j / oversampling] = sin (place) / place < 0 ? -1 : 1;
            }
          largest = plain_true_peak (samples, 64, 1, oversampling);
          g_assert_cmpfloat (largest, >, 1.2);

          pt_true_peak_init (&peak, pt_loudness_kernels_get (), rates[r]);
          g_assert_cmpfloat (peak.bound_sample, >=, largest);
          peak.true_peak = largest * 0.99999;
          run_all (&peak, samples, 64, 1);
          g_assert_cmpuint (peak.n_looked, ==, 1);
          g_assert_cmpfloat_with_epsilon (peak.true_peak, largest, 1e-5);
        }
    }
}

/* Without the bounds nothing else comes out. */
static void
test_skipping_loses_nothing (void)
{
  for (guint seed = 0; seed < 40; seed++)
    {
      const guint frames = 2000;
      g_autofree float *samples = make_signal (seed, frames, 2, seed % 4 * 0.33);
      PtTruePeak careful, fast;

      /* Swells, so that there is something to skip. */
      for (guint i = 0; i < 2 * frames; i++)
        samples[i] *= 0.6 + 0.4 * sin (i * 0.003 + seed);
      pt_true_peak_init (&fast, pt_loudness_kernels_get (), 48000);
      pt_true_peak_init (&careful, pt_loudness_kernels_get (), 48000);
      careful.bound_sample = careful.bound_line = 1e9;
      run_all (&fast, samples, frames, 2);
      run_all (&careful, samples, frames, 2);
      g_assert_cmpuint (careful.n_looked, ==, careful.n_runs);
      g_assert_cmpuint (fast.n_looked, <, fast.n_runs);
      g_assert_cmpfloat (fast.true_peak, ==, careful.true_peak);
    }
}

/* Music bends little where it is loud: most of it is never looked at. */
static void
test_most_is_skipped (void)
{
  const guint frames = 48000;
  g_autofree float *samples = pt_test_noise (1, 0.01, frames, 2);
  PtTruePeak peak;

  for (guint i = 0; i < frames; i++)
    for (guint c = 0; c < 2; c++)
      samples[2 * i + c] += 0.8 * sin (2 * G_PI * 60 * i / 48000) * (0.6 + 0.4 * cos (2 * G_PI * i / 24000));
  pt_true_peak_init (&peak, pt_loudness_kernels_get (), 48000);
  run_all (&peak, samples, frames, 2);
  g_assert_cmpuint (peak.n_looked, <, peak.n_runs / 5);
}

static void
test_half_way (void)
{
  float samples[256];
  PtTruePeak peak;

  /* A quarter of the rate at 45 degrees: every sample is 3 dB below the wave. */
  for (guint i = 0; i < 256; i++)
    samples[i] = 0.5 * sin (G_PI / 2 * i + G_PI / 4);
  pt_true_peak_init (&peak, pt_loudness_kernels_get (), 48000);
  run_all (&peak, samples, 256, 1);
  g_assert_cmpfloat_with_epsilon (peak.sample_peak, 0.5 * G_SQRT2 / 2, 1e-6);
  g_assert_cmpfloat_with_epsilon (20 * log10 (peak.true_peak), -6.02, 0.3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/loudness-peak/against-plain", test_against_plain);
  g_test_add_func ("/audio/loudness-peak/bound-is-safe", test_bound_is_safe);
  g_test_add_func ("/audio/loudness-peak/skipping-loses-nothing", test_skipping_loses_nothing);
  g_test_add_func ("/audio/loudness-peak/most-is-skipped", test_most_is_skipped);
  g_test_add_func ("/audio/loudness-peak/half-way", test_half_way);

  return g_test_run ();
}
