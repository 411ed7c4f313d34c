/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-score.h"
#include "scores/pt-signal-meter.h"

G_BEGIN_DECLS

/* From what was measured to the four axes: docs/scores.md has it in words. Whoever changes a
 * number here changes every score, and raises the version. */

#define PT_SIGNAL_FORMULA_VERSION "1"

/* The steps between the measures and the axes, each 0..1; for the read-out of why. */
typedef struct
{
  double balance; /* the octaves lie as in the genre */
  double rhythm; /* sounds begin where the beat wants them */
  double fit; /* a bar is like the next one, as loops make it */
  double clarity; /* movement within the bar, not smeared over it */
  double punch; /* loud moments stand out */
  double harmony; /* the same pitches all the time */
  double stereo; /* some width, and nothing lost in mono */
  double clean; /* not clipped */
  double life; /* not silent */
} PtSignalParts;

void pt_signal_formula (const PtSignalFeatures *features,
                        PtSignalParts *parts,
                        PtScoreMetrics *metrics);

G_END_DECLS
