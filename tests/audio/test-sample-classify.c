/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-sample-classify.h"

#include <math.h>

#include "audio/pt-sample-sound.h"
#include "pt-test-audio.h"

/* A hit: 0.3 s, one onset, gone at the end. */
static PtSampleFeatures
make_hit (double brightness_hz, double flatness, double low_share, double high_share)
{
  PtSampleFeatures features = {
    .brightness_hz = brightness_hz,
    .flatness = flatness,
    .low_share = low_share,
    .high_share = high_share,
    .attack_s = 0.001,
    .decay_s = 0.1,
    .onset_rate_hz = 3.3,
    .n_onsets = 1,
    .onset_at_end = 0.01,
    .edge_step = 0.01,
    .pitch_glide = 1,
  };
  guint octave = 0;

  while (octave + 1 < PT_SAMPLE_N_OCTAVES && brightness_hz > 100 << octave)
    octave++;
  features.octaves[octave] = 0.7;
  features.octaves[MIN (octave + 1, PT_SAMPLE_N_OCTAVES - 1)] += 0.3;

  return features;
}

static void
classify (const char *path, const PtSampleFeatures *features, double duration_s, PtSampleVerdict *verdict)
{
  PtSampleNameFacts name;

  pt_sample_name_read (path, 1, &name);
  pt_sample_classify (&name, features, duration_s, 0.9, 6, verdict);
  pt_sample_settle_tempo (&name, features, duration_s, verdict);
  pt_sample_settle_key (&name, features, verdict);
  g_test_message ("%s: %s %.2f, loop %d %.2f, %g bpm, %g bars", path, pt_role_to_string (verdict->role),
                  verdict->role_confidence, verdict->loop, verdict->loop_confidence, verdict->bpm, verdict->bars);
}

/* Noise without its lows that dies away, and a sine that falls from 300 to 50 Hz. */
static PtSampleFeatures
measure_hat (void)
{
  const guint n = 12000;
  g_autofree float *noise = pt_test_noise (5, 0.5, n, 1);
  PtSampleFeatures features;

  for (int pass = 0; pass < 2; pass++)
    for (guint i = n - 1; i > 0; i--)
      noise[i] = 0.5f * (noise[i] - noise[i - 1]);
  for (guint i = 0; i < n; i++)
    noise[i] *= expf (-(float) i / 2000);
  pt_sample_features_measure (noise, n, 48000, FALSE, &features);

  return features;
}

static PtSampleFeatures
measure_kick (void)
{
  const guint n = 20000;
  g_autofree float *samples = g_new (float, n);
  PtSampleFeatures features;
  double phase = 0;

  for (guint i = 0; i < n; i++)
    {
      phase += 2 * G_PI * (50 + 250 * exp (-(double) i / 1200)) / 48000;
      samples[i] = 0.9 * sin (phase) * exp (-(double) i / 6000);
    }
  pt_sample_features_measure (samples, n, 48000, FALSE, &features);

  return features;
}

static void
test_name_first (void)
{
  PtSampleFeatures bright = measure_hat ();
  PtSampleVerdict agreeing, opposed, weak;

  classify ("/s/Hat 3.wav", &bright, 0.3, &agreeing);
  g_assert_cmpint (agreeing.role, ==, PT_ROLE_HIHAT);
  g_assert_cmpfloat (agreeing.role_confidence, >, 0.9);
  g_assert_false (agreeing.loop);
  /* A clear name stands against the sound, with less confidence. */
  classify ("/s/Kick 3.wav", &bright, 0.3, &opposed);
  g_assert_cmpint (opposed.role, ==, PT_ROLE_KICK);
  g_assert_cmpfloat (opposed.role_confidence, <, agreeing.role_confidence);
  /* A vague one does not. */
  classify ("/s/note 3.wav", &bright, 0.3, &weak);
  g_assert_cmpint (weak.role, ==, PT_ROLE_HIHAT);
}

static void
test_sound_alone (void)
{
  PtSampleFeatures kick = measure_kick ();
  PtSampleFeatures hat = measure_hat ();
  PtSampleVerdict verdict;

  classify ("/s/0001.wav", &kick, 0.4, &verdict);
  g_assert_cmpint (verdict.role, ==, PT_ROLE_KICK);
  g_assert_false (verdict.loop);
  classify ("/s/0002.wav", &hat, 0.3, &verdict);
  g_assert_cmpint (verdict.role, ==, PT_ROLE_HIHAT);
  /* Some drum. */
  classify ("/s/Drums/0002.wav", &hat, 0.3, &verdict);
  g_assert_cmpint (verdict.role, ==, PT_ROLE_HIHAT);
}

