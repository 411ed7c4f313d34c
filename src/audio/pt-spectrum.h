/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A windowed power spectrum at any place of a signal. Plans and windows are made once per
 * size and shared by all threads; a PtSpectrum is the scratch space of one of them. */
typedef struct _PtSpectrum PtSpectrum;

/* @size: even, 16..65536 */
PtSpectrum *
pt_spectrum_new (guint size);
void
pt_spectrum_free (PtSpectrum *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtSpectrum, pt_spectrum_free)

guint
pt_spectrum_get_size (const PtSpectrum *self);
/* size / 2 + 1 */
guint
pt_spectrum_get_n_bins (const PtSpectrum *self);

/* The power of @size frames from @first on, which may lie before the start or reach over
 * the end (silence there). A sine of amplitude 1 in the middle of a bin reads 1. Samples
 * that are no numbers, or beyond 1e6, count as silence. The result belongs to @self and
 * is overwritten by the next call. */
const float *
pt_spectrum_measure (PtSpectrum *self,
                     const float *mono,
                     guint64 frames,
                     gint64 first);

/* The power of two whose length is nearest to @seconds at @sample_rate, 64..65536. */
guint
pt_spectrum_size_for (double seconds,
                      guint sample_rate);

/* FFTW's planner has one state for the whole program, and other libraries (aubio) use it
 * too: whoever makes or destroys a plan holds this lock. */
void
pt_fftw_lock (void);
void
pt_fftw_unlock (void);

/* r[0..n) = the autocorrelation of x[0..n) up to lag n - 1, not normalised. */
void
pt_autocorrelate (const float *x,
                  guint n,
                  float *r);

G_END_DECLS
