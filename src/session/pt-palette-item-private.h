/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "session/pt-palette-item.h"

G_BEGIN_DECLS

/* For the shelf alone. */

/* The palette and the file it is kept in; tells of both and of the name. */
void _pt_palette_item_set_palette (PtPaletteItem *self,
                                   PtPalette *palette,
                                   const char *path);
/* Why the file could not be written; NULL: it was. */
void _pt_palette_item_set_error (PtPaletteItem *self,
                                 const char *error);

G_END_DECLS
