/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a stretch of music sounds like, as a point in a space where distance is
 * difference: loudness of 24 bands, pitch classes, and how busy three registers are. */

#define PT_BAR_BANDS 24
#define PT_BAR_CHROMA 12
#define PT_BAR_BUSY 3
#define PT_BAR_DIMENSIONS (PT_BAR_BANDS + PT_BAR_CHROMA + PT_BAR_BUSY)

/* Sums over one beat; those of the beats of a bar are added up. */
typedef struct
{
  double bands[PT_BAR_BANDS]; /* power */
  double chroma[PT_BAR_CHROMA]; /* magnitude */
  double busy[PT_BAR_BUSY]; /* rise of the bands, in octaves of power */
  double weight; /* how many spectra went in */
} PtBeatSums;

/* One per beat of @beat_s, the first beginning at @start_s <= 0: the first one may reach
 * before the start. (element-type PtBeatSums) (transfer full) */
GArray *pt_beat_sums_measure (const float *mono,
                              guint64 frames,
                              guint sample_rate,
                              double start_s,
                              double beat_s);
/* @loudest: the largest mean power of a band in the whole signal. */
void pt_bar_features_make (const PtBeatSums *beats,
                           guint n_beats,
                           double loudest,
                           double features[PT_BAR_DIMENSIONS]);
double pt_beat_sums_get_loudest (const PtBeatSums *beats,
                                 guint n_beats);

G_END_DECLS
