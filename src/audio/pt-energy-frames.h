/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  float rms;
  float flux; /* mean rise of the bands, in octaves of power */
  float centroid_hz; /* power-weighted; 0 in silence */
} PtEnergyFrame;

/* One frame per 16th note at @bpm, from the start of the signal on; a last one that is
 * shorter than half a 16th is left out. Empty when @bpm is not within 20..1000.
 * (element-type PtEnergyFrame) (transfer full) */
GArray *pt_energy_frames (const float *mono,
                          guint64 frames,
                          guint sample_rate,
                          double bpm);

G_END_DECLS
