/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-loudness-details.h"

#include <math.h>

#include "core/pt-util.h"

static void
add_lanes (double total[2], const float lanes[PT_K_LANES])
{
  for (guint i = 0; i < PT_K_LANES; i += 2)
    {
      total[0] += lanes[i];
      total[1] += lanes[i + 1];
    }
}

void
pt_pair_details_run (PtPairDetails *self,
                     const PtLoudnessKernels *kernels,
                     const float *pairs,
                     guint n_blocks,
                     float squares[PT_K_LANES])
{
  float sums[PT_K_LANES];
  float products[PT_K_LANES];
  double product[2] = { 0, 0 };

  kernels->sum (pairs, n_blocks, sums, squares, products);
  add_lanes (self->sum, sums);
  add_lanes (self->square, squares);
  /* Either lane of a frame holds the product. */
  add_lanes (product, products);
  self->product += product[0];
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

void
pt_pair_details_report (const PtPairDetails *pairs, guint channels, gboolean all, PtLoudness *result)
{
  double square = 0;

  g_return_if_fail (pairs != NULL);
  g_return_if_fail (result != NULL);

  for (guint c = 0; c < channels; c++)
    square += pairs[c / 2].square[c % 2];
  if (result->frames > 0 && square > 0)
    {
      result->rms_dbfs = 10 * log10 (square / ((double) result->frames * channels));
      result->crest_db = pt_gain_to_db (result->sample_peak) - result->rms_dbfs;
    }
  if (!all || result->frames == 0)
    return;

  for (guint c = 0; c < channels; c++)
    {
      const double mean = pairs[c / 2].sum[c % 2] / result->frames;

      if (fabs (mean) > fabs (result->dc))
        result->dc = mean;
    }
  for (guint pair = 0; pair < (channels + 1) / 2; pair++)
    result->clipped_samples += pairs[pair].clipped;
  if (channels >= 2 && pairs[0].square[0] > 0 && pairs[0].square[1] > 0)
    result->correlation = CLAMP (pairs[0].product / sqrt (pairs[0].square[0] * pairs[0].square[1]), -1, 1);
}
