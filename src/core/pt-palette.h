/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "core/pt-library.h"

G_BEGIN_DECLS

/* One sample per role. Two file forms are read: a flat object role -> path, and an object
 * with "palette" (role -> path, or role -> {"path","gain","pan","lock"}) and "name",
 * "description", "bpm", "key", "tags". Keys we do not know survive a round trip. */
#define PT_TYPE_PALETTE (pt_palette_get_type ())
G_DECLARE_FINAL_TYPE (PtPalette, pt_palette, PT, PALETTE, GObject)

PtPalette *pt_palette_new (void);
PtPalette *pt_palette_copy (PtPalette *self);

/* @base is the folder relative paths are kept against (NULL: none). */
PtPalette *pt_palette_new_from_json (JsonNode *node,
                                     const char *base,
                                     GError **error);
PtPalette *pt_palette_load (const char *path,
                            GError **error);
JsonNode *pt_palette_to_json (PtPalette *self);
/* The flat form, for other programs. */
JsonNode *pt_palette_to_flat_json (PtPalette *self);
gboolean pt_palette_save (PtPalette *self,
                          const char *path,
                          GError **error);

const char *pt_palette_get_name (PtPalette *self);
void pt_palette_set_name (PtPalette *self,
                          const char *name);
/* As written (may be relative); NULL: the role is empty. */
const char *pt_palette_get_path (PtPalette *self,
                                 PtRole role);
/* NULL empties the role. */
void pt_palette_set_path (PtPalette *self,
                          PtRole role,
                          const char *path);
/* Linear gain on top of the layer's, default 1; -1 (left) .. 1 (right), default 0. */
double pt_palette_get_gain (PtPalette *self,
                            PtRole role);
gboolean pt_palette_set_gain (PtPalette *self,
                              PtRole role,
                              double gain);
double pt_palette_get_pan (PtPalette *self,
                           PtRole role);
gboolean pt_palette_set_pan (PtPalette *self,
                             PtRole role,
                             double pan);
gboolean pt_palette_get_lock (PtPalette *self,
                              PtRole role);
void pt_palette_set_lock (PtPalette *self,
                          PtRole role,
                          gboolean lock);

/* The absolute path of the role's sample: as it stands when absolute, else against the
 * palette's own folder, else against each of @roots; the first that exists, or, when none
 * does, the first that was tried. NULL when the role is empty. (transfer full) */
char *pt_palette_resolve (PtPalette *self,
                          PtRole role,
                          const char *const *roots);

/* One sample for each default role of the library that has candidates, loop rules kept,
 * uniformly by @seed; @locked (nullable) supplies paths of roles that must stay. The same
 * library in any order and the same seed give the same palette. */
PtPalette *pt_palette_new_random (PtLibrary *library,
                                  guint64 seed,
                                  PtPalette *locked,
                                  GError **error);

G_END_DECLS
