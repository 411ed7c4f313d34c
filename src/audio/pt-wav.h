/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-byte-source.h"
#include "audio/pt-pcm.h"

G_BEGIN_DECLS

/* Where the samples lie in a WAV file (RIFF, RF64, BW64), and whether they are all there.
 * libsndfile plays what is left of a torn file without a word; we say so. */

typedef enum
{
  PT_WAV_NO, /* not a WAV file */
  PT_WAV_PLAIN, /* @layout tells everything */
  PT_WAV_OTHER, /* whole as far as the chunks say, but for libsndfile to decode */
  PT_WAV_BAD, /* @error is set */
} PtWavKind;

typedef struct
{
  PtPcmKind pcm;
  guint channels;
  guint sample_rate;
  guint64 data_offset;
  guint64 frames;
} PtWavLayout;

PtWavKind pt_wav_examine (PtByteSource *source,
                          PtWavLayout *layout,
                          GError **error);

/* AIFF and AIFF-C: FALSE when the sound chunk is larger than the file. TRUE for any other
 * kind of file. */
gboolean pt_aiff_is_whole (PtByteSource *source,
                           GError **error);

G_END_DECLS
