/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "session/pt-studio.h"

G_BEGIN_DECLS

/* A palette in the gallery: its name, what is known of it, a picture of its sounds, and
 * whether it is on the bench. */
#define PT_TYPE_GALLERY_ROW (pt_gallery_row_get_type ())
G_DECLARE_FINAL_TYPE (PtGalleryRow, pt_gallery_row, PT, GALLERY_ROW, GtkListBoxRow)

GtkWidget *pt_gallery_row_new (PtPaletteItem *item);
/* (transfer none) */
PtPaletteItem *pt_gallery_row_get_item (PtGalleryRow *self);
/* @edited: what is on the bench is no longer what was saved. */
void pt_gallery_row_set_on_bench (PtGalleryRow *self,
                                  gboolean on_bench,
                                  gboolean edited);
gboolean pt_gallery_row_get_on_bench (PtGalleryRow *self);
/* The pictures of the sounds; those that are not in memory are asked for when @load. */
void pt_gallery_row_show_sounds (PtGalleryRow *self,
                                 PtLibraryKeeper *keeper,
                                 gboolean load);

/* "128 bpm · F minor · dark, deep"; NULL when nothing is said. (transfer full) */
char *pt_gallery_row_describe (PtPalette *palette);

G_END_DECLS
