/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-player.h"

G_BEGIN_DECLS

/* A number for a load that begins; whatever began before it is out of date. */
guint _pt_player_begin_load (PtPlayer *self);
/* FALSE: something newer was loaded or set since. */
gboolean _pt_player_end_load (PtPlayer *self,
                              guint serial,
                              PtArrangement *arrangement,
                              PtRenderPlan *plan,
                              guint quantum_beats);

G_END_DECLS
