/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-loudness-kernels.h"

G_BEGIN_DECLS

/* The K-weighting of BS.1770: a high shelf for the head, then a high pass.
 *
 * Two forms of the same filter. The plain one goes frame by frame in double precision and
 * is what the tests trust. The fast one takes twelve frames of two channels at a step: what
 * leaves a linear filter is the sum of what twelve inputs and four memories leave on their
 * own, and those answers are known beforehand. So a step is a row of multiply-adds with
 * nothing to wait for but the four memories, and it is exact: no signal is started in the
 * middle, nothing has to settle. */

typedef struct
{
  double shelf_b[3];
  double shelf_a[3];
  double pass_k; /* the high pass as a state variable filter: exact far below the rate */
  double pass_a[3];
  double pass_gain;
} PtKDesign;

typedef struct
{
  double memory[PT_K_STATES];
} PtKPlainState;

void pt_k_design_init (PtKDesign *self,
                       guint sample_rate);
double pt_k_design_step (const PtKDesign *self,
                         PtKPlainState *state,
                         double input);

void pt_k_tables_init (PtKTables *self,
                       const PtKDesign *design);
/* Forgets what has faded out, before it becomes denormal and slow. TRUE when nothing is
 * left: silence in is silence out. */
gboolean pt_k_state_settle (PtKState *self);

G_END_DECLS
