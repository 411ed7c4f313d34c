/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/kit/kit-dsp.h"
#include "audio/kit/pt-kit.h"
#include "audio/pt-key-detect.h"
#include "audio/pt-loudness.h"
#include "audio/pt-sample-name.h"
#include "core/pt-key.h"
#include "core/pt-role.h"
#include "pt-test-audio.h"

#include <math.h>

/* What every sample of the built kit must be, measured on its file. */

typedef struct
{
  const PtKitSample *facts;
  PtRole role;
  char *path;
  float *samples; /* interleaved */
  gint64 frames;
} Sample;

static GPtrArray *samples; /* of Sample */

static void
sample_free (gpointer data)
{
  Sample *sample = data;

  g_free (sample->path);
  g_free (sample->samples);
  g_free (sample);
}

static void
load_samples (GPtrArray *list)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = pt_kit_locate (NULL, &error);

  g_assert_no_error (error);
  samples = g_ptr_array_new_with_free_func (sample_free);
  for (guint i = 0; i < list->len; i++)
    {
      Sample *sample = g_new0 (Sample, 1);
      guint64 frames;
      guint channels, rate;

      sample->facts = g_ptr_array_index (list, i);
      sample->role = pt_role_from_string (sample->facts->role);
      sample->path = g_build_filename (folder, sample->facts->path, NULL);
      sample->samples = pt_test_read_audio (sample->path, &frames, &channels, &rate);
      sample->frames = frames;
      g_assert_cmpuint (channels, ==, 2);
      g_assert_cmpuint (rate, ==, 48000);
      g_ptr_array_add (samples, sample);
    }
}

typedef void (*CheckFunc) (const Sample *sample);

static void
test_every_sample (gconstpointer check)
{
  for (guint i = 0; i < samples->len; i++)
    ((CheckFunc) check) (g_ptr_array_index (samples, i));
}

/* A claim about a sample that fails with its name. */
static void
expect (const Sample *sample, gboolean holds, const char *what, double value)
{
  if (!holds)
    g_test_fail_printf ("%s: %s is %g", sample->facts->path, what, value);
}

static double
mono (const Sample *sample, gint64 n)
{
  return 0.5 * (sample->samples[2 * n] + sample->samples[2 * n + 1]);
}

static void
check_length (const Sample *sample)
{
  if (sample->facts->loop)
    g_assert_cmpint (sample->frames, ==, (gint64) sample->facts->bars * 90000);
  g_assert_cmpfloat_with_epsilon (sample->facts->duration_s, sample->frames / 48000.0, 1e-9);
}

static void
check_peak_and_dc (const Sample *sample)
{
  double peak = 0.0, sum[2] = { 0.0, 0.0 };
  double peak_db, dc_db;

  for (gint64 n = 0; n < sample->frames; n++)
    for (int c = 0; c < 2; c++)
      {
        peak = MAX (peak, fabs (sample->samples[2 * n + c]));
        sum[c] += sample->samples[2 * n + c];
      }
  peak_db = 20.0 * log10 (peak);
  dc_db = 20.0 * log10 (MAX (fabs (sum[0]), fabs (sum[1])) / sample->frames + 1e-12);
  expect (sample, peak_db <= -0.95, "peak, dBFS,", peak_db);
  expect (sample, peak_db >= (sample->facts->loop ? -13.0 : -6.0), "peak, dBFS,", peak_db);
  expect (sample, dc_db < -60.0, "DC, dBFS,", dc_db);
}

/* From the last frame to the first it is no further than between frames near the joint. */
static void
check_joints (const Sample *sample)
{
  double largest = 0.0, step = 0.0;

  if (!sample->facts->loop)
    return;
  for (int c = 0; c < 2; c++)
    {
      const float *x = sample->samples + c;
      gint64 last = sample->frames - 1;

      step = MAX (step, fabs (x[0] - x[2 * last]));
      for (gint64 n = 1; n < 2000; n++)
        {
          largest = MAX (largest, fabs (x[2 * n] - x[2 * (n - 1)]));
          largest = MAX (largest, fabs (x[2 * (last - n)] - x[2 * (last - n + 1)]));
        }
    }
  expect (sample, step <= largest, "step at the joint", step);
}

static void
check_ends (const Sample *sample)
{
  double tail = 0.0;

  if (sample->facts->loop)
    return;
  for (int c = 0; c < 2; c++)
    {
      expect (sample, fabs (sample->samples[c]) < 0.02, "first frame", sample->samples[c]);
      expect (sample, fabs (sample->samples[2 * (sample->frames - 1) + c]) < 1e-4, "last frame",
              sample->samples[2 * (sample->frames - 1) + c]);
    }
  /* The fade only tidies up: what it takes is quiet already. */
  for (gint64 n = sample->frames - 960; n < sample->frames - 480; n++)
    tail = MAX (tail, fabs (mono (sample, n)));
  if (sample->role != PT_ROLE_FX)
    expect (sample, tail < 0.06, "level where the end fades", tail);
}

