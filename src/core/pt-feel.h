/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "core/pt-beats.h"
#include "core/pt-rng.h"

G_BEGIN_DECLS

/* How a style is played: what every part of a piece shares, so that drums and bass swing
 * together. */

typedef struct
{
  double swing; /* 0 straight .. 1 triplets */
  guint swing_grid; /* 16: every second sixteenth is late; 8: every second eighth */
  double timing_beats; /* onsets stray by at most so much, 0..0.1 */
  double velocity_spread; /* 1: as the style has it, 0: machine, at most 2 */
  double ghosts; /* soft notes between the others, 0..1 */
  guint phrase_bars; /* a fill closes every phrase of so many bars; 0: no fills */
} PtFeel;

/* Straight, on the grid, a fill every four bars. What NULL stands for. */
#define PT_FEEL_PLAIN ((PtFeel){ 0.0, 16, 0.0, 1.0, 0.0, 4 })

/* Everything within its range; what is not finite or no grid becomes as in the plain feel. */
PtFeel pt_feel_clamp (const PtFeel *feel);
/* Where @start comes to lie: the late note is late, and what lies between is stretched
 * with it. */
PtBeats pt_feel_swing (const PtFeel *self,
                       PtBeats start);
/* A shift within the timing, on a grid of 1/960 beat. Draws once whatever the timing. */
PtBeats pt_feel_stray (const PtFeel *self,
                       PtRng *rng);
/* Uniform within @spread on both sides, scaled. Draws once. */
int pt_feel_draw_velocity (const PtFeel *self,
                           PtRng *rng,
                           int spread);

G_END_DECLS
