/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-audio-buffer.h"

G_BEGIN_DECLS

/* Reading audio files, whatever libsndfile reads, with errors that say what is wrong: a
 * folder, a text file, a torn or empty file, gone, not readable. Plain WAV takes a fast
 * path of our own. Every message names the file. Thread safe. */

typedef struct
{
  guint64 frames;
  guint channels;
  guint sample_rate;
  char format[32]; /* "WAV 24 bit", "FLAC 16 bit", "MP3", "Ogg Opus" ... */
  guint64 n_unusable; /* samples that were NaN, infinite or absurd and were made 0 */
} PtAudioFileInfo;

/* Header only: @frames of an MP3 is what its header says. */
gboolean pt_audio_file_probe (const char *path,
                              PtAudioFileInfo *info,
                              GError **error);
/* Everything; @info may be NULL, here and below. At most PT_AUDIO_FILE_MAX_FRAMES: longer
 * files are PT_AUDIO_ERROR_UNSUPPORTED. */
#define PT_AUDIO_FILE_MAX_CHANNELS 64
#define PT_AUDIO_FILE_MIN_RATE 1000
#define PT_AUDIO_FILE_MAX_RATE 768000
#define PT_AUDIO_FILE_MAX_FRAMES (G_GUINT64_CONSTANT (48000) * 3600 * 4)
PtAudioBuffer *pt_audio_file_read (const char *path,
                                   PtAudioFileInfo *info,
                                   GCancellable *cancellable,
                                   GError **error);
/* From memory (@name for messages): the library scan has read the file already to hash
 * it, and the fuzzer has no files at all. */
PtAudioBuffer *pt_audio_file_decode (const void *data,
                                     gsize length,
                                     const char *name,
                                     PtAudioFileInfo *info,
                                     GError **error);

/* In pieces, for measuring long files of any length: calls @block with interleaved frames
 * until the end. @info is filled before the first call, its frames and n_unusable are
 * final after the last. @block returns FALSE to stop early, which is no error. */
typedef gboolean (*PtAudioBlockFunc) (const float *samples,
                                      guint64 frames,
                                      gpointer user_data);
gboolean pt_audio_file_stream (const char *path,
                               PtAudioFileInfo *info,
                               PtAudioBlockFunc block,
                               gpointer user_data,
                               GCancellable *cancellable,
                               GError **error);

G_END_DECLS
