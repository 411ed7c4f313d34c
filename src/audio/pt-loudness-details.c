/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-loudness-details.h"

#include <math.h>

#include "core/pt-util.h"

void
pt_pair_details_run (PtPairDetails *self,
                     const PtLoudnessKernels *kernels,
                     const float *pairs,
                     guint n_blocks,
                     float squares[PT_K_LANES])
{
  float sums[PT_K_LANES];
  float products[PT_K_LANES];

  kernels->sum (pairs, n_blocks, sums, squares, products);
  pt_k_lanes_add (self->sum, sums);
  pt_k_lanes_add (self->square, squares);
  pt_k_lanes_add (self->product, products);
}

void
pt_pair_details_clip (PtPairDetails *self, const float *pairs, guint frames, float peak)
{
  if (peak < PT_FULL_SCALE)
    {
      self->run[0] = self->run[1] = 0;
      return;
    }

  for (guint i = 0; i < 2 * frames; i++)
    {
      guint *run = &self->run[i % 2];

      if (fabsf (pairs[i]) < PT_FULL_SCALE)
        {
          *run = 0;
          continue;
        }
      /* A run counts from its third sample on, with the two before it. */
      *run = MIN (*run + 1, PT_CLIPPED_RUN + 1);
      if (*run == PT_CLIPPED_RUN)
        self->clipped += PT_CLIPPED_RUN;
      else if (*run > PT_CLIPPED_RUN)
        self->clipped++;
    }
}

/* NAN when either side is silent. */
static double
correlate (const PtPairDetails *pair)
{
  const double left = pt_k_lanes_get (pair->square, 0);
  const double right = pt_k_lanes_get (pair->square, 1);

  if (left <= 0 || right <= 0)
    return NAN;

  return CLAMP (pt_k_lanes_get (pair->product, 0) / (sqrt (left) * sqrt (right)), -1, 1);
}

void
pt_pair_details_report (const PtPairDetails *pairs, guint channels, gboolean all, PtLoudness *result)
{
  double square = 0;

  g_return_if_fail (pairs != NULL);
  g_return_if_fail (result != NULL);

  for (guint c = 0; c < channels; c++)
    square += pt_k_lanes_get (pairs[c / 2].square, c % 2);
  if (result->frames > 0 && square > 0)
    {
      result->rms_dbfs = 10 * log10 (square / ((double) result->frames * channels));
      result->crest_db = pt_gain_to_db (result->sample_peak) - result->rms_dbfs;
    }
  if (!all || result->frames == 0)
    return;

  for (guint c = 0; c < channels; c++)
    {
      const double mean = pt_k_lanes_get (pairs[c / 2].sum, c % 2) / result->frames;

      if (fabs (mean) > fabs (result->dc))
        result->dc = mean;
    }
  for (guint pair = 0; pair < (channels + 1) / 2; pair++)
    result->clipped_samples += pairs[pair].clipped;
  if (channels >= 2)
    result->correlation = correlate (&pairs[0]);
}
