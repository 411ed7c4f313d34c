/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "session/pt-studio.h"

G_BEGIN_DECLS

/* The sounds of the library: search with chips, columns, audition, edits of many rows,
 * missing files, similar sounds.
 *
 * Signal: "use-sound" (PtSample, PtRole): put it into that slot; PT_ROLE_NONE: the sound's own
 * role, else the slot that has the focus. */
#define PT_TYPE_SOUND_PANE (pt_sound_pane_get_type ())
G_DECLARE_FINAL_TYPE (PtSoundPane, pt_sound_pane, PT, SOUND_PANE, AdwBin)

void pt_sound_pane_set_studio (PtSoundPane *self,
                               PtStudio *studio,
                               GSettings *settings);
void pt_sound_pane_add_actions (PtSoundPane *self,
                                GActionMap *map);
/* Ctrl+F. */
void pt_sound_pane_focus_search (PtSoundPane *self);
/* Types @query for the user: "role:kick". */
void pt_sound_pane_search (PtSoundPane *self,
                           const char *query);
/* (transfer container) of PtSample; those that are selected. */
GPtrArray *pt_sound_pane_get_selected (PtSoundPane *self);

G_END_DECLS
