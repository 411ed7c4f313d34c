/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "core/pt-chord.h"

G_BEGIN_DECLS

/* A chord as pitches one plays, led from the chord before: of all inversions and registers
 * the one whose voices move least. No voicing drops a tone: a low-energy Fm9 keeps its
 * seventh and ninth. */

#define PT_VOICING_MAX_PITCHES 32

typedef struct
{
  guint n_pitches;
  int pitches[PT_VOICING_MAX_PITCHES]; /* ascending, none twice */
} PtVoicing;

typedef enum
{
  PT_VOICING_OPEN, /* the bass around octave 3, the others around octave 4 */
  PT_VOICING_CLOSE, /* all together around octave 4 */
} PtVoicingSpread;

/* Root position with the root in octave 4 (C4 = 60), or with another tone at the bottom:
 * @inversion counts them from the root, and starts over behind the last. */
void pt_voicing_init_inversion (PtVoicing *self,
                                const PtChord *chord,
                                guint inversion);
/* @previous (nullable) is the voicing to move from, of the same spread. A slash bass is
 * always the lowest note. */
void pt_voicing_init (PtVoicing *self,
                      const PtChord *chord,
                      PtVoicingSpread spread,
                      const PtVoicing *previous);
/* Plays the lowest @n_voices an octave lower as well. */
void pt_voicing_double_below (PtVoicing *self,
                              guint n_voices);
/* How far the voices have to move, in semitones: each to the nearest of the other side. */
int pt_voicing_get_motion (const PtVoicing *from,
                           const PtVoicing *to);

G_END_DECLS
