/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "audio/pt-audio-file.h"
#include "pt-fuzz.h"

/* Audio files of every kind we read: our own WAV reader, our looks at AIFF, Ogg and MP3, and
 * libsndfile behind them. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PtAudioBuffer) buffer = NULL;
  PtAudioFileInfo info = { 0 };
  const float *samples;

  buffer = pt_audio_file_decode (data, size, "input", &info, &error);
  pt_fuzz_check_outcome (buffer != NULL, error);
  if (buffer == NULL)
    return 0;

  g_assert (info.channels > 0 && info.channels <= PT_AUDIO_FILE_MAX_CHANNELS);
  g_assert (info.sample_rate >= PT_AUDIO_FILE_MIN_RATE && info.sample_rate <= PT_AUDIO_FILE_MAX_RATE);
  g_assert (info.frames > 0 && info.frames <= PT_AUDIO_FILE_MAX_FRAMES);
  g_assert (pt_audio_buffer_get_frames (buffer) == info.frames);
  g_assert (pt_audio_buffer_get_channels (buffer) == info.channels);
  samples = pt_audio_buffer_get_samples (buffer);
  for (guint64 i = 0; i < info.frames * info.channels; i++)
    g_assert (isfinite (samples[i]));

  return 0;
}