/* The pitch of the tail, by its zero crossings. */
static double
tail_hz (const Sample *sample)
{
  KitSvf low[2] = { 0 };
  double before = 0.0, first = -1.0, last = -1.0;
  int n_crossings = 0;
  gint64 end = MIN (sample->frames, 48000 * 28 / 100);

  for (int i = 0; i < 2; i++)
    kit_svf_set (&low[i], 120, 0.7, 48000);
  for (gint64 n = 0; n < end; n++)
    {
      double x = kit_svf_tick (&low[1], kit_svf_tick (&low[0], mono (sample, n)).low).low;

      if (n > 48000 * 12 / 100 && before < 0.0 && x >= 0.0)
        {
          last = n - x / (x - before);
          if (first < 0.0)
            first = last;
          else
            n_crossings++;
        }
      before = x;
    }

  return n_crossings > 0 ? n_crossings * 48000.0 / (last - first) : 0.0;
}

static void
check_kicks (const Sample *sample)
{
  double hz;

  if (sample->role != PT_ROLE_KICK)
    return;
  hz = tail_hz (sample);
  expect (sample, hz >= 40.0 && hz <= 65.0, "pitch of the tail, Hz,", hz);
}

/* The share of energy above or below a corner. */
static double
share (const Sample *sample, double hz, gboolean above)
{
  KitSvf filters[2] = { 0 };
  double part = 0.0, all = 1e-12;

  for (int i = 0; i < 2; i++)
    kit_svf_set (&filters[i], hz, 0.7, 48000);
  for (gint64 n = 0; n < sample->frames; n++)
    {
      double x = mono (sample, n);
      KitSvfOut first = kit_svf_tick (&filters[0], x);
      KitSvfOut second = kit_svf_tick (&filters[1], above ? first.high : first.low);
      double y = above ? second.high : second.low;

      part += y * y;
      all += x * x;
    }

  return part / all;
}

static void
check_spectra (const Sample *sample)
{
  switch (sample->role)
    {
    case PT_ROLE_KICK:
      expect (sample, share (sample, 200, FALSE) > 0.7, "share below 200 Hz", share (sample, 200, FALSE));
      break;
    case PT_ROLE_HIHAT:
    case PT_ROLE_HAT_LOOP:
      expect (sample, share (sample, 3000, TRUE) > 0.6, "share above 3 kHz", share (sample, 3000, TRUE));
      expect (sample, share (sample, 500, FALSE) < 0.01, "share below 500 Hz", share (sample, 500, FALSE));
      break;
    case PT_ROLE_CLAP:
      expect (sample, share (sample, 500, TRUE) > 0.6, "share above 500 Hz", share (sample, 500, TRUE));
      break;
    case PT_ROLE_BASSLINE:
      expect (sample, share (sample, 400, FALSE) > 0.55, "share below 400 Hz", share (sample, 400, FALSE));
      break;
    case PT_ROLE_SYNTH:
    case PT_ROLE_TEXTURE:
      expect (sample, share (sample, 80, FALSE) < 0.1, "share below 80 Hz", share (sample, 80, FALSE));
      break;
    default:
      break;
    }
}

/* On one subwoofer nothing below 100 Hz may differ between the channels. */
static void
check_lows_are_mono (const Sample *sample)
{
  KitSvf side_low[2] = { 0 }, middle_low[2] = { 0 };
  double side = 0.0, middle = 0.0, all = 0.0;

  for (int i = 0; i < 2; i++)
    {
      kit_svf_set (&side_low[i], 80, 0.7, 48000);
      kit_svf_set (&middle_low[i], 80, 0.7, 48000);
    }
  for (gint64 n = 0; n < sample->frames; n++)
    {
      double s = 0.5 * (sample->samples[2 * n] - sample->samples[2 * n + 1]);
      double m = mono (sample, n);

      s = kit_svf_tick (&side_low[1], kit_svf_tick (&side_low[0], s).low).low;
      m = kit_svf_tick (&middle_low[1], kit_svf_tick (&middle_low[0], m).low).low;
      side += s * s;
      middle += m * m;
      all += sample->samples[2 * n] * sample->samples[2 * n];
    }
  if (side + middle > 0.01 * all)
    expect (sample, side / middle < 0.1, "side against middle below 80 Hz", side / middle);
}

/* Loops of a role can be swapped for one another; stereo that is really stereo, but never
 * out of phase. */
