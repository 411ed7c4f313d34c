/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-key-detect.h"

#include <math.h>

#include "pt-test-audio.h"
#include "pt-test-music.h"

static const int scales[2][7] = { { 0, 2, 4, 5, 7, 9, 11 }, { 0, 2, 3, 5, 7, 8, 10 } };
/* Tonic, subdominant, dominant, tonic: degrees of the scale. */
static const int chords[4] = { 0, 3, 4, 0 };

/* Four chords over a bass, in seconds of @chord_s. */
static PtTestMusic *
play_cadence (int tonic, gboolean minor, double cents, double chord_s, guint rate)
{
  PtTestMusic *music = pt_test_music_new (4 * chord_s, rate);

  for (guint i = 0; i < 4; i++)
    for (guint voice = 0; voice < 3; voice++)
      {
        int degree = chords[i] + 2 * voice;
        double pitch = 48 + tonic + scales[minor][degree % 7] + 12 * (degree / 7) + cents / 100;

        pt_test_music_tone (music, i * chord_s, chord_s, pitch, 8, 0.1);
        if (voice == 0)
          pt_test_music_tone (music, i * chord_s, chord_s, pitch - 12, 6, 0.15);
      }

  return music;
}

static void
check_key (PtTestMusic *music, int tonic, gboolean minor)
{
  PtKeyEstimate estimate;
  g_autofree char *name = NULL;

  pt_key_detect (music->mono, music->frames, music->rate, &estimate);
  name = pt_key_estimate_to_string (&estimate);
  g_test_message ("%s %s: %s, confidence %.2f, tonal %.2f", pt_key_tonic_name (tonic), minor ? "minor" : "major",
                  name, estimate.confidence, estimate.tonalness);
  g_assert_cmpint (estimate.tonic, ==, tonic);
  g_assert_cmpint (estimate.minor, ==, minor);
  g_assert_cmpfloat (estimate.confidence, >, 0.5);
  g_assert_cmpfloat (estimate.tonalness, >, PT_KEY_TONAL);
}

static void
test_all_keys (void)
{
  for (int minor = 0; minor < 2; minor++)
    for (int tonic = 0; tonic < 12; tonic++)
      {
        g_autoptr (PtTestMusic) music = play_cadence (tonic, minor, 0, 0.9375, 48000);

        check_key (music, tonic, minor);
      }
}

static void
test_out_of_tune (void)
{
  for (int cents = -30; cents <= 30; cents += 15)
    for (int tonic = 0; tonic < 12; tonic += 5)
      {
        g_autoptr (PtTestMusic) major = play_cadence (tonic, FALSE, cents, 0.9375, 44100);
        g_autoptr (PtTestMusic) minor = play_cadence (tonic, TRUE, cents, 0.9375, 96000);

        check_key (major, tonic, FALSE);
        check_key (minor, tonic, TRUE);
      }
}

static void
check_not_tonal (PtTestMusic *music, const char *what)
{
  PtKeyEstimate estimate;

  pt_key_detect (music->mono, music->frames, music->rate, &estimate);
  g_test_message ("%s: confidence %.2f, tonal %.2f", what, estimate.confidence, estimate.tonalness);
  g_assert_cmpfloat (estimate.tonalness, <, PT_KEY_TONAL);
  g_assert_cmpfloat (estimate.confidence, >=, 0);
}

static void
test_not_tonal (void)
{
  g_autoptr (PtTestMusic) noise = pt_test_music_new (3, 48000);
  g_autoptr (PtTestMusic) short_noise = pt_test_music_new (0.3, 48000);
  g_autoptr (PtTestMusic) drums = pt_test_music_new (4, 48000);
  g_autoptr (PtTestMusic) kick = pt_test_music_new (0.4, 48000);
  g_autoptr (PtTestMusic) silence = pt_test_music_new (2, 48000);

  pt_test_music_noise (noise, 1, 0.5);
  pt_test_music_noise (short_noise, 2, 0.5);
  for (guint i = 0; i < 32; i++)
    {
      if (i % 4 == 0)
        pt_test_music_kick (drums, i * 0.125, 0.9);
      if (i % 8 == 4)
        pt_test_music_clap (drums, i * 0.125, 0.6);
      pt_test_music_hat (drums, i * 0.125, 0.4);
    }
  pt_test_music_kick (kick, 0, 0.9);
  check_not_tonal (noise, "noise");
  check_not_tonal (short_noise, "short noise");
  check_not_tonal (drums, "drums");
  check_not_tonal (kick, "kick");
  check_not_tonal (silence, "silence");
}

static void
test_anything_is_survived (void)
{
  g_autofree float *mono = pt_test_noise (5, 1, 20000, 1);
  static const guint rates[] = { 1, 1000, 8000, 48000, 655350 };

  mono[50] = NAN;
  mono[51] = -INFINITY;
  mono[52] = 3e38f;
  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    for (guint64 frames = 0; frames <= 20000; frames = frames * 3 + 1)
      {
        PtKeyEstimate estimate;

        pt_key_detect (mono, frames, rates[i], &estimate);
        g_assert_true (estimate.tonic >= 0 && estimate.tonic < 12);
        g_assert_true (estimate.confidence >= 0 && estimate.confidence <= 1);
        g_assert_true (estimate.tonalness >= 0 && estimate.tonalness <= 1);
      }
}

static void
test_names (void)
{
  PtKeyEstimate estimate = { .tonic = 1 };
  g_autofree char *major = pt_key_estimate_to_string (&estimate);
  g_autofree char *minor = NULL;

  estimate = (PtKeyEstimate){ .tonic = 5, .minor = TRUE };
  minor = pt_key_estimate_to_string (&estimate);
  g_assert_cmpstr (major, ==, "C# major");
  g_assert_cmpstr (minor, ==, "F minor");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/key-detect/all-keys", test_all_keys);
  g_test_add_func ("/audio/key-detect/out-of-tune", test_out_of_tune);
  g_test_add_func ("/audio/key-detect/not-tonal", test_not_tonal);
  g_test_add_func ("/audio/key-detect/anything-is-survived", test_anything_is_survived);
  g_test_add_func ("/audio/key-detect/names", test_names);

  return g_test_run ();
}
