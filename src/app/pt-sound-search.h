/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "core/pt-sound-list.h"

G_BEGIN_DECLS

/* Where sounds are searched: an entry, help with its operators, a button for each role, and
 * chips that say how it was understood. Buttons change the text, the text the buttons.
 *
 * Signal: "leave" (the keys go to the rows). */
#define PT_TYPE_SOUND_SEARCH (pt_sound_search_get_type ())
G_DECLARE_FINAL_TYPE (PtSoundSearch, pt_sound_search, PT, SOUND_SEARCH, AdwBin)

/* Once. */
void pt_sound_search_set_list (PtSoundSearch *self,
                               PtSoundList *list);
/* Puts buttons beside the entry. */
void pt_sound_search_add_tools (PtSoundSearch *self,
                                GtkWidget *tools);
/* Behind the buttons of the roles. */
void pt_sound_search_add_filter (PtSoundSearch *self,
                                 GtkWidget *filter);
void pt_sound_search_focus (PtSoundSearch *self);
const char *pt_sound_search_get_text (PtSoundSearch *self);
void pt_sound_search_set_text (PtSoundSearch *self,
                               const char *text);
/* "fav:yes" on or off. */
void pt_sound_search_toggle_term (PtSoundSearch *self,
                                  const char *term);

G_END_DECLS
