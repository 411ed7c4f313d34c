/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/kit/kit-dsp.h"
#include "audio/kit/kit-space.h"

#include <math.h>

static double
level_db (const double *samples, gint64 frames)
{
  double sum = 0.0;

  for (gint64 n = 0; n < frames; n++)
    sum += samples[n] * samples[n];

  return 10.0 * log10 (2.0 * sum / frames + 1e-30);
}

static KitBuffer *
sine_buffer (double hz, gint64 frames, double rate, gboolean loop)
{
  KitBuffer *buffer = kit_buffer_new (frames, rate, loop);

  for (gint64 n = 0; n < frames; n++)
    buffer->left[n] = buffer->right[n] = sin (2 * G_PI * hz * n / rate);

  return buffer;
}

/* Coming down keeps what can be heard and takes away what would fold back. */
static void
test_halve (void)
{
  static const struct
  {
    double hz, at_least_db, at_most_db;
  } expected[] = {
    { 100, -0.01, 0.01 },
    { 5000, -0.01, 0.01 },
    { 18000, -0.1, 0.1 },
    { 30000, -300, -80 },
    { 44000, -300, -80 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (KitBuffer) fast = sine_buffer (expected[i].hz, 96000, 96000, TRUE);
      g_autoptr (KitBuffer) half = kit_buffer_halve (fast);

      g_assert_cmpint (half->frames, ==, 48000);
      g_assert_cmpfloat (level_db (half->left, half->frames), >=, expected[i].at_least_db);
      g_assert_cmpfloat (level_db (half->left, half->frames), <=, expected[i].at_most_db);
    }
}

/* An onset stays on its frame. */
static void
test_halve_keeps_time (void)
{
  g_autoptr (KitBuffer) fast = kit_buffer_new (2000, 96000, FALSE);
  g_autoptr (KitBuffer) half = NULL;
  gint64 peak = 0;

  fast->left[800] = 1.0;
  half = kit_buffer_halve (fast);
  for (gint64 n = 0; n < half->frames; n++)
    if (half->left[n] > half->left[peak])
      peak = n;
  g_assert_cmpint (peak, ==, 400);
}

static void
test_loop_wraps (void)
{
  g_autoptr (KitBuffer) loop = kit_buffer_new (10, 48000, TRUE);
  g_autoptr (KitBuffer) shot = kit_buffer_new (10, 48000, FALSE);

  kit_buffer_add (loop, 12, 1.0, 2.0);
  kit_buffer_add (loop, -1, 3.0, 4.0);
  kit_buffer_add (shot, 12, 1.0, 2.0);
  kit_buffer_add (shot, -1, 3.0, 4.0);
  g_assert_cmpfloat (loop->left[2], ==, 1.0);
  g_assert_cmpfloat (loop->right[9], ==, 4.0);
  for (int n = 0; n < 10; n++)
    g_assert_cmpfloat (shot->left[n], ==, 0.0);
}

/* Partials of a naive saw at 5 kHz would fold to 1 kHz and elsewhere below the tone: with
 * the polynomial nothing is there. */
static void
test_saw_does_not_alias (void)
{
  const double rate = 96000, hz = 5100;
  double phase = 0.0, step = hz / rate;
  double re = 0.0, im = 0.0;
  const int n_frames = 96000;

  for (int n = 0; n < n_frames; n++)
    {
      double x = kit_saw (kit_advance (&phase, step), step);

      /* The 19th partial, 96900 Hz, folds to 900 Hz. */
      re += x * cos (2 * G_PI * 900.0 * n / rate);
      im += x * sin (2 * G_PI * 900.0 * n / rate);
    }
  g_assert_cmpfloat (20.0 * log10 (2.0 * hypot (re, im) / n_frames), <, -60.0);
}

static double
svf_gain_db (double hz, gboolean high)
{
  KitSvf filter = { 0 };
  double in[24000], out[24000];

  kit_svf_set (&filter, 1000, 0.7071, 48000);
  for (int n = 0; n < 24000; n++)
    {
      KitSvfOut answer = kit_svf_tick (&filter, in[n] = sin (2 * G_PI * hz * n / 48000));

      out[n] = high ? answer.high : answer.low;
    }

  return level_db (out + 12000, 12000) - level_db (in + 12000, 12000);
}

static void
test_filter (void)
{
  g_assert_cmpfloat_with_epsilon (svf_gain_db (100, FALSE), 0.0, 0.1);
  g_assert_cmpfloat_with_epsilon (svf_gain_db (1000, FALSE), -3.0, 0.1);
  g_assert_cmpfloat_with_epsilon (svf_gain_db (4000, FALSE), -24.3, 0.5);
  g_assert_cmpfloat_with_epsilon (svf_gain_db (1000, TRUE), -3.0, 0.1);
  g_assert_cmpfloat_with_epsilon (svf_gain_db (250, TRUE), -24.1, 0.5);
}

/* Whatever is turned however fast, nothing runs away. */
static void
test_resonant_filters_stay_bounded (void)
{
  KitLadder ladder = { 0 };
  KitDiode diode = { 0 };

  for (int n = 0; n < 200000; n++)
    {
      double x = 4.0 * kit_noise (1, n);
      double hz = 30.0 + 15000.0 * fabs (kit_noise (2, n / 7));

      kit_ladder_set (&ladder, hz, 1.0, 96000);
      kit_diode_set (&diode, hz, 1.0, 96000);
      g_assert_cmpfloat (fabs (kit_ladder_tick (&ladder, x)), <, 4.0);
      g_assert_cmpfloat (fabs (kit_diode_tick (&diode, x)), <, 4.0);
    }
}

/* In a loop every effect is in its steady state: running twice the length gives the same
 * in both halves, and in the single loop. */
static void
test_effects_have_no_joint (void)
{
  const gint64 frames = 30000;
  g_autoptr (KitBuffer) once = kit_buffer_new (frames, 48000, TRUE);
  g_autoptr (KitBuffer) twice = kit_buffer_new (2 * frames, 48000, TRUE);
  const KitReverb reverb = { .decay_s = 1.5, .damp_hz = 5000, .low_cut_hz = 100, .pre_delay_s = 0.02, .mix = 0.7 };
  const KitDelay delay = { .time_s = 0.23, .feedback = 0.5, .low_cut_hz = 100, .high_cut_hz = 6000, .spread = 1.0, .mix = 0.5 };
  const KitChorus chorus = { .depth_s = 0.003, .rate_hz = 48000.0 / frames, .mix = 0.5 };

  for (gint64 n = 0; n < 2 * frames; n++)
    {
      double x = n % frames > 20000 ? kit_noise (5, n % frames) : 0.0;

      twice->left[n] = x;
      twice->right[n] = 0.5 * x;
      if (n < frames)
        {
          once->left[n] = x;
          once->right[n] = 0.5 * x;
        }
    }
  for (int i = 0; i < 2; i++)
    {
      KitBuffer *buffer = i == 0 ? once : twice;

      kit_chorus (buffer, &chorus);
      kit_delay (buffer, &delay);
      kit_reverb (buffer, &reverb);
      kit_high_pass (buffer, 60);
    }
  for (gint64 n = 0; n < frames; n++)
    {
      g_assert_cmpfloat_with_epsilon (once->left[n], twice->left[n], 0.004);
      g_assert_cmpfloat_with_epsilon (twice->left[n], twice->left[n + frames], 0.004);
    }
  /* The tail did come round. */
  g_assert_cmpfloat (level_db (once->left, 5000), >, -40.0);
}

static void
test_reverb_decays (void)
{
  g_autoptr (KitBuffer) buffer = kit_buffer_new (4 * 48000, 48000, FALSE);
  const KitReverb reverb = { .decay_s = 2.0, .damp_hz = 16000, .low_cut_hz = 20, .pre_delay_s = 0.0, .mix = 1.0 };
  double early, late;

  buffer->left[0] = buffer->right[0] = 1.0;
  kit_reverb (buffer, &reverb);
  early = level_db (buffer->left + 9600, 9600);
  late = level_db (buffer->left + 9600 + 48000, 9600);
  /* 30 dB in half the time; the damping takes a little more. */
  g_assert_cmpfloat (early - late, >, 27.0);
  g_assert_cmpfloat (early - late, <, 42.0);
}

static void
test_duck (void)
{
  g_autoptr (KitBuffer) buffer = kit_buffer_new (90000, 48000, TRUE);

  for (gint64 n = 0; n < 90000; n++)
    buffer->left[n] = buffer->right[n] = 1.0;
  kit_duck (buffer, 22500, 0.8, 0.2);
  for (gint64 beat = 0; beat < 90000; beat += 22500)
    {
      g_assert_cmpfloat_with_epsilon (buffer->left[beat], 0.2, 1e-6);
      g_assert_cmpfloat_with_epsilon (buffer->left[beat + 12000], 1.0, 1e-6);
    }
  for (gint64 n = 0; n < 90000; n++)
    g_assert_cmpfloat (fabs (buffer->left[(n + 1) % 90000] - buffer->left[n]), <, 0.02);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/kit-dsp/halve", test_halve);
  g_test_add_func ("/audio/kit-dsp/halve-keeps-time", test_halve_keeps_time);
  g_test_add_func ("/audio/kit-dsp/loop-wraps", test_loop_wraps);
  g_test_add_func ("/audio/kit-dsp/saw-does-not-alias", test_saw_does_not_alias);
  g_test_add_func ("/audio/kit-dsp/filter", test_filter);
  g_test_add_func ("/audio/kit-dsp/resonant-filters-stay-bounded", test_resonant_filters_stay_bounded);
  g_test_add_func ("/audio/kit-dsp/effects-have-no-joint", test_effects_have_no_joint);
  g_test_add_func ("/audio/kit-dsp/reverb-decays", test_reverb_decays);
  g_test_add_func ("/audio/kit-dsp/duck", test_duck);

  return g_test_run ();
}
