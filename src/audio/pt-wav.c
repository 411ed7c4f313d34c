/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-wav.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "audio/pt-audio-error.h"

#define FORMAT_PCM 0x0001
#define FORMAT_FLOAT 0x0003
#define FORMAT_EXTENSIBLE 0xfffe
/* More chunks than any honest file; a file of empty ones is not walked for minutes. */
#define MAX_CHUNKS 4096
/* Some writers count the whole file where the header wants it without the first 8 bytes. */
#define RIFF_SLACK 16

typedef struct
{
  PtByteSource *source;
  guint64 length;
  guint64 riff_end; /* 0: the writer did not know */
  guint64 ds64_data_size;
  gboolean has_ds64;
  gboolean has_format;
  guint tag;
  guint channels;
  guint sample_rate;
  guint block_bytes;
  guint bits;
} WavParser;

static guint
u16 (const guint8 *p)
{
  return p[0] | p[1] << 8;
}

static guint32
u32 (const guint8 *p)
{
  return p[0] | p[1] << 8 | p[2] << 16 | (guint32) p[3] << 24;
}

static guint64
u64 (const guint8 *p)
{
  return u32 (p) | (guint64) u32 (p + 4) << 32;
}

/* What programs write that send a WAV down a pipe and never learn how long it gets: all
 * ones (ffmpeg), just under 2 GB (sox, arecord), nothing. */
static gboolean
is_unknown_size (guint64 size)
{
  return (size >= 0xffffff00u && size <= 0xffffffffu)
         || (size >= 0x7ffff000u && size <= 0x80000000u)
         || size == G_MAXUINT64;
}

static PtWavKind
torn (WavParser *self, GError **error, const char *format, ...) G_GNUC_PRINTF (3, 4);

static PtWavKind
torn (WavParser *self, GError **error, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_TORN,
               _ ("%s is torn: %s; copy or export it again"), pt_byte_source_get_name (self->source), what);

  return PT_WAV_BAD;
}

static PtWavKind
read_format (WavParser *self, guint64 offset, guint64 size, GError **error)
{
  static const guint8 guid_rest[12] = { 0x00, 0x00, 0x10, 0x00, 0x80, 0x00, 0x00, 0xaa, 0x00, 0x38, 0x9b, 0x71 };
  guint8 chunk[40] = { 0 };
  gssize n;

  if (size < 16)
    {
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNREADABLE,
                   _ ("%s is not a usable WAV file: its format chunk has %u bytes instead of 16 or more"),
                   pt_byte_source_get_name (self->source), (guint) size);
      return PT_WAV_BAD;
    }
  n = pt_byte_source_read (self->source, offset, chunk, MIN (size, sizeof chunk), error);
  if (n < 0)
    return PT_WAV_BAD;
  if (n < 16)
    return torn (self, error, "it ends inside its header");

  self->has_format = TRUE;
  self->tag = u16 (chunk);
  self->channels = u16 (chunk + 2);
  self->sample_rate = u32 (chunk + 4);
  self->block_bytes = u16 (chunk + 12);
  self->bits = u16 (chunk + 14);
  if (self->tag == FORMAT_EXTENSIBLE && n == 40 && memcmp (chunk + 28, guid_rest, sizeof guid_rest) == 0)
    self->tag = u32 (chunk + 24) <= 0xffff ? u32 (chunk + 24) : FORMAT_EXTENSIBLE;

  return PT_WAV_OTHER;
}

static gboolean
plain_kind (const WavParser *self, PtPcmKind *pcm)
{
  if (self->channels == 0 || self->block_bytes != self->channels * self->bits / 8)
    return FALSE;
  if (self->tag == FORMAT_FLOAT && self->bits == 32)
    *pcm = PT_PCM_FLOAT32;
  else if (self->tag == FORMAT_PCM && self->bits == 16)
    *pcm = PT_PCM_INT16;
  else if (self->tag == FORMAT_PCM && self->bits == 24)
    *pcm = PT_PCM_INT24;
  else if (self->tag == FORMAT_PCM && self->bits == 32)
    *pcm = PT_PCM_INT32;
  else
    return FALSE;

  return TRUE;
}

static PtWavKind
examine_data (WavParser *self, guint64 offset, guint64 size, PtWavLayout *layout, GError **error)
{
  guint64 available = self->length - MIN (offset, self->length);
  guint frame_bytes = MAX (self->block_bytes, 1);

  if (!self->has_format)
    return PT_WAV_OTHER; /* format after data: nobody does that, libsndfile decides */

  if (size == 0xffffffffu && self->has_ds64)
    size = self->ds64_data_size;
  if ((is_unknown_size (size) && size > available)
      || (size == 0 && (self->riff_end == 0 || self->riff_end <= offset)))
    {
      /* From a pipe, or from a recorder that crashed: all that is there. */
      size = available;
      self->riff_end = 0;
    }
  if (size > available && size - available >= frame_bytes)
    return torn (self, error, "its header promises %" G_GUINT64_FORMAT " bytes of audio, %" G_GUINT64_FORMAT " are there", size, available);
  if (self->riff_end > self->length + RIFF_SLACK)
    return torn (self, error, "its header promises %" G_GUINT64_FORMAT " bytes, %" G_GUINT64_FORMAT " are there", self->riff_end, self->length);

  if (!plain_kind (self, &layout->pcm))
    return PT_WAV_OTHER;
  layout->channels = self->channels;
  layout->sample_rate = self->sample_rate;
  layout->data_offset = offset;
  layout->frames = MIN (size, available) / frame_bytes;

  return PT_WAV_PLAIN;
}

