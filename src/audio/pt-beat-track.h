/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-flux.h"

G_BEGIN_DECLS

/* Where the beats of a known tempo lie. Music made by machines is one even grid from end
 * to end, and then the beats are that grid, laid through silence and breaks as well. Where
 * it is not even, they are the path through the flux that meets the most and strays from
 * even steps the least (dynamic programming). Empty without a tempo. (element-type double)
 * (transfer full) */
GArray *pt_beat_track (const PtFlux *flux,
                       double bpm,
                       double duration_s);

G_END_DECLS
