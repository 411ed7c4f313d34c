/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <ebur128.h>
#include <math.h>
#include <string.h>

#include "audio/pt-loudness-kernels.h"
#include "audio/pt-loudness.h"
#include "pt-test-audio.h"

/* libebur128 is the oracle: 0.001 LU and 0.01 dB on whatever signal. */

static void
assert_near (double value, double expected, double tolerance, const char *what, const char *signal)
{
  if (value == expected || (isnan (value) && isnan (expected)))
    return;
  if (g_test_verbose ())
    g_test_message ("%s of %s: %.6f, off by %.6f", what, signal, value, value - expected);
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

/* --- signals made to hurt: loud low burst before quiet, offsets, edges of float --- */

typedef double (*SignalFunc) (guint64 frame,
                              guint channel,
                              guint rate,
                              double noise);

static double
silence (guint64 i, guint c, guint rate, double noise)
{
  return 0;
}

static double
offset (guint64 i, guint c, guint rate, double noise)
{
  return 0.9;
}

static double
offset_under_quiet (guint64 i, guint c, guint rate, double noise)
{
  return (c == 0 ? 0.9 : -0.7) + 0.002 * noise;
}

static double
infrasound_under_quiet (guint64 i, guint c, guint rate, double noise)
{
  return 0.99 * sin (2 * G_PI * 1.3 * i / rate) + 0.003 * noise;
}

static double
low_tone (guint64 i, guint c, guint rate, double noise)
{
  return 0.9 * sin (2 * G_PI * (31 + 9 * c) * i / rate);
}

/* Over in a moment, and quiet just above the gate behind it. */
static double
bursts_before_quiet (guint64 i, guint c, guint rate, double noise)
{
  const double t = fmod ((double) i / rate, 1.6);

  return t < 0.3 ? sin (2 * G_PI * 35 * t) : 0.002 * noise;
}

static double
impulse (guint64 i, guint c, guint rate, double noise)
{
  return i == 12345 ? 1 : 0;
}

static double
impulses (guint64 i, guint c, guint rate, double noise)
{
  return i % 777 == c ? -0.9 : 0;
}

static double
alternating (guint64 i, guint c, guint rate, double noise)
{
  return i % 2 ? 1 : -1;
}

static double
between_samples (guint64 i, guint c, guint rate, double noise)
{
  return 0.99 * sin (G_PI / 2 * i + G_PI / 4);
}

static double
square (guint64 i, guint c, guint rate, double noise)
{
  return (i / 97) % 2 ? 1 : -1;
}

static double
hiss (guint64 i, guint c, guint rate, double noise)
{
  return 1e-5 * noise;
}

static double
full_noise (guint64 i, guint c, guint rate, double noise)
{
  return noise;
}

static double
over_full_scale (guint64 i, guint c, guint rate, double noise)
{
  return 8 * noise;
}

static double
around_the_gate (guint64 i, guint c, guint rate, double noise)
{
  const double t = (double) i / rate;

  return pow (10, (fmod (t, 2) < 1 ? -68.5 : -71.5) / 20) * sqrt (2) * sin (2 * G_PI * 997 * t);
}

static double
fading (guint64 i, guint c, guint rate, double noise)
{
  return noise * exp (-10.0 * i / rate);
}

static double
denormal (guint64 i, guint c, guint rate, double noise)
{
  return i < rate ? 0.5 * noise : 1e-40 * noise;
}

static double
one_sided (guint64 i, guint c, guint rate, double noise)
{
  return c == 0 ? 0.3 * noise : 0;
}

static double
loud_then_nothing (guint64 i, guint c, guint rate, double noise)
{
  return i < 4 * (guint64) rate ? 0.3 * noise : 0;
}

static const struct
{
  const char *name;
  SignalFunc value;
} nasty[] = {
  { "silence", silence },
  { "an offset", offset },
  { "an offset under quiet noise", offset_under_quiet },
  { "infrasound under quiet noise", infrasound_under_quiet },
  { "low tones", low_tone },
  { "bursts before quiet", bursts_before_quiet },
  { "an impulse", impulse },
  { "impulses", impulses },
  { "alternating full scale", alternating },
  { "a peak between samples", between_samples },
  { "a square wave", square },
  { "hiss", hiss },
  { "noise at full scale", full_noise },
  { "noise over full scale", over_full_scale },
  { "tones around the gate", around_the_gate },
  { "a fade to nothing", fading },
  { "denormals", denormal },
  { "one side", one_sided },
  { "loud, then nothing", loud_then_nothing },
};

static float *
make_nasty (SignalFunc value, guint64 frames, guint rate)
{
  float *samples = pt_test_noise (3, 1, frames, 2);

  for (guint64 i = 0; i < frames; i++)
    for (guint c = 0; c < 2; c++)
      samples[2 * i + c] = value (i, c, rate, samples[2 * i + c]);

  return samples;
}

static void
test_nasty (gconstpointer data)
{
  const guint rate = GPOINTER_TO_UINT (data);
  const guint64 frames = rate * 5 + 11;

  for (guint i = 0; i < G_N_ELEMENTS (nasty); i++)
    {
      g_autofree float *samples = make_nasty (nasty[i].value, frames, rate);

      assert_agrees (samples, frames, 2, rate, nasty[i].name);
    }
}

/* --- the same however it is cut --- */

static void
test_cuts (void)
{
  static const guint cuts[] = { 1, 7, 8, 63, 64, 100, 255, 256, 257, 4096, 100000 };
  const guint64 frames = 30011;
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (guint channels = 1; channels <= 6; channels++)
    {
      g_autofree float *samples = make_music (frames, channels, 8000);
      PtLoudness whole;

      measure (samples, frames, channels, 8000, &whole);
      for (guint i = 0; i <= G_N_ELEMENTS (cuts); i++)
        {
          g_autoptr (PtLoudnessMeter) meter = pt_loudness_meter_new (channels, 8000, PT_LOUDNESS_ALL);
          PtLoudness cut;

          for (guint64 done = 0; done < frames;)
            {
              const guint64 cut_here = i < G_N_ELEMENTS (cuts) ? cuts[i] : g_rand_int_range (random, 0, 900);
              const guint64 n = MIN (frames - done, cut_here);

              pt_loudness_meter_add (meter, samples + done * channels, n);
              done += n;
            }
          pt_loudness_meter_finish (meter, &cut);
          g_assert_cmpmem (&cut, sizeof cut, &whole, sizeof whole);
        }
    }
}

/* The whole meter on the widths that this processor has. */
static void
test_widths (void)
{
  static const guint two_rates[] = { 48000, 96000 };

  for (guint i = 0; i < G_N_ELEMENTS (two_rates); i++)
    {
      const guint64 frames = two_rates[i] * 4 + 77;
      g_autofree float *samples = make_music (frames, 3, two_rates[i]);
      PtLoudness base, other;

      pt_loudness_kernels_use (pt_loudness_kernels_get_nth (0));
      measure (samples, frames, 3, two_rates[i], &base);
      for (guint n = 1; pt_loudness_kernels_get_nth (n) != NULL; n++)
        {
          pt_loudness_kernels_use (pt_loudness_kernels_get_nth (n));
          measure (samples, frames, 3, two_rates[i], &other);
          g_assert_cmpmem (&base, sizeof base, &other, sizeof other);
        }
      pt_loudness_kernels_use (NULL);
    }
}

static void
test_finish_twice (void)
{
  g_autoptr (PtLoudnessMeter) meter = pt_loudness_meter_new (2, 48000, PT_LOUDNESS_ALL);
  g_autofree float *samples = pt_test_sine (997, 0.5, 48001, 2, 48000);
  PtLoudness first, second;

  pt_loudness_meter_add (meter, samples, 48001);
  pt_loudness_meter_finish (meter, &first);
  pt_loudness_meter_finish (meter, &second);
  g_assert_cmpmem (&first, sizeof first, &second, sizeof second);
}

/* Not asked, not answered; asked, the same answer. */
static void
test_parts (void)
{
  const guint64 frames = 48000 * 4;
  g_autofree float *samples = make_music (frames, 2, 48000);
  PtLoudness all;

  measure (samples, frames, 2, 48000, &all);
  for (guint parts = 0; parts <= PT_LOUDNESS_ALL; parts++)
    {
      g_autoptr (PtLoudnessMeter) meter = pt_loudness_meter_new (2, 48000, parts);
      PtLoudness some;

      pt_loudness_meter_add (meter, samples, frames);
      pt_loudness_meter_finish (meter, &some);
      g_assert_cmpfloat (some.lufs_i, ==, parts & PT_LOUDNESS_INTEGRATED ? all.lufs_i : -INFINITY);
      g_assert_cmpfloat (some.lufs_m_max, ==, parts & PT_LOUDNESS_INTEGRATED ? all.lufs_m_max : -INFINITY);
      g_assert_cmpfloat (some.lufs_s_max, ==, parts & PT_LOUDNESS_RANGE ? all.lufs_s_max : -INFINITY);
      g_assert_cmpfloat (some.lra_lu, ==, parts & PT_LOUDNESS_RANGE ? all.lra_lu : 0);
      g_assert_cmpfloat (some.true_peak, ==, parts & PT_LOUDNESS_TRUE_PEAK ? all.true_peak : all.sample_peak);
      g_assert_cmpfloat (some.sample_peak, ==, all.sample_peak);
      g_assert_cmpfloat (some.rms_dbfs, ==, all.rms_dbfs);
      if (parts & PT_LOUDNESS_DETAILS)
        g_assert_cmpfloat (some.correlation, ==, all.correlation);
      else
        g_assert_true (isnan (some.correlation));
    }
}

/* Float files may hold anything: what is no number counts as silence, and nothing after
 * it is lost. */
static void
test_not_numbers (void)
{
  const guint64 frames = 48000 * 2;
  g_autofree float *samples = make_music (frames, 2, 48000);
  PtLoudness clean, dirty;

  samples[5000] = samples[70001] = samples[70002] = 0;
  measure (samples, frames, 2, 48000, &clean);
  samples[5000] = samples[70002] = NAN;
  samples[70001] = -NAN;
  measure (samples, frames, 2, 48000, &dirty);
  g_assert_cmpmem (&clean, sizeof clean, &dirty, sizeof dirty);

  samples[70001] = INFINITY;
  samples[70003] = -3e38f;
  measure (samples, frames, 2, 48000, &dirty);
  g_assert_true (isfinite (dirty.lufs_i));
  g_assert_true (isfinite (dirty.true_peak));
  g_assert_true (isfinite (dirty.rms_dbfs));
  g_assert_cmpfloat (dirty.sample_peak, >=, 1e15f);
}

/* No standard below 3.4 kHz, but no nonsense either; and all rates a file can have. */
static void
test_far_rates (void)
{
  static const guint far[] = { 1000, 2000, 3363, 3364, 4000, 6000, 384000, 768000 };

  for (guint i = 0; i < G_N_ELEMENTS (far); i++)
    {
      const guint64 frames = far[i] + 5;
      g_autofree float *samples = pt_test_noise (9, 0.5, frames, 2);
      PtLoudness loudness;

      measure (samples, frames, 2, far[i], &loudness);
      g_assert_cmpfloat (loudness.lufs_i, >, -30);
      g_assert_cmpfloat (loudness.lufs_i, <, 0);
      g_assert_cmpfloat (loudness.true_peak, <, 2);
    }
}

/* The standard's own words: a sine of 997 Hz at full scale in one front channel is -3.01. */
static void
test_reference_tone (void)
{
  g_autofree float *samples = pt_test_sine (997, 1, 48000 * 5, 1, 48000);
  PtLoudness loudness;

  measure (samples, 48000 * 5, 1, 48000, &loudness);
  g_assert_cmpfloat_with_epsilon (loudness.lufs_i, -3.01, 0.01);
  g_assert_cmpfloat_with_epsilon (loudness.lufs_s_max, -3.01, 0.01);
  g_assert_cmpfloat_with_epsilon (loudness.rms_dbfs, -3.0103, 0.001);
  g_assert_cmpfloat_with_epsilon (loudness.crest_db, 3.0103, 0.01);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/loudness/rates", test_rates);
  g_test_add_func ("/audio/loudness/channels", test_channels);
  g_test_add_func ("/audio/loudness/lengths", test_lengths);
  g_test_add_data_func ("/audio/loudness/nasty/11025", GUINT_TO_POINTER (11025), test_nasty);
  g_test_add_data_func ("/audio/loudness/nasty/48000", GUINT_TO_POINTER (48000), test_nasty);
  g_test_add_data_func ("/audio/loudness/nasty/96000", GUINT_TO_POINTER (96000), test_nasty);
  g_test_add_func ("/audio/loudness/cuts", test_cuts);
  g_test_add_func ("/audio/loudness/widths", test_widths);
  g_test_add_func ("/audio/loudness/finish-twice", test_finish_twice);
  g_test_add_func ("/audio/loudness/parts", test_parts);
  g_test_add_func ("/audio/loudness/not-numbers", test_not_numbers);
  g_test_add_func ("/audio/loudness/far-rates", test_far_rates);
  g_test_add_func ("/audio/loudness/reference-tone", test_reference_tone);

  return g_test_run ();
}
