/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "core/pt-bar-state.h"
#include "core/pt-correction.h"
#include "core/pt-phase.h"

G_BEGIN_DECLS

/* What no bar may do, whoever asks for it: hand, recipe or language model. Every change is
 * a record; @corrections is nullable. */

/* Texture at most 0.55, synth at most 0.50, nothing above 1. */
void pt_guardrail_cap_gains (PtLayerState *layers,
                             guint n_layers,
                             GPtrArray *corrections);
/* More audible layers than the phase bears: the least important are held. They stay in the
 * mixer, marked, and come back when there is room. All kicks stay. What matters is the
 * phase's own order; loudness decides between roles that can stand for one another. One
 * record for all. */
void pt_guardrail_trim_density (PtLayerState *layers,
                                guint n_layers,
                                PtPhase phase,
                                GPtrArray *corrections);
/* Lets go of what was held before, then both, for the bar with index @bar. */
void pt_guardrail_apply (PtLayerState *layers,
                         guint n_layers,
                         gint64 bar,
                         gint64 total_bars,
                         GPtrArray *corrections);

G_END_DECLS
