/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Scales as steps above a tonic. */

typedef struct
{
  const char *name;
  guint n_steps;
  guint8 steps[12]; /* semitones above the tonic, ascending, the first is 0 */
} PtScale;

/* Ends with a NULL name. */
const PtScale *pt_scale_all (void);
/* Trims and folds case. NULL with PT_CORE_ERROR_UNKNOWN_NAME and the list of names. */
const PtScale *pt_scale_lookup (const char *name,
                                GError **error);
/* @tonic and @pitch may be pitch classes or MIDI pitches. */
gboolean pt_scale_contains (const PtScale *self,
                            int tonic,
                            int pitch);
/* The nearest pitch of the scale, the lower one when two are as near. */
int pt_scale_snap (const PtScale *self,
                   int tonic,
                   int pitch);
/* @steps scale steps above (or, negative, below) the snapped @pitch. */
int pt_scale_move (const PtScale *self,
                   int tonic,
                   int pitch,
                   int steps);

G_END_DECLS
