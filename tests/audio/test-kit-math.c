/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/kit/kit-math.h"

#include <math.h>

/* Against libm, which is right to the last bits but not the same everywhere. */

static void
test_sine (void)
{
  for (int i = -4000; i <= 4000; i++)
    {
      double x = i * 0.00137;

      g_assert_cmpfloat_with_epsilon (kit_sin (x), sin (2 * G_PI * x), 1e-11);
      g_assert_cmpfloat_with_epsilon (kit_cos (x), cos (2 * G_PI * x), 1e-11);
    }
  g_assert_cmpfloat (kit_sin (0.0), ==, 0.0);
  g_assert_cmpfloat_with_epsilon (kit_sin (1e6 + 0.25), 1.0, 1e-9);
}

static void
test_powers (void)
{
  for (int i = -3000; i <= 3000; i++)
    {
      double x = i * 0.01;

      g_assert_cmpfloat (fabs (kit_exp2 (x) / exp2 (x) - 1.0), <, 1e-12);
      g_assert_cmpfloat (fabs (kit_from_db (x) / pow (10.0, x / 20.0) - 1.0), <, 1e-12);
    }
  for (int i = 1; i < 5000; i++)
    {
      double x = i * i * 1e-4;

      g_assert_cmpfloat_with_epsilon (kit_log2 (x), log2 (x), 1e-11);
      g_assert_cmpfloat (fabs (kit_pow (x, 0.7) / pow (x, 0.7) - 1.0), <, 1e-10);
      g_assert_cmpfloat_with_epsilon (kit_to_db (x), 20.0 * log10 (x), 1e-10);
    }
  g_assert_cmpfloat (kit_exp2 (1e9), >, 1e300);
  g_assert_cmpfloat (kit_exp2 (-1e9), <, 1e-300);
  g_assert_cmpfloat (kit_to_db (0.0), ==, -300.0);
}

static void
test_shapes (void)
{
  for (int i = -1000; i <= 1000; i++)
    {
      double x = i * 0.01;

      g_assert_cmpfloat_with_epsilon (kit_tanh (x), tanh (x), 2e-4);
      g_assert_cmpfloat (kit_floor (x), ==, floor (x));
      g_assert_cmpfloat (fabs (kit_tanh (x)), <=, 1.0);
    }
  for (double hz = 20; hz < 40000; hz *= 1.1)
    g_assert_cmpfloat (fabs (kit_prewarp (hz, 96000) / tan (G_PI * hz / 96000) - 1.0), <, 1e-9);
  g_assert_cmpfloat_with_epsilon (kit_note_hz (69), 440.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (kit_note_hz (29), 43.6535, 1e-4);
  g_assert_cmpfloat_with_epsilon (pow (kit_decay (0.5, 48000), 24000), 0.001, 1e-9);
}

static void
test_noise (void)
{
  double sum = 0.0, square = 0.0, neighbours = 0.0;
  const int n = 100000;

  for (int i = 0; i < n; i++)
    {
      double x = kit_noise (7, i);

      g_assert_cmpfloat (x, >=, -1.0);
      g_assert_cmpfloat (x, <, 1.0);
      sum += x;
      square += x * x;
      neighbours += x * kit_noise (7, i + 1);
    }
  g_assert_cmpfloat (fabs (sum / n), <, 0.01);
  g_assert_cmpfloat_with_epsilon (square / n, 1.0 / 3.0, 0.01);
  g_assert_cmpfloat (fabs (neighbours / n), <, 0.01);
  g_assert_cmpfloat (kit_noise (7, 3), !=, kit_noise (8, 3));
}

/* To the last bit, for ever: who changes them changes the bytes of every sample. */
static void
test_fixed (void)
{
  g_assert_cmpfloat (kit_noise (1, 0), ==, -0x1.bbd7484ddbf6ap-1);
  g_assert_cmpfloat (kit_sin (0.1), ==, 0x1.2cf2304755a5ep-1);
  g_assert_cmpfloat (kit_exp2 (0.3), ==, 0x1.3b2c47bff8325p+0);
  g_assert_cmpfloat (kit_log2 (3.0), ==, 0x1.95c01a39fbe22p+0);
  g_assert_cmpfloat (kit_tanh (0.7), ==, 0x1.356fb17af2ef7p-1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/kit-math/sine", test_sine);
  g_test_add_func ("/audio/kit-math/powers", test_powers);
  g_test_add_func ("/audio/kit-math/shapes", test_shapes);
  g_test_add_func ("/audio/kit-math/noise", test_noise);
  g_test_add_func ("/audio/kit-math/fixed", test_fixed);

  return g_test_run ();
}
