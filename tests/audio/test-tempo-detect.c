/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-tempo-detect.h"

#include <math.h>

#include "pt-test-audio.h"
#include "pt-test-music.h"

/* Lanes of sixteenths for kick, hat and clap, again and again. */
static PtTestMusic *
play (const char *kick, const char *hat, const char *clap, double bpm, double seconds, double swing)
{
  double sixteenth = 15 / bpm;
  PtTestMusic *music = pt_test_music_new (seconds, 48000);

  for (guint i = 0; i * sixteenth < seconds; i++)
    {
      double at = (i + (i % 2 ? swing : 0)) * sixteenth;

      if (kick[i % 16] != '.')
        pt_test_music_kick (music, at, 0.8);
      if (hat[i % 16] != '.')
        pt_test_music_hat (music, at, 0.4);
      if (clap[i % 16] != '.')
        pt_test_music_clap (music, at, 0.5);
    }

  return music;
}

static void
test_click_track (void)
{
  for (double bpm = 70; bpm <= 170; bpm += 11)
    {
      g_autoptr (PtTestMusic) music = pt_test_music_new (12.3, 48000);
      g_auto (PtTempoEstimate) estimate = { 0 };
      guint hits = 0;
      guint n = 0;

      for (double at = 0.2; at < 12.3; at += 60 / bpm, n++)
        pt_test_music_hat (music, at, 0.8);
      pt_tempo_detect (music->mono, music->frames, music->rate, TRUE, &estimate);
      g_test_message ("%g bpm: %.3f, confidence %.2f, %u beats of %u", bpm, estimate.bpm, estimate.confidence, estimate.beats->len, n);
      g_assert_cmpfloat_with_epsilon (estimate.bpm, bpm, bpm * 0.001);
      for (guint i = 0; i < estimate.beats->len; i++)
        {
          double off = (g_array_index (estimate.beats, double, i) - 0.2) / (60 / bpm);

          hits += fabs (off - floor (off + 0.5)) * 60 / bpm < 0.02;
        }
      g_assert_cmpuint (hits, ==, estimate.beats->len);
      g_assert_cmpuint (estimate.beats->len, >=, n);
      g_assert_cmpuint (estimate.beats->len, <=, n + 1);
    }
}

static void
test_loops (void)
{
  for (double bpm = 91; bpm <= 166; bpm += 9.37)
    for (guint bars = 1; bars <= 4; bars *= 2)
      {
        g_autoptr (PtTestMusic) music = play ("k...k...k...k...", "..h...h...h...h.", "....c.......c...", bpm, bars * 240 / bpm, 0);
        g_auto (PtTempoEstimate) estimate = { 0 };

        pt_tempo_detect (music->mono, music->frames, music->rate, FALSE, &estimate);
        g_test_message ("%g bpm, %u bars: %.3f, confidence %.2f", bpm, bars, estimate.bpm, estimate.confidence);
        g_assert_cmpfloat_with_epsilon (estimate.bpm, bpm, bpm * 0.001);
        g_assert_null (estimate.beats);
      }
}

/* Everything from 60 to 180 bpm, straight and with swing, with noise, with the beats left
 * out. Half or double the tempo is another way to count; anything else is wrong. */
