/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <fftw3.h>
#include <math.h>
#include <string.h>

#include "audio/pt-audio-error.h"
#include "audio/pt-stretcher.h"
#include "core/pt-beats.h"
#include "core/pt-util.h"
#include "pt-test-audio.h"

#define RATE 48000

static PtAudioBuffer *
wrap (float *samples, guint64 frames, guint channels)
{
  float *copy = pt_audio_buffer_alloc (frames, channels);

  memcpy (copy, samples, frames * channels * sizeof (float));
  g_free (samples);

  return pt_audio_buffer_new_take (copy, frames, channels, RATE);
}

/* One bar at @bpm of three tones of whole periods and four kicks. */
static PtAudioBuffer *
music (double bpm)
{
  guint64 frames = pt_bars_to_frame (1, pt_tempo_from_bpm (bpm), RATE);
  float *samples = g_new (float, frames * 2);

  for (guint64 i = 0; i < frames; i++)
    {
      double t = (double) i / frames;
      double beat = fmod (t * 4, 1);
      double tones = 0.15 * (sin (2 * G_PI * 411 * t) + sin (2 * G_PI * 617 * t) + sin (2 * G_PI * 1033 * t));
      double kick = 0.4 * exp (-beat * 12) * sin (2 * G_PI * 30 * beat);

      samples[2 * i] = tones + kick;
      samples[2 * i + 1] = 0.8 * tones + kick;
    }

  return wrap (samples, frames, 2);
}

static double
max_step (const float *samples, guint64 start, guint64 n, guint64 frames)
{
  double step = 0;

  for (guint64 i = start; i < start + n; i++)
    step = MAX (step, fabs (samples[(i + 1) % frames * 2] - samples[i % frames * 2]));

  return step;
}

static void
test_lengths_and_joints (void)
{
  static const struct
  {
    double from, to;
  } cases[] = { { 133, 128 }, { 128, 97.3 }, { 120, 128 }, { 125, 125.01 }, { 100, 174 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PtAudioBuffer) loop = music (cases[i].from);
      guint64 frames = pt_bars_to_frame (1, pt_tempo_from_bpm (cases[i].to), RATE);
      g_autoptr (GError) error = NULL;
      g_autoptr (PtAudioBuffer) result = pt_stretch_loop (loop, frames, NULL, &error);
      const float *samples;
      double joint, before, inside;

      g_assert_no_error (error);
      g_assert_cmpuint (pt_audio_buffer_get_frames (result), ==, frames);
      g_assert_cmpuint (pt_audio_buffer_get_channels (result), ==, 2);
      samples = pt_audio_buffer_get_samples (result);
      joint = max_step (samples, frames - 1, 1, frames);
      before = max_step (samples, frames - 2000, 1990, frames);
      inside = max_step (samples, 3000, frames - 6000, frames);
      g_test_message ("%g to %g: step at the joint %.4f, before it %.4f, inside %.4f", cases[i].from, cases[i].to, joint, before, inside);
      g_assert_cmpfloat (joint, <=, inside * 1.1);
      g_assert_cmpfloat (before, <=, inside * 1.05);
    }
}

/* The strongest frequency of channel 0, by a parabola through the spectrum's peak. */
static double
strongest_hz (const PtAudioBuffer *buffer)
{
  const guint n = 65536;
  const float *samples = pt_audio_buffer_get_samples (buffer);
  float *in = fftwf_alloc_real (n);
  fftwf_complex *out = fftwf_alloc_complex (n / 2 + 1);
  fftwf_plan plan = fftwf_plan_dft_r2c_1d (n, in, out, FFTW_ESTIMATE);
  g_autofree double *db = g_new (double, n / 2);
  guint peak = 1;

  for (guint i = 0; i < n; i++)
    in[i] = samples[2 * i] * (0.5 - 0.5 * cos (2 * G_PI * i / n));
  fftwf_execute (plan);
  for (guint i = 0; i < n / 2; i++)
    db[i] = log (hypot (out[i][0], out[i][1]) + 1e-12);
  for (guint i = 2; i < n / 2 - 1; i++)
    if (db[i] > db[peak])
      peak = i;
  fftwf_destroy_plan (plan);
  fftwf_free (in);
  fftwf_free (out);

  return (peak + 0.5 * (db[peak - 1] - db[peak + 1]) / (db[peak - 1] - 2 * db[peak] + db[peak + 1])) * RATE / n;
}

