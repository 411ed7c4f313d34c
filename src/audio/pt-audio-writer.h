/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Writes one audio file of known length: converts, writes in large pieces, hashes on the
 * way, beside the file's place; committing renames it there. Freed without that, nothing
 * is left and an older file is untouched. WAV is written directly (as RF64 beyond 4 GB),
 * FLAC through libsndfile. */

typedef enum
{
  PT_FILE_FORMAT_WAV16, /* TPDF dither */
  PT_FILE_FORMAT_WAV24,
  PT_FILE_FORMAT_WAV32F,
  PT_FILE_FORMAT_FLAC, /* 24 bit, the same steps as WAV24 */
} PtFileFormat;

gboolean
pt_file_format_parse (const char *name, /* wav16 wav24 wav32f flac */
                      PtFileFormat *format,
                      GError **error);
/* What the ending of a name asks for: .flac, .wav (24 bit); FALSE: neither. */
gboolean
pt_file_format_from_path (const char *path,
                          PtFileFormat *format);
/* "wav" or "flac" */
const char *
pt_file_format_get_ending (PtFileFormat format);

typedef struct _PtAudioWriter PtAudioWriter;

/* Whether a file could be put there: for saying so before any work is done. */
gboolean
pt_audio_writer_check (const char *path,
                       GError **error);
typedef enum
{
  PT_AUDIO_WRITER_PLAIN = 0,
  PT_AUDIO_WRITER_THREADED = 1 << 0, /* a second thread shares the work */
  PT_AUDIO_WRITER_HASHED = 1 << 1,
} PtAudioWriterFlags;

/* @frames is a promise. */
PtAudioWriter *
pt_audio_writer_new (const char *path,
                     PtFileFormat format,
                     guint channels,
                     guint sample_rate,
                     guint64 frames,
                     PtAudioWriterFlags flags,
                     GError **error);
/* @samples interleaved. An error may belong to earlier pieces. */
gboolean
pt_audio_writer_add (PtAudioWriter *self,
                     const float *samples,
                     guint64 frames,
                     GError **error);
/* All is written and closed, and the hash is known; not yet in its place. */
gboolean
pt_audio_writer_finish (PtAudioWriter *self,
                        GError **error);
/* SHA-256 of the file, 64 digits, after finish; "" when it was not asked for. */
const char *
pt_audio_writer_get_sha256 (PtAudioWriter *self);
gboolean
pt_audio_writer_commit (PtAudioWriter *self,
                        GError **error);
void
pt_audio_writer_free (PtAudioWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtAudioWriter, pt_audio_writer_free)

/* The header of a WAV file with so many frames; returns its length. For the tests. */
#define PT_WAV_HEADER_MAX 128
gsize
pt_audio_writer_make_wav_header (PtFileFormat format,
                                 guint channels,
                                 guint sample_rate,
                                 guint64 frames,
                                 guint8 header[PT_WAV_HEADER_MAX]);

G_END_DECLS
