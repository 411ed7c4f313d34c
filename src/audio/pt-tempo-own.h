/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-flux.h"

G_BEGIN_DECLS

/* Our own tempo estimate. Every tempo that could be is described by a few numbers: how
 * much the music repeats after a beat, two, four and parts of one, how well its onsets
 * keep to the sixteenths, whether the length is a whole number of bars, how usual the
 * tempo is, what aubio said. A weighted sum of them decides; the weights were fitted to
 * loops and tracks whose tempo is known (docs/decisions/0046). */

typedef struct
{
  double bpm; /* 0: none */
  double confidence; /* 0..1 */
} PtTempoCandidate;

/* @length_s: of the whole file, which is likely a whole number of bars when it is short;
 * 0 when the flux is only a part of it. */
PtTempoCandidate pt_tempo_own_detect (const PtFlux *flux,
                                      double length_s);
/* The same, and what aubio said counts among the rest; 0 when it said nothing. */
PtTempoCandidate pt_tempo_own_detect_with_aubio (const PtFlux *flux,
                                                 double length_s,
                                                 double aubio_bpm);

G_END_DECLS
