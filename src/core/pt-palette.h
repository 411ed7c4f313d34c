/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "core/pt-library.h"

G_BEGIN_DECLS

/* One sample per role. Two file forms are read: a flat object role -> path, and an object
 * with "palette" (role -> path, or role -> {"path","gain","pan","lock"}) and "name",
 * "description", "bpm", "key", "tags". Keys we do not know survive a round trip.
 * Signal "changed" (PtRole): the role, or PT_ROLE_NONE for what is said of the whole. */

/* A palette without a sound leaves the role empty; it does not turn it down to nothing. */
#define PT_PALETTE_MIN_GAIN 0.001
#define PT_PALETTE_MAX_GAIN 4.0
#define PT_PALETTE_MAX_TAGS 64

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
/* to_json writes the flat form as long as it loses nothing and nothing else was read;
 * this one always, for other programs. */
JsonNode *pt_palette_to_flat_json (PtPalette *self);
/* Relative paths are written so that they name the same files from the new place. */
gboolean pt_palette_save (PtPalette *self,
                          const char *path,
                          GError **error);

/* The folder relative paths are kept against; NULL: none. */
const char *pt_palette_get_base (PtPalette *self);
/* Moves the palette to a document in @base: relative paths that resolve against the old
 * folder are rewritten to name the same files. */
void pt_palette_rebase (PtPalette *self,
                        const char *base);

const char *pt_palette_get_name (PtPalette *self);
void pt_palette_set_name (PtPalette *self,
                          const char *name);
const char *pt_palette_get_description (PtPalette *self);
void pt_palette_set_description (PtPalette *self,
                                 const char *description);
/* The tempo it was made for; 0: not said. */
double pt_palette_get_bpm (PtPalette *self);
void pt_palette_set_bpm (PtPalette *self,
                         double bpm);
const char *pt_palette_get_key (PtPalette *self);
void pt_palette_set_key (PtPalette *self,
                         const char *key);
/* (transfer none), never NULL */
const char *const *pt_palette_get_tags (PtPalette *self);
void pt_palette_set_tags (PtPalette *self,
                          const char *const *tags);
/* Keys that stand where a role should and are none. (transfer full) */
char **pt_palette_get_unknown_roles (PtPalette *self);

/* As written (may be relative); NULL: the role is empty. */
const char *pt_palette_get_path (PtPalette *self,
                                 PtRole role);
/* NULL empties the role. */
void pt_palette_set_path (PtPalette *self,
                          PtRole role,
                          const char *path);
/* Linear gain on top of the layer's, default 1; -1 (left) .. 1 (right), default 0. The
 * setters refuse what is out of range with FALSE. */
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
 * uniformly by @seed; @locked (nullable): its locked roles stay as they are. The same
 * library in any order and the same seed give the same palette. */
PtPalette *pt_palette_new_random (PtLibrary *library,
                                  guint64 seed,
                                  PtPalette *locked,
                                  GError **error);
/* One of @candidates (PtSample), uniformly by @seed, whatever their order; NULL when there
 * are none. (transfer none) */
PtSample *pt_palette_draw_sample (GPtrArray *candidates,
                                  guint64 seed,
                                  PtRole role);

G_END_DECLS
