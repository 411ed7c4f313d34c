/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "audio/pt-loop-align.h"
#include "pt-test-audio.h"

/* A bar of four decaying hits, @late frames late, stereo planes or interleaved. */
static float
hit (guint64 i, guint64 frames, gint64 late)
{
  guint64 at = (i + frames - late) % frames;
  guint64 beat = frames / 4;
  double t = at % beat;

  return exp (-t / 2000) * sin (2 * G_PI * t * 60 / 48000) * (at / beat == 2 ? 0.5 : 0.8);
}

static PtAudioBuffer *
make_loop (guint64 frames)
{
  float *samples = pt_audio_buffer_alloc (frames, 2);

  for (guint64 i = 0; i < frames; i++)
    samples[2 * i] = samples[2 * i + 1] = hit (i, frames, 0);

  return pt_audio_buffer_new_take (samples, frames, 2, 48000);
}

static void
test_shifts (void)
{
  static const gint64 shifts[] = { 0, 3, -10, 70, -70, 150, -300 };
  static const guint64 lengths[] = { 80000, 84210, 120003 };
  g_autoptr (PtAudioBuffer) loop = make_loop (84210);

  for (gsize l = 0; l < G_N_ELEMENTS (lengths); l++)
    for (gsize s = 0; s < G_N_ELEMENTS (shifts); s++)
      {
        g_autofree float *left = g_new (float, lengths[l]);
        const float *planes[2] = { left, left };
        gint64 found;

        for (guint64 i = 0; i < lengths[l]; i++)
          left[i] = hit (i, lengths[l], shifts[s]);
        found = pt_loop_align_measure (loop, planes, lengths[l], 400);
        g_test_message ("%u frames: %d late, found %d", (guint) lengths[l], (int) shifts[s], (int) found);
        g_assert_cmpint (ABS (found - shifts[s]), <=, 16);
      }
}

static void
test_nothing_to_tell_by (void)
{
  g_autoptr (PtAudioBuffer) loop = make_loop (80000);
  g_autofree float *silence = g_new0 (float, 80000);
  g_autofree float *noise = pt_test_noise (3, 0.5, 80000, 1);
  const float *planes[2] = { silence, silence };

  g_assert_cmpint (pt_loop_align_measure (loop, planes, 80000, 400), ==, 0);
  planes[0] = planes[1] = noise;
  g_assert_cmpint (pt_loop_align_measure (loop, planes, 80000, 400), ==, 0);
  g_assert_cmpint (pt_loop_align_measure (loop, planes, 100, 400), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/loop-align/shifts", test_shifts);
  g_test_add_func ("/audio/loop-align/nothing-to-tell-by", test_nothing_to_tell_by);

  return g_test_run ();
}
