/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-palette-item.h"

struct _PtPaletteItem
{
  GObject parent_instance;
};

G_DEFINE_FINAL_TYPE (PtPaletteItem, pt_palette_item, G_TYPE_OBJECT)

static void
pt_palette_item_class_init (PtPaletteItemClass *klass)
{
}

static void
pt_palette_item_init (PtPaletteItem *self)
{
}

GType
pt_palette_kind_get_type (void)
{
  return G_TYPE_INT;
}

PtPaletteItem *
pt_palette_item_new (PtPalette *palette, PtPaletteKind kind, const char *path)
{
  return g_object_new (pt_palette_item_get_type (), NULL);
}

const char *
pt_palette_item_get_name (PtPaletteItem *self)
{
  return NULL;
}

PtPalette *
pt_palette_item_get_palette (PtPaletteItem *self)
{
  return NULL;
}

PtPaletteKind
pt_palette_item_get_kind (PtPaletteItem *self)
{
  return 0;
}

const char *
pt_palette_item_get_path (PtPaletteItem *self)
{
  return NULL;
}

double
pt_palette_item_get_score (PtPaletteItem *self)
{
  return 0;
}

void
pt_palette_item_set_score (PtPaletteItem *self, double score)
{
}
