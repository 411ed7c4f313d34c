/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-sample-features.h"

#include <math.h>

#include "pt-test-audio.h"
#include "pt-test-music.h"

static PtSampleFeatures
measure (PtTestMusic *music)
{
  PtSampleFeatures features;

  pt_sample_features_measure (music->mono, music->frames, music->rate, FALSE, &features);

  return features;
}

static void
test_tone (void)
{
  g_autofree float *sine = pt_test_sine (1000, 0.5, 48000, 1, 48000);
  PtSampleFeatures features;

  pt_sample_features_measure (sine, 48000, 48000, FALSE, &features);
  g_assert_cmpfloat_with_epsilon (features.brightness_hz, 1000, 10);
  g_assert_cmpfloat (features.flatness, <, 0.05);
  g_assert_cmpfloat (features.low_share, <, 0.001);
  g_assert_cmpfloat (features.high_share, <, 0.001);
  g_assert_cmpfloat_with_epsilon (features.decay_s, 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (features.onset_at_end, 1, 0.01);
  g_assert_cmpuint (features.n_onsets, <=, 1);
}

static void
test_noise (void)
{
  g_autoptr (PtTestMusic) music = pt_test_music_new (1, 44100);
  PtSampleFeatures features;

  pt_test_music_noise (music, 1, 0.5);
  features = measure (music);
  g_assert_cmpfloat_with_epsilon (features.brightness_hz, 11025, 300);
  g_assert_cmpfloat_with_epsilon (features.flatness, 1, 0.08);
  g_assert_cmpfloat_with_epsilon (features.high_share, 17050 / 22050.0, 0.03);
  g_assert_cmpfloat (features.key.tonalness, <, PT_KEY_TONAL);
}

static void
test_kick_hat_and_bass (void)
{
  g_autoptr (PtTestMusic) kick = pt_test_music_new (0.5, 48000);
  g_autoptr (PtTestMusic) hat = pt_test_music_new (0.3, 48000);
  g_autoptr (PtTestMusic) bass = pt_test_music_new (0.6, 48000);
  PtSampleFeatures of_kick;
  PtSampleFeatures of_hat;
  PtSampleFeatures of_bass;

  pt_test_music_kick (kick, 0, 0.9);
  pt_test_music_hat (hat, 0, 0.9);
  pt_test_music_note (bass, 0, 0.6, 33, 0.6);
  of_kick = measure (kick);
  of_hat = measure (hat);
  of_bass = measure (bass);
  g_assert_cmpfloat (of_kick.low_share, >, 0.5);
  g_assert_cmpfloat (of_kick.pitch_glide, >, 2);
  g_assert_cmpfloat (of_kick.decay_s, <, 0.3);
  g_assert_cmpuint (of_kick.n_onsets, ==, 1);
  g_assert_cmpfloat (of_kick.onset_at_end, <, 0.05);
  g_assert_cmpfloat (of_hat.high_share, >, 0.8);
  g_assert_cmpfloat (of_hat.flatness, >, 0.8);
  g_assert_cmpfloat_with_epsilon (of_hat.decay_s, 0.025 * 2.3, 0.02);
  g_assert_cmpfloat_with_epsilon (of_bass.pitch_glide, 1, 0.1);
  g_assert_cmpint (of_bass.key.tonic, ==, 9);
}

static void
test_envelope (void)
{
  guint rate = 48000;
  g_autofree float *ramp = pt_test_sine (500, 1, rate, 1, rate);
  PtSampleFeatures features;

  /* Up in 0.2 s, then down by 20 dB in 0.3 s and on. */
  for (guint i = 0; i < rate; i++)
    ramp[i] *= i < 0.2 * rate ? i / (0.2 * rate) : pow (10, -(i - 0.2 * rate) / rate / 0.3);
  pt_sample_features_measure (ramp, rate, rate, FALSE, &features);
  g_assert_cmpfloat_with_epsilon (features.attack_s, 0.16, 0.01);
  g_assert_cmpfloat_with_epsilon (features.decay_s, 0.3, 0.01);
  g_assert_cmpfloat (features.onset_at_end, <, 0.1);
}

static void
test_edges (void)
{
  float joined[1000];
  float cut[1000];
  PtSampleFeatures features;

  for (guint i = 0; i < 1000; i++)
    {
      joined[i] = sin (2 * G_PI * i / 100);
      cut[i] = sin (2 * G_PI * i / 80 * 0.62);
    }
  pt_sample_features_measure (joined, 1000, 48000, FALSE, &features);
  g_assert_cmpfloat (features.edge_step, <, 0.1);
  cut[999] = 1;
  pt_sample_features_measure (cut, 1000, 48000, FALSE, &features);
  g_assert_cmpfloat_with_epsilon (features.edge_step, M_SQRT2, 0.05);
}

static void
test_onsets_and_tempo (void)
{
  g_autoptr (PtTestMusic) music = pt_test_music_new (32 * 15 / 128.0, 48000);
  PtSampleFeatures features;

  for (guint i = 0; i < 32; i++)
    {
      if (i % 4 == 0)
        pt_test_music_kick (music, i * 15 / 128.0, 0.9);
      if (i % 4 == 2)
        pt_test_music_hat (music, i * 15 / 128.0, 0.5);
    }
  pt_sample_features_measure (music->mono, music->frames, music->rate, TRUE, &features);
  g_assert_cmpuint (features.n_onsets, ==, 16);
  g_assert_cmpfloat_with_epsilon (features.onset_rate_hz, 16 / 3.75, 1e-6);
  g_assert_cmpfloat_with_epsilon (features.tempo_bpm, 128, 0.128);
  g_assert_cmpfloat (features.tempo_confidence, >, 0.3);
}

static void
check_numbers (const PtSampleFeatures *f)
{
  const double values[] = { f->brightness_hz, f->flatness, f->low_share, f->high_share, f->attack_s, f->decay_s,
                            f->onset_rate_hz, f->onset_at_end, f->edge_step, f->pitch_glide, f->tempo_bpm,
                            f->tempo_confidence, f->key.confidence, f->key.tonalness };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    g_assert_true (isfinite (values[i]) && values[i] >= 0);
}

static void
test_anything_is_survived (void)
{
  static const guint rates[] = { 1, 100, 8000, 48000, 192000, 655350 };
  g_autofree float *mono = pt_test_noise (5, 1, 30000, 1);
  g_autofree float *constant = g_new (float, 30000);
  g_autofree float *silence = g_new0 (float, 30000);
  g_autofree float *broken = g_new (float, 30000);

  for (guint i = 0; i < 30000; i++)
    {
      constant[i] = 0.5f;
      broken[i] = i % 3 == 0 ? NAN : i % 3 == 1 ? INFINITY
                                                : -3e38f;
    }
  mono[50] = NAN;
  mono[51] = -INFINITY;
  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (guint64 frames = 0; frames <= 30000; frames = frames * 2 + 1)
      {
        float *const signals[] = { mono, constant, silence, broken };

        for (guint i = 0; i < 4; i++)
          {
            PtSampleFeatures features;

            pt_sample_features_measure (signals[i], frames, rates[r], TRUE, &features);
            check_numbers (&features);
          }
      }
}

static gpointer
measure_thread (gpointer data)
{
  PtTestMusic *music = data;
  PtSampleFeatures *features = g_new0 (PtSampleFeatures, 1);

  for (guint i = 0; i < 10; i++)
    pt_sample_features_measure (music->mono + i * 100, music->frames - 1000, music->rate, TRUE, features);

  return features;
}

/* Scratch space from other files, other places in memory, other threads: the same numbers. */
static void
test_same_on_any_thread (void)
{
  g_autoptr (PtTestMusic) music = pt_test_music_new (2, 48000);
  GThread *threads[4];
  g_autofree PtSampleFeatures *expected = NULL;

  for (guint i = 0; i < 8; i++)
    pt_test_music_note (music, i * 0.25, 0.2, 33 + i, 0.5);
  expected = measure_thread (music);
  for (guint i = 0; i < 4; i++)
    threads[i] = g_thread_new ("measure", measure_thread, music);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree PtSampleFeatures *features = g_thread_join (threads[i]);

      g_assert_cmpmem (features, sizeof *features, expected, sizeof *expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/sample-features/tone", test_tone);
  g_test_add_func ("/audio/sample-features/noise", test_noise);
  g_test_add_func ("/audio/sample-features/kick-hat-and-bass", test_kick_hat_and_bass);
  g_test_add_func ("/audio/sample-features/envelope", test_envelope);
  g_test_add_func ("/audio/sample-features/edges", test_edges);
  g_test_add_func ("/audio/sample-features/onsets-and-tempo", test_onsets_and_tempo);
  g_test_add_func ("/audio/sample-features/anything-is-survived", test_anything_is_survived);
  g_test_add_func ("/audio/sample-features/same-on-any-thread", test_same_on_any_thread);

  return g_test_run ();
}
