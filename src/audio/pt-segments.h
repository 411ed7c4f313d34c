/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double start_s;
  double end_s;
  char label; /* 'A', 'B' ... in order of first appearance; equal letters sound alike */
} PtSegment;

/* The parts of a track, cut at bars: the cuts that leave the least difference within the
 * parts, each cut at a price. They cover the whole length. Empty when there are fewer
 * than 4 bars at @bpm, which must lie within 20..400. (element-type PtSegment) (transfer full) */
GArray *pt_segments_detect (const float *mono,
                            guint64 frames,
                            guint sample_rate,
                            double bpm);

G_END_DECLS
