/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-loudness-kernels.h"

G_BEGIN_DECLS

/* The peak of the samples and of the wave between them, over all channels at once.
 *
 * The wave is found by a windowed sinc of 49 taps that puts three values between two
 * samples (one from 96 kHz on, none from 192 kHz), as libebur128 does. Most of it need
 * not be computed: over a short run the wave cannot rise above a bound that follows from
 * the largest sample and the largest bend, and where that bound is below the peak so far,
 * nothing is lost by not looking. */

#define PT_TRUE_PEAK_HISTORY 32 /* frames before the first one that must be readable */
#define PT_TRUE_PEAK_RUN 64 /* frames that are skipped or looked at together */

typedef struct
{
  const PtLoudnessKernels *kernels;
  PtWaveTaps taps; /* none from 192 kHz on */
  float bound_sample; /* the wave is at most this times the largest sample */
  float bound_line; /* and at most this times the largest sample, */
  float bound_bend; /* plus this times the largest second difference */

  float sample_peak;
  float true_peak;
  float last_run_peak;
  guint64 n_runs;
  guint64 n_looked; /* runs that were not skipped */
} PtTruePeak;

void pt_true_peak_init (PtTruePeak *self,
                        const PtLoudnessKernels *kernels,
                        guint sample_rate);
/* One run of @frames interleaved frames whose largest magnitude is @peak: all but the last
 * run have PT_TRUE_PEAK_RUN. PT_TRUE_PEAK_HISTORY frames before and 16 floats behind are
 * read too. @between FALSE: the samples only. true_peak is the larger of both. */
void pt_true_peak_run (PtTruePeak *self,
                       const float *samples,
                       guint frames,
                       guint channels,
                       float peak,
                       gboolean between);

G_END_DECLS
