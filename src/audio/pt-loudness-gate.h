/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "audio/pt-loudness.h"

G_BEGIN_DECLS

/* What BS.1770 and Tech 3342 make of the weighted energies of 100 ms each: blocks of
 * 400 ms and 3 s on a grid of 100 ms, the two gates, the range. */

/* @hops: of double, the sum over all frames and channels of one hop of @hop_frames. */
void pt_loudness_gate_integrated (const GArray *hops,
                                  guint hop_frames,
                                  PtLoudness *result);
void pt_loudness_gate_range (const GArray *hops,
                             guint hop_frames,
                             PtLoudness *result);
/* Mean square, weighted, to LUFS. */
double pt_loudness_from_energy (double energy);

G_END_DECLS