/* A loop of claps is a loop of drums; a slice of a break is one of the drums. */
static void
test_role_follows_loop (void)
{
  PtSampleFeatures loop = make_hit (3000, 0.9, 0, 0.2);
  PtSampleFeatures slice = measure_kick ();
  PtSampleVerdict verdict;

  loop.n_onsets = 16;
  loop.onset_rate_hz = 4.2;
  loop.onset_at_end = 0.5;
  classify ("/s/clap.wav", &loop, 3.75, &verdict);
  g_assert_true (verdict.loop);
  g_assert_cmpint (verdict.role, ==, PT_ROLE_DRUM_LOOP);
  classify ("/s/beats_01.wav", &slice, 0.25, &verdict);
  g_assert_false (verdict.loop);
  g_assert_cmpint (verdict.role, ==, PT_ROLE_KICK);
}

static void
test_silence (void)
{
  PtSampleFeatures nothing = { .pitch_glide = 1 };
  PtSampleNameFacts name;
  PtSampleVerdict verdict;

  pt_sample_name_read ("/s/Kick.wav", 1, &name);
  pt_sample_classify (&name, &nothing, 1, 0, 1, &verdict);
  g_assert_cmpint (verdict.role, ==, PT_ROLE_NONE);
  g_assert_false (verdict.loop);
}

