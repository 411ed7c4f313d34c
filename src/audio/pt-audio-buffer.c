/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-audio-buffer.h"

#include <stdlib.h>
#include <sys/mman.h>

/* Wide enough for a whole cache line and for any vector unit of today. */
#define ALIGNMENT 64
#define SPARE_FLOATS 16
/* From here on pages of 2 MB are asked for: touching a song for the first time in pages of
 * 4 KB costs more than decoding it. */
#define HUGE_PAGE ((gsize) 2 * 1024 * 1024)

struct _PtAudioBuffer
{
  gatomicrefcount ref_count;
  float *samples;
  guint64 frames;
  guint channels;
  guint sample_rate;
};

static void
ask_for_huge_pages (float *samples, gsize bytes)
{
#ifdef MADV_HUGEPAGE
  guintptr start = ((guintptr) samples + HUGE_PAGE - 1) & ~(guintptr) (HUGE_PAGE - 1);
  guintptr end = ((guintptr) samples + bytes) & ~(guintptr) (HUGE_PAGE - 1);

  /* A wish: memory without huge pages works as well. */
  if (end > start)
    madvise ((void *) start, end - start, MADV_HUGEPAGE);
#endif
}

float *
pt_audio_buffer_alloc (guint64 frames, guint channels)
{
  guint64 floats;
  guint64 bytes;
  guint8 *block;
  void **samples;

  g_return_val_if_fail (channels > 0, NULL);

  /* calloc() knows which memory is fresh from the system and so zero already. What it
   * returned is kept just before the samples. */
  if (!g_uint64_checked_mul (&floats, frames, channels)
      || !g_uint64_checked_add (&floats, floats, SPARE_FLOATS)
      || !g_uint64_checked_mul (&bytes, floats, sizeof (float))
      || bytes > G_MAXSSIZE - 2 * ALIGNMENT)
    return NULL;
  block = calloc (1, bytes + 2 * ALIGNMENT);
  if (block == NULL)
    return NULL;

  samples = (void **) (((guintptr) block + 2 * ALIGNMENT) & ~(guintptr) (ALIGNMENT - 1));
  samples[-1] = block;
  if (bytes >= HUGE_PAGE)
    ask_for_huge_pages ((float *) samples, bytes);

  return (float *) samples;
}

void
pt_audio_buffer_free_samples (float *samples)
{
  if (samples != NULL)
    free (((void **) samples)[-1]);
}

PtAudioBuffer *
pt_audio_buffer_new_take (float *samples, guint64 frames, guint channels, guint sample_rate)
{
  PtAudioBuffer *self;

  g_return_val_if_fail (samples != NULL, NULL);
  g_return_val_if_fail (channels > 0, NULL);
  g_return_val_if_fail (sample_rate > 0, NULL);

  self = g_new0 (PtAudioBuffer, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->samples = samples;
  self->frames = frames;
  self->channels = channels;
  self->sample_rate = sample_rate;

  return self;
}

PtAudioBuffer *
pt_audio_buffer_ref (PtAudioBuffer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
pt_audio_buffer_unref (PtAudioBuffer *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  pt_audio_buffer_free_samples (self->samples);
  g_free (self);
}

const float *
pt_audio_buffer_get_samples (const PtAudioBuffer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->samples;
}

guint64
pt_audio_buffer_get_frames (const PtAudioBuffer *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->frames;
}

guint
pt_audio_buffer_get_channels (const PtAudioBuffer *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->channels;
}

guint
pt_audio_buffer_get_sample_rate (const PtAudioBuffer *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->sample_rate;
}
