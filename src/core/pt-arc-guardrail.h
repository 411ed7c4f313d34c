/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "core/pt-correction.h"

G_BEGIN_DECLS

/* What keeps a set that is composed section by section on its arc: no peak in the first
 * third, no hole and no endless peak in the second, no last third without a peak, and no
 * section longer than the time that is left. */

#define PT_ARC_OPENING_END 0.33
#define PT_ARC_MIDDLE_END 0.66
#define PT_ARC_PEAK_ENERGY 0.6

/* The three thirds. */
typedef enum
{
  PT_ARC_OPENING,
  PT_ARC_MIDDLE,
  PT_ARC_FINAL,
} PtArcThird;

typedef struct
{
  double fraction; /* of the set that has gone by */
  double highest_energy; /* of the sections so far, 0 when there are none */
  double minutes_left; /* negative: without an end */
  double bpm;
} PtArcProgress;

PtArcThird pt_arc_third_get (double fraction);
/* "opening", "middle", "final" */
const char *pt_arc_third_to_string (PtArcThird third);
/* Whole bars that fit into the time, at least 4. */
gint64 pt_arc_bars_left (double minutes_left,
                         double bpm);
/* Corrects the next section's energy and bars. @corrections is nullable. */
void pt_arc_guardrail_apply (const PtArcProgress *progress,
                             double *energy,
                             gint64 *bars,
                             GPtrArray *corrections);

G_END_DECLS
