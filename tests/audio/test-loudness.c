/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <ebur128.h>
#include <math.h>
#include <string.h>

#include "audio/pt-loudness.h"
#include "pt-test-audio.h"

/* libebur128 is the oracle: 0.001 LU and 0.01 dB on whatever signal. */

static void
assert_near (double value, double expected, double tolerance, const char *what, const char *signal)
{
  if (value == expected || (isnan (value) && isnan (expected)))
    return;
  if (!(fabs (value - expected) <= tolerance))
    g_error ("%s of %s is %.6f, not %.6f", what, signal, value, expected);
}

static double
to_db (double gain)
{
  return gain > 0 ? 20 * log10 (gain) : -INFINITY;
}

/* The layouts of the header, where libebur128's own default differs. */
static void
set_channel_map (ebur128_state *state, guint channels)
{
  static const int seven_one[] = { EBUR128_LEFT, EBUR128_RIGHT, EBUR128_CENTER, EBUR128_UNUSED,
                                   EBUR128_Mp135, EBUR128_Mm135, EBUR128_Mp090, EBUR128_Mm090 };

  for (guint c = 0; c < channels; c++)
    {
      if (channels == 8)
        ebur128_set_channel (state, c, seven_one[c]);
      else if (channels > 8 || channels == 7)
        ebur128_set_channel (state, c, EBUR128_LEFT);
    }
}

static void
measure_with_oracle (const float *samples, guint64 frames, guint channels, guint rate, PtLoudness *result)
{
  ebur128_state *state = ebur128_init (channels, rate,
                                       EBUR128_MODE_I | EBUR128_MODE_LRA | EBUR128_MODE_TRUE_PEAK | EBUR128_MODE_SAMPLE_PEAK | EBUR128_MODE_S);
  const guint hop = (rate + 5) / 10;

  g_assert_nonnull (state);
  set_channel_map (state, channels);
  *result = (PtLoudness){ .lufs_m_max = -INFINITY, .lufs_s_max = -INFINITY };
  for (guint64 done = 0; done < frames;)
    {
      const guint64 n = MIN (hop, frames - done);
      double value;

      g_assert_cmpint (ebur128_add_frames_float (state, samples + done * channels, n), ==, EBUR128_SUCCESS);
      done += n;
      if (done % hop == 0 && done >= 4 * hop && ebur128_loudness_momentary (state, &value) == EBUR128_SUCCESS)
        result->lufs_m_max = MAX (result->lufs_m_max, value);
      if (done % hop == 0 && done >= 30 * hop && ebur128_loudness_shortterm (state, &value) == EBUR128_SUCCESS)
        result->lufs_s_max = MAX (result->lufs_s_max, value);
    }
  g_assert_cmpint (ebur128_loudness_global (state, &result->lufs_i), ==, EBUR128_SUCCESS);
  g_assert_cmpint (ebur128_loudness_range (state, &result->lra_lu), ==, EBUR128_SUCCESS);
  for (guint c = 0; c < channels; c++)
    {
      double peak;

      g_assert_cmpint (ebur128_sample_peak (state, c, &peak), ==, EBUR128_SUCCESS);
      result->sample_peak = MAX (result->sample_peak, peak);
      g_assert_cmpint (ebur128_true_peak (state, c, &peak), ==, EBUR128_SUCCESS);
      result->true_peak = MAX (result->true_peak, peak);
    }
  ebur128_destroy (&state);
}

static void
measure (const float *samples, guint64 frames, guint channels, guint rate, PtLoudness *result)
{
  g_autoptr (PtLoudnessMeter) meter = pt_loudness_meter_new (channels, rate, PT_LOUDNESS_ALL);

  pt_loudness_meter_add (meter, samples, frames);
  pt_loudness_meter_finish (meter, result);
}

static void
assert_agrees (const float *samples, guint64 frames, guint channels, guint rate, const char *signal)
{
  PtLoudness ours, theirs;
  g_autofree char *name = g_strdup_printf ("%s, %u Hz, %u channels", signal, rate, channels);

  measure (samples, frames, channels, rate, &ours);
  measure_with_oracle (samples, frames, channels, rate, &theirs);
  assert_near (ours.lufs_i, theirs.lufs_i, 0.001, "integrated", name);
  assert_near (ours.lra_lu, theirs.lra_lu, 0.001, "range", name);
  /* No gate: what is left of a signal that the filter takes away is rounding. */
  if (theirs.lufs_m_max > -100)
    assert_near (ours.lufs_m_max, theirs.lufs_m_max, 0.001, "momentary", name);
  if (theirs.lufs_s_max > -100)
    assert_near (ours.lufs_s_max, theirs.lufs_s_max, 0.001, "short-term", name);
  assert_near (to_db (ours.sample_peak), to_db (theirs.sample_peak), 0.0001, "sample peak", name);
  assert_near (to_db (ours.true_peak), to_db (theirs.true_peak), 0.01, "true peak", name);
  g_assert_cmpuint (ours.frames, ==, frames);
}

/* Quiet and loud stretches of noise and tones with a beat, different in every channel. */
static float *
make_music (guint64 frames, guint channels, guint rate)
{
  float *samples = pt_test_noise (7, 1, frames, channels);

  for (guint64 i = 0; i < frames; i++)
    for (guint c = 0; c < channels; c++)
      {
        const double t = (double) i / rate;
        const double beat = fmod (t, 0.46875);
        const double level = fmod (t / 4.3 + c * 0.2, 3) < 1 ? 0.05 : fmod (t / 7.7, 2) < 1 ? 0.3
                                                                                            : 0.6;
        float *x = &samples[i * channels + c];

        *x = level * (0.2 * *x + 0.5 * sin (2 * G_PI * 53 * t + 12 * exp (-beat * 40)) * exp (-beat * 6) + 0.2 * sin (2 * G_PI * (440 + 30 * c) * t) + 0.1 * sin (2 * G_PI * 0.21 * rate * t + c));
      }

  return samples;
}

static const guint rates[] = { 8000, 11025, 16000, 22050, 32000, 44100, 48000, 88200, 96000, 176400, 192000 };

static void
test_rates (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      const guint64 frames = rates[i] * 11 + 137;
      g_autofree float *samples = make_music (frames, 2, rates[i]);

      assert_agrees (samples, frames, 2, rates[i], "music");
    }
}

static void
test_channels (void)
{
  static const guint counts[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 33, 64 };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      const guint64 frames = counts[i] > 8 ? 44100 : 44100 * 5;
      g_autofree float *samples = make_music (frames, counts[i], 44100);

      assert_agrees (samples, frames, counts[i], 44100, "music");
    }
}

static void
test_lengths (void)
{
  static const guint lengths[] = { 0, 1, 7, 8, 9, 63, 64, 65, 255, 256, 257, 4409, 4410, 17639, 17640, 17641, 22050,
                                   30 * 4410 - 1, 30 * 4410, 30 * 4410 + 1, 40 * 4410, 60 * 4410 + 3 };
  g_autofree float *samples = make_music (44100 * 7, 2, 44100);

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    assert_agrees (samples, lengths[i], 2, 44100, "the start of music");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/loudness/rates", test_rates);
  g_test_add_func ("/audio/loudness/channels", test_channels);
  g_test_add_func ("/audio/loudness/lengths", test_lengths);

  return g_test_run ();
}
