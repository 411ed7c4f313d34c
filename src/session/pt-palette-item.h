/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-palette.h"

G_BEGIN_DECLS

/* One palette of the gallery, with the file it lives in. Its palette is not changed in place:
 * the shelf replaces it. Properties, notified: name, palette, kind, path, score, error. */

typedef enum
{
  PT_PALETTE_CURATED, /* comes with Peaktime, cannot be changed */
  PT_PALETTE_MINE,
  PT_PALETTE_SCREENED, /* found by screening */
} PtPaletteKind;

GType pt_palette_kind_get_type (void);
#define PT_TYPE_PALETTE_KIND (pt_palette_kind_get_type ())

#define PT_TYPE_PALETTE_ITEM (pt_palette_item_get_type ())
G_DECLARE_FINAL_TYPE (PtPaletteItem, pt_palette_item, PT, PALETTE_ITEM, GObject)

PtPaletteItem *pt_palette_item_new (PtPalette *palette,
                                    PtPaletteKind kind,
                                    const char *path);
/* The palette's, else the file's. */
const char *pt_palette_item_get_name (PtPaletteItem *self);
/* (transfer none), never NULL */
PtPalette *pt_palette_item_get_palette (PtPaletteItem *self);
PtPaletteKind pt_palette_item_get_kind (PtPaletteItem *self);
/* The file it is kept in; NULL: none yet. It may not be written yet. */
const char *pt_palette_item_get_path (PtPaletteItem *self);
/* NAN: none */
double pt_palette_item_get_score (PtPaletteItem *self);
void pt_palette_item_set_score (PtPaletteItem *self,
                                double score);

G_END_DECLS
