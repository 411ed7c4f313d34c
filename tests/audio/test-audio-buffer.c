/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-audio-buffer.h"

static void
test_alignment (void)
{
  for (guint64 frames = 0; frames < 1000; frames = frames * 2 + 1)
    {
      float *samples = pt_audio_buffer_alloc (frames, 2);

      g_assert_nonnull (samples);
      g_assert_cmpuint ((guintptr) samples % 64, ==, 0);
      /* 16 floats behind the end belong to us; the sanitizer knows. */
      for (guint64 i = 0; i < frames * 2 + 16; i++)
        g_assert_cmpfloat (samples[i], ==, 0);
      samples[frames * 2 + 15] = 1;
      pt_audio_buffer_free_samples (samples);
    }
  pt_audio_buffer_free_samples (NULL);
}

static void
test_large_is_zero (void)
{
  /* Twice, so that the second does not come fresh from the system. */
  for (guint round = 0; round < 2; round++)
    {
      guint64 frames = 3 * 1024 * 1024;
      float *samples = pt_audio_buffer_alloc (frames, 2);

      for (guint64 i = 0; i < frames * 2; i += 511)
        {
          g_assert_cmpfloat (samples[i], ==, 0);
          samples[i] = 1;
        }
      pt_audio_buffer_free_samples (samples);
    }
}

static void
test_too_large (void)
{
  g_assert_null (pt_audio_buffer_alloc (G_MAXUINT64, 2));
  g_assert_null (pt_audio_buffer_alloc (G_MAXUINT64 / 2, 64));
  g_assert_null (pt_audio_buffer_alloc (G_MAXINT64 / 8, 2));
}

static void
test_facts (void)
{
  PtAudioBuffer *buffer = pt_audio_buffer_new_take (pt_audio_buffer_alloc (10, 2), 10, 2, 44100);
  g_autoptr (PtAudioBuffer) second = pt_audio_buffer_ref (buffer);

  pt_audio_buffer_unref (buffer);
  g_assert_cmpuint (pt_audio_buffer_get_frames (second), ==, 10);
  g_assert_cmpuint (pt_audio_buffer_get_channels (second), ==, 2);
  g_assert_cmpuint (pt_audio_buffer_get_sample_rate (second), ==, 44100);
  g_assert_nonnull (pt_audio_buffer_get_samples (second));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/audio-buffer/alignment", test_alignment);
  g_test_add_func ("/audio/audio-buffer/large-is-zero", test_large_is_zero);
  g_test_add_func ("/audio/audio-buffer/too-large", test_too_large);
  g_test_add_func ("/audio/audio-buffer/facts", test_facts);

  return g_test_run ();
}
