/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "session/pt-studio.h"

G_BEGIN_DECLS

/* What is heard of the palette, and when another one is heard. Its buttons are the actions
 * groove-part, changeover, switch-ab, end-ab and match-levels, which it adds. */
#define PT_TYPE_GROOVE_BAR (pt_groove_bar_get_type ())
G_DECLARE_FINAL_TYPE (PtGrooveBar, pt_groove_bar, PT, GROOVE_BAR, AdwBin)

void pt_groove_bar_set_studio (PtGrooveBar *self,
                               PtStudio *studio,
                               GSettings *settings);
void pt_groove_bar_add_actions (PtGrooveBar *self,
                                GActionMap *map);
/* After how many beats another palette is heard: 1, 4 or 32. */
guint pt_groove_bar_get_quantum_beats (PtGrooveBar *self);
/* "bar 5", or "bar 5.3" with the beat: where a change that is made now is heard.
 * (transfer full) */
char *pt_groove_bar_format_changeover (PtGrooveBar *self);

G_END_DECLS
