/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-undo-history.h"
#include "session/pt-palette-item.h"

G_BEGIN_DECLS

/* The palettes a person has: those that come with Peaktime, their own, and those that
 * screening found; a GListModel of PtPaletteItem by kind, then by name. Changes are made in
 * memory at once and written behind, atomically; each is a named edit of @history that does
 * not make a set modified.
 *
 * Properties: loading. Signal: "failed" (message: a file could not be read or written). */
#define PT_TYPE_PALETTE_SHELF (pt_palette_shelf_get_type ())
G_DECLARE_FINAL_TYPE (PtPaletteShelf, pt_palette_shelf, PT, PALETTE_SHELF, GObject)

/* @curated_folder NULL: the one that comes with Peaktime ($PEAKTIME_PALETTES, beside the
 * program in a build tree, the installed data folder). @user_folder NULL: the user's, with
 * the folders "mine" and "screened" in it. */
PtPaletteShelf *pt_palette_shelf_new (const char *curated_folder,
                                      const char *user_folder);
/* Reads on a thread; items appear. Once. */
void pt_palette_shelf_open (PtPaletteShelf *self);
/* Waits until all is written. */
void pt_palette_shelf_close (PtPaletteShelf *self);
gboolean pt_palette_shelf_get_loading (PtPaletteShelf *self);
/* The library's folders, where relative paths are looked for when a palette is exported. */
void pt_palette_shelf_set_roots (PtPaletteShelf *self,
                                 const char *const *roots);

/* (transfer none) (nullable); kind and name as the user sees them, letters folded. */
PtPaletteItem *pt_palette_shelf_find (PtPaletteShelf *self,
                                      const char *name);
/* A name that nobody has yet: "Deep", "Deep 2" ... (transfer full) */
char *pt_palette_shelf_unique_name (PtPaletteShelf *self,
                                    const char *wish);

/* A copy of @palette under a name of its own. (transfer none) */
PtPaletteItem *pt_palette_shelf_add (PtPaletteShelf *self,
                                     PtPalette *palette,
                                     const char *name,
                                     PtPaletteKind kind,
                                     PtUndoHistory *history);
/* FALSE and an error: it comes with Peaktime, or the name is taken or empty. */
gboolean pt_palette_shelf_rename (PtPaletteShelf *self,
                                  PtPaletteItem *item,
                                  const char *name,
                                  PtUndoHistory *history,
                                  GError **error);
gboolean pt_palette_shelf_replace (PtPaletteShelf *self,
                                   PtPaletteItem *item,
                                   PtPalette *palette,
                                   PtUndoHistory *history,
                                   GError **error);
gboolean pt_palette_shelf_remove (PtPaletteShelf *self,
                                  PtPaletteItem *item,
                                  PtUndoHistory *history,
                                  GError **error);
PtPaletteItem *pt_palette_shelf_duplicate (PtPaletteShelf *self,
                                           PtPaletteItem *item,
                                           PtUndoHistory *history);

/* A file of either form becomes one of mine. (transfer none) */
void pt_palette_shelf_import_async (PtPaletteShelf *self,
                                    const char *path,
                                    PtUndoHistory *history,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
PtPaletteItem *pt_palette_shelf_import_finish (PtPaletteShelf *self,
                                               GAsyncResult *result,
                                               GError **error);
/* The flat form role -> path, for other programs. */
void pt_palette_shelf_export_async (PtPaletteShelf *self,
                                    PtPalette *palette,
                                    const char *path,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean pt_palette_shelf_export_finish (PtPaletteShelf *self,
                                         GAsyncResult *result,
                                         GError **error);

/* How many palettes use each file: absolute path -> guint. (transfer full) */
GHashTable *pt_palette_shelf_count_usage (PtPaletteShelf *self,
                                          const char *const *roots);

G_END_DECLS
