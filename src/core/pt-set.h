/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-arc.h"
#include "core/pt-log-entry.h"
#include "core/pt-palette.h"
#include "core/pt-scene.h"
#include "core/pt-take.h"
#include "core/pt-track.h"
#include "core/pt-undo-history.h"

G_BEGIN_DECLS

/* The project document (*.peaktime): tempo, key, palette, the grid of tracks and scenes with
 * their clips, the arc, the mixer, takes, references to scores, and the log.
 *
 * The setters here change it at once and leave no trace; they are for loading and for the
 * edits. Whoever acts for a person, a conductor or a guardrail uses pt-set-edit.h, so that
 * every change has a name and can be undone.
 *
 * Sample paths are absolute in memory wherever the file was found, so that they mean the
 * same whatever the set is saved as; in the file they are relative when they lie below its
 * folder.
 *
 * Properties: name tempo (bpm) key quantize (writable), palette arc master tracks scenes
 * takes log history. */

#define PT_SET_SCHEMA_VERSION 1
#define PT_SET_MAX_TRACKS 256
#define PT_SET_MAX_SCENES 4096
#define PT_SET_MAX_TAKES 10000
#define PT_SET_MAX_SCORES 10000
#define PT_SET_MAX_LOG 10000

#define PT_TYPE_SET (pt_set_get_type ())
G_DECLARE_FINAL_TYPE (PtSet, pt_set, PT, SET, GObject)

/* Empty: no tracks, no scenes, the hill, 128 bpm. */
PtSet *pt_set_new (void);
/* One track for each default role, and one scene. */
PtSet *pt_set_new_default (void);
/* @folder: where relative paths are looked for (NULL: nowhere). */
PtSet *pt_set_new_from_json (JsonNode *node,
                             const char *folder,
                             GError **error);
/* @folder: where the document is going to lie (NULL: all paths as they are). */
JsonNode *pt_set_to_json (PtSet *self,
                          const char *folder);
PtSet *pt_set_load (const char *path,
                    GError **error);
/* The same, but a set of a newer version is read as well as it can be; *@newer tells. What it
 * says that we do not know of may be lost when it is written again. */
PtSet *pt_set_load_newer (const char *path,
                          gboolean *newer,
                          GError **error);
/* Writes the file; says nothing to the history, which pt_undo_history_mark_clean() does. */
gboolean pt_set_save (PtSet *self,
                      const char *path,
                      GError **error);

const char *pt_set_get_name (PtSet *self);
void pt_set_set_name (PtSet *self,
                      const char *name);
PtTempo pt_set_get_tempo (PtSet *self);
void pt_set_set_tempo (PtSet *self,
                       PtTempo tempo);
/* As it was written ("Fm", "8A"); NULL: none. */
const char *pt_set_get_key (PtSet *self);
/* One that pt_key_parse() reads, or NULL. */
void pt_set_set_key (PtSet *self,
                     const char *key);
/* On which boundary clips start that do not say it themselves; never INHERIT. */
PtQuantize pt_set_get_quantize (PtSet *self);
void pt_set_set_quantize (PtSet *self,
                          PtQuantize quantize);

/* All (transfer none), never NULL, and always the same objects but for the palette. */
PtPalette *pt_set_get_palette (PtSet *self);
void pt_set_set_palette (PtSet *self,
                         PtPalette *palette);
PtArc *pt_set_get_arc (PtSet *self);
PtMixerChannel *pt_set_get_master (PtSet *self);
GListModel *pt_set_get_tracks (PtSet *self); /* of PtTrack */
GListModel *pt_set_get_scenes (PtSet *self); /* of PtScene */
GListModel *pt_set_get_takes (PtSet *self); /* of PtTake */
GListModel *pt_set_get_log (PtSet *self); /* of PtLogEntry */
PtUndoHistory *pt_set_get_history (PtSet *self);

guint pt_set_get_n_tracks (PtSet *self);
/* (transfer none) */
PtTrack *pt_set_get_track (PtSet *self,
                           guint position);
/* (transfer none) (nullable) */
PtTrack *pt_set_find_track (PtSet *self,
                            const char *id);
/* Gives it an id when it has none, or one that is taken. @position above the end: the end. */
void pt_set_insert_track (PtSet *self,
                          guint position,
                          PtTrack *track);
/* Its clips go with it. */
void pt_set_remove_track (PtSet *self,
                          PtTrack *track);
/* G_MAXUINT: it is not in the set. */
guint pt_set_get_track_position (PtSet *self,
                                 PtTrack *track);

guint pt_set_get_n_scenes (PtSet *self);
PtScene *pt_set_get_scene (PtSet *self,
                           guint position);
void pt_set_insert_scene (PtSet *self,
                          guint position,
                          PtScene *scene);
void pt_set_remove_scene (PtSet *self,
                          PtScene *scene);
guint pt_set_get_scene_position (PtSet *self,
                                 PtScene *scene);
/* (transfer none) (nullable) */
PtClip *pt_set_get_clip (PtSet *self,
                         PtTrack *track,
                         PtScene *scene);
gint64 pt_set_get_bars (PtSet *self);

/* Takes and the log grow while the set plays; that is no change one undoes. The log forgets
 * its oldest lines above PT_SET_MAX_LOG. */
void pt_set_insert_take (PtSet *self,
                         guint position,
                         PtTake *take);
void pt_set_remove_take (PtSet *self,
                         PtTake *take);
void pt_set_add_log (PtSet *self,
                     PtLogEntry *entry);
/* Names under which the score history knows files of this set. (transfer none) */
const char *const *pt_set_get_scores (PtSet *self);
/* FALSE: it is there already. */
gboolean pt_set_add_score (PtSet *self,
                           const char *id);

/* The file a clip of @track plays: its own, else the palette's for the role of the track.
 * NULL: none. (transfer full) */
char *pt_set_resolve_sample (PtSet *self,
                             PtTrack *track,
                             PtClip *clip,
                             const char *const *roots);

G_END_DECLS
