/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-mono-mix.h"

#include "audio/pt-lanes.h"

PT_SIMD_CLONES
static void
mix_two (float *restrict mono, const float *restrict samples, guint64 frames)
{
  for (guint64 i = 0; i < frames; i++)
    mono[i] = (samples[2 * i] + samples[2 * i + 1]) * 0.5f;
}

float *
pt_mono_mix (const PtAudioBuffer *buffer)
{
  const float *samples;
  guint64 frames;
  guint channels;
  float *mono;

  g_return_val_if_fail (buffer != NULL, NULL);

  samples = pt_audio_buffer_get_samples (buffer);
  frames = pt_audio_buffer_get_frames (buffer);
  channels = pt_audio_buffer_get_channels (buffer);
  mono = g_new (float, MAX (frames, 1));
  if (channels == 1)
    memcpy (mono, samples, frames * sizeof (float));
  else if (channels == 2)
    mix_two (mono, samples, frames);
  else
    for (guint64 i = 0; i < frames; i++)
      {
        float sum = 0;

        for (guint c = 0; c < channels; c++)
          sum += samples[i * channels + c];
        mono[i] = sum / channels;
      }

  return mono;
}
