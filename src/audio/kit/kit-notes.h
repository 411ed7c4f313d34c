/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the recipe writes as text: melodies, drum hits and lists of numbers. */

/* One note of a melody. A melody is a list of 16th steps with blanks between them:
 *
 *   .     rest
 *   _     the note before goes on
 *   0     so many semitones above the root (may be negative)
 *   0!    accented
 *   0?    a ghost, softer
 *   0~    slides into the next note without a new attack
 *
 * "|" may stand between bars. A list shorter than the loop is repeated. */
typedef struct
{
  int step;
  int length; /* steps */
  double semitone;
  gboolean accent;
  gboolean ghost;
  gboolean slide; /* into the next */
} KitNote;

/* (element-type KitNote) */
GArray *kit_notes_parse (const char *text,
                         int n_steps,
                         GError **error);

/* One drum hit. "x" a hit, "X" an accent, "o" a ghost, "." nothing; blanks and "|" are
 * skipped. */
typedef struct
{
  int step;
  double velocity;
} KitHit;

/* (element-type KitHit) */
GArray *kit_hits_parse (const char *text,
                        int n_steps,
                        GError **error);

/* Numbers with blanks between them. (element-type double) */
GArray *kit_numbers_parse (const char *text,
                           double minimum,
                           double maximum,
                           GError **error);

/* Frame of a step at @rate with odd 16ths @swing (0..0.4 of a step) late. */
gint64 kit_step_frame (int step,
                       double swing,
                       gint64 step_frames);

G_END_DECLS
