/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-library.h"
#include "core/pt-palette.h"

G_BEGIN_DECLS

/* What stands between a palette and good sound: files that cannot be played, loops where
 * hits belong, tempi that are too far, keys that clash. Each with its reason and a cure. */

typedef enum
{
  /* It will not play as meant. */
  PT_PALETTE_PROBLEM_MISSING,
  PT_PALETTE_PROBLEM_FOLDER,
  PT_PALETTE_PROBLEM_UNREADABLE,
  PT_PALETTE_PROBLEM_TORN,
  PT_PALETTE_PROBLEM_EMPTY,
  PT_PALETTE_PROBLEM_CHANNELS,
  PT_PALETTE_PROBLEM_LOOP_RULE,
  PT_PALETTE_PROBLEM_UNKNOWN_ROLE,
  /* It plays, but have a look. */
  PT_PALETTE_PROBLEM_EMPTY_ROLE,
  PT_PALETTE_PROBLEM_TEMPO,
  PT_PALETTE_PROBLEM_KEY,
} PtPaletteProblemKind;

typedef struct
{
  char *role; /* as the palette calls it */
  PtPaletteProblemKind kind;
  char *message;
} PtPaletteProblem;

void pt_palette_problem_free (PtPaletteProblem *problem);

/* "missing", "loop_rule" ... */
const char *pt_palette_problem_kind_to_string (PtPaletteProblemKind kind);
/* Whether the palette is not fit for use because of it. */
gboolean pt_palette_problem_kind_is_fatal (PtPaletteProblemKind kind);

/* @library (nullable) knows loops, tempi and keys; files it does not know are listened to.
 * @roots as for pt_palette_resolve(). Blocks. (element-type PtPaletteProblem) (transfer
 * full); NULL only when cancelled. */
GPtrArray *pt_palette_check (PtPalette *palette,
                             PtLibrary *library,
                             const char *const *roots,
                             GCancellable *cancellable,
                             GError **error);
/* The same for a set in @bpm (0: the palette's) and @key (NULL: the bassline's). */
GPtrArray *pt_palette_check_for (PtPalette *palette,
                                 PtLibrary *library,
                                 const char *const *roots,
                                 double bpm,
                                 const char *key,
                                 GCancellable *cancellable,
                                 GError **error);

/* Loops are stretched to the set's tempo; beyond this ratio it is heard. */
#define PT_PALETTE_CHECK_MAX_STRETCH 1.2
/* Below this nobody is told that a sample is a loop, or in a key. */
#define PT_PALETTE_CHECK_SURE 0.5

G_END_DECLS
