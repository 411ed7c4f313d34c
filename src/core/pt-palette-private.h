/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-palette.h"

G_BEGIN_DECLS

typedef struct
{
  char *path;
  double gain;
  double pan;
  gboolean lock;
  JsonObject *unknown;
} PtPaletteSlot;

struct _PtPalette
{
  GObject parent_instance;

  PtPaletteSlot slots[PT_ROLE_NONE];
  char *base;
  char *name;
  char *description;
  char *key;
  char **tags;
  double bpm; /* 0: not said */
  gboolean object_form; /* it was read so: write it so */
  JsonObject *unknown; /* beside "palette" */
  JsonObject *unknown_roles; /* within it */
};

void _pt_palette_slot_clear (PtPaletteSlot *slot);
/* @slot held nothing. */
void _pt_palette_slot_copy (PtPaletteSlot *slot,
                            const PtPaletteSlot *from);
/* The palette gets what is in @slot, and @slot what the palette had. */
void _pt_palette_swap_slot (PtPalette *self,
                            PtRole role,
                            PtPaletteSlot *slot);
void _pt_palette_copy_slot (PtPalette *self,
                            PtPalette *from,
                            PtRole role);

G_END_DECLS
