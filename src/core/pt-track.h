/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "core/pt-mixer-channel.h"

G_BEGIN_DECLS

/* A column of the grid, and its strip in the mixer.
 *
 * JSON: {"id","name","role","colour","lock","channel":{..}}; unknown keys survive.
 * Properties: id name role colour lock channel; id and channel are read only. */
#define PT_TYPE_TRACK (pt_track_get_type ())
G_DECLARE_FINAL_TYPE (PtTrack, pt_track, PT, TRACK, GObject)

/* @role PT_ROLE_NONE: a track of notes for an instrument. */
PtTrack *pt_track_new (const char *name,
                       PtRole role);
PtTrack *pt_track_new_from_json (JsonObject *object,
                                 const char *where,
                                 GError **error);
JsonNode *pt_track_to_json (PtTrack *self);

/* What clips name their track by; the set gives it one when it is put in, and nobody
 * changes it while it is there. */
const char *pt_track_get_id (PtTrack *self);
void pt_track_set_id (PtTrack *self,
                      const char *id);
const char *pt_track_get_name (PtTrack *self);
void pt_track_set_name (PtTrack *self,
                        const char *name);
PtRole pt_track_get_role (PtTrack *self);
void pt_track_set_role (PtTrack *self,
                        PtRole role);
/* NULL: none of its own. */
const char *pt_track_get_colour (PtTrack *self);
void pt_track_set_colour (PtTrack *self,
                          const char *colour);
/* Hands off: no conductor and no guardrail changes it. */
gboolean pt_track_get_lock (PtTrack *self);
void pt_track_set_lock (PtTrack *self,
                        gboolean lock);
/* (transfer none), never NULL, always the same object */
PtMixerChannel *pt_track_get_channel (PtTrack *self);

G_END_DECLS
