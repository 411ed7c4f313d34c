/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-palette.h"

G_BEGIN_DECLS

/* What of a palette is heard: of each role the file, gain and pan, as they were when it was
 * looked at. */
typedef struct _PtGrooveHeard PtGrooveHeard;

/* @palette NULL: nothing. */
PtGrooveHeard *pt_groove_heard_new (PtPalette *palette,
                                    const char *const *roots);
void pt_groove_heard_free (PtGrooveHeard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtGrooveHeard, pt_groove_heard_free)

/* Whether any role has a file, be it there or not. */
gboolean pt_groove_heard_has_sounds (const PtGrooveHeard *self);
gboolean pt_groove_heard_has_same_sounds (const PtGrooveHeard *self,
                                          const PtGrooveHeard *other);
gboolean pt_groove_heard_has_same_levels (const PtGrooveHeard *self,
                                          const PtGrooveHeard *other);
/* The same text for what is heard alike. (transfer full) */
char *pt_groove_heard_describe (const PtGrooveHeard *self);

G_END_DECLS