static PtWavKind
walk_chunks (WavParser *self, PtWavLayout *layout, GError **error)
{
  guint64 offset = 12;

  for (guint i = 0; i < MAX_CHUNKS; i++)
    {
      guint8 head[8];
      guint64 size;
      gssize n = pt_byte_source_read (self->source, offset, head, sizeof head, error);

      if (n < 0)
        return PT_WAV_BAD;
      if (n < (gssize) sizeof head)
        return torn (self, error, "it ends before any audio begins");
      size = u32 (head + 4);
      offset += sizeof head;

      if (memcmp (head, "data", 4) == 0)
        return examine_data (self, offset, size, layout, error);
      if (memcmp (head, "fmt ", 4) == 0 && read_format (self, offset, size, error) == PT_WAV_BAD)
        return PT_WAV_BAD;
      if (memcmp (head, "ds64", 4) == 0)
        {
          guint8 sizes[16];

          n = pt_byte_source_read (self->source, offset, sizes, sizeof sizes, error);
          if (n < 0)
            return PT_WAV_BAD;
          if (n < (gssize) sizeof sizes)
            return torn (self, error, "it ends inside its header");
          self->has_ds64 = TRUE;
          /* All zeros or all ones: a stream again. */
          self->riff_end = u64 (sizes) == 0 || u64 (sizes) > G_MAXINT64 ? 0 : u64 (sizes) + 8;
          self->ds64_data_size = u64 (sizes + 8) == 0 && self->riff_end == 0 ? G_MAXUINT64 : u64 (sizes + 8);
        }
      offset += size + (size & 1);
    }

  g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNREADABLE,
               _ ("%s is not a usable WAV file: no audio in its first %d chunks"), pt_byte_source_get_name (self->source), MAX_CHUNKS);

  return PT_WAV_BAD;
}

PtWavKind
pt_wav_examine (PtByteSource *source, PtWavLayout *layout, GError **error)
{
  WavParser self = { .source = source };
  guint8 head[12];
  gssize n;
  guint32 riff_size;

  g_return_val_if_fail (source != NULL, PT_WAV_NO);
  g_return_val_if_fail (layout != NULL, PT_WAV_NO);

  n = pt_byte_source_read (source, 0, head, sizeof head, error);
  if (n < 0)
    return PT_WAV_BAD;
  if (n < 4 || (memcmp (head, "RIFF", 4) != 0 && memcmp (head, "RF64", 4) != 0 && memcmp (head, "BW64", 4) != 0))
    return PT_WAV_NO;
  if (n < (gssize) sizeof head)
    return torn (&self, error, "it ends inside its header");
  if (memcmp (head + 8, "WAVE", 4) != 0)
    return PT_WAV_NO;

  self.length = pt_byte_source_get_length (source);
  riff_size = u32 (head + 4);
  self.riff_end = riff_size == 0 || is_unknown_size (riff_size) ? 0 : (guint64) riff_size + 8;

  return walk_chunks (&self, layout, error);
}

gboolean
pt_aiff_is_whole (PtByteSource *source, GError **error)
{
  guint64 length;
  guint64 offset = 12;
  guint8 head[12];

  g_return_val_if_fail (source != NULL, FALSE);

  length = pt_byte_source_get_length (source);
  if (pt_byte_source_read (source, 0, head, 12, NULL) < 12
      || memcmp (head, "FORM", 4) != 0
      || (memcmp (head + 8, "AIFF", 4) != 0 && memcmp (head + 8, "AIFC", 4) != 0))
    return TRUE;

  for (guint i = 0; i < MAX_CHUNKS; i++)
    {
      guint64 size;

      if (pt_byte_source_read (source, offset, head, 8, NULL) < 8)
        return TRUE; /* no sound chunk: libsndfile has the better message */
      size = GUINT32_SWAP_LE_BE (u32 (head + 4));
      offset += 8;
      if (memcmp (head, "SSND", 4) == 0)
        {
          if (size <= length - MIN (offset, length) || is_unknown_size (size) || size == 0)
            return TRUE;
          g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_TORN,
                       _ ("%s is torn: its header promises %" PRIu64 " bytes of audio, %" PRIu64
                          " are there; copy or export it again"),
                       pt_byte_source_get_name (source), size, length - offset);
          return FALSE;
        }
      offset += size + (size & 1);
    }

  return TRUE;
}
