/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The shape of a sound for drawing: a pyramid of minima and maxima over all channels, as
 * signed bytes (127 = full scale). Level 0 has bins of a power of two of frames, each level
 * above joins four bins of the one below. Built once, kept in the index as a blob of a few
 * kilobytes, or deeper in memory for a view that zooms. Immutable, any thread. */
typedef struct _PtWaveform PtWaveform;

/* What the index keeps: enough for a thumbnail and for a wide inspector. */
#define PT_WAVEFORM_STORED_BINS 1024
#define PT_WAVEFORM_MIN_BIN_FRAMES 16

/* As few frames a bin as @max_bins allows; never fewer than PT_WAVEFORM_MIN_BIN_FRAMES. */
PtWaveform *pt_waveform_new (const float *samples, /* interleaved */
                             guint64 frames,
                             guint channels,
                             guint max_bins);
void pt_waveform_free (PtWaveform *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtWaveform, pt_waveform_free)

/* The blob and back; an error when the bytes are not one of ours. */
GBytes *pt_waveform_to_bytes (const PtWaveform *self);
PtWaveform *pt_waveform_new_from_bytes (const void *data,
                                        gsize length,
                                        GError **error);

guint64 pt_waveform_get_frames (const PtWaveform *self);
guint pt_waveform_get_bin_frames (const PtWaveform *self);
guint pt_waveform_get_n_levels (const PtWaveform *self);

/* @n_columns pairs (minimum, maximum) over the frames from @start to @end, each column
 * covering all bins it touches, so that no peak is lost. Columns behind the end of the
 * sound are 0, 0. */
void pt_waveform_get_columns (const PtWaveform *self,
                              guint64 start_frame,
                              guint64 end_frame,
                              guint n_columns,
                              gint8 *columns);

G_END_DECLS
