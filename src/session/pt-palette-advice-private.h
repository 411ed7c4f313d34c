/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-palette-clash.h"
#include "session/pt-palette-advice.h"

G_BEGIN_DECLS

/* One piece of advice on its way to a cure. */
typedef struct
{
  PtAdvice *advice;
  gboolean wants_swap;
  char *missing_path; /* (nullable) */
  gboolean clashes;
  PtPaletteClash clash;
  GPtrArray *candidates; /* of PtSampleInfo, best first; NULL: nobody looked */
  guint n_found; /* so many of the first are the missing file, elsewhere */
} PtFinding;

/* What advice is made of. It goes from thread to thread and is nobody else's; the library
 * stays where it is, what is needed of it is copied. */
typedef struct
{
  PtPalette *palette;
  PtLibrary *known; /* the palette's own sounds */
  char **roots;
  double bpm;
  char *key; /* (nullable) */
  PtSampleInfo *infos[PT_ROLE_NONE]; /* NULL: empty, or of no use */
  GPtrArray *findings;
  guint n_collected;
} PtAdviceWork;

/* Main thread: copies what it needs. */
PtAdviceWork *_pt_advice_work_new (PtPalette *palette,
                                   PtLibrary *library,
                                   const char *const *roots,
                                   PtTempo tempo,
                                   const char *key);
void _pt_advice_work_free (PtAdviceWork *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtAdviceWork, _pt_advice_work_free)
/* Any thread: what is wrong. */
gboolean _pt_advice_work_find (PtAdviceWork *self,
                               GCancellable *cancellable,
                               GError **error);
/* Main thread: what might help with the next finding, which takes some milliseconds with a
 * large library. FALSE: there is none. */
gboolean _pt_advice_work_collect (PtAdviceWork *self,
                                  PtLibrary *library);
/* Any thread: what does help. */
void _pt_advice_work_choose (PtAdviceWork *self,
                             GCancellable *cancellable);
/* (element-type PtAdvice) (transfer full) */
GPtrArray *_pt_advice_work_take (PtAdviceWork *self);

G_END_DECLS
