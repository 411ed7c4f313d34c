/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-sample-loader.h"
#include "audio/rt/pt-rt-plan.h"
#include "core/pt-arrangement.h"

G_BEGIN_DECLS

/* An arrangement made ready for the engine: samples loaded, every hit and every span of a
 * loop an event on an absolute frame, counted from bar 0 so that nothing drifts. Immutable
 * and reference counted; the lane of an event is its role.
 *
 * What the arrangement means in sound:
 * - A one-shot begins on the frame nearest to its beat and rings as long as it is, over bar
 *   lines and section ends. A hit of a choke group ends the one before within 2 ms.
 * - A loop begins with its layer and keeps its phase to the layer's end; where the next
 *   section (or layer) of the same role goes on with the same sample without a gap, it goes
 *   on with the phase as well. It ends, faded over 5 ms, with its span.
 * - Gain is that of layer, palette (of the role's own sample, not of one the layer names)
 *   and channel, multiplied. A layer's ramp is linear over
 *   its span; after it, for tails, the last value holds. Pans add up, at most to the edge;
 *   the law is equal power with 1 in the middle.
 * - A section's fades are linear in amplitude and act on all that began in it, tails after
 *   its end included; where they overlap the lower one counts. */
typedef struct _PtRenderPlan PtRenderPlan;

/* Fraction 0..1 and a message; called from the working thread, at most 20 times a second. */
typedef void (*PtProgressFunc) (double fraction,
                                const char *message,
                                gpointer user_data);

typedef struct
{
  guint sample_rate; /* 0: the arrangement's, else 48000 */
  PtTempo tempo; /* 0: the arrangement's */
  const char *const *roots; /* where relative sample paths are looked for */
  guint threads; /* for loading; 0: one per processor */
  /* For playing: the channels' gain, pan, mute and solo are left to the engine's lanes, and
   * what rings at the end may ring out. Otherwise they are part of the events, and the
   * end is the end: what still sounds there fades over the last 5 ms. */
  gboolean live;
  /* For playing round and round: at its end the song goes on at its beginning, to the frame;
   * tails ring across, and a loop whose last pass ends there goes on as if there were no end. */
  gboolean looping;
  double gain; /* linear, of everything; 0: as it is */
} PtRenderPlanOptions;

#define PT_RENDER_DEFAULT_RATE 48000
#define PT_RENDER_MIN_RATE 8000
#define PT_RENDER_MAX_RATE 192000
#define PT_RENDER_MAX_EVENTS 4000000

/* Blocks while samples load. @notices (nullable, of char *): gets what the listener should
 * know, such as a role without a sample. Nothing at all to hear is an error. */
PtRenderPlan *
pt_render_plan_new (PtArrangement *arrangement,
                    PtSampleLoader *loader,
                    const PtRenderPlanOptions *options,
                    GPtrArray *notices,
                    GCancellable *cancellable,
                    GError **error);
PtRenderPlan *
pt_render_plan_ref (PtRenderPlan *self);
void
pt_render_plan_unref (PtRenderPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtRenderPlan, pt_render_plan_unref)

/* Lives as long as @self; its owner is @self. */
const PtRtPlan *
pt_render_plan_get_rt (PtRenderPlan *self);
guint
pt_render_plan_get_sample_rate (PtRenderPlan *self);
PtTempo
pt_render_plan_get_tempo (PtRenderPlan *self);
gint64
pt_render_plan_get_bars (PtRenderPlan *self);
/* Exactly the bars. */
guint64
pt_render_plan_get_frames (PtRenderPlan *self);
gboolean
pt_render_plan_get_looping (PtRenderPlan *self);
/* The roles that sound, one bit each. */
guint64
pt_render_plan_get_lanes (PtRenderPlan *self);
/* The files that were loaded, each once, for messages. (transfer none) */
const char *const *
pt_render_plan_get_paths (PtRenderPlan *self);

G_END_DECLS
