/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-palette.h"
#include "session/pt-palette-item.h"

G_BEGIN_DECLS

/* Palettes as files: where they lie, and what a palette's file is called. Blocks. */

/* The palettes that come with Peaktime: $PEAKTIME_PALETTES, beside the program in a build
 * tree, the installed data folder. (transfer full) */
char *pt_palette_files_locate_curated (void);
/* The user's folder, in which "mine" and "screened" are. (transfer full) */
char *pt_palette_files_user_folder (void);

/* A name a file can have on any disk, without folder and ending: "AC/DC: Live?" is
 * "AC-DC- Live-". (transfer full) */
char *pt_palette_files_stem (const char *name);

/* Reads every palette in @folder, in the order of the files' names; those that cannot be read
 * are told of in @errors (of char *). A folder that is not there is an empty one. */
void pt_palette_files_load (const char *folder,
                            PtPaletteKind kind,
                            GPtrArray *items,
                            GPtrArray *errors);
/* The flat form, with absolute paths: other programs do not know our folders. */
gboolean pt_palette_files_export (PtPalette *palette,
                                  const char *path,
                                  const char *const *roots,
                                  GError **error);

G_END_DECLS
