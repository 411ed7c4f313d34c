/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-palette-shelf.h"

struct _PtPaletteShelf
{
  GObject parent_instance;
};

static GType
get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  return 0;
}

static gpointer
get_item (GListModel *model, guint position)
{
  return NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PtPaletteShelf, pt_palette_shelf, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
pt_palette_shelf_class_init (PtPaletteShelfClass *klass)
{
}

static void
pt_palette_shelf_init (PtPaletteShelf *self)
{
}

PtPaletteShelf *
pt_palette_shelf_new (const char *curated_folder, const char *user_folder)
{
  return g_object_new (pt_palette_shelf_get_type (), NULL);
}

void
pt_palette_shelf_open (PtPaletteShelf *self)
{
}

void
pt_palette_shelf_close (PtPaletteShelf *self)
{
}

gboolean
pt_palette_shelf_get_loading (PtPaletteShelf *self)
{
  return FALSE;
}

PtPaletteItem *
pt_palette_shelf_find (PtPaletteShelf *self, const char *name)
{
  return NULL;
}

char *
pt_palette_shelf_unique_name (PtPaletteShelf *self, const char *wish)
{
  return NULL;
}

PtPaletteItem *
pt_palette_shelf_add (PtPaletteShelf *self, PtPalette *palette, const char *name, PtPaletteKind kind, PtUndoHistory *history)
{
  return NULL;
}

gboolean
pt_palette_shelf_rename (PtPaletteShelf *self, PtPaletteItem *item, const char *name, PtUndoHistory *history, GError **error)
{
  return FALSE;
}

gboolean
pt_palette_shelf_replace (PtPaletteShelf *self, PtPaletteItem *item, PtPalette *palette, PtUndoHistory *history, GError **error)
{
  return FALSE;
}

gboolean
pt_palette_shelf_remove (PtPaletteShelf *self, PtPaletteItem *item, PtUndoHistory *history, GError **error)
{
  return FALSE;
}

PtPaletteItem *
pt_palette_shelf_duplicate (PtPaletteShelf *self, PtPaletteItem *item, PtUndoHistory *history)
{
  return NULL;
}

void
pt_palette_shelf_import_async (PtPaletteShelf *self, const char *path, PtUndoHistory *history, GAsyncReadyCallback callback, gpointer user_data)
{
}

PtPaletteItem *
pt_palette_shelf_import_finish (PtPaletteShelf *self, GAsyncResult *result, GError **error)
{
  return NULL;
}

void
pt_palette_shelf_export_async (PtPaletteShelf *self, PtPalette *palette, const char *path, GAsyncReadyCallback callback, gpointer user_data)
{
}

gboolean
pt_palette_shelf_export_finish (PtPaletteShelf *self, GAsyncResult *result, GError **error)
{
  return FALSE;
}

GHashTable *
pt_palette_shelf_count_usage (PtPaletteShelf *self, const char *const *roots)
{
  return NULL;
}
