/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-audio-file.h"
#include "audio/pt-byte-source.h"

G_BEGIN_DECLS

/* One file being decoded from front to back: plain WAV by our own code, all else by
 * libsndfile. What pt-audio-file is made of; not shared between threads. */
typedef struct _PtAudioReader PtAudioReader;

/* Takes @source. Fills @info; its frames may be a guess until the end is reached. */
PtAudioReader *pt_audio_reader_new (PtByteSource *source,
                                    PtAudioFileInfo *info,
                                    GError **error);
void pt_audio_reader_free (PtAudioReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtAudioReader, pt_audio_reader_free)

/* TRUE when the number of frames is sure. */
gboolean pt_audio_reader_knows_length (PtAudioReader *self);
/* Up to @frames frames; 0 at the end, -1 on failure (torn, disk). */
gint64 pt_audio_reader_read (PtAudioReader *self,
                             float *samples,
                             guint64 frames,
                             GError **error);
guint64 pt_audio_reader_get_n_unusable (PtAudioReader *self);

G_END_DECLS
