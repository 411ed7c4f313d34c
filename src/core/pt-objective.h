/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One figure for the four aesthetic scores of a piece. */

#define PT_OBJECTIVE_WEIGHT_CE 0.60 /* content enjoyment */
#define PT_OBJECTIVE_WEIGHT_CU 0.05 /* content usefulness */
#define PT_OBJECTIVE_WEIGHT_PC 0.05 /* production complexity */
#define PT_OBJECTIVE_WEIGHT_PQ 0.30 /* production quality */

/* Differences below this are noise. */
#define PT_OBJECTIVE_NOISE 0.3

/* A score that is missing is NAN and counts as 0. */
double pt_objective (double ce,
                     double cu,
                     double pc,
                     double pq);

G_END_DECLS
