/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-hits.h"
#include "core/pt-layer.h"

G_BEGIN_DECLS

struct _PtLayer
{
  GObject parent_instance;

  PtRole role;
  PtLayerType type;
  double gain;
  double gain_end;
  double pan;
  guint ramp : 1; /* gain_end was said */
  guint mute : 1;
  guint own_beats : 1; /* beats were said: worth writing even for a loop */
  char *choke;
  char *sample;
  PtHits hits;
  gint64 start_bar;
  gint64 end_bar;
  JsonObject *unknown;
};

G_END_DECLS
