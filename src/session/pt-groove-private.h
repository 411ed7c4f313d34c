/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "session/pt-groove-heard.h"
#include "session/pt-groove.h"

G_BEGIN_DECLS

/* What the files of the groove share: pt-groove.c speaks with the player and with whoever
 * listens, pt-groove-load.c has the plans made. */

struct _PtGroove
{
  GObject parent_instance;
  PtPlayer *player;
  PtSampleLoader *loader;
  PtPalette *palette;
  char **roots;
  PtTempo tempo;
  PtGroovePart part;
  gboolean playing; /* is to sound */
  gboolean loading;
  gboolean started; /* the player was told to play */
  gboolean began; /* and it has, since somebody said so */
  gboolean stale; /* what the player has is not what is wanted */
  PtBeats start; /* where it is to begin */
  PtGrooveHeard *heard; /* as of the newest request */
  gboolean solo[PT_N_ROLES];
  gboolean mute[PT_N_ROLES];

  GSource *source; /* a request to be made */
  guint quantum_beats; /* of it */
  GCancellable *cancellable; /* of the one that is loading */
  GQueue sent; /* of what was handed to the player and has not sounded yet */
  guint sent_quantum_beats; /* of the newest */
  guint sound_serial; /* counts other palettes and other sounds */
  guint heard_serial; /* the newest that sounded */

  PtPalette *other;
  gboolean matching;
  gboolean unmatched; /* the newest plan was made before its loudness was known */
  double wanted_gain_db; /* of the newest plan */
  double match_gain_db; /* of what sounds */
  char *told; /* the newest notices */
  /* What is heard, as text -> double: LUFS of one palette, and dB by which the first of two is
   * turned down. */
  GHashTable *measured;
};

/* --- for pt-groove-load.c --- */

void _pt_groove_set_loading (PtGroove *self,
                             gboolean loading);
void _pt_groove_notice (PtGroove *self,
                        const char *message);
/* Stops wanting to play, and says why. */
void _pt_groove_fail (PtGroove *self,
                      const char *message);
/* @plan NULL: silence, and when there is something again it begins from the beginning. */
void _pt_groove_hand_over (PtGroove *self,
                           PtRenderPlan *plan,
                           guint quantum_beats);

/* --- for pt-groove.c --- */

/* A new plan, heard from the next multiple of @quantum_beats; of several wishes that become
 * one plan the most patient counts. */
void _pt_groove_ask (PtGroove *self,
                     guint quantum_beats);
void _pt_groove_forget_request (PtGroove *self);
/* Who is louder by how much is to be found out, and heard. */
void _pt_groove_rematch (PtGroove *self);

G_END_DECLS
