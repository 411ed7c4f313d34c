/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-render-plan.h"

G_BEGIN_DECLS

#define PT_RENDER_RAMP_SECONDS 0.005

struct _PtRenderPlan
{
  gatomicrefcount ref_count;
  PtRtPlan rt;
  GPtrArray *sources; /* of PtRenderSource */
  GArray *rt_sources;
  GArray *events;
  GArray *envelopes; /* of PtRtEnvelope; the points are ours */
  GPtrArray *paths; /* NULL-terminated */
  guint32 *first_sounding;
  guint sample_rate;
  PtTempo tempo;
  gint64 bars;
  guint64 lanes;
};

static inline guint64
_pt_render_plan_bar_frame (const PtRenderPlan *self, gint64 bar)
{
  return pt_bars_to_frame (bar, self->tempo, self->sample_rate);
}

static inline guint
_pt_render_plan_ramp_frames (const PtRenderPlan *self)
{
  return (guint) (PT_RENDER_RAMP_SECONDS * self->sample_rate + 0.5);
}

/* Adds an envelope to the plan and returns its number. Frames that do not rise are left
 * out; long lines are divided. */
guint
_pt_render_plan_add_envelope (PtRenderPlan *self,
                              const PtRtPoint *points,
                              guint n_points);
/* The section's fades as one line up and one down; where they would cross, the lower. */
guint
_pt_render_plan_add_section_fade (PtRenderPlan *self,
                                  PtSection *section,
                                  gint64 start_bar);

/* All events of @arrangement, in the order of its layers; the sources are named, not
 * loaded. In the events of loops anchor_phase is the bar of the anchor. */
gboolean
_pt_render_plan_add_events (PtRenderPlan *self,
                            PtArrangement *arrangement,
                            const PtRenderPlanOptions *options,
                            GPtrArray *notices,
                            GError **error);

G_END_DECLS
