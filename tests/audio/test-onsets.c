/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-onsets.h"

#include <math.h>

#include "pt-test-audio.h"
#include "pt-test-music.h"

static const guint rates[] = { 48000, 44100, 96000, 22050 };

/* Precision and recall in one figure, at @tolerance_s. */
static double
f_measure (GArray *onsets, const double *truth, guint n, double tolerance_s)
{
  guint hits = 0;

  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < onsets->len; k++)
      if (fabs (g_array_index (onsets, PtOnset, k).time_s - truth[i]) <= tolerance_s)
        {
          hits++;
          break;
        }
  if (g_test_verbose ())
    for (guint k = 0; k < onsets->len; k++)
      g_test_message ("onset at %.4f s, strength %.2f", g_array_index (onsets, PtOnset, k).time_s, g_array_index (onsets, PtOnset, k).strength);

  return n + onsets->len > 0 ? 2.0 * hits / (n + onsets->len) : 1;
}

static void
test_clicks (void)
{
  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    {
      guint rate = rates[r];
      g_autofree float *mono = pt_test_clicks (0.8, 2 * rate, 1, 9);
      g_autoptr (GArray) onsets = pt_onsets_detect (mono, 2 * rate, rate);
      double truth[9];

      for (guint i = 0; i < 9; i++)
        truth[i] = 2.0 * i / 9;
      g_assert_cmpfloat (f_measure (onsets, truth, 9, 0.001), ==, 1);
    }
}

static void
test_kicks (void)
{
  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    {
      g_autoptr (PtTestMusic) music = pt_test_music_new (4, rates[r]);
      g_autoptr (GArray) onsets = NULL;
      double truth[8];

      for (guint i = 0; i < 8; i++)
        {
          truth[i] = 0.01 + i * 60 / 128.0;
          pt_test_music_kick (music, truth[i], 0.9);
        }
      onsets = pt_onsets_detect (music->mono, music->frames, music->rate);
      g_assert_cmpfloat (f_measure (onsets, truth, 8, 0.005), ==, 1);
    }
}

/* A bar in sixteenths: k kick, h hat, c clap, b bass note; what falls together is one
 * onset. Four bars of it. */
static void
check_pattern (const char *const lanes[4], double bpm, double swing, double noise, double at_least)
{
  double sixteenth = 15 / bpm;
  g_autoptr (PtTestMusic) music = pt_test_music_new (64 * sixteenth, 48000);
  g_autoptr (GArray) onsets = NULL;
  double truth[64];
  guint n = 0;
  double f;

  for (guint i = 0; i < 64; i++)
    {
      double at = (i + (i % 2 ? swing : 0)) * sixteenth;
      gboolean any = FALSE;

      for (guint lane = 0; lane < 4; lane++)
        {
          char c = lanes[lane] != NULL ? lanes[lane][i % 16] : '.';

          any |= c != '.';
          if (c == 'k')
            pt_test_music_kick (music, at, 0.8);
          else if (c == 'h')
            pt_test_music_hat (music, at, 0.4);
          else if (c == 'c')
            pt_test_music_clap (music, at, 0.5);
          else if (c == 'b')
            pt_test_music_note (music, at, sixteenth * 0.9, 29 + i % 3 * 3, 0.4);
        }
      if (any)
        truth[n++] = at;
    }
  if (noise > 0)
    pt_test_music_noise (music, 7, noise);
  onsets = pt_onsets_detect (music->mono, music->frames, music->rate);
  f = f_measure (onsets, truth, n, 0.01);
  g_test_message ("%s %s %g bpm: %u onsets, F = %.3f", lanes[0], lanes[1] != NULL ? lanes[1] : "", bpm, n, f);
  g_assert_cmpfloat (f, >=, at_least);
}

static void
test_patterns (void)
{
  static const char *const four[4] = { "k...k...k...k...", "..h...h...h...h.", "....c.......c..." };
  static const char *const busy[4] = { "k...k...k...k...", "hhhhhhhhhhhhhhhh", "....c.......c...", NULL };
  static const char *const rolling[4] = { "k...k...k...k...", "..h...h...h...h.", NULL, ".bbb.bbb.bbb.bbb" };
  static const char *const broken[4] = { "k..k..k...k..k..", "..h...h.h.h...hh", "....c.......c..c" };

  for (double bpm = 90; bpm <= 150; bpm += 20)
    {
      check_pattern (four, bpm, 0, 0, 0.99);
      check_pattern (busy, bpm, 0, 0, 0.93);
      check_pattern (rolling, bpm, 0, 0, 0.92);
      check_pattern (broken, bpm, 0, 0, 0.97);
      check_pattern (four, bpm, 0.2, 0.003, 0.97);
    }
}