static void
test_tempo (void)
{
  static const struct
  {
    const char *path;
    double heard_bpm;
    double duration_s;
    double bpm;
    double bars;
  } cases[] = {
    /* The name says it. */
    { "/s/Bass Loop 128bpm.wav", 0, 7.5, 128, 4 },
    { "/s/Bass Loop 128bpm.wav", 100, 7.5, 128, 4 },
    /* A tail after the last bar: the tempo stands, the bars are not known. */
    { "/s/Bass Loop 128bpm.wav", 0, 8.6, 128, 0 },
    { "/s/Bass Loop 4 bars.wav", 0, 7.5, 128, 4 },
    /* A bare number that fits the length, and one that does not. */
    { "/s/Bass_Loop_130_Fm.wav", 0, 4 * 240.0 / 130, 130, 4 },
    { "/s/Bass_Loop_131_Fm.wav", 0, 7.5, 128, 4 },
    /* Heard, and made exact by the length; also when half or double was heard. */
    { "/s/Bass Loop.wav", 127.2, 7.5, 128, 4 },
    { "/s/Bass Loop.wav", 64.1, 7.5, 128, 4 },
    { "/s/Bass Loop.wav", 90.4, 2 * 240 / 90.0, 90, 2 },
    /* Heard, no whole bars. */
    { "/s/Bass Loop.wav", 120, 5.3, 120, 0 },
    /* Only the length: whole bars at the likeliest tempo. */
    { "/s/Bass Loop.wav", 0, 7.5, 128, 4 },
    { "/s/Bass Loop.wav", 0, 1.875, 128, 1 },
    { "/s/Bass Loop.wav", 0, 240 / 140.0, 140, 1 },
    /* A hit has none. */
    { "/s/Bass oneshot.wav", 120, 0.4, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PtSampleFeatures features = make_hit (200, 0.1, 0.6, 0);
      PtSampleVerdict verdict;

      features.tempo_bpm = cases[i].heard_bpm;
      if (cases[i].duration_s > 1)
        features.n_onsets = 12;
      classify (cases[i].path, &features, cases[i].duration_s, &verdict);
      g_assert_cmpfloat (verdict.bpm, ==, cases[i].bpm);
      g_assert_cmpfloat (verdict.bars, ==, cases[i].bars);
    }
}

/* Listening costs: only where neither the name nor the length has told. */
static void
test_needs_tempo (void)
{
  static const struct
  {
    const char *path;
    gboolean loop;
    double duration_s;
    gboolean needs;
  } cases[] = {
    { "/s/Loop.wav", TRUE, 7.5, TRUE },
    { "/s/Loop.wav", FALSE, 7.5, FALSE },
    { "/s/Loop.wav", TRUE, 0.4, FALSE },
    { "/s/Loop 128bpm.wav", TRUE, 7.5, FALSE },
    { "/s/Loop 4 bars.wav", TRUE, 7.5, FALSE },
    { "/s/Loop 128.wav", TRUE, 7.5, FALSE },
    { "/s/Loop 131.wav", TRUE, 7.5, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PtSampleVerdict verdict = { .loop = cases[i].loop };
      PtSampleNameFacts name;

      pt_sample_name_read (cases[i].path, 1, &name);
      g_assert_cmpint (pt_sample_needs_tempo (&name, &verdict, cases[i].duration_s), ==, cases[i].needs);
    }
}

static void
test_key (void)
{
  static const struct
  {
    const char *path;
    PtRole role;
    double tonalness;
    int tonic; /* -1: none */
    gboolean minor;
  } cases[] = {
    /* Heard is G major. */
    { "/s/x.wav", PT_ROLE_SYNTH, 0.5, 7, FALSE },
    { "/s/x.wav", PT_ROLE_SYNTH, 0.1, -1, FALSE },
    { "/s/x.wav", PT_ROLE_KICK, 0.5, -1, FALSE },
    { "/s/x Fm.wav", PT_ROLE_SYNTH, 0.5, 5, TRUE },
    { "/s/x Fm.wav", PT_ROLE_KICK, 0.0, 5, TRUE },
    /* A note alone: the mode that was heard on it, else minor; a bare letter has to agree. */
    { "/s/x C#.wav", PT_ROLE_BASSLINE, 0.5, 1, TRUE },
    { "/s/x G.wav", PT_ROLE_BASSLINE, 0.5, 7, FALSE },
    { "/s/x A.wav", PT_ROLE_BASSLINE, 0.5, 7, FALSE },
    { "/s/x A.wav", PT_ROLE_PERC, 0.5, -1, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PtSampleFeatures features = make_hit (500, 0.1, 0, 0);
      PtSampleVerdict verdict = { .role = cases[i].role };
      PtSampleNameFacts name;

      features.key.tonic = 7;
      features.key.minor = FALSE;
      features.key.confidence = 0.7;
      features.key.tonalness = cases[i].tonalness;
      pt_sample_name_read (cases[i].path, 0, &name);
      pt_sample_settle_key (&name, &features, &verdict);
      g_test_message ("%s", cases[i].path);
      g_assert_cmpint (verdict.tonal, ==, cases[i].tonic >= 0);
      if (verdict.tonal)
        {
          g_assert_cmpint (verdict.tonic, ==, cases[i].tonic);
          g_assert_cmpint (verdict.minor, ==, cases[i].minor);
          g_assert_cmpfloat (verdict.key_confidence, >, 0);
        }
    }
}

/* Whatever the features are, the answer is a probability. */
static void
test_odd_features (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (int round = 0; round < 5000; round++)
    {
      static const double odd[] = { 0, 1, -1, 1e9, 1e-9, 0.5, 20 };
      PtSampleFeatures features = { 0 };
      double *values = (double *) &features;
      double inputs[PT_SAMPLE_SOUND_INPUTS];
      double roles[PT_N_ROLES];
      double sum = 0;
      double loop;

      features.brightness_hz = odd[g_rand_int_range (random, 0, G_N_ELEMENTS (odd))];
      for (guint i = 0; i < G_STRUCT_OFFSET (PtSampleFeatures, n_onsets) / sizeof (double); i++)
        values[i] = odd[g_rand_int_range (random, 0, G_N_ELEMENTS (odd))];
      features.n_onsets = g_rand_int_range (random, 0, 1000000);
      pt_sample_sound_inputs (&features, odd[g_rand_int_range (random, 0, G_N_ELEMENTS (odd))],
                              odd[g_rand_int_range (random, 0, G_N_ELEMENTS (odd))], inputs);
      pt_sample_sound_roles (inputs, roles);
      for (guint i = 0; i < PT_N_ROLES; i++)
        {
          g_assert_cmpfloat (roles[i], >=, 0);
          sum += roles[i];
        }
      g_assert_cmpfloat_with_epsilon (sum, 1, 1e-9);
      loop = pt_sample_sound_loop (&features, odd[g_rand_int_range (random, 0, G_N_ELEMENTS (odd))]);
      g_assert_cmpfloat (loop, >=, 0);
      g_assert_cmpfloat (loop, <=, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/sample-classify/name-first", test_name_first);
  g_test_add_func ("/audio/sample-classify/sound-alone", test_sound_alone);
  g_test_add_func ("/audio/sample-classify/role-follows-loop", test_role_follows_loop);
  g_test_add_func ("/audio/sample-classify/silence", test_silence);
  g_test_add_func ("/audio/sample-classify/tempo", test_tempo);
  g_test_add_func ("/audio/sample-classify/needs-tempo", test_needs_tempo);
  g_test_add_func ("/audio/sample-classify/key", test_key);
  g_test_add_func ("/audio/sample-classify/odd-features", test_odd_features);

  return g_test_run ();
}
