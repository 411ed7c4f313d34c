/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-clip.h"
#include "core/pt-track.h"

G_BEGIN_DECLS

/* A row of the grid: its clips, one at most for each track, and what it asks of the set.
 *
 * JSON: {"id","name","bars","energy","tempo","colour","follow":{"action","bars"},
 * "clips":{track id: clip}}; unknown keys survive.
 * Properties: id name bars energy tempo colour follow-action follow-bars; all but id are
 * writable. Signal "clip-changed" (track id). */

#define PT_SCENE_MAX_BARS 4096

#define PT_TYPE_SCENE (pt_scene_get_type ())
G_DECLARE_FINAL_TYPE (PtScene, pt_scene, PT, SCENE, GObject)

PtScene *pt_scene_new (const char *name,
                       gint64 bars);
/* With copies of its clips and no id. */
PtScene *pt_scene_duplicate (PtScene *self);
PtScene *pt_scene_new_from_json (JsonObject *object,
                                 const char *where,
                                 GError **error);
JsonNode *pt_scene_to_json (PtScene *self);

const char *pt_scene_get_id (PtScene *self);
void pt_scene_set_id (PtScene *self,
                      const char *id);
const char *pt_scene_get_name (PtScene *self);
void pt_scene_set_name (PtScene *self,
                        const char *name);
gint64 pt_scene_get_bars (PtScene *self);
void pt_scene_set_bars (PtScene *self,
                        gint64 bars);
/* 0..1; -1: what the arc says. */
double pt_scene_get_energy (PtScene *self);
void pt_scene_set_energy (PtScene *self,
                          double energy);
/* In bpm; 0: the set's. */
double pt_scene_get_tempo (PtScene *self);
void pt_scene_set_tempo (PtScene *self,
                         double bpm);
const char *pt_scene_get_colour (PtScene *self);
void pt_scene_set_colour (PtScene *self,
                          const char *colour);
PtFollowAction pt_scene_get_follow_action (PtScene *self);
void pt_scene_set_follow_action (PtScene *self,
                                 PtFollowAction action);
/* 0: after its bars */
gint64 pt_scene_get_follow_bars (PtScene *self);
void pt_scene_set_follow_bars (PtScene *self,
                               gint64 bars);

/* (transfer none) (nullable) */
PtClip *pt_scene_get_clip (PtScene *self,
                           const char *track_id);
/* NULL empties the slot. */
void pt_scene_set_clip (PtScene *self,
                        const char *track_id,
                        PtClip *clip);
guint pt_scene_get_n_clips (PtScene *self);
/* Another number after every change of the scene or of a clip in it. */
gsize pt_scene_get_revision (PtScene *self);
/* The tracks that have a clip, by name, so that a set is written the same whatever was
 * clicked first. (transfer full) */
char **pt_scene_get_track_ids (PtScene *self);

G_END_DECLS
