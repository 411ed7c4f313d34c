/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "core/pt-beats.h"
#include "core/pt-chord.h"

G_BEGIN_DECLS

/* Chords in time, each with a span of its own. */

#define PT_PROGRESSION_MAX_BARS 4096

typedef struct
{
  PtChord chord;
  PtBeats start;
  PtBeats length;
} PtChordSpan;

typedef struct
{
  GArray *spans; /* of PtChordSpan, one behind the other from beat 0 to the end */
  guint bars;
  gboolean has_key;
  PtKey key;
} PtProgression;

/* @chords ends with NULL; each is a chord name, alone or with its length in beats behind a
 * colon: "Fm9", "Dbmaj7:6". Chords without a length share what the others leave, on whole
 * beats where there are enough of them. When all have lengths and they are shorter than the
 * clip they start over; longer is an error. No chords (NULL or empty): the tonic chord of
 * @key. @key (nullable) stays with the progression for passing notes. */
PtProgression *pt_progression_new (const char *const *chords,
                                   const PtKey *key,
                                   guint bars,
                                   GError **error);
PtProgression *pt_progression_copy (const PtProgression *self);
void pt_progression_free (PtProgression *self);
/* "Fm9 Dbmaj7", the names in order, for comparing and showing. (transfer full) */
char *pt_progression_to_string (const PtProgression *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtProgression, pt_progression_free)

G_END_DECLS
