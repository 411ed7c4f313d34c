/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A signal at about 12 kHz: all that pitch needs, at a quarter of the work. Flat to
 * 2.5 kHz, clean of aliases up to there. */

/* 1 for what is below 22 kHz already. */
guint
pt_decimate_factor (guint sample_rate);
/* frames / factor, rounded up */
guint64
pt_decimate_length (guint64 frames,
                    guint factor);
/* Fills @output; output frame i lies at input frame i * factor. Samples that are no
 * numbers count as silence. Returns the energy (sum of squares) of the input. */
double
pt_decimate (const float *mono,
             guint64 frames,
             guint factor,
             float *output);

G_END_DECLS
