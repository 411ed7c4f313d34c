/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-energy-frames.h"

#include <math.h>

#include "pt-test-audio.h"
#include "pt-test-music.h"

static const PtEnergyFrame *
frame_at (const GArray *energy, guint i)
{
  g_assert_cmpuint (i, <, energy->len);

  return &g_array_index (energy, PtEnergyFrame, i);
}

static void
test_one_per_sixteenth (void)
{
  guint rate = 44100;
  /* Two bars at 128 bpm: 32 sixteenths, not a whole number of frames each. */
  guint64 frames = 165375;
  g_autofree float *sine = pt_test_sine (1000, 0.5, frames, 1, rate);
  g_autoptr (GArray) energy = pt_energy_frames (sine, frames, rate, 128);
  g_autoptr (GArray) cut = pt_energy_frames (sine, frames - 3000, rate, 128);

  g_assert_cmpuint (energy->len, ==, 32);
  g_assert_cmpuint (cut->len, ==, 31);
  for (guint i = 0; i < energy->len; i++)
    {
      g_assert_cmpfloat_with_epsilon (frame_at (energy, i)->rms, 0.5 * M_SQRT1_2, 0.002);
      if (i > 0 && i < 31)
        g_assert_cmpfloat_with_epsilon (frame_at (energy, i)->centroid_hz, 1000, 20);
      if (i > 0)
        g_assert_cmpfloat (frame_at (energy, i)->flux, <, 0.02);
    }
  g_assert_cmpfloat (frame_at (energy, 0)->flux, >, 0.1);
}

static void
test_hats_and_kicks (void)
{
  double sixteenth = 15 / 125.0;
  g_autoptr (PtTestMusic) music = pt_test_music_new (16 * sixteenth, 48000);
  g_autoptr (GArray) energy = NULL;

  for (guint i = 0; i < 16; i += 8)
    {
      pt_test_music_kick (music, i * sixteenth, 0.9);
      pt_test_music_hat (music, (i + 4) * sixteenth, 0.5);
    }
  energy = pt_energy_frames (music->mono, music->frames, 48000, 125);
  g_assert_cmpuint (energy->len, ==, 16);
  for (guint i = 0; i < 16; i += 8)
    {
      g_assert_cmpfloat (frame_at (energy, i)->rms, >, frame_at (energy, i + 4)->rms);
      g_assert_cmpfloat (frame_at (energy, i)->centroid_hz, <, 300);
      g_assert_cmpfloat (frame_at (energy, i + 4)->centroid_hz, >, 8000);
      g_assert_cmpfloat (frame_at (energy, i + 4)->flux, >, 5 * frame_at (energy, i + 2)->flux);
    }
}

static void
test_anything_is_survived (void)
{
  static const double tempi[] = { NAN, INFINITY, -120, 0, 19.9, 20, 120, 1000, 1001 };
  static const guint rates[] = { 1, 100, 48000, 655350 };
  g_autofree float *mono = pt_test_noise (5, 1, 50000, 1);

  mono[50] = NAN;
  mono[51] = INFINITY;
  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (guint t = 0; t < G_N_ELEMENTS (tempi); t++)
      for (guint64 frames = 0; frames <= 50000; frames = frames * 7 + 3)
        {
          g_autoptr (GArray) energy = pt_energy_frames (mono, frames, rates[r], tempi[t]);

          if (!(tempi[t] >= 20 && tempi[t] <= 1000))
            g_assert_cmpuint (energy->len, ==, 0);
          for (guint i = 0; i < energy->len; i++)
            {
              const PtEnergyFrame *frame = frame_at (energy, i);

              g_assert_true (isfinite (frame->rms) && isfinite (frame->flux) && isfinite (frame->centroid_hz));
            }
        }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/energy-frames/one-per-sixteenth", test_one_per_sixteenth);
  g_test_add_func ("/audio/energy-frames/hats-and-kicks", test_hats_and_kicks);
  g_test_add_func ("/audio/energy-frames/anything-is-survived", test_anything_is_survived);

  return g_test_run ();
}
