/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "core/pt-beats.h"

G_BEGIN_DECLS

/* A MIDI note on the musical grid, lists of them, and the names of pitches. A value: no
 * reference counts, lists are GArray of PtNote. */

typedef struct
{
  int pitch; /* C4 = 60 */
  PtBeats start;
  PtBeats length;
  int velocity;
} PtNote;

#define PT_NOTE_MAX_PITCH 127
#define PT_NOTE_MAX_VELOCITY 127
#define PT_NOTE_MIN_LENGTH ((PtBeats){ 1, 100 })

/* The note that can be played: pitch 0..127, start at zero or later, length of at least a
 * hundredth of a beat, velocity 1..127. */
PtNote
pt_note_clamp (PtNote note);
/* By start, then pitch, then length and velocity: a total order. */
int
pt_note_compare (const PtNote *a,
                 const PtNote *b);

/* (element-type PtNote) */
GArray *
pt_note_list_new (void);
void
pt_note_list_add (GArray *notes,
                  int pitch,
                  PtBeats start,
                  PtBeats length,
                  int velocity);
/* The last step of every writer of notes: clamps and sorts. */
void
pt_note_list_finish (GArray *notes);
/* Where the last note ends; zero when there is none. */
PtBeats
pt_note_list_get_end (const GArray *notes);

/* "C4", "F#2", "C-1": sharps, or flats when @flats. (transfer full) */
char *
pt_note_name (int pitch,
              gboolean flats);
/* "C", "Bb": the name of pitch class 0..11. */
const char *
pt_pitch_class_name (int pitch_class,
                     gboolean flats);
/* A letter A to G in either case, any number of # ♯ b ♭, an octave -1..9 (4 when there is
 * none). PT_CORE_ERROR_SYNTAX when it is no note, PT_CORE_ERROR_INVALID when no MIDI note is
 * that low or high. */
gboolean
pt_note_parse (const char *text,
               int *pitch,
               GError **error);
/* Reads letter and accidentals at *@cursor and moves behind them; FALSE when there is no
 * letter, *@cursor is then unchanged. *@steps is relative to C and not folded: Cb is -1, B#
 * is 12. *@flats (nullable) tells whether the spelling uses flats. */
gboolean
pt_pitch_class_scan (const char **cursor,
                     int *steps,
                     gboolean *flats);
/* @pitch modulo 12, also below zero. */
int
pt_pitch_class (int pitch);

G_END_DECLS
