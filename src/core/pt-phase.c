/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-phase.h"

/* The reference arrangement passes these ceilings untouched at 32 and 64 bars. */
static const struct
{
  const char *name;
  double end;
  guint ceiling;
} phases[PT_N_PHASES] = {
  [PT_PHASE_INTRO] = { "intro phase", 0.125, 3 },
  [PT_PHASE_BUILDING] = { "building phase", 0.375, 6 },
  [PT_PHASE_FULL_GROOVE] = { "full groove phase", 0.8125, 6 },
  [PT_PHASE_STRIPPING] = { "stripping phase", 0.9063, 4 },
  [PT_PHASE_OUTRO] = { "outro phase", 1.0, 2 },
  [PT_PHASE_INFINITE] = { "infinite", 1.0, 6 },
};

PtPhase
pt_phase_get (gint64 bar, gint64 total_bars)
{
  double fraction;

  if (total_bars <= 0)
    return PT_PHASE_INFINITE;

  fraction = (double) bar / total_bars;
  for (PtPhase phase = PT_PHASE_INTRO; phase < PT_PHASE_OUTRO; phase++)
    if (fraction < phases[phase].end)
      return phase;

  return PT_PHASE_OUTRO;
}

const char *
pt_phase_to_string (PtPhase phase)
{
  g_return_val_if_fail (phase < PT_N_PHASES, NULL);

  return phases[phase].name;
}

guint
pt_phase_get_ceiling (PtPhase phase)
{
  g_return_val_if_fail (phase < PT_N_PHASES, 0);

  return phases[phase].ceiling;
}

double
pt_phase_get_end (PtPhase phase)
{
  g_return_val_if_fail (phase < PT_N_PHASES, 1.0);

  return phases[phase].end;
}
