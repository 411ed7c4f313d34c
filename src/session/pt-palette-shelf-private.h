/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "session/pt-palette-shelf.h"
#include "session/pt-worker.h"

G_BEGIN_DECLS

struct _PtPaletteShelf
{
  GObject parent_instance;

  char *curated_folder;
  char *user_folder;
  GListStore *items; /* sorted */
  PtWorker *worker;
  gboolean loading;
  gboolean opened;
  char **roots; /* (nullable) */
};

/* The folder palettes of @kind are kept in. (transfer full) */
char *_pt_palette_shelf_folder (PtPaletteShelf *self,
                                PtPaletteKind kind);
/* At its place. */
void _pt_palette_shelf_insert (PtPaletteShelf *self,
                               PtPaletteItem *item);
void _pt_palette_shelf_take_out (PtPaletteShelf *self,
                                 PtPaletteItem *item);
gboolean _pt_palette_shelf_contains (PtPaletteShelf *self,
                                     PtPaletteItem *item);
/* Another than @item (nullable) that has the name. (transfer none) (nullable) */
PtPaletteItem *_pt_palette_shelf_find_other (PtPaletteShelf *self,
                                             const char *name,
                                             PtPaletteItem *item);

/* Writes what the item is now, behind. */
void _pt_palette_shelf_write (PtPaletteShelf *self,
                              PtPaletteItem *item);
/* Removes a file, behind. */
void _pt_palette_shelf_erase (PtPaletteShelf *self,
                              const char *path);

G_END_DECLS
