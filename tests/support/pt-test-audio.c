/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "pt-test-audio.h"

#include <glib/gstdio.h>
#include <math.h>
#include <sndfile.h>
#include <string.h>

char *
pt_test_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("peaktime-test-XXXXXX", &error);

  g_assert_no_error (error);

  return folder;
}

void
pt_test_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        pt_test_remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

float *
pt_test_sine (double frequency_hz, double amplitude, guint64 frames, guint channels, guint sample_rate)
{
  float *samples = g_new (float, MAX (frames * channels, 1));

  for (guint64 i = 0; i < frames; i++)
    for (guint c = 0; c < channels; c++)
      samples[i * channels + c] = amplitude * sin (2 * G_PI * frequency_hz * i / sample_rate);

  return samples;
}

float *
pt_test_noise (guint32 seed, double amplitude, guint64 frames, guint channels)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  float *samples = g_new (float, MAX (frames * channels, 1));

  for (guint64 i = 0; i < frames * channels; i++)
    samples[i] = g_rand_double_range (random, -amplitude, amplitude);

  return samples;
}

float *
pt_test_clicks (double amplitude, guint64 frames, guint channels, guint n)
{
  float *samples = g_new0 (float, MAX (frames * channels, 1));

  for (guint i = 0; i < n; i++)
    for (guint c = 0; c < channels; c++)
      samples[frames * i / n * channels + c] = amplitude;

  return samples;
}

void
pt_test_write_audio (const char *path,
                     const float *samples,
                     guint64 frames,
                     guint channels,
                     guint sample_rate,
                     int format)
{
  SF_INFO info = { .channels = channels, .samplerate = sample_rate, .format = format };
  SNDFILE *file = sf_open (path, SFM_WRITE, &info);

  g_assert_nonnull (file);
  sf_command (file, SFC_SET_CLIPPING, NULL, SF_TRUE);
  g_assert_cmpint (sf_writef_float (file, samples, frames), ==, frames);
  g_assert_cmpint (sf_close (file), ==, 0);
}

float *
pt_test_read_audio (const char *path, guint64 *frames, guint *channels, guint *sample_rate)
{
  SF_INFO info = { 0 };
  SNDFILE *file = sf_open (path, SFM_READ, &info);
  float *samples;

  g_assert_nonnull (file);
  samples = g_new (float, MAX (info.frames * info.channels, 1));
  g_assert_cmpint (sf_readf_float (file, samples, info.frames), ==, info.frames);
  sf_close (file);
  if (frames != NULL)
    *frames = info.frames;
  if (channels != NULL)
    *channels = info.channels;
  if (sample_rate != NULL)
    *sample_rate = info.samplerate;

  return samples;
}
