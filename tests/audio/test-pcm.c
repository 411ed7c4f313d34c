/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "audio/pt-pcm.h"

static void
test_known_values (void)
{
  static const guint8 raw16[] = { 0x00, 0x80, 0xff, 0x7f, 0x01, 0x00, 0xff, 0xff };
  static const guint8 raw24[] = { 0x00, 0x00, 0x80, 0xff, 0xff, 0x7f, 0x01, 0x00, 0x00, 0xff, 0xff, 0xff };
  static const guint8 raw32[] = { 0, 0, 0, 0x80, 0xff, 0xff, 0xff, 0x7f, 1, 0, 0, 0 };
  float samples[4];

  pt_pcm_to_float (PT_PCM_INT16, raw16, samples, 4);
  g_assert_cmpfloat (samples[0], ==, -1);
  g_assert_cmpfloat (samples[1], ==, 32767 / 32768.0f);
  g_assert_cmpfloat (samples[2], ==, 1 / 32768.0f);
  g_assert_cmpfloat (samples[3], ==, -1 / 32768.0f);

  pt_pcm_to_float (PT_PCM_INT24, raw24, samples, 4);
  g_assert_cmpfloat (samples[0], ==, -1);
  g_assert_cmpfloat (samples[1], ==, 8388607 / 8388608.0f);
  g_assert_cmpfloat (samples[2], ==, 1 / 8388608.0f);
  g_assert_cmpfloat (samples[3], ==, -1 / 8388608.0f);

  pt_pcm_to_float (PT_PCM_INT32, raw32, samples, 3);
  g_assert_cmpfloat (samples[0], ==, -1);
  g_assert_cmpfloat (samples[1], ==, 1); /* rounded, as libsndfile does */
  g_assert_cmpfloat (samples[2], ==, 1 / 2147483648.0f);
}

/* Every length and every alignment, against the plain definition. */
static void
test_lengths_and_alignments (void)
{
  guint8 raw[4 * 80 + 8];

  for (gsize i = 0; i < sizeof raw; i++)
    raw[i] = i * 151 + 17;
  for (gsize shift = 0; shift < 4; shift++)
    for (gsize n = 0; n <= 80; n++)
      {
        /* On the heap and of the exact size, so that a byte too many is noticed. */
        g_autofree guint8 *bytes = g_memdup2 (raw + shift, MAX (n * 3, 1));
        g_autofree float *samples = g_new0 (float, MAX (n, 1));

        pt_pcm_to_float (PT_PCM_INT24, bytes, samples, n);
        for (gsize i = 0; i < n; i++)
          {
            gint32 value = (gint32) ((guint32) bytes[3 * i + 2] << 24 | bytes[3 * i + 1] << 16 | bytes[3 * i] << 8);

            g_assert_cmpfloat (samples[i], ==, (value / 256) / 8388608.0f);
          }
        if (n * 2 <= n * 3)
          pt_pcm_to_float (PT_PCM_INT16, bytes, samples, n);
        for (gsize i = 0; i < n; i++)
          g_assert_cmpfloat (samples[i], ==, (gint16) (bytes[2 * i] | bytes[2 * i + 1] << 8) / 32768.0f);
      }
}

static void
test_unusable (void)
{
  float samples[40];

  for (guint i = 0; i < 40; i++)
    samples[i] = i - 20.5f;
  samples[0] = NAN;
  samples[7] = INFINITY;
  samples[8] = -INFINITY;
  samples[20] = 1e30f;
  samples[39] = -NAN;
  samples[38] = 1e9f;
  samples[37] = -1e-40f;

  g_assert_cmpuint (pt_pcm_make_usable (samples, 40), ==, 5);
  g_assert_cmpfloat (samples[0], ==, 0);
  g_assert_cmpfloat (samples[1], ==, -19.5f);
  g_assert_cmpfloat (samples[7], ==, 0);
  g_assert_cmpfloat (samples[8], ==, 0);
  g_assert_cmpfloat (samples[20], ==, 0);
  g_assert_cmpfloat (samples[37], ==, -1e-40f);
  g_assert_cmpfloat (samples[38], ==, 1e9f);
  g_assert_cmpfloat (samples[39], ==, 0);
  g_assert_cmpuint (pt_pcm_make_usable (samples, 40), ==, 0);
  g_assert_cmpuint (pt_pcm_make_usable (NULL, 0), ==, 0);
}

static void
test_sizes (void)
{
  g_assert_cmpuint (pt_pcm_bytes (PT_PCM_INT16), ==, 2);
  g_assert_cmpuint (pt_pcm_bytes (PT_PCM_INT24), ==, 3);
  g_assert_cmpuint (pt_pcm_bytes (PT_PCM_INT32), ==, 4);
  g_assert_cmpuint (pt_pcm_bytes (PT_PCM_FLOAT32), ==, 4);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/pcm/known-values", test_known_values);
  g_test_add_func ("/audio/pcm/lengths-and-alignments", test_lengths_and_alignments);
  g_test_add_func ("/audio/pcm/unusable", test_unusable);
  g_test_add_func ("/audio/pcm/sizes", test_sizes);

  return g_test_run ();
}
