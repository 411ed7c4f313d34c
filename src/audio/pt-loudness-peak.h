/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-loudness-simd.h"

G_BEGIN_DECLS

/* The peak of the samples and of the wave between them, over all channels at once.
 *
 * The wave is found by a windowed sinc of 49 taps that puts three values between two
 * samples (one from 88.2 kHz on, none from 192 kHz), as libebur128 does. Most of it need
 * not be computed: over a short run the wave cannot rise above a bound that follows from
 * the largest sample and the largest bend, and where that bound is below the peak so far,
 * nothing is lost by not looking. */

#define PT_TRUE_PEAK_HISTORY 32 /* frames before the first one that must be readable */
#define PT_TRUE_PEAK_RUN 64 /* frames that are skipped or looked at together */
#define PT_TRUE_PEAK_TAPS 12 /* pairs of taps that share a coefficient, at most */

typedef struct
{
  guint oversampling; /* 1, 2, 4 */
  guint n_taps; /* per value between samples */
  float middle[PT_TRUE_PEAK_TAPS]; /* half way: symmetric, one for each pair */
  float even[PT_TRUE_PEAK_TAPS]; /* a quarter and three quarters of the way: */
  float odd[PT_TRUE_PEAK_TAPS]; /* even plus and minus odd */
  float bound_sample; /* the wave is at most this times the largest sample */
  float bound_line; /* and at most this times the largest sample, */
  float bound_bend; /* plus this times the largest second difference */

  float sample_peak;
  float true_peak;
  float last_run_peak;
  guint64 n_runs;
  guint64 n_looked; /* runs that were not skipped */
} PtTruePeak;

void
pt_true_peak_init (PtTruePeak *self,
                   guint sample_rate);
/* @samples: @frames interleaved frames, finite, of which every call but the last brings a
 * multiple of PT_TRUE_PEAK_RUN; PT_TRUE_PEAK_HISTORY frames before and 16 floats behind are
 * read. @between FALSE: samples only. Returns the sample peak of the call. */
float
pt_true_peak_run (PtTruePeak *self,
                  const float *samples,
                  guint frames,
                  guint channels,
                  gboolean between);
/* The larger of both. */
float
pt_true_peak_get (const PtTruePeak *self);

/* The largest magnitude of @n floats as its bits, which order like the numbers; NaN and
 * infinity are at or above PT_PEAK_BITS_INFINITE. 16 floats behind may be read. */
#define PT_PEAK_BITS_INFINITE 0x7f800000
gint32
pt_peak_bits (const float *samples,
              gsize n);

G_END_DECLS
