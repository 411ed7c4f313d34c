/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-player.h"
#include "core/pt-palette.h"

G_BEGIN_DECLS

/* The reference groove: the sections of the reference arrangement, looped on the player, with
 * whatever palette is on the bench. A palette, a sound, a gain that changes while it plays
 * changes over on the next beat (or bar) without a gap; so palettes are compared by clicking
 * down a list while the music goes on.
 *
 * Two palettes, A and B, can be compared: the groove knows the loudness of each (it renders
 * the loop offline) and turns the louder one down to the quieter, to within 0.1 LU.
 *
 * Properties, notified: playing, part, loading, matching (whether levels are matched),
 * match-gain-db (of the palette that sounds). Signals: "changed-over" (PtPalette: it sounds from now
 * on), "notice" (message: what the listener should know), "failed" (message). */

/* A whole palette comes to some 4 dB over full scale. By so much all that is heard here is
 * quieter, sounds that are auditioned as well, so that the limiter has nothing to do and palettes
 * sound like their renders, which are normalised. */
#define PT_GROOVE_HEADROOM_DB 6.0

typedef enum
{
  PT_GROOVE_INTRO,
  PT_GROOVE_BUILD,
  PT_GROOVE_FULL,
  PT_GROOVE_STRIP,
  PT_GROOVE_WHOLE,
} PtGroovePart;
#define PT_N_GROOVE_PARTS 5u

GType pt_groove_part_get_type (void);
#define PT_TYPE_GROOVE_PART (pt_groove_part_get_type ())
const char *pt_groove_part_to_string (PtGroovePart part);
gboolean pt_groove_part_parse (const char *text,
                               PtGroovePart *part,
                               GError **error);
/* The part alone, as an arrangement; its length is whole bars. */
PtArrangement *pt_groove_new_arrangement (PtGroovePart part,
                                          PtPalette *palette,
                                          PtTempo tempo,
                                          GError **error);

#define PT_TYPE_GROOVE (pt_groove_get_type ())
G_DECLARE_FINAL_TYPE (PtGroove, pt_groove, PT, GROOVE, GObject)

PtGroove *pt_groove_new (PtPlayer *player,
                         PtSampleLoader *loader);
/* Another player, because the device was changed: goes on there from the same beat. */
void pt_groove_set_player (PtGroove *self,
                           PtPlayer *player);

/* Heard from the next multiple of @quantum_beats while it plays. Follows the palette's
 * "changed" from then on: sounds change over on the next beat, gain and pan at once. */
void pt_groove_set_palette (PtGroove *self,
                            PtPalette *palette,
                            guint quantum_beats);
/* (transfer none) (nullable) */
PtPalette *pt_groove_get_palette (PtGroove *self);
void pt_groove_set_roots (PtGroove *self,
                          const char *const *roots);
void pt_groove_set_tempo (PtGroove *self,
                          PtTempo tempo);
PtGroovePart pt_groove_get_part (PtGroove *self);
/* Heard from the next bar while it plays. */
void pt_groove_set_part (PtGroove *self,
                         PtGroovePart part);

/* When the samples are not loaded yet it begins as soon as they are. */
void pt_groove_play (PtGroove *self);
void pt_groove_stop (PtGroove *self);
/* Wanted or sounding. */
gboolean pt_groove_get_playing (PtGroove *self);
gboolean pt_groove_get_loading (PtGroove *self);

/* One role alone, or silent; heard within 10 ms, no part of the palette. */
gboolean pt_groove_get_solo (PtGroove *self,
                             PtRole role);
void pt_groove_set_solo (PtGroove *self,
                         PtRole role,
                         gboolean solo);
gboolean pt_groove_get_mute (PtGroove *self,
                             PtRole role);
void pt_groove_set_mute (PtGroove *self,
                         PtRole role,
                         gboolean mute);

/* --- A and B --- */

/* The other palette, whose loudness counts for matching; NULL: there is none. */
void pt_groove_set_other (PtGroove *self,
                          PtPalette *other);
gboolean pt_groove_get_matching (PtGroove *self);
void pt_groove_set_matching (PtGroove *self,
                             gboolean matching);
double pt_groove_get_match_gain_db (PtGroove *self);

G_END_DECLS
