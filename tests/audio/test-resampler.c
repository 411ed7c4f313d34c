/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "audio/pt-resampler.h"
#include "core/pt-util.h"
#include "pt-test-audio.h"

static PtAudioBuffer *
wrap (float *samples, guint64 frames, guint channels, guint rate)
{
  float *copy = pt_audio_buffer_alloc (frames, channels);

  memcpy (copy, samples, frames * channels * sizeof (float));
  g_free (samples);

  return pt_audio_buffer_new_take (copy, frames, channels, rate);
}

/* Amplitude of the sine of @hz that fits best over the middle of channel 0, and, in
 * *@rest_db, everything else relative to full scale. */
static double
fit_sine (const PtAudioBuffer *buffer, double hz, double *rest_db)
{
  const float *samples = pt_audio_buffer_get_samples (buffer);
  guint channels = pt_audio_buffer_get_channels (buffer);
  guint64 frames = pt_audio_buffer_get_frames (buffer);
  guint64 start = frames / 4;
  guint64 n = frames / 2;
  double w = 2 * G_PI * hz / pt_audio_buffer_get_sample_rate (buffer);
  double cc = 0, ss = 0, cs = 0, xc = 0, xs = 0, a, b, rest = 0, determinant;

  for (guint64 i = 0; i < n; i++)
    {
      double x = samples[(start + i) * channels];
      double c = cos (w * i), s = sin (w * i);

      cc += c * c, ss += s * s, cs += c * s, xc += x * c, xs += x * s;
    }
  determinant = cc * ss - cs * cs;
  a = (xc * ss - xs * cs) / determinant;
  b = (xs * cc - xc * cs) / determinant;
  for (guint64 i = 0; i < n; i++)
    rest += pow (samples[(start + i) * channels] - a * cos (w * i) - b * sin (w * i), 2);
  if (rest_db != NULL)
    *rest_db = 10 * log10 (rest / n * 2 + 1e-30);

  return sqrt (a * a + b * b);
}

