/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The energy a set should have as it goes by: equal steps from the first bar to the last.
 *
 * The calibrated curve is the default: it is what the reference arrangement itself does,
 * measured with pt-energy.h. The classic curve is that of the old program, whose energy was
 * another one; its 0.75 and 0.90 lie beyond what six layers can reach, so it is here to
 * compare with and not to play by. */

#define PT_TARGET_CURVE_MAX_STEPS 64

typedef struct
{
  guint n_steps;
  double steps[PT_TARGET_CURVE_MAX_STEPS]; /* 0..1 */
  double endless; /* for a set without an end */
} PtTargetCurve;

void pt_target_curve_init_calibrated (PtTargetCurve *self);
void pt_target_curve_init_classic (PtTargetCurve *self);
/* The user's own: @n_steps 1..64, each taken into 0..1. */
void pt_target_curve_init_steps (PtTargetCurve *self,
                                 const double *steps,
                                 guint n_steps);
/* @self NULL: the calibrated one. @bar counts from 0; bars outside take the nearest step. */
double pt_target_curve_get (const PtTargetCurve *self,
                            gint64 bar,
                            gint64 total_bars);

G_END_DECLS
