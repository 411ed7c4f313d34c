/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "audio/pt-lanes.h"

G_BEGIN_DECLS

/* Spectral flux: how much louder the bands of the spectrum get, on a logarithmic scale,
 * so that a quiet hat over a loud bass counts as it is heard. A band must rise above all
 * that it and its neighbours were in the last 37 ms: vibrato, glides and the single
 * periods of a deep bass are no events. */

#define PT_FLUX_MAX_BANDS 64
#define PT_FLUX_MAX_PAST 8

/* The state of one pass over a signal. */
typedef struct
{
  guint sample_rate;
  guint size;
  guint n_bands;
  guint low_bin; /* the first above 150 Hz */
  guint16 edges[PT_FLUX_MAX_BANDS + 1]; /* bins */
  float floor; /* power that counts as silence */
  guint nearest; /* hops to the first and the last of the spectra before that are compared */
  guint farthest;
  guint n_pushed;
  /* One place more on either side of the bands: the outer ones have neighbours too. */
  float levels[PT_FLUX_MAX_PAST][PT_FLUX_MAX_BANDS + 2 * PT_N_LANES];
  float low_levels[PT_FLUX_MAX_PAST];
} PtFluxState;

/* Cheap when @sample_rate and @size are those of the last time (zeroed memory the first
 * time). @hops_per_window: 2 or 4. @peak: the largest sample of the signal; what is 70 dB
 * below it is silence. */
void
pt_flux_state_reset (PtFluxState *state,
                     guint sample_rate,
                     guint size,
                     guint hops_per_window,
                     float peak);
/* @power: as pt_spectrum_measure() gives it. @full: the mean rise of all bands, in octaves
 * of power (3 dB). @low: the rise in amplitude of what is below 150 Hz, where a kick over a
 * bass is told from a bass over a kick by its weight alone. */
void
pt_flux_state_push (PtFluxState *state,
                    const float *power,
                    float *full,
                    float *low);

/* The flux of a whole signal, one point every quarter window (about 5 ms). Point i
 * belongs to frame i * hop. */
typedef struct
{
  guint n;
  guint hop;
  double hop_s;
  float *full;
  float *low;
} PtFlux;

PtFlux *
pt_flux_new (const float *mono,
             guint64 frames,
             guint sample_rate);
void
pt_flux_free (PtFlux *flux);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtFlux, pt_flux_free)

/* Both curves together, each in units of its own spread: how much each point sounds like
 * a beat. g_free. */
float *pt_flux_make_strength (const PtFlux *flux);

/* Picks the peaks that stand out of the moving median: fills @peaks with up to
 * @max_peaks indices in order and returns how many there are. */
guint
pt_flux_pick (const float *curve,
              guint n,
              double hop_s,
              guint *peaks,
              guint max_peaks);

/* The top of the peak at @peak, between the points: the vertex of a parabola. */
double pt_flux_peak_place (const float *curve,
                           guint n,
                           guint peak);

/* The largest magnitude among the samples that are numbers within 1e6. */
float
pt_flux_peak (const float *mono,
              guint64 frames);

G_END_DECLS
