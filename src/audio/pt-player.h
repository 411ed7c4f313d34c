/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-device.h"
#include "audio/pt-render-plan.h"

G_BEGIN_DECLS

/* Playing: an arrangement through the live engine on a device. Everything here is called
 * on one thread, whose main context the player reports on; nothing waits for the audio
 * thread. When the device goes away the silent one takes over and the song goes on.
 *
 * Properties, notified on the context: playing, position-beats (double, from 0), device-name,
 * underruns, load. Signals: "updated" (after each look at the engine, about 60 times a
 * second), "finished" (the song came to its end; tails may ring), "silenced" (after the end
 * or a stop: nothing sounds any more), "device-lost" (name of the device that was lost),
 * "plan-set" (pointer to the PtRenderPlan that sounds from now on; NULL: none). */
#define PT_TYPE_PLAYER (pt_player_get_type ())
G_DECLARE_FINAL_TYPE (PtPlayer, pt_player, PT, PLAYER, GObject)

/* The engine runs at the rate of @device, which starts when it is first needed. */
PtPlayer *pt_player_new (PtDevice *device);

guint pt_player_get_sample_rate (PtPlayer *self);
/* (transfer none) */
PtDevice *pt_player_get_device (PtPlayer *self);

/* When something happens: at the next multiple of so many beats. */
#define PT_PLAYER_NOW 0
#define PT_PLAYER_BEAT 1
#define PT_PLAYER_BAR 4
#define PT_PLAYER_PHRASE 32

/* The song from now on, or from the next multiple of @quantum_beats while it plays; the
 * place in it stays, counted in beats, and what goes on in both goes on without a gap.
 * @plan is made with the option live and at the player's rate; NULL: none. One made with the
 * option looping goes round until another is set: its end counts as a boundary, and a place
 * beyond its end is one in its next round. */
void pt_player_set_plan (PtPlayer *self,
                         PtRenderPlan *plan,
                         guint quantum_beats);
/* @plan has the events of the one that sounds, at other gains and pans: at once, also in
 * what rings, gliding over 5 ms. */
void pt_player_exchange_plan (PtPlayer *self,
                              PtRenderPlan *plan);
/* The same from an arrangement as it is now, prepared on a thread; also sets the channels.
 * When several are under way only the newest is set, the others end as cancelled. @tempo 0:
 * the arrangement's own. */
void pt_player_load_async (PtPlayer *self,
                           PtArrangement *arrangement,
                           PtSampleLoader *loader,
                           PtTempo tempo,
                           const char *const *roots,
                           guint quantum_beats,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/* @notices (nullable): what the listener should know, g_strfreev. */
gboolean pt_player_load_finish (PtPlayer *self,
                                GAsyncResult *result,
                                char ***notices,
                                GError **error);

/* Starts the device when it does not run yet, which may fail. */
gboolean pt_player_play (PtPlayer *self,
                         GError **error);
/* Stays where it is, fades within 5 ms. */
void pt_player_stop (PtPlayer *self);
void pt_player_seek (PtPlayer *self,
                     PtBeats position,
                     guint quantum_beats);

gboolean pt_player_get_playing (PtPlayer *self);
/* Since the beginning of the song, as of the last update. */
guint64 pt_player_get_position_frames (PtPlayer *self);
double pt_player_get_position_beats (PtPlayer *self);
/* "17.3": bar and beat as people count them, from 1. (transfer full) */
char *pt_player_format_position (PtPlayer *self);
/* Whether nothing sounds, not even a tail. */
gboolean pt_player_is_silent (PtPlayer *self);

/* One role's strip, and the whole; both glide there within 10 ms. */
void pt_player_set_channel (PtPlayer *self,
                            PtRole role,
                            double gain,
                            double pan,
                            gboolean mute,
                            gboolean solo);
void pt_player_set_channels (PtPlayer *self,
                             PtArrangement *arrangement);
void pt_player_set_master_gain (PtPlayer *self,
                                double gain);

/* Plays @buffer (stereo, at the player's rate) at once and once, beside the song, instead of
 * the last one that was previewed; NULL: ends it. */
gboolean pt_player_preview (PtPlayer *self,
                            PtAudioBuffer *buffer,
                            double gain,
                            GError **error);

typedef struct
{
  PtAudioBuffer *buffer; /* stereo, at the player's rate */
  double gain; /* linear */
  guint64 from_frame; /* where in the buffer it begins */
  gboolean loops; /* round and round */
  guint quantum_beats; /* while the song plays: from its next multiple of so many beats */
} PtPlayerPreview;

/* The same with all there is to say. What was previewed before fades within 5 ms where this
 * one begins. */
gboolean pt_player_preview_full (PtPlayer *self,
                                 const PtPlayerPreview *preview,
                                 GError **error);
/* Linear, of all previews, also of the one that sounds; glides there within 10 ms. */
void pt_player_set_preview_gain (PtPlayer *self,
                                 double gain);
/* Where in its buffer the preview is, as of the last update; before its beginning: where it
 * will begin. FALSE: none sounds or waits. @frame may be NULL. */
gboolean pt_player_get_preview_frame (PtPlayer *self,
                                      guint64 *frame);

/* Linear, as of the last update. @role PT_ROLE_NONE: the master. */
typedef struct
{
  double peak[2];
  double rms[2];
} PtPlayerLevels;

void pt_player_get_levels (PtPlayer *self,
                           PtRole role,
                           PtPlayerLevels *levels);
/* The highest sample that went to the device since the player was made. */
double pt_player_get_max_peak (PtPlayer *self);
/* The limiter's lowest gain between the last two updates; 1: it had nothing to do. */
double pt_player_get_limiter_gain (PtPlayer *self);
/* On all devices so far. */
guint pt_player_get_underruns (PtPlayer *self);
double pt_player_get_load (PtPlayer *self);
/* Frames by which the device hears the song late. */
guint pt_player_get_latency_frames (PtPlayer *self);

/* What the player does by itself 60 times a second, for those who draw at their own pace. */
void pt_player_update (PtPlayer *self);
/* For tests: plans and previewed sounds that the engine has and has not given back. */
guint pt_player_get_n_lent (PtPlayer *self);
/* For tests: hears what goes to the device, on the audio thread. Before the first play. */
void pt_player_set_capture (PtPlayer *self,
                            PtDeviceCallback capture,
                            gpointer user_data);

G_END_DECLS
