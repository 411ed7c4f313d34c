/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-note.h"

G_BEGIN_DECLS

/* Questions tests ask of lists of notes. Times in beats. */

const PtNote *pt_test_find_note (const GArray *notes,
                                 int pitch,
                                 double start);
gboolean pt_test_has_note (const GArray *notes,
                           int pitch,
                           double start);
guint pt_test_count_pitch (const GArray *notes,
                           int pitch);
/* Starts in [from, until); pitch -1: any. */
guint pt_test_count_between (const GArray *notes,
                             int pitch,
                             double from,
                             double until);
/* Pitch and start of each of @some are in @notes. */
void pt_test_assert_contains_all (const GArray *notes,
                                  const GArray *some);
/* Sorted, in MIDI's ranges, starting within the bars, no pitch twice at one moment. */
void pt_test_assert_playable (const GArray *notes,
                              guint bars);
/* A short sum of everything in the list. (transfer full) */
char *pt_test_sum_notes (const GArray *notes);

G_END_DECLS
