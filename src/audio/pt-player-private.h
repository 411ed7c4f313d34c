/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-live-engine.h"
#include "audio/pt-player.h"

G_BEGIN_DECLS

/* What the files of the player share: pt-player.c looks after the device and says what the
 * engine does, pt-player-song.c sets what is heard and where it stands, pt-player-preview.c
 * plays one sound beside it, pt-player-load.c makes plans on a thread. */

/* A role's strip as it was set. Which one is heard when others are solo is decided here and
 * not in the engine, where a solo would silence what is previewed, too. */
typedef struct
{
  double gain;
  double pan;
  gboolean mute;
  gboolean solo;
} PtPlayerChannel;

struct _PtPlayer
{
  GObject parent_instance;
  PtDevice *device;
  PtLiveEngine *engine;
  GSource *source; /* on the context of the thread that made us */
  gboolean running; /* the device calls */

  PtRenderPlan *wanted; /* the newest that was sent */
  PtRenderPlan *sounding; /* what the engine has; behind @wanted until the beat comes */
  gint64 pending_beats; /* where @wanted, or one before it, will be set; -1: none waits */
  guint64 pending_frame;
  PtTempo pending_tempo;
  guint load_serial;
  guint64 preview_token; /* 0: none */
  guint64 preview_start; /* on the engine's clock */
  guint64 preview_from;
  guint64 preview_frames;
  gboolean preview_loops;
  PtPlayerChannel channels[PT_N_ROLES];

  PtRtStatus status;
  double position_beats;
  guint underruns; /* of this device, and of those before */
  guint past_underruns;
  double load;
  gboolean awaits_silence;
  PtPlayerLevels levels[PT_RT_N_LANES + 1];
  double max_peak;
  double limiter_gain;
};

/* When a multiple of a quantum is reached, and which beat of the song that is. */
typedef struct
{
  gint64 beats;
  guint64 song_frame; /* on the clock that counts the rounds one after the other */
  guint64 engine_frame;
} PtPlayerBoundary;

/* Makes the device call when it does not yet. */
gboolean _pt_player_start_device (PtPlayer *self,
                                  GError **error);
double _pt_player_frames_to_beats (PtRenderPlan *plan,
                                   guint64 frames);
/* The engine has @plan (nullable). */
void _pt_player_set_sounding (PtPlayer *self,
                              PtRenderPlan *plan);
/* The next multiple of @quantum_beats. FALSE: the song stands still, or nobody waits. */
gboolean _pt_player_find_boundary (PtPlayer *self,
                                   guint quantum_beats,
                                   PtPlayerBoundary *boundary);

/* --- for pt-player-load.c --- */

/* A number for a load that begins; whatever began before it is out of date. */
guint _pt_player_begin_load (PtPlayer *self);
/* FALSE: something newer was loaded or set since. */
gboolean _pt_player_end_load (PtPlayer *self,
                              guint serial,
                              PtArrangement *arrangement,
                              PtRenderPlan *plan,
                              guint quantum_beats);

G_END_DECLS
