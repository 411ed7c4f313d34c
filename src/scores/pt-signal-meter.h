/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a piece of music says of itself, measured in one pass while it is read or mixed. All
 * of it is relative: turning the piece up or down changes nothing but @peak. docs/scores.md
 * says what each number is. */

#define PT_SIGNAL_OCTAVES 9 /* from below 94 Hz to above 12 kHz, at 48 kHz */

typedef struct
{
  double duration_s;
  double peak; /* linear, the larger channel */
  double octaves_db[PT_SIGNAL_OCTAVES]; /* mean power, of the whole */
  double silent; /* share of the time that is 50 dB below the mean or more */
  double held; /* share of the samples that stand still at the top: clipping */
  double crest_db; /* peak over RMS */
  double punch_db; /* how far the loud moments stand out of the quiet ones */
  double low_punch_db; /* the same below 190 Hz */
  double onset_rate_hz;
  double pulse; /* 0..1: how well sounds begin a beat after the last */
  double bar; /* 0..1: the same for four beats */
  double beat_s; /* 0: none */
  double on_grid; /* 0..1: share of the beginnings that lie on sixteenths of the beat */
  double repetition; /* -1..1: how alike a bar is to the next */
  double change; /* 0..1: how much of the spectrum's movement is slower than two bars */
  double motion_db; /* how much the octaves move within a bar */
  double width; /* side over mid, in amplitude */
  double tonality; /* 0..1: how few pitch classes carry the sound */
  double tonal_consistency; /* 0..1: how alike they are all the time */
  double noisiness; /* 0..1: how flat the spectrum is within its octaves */
} PtSignalFeatures;

typedef struct _PtSignalMeter PtSignalMeter;

PtSignalMeter *pt_signal_meter_new (guint channels,
                                    guint sample_rate);
void pt_signal_meter_free (PtSignalMeter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtSignalMeter, pt_signal_meter_free)

/* In pieces of any size; the result does not depend on the cuts. @samples interleaved. */
void pt_signal_meter_add (PtSignalMeter *self,
                          const float *samples,
                          guint64 frames);
void pt_signal_meter_finish (PtSignalMeter *self,
                             PtSignalFeatures *features);

G_END_DECLS
