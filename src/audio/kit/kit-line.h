/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/kit/kit-recipe.h"

G_BEGIN_DECLS

/* Plays the melody of a loop on one monophonic voice, frame by frame: which pitch, whether
 * a note begins, how long ago it did. A voice that begins a bar or more
 * before the start (kit_line_first_frame()) arrives at the start in the state in which it will leave the end. */

#define KIT_LINE_WARM_STEPS 16

typedef struct
{
  gint64 start;
  gint64 end; /* of the gate */
  double note; /* MIDI number */
  gboolean accent;
  gboolean ghost;
  gboolean slid; /* reached from the note before, without an attack */
} KitEvent;

typedef struct
{
  /* settings */
  gint64 frames; /* of the loop */
  gint64 step_frames;
  double rate;
  double glide; /* factor per frame */
  double soften;
  double attack_s, release_s;
  GArray *events;
  /* state */
  guint next;
  const KitEvent *event;
  double pitch; /* MIDI number, gliding */
  double level; /* of the gate: 0..1 with attack and release */
  /* what a tick answers */
  gboolean trigger; /* a note begins in this frame */
  double hz;
  double age_s; /* since the last attack */
  double gate; /* level, cut short before the next attack so that phases may start anew */
  double accent; /* 0..1 */
  double ghost;
} KitLine;

typedef struct
{
  const char *notes;
  int octave; /* of the root, 1 = the one of 33..65 Hz */
  double swing;
  double gate; /* part of the last step that sounds */
  double glide_s;
  double attack_s;
  double release_s;
} KitLineSettings;

void kit_line_init (KitLine *self,
                    const KitItem *item,
                    const KitLineSettings *settings,
                    double rate);
void kit_line_clear (KitLine *self);
/* The frame to begin with: negative. */
gint64 kit_line_first_frame (const KitLine *self);
/* @position runs from there to the end of the loop. */
void kit_line_tick (KitLine *self,
                    gint64 position);

/* The same melody as single notes, for voices that play several at once. (element-type
 * KitEvent) */
GArray *kit_line_events (const KitItem *item,
                         const KitLineSettings *settings,
                         double rate);

G_END_DECLS
