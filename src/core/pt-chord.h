/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "core/pt-key.h"

G_BEGIN_DECLS

/* Chord names and the notes they stand for.
 *
 * A root (A to G with # or b), a quality, and behind a slash the bass. The quality is
 * nothing, maj, m (min, -), dim (°), aug (+), ø, Δ or dom; then 5, 6, 6/9, 7, 9, 11 or 13,
 * where maj7 (M7, Δ) and mM7 have the major seventh; then in any order and with or without
 * brackets sus2, sus4, b5 #5 b9 #9 #11 b13, add9 add11 add13, no3 no5. The thirteenth
 * leaves out the eleventh, as everybody plays it. */

#define PT_CHORD_MAX_TONES 12
#define PT_CHORD_MAX_NAME 80

typedef struct
{
  int root; /* pitch class */
  int bass; /* pitch class behind the slash, -1: none */
  guint n_tones;
  int tones[PT_CHORD_MAX_TONES]; /* semitones above the root, ascending; a ninth is 14 */
  char name[PT_CHORD_MAX_NAME]; /* in our own spelling: "Fm9" for "Fmin9" */
} PtChord;

/* PT_CORE_ERROR_SYNTAX when there is no root, PT_CORE_ERROR_UNKNOWN_NAME when nobody knows the
 * quality: never a triad instead. @chord is written only on success. */
gboolean pt_chord_parse (const char *text,
                         PtChord *chord,
                         GError **error);
/* The chord on step @degree (0..6) of the key: a triad, or with its seventh. */
void pt_chord_init_diatonic (PtChord *chord,
                             const PtKey *key,
                             guint degree,
                             gboolean seventh);
/* The same root, bass and tones, whatever the names. */
gboolean pt_chord_equal (const PtChord *a,
                         const PtChord *b);
/* Whether the pitch is one of the chord's, its slash bass included. */
gboolean pt_chord_contains (const PtChord *chord,
                            int pitch);
/* What a bass player needs, in semitones above the root: the third is 3 or 4 (the
 * suspended second or fourth where there is no third, the fifth in a power chord); the
 * fifth 6, 7 or 8; the seventh 9 to 11 (a sixth counts), the octave where there is none. */
int pt_chord_get_third (const PtChord *chord);
int pt_chord_get_fifth (const PtChord *chord);
int pt_chord_get_seventh (const PtChord *chord);
/* The lowest note asked for: the slash bass, or the root. */
int pt_chord_get_bass (const PtChord *chord);
/* How many of its tones the key does not have. */
guint pt_chord_count_outside (const PtChord *chord,
                              const PtKey *key);

G_END_DECLS