static void
check_loudness_and_width (const Sample *sample)
{
  static const double lufs[PT_N_ROLES] = {
    [PT_ROLE_BASSLINE] = -11.5,
    [PT_ROLE_DRUM_LOOP] = -12.0,
    [PT_ROLE_HAT_LOOP] = -16.0,
    [PT_ROLE_SYNTH] = -14.0,
    [PT_ROLE_TEXTURE] = -12.5,
  };

  g_autoptr (GError) error = NULL;
  PtLoudness loudness;

  if (!sample->facts->loop)
    return;
  g_assert_true (pt_loudness_measure_file (sample->path, NULL, &loudness, NULL, &error));
  g_assert_no_error (error);
  expect (sample, fabs (loudness.lufs_i - lufs[sample->role]) < 4.5, "loudness, LUFS,", loudness.lufs_i);
  expect (sample, loudness.correlation > -0.25, "correlation", loudness.correlation);
  expect (sample, loudness.clipped_samples == 0, "clipped samples", loudness.clipped_samples);
  if (sample->role == PT_ROLE_TEXTURE || sample->role == PT_ROLE_SYNTH)
    expect (sample, loudness.correlation < 0.9, "correlation", loudness.correlation);
  if (sample->role == PT_ROLE_BASSLINE)
    expect (sample, loudness.correlation > 0.9, "correlation", loudness.correlation);
}

/* Role, loop, tempo and key can be read from the name alone. */
static void
check_names (const Sample *sample)
{
  PtSampleNameFacts facts;

  pt_sample_name_read (sample->path, 1, &facts);
  expect (sample, facts.role == sample->role, "role", facts.role);
  expect (sample, sample->facts->loop == (facts.loop > 0.0), "loop", facts.loop);
  expect (sample, facts.bpm == sample->facts->bpm, "bpm", facts.bpm);
  if (sample->facts->key != NULL)
    {
      PtKey key;

      g_assert_true (pt_key_parse (sample->facts->key, &key, NULL));
      expect (sample, facts.tonic == key.tonic && facts.minor == 1, "tonic", facts.tonic);
    }
}

/* What is named in a key is heard in it, or in its nearest relative; a bass on one note and
 * its fifth can be heard as several. */
static void
test_keys (void)
{
  int n_heard = 0, n_right = 0;

  for (guint i = 0; i < samples->len; i++)
    {
      const Sample *sample = g_ptr_array_index (samples, i);
      g_autofree float *mix = NULL;
      PtKeyEstimate estimate;
      PtKey key;
      int apart;
      gboolean right;

      if (sample->facts->key == NULL)
        continue;
      mix = g_new (float, sample->frames);
      for (gint64 n = 0; n < sample->frames; n++)
        mix[n] = mono (sample, n);
      pt_key_detect (mix, sample->frames, 48000, &estimate);
      if (estimate.tonalness < PT_KEY_TONAL)
        continue;
      g_assert_true (pt_key_parse (sample->facts->key, &key, NULL));
      apart = (estimate.tonic - key.tonic + 12) % 12;
      right = apart == 0 || (apart == 3 && !estimate.minor);
      if (!right)
        g_test_message ("%s: heard as %s %s", sample->facts->path, pt_key_tonic_name (estimate.tonic), estimate.minor ? "minor" : "major");
      n_right += right;
      n_heard++;
    }
  g_test_message ("%d of %d in their key", n_right, n_heard);
  g_assert_cmpint (n_heard, >=, 15);
  g_assert_cmpint (n_right * 10, >=, n_heard * 8);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) list = pt_kit_list (NULL);
  int status;

  g_test_init (&argc, &argv, NULL);
  g_assert_nonnull (list);
  load_samples (list);
  g_test_add_data_func ("/audio/kit-facts/length", (gconstpointer) check_length, test_every_sample);
  g_test_add_data_func ("/audio/kit-facts/peak-and-dc", (gconstpointer) check_peak_and_dc, test_every_sample);
  g_test_add_data_func ("/audio/kit-facts/joints", (gconstpointer) check_joints, test_every_sample);
  g_test_add_data_func ("/audio/kit-facts/ends", (gconstpointer) check_ends, test_every_sample);
  g_test_add_data_func ("/audio/kit-facts/kicks", (gconstpointer) check_kicks, test_every_sample);
  g_test_add_data_func ("/audio/kit-facts/spectra", (gconstpointer) check_spectra, test_every_sample);
  g_test_add_data_func ("/audio/kit-facts/lows-are-mono", (gconstpointer) check_lows_are_mono, test_every_sample);
  g_test_add_data_func ("/audio/kit-facts/loudness-and-width", (gconstpointer) check_loudness_and_width, test_every_sample);
  g_test_add_data_func ("/audio/kit-facts/names", (gconstpointer) check_names, test_every_sample);
  g_test_add_func ("/audio/kit-facts/keys", test_keys);
  status = g_test_run ();
  g_ptr_array_unref (samples);

  return status;
}
