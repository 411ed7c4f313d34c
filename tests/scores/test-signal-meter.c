/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "pt-test-audio.h"
#include "pt-test-music.h"
#include "scores/pt-signal-formula.h"
#include "scores/pt-signal-meter.h"

#define RATE 48000

static PtSignalFeatures
measure (const float *samples, guint64 frames, guint channels, guint rate, guint piece)
{
  g_autoptr (PtSignalMeter) meter = pt_signal_meter_new (channels, rate);
  PtSignalFeatures features;

  for (guint64 at = 0; at < frames; at += piece)
    pt_signal_meter_add (meter, samples + at * channels, MIN (piece, frames - at));
  pt_signal_meter_finish (meter, &features);

  return features;
}

/* Sixteen bars of four on the floor at 120 bpm. */
static PtTestMusic *
make_groove (guint rate)
{
  PtTestMusic *music = pt_test_music_new (32, rate);

  for (guint beat = 0; beat < 64; beat++)
    {
      pt_test_music_kick (music, 0.5 * beat, 0.8);
      pt_test_music_hat (music, 0.5 * beat + 0.25, 0.3);
      if (beat % 2 == 1)
        pt_test_music_clap (music, 0.5 * beat, 0.4);
    }

  return music;
}

static void
test_beat (void)
{
  static const guint rates[] = { 44100, 48000, 96000 };

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      g_autoptr (PtTestMusic) music = make_groove (rates[i]);
      PtSignalFeatures features = measure (music->mono, music->frames, 1, rates[i], 4096);

      g_assert_cmpfloat_with_epsilon (features.beat_s, 0.5, 0.005);
      g_assert_cmpfloat (features.pulse, >, 0.6);
      g_assert_cmpfloat (features.on_grid, >, 0.6);
      g_assert_cmpfloat (features.repetition, >, 0.6);
      g_assert_cmpfloat_with_epsilon (features.duration_s, 32, 1e-9);
      g_assert_cmpfloat (features.silent, <, 0.2);
      g_assert_cmpfloat (features.width, ==, 0);
    }
}

static void
test_pieces (void)
{
  g_autofree float *noise = pt_test_noise (3, 0.5, RATE * 3, 2);
  PtSignalFeatures whole = measure (noise, RATE * 3, 2, RATE, RATE * 3);
  PtSignalFeatures pieces = measure (noise, RATE * 3, 2, RATE, 777);

  g_assert_cmpmem (&whole, sizeof whole, &pieces, sizeof pieces);
}

static void
test_noise (void)
{
  g_autofree float *noise = pt_test_noise (3, 0.5, RATE * 10, 2);
  PtSignalFeatures features = measure (noise, RATE * 10, 2, RATE, 4096);

  g_assert_cmpfloat (features.pulse, <, 0.1);
  g_assert_cmpfloat (features.punch_db, <, 2);
  g_assert_cmpfloat (features.noisiness, >, 0.3);
  g_assert_cmpfloat (features.held, ==, 0);
  /* Two channels that have nothing to do with each other. */
  g_assert_cmpfloat_with_epsilon (features.width, 1, 0.05);
  /* Twice the width, twice the power. */
  g_assert_cmpfloat_with_epsilon (features.octaves_db[7] - features.octaves_db[6], 3, 0.5);
}

static void
test_clipping (void)
{
  g_autofree float *sine = pt_test_sine (440, 0.9, RATE * 4, 2, RATE);
  PtSignalFeatures clean = measure (sine, RATE * 4, 2, RATE, 4096), clipped;

  for (guint i = 0; i < 2 * RATE * 4; i++)
    sine[i] = CLAMP (sine[i], -0.6f, 0.6f);
  clipped = measure (sine, RATE * 4, 2, RATE, 4096);
  g_assert_cmpfloat (clean.held, <, 0.02);
  g_assert_cmpfloat (clipped.held, >, 0.4);
}

static void
test_silence (void)
{
  g_autofree float *nothing = g_new0 (float, 2 * RATE);
  PtSignalFeatures features = measure (nothing, RATE, 2, RATE, 4096), none = measure (NULL, 0, 2, RATE, 1), dither;
  PtScoreMetrics metrics;

  g_assert_cmpfloat (features.silent, ==, 1);
  g_assert_cmpfloat (none.silent, ==, 1);
  g_assert_cmpfloat (none.duration_s, ==, 0);
  pt_signal_formula (&features, NULL, &metrics);
  g_assert_cmpfloat (metrics.ce, ==, 1);
  g_assert_cmpfloat (metrics.pq, ==, 1);
  /* What an empty 16-bit file may hold. */
  for (guint i = 0; i < 2 * RATE; i++)
    nothing[i] = (i * 2654435761u >> 31) / 32768.0f;
  dither = measure (nothing, RATE, 2, RATE, 4096);
  g_assert_cmpfloat (dither.silent, ==, 1);
}

/* Nothing that can be fed makes anything but numbers. */
static void
test_odd (void)
{
  float odd[6000];

  for (guint channels = 1; channels <= 3; channels++)
    for (guint frames = 1; frames < 2000; frames += 333)
      {
        PtSignalFeatures features;
        PtSignalParts parts;
        PtScoreMetrics metrics;

        for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
          odd[i] = i % 7 == 0 ? NAN : i % 11 == 0 ? INFINITY
                                                  : (float) (i % 13) / 13;
        features = measure (odd, frames, channels, 8000, 100);
        pt_signal_formula (&features, &parts, &metrics);
        g_assert_true (metrics.ce >= 1 && metrics.ce <= 10);
        g_assert_true (metrics.cu >= 1 && metrics.cu <= 10);
        g_assert_true (metrics.pc >= 1 && metrics.pc <= 10);
        g_assert_true (metrics.pq >= 1 && metrics.pq <= 10);
        g_assert_true (parts.clean >= 0 && parts.clean <= 1);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/signal-meter/beat", test_beat);
  g_test_add_func ("/signal-meter/pieces", test_pieces);
  g_test_add_func ("/signal-meter/noise", test_noise);
  g_test_add_func ("/signal-meter/clipping", test_clipping);
  g_test_add_func ("/signal-meter/silence", test_silence);
  g_test_add_func ("/signal-meter/odd", test_odd);

  return g_test_run ();
}
