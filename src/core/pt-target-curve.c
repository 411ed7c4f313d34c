/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-target-curve.h"

#include <math.h>

/* The energies of the reference arrangement's eight parts; test-energy measures them. */
static const PtTargetCurve calibrated = {
  8,
  { 0.3653, 0.4916, 0.7428, 0.8190, 0.9866, 1.0, 0.8190, 0.4255 },
  0.8190
};

static const PtTargetCurve classic = {
  8,
  { 0.25, 0.50, 0.75, 0.90, 0.90, 0.85, 0.60, 0.30 },
  0.80
};

void
pt_target_curve_init_calibrated (PtTargetCurve *self)
{
  g_return_if_fail (self != NULL);

  *self = calibrated;
}

void
pt_target_curve_init_classic (PtTargetCurve *self)
{
  g_return_if_fail (self != NULL);

  *self = classic;
}

void
pt_target_curve_init_steps (PtTargetCurve *self, const double *steps, guint n_steps)
{
  double highest = 0.0;

  g_return_if_fail (self != NULL);
  g_return_if_fail (steps != NULL);
  g_return_if_fail (n_steps > 0 && n_steps <= PT_TARGET_CURVE_MAX_STEPS);

  self->n_steps = n_steps;
  for (guint i = 0; i < n_steps; i++)
    {
      self->steps[i] = isfinite (steps[i]) ? CLAMP (steps[i], 0.0, 1.0) : 0.5;
      highest = MAX (highest, self->steps[i]);
    }
  /* A set without an end stays as far below the peak as the calibrated one does. */
  self->endless = highest * calibrated.endless;
}

double
pt_target_curve_get (const PtTargetCurve *self, gint64 bar, gint64 total_bars)
{
  gint64 step;

  if (self == NULL)
    self = &calibrated;
  g_return_val_if_fail (self->n_steps > 0 && self->n_steps <= PT_TARGET_CURVE_MAX_STEPS, 0.0);

  if (total_bars <= 0)
    return self->endless;

  step = CLAMP (bar, 0, total_bars) * self->n_steps / total_bars;

  return self->steps[MIN (step, self->n_steps - 1)];
}
