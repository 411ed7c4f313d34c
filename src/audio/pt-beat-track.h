/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-flux.h"

G_BEGIN_DECLS

/* Where the beats of a known tempo lie: the path through the flux that meets the most
 * and strays from even steps the least (dynamic programming); where all of it is one
 * even grid, that grid. Empty without a tempo. (element-type double) (transfer full) */
GArray *
pt_beat_track (const PtFlux *flux,
               double bpm,
               double duration_s);

G_END_DECLS
