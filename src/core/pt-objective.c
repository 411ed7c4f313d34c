/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-objective.h"

#include <math.h>

static double
present (double score)
{
  return isfinite (score) ? score : 0.0;
}

double
pt_objective (double ce, double cu, double pc, double pq)
{
  return PT_OBJECTIVE_WEIGHT_CE * present (ce) + PT_OBJECTIVE_WEIGHT_CU * present (cu) + PT_OBJECTIVE_WEIGHT_PC * present (pc) + PT_OBJECTIVE_WEIGHT_PQ * present (pq);
}
