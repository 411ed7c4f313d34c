/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-loudness.h"

#include <math.h>

#include "audio/pt-loudness-details.h"
#include "audio/pt-loudness-filter.h"
#include "audio/pt-loudness-gate.h"
#include "audio/pt-loudness-peak.h"

/* The meter cuts the signal at the same frames however it arrives: windows of WINDOW
 * frames, blocks of PT_K_BLOCK in them, hops of 100 ms across both. */

#define WINDOW 384
#define SPARE 32 /* floats behind the window that wide reads may touch */
G_STATIC_ASSERT (WINDOW % PT_K_BLOCK == 0);
G_STATIC_ASSERT (WINDOW % PT_TRUE_PEAK_RUN == 0);

#define SILENT_POWER 1e-6 /* -60 dBFS */

/* Beyond this no recording goes, and squares stay finite. */
#define LARGEST 1e15f

typedef struct
{
  PtKState filter;
  double weight[2];
  double energy[PT_K_LANES]; /* of the current hop, filtered */
  double power[PT_K_LANES]; /* of the current hop, as it came */
  float energy_lanes[PT_K_LANES]; /* of the last run of blocks */
  float power_lanes[PT_K_LANES];
} Pair;

struct _PtLoudnessMeter
{
  const PtLoudnessKernels *kernels;
  guint channels;
  guint n_pairs;
  PtLoudnessParts parts;
  gboolean finished;

  float *samples; /* PT_TRUE_PEAK_HISTORY frames, WINDOW frames, SPARE */
  float *pair_copy; /* a window of two channels, unless there are just two */
  guint filled; /* frames in the window */
  guint64 frames; /* in finished windows */

  PtKTables *tables;
  PtTruePeak peak;
  Pair *pairs;
  PtPairDetails *details;

  guint hop_frames;
  guint hop_filled;
  GArray *hops; /* of double: weighted energy */
  guint64 silent_frames;
};

/* BS.1770 gives the surrounds between 60 and 120 degrees to the side 1.41, and the low
 * frequency channel nothing. */
static double
channel_weight (guint channels, guint channel)
{
  static const double quad[] = { 1, 1, 1.41, 1.41 };
  static const double five[] = { 1, 1, 1, 1.41, 1.41 };
  static const double five_one[] = { 1, 1, 1, 0, 1.41, 1.41 };
  static const double seven_one[] = { 1, 1, 1, 0, 1, 1, 1.41, 1.41 };

  switch (channels)
    {
    case 4:
      return quad[channel];
    case 5:
      return five[channel];
    case 6:
      return five_one[channel];
    case 8:
      return seven_one[channel];
    default:
      return 1;
    }
}

static gsize
window_floats (PtLoudnessMeter *self)
{
  return (gsize) WINDOW * self->channels;
}

static float *
window_start (PtLoudnessMeter *self)
{
  return self->samples + (gsize) PT_TRUE_PEAK_HISTORY * self->channels;
}

PtLoudnessMeter *
pt_loudness_meter_new (guint channels, guint sample_rate, PtLoudnessParts parts)
{
  PtLoudnessMeter *self;
  PtKDesign design;

  g_return_val_if_fail (channels >= 1 && channels <= PT_AUDIO_FILE_MAX_CHANNELS, NULL);
  g_return_val_if_fail (sample_rate >= PT_AUDIO_FILE_MIN_RATE && sample_rate <= PT_AUDIO_FILE_MAX_RATE, NULL);

  self = g_new0 (PtLoudnessMeter, 1);
  self->kernels = pt_loudness_kernels_get ();
  self->channels = channels;
  self->n_pairs = (channels + 1) / 2;
  self->parts = parts;
  self->samples = g_aligned_alloc0 (((gsize) PT_TRUE_PEAK_HISTORY + WINDOW) * channels + SPARE, sizeof (float), 64);
  if (channels != 2)
    self->pair_copy = g_aligned_alloc0 (2 * WINDOW, sizeof (float), 64);
  self->tables = g_aligned_alloc0 (1, sizeof (PtKTables), 64);
  pt_k_design_init (&design, sample_rate);
  pt_k_tables_init (self->tables, &design);
  pt_true_peak_init (&self->peak, self->kernels, sample_rate);
  self->details = g_new0 (PtPairDetails, self->n_pairs);
  self->pairs = g_new0 (Pair, self->n_pairs);
  for (guint channel = 0; channel < channels; channel++)
    self->pairs[channel / 2].weight[channel % 2] = channel_weight (channels, channel);
  self->hop_frames = (sample_rate + 5) / 10;
  self->hops = g_array_new (FALSE, FALSE, sizeof (double));

  return self;
}

