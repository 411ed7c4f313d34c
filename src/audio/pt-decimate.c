/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-decimate.h"

#include <math.h>

#include "audio/pt-lanes.h"

#define TARGET_RATE 11025
#define MAX_FACTOR 32
/* Outputs the filter spans; the transition of a Blackman window of this length reaches
 * from 0.21 to 0.55 of the output rate. */
#define SPAN 16
#define CUTOFF 0.38
#define BLOCK 512

static float filters[MAX_FACTOR + 1][MAX_FACTOR * SPAN];

guint
pt_decimate_factor (guint sample_rate)
{
  return CLAMP (sample_rate / TARGET_RATE, 1, MAX_FACTOR);
}

guint64
pt_decimate_length (guint64 frames, guint factor)
{
  g_return_val_if_fail (factor >= 1, 0);

  return frames / factor + (frames % factor != 0);
}

static const float *
get_filter (guint factor)
{
  static gsize made[MAX_FACTOR + 1];

  if (g_once_init_enter (&made[factor]))
    {
      guint n = factor * SPAN;
      double sum = 0;

      for (guint i = 0; i < n; i++)
        {
          double at = i - n / 2.0;
          double phase = (double) i / n;
          double x = 2 * G_PI * CUTOFF / factor * at;
          double sinc = at == 0 ? 1 : sin (x) / x;

          filters[factor][i] = sinc * (0.42 - 0.5 * cos (2 * G_PI * phase) + 0.08 * cos (4 * G_PI * phase));
          sum += filters[factor][i];
        }
      for (guint i = 0; i < n; i++)
        filters[factor][i] /= sum;
      g_once_init_leave (&made[factor], 1);
    }

  return filters[factor];
}

PT_SIMD_CLONES
static void
filter_block (const float *input, const float *filter, guint n_taps, guint factor, float *output, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      PtLanes sum = { 0 };

      for (guint k = 0; k < n_taps; k += PT_N_LANES)
        {
          PtLanes samples;
          PtLanes taps;

          memcpy (&samples, input + i * factor + k, sizeof samples);
          memcpy (&taps, filter + k, sizeof taps);
          sum += samples * taps;
        }
      output[i] = pt_lanes_sum (&sum);
    }
}

PT_SIMD_CLONES
static float
clean_block (float *restrict output, const float *restrict input, guint n)
{
  PtLanes energy = { 0 };
  float rest = 0;
  guint i = 0;

  for (; i + PT_N_LANES <= n; i += PT_N_LANES)
    {
      PtLanes samples;

      memcpy (&samples, input + i, sizeof samples);
      samples = PT_LANES_WHERE (PT_LANES_ABS (samples) <= 1e6f, samples);
      energy += samples * samples;
      memcpy (output + i, &samples, sizeof samples);
    }
  for (; i < n; i++)
    {
      output[i] = fabsf (input[i]) <= 1e6f ? input[i] : 0.0f;
      rest += output[i] * output[i];
    }

  return pt_lanes_sum (&energy) + rest;
}

double
pt_decimate (const float *mono, guint64 frames, guint factor, float *output)
{
  const float *filter;
  float block[MAX_FACTOR * (BLOCK + SPAN)];
  guint n_taps;
  guint64 n_out;
  double energy = 0;

  g_return_val_if_fail (mono != NULL || frames == 0, 0);
  g_return_val_if_fail (factor >= 1 && factor <= MAX_FACTOR, 0);

  filter = get_filter (factor);
  n_taps = factor * SPAN;
  n_out = pt_decimate_length (frames, factor);
  /* The block holds what the filter reaches back to, then new input. */
  memset (block, 0, n_taps * sizeof (float));
  for (guint64 at = 0, read = 0; at < n_out;)
    {
      guint n = MIN (BLOCK, n_out - at);
      guint64 wanted = at == 0 ? (guint64) n * factor + n_taps / 2 : (guint64) n * factor;
      guint start = at == 0 ? n_taps / 2 : n_taps;
      guint got = read < frames ? MIN (wanted, frames - read) : 0;

      if (got > 0)
        energy += clean_block (block + start, mono + read, got);
      memset (block + start + got, 0, (wanted - got) * sizeof (float));
      read += got;
      filter_block (block, filter, n_taps, factor, output + at, n);
      memmove (block, block + (gsize) n * factor, n_taps * sizeof (float));
      at += n;
    }

  return energy;
}