static void
test_nothing_begins (void)
{
  g_autoptr (PtTestMusic) tone = pt_test_music_new (3, 48000);
  g_autoptr (PtTestMusic) noise = pt_test_music_new (30, 48000);
  g_autoptr (PtTestMusic) silence = pt_test_music_new (3, 48000);
  g_autoptr (GArray) of_tone = NULL;
  g_autoptr (GArray) of_noise = NULL;
  g_autoptr (GArray) of_silence = NULL;

  for (guint i = 0; i < 4; i++)
    pt_test_music_tone (tone, 0, 3, 45 + 7 * i, 8, 0.1);
  pt_test_music_noise (noise, 3, 0.5);
  of_tone = pt_onsets_detect (tone->mono, tone->frames, 48000);
  of_noise = pt_onsets_detect (noise->mono, noise->frames, 48000);
  of_silence = pt_onsets_detect (silence->mono, silence->frames, 48000);
  /* They begin once. */
  g_assert_cmpuint (of_tone->len, <=, 1);
  g_assert_cmpuint (of_noise->len, <=, 1);
  g_assert_cmpuint (of_silence->len, ==, 0);
}

static void
test_anything_is_survived (void)
{
  g_autofree float *mono = pt_test_noise (5, 1, 5000, 1);
  static const guint odd_rates[] = { 1, 100, 8000, 655350 };

  for (guint64 frames = 0; frames < 3000; frames = frames * 2 + 1)
    {
      g_autoptr (GArray) onsets = pt_onsets_detect (mono, frames, 48000);

      g_assert_cmpuint (onsets->len, <=, 1);
    }
  mono[100] = NAN;
  mono[101] = INFINITY;
  mono[102] = 1e30f;
  for (guint i = 0; i < G_N_ELEMENTS (odd_rates); i++)
    {
      g_autoptr (GArray) onsets = pt_onsets_detect (mono, 5000, odd_rates[i]);

      for (guint k = 0; k < onsets->len; k++)
        {
          PtOnset onset = g_array_index (onsets, PtOnset, k);

          g_assert_true (onset.time_s >= 0 && onset.time_s <= 5000.0 / odd_rates[i]);
          g_assert_true (onset.strength >= 0 && onset.strength <= 1);
        }
    }
}

/* Loudness is no matter. */
static void
test_gain_changes_nothing (void)
{
  g_autoptr (PtTestMusic) music = pt_test_music_new (2, 48000);
  g_autoptr (GArray) loud = NULL;
  g_autoptr (GArray) quiet = NULL;

  for (guint i = 0; i < 4; i++)
    {
      pt_test_music_kick (music, 0.1 + i * 0.5, 0.8);
      pt_test_music_hat (music, 0.35 + i * 0.5, 0.3);
    }
  loud = pt_onsets_detect (music->mono, music->frames, 48000);
  for (guint64 i = 0; i < music->frames; i++)
    music->mono[i] *= 1 / 256.0f;
  quiet = pt_onsets_detect (music->mono, music->frames, 48000);
  g_assert_cmpuint (loud->len, ==, 8);
  g_assert_cmpuint (quiet->len, ==, 8);
  for (guint i = 0; i < 8; i++)
    g_assert_cmpfloat_with_epsilon (g_array_index (loud, PtOnset, i).time_s, g_array_index (quiet, PtOnset, i).time_s, 1e-3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/onsets/clicks", test_clicks);
  g_test_add_func ("/audio/onsets/kicks", test_kicks);
  g_test_add_func ("/audio/onsets/patterns", test_patterns);
  g_test_add_func ("/audio/onsets/nothing-begins", test_nothing_begins);
  g_test_add_func ("/audio/onsets/anything-is-survived", test_anything_is_survived);
  g_test_add_func ("/audio/onsets/gain-changes-nothing", test_gain_changes_nothing);

  return g_test_run ();
}
