/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "core/pt-role.h"

G_BEGIN_DECLS

/* What sounded, or is about to sound, in one bar: plain snapshots that energy, guardrails
 * and critique work on, wherever the bar comes from. */

typedef struct
{
  PtRole role;
  gboolean loop;
  double gain; /* linear */
  guint hits; /* a one-shot's hits in the bar */
  gboolean muted; /* by the user */
  gboolean held; /* by a guardrail: in the mixer, and silent */
  guint pattern; /* a hash of the beats, 0: none */
  guint sample; /* a hash of the sample's name, 0: the palette's */
} PtLayerState;

typedef struct
{
  GArray *layers; /* of PtLayerState */
  gboolean hold; /* within a hold somebody asked for: repetition is wanted */
  gboolean breakdown; /* within a breakdown somebody asked for */
} PtBarState;

gboolean pt_layer_state_is_audible (const PtLayerState *layer);

/* @layers is copied. */
PtBarState *pt_bar_state_new (const PtLayerState *layers,
                              guint n_layers);
void pt_bar_state_free (PtBarState *self);
guint pt_bar_state_count_audible (const PtBarState *self);
gboolean pt_bar_state_has_role (const PtBarState *self,
                                PtRole role);
/* Equal for bars that sound alike: the same roles with the same samples and patterns, and
 * gains within 0.05. */
guint64 pt_bar_state_get_fingerprint (const PtBarState *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtBarState, pt_bar_state_free)

G_END_DECLS
