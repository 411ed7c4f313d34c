/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <sndfile.h>

#include "audio/pt-audio-error.h"
#include "audio/pt-loudness.h"
#include "pt-test-audio.h"

static void
test_same_as_meter (void)
{
  g_autofree char *folder = pt_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "tone.wav", NULL);
  g_autofree float *samples = pt_test_sine (440, 0.7, 44100 * 3, 3, 44100);
  g_autoptr (PtLoudnessMeter) meter = pt_loudness_meter_new (3, 44100, PT_LOUDNESS_ALL);
  g_autoptr (GError) error = NULL;
  PtAudioFileInfo info;
  PtLoudness from_file, from_meter;

  pt_test_write_audio (path, samples, 44100 * 3, 3, 44100, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
  pt_loudness_meter_add (meter, samples, 44100 * 3);
  pt_loudness_meter_finish (meter, &from_meter);

  g_assert_true (pt_loudness_measure_file (path, &info, &from_file, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (&from_file, sizeof from_file, &from_meter, sizeof from_meter);
  g_assert_cmpuint (info.channels, ==, 3);
  g_assert_cmpuint (info.sample_rate, ==, 44100);
  g_assert_cmpuint (info.frames, ==, 44100 * 3);
  g_assert_true (pt_loudness_measure_file (path, NULL, &from_file, NULL, &error));
  g_assert_no_error (error);
  pt_test_remove_folder (folder);
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;
  PtLoudness loudness;

  g_assert_false (pt_loudness_measure_file ("/nowhere/nothing.wav", NULL, &loudness, NULL, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "nothing.wav"));
}

static void
test_no_frames (void)
{
  g_autofree char *folder = pt_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "none.wav", NULL);
  g_autoptr (GError) error = NULL;
  PtLoudness loudness;

  pt_test_write_audio (path, NULL, 0, 2, 48000, SF_FORMAT_WAV | SF_FORMAT_PCM_16);
  g_assert_false (pt_loudness_measure_file (path, NULL, &loudness, NULL, &error));
  g_assert_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_EMPTY);
  pt_test_remove_folder (folder);
}

static void
test_cancelled (void)
{
  g_autofree char *folder = pt_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "tone.wav", NULL);
  g_autofree float *samples = pt_test_sine (440, 0.7, 48000, 1, 48000);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  PtLoudness loudness;

  pt_test_write_audio (path, samples, 48000, 1, 48000, SF_FORMAT_WAV | SF_FORMAT_PCM_16);
  g_cancellable_cancel (cancellable);
  g_assert_false (pt_loudness_measure_file (path, NULL, &loudness, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  pt_test_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/loudness-file/same-as-meter", test_same_as_meter);
  g_test_add_func ("/audio/loudness-file/missing", test_missing);
  g_test_add_func ("/audio/loudness-file/no-frames", test_no_frames);
  g_test_add_func ("/audio/loudness-file/cancelled", test_cancelled);

  return g_test_run ();
}
