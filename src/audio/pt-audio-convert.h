/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Floats to the little-endian samples of files. Full scale 1.0 is 2^15 or 2^23; what lies
 * beyond is held at the last step. NaN becomes some step, never undefined behaviour. */

/* With TPDF dither of two steps' width. @first counts samples from the start of the file:
 * the dither of a sample depends on its place only, not on how the file was cut. */
void
pt_audio_convert_to_16 (const float *samples,
                        gsize n,
                        guint64 first,
                        guint8 *bytes);
void
pt_audio_convert_to_24 (const float *samples,
                        gsize n,
                        guint8 *bytes);
/* The same 24 bits in the upper part of native integers, as encoders take them. */
void
pt_audio_convert_to_int (const float *samples,
                         gsize n,
                         gint32 *values);
void
pt_audio_convert_to_float (const float *samples,
                           gsize n,
                           guint8 *bytes);

G_END_DECLS