static void
test_accuracy (void)
{
  static const char *const patterns[][3] = {
    { "k...k...k...k...", "..h...h...h...h.", "................" },
    { "k...k...k...k...", "hhhhhhhhhhhhhhhh", "....c.......c..." },
    { "k.....k...k.....", "h.h.h.h.h.h.h.h.", "....c.......c..." },
    { "................", "..h...h...h...h.", "................" },
    { "................", "h.hhh.hhh.hhh.hh", "................" },
    { "k..k..k...k..k..", "..h...h.h.h...hh", "....c.......c..c" },
  };
  guint n = 0;
  guint n_exact[2] = { 0 };
  guint n_octave[2] = { 0 };

  for (guint p = 0; p < G_N_ELEMENTS (patterns); p++)
    for (double bpm = 60; bpm <= 180; bpm += 10)
      {
        double swing = n % 3 == 1 ? 0.15 : 0;
        double seconds = n % 2 == 0 ? 8 * 60 / bpm : 7.3;
        g_autoptr (PtTestMusic) music = play (patterns[p][0], patterns[p][1], patterns[p][2], bpm, seconds, swing);
        PtTempoEstimate estimates[2];

        if (n % 3 == 2)
          pt_test_music_noise (music, n, 0.01);
        pt_tempo_detect (music->mono, music->frames, music->rate, FALSE, &estimates[0]);
        pt_tempo_detect_part (music->mono, music->frames, music->rate, TRUE, &estimates[1]);
        for (guint i = 0; i < 2; i++)
          {
            double octaves = log2 (estimates[i].bpm / bpm);
            gboolean exact = fabs (octaves) < 0.005;
            gboolean octave = exact || fabs (fabs (octaves) - 1) < 0.005;

            n_exact[i] += exact;
            n_octave[i] += octave;
            if (!octave)
              g_test_message ("pattern %u at %g bpm: %.2f", p, bpm, estimates[i].bpm);
          }
        n++;
      }
  for (guint i = 0; i < 2; i++)
    {
      g_test_message ("%s: %u of %u right, %u with half and double", i == 0 ? "with aubio" : "own", n_exact[i], n, n_octave[i]);
      g_assert_cmpuint (n_exact[i], >=, n * 80 / 100);
      g_assert_cmpuint (n_octave[i], >=, n * 97 / 100);
    }
}

static void
test_no_tempo (void)
{
  g_autoptr (PtTestMusic) noise = pt_test_music_new (5, 48000);
  g_autoptr (PtTestMusic) kick = pt_test_music_new (0.6, 48000);
  g_autoptr (PtTestMusic) silence = pt_test_music_new (5, 48000);
  g_autoptr (PtTestMusic) chance = pt_test_music_new (8, 48000);
  PtTestMusic *music[4] = { noise, kick, silence, chance };
  g_autoptr (GRand) random = g_rand_new_with_seed (9);

  pt_test_music_noise (noise, 1, 0.5);
  pt_test_music_kick (kick, 0, 0.8);
  for (double at = 0.1; at < 8; at += g_rand_double_range (random, 0.05, 0.6))
    pt_test_music_hat (chance, at, g_rand_double_range (random, 0.2, 0.8));
  for (guint i = 0; i < 4; i++)
    {
      g_auto (PtTempoEstimate) estimate = { 0 };

      pt_tempo_detect (music[i]->mono, music[i]->frames, 48000, TRUE, &estimate);
      g_test_message ("%u: %g bpm, confidence %.2f", i, estimate.bpm, estimate.confidence);
      g_assert_cmpfloat (estimate.confidence, <, 0.2);
      g_assert_nonnull (estimate.beats);
    }
}

static void
test_anything_is_survived (void)
{
  static const guint rates[] = { 1, 1000, 48000, 655350 };
  g_autofree float *mono = pt_test_noise (5, 1, 100000, 1);

  mono[50] = NAN;
  mono[51] = INFINITY;
  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (guint64 frames = 0; frames <= 100000; frames = frames * 3 + 1)
      {
        g_auto (PtTempoEstimate) estimate = { 0 };

        pt_tempo_detect (mono, frames, rates[r], TRUE, &estimate);
        g_assert_true (estimate.bpm == 0 || (estimate.bpm >= 30 && estimate.bpm <= 300));
        g_assert_true (estimate.confidence >= 0 && estimate.confidence <= 1);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/tempo-detect/click-track", test_click_track);
  g_test_add_func ("/audio/tempo-detect/loops", test_loops);
  g_test_add_func ("/audio/tempo-detect/accuracy", test_accuracy);
  g_test_add_func ("/audio/tempo-detect/no-tempo", test_no_tempo);
  g_test_add_func ("/audio/tempo-detect/anything-is-survived", test_anything_is_survived);

  return g_test_run ();
}
