/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-sample-features.h"

#include <math.h>
#include <string.h>

#include "audio/pt-decimate.h"
#include "audio/pt-flux.h"
#include "audio/pt-spectrum.h"
#include "audio/pt-tempo-detect.h"

#define WINDOW_S (1024 / 48000.0)
#define LOW_HZ 150.0
#define HIGH_HZ 5000.0
#define FIRST_OCTAVE_HZ 100.0
/* Flatness is taken within groups of this many bins, so that a coloured noise is as much
 * noise as a white one. */
#define GROUP 16
#define NOISE_FLATNESS 0.5615 /* geometric over arithmetic mean of a noise's powers: e^-gamma */
#define ENVELOPE_BLOCK 32
/* A gap this long below the threshold ends a decay: longer than half a period of a bass. */
#define DECAY_GAP_S 0.03
#define GLIDE_HZ 400.0
#define GLIDE_MAX_S 0.6

/* What one thread needs for any file, kept from file to file. */
typedef struct
{
  PtSpectrum *spectrum;
  PtKeyDetector *key;
  PtFluxState flux;
  float *mean_power; /* sum over the hops, whole groups */
  float *logs;
  float *curve; /* flux of each hop */
  guint *peaks;
  gsize max_hops;
  float *pitched; /* the signal at about 12 kHz */
  gsize max_pitched;
  float *envelope;
  gsize max_envelope;
} Scratch;

static void
scratch_free (gpointer data)
{
  Scratch *scratch = data;

  g_clear_pointer (&scratch->spectrum, pt_spectrum_free);
  g_clear_pointer (&scratch->key, pt_key_detector_free);
  g_free (scratch->mean_power);
  g_free (scratch->logs);
  g_free (scratch->curve);
  g_free (scratch->peaks);
  g_free (scratch->pitched);
  g_free (scratch->envelope);
  g_free (scratch);
}

static GPrivate scratch_key = G_PRIVATE_INIT (scratch_free);

static Scratch *
scratch_get (guint size, gsize n_hops, gsize n_pitched, gsize n_envelope)
{
  Scratch *scratch = g_private_get (&scratch_key);

  if (scratch == NULL)
    {
      scratch = g_new0 (Scratch, 1);
      scratch->key = pt_key_detector_new ();
      g_private_set (&scratch_key, scratch);
    }
  if (scratch->spectrum == NULL || pt_spectrum_get_size (scratch->spectrum) != size)
    {
      g_clear_pointer (&scratch->spectrum, pt_spectrum_free);
      scratch->spectrum = pt_spectrum_new (size);
      scratch->mean_power = g_renew (float, scratch->mean_power, size / 2);
      scratch->logs = g_renew (float, scratch->logs, size / 2);
    }
  if (n_hops > scratch->max_hops)
    {
      scratch->curve = g_renew (float, scratch->curve, n_hops);
      scratch->peaks = g_renew (guint, scratch->peaks, n_hops);
      scratch->max_hops = n_hops;
    }
  if (n_pitched > scratch->max_pitched)
    {
      scratch->pitched = g_renew (float, scratch->pitched, n_pitched);
      scratch->max_pitched = n_pitched;
    }
  if (n_envelope > scratch->max_envelope)
    {
      scratch->envelope = g_renew (float, scratch->envelope, n_envelope);
      scratch->max_envelope = n_envelope;
    }

  return scratch;
}

/* Adds @power to the sum and takes its logarithms. */
PT_SIMD_CLONES
static void
add_power (float *restrict sum, float *restrict logs, const float *restrict power, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      sum[i] += power[i];
      logs[i] = pt_log2_fast (power[i] + 1e-20f);
    }
}

/* Sums of the groups' logarithms, at the start of @logs. */
PT_SIMD_CLONES
static void
sum_groups (float *logs, guint n_groups)
{
  for (guint g = 0; g < n_groups; g++)
    {
      PtLanes low;
      PtLanes high;

      memcpy (&low, logs + g * GROUP, sizeof low);
      memcpy (&high, logs + g * GROUP + PT_N_LANES, sizeof high);
      low += high;
      logs[g] = pt_lanes_sum (&low);
    }
}

typedef struct
{
  guint n_hops;
  double tonal_floor; /* sum of the groups' geometric means */
} Pass;

