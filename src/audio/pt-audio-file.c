/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-audio-file.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "audio/pt-audio-error.h"
#include "audio/pt-audio-reader.h"

/* Cancelling is looked at this often. */
#define STEP_FRAMES 65536
/* Samples of a streamed block: 256 KB. */
#define BLOCK_SAMPLES 65536

gboolean
pt_audio_file_probe (const char *path, PtAudioFileInfo *info, GError **error)
{
  g_autoptr (PtAudioReader) reader = NULL;
  PtAudioFileInfo scratch;
  PtByteSource *source;

  g_return_val_if_fail (path != NULL, FALSE);

  source = pt_byte_source_new_for_path (path, error);
  if (source == NULL)
    return FALSE;
  reader = pt_audio_reader_new (source, info != NULL ? info : &scratch, error);

  return reader != NULL;
}

static gboolean
set_too_long_error (const char *name, GError **error)
{
  g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNSUPPORTED,
               _ ("%s is too long to be held in memory: the limit is %" PRIu64 " frames, 4 hours at 48 kHz; cut it first"),
               name, PT_AUDIO_FILE_MAX_FRAMES);

  return FALSE;
}

static gboolean
set_memory_error (const char *name, guint64 frames, guint channels, GError **error)
{
  g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_FAILED,
               _ ("There is not enough memory for %s: it needs %.1f GB"), name, frames * channels * 4 / 1e9);

  return FALSE;
}

static gboolean
set_empty_error (const char *name, GError **error)
{
  g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_EMPTY, _ ("%s has no audio in it; export it again"), name);

  return FALSE;
}

typedef struct
{
  float *samples;
  guint64 frames;
  guint64 capacity;
  guint channels;
} Decoded;

/* Where the length is only a promise the memory grows with what is really there: a header
 * of a few bytes shall not take gigabytes. */
static gboolean
reserve (Decoded *decoded, guint64 capacity, const char *name, GError **error)
{
  float *larger;

  capacity = MIN (capacity, PT_AUDIO_FILE_MAX_FRAMES);
  larger = pt_audio_buffer_alloc (capacity, decoded->channels);
  if (larger == NULL)
    return set_memory_error (name, capacity, decoded->channels, error);
  if (decoded->frames > 0)
    memcpy (larger, decoded->samples, decoded->frames * decoded->channels * sizeof (float));
  pt_audio_buffer_free_samples (decoded->samples);
  decoded->samples = larger;
  decoded->capacity = capacity;

  return TRUE;
}

static gboolean
decode_all (PtAudioReader *reader,
            const PtAudioFileInfo *info,
            const char *name,
            Decoded *decoded,
            GCancellable *cancellable,
            GError **error)
{
  gboolean exact = pt_audio_reader_knows_length (reader);

  if (info->frames > PT_AUDIO_FILE_MAX_FRAMES)
    return set_too_long_error (name, error);
  decoded->channels = info->channels;
  if (!reserve (decoded, exact ? info->frames : CLAMP (info->frames + 1, STEP_FRAMES, 64 * STEP_FRAMES), name, error))
    return FALSE;

  for (;;)
    {
      gint64 n;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (decoded->frames == decoded->capacity)
        {
          if (exact)
            return TRUE;
          if (decoded->capacity == PT_AUDIO_FILE_MAX_FRAMES)
            return set_too_long_error (name, error);
          if (!reserve (decoded, decoded->capacity * 2, name, error))
            return FALSE;
        }
      n = pt_audio_reader_read (reader, decoded->samples + decoded->frames * decoded->channels,
                                MIN (decoded->capacity - decoded->frames, STEP_FRAMES), error);
      if (n < 0)
        return FALSE;
      if (n == 0)
        return TRUE;
      decoded->frames += n;
    }
}

/* What was reserved beyond need is given back, as far as it is worth a copy. */
static void
trim (Decoded *decoded)
{
  if (decoded->capacity > decoded->frames + decoded->frames / 8 + STEP_FRAMES)
    reserve (decoded, decoded->frames, "", NULL);
}

static PtAudioBuffer *
read_source (PtByteSource *source, PtAudioFileInfo *info, GCancellable *cancellable, GError **error)
{
  g_autoptr (PtAudioReader) reader = NULL;
  const char *name = pt_byte_source_get_name (source);
  PtAudioFileInfo scratch;
  Decoded decoded = { 0 };

  if (info == NULL)
    info = &scratch;
  reader = pt_audio_reader_new (source, info, error);
  if (reader == NULL)
    return NULL;

  if (!decode_all (reader, info, name, &decoded, cancellable, error))
    {
      pt_audio_buffer_free_samples (decoded.samples);
      return NULL;
    }
  if (decoded.frames == 0)
    {
      set_empty_error (name, error);
      pt_audio_buffer_free_samples (decoded.samples);
      return NULL;
    }
  trim (&decoded);
  info->frames = decoded.frames;
  info->n_unusable = pt_audio_reader_get_n_unusable (reader);

  return pt_audio_buffer_new_take (decoded.samples, decoded.frames, decoded.channels, info->sample_rate);
}

PtAudioBuffer *
pt_audio_file_read (const char *path, PtAudioFileInfo *info, GCancellable *cancellable, GError **error)
{
  PtByteSource *source;

  g_return_val_if_fail (path != NULL, NULL);

  source = pt_byte_source_new_for_path (path, error);
  if (source == NULL)
    return NULL;

  return read_source (source, info, cancellable, error);
}

PtAudioBuffer *
pt_audio_file_decode (const void *data, gsize length, const char *name, PtAudioFileInfo *info, GError **error)
{
  g_return_val_if_fail (data != NULL || length == 0, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return read_source (pt_byte_source_new_for_data (data, length, name), info, NULL, error);
}

gboolean
pt_audio_file_stream (const char *path,
                      PtAudioFileInfo *info,
                      PtAudioBlockFunc block,
                      gpointer user_data,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (PtAudioReader) reader = NULL;
  PtByteSource *source;
  PtAudioFileInfo scratch;
  float *samples;
  guint64 block_frames;
  guint64 frames = 0;
  gint64 n = -1;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (block != NULL, FALSE);

  if (info == NULL)
    info = &scratch;
  source = pt_byte_source_new_for_path (path, error);
  if (source == NULL)
    return FALSE;
  reader = pt_audio_reader_new (source, info, error);
  if (reader == NULL)
    return FALSE;

  block_frames = BLOCK_SAMPLES / info->channels;
  samples = pt_audio_buffer_alloc (block_frames, info->channels);
  if (samples == NULL)
    return set_memory_error (pt_byte_source_get_name (source), block_frames, info->channels, error);

  while (!g_cancellable_set_error_if_cancelled (cancellable, error)
         && (n = pt_audio_reader_read (reader, samples, block_frames, error)) > 0)
    {
      frames += n;
      if (!block (samples, n, user_data))
        {
          n = 0;
          break;
        }
      n = -1;
    }
  pt_audio_buffer_free_samples (samples);
  info->frames = frames;
  info->n_unusable = pt_audio_reader_get_n_unusable (reader);
  if (n == 0 && frames == 0)
    return set_empty_error (pt_byte_source_get_name (source), error);

  return n == 0;
}
