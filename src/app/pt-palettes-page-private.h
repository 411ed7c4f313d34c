/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/pt-bench-pane.h"
#include "app/pt-gallery-pane.h"
#include "app/pt-groove-bar.h"
#include "app/pt-palettes-page.h"

G_BEGIN_DECLS

struct _PtPalettesPage
{
  AdwBin parent_instance;

  PtStudio *studio;
  GSettings *settings;
  GActionMap *map; /* the window; not owned */
  GSignalGroup *set_signals;
  GSignalGroup *palette_signals;
  guint fold_source;
  gboolean narrow;
  gboolean allocating;
  guint place_source;
  int placed; /* as high as the bench was made by itself */
  int wanted;
  int placed_width;
  gboolean edited;

  AdwFlap *flap;
  PtGalleryPane *gallery;
  GtkPaned *paned;
  PtBenchPane *bench;
  PtGrooveBar *groove_bar;
  PtSoundPane *sound_pane;
};

/* The palette of the gallery that is on the bench, saved as it is or not. (transfer none)
 * (nullable) */
PtPaletteItem *_pt_palettes_page_get_item (PtPalettesPage *self);
/* On the bench, and heard with the next quantum. */
void _pt_palettes_page_put (PtPalettesPage *self,
                            PtPaletteItem *item);
/* Into @role; PT_ROLE_NONE: its own, else the slot that has the focus. */
void _pt_palettes_page_use_sound (PtPalettesPage *self,
                                  PtSample *sample,
                                  PtRole role);
/* Looks again which palette is on the bench. */
void _pt_palettes_page_update (PtPalettesPage *self);
void _pt_palettes_page_toast (PtPalettesPage *self,
                              const char *message,
                              const char *button,
                              const char *action);
void _pt_palettes_page_say (PtPalettesPage *self,
                            const char *message);

/* pt-palette-actions.c */
void _pt_palettes_page_update_actions (PtPalettesPage *self);
void _pt_palettes_page_rename (PtPalettesPage *self,
                               PtPaletteItem *item,
                               const char *name);
void _pt_palettes_page_save_as (PtPalettesPage *self,
                                const char *name);
void _pt_palettes_page_relink (PtPalettesPage *self,
                               PtRole role);
void _pt_palettes_page_delete (PtPalettesPage *self);

/* pt-slot-actions.c */
void _pt_palettes_page_add_slot_actions (PtPalettesPage *self,
                                         GActionMap *map);

G_END_DECLS