void
pt_loudness_meter_free (PtLoudnessMeter *self)
{
  if (self == NULL)
    return;

  g_aligned_free (self->samples);
  g_aligned_free (self->pair_copy);
  g_aligned_free (self->tables);
  g_free (self->details);
  g_free (self->pairs);
  g_array_unref (self->hops);
  g_free (self);
}

static void
end_hop (PtLoudnessMeter *self)
{
  double energy = 0, power = 0;

  for (guint i = 0; i < self->n_pairs; i++)
    {
      Pair *pair = &self->pairs[i];

      for (guint channel = 0; channel < 2; channel++)
        {
          energy += pair->weight[channel] * pt_k_lanes_get (pair->energy, channel);
          power += pt_k_lanes_get (pair->power, channel);
        }
      memset (pair->energy, 0, sizeof pair->energy);
      memset (pair->power, 0, sizeof pair->power);
    }
  if (power < SILENT_POWER * self->hop_filled * self->channels)
    self->silent_frames += self->hop_filled;
  /* A hop that the signal ends in is too short for the standard. */
  if (self->hop_filled == self->hop_frames)
    g_array_append_val (self->hops, energy);
  self->hop_filled = 0;
}

static void
extend_hop (PtLoudnessMeter *self, guint frames)
{
  self->hop_filled += frames;
  if (self->hop_filled == self->hop_frames)
    end_hop (self);
}

/* All of the last run belongs to the hop. */
static void
add_run_to_hop (PtLoudnessMeter *self, guint frames)
{
  for (guint i = 0; i < self->n_pairs; i++)
    {
      Pair *pair = &self->pairs[i];

      pt_k_lanes_add (pair->energy, pair->energy_lanes);
      pt_k_lanes_add (pair->power, pair->power_lanes);
    }
  extend_hop (self, frames);
}

/* Of the last block only @frames from frame @first on. */
static void
add_part_to_hop (PtLoudnessMeter *self, guint first, guint frames)
{
  for (guint i = 0; i < self->n_pairs; i++)
    {
      Pair *pair = &self->pairs[i];

      for (guint lane = 2 * first; lane < 2 * (first + frames); lane++)
        {
          pair->energy[lane] += pair->energy_lanes[lane];
          pair->power[lane] += pair->power_lanes[lane];
        }
    }
  extend_hop (self, frames);
}

/* Frames @first.. of two channels as a stream of their own. */
static const float *
get_pair (PtLoudnessMeter *self, guint pair, guint first, guint frames)
{
  const guint stride = self->channels;
  const guint channel = 2 * pair;
  const float *from = window_start (self) + (gsize) first * stride + channel;
  const gboolean both = channel + 1 < stride;

  if (stride == 2)
    return from;

  for (guint i = 0; i < frames; i++)
    {
      self->pair_copy[2 * i] = from[(gsize) i * stride];
      self->pair_copy[2 * i + 1] = both ? from[(gsize) i * stride + 1] : 0;
    }

  return self->pair_copy;
}

/* Whole blocks from frame @first of the window on; @frames of them are signal. */
static void
run_pairs (PtLoudnessMeter *self, guint first, guint frames, float peak)
{
  const gboolean weighted = (self->parts & (PT_LOUDNESS_INTEGRATED | PT_LOUDNESS_RANGE)) != 0;
  const gboolean details = (self->parts & PT_LOUDNESS_DETAILS) != 0;
  const guint n_blocks = (frames + PT_K_BLOCK - 1) / PT_K_BLOCK;

  for (guint i = 0; i < self->n_pairs; i++)
    {
      Pair *pair = &self->pairs[i];
      const float *signal;

      memset (pair->energy_lanes, 0, sizeof pair->energy_lanes);
      memset (pair->power_lanes, 0, sizeof pair->power_lanes);
      if (peak <= 0 && pt_k_state_settle (&pair->filter))
        {
          if (details)
            pt_pair_details_clip (&self->details[i], NULL, frames, 0);
          continue;
        }

      signal = get_pair (self, i, first, n_blocks * PT_K_BLOCK);
      if (weighted && pair->weight[0] + pair->weight[1] > 0)
        self->kernels->filter (self->tables, &pair->filter, signal, n_blocks, pair->energy_lanes);
      pt_pair_details_run (&self->details[i], self->kernels, signal, n_blocks, pair->power_lanes);
      if (details)
        pt_pair_details_clip (&self->details[i], signal, frames, peak);
    }
}