static Pass
listen (Scratch *scratch, const float *mono, guint64 frames, guint sample_rate)
{
  guint size = pt_spectrum_get_size (scratch->spectrum);
  guint half = size / 2;
  guint n_groups = half / GROUP;
  Pass pass = { 0 };

  memset (scratch->mean_power, 0, half * sizeof (float));
  pt_flux_state_reset (&scratch->flux, sample_rate, size, 2, pt_flux_peak (mono, frames));
  pass.n_hops = frames < size ? 1 + frames / 2 / half : 1 + (frames - half) / half;
  for (guint i = 0; i < pass.n_hops; i++)
    {
      const float *power = pt_spectrum_measure (scratch->spectrum, mono, frames, ((gint64) i - 1) * half);
      float low;

      /* Without the constant part; the highest bin takes its place in the groups. */
      add_power (scratch->mean_power, scratch->logs, power + 1, half);
      sum_groups (scratch->logs, n_groups);
      for (guint g = 0; g < n_groups; g++)
        pass.tonal_floor += GROUP * exp2f (scratch->logs[g] / GROUP);
      pt_flux_state_push (&scratch->flux, power, &scratch->curve[i], &low);
    }

  return pass;
}

static void
measure_spectrum (const Scratch *scratch, const Pass *pass, guint sample_rate, PtSampleFeatures *features)
{
  guint size = pt_spectrum_get_size (scratch->spectrum);
  double bin_hz = (double) sample_rate / size;
  double total = 0;
  double weighted = 0;
  double low = 0;
  double high = 0;
  guint octave = 0;

  for (guint i = 0; i < size / 2; i++)
    {
      double power = scratch->mean_power[i];
      double hz = (i + 1) * bin_hz;

      while (octave + 1 < PT_SAMPLE_N_OCTAVES && hz >= FIRST_OCTAVE_HZ * (1 << octave))
        octave++;
      features->octaves[octave] += power;

      total += power;
      weighted += power * hz;
      if (hz < LOW_HZ)
        low += power;
      if (hz > HIGH_HZ)
        high += power;
    }
  if (total <= 1e-18 * pass->n_hops)
    {
      memset (features->octaves, 0, sizeof features->octaves);
      return;
    }

  for (octave = 0; octave < PT_SAMPLE_N_OCTAVES; octave++)
    features->octaves[octave] /= total;
  features->brightness_hz = weighted / total;
  features->low_share = low / total;
  features->high_share = high / total;
  features->flatness = MIN (pass->tonal_floor / total / NOISE_FLATNESS, 1);
}

PT_SIMD_CLONES
static void
make_envelope (float *envelope, const float *mono, gsize n_blocks)
{
  for (gsize b = 0; b < n_blocks; b++)
    {
      PtLanes most = { 0 };
      float peak = 0;

      for (guint i = 0; i < ENVELOPE_BLOCK; i += PT_N_LANES)
        {
          PtLanes samples;

          memcpy (&samples, mono + b * ENVELOPE_BLOCK + i, sizeof samples);
          samples = PT_LANES_CLEAN_ABS (samples);
          most = PT_LANES_MAX (samples, most);
        }
      for (guint lane = 0; lane < PT_N_LANES; lane++)
        peak = most[lane] > peak ? most[lane] : peak;
      envelope[b] = peak;
    }
}

typedef struct
{
  gsize n;
  gsize start; /* first block at 10 % of the peak */
  gsize end; /* last before the sound stays 20 dB below its peak */
} Envelope;

static Envelope
measure_envelope (Scratch *scratch, const float *mono, guint64 frames, guint sample_rate, PtSampleFeatures *features)
{
  Envelope shape = { .n = frames / ENVELOPE_BLOCK };
  double block_s = (double) ENVELOPE_BLOCK / sample_rate;
  gsize gap = (gsize) ceil (DECAY_GAP_S / block_s);
  const float *envelope = scratch->envelope;
  gsize peak = 0;
  gsize high = 0;

  make_envelope (scratch->envelope, mono, shape.n);
  for (gsize i = 0; i < shape.n; i++)
    if (envelope[i] > envelope[peak])
      peak = i;
  if (shape.n == 0 || envelope[peak] <= 1e-9f)
    {
      features->decay_s = (double) frames / sample_rate;
      return shape;
    }
  while (envelope[shape.start] < envelope[peak] * 0.1f)
    shape.start++;
  high = shape.start;
  while (envelope[high] < envelope[peak] * 0.9f)
    high++;
  shape.end = peak;
  for (gsize i = peak; i < shape.n && i - shape.end <= gap; i++)
    if (envelope[i] >= envelope[peak] * 0.1f)
      shape.end = i;
  features->attack_s = (high - shape.start) * block_s;
  features->decay_s = shape.end + gap < shape.n ? (shape.end - peak) * block_s : (double) frames / sample_rate;

  return shape;
}

