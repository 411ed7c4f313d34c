/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where a set is on its way from the first bar to the last, and how many layers that place
 * bears. */

typedef enum
{
  PT_PHASE_INTRO,
  PT_PHASE_BUILDING,
  PT_PHASE_FULL_GROOVE,
  PT_PHASE_STRIPPING,
  PT_PHASE_OUTRO,
  PT_PHASE_INFINITE, /* a set without an end */
} PtPhase;

#define PT_N_PHASES 6u

/* @bar counts from 0; @total_bars 0 or less: without an end. */
PtPhase pt_phase_get (gint64 bar,
                      gint64 total_bars);
/* "intro phase" ... "infinite" */
const char *pt_phase_to_string (PtPhase phase);
/* The most layers that may sound. */
guint pt_phase_get_ceiling (PtPhase phase);
/* The fraction of the set at which the phase is over; 1 for the last ones. */
double pt_phase_get_end (PtPhase phase);

G_END_DECLS
