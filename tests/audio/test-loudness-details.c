/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "audio/pt-loudness.h"
#include "pt-test-audio.h"

static PtLoudness
measure (const float *samples, guint64 frames, guint channels)
{
  g_autoptr (PtLoudnessMeter) meter = pt_loudness_meter_new (channels, 48000, PT_LOUDNESS_ALL);
  PtLoudness result;

  pt_loudness_meter_add (meter, samples, frames);
  pt_loudness_meter_finish (meter, &result);

  return result;
}

/* Runs of three and more, in each channel by itself, across the windows of the meter. */
static void
test_clipped (void)
{
  static const struct
  {
    guint start, length;
  } runs[] = { { 10, 2 }, { 20, 3 }, { 100, 1 }, { 380, 10 }, { 766, 3 }, { 1150, 5 }, { 1997, 3 } };
  g_autofree float *samples = pt_test_sine (440, 0.5, 2000, 2, 48000);
  guint expected = 0;

  g_assert_cmpuint (measure (samples, 2000, 2).clipped_samples, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (runs); i++)
    {
      for (guint j = 0; j < runs[i].length; j++)
        samples[2 * (runs[i].start + j) + i % 2] = j % 2 ? -1 : 1;
      expected += runs[i].length >= 3 ? runs[i].length : 0;
    }
  g_assert_cmpuint (measure (samples, 2000, 2).clipped_samples, ==, expected);

  /* What 16 bits can hold at most is full scale. */
  samples[2 * 20] = samples[2 * 21] = samples[2 * 22] = 32767 / 32768.0f;
  g_assert_cmpuint (measure (samples, 2000, 2).clipped_samples, ==, expected + (20 % 2 == 0 ? 3 : 0));
  samples[2 * 21] = 32766 / 32768.0f;
  g_assert_cmpuint (measure (samples, 2000, 2).clipped_samples, ==, expected);
}

static void
test_clipped_long (void)
{
  g_autofree float *samples = g_new (float, 5000);

  for (guint i = 0; i < 5000; i++)
    samples[i] = 1.5;
  g_assert_cmpuint (measure (samples, 5000, 1).clipped_samples, ==, 5000);
  g_assert_cmpuint (measure (samples, 2500, 2).clipped_samples, ==, 5000);
  g_assert_cmpuint (measure (samples, 1000, 5).clipped_samples, ==, 5000);
}

/* The channel that is furthest off, with its sign. */
static void
test_dc (void)
{
  g_autofree float *samples = pt_test_sine (100, 0.1, 48000, 3, 48000);

  for (guint i = 0; i < 48000; i++)
    {
      samples[3 * i] += 0.1;
      samples[3 * i + 1] -= 0.2;
    }
  g_assert_cmpfloat_with_epsilon (measure (samples, 48000, 3).dc, -0.2, 1e-6);
}

static void
test_correlation (void)
{
  g_autofree float *left = pt_test_noise (1, 1, 48000, 1);
  g_autofree float *right = pt_test_noise (2, 1, 48000, 1);
  g_autofree float *samples = g_new (float, 2 * 48000);

  for (guint mix = 0; mix <= 4; mix++)
    {
      const double share = mix / 2.0 - 1;

      for (guint i = 0; i < 48000; i++)
        {
          samples[2 * i] = left[i];
          samples[2 * i + 1] = 0.5 * (share * left[i] + sqrt (1 - share * share) * right[i]);
        }
      g_assert_cmpfloat_with_epsilon (measure (samples, 48000, 2).correlation, share, 0.02);
    }
  g_assert_true (isnan (measure (left, 48000, 1).correlation));
  for (guint i = 0; i < 48000; i++)
    samples[2 * i + 1] = 0;
  g_assert_true (isnan (measure (samples, 48000, 2).correlation));
}

/* Windows of 100 ms, the last one as long as it is. */
static void
test_silent_fraction (void)
{
  g_autofree float *samples = g_new0 (float, 2 * 48000);

  g_assert_cmpfloat (measure (samples, 48000, 2).silent_fraction, ==, 1);
  /* Half a second at -59 dBFS, half at -61. */
  for (guint i = 0; i < 2 * 48000; i++)
    samples[i] = (i % 4 < 2 ? 1 : -1) * pow (10, (i < 48000 ? -59 : -61) / 20.0);
  g_assert_cmpfloat_with_epsilon (measure (samples, 48000, 2).silent_fraction, 0.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (measure (samples, 24000 + 2400, 2).silent_fraction, 2400.0 / 26400, 1e-9);
  g_assert_cmpfloat (measure (samples, 0, 2).silent_fraction, ==, 0);
}

static void
test_power (void)
{
  g_autofree float *samples = g_new (float, 6 * 48000);
  PtLoudness loudness;

  /* All channels count, the low frequency one as well. */
  for (guint i = 0; i < 48000; i++)
    for (guint c = 0; c < 6; c++)
      samples[6 * i + c] = c == 3 ? 0.6 : 0;
  loudness = measure (samples, 48000, 6);
  g_assert_cmpfloat_with_epsilon (loudness.rms_dbfs, 10 * log10 (0.36 / 6), 1e-6);
  g_assert_cmpfloat_with_epsilon (loudness.crest_db, 10 * log10 (6), 1e-6);
  g_assert_cmpfloat (loudness.lufs_i, ==, -INFINITY);

  loudness = measure (samples, 0, 6);
  g_assert_cmpfloat (loudness.rms_dbfs, ==, -INFINITY);
  g_assert_true (isnan (loudness.crest_db));
  g_assert_cmpuint (loudness.frames, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/loudness-details/clipped", test_clipped);
  g_test_add_func ("/audio/loudness-details/clipped-long", test_clipped_long);
  g_test_add_func ("/audio/loudness-details/dc", test_dc);
  g_test_add_func ("/audio/loudness-details/correlation", test_correlation);
  g_test_add_func ("/audio/loudness-details/silent-fraction", test_silent_fraction);
  g_test_add_func ("/audio/loudness-details/power", test_power);

  return g_test_run ();
}