static void
test_pitch (void)
{
  guint64 from = 96000;
  guint64 to = 128000;
  g_autoptr (PtAudioBuffer) sine = wrap (pt_test_sine (440, 0.5, from, 2, RATE), from, 2);
  g_autoptr (PtAudioBuffer) slower = pt_stretch_loop (sine, to, NULL, NULL);
  g_autoptr (PtAudioBuffer) faster = pt_stretch_loop (sine, 70000, NULL, NULL);

  g_assert_cmpfloat_with_epsilon (strongest_hz (slower), 440, 0.1);
  g_assert_cmpfloat_with_epsilon (strongest_hz (faster), 440, 0.1);
}

/* Hits stay on their beats. */
static void
test_onsets (void)
{
  guint64 from = pt_bars_to_frame (1, pt_tempo_from_bpm (133), RATE);
  guint64 to = pt_bars_to_frame (1, pt_tempo_from_bpm (128), RATE);
  g_autoptr (PtAudioBuffer) clicks = wrap (pt_test_clicks (0.9, from, 2, 4), from, 2);
  g_autoptr (PtAudioBuffer) result = pt_stretch_loop (clicks, to, NULL, NULL);
  const float *samples = pt_audio_buffer_get_samples (result);

  for (guint beat = 0; beat < 4; beat++)
    {
      gint64 expected = to * beat / 4;
      gint64 found = 0;
      float peak = 0;

      for (gint64 i = expected - 5000; i < expected + 5000; i++)
        {
          float value = fabsf (samples[(i + to) % to * 2]);

          if (value > peak)
            {
              peak = value;
              found = i;
            }
        }
      g_test_message ("beat %u: %d frames off, peak %.2f", beat, (int) (found - expected), peak);
      g_assert_cmpint (ABS (found - expected), <=, 24);
    }
}

static void
test_same_length_is_same_buffer (void)
{
  g_autoptr (PtAudioBuffer) noise = wrap (pt_test_noise (1, 1, 1000, 2), 1000, 2);
  g_autoptr (PtAudioBuffer) result = pt_stretch_loop (noise, 1000, NULL, NULL);

  g_assert_true (result == noise);
}

static void
test_same_twice (void)
{
  g_autoptr (PtAudioBuffer) loop = music (133);
  g_autoptr (PtAudioBuffer) a = pt_stretch_loop (loop, 90000, NULL, NULL);
  g_autoptr (PtAudioBuffer) b = pt_stretch_loop (loop, 90000, NULL, NULL);

  g_assert_cmpint (memcmp (pt_audio_buffer_get_samples (a), pt_audio_buffer_get_samples (b), 90000 * 8), ==, 0);
}

static void
test_odd_input (void)
{
  g_autoptr (PtAudioBuffer) silence = wrap (g_new0 (float, 2000), 1000, 2);
  g_autoptr (PtAudioBuffer) mono = wrap (pt_test_noise (1, 1, 5000, 1), 5000, 1);
  g_autoptr (PtAudioBuffer) still_silence = pt_stretch_loop (silence, 1501, NULL, NULL);
  g_autoptr (PtAudioBuffer) shorter = pt_stretch_loop (mono, 3999, NULL, NULL);
  g_autoptr (PtAudioBuffer) refused = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3002; i++)
    g_assert_cmpfloat (fabsf (pt_audio_buffer_get_samples (still_silence)[i]), <, 1e-6);
  g_assert_cmpuint (pt_audio_buffer_get_frames (shorter), ==, 3999);

  refused = pt_stretch_loop (silence, 100000, NULL, &error);
  g_assert_null (refused);
  g_assert_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNSUPPORTED);
  g_clear_error (&error);

  g_cancellable_cancel (cancellable);
  refused = pt_stretch_loop (mono, 4000, cancellable, &error);
  g_assert_null (refused);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/stretcher/lengths-and-joints", test_lengths_and_joints);
  g_test_add_func ("/audio/stretcher/pitch", test_pitch);
  g_test_add_func ("/audio/stretcher/onsets", test_onsets);
  g_test_add_func ("/audio/stretcher/same-length-is-same-buffer", test_same_length_is_same_buffer);
  g_test_add_func ("/audio/stretcher/same-twice", test_same_twice);
  g_test_add_func ("/audio/stretcher/odd-input", test_odd_input);

  return g_test_run ();
}