/* Not a number is silence, and what is out of all bounds is brought back. */
static void
tame (float *samples, gsize n)
{
  for (gsize i = 0; i < n; i++)
    samples[i] = isnan (samples[i]) ? 0 : CLAMP (samples[i], -LARGEST, LARGEST);
}

/* Returns the largest sample. */
static float
run_peaks (PtLoudnessMeter *self, guint frames)
{
  const gboolean between = (self->parts & PT_LOUDNESS_TRUE_PEAK) != 0;
  float loudest = 0;

  for (guint first = 0; first < frames; first += PT_TRUE_PEAK_RUN)
    {
      const guint n_frames = MIN (frames - first, PT_TRUE_PEAK_RUN);
      const gsize n = (gsize) n_frames * self->channels;
      float *run = window_start (self) + (gsize) first * self->channels;
      float peak = self->kernels->peak (run, n);

      if (!(peak <= LARGEST))
        {
          tame (run, n);
          peak = self->kernels->peak (run, n);
        }
      pt_true_peak_run (&self->peak, run, n_frames, self->channels, peak, between);
      loudest = MAX (loudest, peak);
    }

  return loudest;
}

static void
run_window (PtLoudnessMeter *self, guint frames)
{
  const gsize n = (gsize) frames * self->channels;
  float peak;

  /* What follows a signal that ends within a block. */
  memset (window_start (self) + n, 0, sizeof (float) * (window_floats (self) + SPARE - n));
  peak = run_peaks (self, frames);

  for (guint first = 0; first < frames;)
    {
      const guint n_hop = MIN (frames - first, self->hop_frames - self->hop_filled);

      if (n_hop >= PT_K_BLOCK)
        {
          const guint n_run = n_hop - n_hop % PT_K_BLOCK;

          run_pairs (self, first, n_run, peak);
          add_run_to_hop (self, n_run);
          first += n_run;
        }
      else
        {
          /* A block that a hop or the signal ends in. */
          const guint n_run = MIN (frames - first, PT_K_BLOCK);

          run_pairs (self, first, n_run, peak);
          for (guint i = 0; i < n_run;)
            {
              const guint n_part = MIN (n_run - i, self->hop_frames - self->hop_filled);

              add_part_to_hop (self, i, n_part);
              i += n_part;
            }
          first += n_run;
        }
    }
  self->frames += frames;
}

static void
end_window (PtLoudnessMeter *self)
{
  const gsize history = (gsize) PT_TRUE_PEAK_HISTORY * self->channels;

  run_window (self, WINDOW);
  memcpy (self->samples, self->samples + window_floats (self), history * sizeof (float));
  self->filled = 0;
}

void
pt_loudness_meter_add (PtLoudnessMeter *self, const float *samples, guint64 frames)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (samples != NULL || frames == 0);
  g_return_if_fail (!self->finished);

  while (frames > 0)
    {
      const guint n = MIN (frames, WINDOW - self->filled);

      memcpy (window_start (self) + (gsize) self->filled * self->channels, samples,
              (gsize) n * self->channels * sizeof (float));
      samples += (gsize) n * self->channels;
      frames -= n;
      self->filled += n;
      if (self->filled == WINDOW)
        end_window (self);
    }
}

void
pt_loudness_meter_finish (PtLoudnessMeter *self, PtLoudness *result)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (result != NULL);

  if (!self->finished)
    {
      if (self->filled > 0)
        run_window (self, self->filled);
      if (self->hop_filled > 0)
        end_hop (self);
      self->finished = TRUE;
    }

  *result = (PtLoudness){
    .lufs_i = -INFINITY,
    .lufs_m_max = -INFINITY,
    .lufs_s_max = -INFINITY,
    .sample_peak = self->peak.sample_peak,
    .true_peak = self->peak.true_peak,
    .rms_dbfs = -INFINITY,
    .crest_db = NAN,
    .correlation = NAN,
    .frames = self->frames,
  };
  if (self->parts & PT_LOUDNESS_INTEGRATED)
    pt_loudness_gate_integrated (self->hops, self->hop_frames, result);
  if (self->parts & PT_LOUDNESS_RANGE)
    pt_loudness_gate_range (self->hops, self->hop_frames, result);
  pt_pair_details_report (self->details, self->channels, (self->parts & PT_LOUDNESS_DETAILS) != 0, result);
  if (self->parts & PT_LOUDNESS_DETAILS && self->frames > 0)
    result->silent_fraction = (double) self->silent_frames / self->frames;
}
