/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-feel.h"

#include <math.h>

#define STRAY_GRID 960
#define SWING_STEPS 100

static double
within (double value, double low, double high, double otherwise)
{
  return isfinite (value) ? CLAMP (value, low, high) : otherwise;
}

PtFeel
pt_feel_clamp (const PtFeel *feel)
{
  const PtFeel plain = PT_FEEL_PLAIN;
  PtFeel good;

  if (feel == NULL)
    return plain;

  good.swing = within (feel->swing, 0.0, 1.0, plain.swing);
  good.swing_grid = feel->swing_grid == 8 ? 8 : 16;
  good.timing_beats = within (feel->timing_beats, 0.0, 0.1, plain.timing_beats);
  good.velocity_spread = within (feel->velocity_spread, 0.0, 2.0, plain.velocity_spread);
  good.ghosts = within (feel->ghosts, 0.0, 1.0, plain.ghosts);
  good.phrase_bars = MIN (feel->phrase_bars, 4096);

  return good;
}

PtBeats
pt_feel_swing (const PtFeel *self, PtBeats start)
{
  gint64 steps, pairs, grid_den;
  PtBeats rest, factor;

  g_return_val_if_fail (self != NULL, start);
  g_return_val_if_fail (start.num >= 0, start);

  steps = (gint64) (self->swing * SWING_STEPS + 0.5);
  if (steps == 0)
    return start;

  /* The first note of a pair gets 1 + s/3 grid steps, the second 1 - s/3; at s = 1 that is
   * two thirds and one third of the pair. */
  grid_den = self->swing_grid == 8 ? 2 : 4;
  pairs = start.num * grid_den / (start.den * 2);
  rest = pt_beats_add (start, pt_beats_new (-pairs * 2, grid_den));
  if (pt_beats_compare (rest, (PtBeats){ 1, grid_den }) <= 0)
    {
      factor = pt_beats_new (3 * SWING_STEPS + steps, 3 * SWING_STEPS);
      rest = pt_beats_new (rest.num * factor.num, rest.den * factor.den);
    }
  else
    {
      PtBeats left = pt_beats_add ((PtBeats){ 2, grid_den }, (PtBeats){ -rest.num, rest.den });

      factor = pt_beats_new (3 * SWING_STEPS - steps, 3 * SWING_STEPS);
      rest = pt_beats_add (pt_beats_new (2, grid_den), pt_beats_new (-left.num * factor.num, left.den * factor.den));
    }

  return pt_beats_add (pt_beats_new (pairs * 2, grid_den), rest);
}

PtBeats
pt_feel_stray (const PtFeel *self, PtRng *rng)
{
  double draw;

  g_return_val_if_fail (self != NULL, PT_BEATS_ZERO);
  g_return_val_if_fail (rng != NULL, PT_BEATS_ZERO);

  draw = 2.0 * pt_rng_double (rng) - 1.0;

  return pt_beats_new ((gint64) (draw * self->timing_beats * STRAY_GRID), STRAY_GRID);
}

int
pt_feel_draw_velocity (const PtFeel *self, PtRng *rng, int spread)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (rng != NULL, 0);
  g_return_val_if_fail (spread >= 0, 0);

  return (int) ((double) pt_rng_range (rng, -spread, spread) * self->velocity_spread);
}
