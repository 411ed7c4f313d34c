/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-clip.h"
#include "core/pt-hits.h"

G_BEGIN_DECLS

struct _PtClip
{
  GObject parent_instance;

  PtClipKind kind;
  char *name;
  char *colour;
  gint64 length_bars;
  double gain;
  char *sample;
  PtHits hits;
  gboolean own_hits; /* they were said: worth writing whatever the kind */
  GArray *notes; /* PtNote; NULL: none */
  PtLaunchMode launch_mode;
  PtQuantize quantize;
  gboolean legato;
  PtFollowAction follow_action;
  gint64 follow_bars;
  JsonObject *unknown;
  gsize revision; /* grows with every change */
};

/* Numbers that no clip and no scene had before. */
gsize _pt_next_revision (void);
gsize _pt_clip_get_revision (PtClip *self);

/* Swaps beats and notes of the two; tells of @self only. */
void _pt_clip_swap_content (PtClip *self,
                            PtClip *other);

G_END_DECLS
