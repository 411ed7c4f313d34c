/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-beats.h"

G_BEGIN_DECLS

/* How many beats a loop is, from its length and what is known of its tempo. Whole bars
 * where at all possible: files with a tail after the last bar, or cut after the last hit,
 * are fitted to the bars they mean. */

/* Longer files are music, not loops: 64 bars. */
#define PT_LOOP_MAX_BEATS 256

typedef struct
{
  guint beats;
  /* What they last in the file: more than there is where silence must follow, less where
   * the tail rings on over the beginning. */
  guint64 frames;
} PtLoopFit;

/* The tempo is known. FALSE: too short or too long to be a loop. */
gboolean pt_loop_fit_known (guint64 frames,
                            guint sample_rate,
                            double bpm,
                            PtLoopFit *fit);
/* A number that may be a tempo: only if it makes the file 1, 2, 4, 8, 16 or 32 whole bars
 * or half a bar. */
gboolean pt_loop_fit_number (guint64 frames,
                             guint sample_rate,
                             double bpm,
                             PtLoopFit *fit);
/* Nothing but what the analysis heard (@bpm 0: nothing), its confidence, and the session's
 * tempo. */
gboolean pt_loop_fit_guess (guint64 frames,
                            guint sample_rate,
                            double bpm,
                            double confidence,
                            PtTempo session,
                            PtLoopFit *fit);

G_END_DECLS
