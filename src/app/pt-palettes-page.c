/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-palettes-page.h"

struct _PtPalettesPage
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (PtPalettesPage, pt_palettes_page, ADW_TYPE_BIN)

static void
pt_palettes_page_class_init (PtPalettesPageClass *klass)
{
}

static void
pt_palettes_page_init (PtPalettesPage *self)
{
}

void
pt_palettes_page_set_studio (PtPalettesPage *self, PtStudio *studio, GSettings *settings)
{
}

void
pt_palettes_page_add_actions (PtPalettesPage *self, GActionMap *map)
{
}

PtSoundPane *
pt_palettes_page_get_sound_pane (PtPalettesPage *self)
{
  return NULL;
}
