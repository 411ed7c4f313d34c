/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-arc-guardrail.h"

#include <math.h>

#define OPENING_LOW 0.05
#define OPENING_HIGH 0.55
#define MIDDLE_LOW 0.30
#define MIDDLE_PEAK_BARS 8
#define FINAL_LOW 0.50
#define FEWEST_BARS 4

PtArcThird
pt_arc_third_get (double fraction)
{
  if (fraction < PT_ARC_OPENING_END)
    return PT_ARC_OPENING;

  return fraction < PT_ARC_MIDDLE_END ? PT_ARC_MIDDLE : PT_ARC_FINAL;
}

const char *
pt_arc_third_to_string (PtArcThird third)
{
  static const char *const names[] = { "opening", "middle", "final" };

  g_return_val_if_fail (third < G_N_ELEMENTS (names), NULL);

  return names[third];
}

gint64
pt_arc_bars_left (double minutes_left, double bpm)
{
  double bars = minutes_left * bpm / 4.0;

  g_return_val_if_fail (isfinite (bars), FEWEST_BARS);

  /* A hair of tolerance: 15 seconds as 0.25 minutes are eight bars at 128, not seven. */
  return (gint64) CLAMP (floor (bars + 1e-9), FEWEST_BARS, 1e9);
}

static void
set_energy (double *energy, double value, PtCorrectionKind kind, const char *why, GPtrArray *corrections)
{
  pt_correction_list_add (corrections, kind, PT_ROLE_NONE, *energy, value,
                          g_strdup_printf ("Energy %s from %.2f to %.2f: %s",
                                           value < *energy ? "lowered" : "raised", *energy, value, why));
  *energy = value;
}

static void
set_bars (gint64 *bars, gint64 value, PtCorrectionKind kind, const char *why, GPtrArray *corrections)
{
  pt_correction_list_add (corrections, kind, PT_ROLE_NONE, *bars, value,
                          g_strdup_printf ("Shortened from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT " bars: %s",
                                           *bars, value, why));
  *bars = value;
}

void
pt_arc_guardrail_apply (const PtArcProgress *progress, double *energy, gint64 *bars, GPtrArray *corrections)
{
  g_return_if_fail (progress != NULL);
  g_return_if_fail (energy != NULL && isfinite (*energy));
  g_return_if_fail (bars != NULL);

  switch (pt_arc_third_get (progress->fraction))
    {
    case PT_ARC_OPENING:
      if (*energy > OPENING_HIGH)
        set_energy (energy, OPENING_HIGH, PT_CORRECTION_OPENING_CAP, "the set is still opening", corrections);
      else if (*energy < OPENING_LOW)
        set_energy (energy, OPENING_LOW, PT_CORRECTION_OPENING_FLOOR, "an opening is not silence", corrections);
      break;

    case PT_ARC_MIDDLE:
      if (*energy < MIDDLE_LOW)
        set_energy (energy, MIDDLE_LOW, PT_CORRECTION_MIDDLE_FLOOR, "the middle of the set does not stop", corrections);
      if (*energy >= PT_ARC_PEAK_ENERGY && *bars > MIDDLE_PEAK_BARS)
        set_bars (bars, MIDDLE_PEAK_BARS, PT_CORRECTION_MIDDLE_BARS, "peaks in the middle are short", corrections);
      break;

    case PT_ARC_FINAL:
      if (progress->highest_energy < PT_ARC_PEAK_ENERGY && *energy < FINAL_LOW)
        set_energy (energy, FINAL_LOW, PT_CORRECTION_NO_PEAK_FLOOR, "the set has not had its peak yet", corrections);
      break;

    default:
      g_assert_not_reached ();
    }

  if (progress->minutes_left >= 0.0)
    {
      gint64 most = pt_arc_bars_left (progress->minutes_left, progress->bpm);

      if (*bars > most)
        set_bars (bars, most, PT_CORRECTION_TIME_CAP, "there is no time for more", corrections);
    }
}
