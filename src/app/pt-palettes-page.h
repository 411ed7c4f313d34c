/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "app/pt-sound-pane.h"
#include "session/pt-studio.h"

G_BEGIN_DECLS

/* The page where the music is decided: gallery, bench with a slot for each role and the
 * groove, and below it the sounds. */
#define PT_TYPE_PALETTES_PAGE (pt_palettes_page_get_type ())
G_DECLARE_FINAL_TYPE (PtPalettesPage, pt_palettes_page, PT, PALETTES_PAGE, AdwBin)

/* From the template; the window gives it what it shows. Once. */
void pt_palettes_page_set_studio (PtPalettesPage *self,
                                  PtStudio *studio,
                                  GSettings *settings);
/* Its actions ("win.reroll" ...), and those of its parts. */
void pt_palettes_page_add_actions (PtPalettesPage *self,
                                   GActionMap *map);
PtSoundPane *pt_palettes_page_get_sound_pane (PtPalettesPage *self);

G_END_DECLS
