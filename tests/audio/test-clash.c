/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-clash.h"

#include <math.h>

#include "pt-test-audio.h"

static void
test_bands_are_those_agreed (void)
{
  static const char *const names[] = { "sub", "bass", "low_mid", "mid", "upper_mid", "high" };
  static const double edges[] = { 20, 60, 250, 500, 2000, 4000, 20000 };
  PtClashBand bands[PT_N_CLASH_BANDS];

  pt_clash_measure (NULL, 0, 48000, NULL, 0, 44100, bands);
  for (guint b = 0; b < PT_N_CLASH_BANDS; b++)
    {
      g_assert_cmpstr (bands[b].name, ==, names[b]);
      g_assert_cmpfloat (bands[b].low_hz, ==, edges[b]);
      g_assert_cmpfloat (bands[b].high_hz, ==, edges[b + 1]);
      g_assert_cmpfloat (bands[b].energy_1, ==, 0);
      g_assert_cmpfloat (bands[b].energy_2, ==, 0);
      g_assert_cmpfloat (bands[b].clash, ==, 0);
    }
}

/* Where both sound, the root of the product; where one is silent, nearly nothing. */
static void
test_tones (void)
{
  g_autofree float *bass = pt_test_sine (100, 0.8, 48000, 1, 48000);
  g_autofree float *other_bass = pt_test_sine (120, 0.4, 44100, 1, 44100);
  g_autofree float *high = pt_test_sine (8000, 0.8, 48000, 1, 48000);
  PtClashBand together[PT_N_CLASH_BANDS];
  PtClashBand apart[PT_N_CLASH_BANDS];

  pt_clash_measure (bass, 48000, 48000, other_bass, 44100, 44100, together);
  pt_clash_measure (bass, 48000, 48000, high, 48000, 48000, apart);
  for (guint b = 0; b < PT_N_CLASH_BANDS; b++)
    g_assert_cmpfloat_with_epsilon (together[b].clash, sqrt (together[b].energy_1 * together[b].energy_2), 1e-12);
  g_assert_cmpfloat_with_epsilon (together[1].energy_1 / together[1].energy_2, 2, 0.05);
  /* A Hann lobe is 2 bins of 23.4 Hz wide at half of the 190 Hz. */
  g_assert_cmpfloat_with_epsilon (together[1].energy_1, 0.8 * 2 * 23.4375 / 190, 0.02);
  g_assert_cmpfloat (together[1].clash, >, 20 * apart[1].clash);
  g_assert_cmpfloat (together[1].clash, >, 20 * together[3].clash);
}

/* The rate of a file does not matter for what it sounds like. */
static void
test_rates (void)
{
  static const guint rates[] = { 22050, 44100, 96000, 192000 };
  g_autofree float *reference = pt_test_sine (1234, 0.5, 48000, 1, 48000);

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    {
      g_autofree float *same = pt_test_sine (1234, 0.5, rates[r], 1, rates[r]);
      PtClashBand bands[PT_N_CLASH_BANDS];

      pt_clash_measure (reference, 48000, 48000, same, rates[r], rates[r], bands);
      g_assert_cmpfloat_with_epsilon (bands[3].energy_2 / bands[3].energy_1, 1, 0.01);
    }
}

/* Nothing above the Nyquist frequency of a low rate, and the mean is over the whole band. */
static void
test_beyond_nyquist (void)
{
  g_autofree float *noise = pt_test_noise (1, 0.5, 32000, 1);
  g_autofree float *quiet = pt_test_noise (2, 0.5, 192000, 1);
  PtClashBand bands[PT_N_CLASH_BANDS];

  pt_clash_measure (noise, 32000, 8000, quiet, 192000, 48000, bands);
  g_assert_cmpfloat (bands[5].energy_1, <, 1e-4);
  g_assert_cmpfloat (bands[5].energy_2, >, 1e-3);
  /* The same power in a sixth of the width: the root of six times the magnitude. */
  g_assert_cmpfloat_with_epsilon (bands[3].energy_1 / bands[3].energy_2, sqrt (6), 0.1);
}

static void
test_anything_is_survived (void)
{
  static const guint rates[] = { 1, 100, 48000, 655350 };
  g_autofree float *mono = pt_test_noise (5, 1, 20000, 1);

  mono[50] = NAN;
  mono[51] = INFINITY;
  mono[52] = 1e38f;
  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (guint64 frames = 0; frames <= 20000; frames = frames * 7 + 1)
      {
        PtClashBand bands[PT_N_CLASH_BANDS];

        pt_clash_measure (mono, frames, rates[r], mono, 20000, 48000, bands);
        for (guint b = 0; b < PT_N_CLASH_BANDS; b++)
          g_assert_true (isfinite (bands[b].clash) && bands[b].clash >= 0 && bands[b].clash <= 1);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/clash/bands-are-those-agreed", test_bands_are_those_agreed);
  g_test_add_func ("/audio/clash/tones", test_tones);
  g_test_add_func ("/audio/clash/rates", test_rates);
  g_test_add_func ("/audio/clash/beyond-nyquist", test_beyond_nyquist);
  g_test_add_func ("/audio/clash/anything-is-survived", test_anything_is_survived);

  return g_test_run ();
}
