/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-audio-buffer.h"

G_BEGIN_DECLS

/* Sample rates, by soxr at its high quality: flat to 20 kHz, aliases below -100 dB. Whole
 * buffers of any channel count; thread safe. A buffer that is right already comes back
 * itself, bit for bit. */

/* As long as before to the nearest frame. */
PtAudioBuffer *pt_resample (PtAudioBuffer *buffer,
                            guint sample_rate,
                            GCancellable *cancellable,
                            GError **error);
/* A loop: around its end the filter reads its beginning, and the other way round, so that
 * it joins without a click; exactly @frames come out. */
PtAudioBuffer *pt_resample_loop (PtAudioBuffer *loop,
                                 guint64 frames,
                                 guint sample_rate,
                                 GCancellable *cancellable,
                                 GError **error);

/* @n frames of the endless repetition of @loop from @start on (negative: before its
 * beginning), interleaved. */
void pt_loop_copy (const PtAudioBuffer *loop,
                   gint64 start,
                   guint64 n,
                   float *target);
/* For a lead-in of at least @minimum frames, where a loop is made longer or shorter in the
 * ratio @to / @from: one near @minimum that the ratio takes very nearly to a whole number
 * of frames, *@scaled, so that the loop's first sample stays on a frame. */
guint64 pt_loop_lead_in (guint64 minimum,
                         guint64 from,
                         guint64 to,
                         guint64 *scaled);

G_END_DECLS
