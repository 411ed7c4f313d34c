/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "scores/pt-scorer.h"

G_BEGIN_DECLS

/* The scorer that is always there: measures of the signal itself, mapped to the four axes by a
 * formula that anybody can read (docs/scores.md). An estimate: it knows how a piece is built,
 * not whether anybody likes it. */
#define PT_TYPE_SIGNAL_SCORER (pt_signal_scorer_get_type ())
G_DECLARE_FINAL_TYPE (PtSignalScorer, pt_signal_scorer, PT, SIGNAL_SCORER, PtScorer)

#define PT_SIGNAL_SCORER_NAME "signal"

PtScorer *pt_signal_scorer_new (void);

G_END_DECLS