static PtAudioBuffer *
resampled_sine (double hz, guint from, guint to)
{
  g_autoptr (PtAudioBuffer) sine = wrap (pt_test_sine (hz, 0.5, from, 2, from), from, 2, from);
  g_autoptr (GError) error = NULL;
  PtAudioBuffer *result = pt_resample (sine, to, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (pt_audio_buffer_get_frames (result), ==, to);
  g_assert_cmpuint (pt_audio_buffer_get_sample_rate (result), ==, to);

  return result;
}

static void
test_quality (void)
{
  static const struct
  {
    guint from, to;
  } rates[] = { { 44100, 48000 }, { 48000, 44100 }, { 96000, 48000 }, { 22050, 48000 }, { 48000, 47999 }, { 192000, 44100 } };
  static const double tones[] = { 50, 997, 5000, 9000 };

  for (gsize r = 0; r < G_N_ELEMENTS (rates); r++)
    for (gsize t = 0; t < G_N_ELEMENTS (tones); t++)
      {
        g_autoptr (PtAudioBuffer) result = resampled_sine (tones[t], rates[r].from, rates[r].to);
        double rest_db;
        double amplitude = fit_sine (result, tones[t], &rest_db);

        g_test_message ("%u to %u, %g Hz: level %.4f dB, rest %.1f dB", rates[r].from, rates[r].to, tones[t],
                        pt_gain_to_db (amplitude / 0.5), rest_db);
        g_assert_cmpfloat_with_epsilon (pt_gain_to_db (amplitude / 0.5), 0, 0.01);
        g_assert_cmpfloat (rest_db, <, -110);
      }
}

/* Nothing above the new half rate comes back as something else below it: tones swept
 * through all of it. And what is below 20 kHz stays. */
static void
test_aliases (void)
{
  double worst = -INFINITY;

  for (double hz = 24100; hz < 48000; hz += 1217)
    {
      g_autoptr (PtAudioBuffer) result = resampled_sine (hz, 96000, 48000);
      double rest_db;

      fit_sine (result, 10, &rest_db);
      worst = MAX (worst, rest_db + 6.02);
    }
  for (double hz = 22060; hz < 24000; hz += 271)
    {
      g_autoptr (PtAudioBuffer) result = resampled_sine (hz, 48000, 44100);
      double rest_db;

      fit_sine (result, 10, &rest_db);
      worst = MAX (worst, rest_db + 6.02);
    }
  g_test_message ("worst alias %.1f dB", worst);
  g_assert_cmpfloat (worst, <, -100);

  for (double hz = 15000; hz <= 20000; hz += 1000)
    {
      g_autoptr (PtAudioBuffer) result = resampled_sine (hz, 44100, 48000);

      g_assert_cmpfloat_with_epsilon (pt_gain_to_db (fit_sine (result, hz, NULL) / 0.5), 0, 0.05);
    }
}

/* A click stays where it is. */
static void
test_position (void)
{
  g_autoptr (PtAudioBuffer) click = wrap (pt_test_clicks (1, 44100, 1, 2), 44100, 1, 44100);
  g_autoptr (PtAudioBuffer) result = pt_resample (click, 48000, NULL, NULL);
  const float *samples = pt_audio_buffer_get_samples (result);
  guint64 peak = 10;

  for (guint64 i = 10; i < 48000; i++)
    if (fabsf (samples[i]) > fabsf (samples[peak]))
      peak = i;
  g_assert_cmpuint (peak, ==, 24000);
  g_assert_cmpfloat (samples[0], >, 0.5);
}

static void
test_same_rate_is_same_buffer (void)
{
  g_autoptr (PtAudioBuffer) noise = wrap (pt_test_noise (1, 1, 1000, 2), 1000, 2, 48000);
  g_autoptr (PtAudioBuffer) once = pt_resample (noise, 48000, NULL, NULL);
  g_autoptr (PtAudioBuffer) looped = pt_resample_loop (noise, 1000, 48000, NULL, NULL);

  g_assert_true (once == noise);
  g_assert_true (looped == noise);
}

/* A sine of whole periods stays one across the joint, however odd the length and however
 * short the loop. */
static void
test_loop_joins (void)
{
  static const struct
  {
    guint64 frames;
    guint rate;
    guint64 result;
    guint result_rate;
    guint periods;
  } cases[] = {
    { 82688, 44100, 90000, 48000, 440 },
    { 90000, 48000, 90001, 48000, 321 },
    { 90001, 48000, 82688, 44100, 321 },
    { 500, 44100, 544, 48000, 7 },
    { 96000, 96000, 48000, 48000, 1000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double hz = (double) cases[i].periods * cases[i].rate / cases[i].frames;
      g_autoptr (PtAudioBuffer) sine = wrap (pt_test_sine (hz, 0.5, cases[i].frames, 2, cases[i].rate), cases[i].frames, 2, cases[i].rate);
      g_autoptr (GError) error = NULL;
      g_autoptr (PtAudioBuffer) result = pt_resample_loop (sine, cases[i].result, cases[i].result_rate, NULL, &error);
      const float *samples = pt_audio_buffer_get_samples (result);
      double worst = 0;

      g_assert_no_error (error);
      g_assert_cmpuint (pt_audio_buffer_get_frames (result), ==, cases[i].result);
      for (guint64 j = 0; j < cases[i].result; j++)
        worst = MAX (worst, fabs (samples[2 * j] - 0.5 * sin (2 * G_PI * cases[i].periods * (double) j / cases[i].result)));
      g_test_message ("%u to %u frames: error %.1f dB", (guint) cases[i].frames, (guint) cases[i].result, pt_gain_to_db (worst));
      g_assert_cmpfloat (pt_gain_to_db (worst), <, -60);
    }
}

static void
test_loop_copy (void)
{
  float numbers[] = { 0, 1, 2 };
  g_autoptr (PtAudioBuffer) loop = wrap (g_memdup2 (numbers, sizeof numbers), 3, 1, 48000);
  float out[8];

  pt_loop_copy (loop, -4, 8, out);
  for (gint i = 0; i < 8; i++)
    g_assert_cmpfloat (out[i], ==, (i + 2) % 3);
}

static void
test_cancelled_and_absurd (void)
{
  g_autoptr (PtAudioBuffer) noise = wrap (pt_test_noise (1, 1, 1000, 2), 1000, 2, 48000);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (pt_resample (noise, 44100, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (pt_resample_loop (noise, G_MAXUINT32, 48000, NULL, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/resampler/quality", test_quality);
  g_test_add_func ("/audio/resampler/aliases", test_aliases);
  g_test_add_func ("/audio/resampler/position", test_position);
  g_test_add_func ("/audio/resampler/same-rate-is-same-buffer", test_same_rate_is_same_buffer);
  g_test_add_func ("/audio/resampler/loop-joins", test_loop_joins);
  g_test_add_func ("/audio/resampler/loop-copy", test_loop_copy);
  g_test_add_func ("/audio/resampler/cancelled-and-absurd", test_cancelled_and_absurd);

  return g_test_run ();
}
