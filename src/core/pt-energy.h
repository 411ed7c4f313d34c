/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "core/pt-bar-state.h"

G_BEGIN_DECLS

/* How much a bar drives: the sum over its audible layers of the role's weight, the gain and
 * the density of the pattern, on a scale where the fullest bar of the reference arrangement
 * is 1. A hat as loud as the bass is not as much energy as the bass. */

/* The fullest bar of the reference before scaling. */
#define PT_ENERGY_REFERENCE_PEAK 2.329275

double pt_energy_get_role_weight (PtRole role);
double pt_energy_of_layer (const PtLayerState *layer);
/* Rises above 1 when more than the reference plays. */
double pt_energy_of_layers (const PtLayerState *layers,
                            guint n_layers);
double pt_energy_of_bar (const PtBarState *bar);

/* Half of what the mixer says and half of what is heard: the measured loudness on the
 * line between the quietest and the loudest bar so far. The mixer alone where loudness
 * is not known, or says nothing yet (less than 1 LU apart). */
double pt_energy_blend (double energy,
                        double lufs,
                        double quietest_lufs,
                        double loudest_lufs);

/* 0..7: which of eight blocks stands for the energy; and the block. */
guint pt_energy_get_spark_index (double energy);
const char *pt_energy_get_spark (double energy);

G_END_DECLS
