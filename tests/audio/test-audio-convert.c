/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "audio/pt-audio-convert.h"
#include "pt-test-audio.h"

static int
step_16 (const guint8 *bytes, gsize i)
{
  return (gint16) (bytes[2 * i] | bytes[2 * i + 1] << 8);
}

static int
step_24 (const guint8 *bytes, gsize i)
{
  guint32 value = bytes[3 * i] | bytes[3 * i + 1] << 8 | (guint32) bytes[3 * i + 2] << 16;

  return (gint32) (value << 8) >> 8;
}

/* Every step of 16 bits comes out as itself or, by dither, as a neighbour; what lies
 * beyond is held. */
static void
test_16_steps (void)
{
  g_autofree float *samples = g_new (float, 65536);
  g_autofree guint8 *bytes = g_new (guint8, 2 * 65536);
  guint n_same = 0;

  for (int i = 0; i < 65536; i++)
    samples[i] = (i - 32768) / 32768.0f;
  pt_audio_convert_to_16 (samples, 65536, 0, bytes);
  for (int i = 0; i < 65536; i++)
    {
      g_assert_cmpint (ABS (step_16 (bytes, i) - (i - 32768)), <=, 1);
      n_same += step_16 (bytes, i) == i - 32768;
    }
  /* The triangle lies within half a step in three of four cases. */
  g_assert_cmpuint (n_same, >, 65536 * 0.73);
  g_assert_cmpuint (n_same, <, 65536 * 0.77);
}

static void
test_16_beyond (void)
{
  const float samples[] = { 1, 2, 1e30f, INFINITY, -1.01f, -5, -1e30f, -INFINITY, NAN };
  guint8 bytes[2 * G_N_ELEMENTS (samples)];

  pt_audio_convert_to_16 (samples, G_N_ELEMENTS (samples), 7, bytes);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (step_16 (bytes, i), >=, 32766);
  for (guint i = 4; i < 8; i++)
    g_assert_cmpint (step_16 (bytes, i), ==, -32768);
}

/* The mean follows the signal within a small part of a step, where plain rounding would
 * lose it altogether, and the noise has the power of TPDF dither: 1/4 step squared. */
static void
test_16_dither (void)
{
  enum
  {
    N = 400000
  };
  g_autofree float *samples = g_new (float, N);
  g_autofree guint8 *bytes = g_new (guint8, 2 * N);

  for (double level = -0.4; level < 0.5; level += 0.2)
    {
      double sum = 0, square = 0, product = 0, last = 0;

      for (guint i = 0; i < N; i++)
        samples[i] = (float) (level / 32768);
      pt_audio_convert_to_16 (samples, N, 12345, bytes);
      for (guint i = 0; i < N; i++)
        {
          double error = step_16 (bytes, i) - level;

          sum += error;
          square += error * error;
          product += error * last;
          last = error;
        }
      g_assert_cmpfloat (fabs (sum / N), <, 0.005);
      g_assert_cmpfloat (fabs (square / N - 0.25), <, 0.01);
      /* White: one error says nothing of the next. */
      g_assert_cmpfloat (fabs (product / square), <, 0.01);
    }
}

static void
test_16_depends_on_place_only (void)
{
  g_autofree float *samples = pt_test_noise (1, 0.5, 1000, 2);
  g_autofree guint8 *whole = g_new (guint8, 4000);
  g_autofree guint8 *parts = g_new (guint8, 4000);

  pt_audio_convert_to_16 (samples, 2000, 99, whole);
  for (guint done = 0, n; done < 2000; done += n)
    {
      n = MIN (2000 - done, 1 + done % 37);
      pt_audio_convert_to_16 (samples + done, n, 99 + done, parts + 2 * done);
    }
  g_assert_cmpmem (whole, 4000, parts, 4000);
  pt_audio_convert_to_16 (samples, 2000, 100, parts);
  g_assert_cmpint (memcmp (whole, parts, 4000), !=, 0);
}

/* 24 bits hold any float to the nearest step, over the whole range. */
static void
test_24 (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2);

  for (guint n = 1; n < 700; n += 13)
    {
      g_autofree float *samples = g_new (float, n);
      g_autofree guint8 *bytes = g_new (guint8, 3 * n);
      g_autofree gint32 *values = g_new (gint32, n);

      for (guint i = 0; i < n; i++)
        samples[i] = ldexp (g_rand_double_range (random, -1, 1), -g_rand_int_range (random, 0, 20));
      pt_audio_convert_to_24 (samples, n, bytes);
      pt_audio_convert_to_int (samples, n, values);
      for (guint i = 0; i < n; i++)
        {
          g_assert_cmpfloat (fabs (step_24 (bytes, i) - samples[i] * 8388608.0), <=, 0.5000001);
          g_assert_cmpint (values[i], ==, step_24 (bytes, i) * 256);
        }
    }
}

static void
test_24_every_step (void)
{
  g_autofree float *samples = g_new (float, 1 << 16);
  g_autofree guint8 *bytes = g_new (guint8, 3 << 16);

  for (int high = -128; high < 128; high++)
    {
      for (int i = 0; i < 1 << 16; i++)
        samples[i] = (high * 65536 + i) / 8388608.0f;
      pt_audio_convert_to_24 (samples, 1 << 16, bytes);
      for (int i = 0; i < 1 << 16; i++)
        if (step_24 (bytes, i) != high * 65536 + i)
          g_error ("%d became %d", high * 65536 + i, step_24 (bytes, i));
    }
}

static void
test_24_beyond (void)
{
  const float samples[] = { 1, 3, INFINITY, -1, -3, -INFINITY, NAN };
  guint8 bytes[3 * G_N_ELEMENTS (samples)];

  pt_audio_convert_to_24 (samples, G_N_ELEMENTS (samples), bytes);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (step_24 (bytes, i), ==, 8388607);
  for (guint i = 3; i < 6; i++)
    g_assert_cmpint (step_24 (bytes, i), ==, -8388608);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/audio-convert/16-steps", test_16_steps);
  g_test_add_func ("/audio/audio-convert/16-beyond", test_16_beyond);
  g_test_add_func ("/audio/audio-convert/16-dither", test_16_dither);
  g_test_add_func ("/audio/audio-convert/16-depends-on-place-only", test_16_depends_on_place_only);
  g_test_add_func ("/audio/audio-convert/24", test_24);
  g_test_add_func ("/audio/audio-convert/24-every-step", test_24_every_step);
  g_test_add_func ("/audio/audio-convert/24-beyond", test_24_beyond);

  return g_test_run ();
}
