/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-audio-buffer.h"
#include "audio/pt-audio-file.h"

G_BEGIN_DECLS

/* Loudness after ITU-R BS.1770-4 and EBU R 128, Tech 3341 and 3342: a fast path of our own
 * over whole signals. libebur128 is the live meter and the oracle of the tests. */

typedef struct
{
  double lufs_i; /* integrated; -INFINITY: silent or all gated */
  double lufs_m_max; /* momentary, 400 ms */
  double lufs_s_max; /* short-term, 3 s; -INFINITY when shorter */
  double lra_lu; /* 0 when too short to tell */
  double sample_peak; /* linear */
  double true_peak; /* linear, 4x oversampled (2x from 96 kHz on, none from 192) */
  double rms_dbfs; /* mean square over all channels */
  double crest_db; /* sample peak over RMS */
  double dc; /* mean, the channel that is furthest off */
  double correlation; /* first two channels, -1..1; NAN: mono or silent */
  guint64 clipped_samples; /* samples in runs of at least 3 at full scale */
  double silent_fraction; /* share of 100 ms windows below -60 dBFS RMS */
  guint64 frames;
} PtLoudness;

/* Streams blocks of any size; the result does not depend on how the signal is cut. */
typedef struct _PtLoudnessMeter PtLoudnessMeter;

typedef enum
{
  PT_LOUDNESS_INTEGRATED = 1 << 0, /* with momentary maximum */
  PT_LOUDNESS_TRUE_PEAK = 1 << 1,
  PT_LOUDNESS_RANGE = 1 << 2, /* with short-term maximum */
  PT_LOUDNESS_DETAILS = 1 << 3, /* dc, correlation, clipped, silent fraction */
  PT_LOUDNESS_ALL = 0xf,
} PtLoudnessParts;

/* What a file can have (pt-audio-file.h) can be measured. Channels in WAV order: BS.1770
 * weights (LFE left out, surrounds +1.5 dB) for the usual layouts of 4, 5, 6 and 8; other
 * counts are weighted alike, and mono is one channel. Below 3.4 kHz there is no standard:
 * the curve is bent to fit. */
PtLoudnessMeter *pt_loudness_meter_new (guint channels,
                                        guint sample_rate,
                                        PtLoudnessParts parts);
void pt_loudness_meter_free (PtLoudnessMeter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtLoudnessMeter, pt_loudness_meter_free)
void pt_loudness_meter_add (PtLoudnessMeter *self,
                            const float *samples, /* interleaved */
                            guint64 frames);
void pt_loudness_meter_finish (PtLoudnessMeter *self,
                               PtLoudness *result);

/* The whole file, in pieces. @info may be NULL. */
gboolean pt_loudness_measure_file (const char *path,
                                   PtAudioFileInfo *info,
                                   PtLoudness *result,
                                   GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
