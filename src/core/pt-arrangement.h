/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-mixer-channel.h"
#include "core/pt-palette.h"
#include "core/pt-section.h"

G_BEGIN_DECLS

/* Declarative music: tempo, palette, mixer channels, sections of layers; no audio in it.
 * A GListModel of PtSection. Properties: bpm bars palette.
 * JSON: {"bpm","sample_rate","palette","channels","sections"}; unknown keys survive. */

#define PT_ARRANGEMENT_MAX_BARS 16384
#define PT_ARRANGEMENT_MIN_RATE 8000
#define PT_ARRANGEMENT_MAX_RATE 384000

#define PT_TYPE_ARRANGEMENT (pt_arrangement_get_type ())
G_DECLARE_FINAL_TYPE (PtArrangement, pt_arrangement, PT, ARRANGEMENT, GObject)

PtArrangement *pt_arrangement_new (void);
/* Deep: shares nothing with @self, so that it may go to another thread. */
PtArrangement *pt_arrangement_copy (PtArrangement *self);
/* @base: the folder relative sample paths are kept against (NULL: none). */
PtArrangement *pt_arrangement_new_from_json (JsonNode *node,
                                             const char *base,
                                             GError **error);
PtArrangement *pt_arrangement_load (const char *path,
                                    GError **error);
JsonNode *pt_arrangement_to_json (PtArrangement *self);
/* Relative sample paths are written so that they name the same files from there. */
gboolean pt_arrangement_save (PtArrangement *self,
                              const char *path,
                              GError **error);
/* Moves it to a document in @base: see pt_palette_rebase(). */
void pt_arrangement_rebase (PtArrangement *self,
                            const char *base);

/* The file @layer plays: its own sample, else the palette's for its role, found like
 * pt_palette_resolve() does. NULL when there is none. (transfer full) */
char *pt_arrangement_resolve_sample (PtArrangement *self,
                                     PtLayer *layer,
                                     const char *const *roots);

PtTempo pt_arrangement_get_tempo (PtArrangement *self);
void pt_arrangement_set_tempo (PtArrangement *self,
                               PtTempo tempo);
/* 0: the renderer's own choice (48000) */
guint pt_arrangement_get_sample_rate (PtArrangement *self);
void pt_arrangement_set_sample_rate (PtArrangement *self,
                                     guint sample_rate);
/* (transfer none), never NULL */
PtPalette *pt_arrangement_get_palette (PtArrangement *self);
void pt_arrangement_set_palette (PtArrangement *self,
                                 PtPalette *palette);
/* (transfer none), never NULL: the role's gain, pan, mute and solo for the whole piece */
PtMixerChannel *pt_arrangement_get_channel (PtArrangement *self,
                                            PtRole role);
/* Takes @section; the whole may not exceed PT_ARRANGEMENT_MAX_BARS. */
void pt_arrangement_add_section (PtArrangement *self,
                                 PtSection *section);
guint pt_arrangement_get_n_sections (PtArrangement *self);
PtSection *pt_arrangement_get_section (PtArrangement *self,
                                       guint index);
gint64 pt_arrangement_get_bars (PtArrangement *self);

G_END_DECLS
