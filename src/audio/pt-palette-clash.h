/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-palette.h"

G_BEGIN_DECLS

/* Where bassline, texture and kick of a palette get in each other's way below 250 Hz, at the
 * levels they are played at. */

typedef struct
{
  PtRole role; /* the one to change: texture, or bassline */
  PtRole other;
  double amount; /* of the clash; about 0.01 to 0.4 */
  double limit; /* what it may be */
} PtPaletteClash;

/* Blocks while files are new; those that cannot be read do not clash. (element-type
 * PtPaletteClash) (transfer full) */
GArray *pt_palette_clash_find (PtPalette *palette,
                               const char *const *roots,
                               GCancellable *cancellable);
/* What the clash would be with the sound at @path in its place; NAN when it cannot be
 * heard. */
double pt_palette_clash_with (const PtPaletteClash *clash,
                              PtPalette *palette,
                              const char *path,
                              const char *const *roots,
                              GCancellable *cancellable);
/* The factor of the gain that brings it down to its limit. */
double pt_palette_clash_get_factor (const PtPaletteClash *clash);

G_END_DECLS