static inline float
clean (float sample)
{
  return fabsf (sample) <= 1e6f ? sample : 0.0f;
}

static void
measure_edges (const float *mono, guint64 frames, double energy, PtSampleFeatures *features)
{
  guint64 last = MAX (frames / 16, 1);
  double last_energy = 0;
  double rms = sqrt (energy / frames);

  if (energy <= 0)
    return;
  for (guint64 i = frames - last; i < frames; i++)
    last_energy += (double) clean (mono[i]) * clean (mono[i]);
  features->onset_at_end = MIN (sqrt (last_energy / last) / rms, 1);
  features->edge_step = fabs ((double) clean (mono[0]) - clean (mono[frames - 1])) / rms;
}

/* The ratio of the first to the last periods of what is below 400 Hz: a kick falls, a
 * bass does not. */
static double
measure_glide (const float *pitched, gsize from, gsize to, double rate)
{
  double keep = exp (-2 * G_PI * GLIDE_HZ / rate);
  double one = 0;
  double two = 0;
  double crossings[256];
  guint n = 0;

  for (gsize i = from; i < to && n < G_N_ELEMENTS (crossings); i++)
    {
      double before = two;

      one = pitched[i] + keep * (one - pitched[i]);
      two = one + keep * (two - one);
      if ((before < 0) != (two < 0) && before != two)
        crossings[n++] = i - two / (two - before);
    }
  if (n < 8)
    return 1;

  /* The first crossing is where the filter wakes up. */
  return CLAMP ((crossings[n - 1] - crossings[n - 4]) / MAX (crossings[4] - crossings[1], 1e-3), 0.05, 20);
}

void
pt_sample_features_measure (const float *mono, guint64 frames, guint sample_rate, gboolean tempo, PtSampleFeatures *features)
{
  Scratch *scratch;
  Pass pass;
  Envelope shape;
  guint size;
  guint factor;
  gsize n_pitched;
  double energy;
  double left = 0;
  guint64 whole = frames;

  g_return_if_fail (mono != NULL || frames == 0);
  g_return_if_fail (sample_rate > 0);
  g_return_if_fail (features != NULL);

  *features = (PtSampleFeatures){ .pitch_glide = 1 };
  if (frames == 0)
    return;
  frames = MIN (frames, (guint64) sample_rate * PT_SAMPLE_FEATURES_MAX_S);
  size = pt_spectrum_size_for (WINDOW_S, sample_rate);
  factor = pt_decimate_factor (sample_rate);
  n_pitched = pt_decimate_length (frames, factor);
  scratch = scratch_get (size, frames / (size / 2) + 2, n_pitched, frames / ENVELOPE_BLOCK + 1);

  pass = listen (scratch, mono, frames, sample_rate);
  measure_spectrum (scratch, &pass, sample_rate, features);
  features->n_onsets = pt_flux_pick (scratch->curve, pass.n_hops, (double) (size / 2) / sample_rate, scratch->peaks, pass.n_hops);
  features->onset_rate_hz = features->n_onsets * (double) sample_rate / frames;
  shape = measure_envelope (scratch, mono, frames, sample_rate, features);
  energy = pt_decimate (mono, frames, factor, scratch->pitched);
  measure_edges (mono, frames, energy, features);
  for (gsize i = 0; i < n_pitched; i++)
    left += (double) scratch->pitched[i] * scratch->pitched[i];
  if (features->low_share > 0.02)
    features->pitch_glide = measure_glide (scratch->pitched, shape.start * ENVELOPE_BLOCK / factor,
                                           MIN (shape.end * ENVELOPE_BLOCK / factor,
                                                shape.start * ENVELOPE_BLOCK / factor + (gsize) (GLIDE_MAX_S * sample_rate / factor)),
                                           (double) sample_rate / factor);
  pt_key_detector_run (scratch->key, scratch->pitched, n_pitched, (double) sample_rate / factor,
                       energy > 0 ? MIN (left * factor / energy, 1) : 0, &features->key);
  if (tempo)
    {
      PtTempoEstimate estimate = { 0 };

      pt_tempo_detect_part (mono, frames, sample_rate, frames == whole, &estimate);
      features->tempo_bpm = estimate.bpm;
      features->tempo_confidence = estimate.confidence;
    }
}
