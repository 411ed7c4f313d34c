/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-aubio.h"

#include <math.h>

#include "pt-test-audio.h"
#include "pt-test-music.h"

static void
test_clicks (void)
{
  g_autoptr (PtTestMusic) music = pt_test_music_new (20, 44100);
  double bpm;

  if (!pt_aubio_is_available ())
    {
      g_test_skip ("libaubio is not installed");
      return;
    }
  for (guint i = 0; i * 0.5 < 20; i++)
    pt_test_music_kick (music, i * 0.5, 0.8);
  bpm = pt_aubio_detect_tempo (music->mono, music->frames, music->rate, FALSE);
  g_test_message ("%g bpm", bpm);
  /* Half is as good an answer. */
  g_assert_cmpfloat_with_epsilon (bpm < 90 ? 2 * bpm : bpm, 120, 4);
}

static gpointer
detect_thread (gpointer data)
{
  PtTestMusic *music = data;
  double *bpm = g_new (double, 1);

  *bpm = pt_aubio_detect_tempo (music->mono, music->frames, music->rate, TRUE);

  return bpm;
}

/* Its plans are made on several threads at once. */
static void
test_threads (void)
{
  g_autoptr (PtTestMusic) music = pt_test_music_new (2, 44100);
  g_autofree double *expected = NULL;
  GThread *threads[4];

  for (guint i = 0; i < 4; i++)
    pt_test_music_kick (music, i * 0.5, 0.8);
  expected = detect_thread (music);
  for (guint i = 0; i < 4; i++)
    threads[i] = g_thread_new ("detect", detect_thread, music);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree double *bpm = g_thread_join (threads[i]);

      g_assert_cmpfloat (*bpm, ==, *expected);
    }
}

static void
test_anything_is_survived (void)
{
  static const guint rates[] = { 1, 7999, 8000, 192000, 655350 };
  g_autofree float *mono = pt_test_noise (5, 1, 20000, 1);

  mono[7] = NAN;
  mono[8] = INFINITY;
  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (guint64 frames = 0; frames <= 20000; frames = frames * 9 + 1)
      {
        double bpm = pt_aubio_detect_tempo (mono, frames, rates[r], FALSE);

        g_assert_true (isfinite (bpm) && bpm >= 0);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/aubio/clicks", test_clicks);
  g_test_add_func ("/audio/aubio/threads", test_threads);
  g_test_add_func ("/audio/aubio/anything-is-survived", test_anything_is_survived);

  return g_test_run ();
}
