/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-loudness-kernels.h"
#include "audio/pt-loudness.h"

G_BEGIN_DECLS

/* The plain facts of a pair of channels: mean, power, product, clipping. */
typedef struct
{
  double sum[PT_K_LANES];
  double square[PT_K_LANES];
  double product[PT_K_LANES]; /* of the two, in the lanes of both */
  guint64 clipped;
  guint run[2]; /* full-scale samples in a row up to now */
} PtPairDetails;

/* Blocks of PT_K_BLOCK frames. Leaves the squares in @squares, lane by lane. */
void pt_pair_details_run (PtPairDetails *self,
                          const PtLoudnessKernels *kernels,
                          const float *pairs,
                          guint n_blocks,
                          float squares[PT_K_LANES]);

/* What counts as full scale: the largest 16-bit sample. */
#define PT_FULL_SCALE (32767.0f / 32768.0f)
#define PT_CLIPPED_RUN 3
/* @peak: the largest magnitude in @pairs, which spares looking. */
void pt_pair_details_clip (PtPairDetails *self,
                           const float *pairs,
                           guint frames,
                           float peak);

/* Fills rms_dbfs and crest_db, and with @all dc and correlation as well as the clipped
 * samples. sample_peak and frames must be there already. */
void pt_pair_details_report (const PtPairDetails *pairs,
                             guint channels,
                             gboolean all,
                             PtLoudness *result);

G_END_DECLS
