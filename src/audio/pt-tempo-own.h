/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-flux.h"

G_BEGIN_DECLS

/* Our own tempo estimate: the autocorrelation of the flux, weighed by how usual a tempo
 * is and, for loops, by whether the length is a whole number of beats. */

typedef struct
{
  double bpm; /* 0: none */
  double confidence;
} PtTempoCandidate;

/* @length_s: of the whole file, which is a whole number of beats when it is a loop; 0 when
 * the flux is only a part of it. */
PtTempoCandidate
pt_tempo_own_detect (const PtFlux *flux,
                     double length_s);

G_END_DECLS
