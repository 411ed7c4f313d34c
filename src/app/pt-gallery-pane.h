/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "session/pt-studio.h"

G_BEGIN_DECLS

/* The list of palettes. Choosing a row, with the mouse or the arrow keys, asks for it on the
 * bench. Signals: "put" (PtPaletteItem), "delete" (the Delete key), "rename" (PtPaletteItem,
 * string: the name that was typed). */
#define PT_TYPE_GALLERY_PANE (pt_gallery_pane_get_type ())
G_DECLARE_FINAL_TYPE (PtGalleryPane, pt_gallery_pane, PT, GALLERY_PANE, AdwBin)

void pt_gallery_pane_set_studio (PtGalleryPane *self,
                                 PtStudio *studio);
/* Which one is on the bench, NULL: none of them. Its row is chosen. */
void pt_gallery_pane_set_bench (PtGalleryPane *self,
                                PtPaletteItem *item,
                                gboolean edited);
/* What commands are about: the one whose menu is open, else the chosen one. (transfer none)
 * (nullable) */
PtPaletteItem *pt_gallery_pane_get_target (PtGalleryPane *self);
/* Whether the list or a menu in it has the keys. */
gboolean pt_gallery_pane_has_focus (PtGalleryPane *self);
/* Lets the user type another name for @item. */
void pt_gallery_pane_start_rename (PtGalleryPane *self,
                                   PtPaletteItem *item);
void pt_gallery_pane_focus_list (PtGalleryPane *self);

G_END_DECLS
