/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Decoded audio in memory: immutable once made, reference counted, shared between threads
 * without locks. Interleaved float at full scale 1.0. */
typedef struct _PtAudioBuffer PtAudioBuffer;

/* Takes @samples (made by pt_audio_buffer_alloc()). */
PtAudioBuffer *pt_audio_buffer_new_take (float *samples,
                                         guint64 frames,
                                         guint channels,
                                         guint sample_rate);
/* 64-byte aligned, zeroed, with 16 spare floats behind the end so that wide reads stay
 * inside; NULL when memory is short (files can be larger than memory). */
float *pt_audio_buffer_alloc (guint64 frames,
                              guint channels);
/* For samples that did not become a buffer; NULL is fine. */
void pt_audio_buffer_free_samples (float *samples);
PtAudioBuffer *pt_audio_buffer_ref (PtAudioBuffer *self);
void pt_audio_buffer_unref (PtAudioBuffer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtAudioBuffer, pt_audio_buffer_unref)

const float *pt_audio_buffer_get_samples (const PtAudioBuffer *self);
guint64 pt_audio_buffer_get_frames (const PtAudioBuffer *self);
guint pt_audio_buffer_get_channels (const PtAudioBuffer *self);
guint pt_audio_buffer_get_sample_rate (const PtAudioBuffer *self);

G_END_DECLS
