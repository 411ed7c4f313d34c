/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-waveform.h"

#include <math.h>
#include <string.h>

#include "audio/pt-audio-error.h"
#include "pt-test-audio.h"

static int
to_byte (double value)
{
  return (int) CLAMP (floor (fabs (value) * 127 + 0.5), 0, 127) * (value < 0 ? -1 : 1);
}

/* Columns of exactly one bin against a plain search through the samples. */
static void
test_against_plain_search (void)
{
  static const guint64 lengths[] = { 1, 15, 16, 17, 1000, 16 * 1024, 16 * 1024 + 1, 100000 };

  for (gsize l = 0; l < G_N_ELEMENTS (lengths); l++)
    for (guint channels = 1; channels <= 3; channels++)
      {
        guint64 frames = lengths[l];
        g_autofree float *noise = pt_test_noise (frames + channels, 1.0, frames, channels);
        g_autoptr (PtWaveform) waveform = pt_waveform_new (noise, frames, channels, 1024);
        guint bin = pt_waveform_get_bin_frames (waveform);
        guint n = (frames + bin - 1) / bin;
        g_autofree gint8 *columns = g_new (gint8, 2 * n);

        g_assert_cmpuint (n, <=, 1024);
        g_assert_cmpuint (pt_waveform_get_frames (waveform), ==, frames);
        pt_waveform_get_columns (waveform, 0, (guint64) n * bin, n, columns);
        for (guint i = 0; i < n; i++)
          {
            double low = 2;
            double high = -2;

            for (guint64 k = (guint64) i * bin * channels; k < MIN ((i + 1) * (guint64) bin, frames) * channels; k++)
              {
                low = MIN (low, noise[k]);
                high = MAX (high, noise[k]);
              }
            g_assert_cmpint (abs (columns[2 * i] - to_byte (low)), <=, 1);
            g_assert_cmpint (abs (columns[2 * i + 1] - to_byte (high)), <=, 1);
          }
      }
}

/* One click, at any zoom, is never lost: that is what the pyramid is for. */
static void
test_no_peak_is_lost (void)
{
  const guint64 frames = 3000000;
  g_autofree float *samples = g_new0 (float, frames);
  g_autoptr (PtWaveform) waveform = NULL;

  samples[1234567] = -1.0f;
  waveform = pt_waveform_new (samples, frames, 1, G_MAXUINT);
  g_assert_cmpuint (pt_waveform_get_bin_frames (waveform), ==, PT_WAVEFORM_MIN_BIN_FRAMES);
  g_assert_cmpuint (pt_waveform_get_n_levels (waveform), >, 5);
  for (guint n = 1; n < 5000; n = n * 3 / 2 + 1)
    {
      g_autofree gint8 *columns = g_new (gint8, 2 * n);
      guint i = (guint) (1234567 * (guint64) n / frames);
      int seen = 0;

      pt_waveform_get_columns (waveform, 0, frames, n, columns);
      g_assert_cmpint (columns[2 * i], ==, -127);
      for (guint k = 0; k < n; k++)
        {
          g_assert_cmpint (columns[2 * k + 1], ==, 0);
          seen += columns[2 * k] != 0;
        }
      /* It may show in the neighbour whose bin it shares. */
      g_assert_cmpint (seen, <=, 2);
    }
}

static void
test_parts (void)
{
  g_autofree float *sine = pt_test_sine (100, 0.5, 48000, 2, 48000);
  g_autoptr (PtWaveform) waveform = pt_waveform_new (sine, 48000, 2, 1024);
  gint8 columns[20];

  pt_waveform_get_columns (waveform, 24000, 72000, 10, columns);
  for (int i = 0; i < 5; i++)
    {
      g_assert_cmpint (columns[2 * i], <=, -62);
      g_assert_cmpint (columns[2 * i + 1], >=, 62);
      g_assert_cmpint (columns[2 * i + 1], <=, 64);
    }
  /* Behind the end there is nothing. */
  for (int i = 10; i < 20; i++)
    g_assert_cmpint (columns[i], ==, 0);
  pt_waveform_get_columns (waveform, 48000, 96000, 10, columns);
  for (int i = 0; i < 20; i++)
    g_assert_cmpint (columns[i], ==, 0);
  /* More columns than frames, and none at all. */
  pt_waveform_get_columns (waveform, 0, 3, 10, columns);
  pt_waveform_get_columns (waveform, 0, G_MAXUINT64, 10, columns);
  pt_waveform_get_columns (waveform, 0, 0, 10, columns);
  pt_waveform_get_columns (waveform, 0, 48000, 0, NULL);
}

static void
test_bytes (void)
{
  static const guint64 lengths[] = { 0, 1, 100, 50000, 2000000 };

  for (gsize l = 0; l < G_N_ELEMENTS (lengths); l++)
    {
      g_autofree float *noise = pt_test_noise (l, 0.9, lengths[l], 1);
      g_autoptr (PtWaveform) waveform = pt_waveform_new (noise, lengths[l], 1, PT_WAVEFORM_STORED_BINS);
      g_autoptr (GBytes) bytes = pt_waveform_to_bytes (waveform);
      g_autoptr (GError) error = NULL;
      g_autoptr (PtWaveform) again = NULL;
      gint8 a[2 * 300];
      gint8 b[2 * 300];
      gsize size;
      const guint8 *data = g_bytes_get_data (bytes, &size);

      g_assert_cmpuint (size, <, 3000);
      again = pt_waveform_new_from_bytes (data, size, &error);
      g_assert_no_error (error);
      pt_waveform_get_columns (waveform, 0, lengths[l], 300, a);
      pt_waveform_get_columns (again, 0, lengths[l], 300, b);
      g_assert_cmpmem (a, sizeof a, b, sizeof b);

      /* Torn anywhere, or with a wrong length inside: an error, no read behind the end. */
      for (gsize n = 0; n < size; n += MAX (size / 50, 1))
        {
          g_autoptr (GError) torn = NULL;

          g_assert_null (pt_waveform_new_from_bytes (data, n, &torn));
          g_assert_error (torn, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNREADABLE);
        }
      for (int i = 4; i < 16; i++)
        {
          g_autofree guint8 *wrong = g_memdup2 (data, size);
          g_autoptr (PtWaveform) maybe = NULL;
          gint8 columns[20];

          wrong[i] ^= 0x85;
          maybe = pt_waveform_new_from_bytes (wrong, size, NULL);
          if (maybe != NULL)
            pt_waveform_get_columns (maybe, 0, pt_waveform_get_frames (maybe), 10, columns);
        }
    }
}

/* What float files can hold: beyond full scale, and no number at all. */
static void
test_odd_numbers (void)
{
  float samples[100] = { 0 };
  g_autoptr (PtWaveform) waveform = NULL;
  gint8 columns[2];

  samples[0] = NAN;
  samples[20] = 17.0f;
  samples[40] = -INFINITY;
  samples[60] = NAN;
  waveform = pt_waveform_new (samples, 100, 1, 10);
  pt_waveform_get_columns (waveform, 0, 100, 1, columns);
  g_assert_cmpint (columns[0], ==, -127);
  g_assert_cmpint (columns[1], ==, 127);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/waveform/against-plain-search", test_against_plain_search);
  g_test_add_func ("/audio/waveform/no-peak-is-lost", test_no_peak_is_lost);
  g_test_add_func ("/audio/waveform/parts", test_parts);
  g_test_add_func ("/audio/waveform/bytes", test_bytes);
  g_test_add_func ("/audio/waveform/odd-numbers", test_odd_numbers);

  return g_test_run ();
}
