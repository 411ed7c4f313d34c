/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "core/pt-bar-state.h"
#include "core/pt-target-curve.h"

G_BEGIN_DECLS

/* What can be said about a set by counting: is there too much or too little for this place
 * of the arc, does the kick carry, has it stood still too long or changed too often. The
 * measure of the critic is the reference arrangement, about which it has nothing to say.
 *
 * All observations are made, then those are left out that contradict each other: there is
 * never advice to add and advice to remove at once, and nothing is added once the set is
 * being taken apart. Breakdowns are not judged, and holds somebody asked for are no
 * repetition. */

#define PT_CRITIQUE_PHRASE_BARS 8

typedef enum
{
  PT_OBSERVATION_ENERGY_LOW, /* below the target */
  PT_OBSERVATION_ENERGY_HIGH,
  PT_OBSERVATION_ENERGY_FALLING, /* against the arc's direction */
  PT_OBSERVATION_ENERGY_RISING,
  PT_OBSERVATION_KICK_MISSING,
  PT_OBSERVATION_TOO_DENSE,
  PT_OBSERVATION_RESTLESS,
  PT_OBSERVATION_REPETITION,
} PtObservationKind;

typedef enum
{
  PT_ADVICE_ADD,
  PT_ADVICE_SUBTRACT,
  PT_ADVICE_HOLD,
  PT_ADVICE_VARY,
} PtAdvice;

typedef struct
{
  PtObservationKind kind;
  PtAdvice advice;
  double measured;
  double target; /* what would have been right; bars for repetition */
  char *message;
} PtObservation;

/* "energy_low" ... ; "add" ... */
const char *pt_observation_kind_to_string (PtObservationKind kind);
const char *pt_advice_to_string (PtAdvice advice);

/* Looks at the last phrase of the @n_bars played so far; empty with less than a phrase.
 * @curve nullable: the calibrated one. At most two observations. (transfer container)
 * (element-type PtObservation) */
GPtrArray *pt_critique_phrase (PtBarState *const *bars,
                               guint n_bars,
                               gint64 total_bars,
                               const PtTargetCurve *curve);
/* How many bars at the end repeat the phrase before them over and over, in whole phrases
 * and without holds; a single phrase counts as its 8 bars. */
guint pt_critique_count_repeated_bars (PtBarState *const *bars,
                                       guint n_bars);
/* The first multiple of @every above @bars: several may lie within one call to play, and
 * each is due. */
gint64 pt_critique_get_next_due (gint64 bars,
                                 gint64 every);

G_END_DECLS
