/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How much two sounds get in each other's way: per band the root of the product of what
 * each has there. A file's energy in a band is the mean magnitude of its spectrum over
 * time and over the hertz of the band, where a full-scale sine reads 1 in its bin; so
 * both energies and the clash lie within 0..1, mostly far below. */
#define PT_N_CLASH_BANDS 6

typedef struct
{
  const char *name; /* sub bass low_mid mid upper_mid high */
  double low_hz, high_hz;
  double energy_1, energy_2;
  double clash;
} PtClashBand;

/* The rates may differ: bands are measured in hertz, and what a rate cannot hold is
 * silence. */
void pt_clash_measure (const float *first,
                       guint64 first_frames,
                       guint first_rate,
                       const float *second,
                       guint64 second_frames,
                       guint second_rate,
                       PtClashBand bands[PT_N_CLASH_BANDS]);

G_END_DECLS
