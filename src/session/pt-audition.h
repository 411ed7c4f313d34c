/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-player.h"
#include "core/pt-sample.h"

G_BEGIN_DECLS

/* Hearing one sound beside the set: raw, or in the set's tempo and beginning on the next beat
 * of what plays. A voice of its own, which never interrupts the set. The newest request wins.
 *
 * Properties: enabled (whether selecting plays), in-tempo, volume (linear 0..2), playing,
 * path, position (0..1, of what is heard), notified. Signal: "failed" (path, message). */
#define PT_TYPE_AUDITION (pt_audition_get_type ())
G_DECLARE_FINAL_TYPE (PtAudition, pt_audition, PT, AUDITION, GObject)

PtAudition *pt_audition_new (PtPlayer *player,
                             PtSampleLoader *loader);
/* Another player, because the device was changed. */
void pt_audition_set_player (PtAudition *self,
                             PtPlayer *player);

gboolean pt_audition_get_enabled (PtAudition *self);
void pt_audition_set_enabled (PtAudition *self,
                              gboolean enabled);
gboolean pt_audition_get_in_tempo (PtAudition *self);
void pt_audition_set_in_tempo (PtAudition *self,
                               gboolean in_tempo);
double pt_audition_get_volume (PtAudition *self);
void pt_audition_set_volume (PtAudition *self,
                             double volume);
/* The set's. */
void pt_audition_set_tempo (PtAudition *self,
                            PtTempo tempo);

/* A row was selected: plays it when enabled. */
void pt_audition_select (PtAudition *self,
                         PtSample *sample);
/* Plays whether enabled or not. @from: 0..1 of the sound; in tempo a loop goes round. */
void pt_audition_play (PtAudition *self,
                       PtSample *sample,
                       double from);
void pt_audition_stop (PtAudition *self);

gboolean pt_audition_get_playing (PtAudition *self);
/* What is heard, or was last asked for. (nullable) */
const char *pt_audition_get_path (PtAudition *self);
double pt_audition_get_position (PtAudition *self);

G_END_DECLS
