/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-mp3.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "audio/pt-audio-error.h"

/* How far behind the tags the first frame may be. */
#define SEARCH_BYTES 65536

static guint32
be32 (const guint8 *p)
{
  return (guint32) p[0] << 24 | p[1] << 16 | p[2] << 8 | p[3];
}

/* Bytes of the frame that starts with @header, 0 when it is none. */
static guint
frame_bytes (const guint8 *header)
{
  static const guint16 rates_v1[3][15] = {
    { 0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448 },
    { 0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384 },
    { 0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320 },
  };
  static const guint16 rates_v2[2][15] = {
    { 0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256 },
    { 0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160 },
  };
  static const guint sample_rates[3] = { 44100, 48000, 32000 };
  guint version = header[1] >> 3 & 3; /* 3: MPEG 1, 2: MPEG 2, 0: MPEG 2.5 */
  guint layer = 4 - (header[1] >> 1 & 3);
  guint rate_index = header[2] >> 4;
  guint frequency_index = header[2] >> 2 & 3;
  guint padding = header[2] >> 1 & 1;
  guint kbps;
  guint hz;

  if (header[0] != 0xff || (header[1] & 0xe0) != 0xe0)
    return 0;
  if (version == 1 || layer == 4 || rate_index == 0 || rate_index == 15 || frequency_index == 3)
    return 0;

  kbps = version == 3 ? rates_v1[layer - 1][rate_index] : rates_v2[layer == 1 ? 0 : 1][rate_index];
  hz = sample_rates[frequency_index] >> (version == 3 ? 0 : version == 2 ? 1
                                                                         : 2);
  if (layer == 1)
    return (12000 * kbps / hz + padding) * 4;

  return (layer == 3 && version != 3 ? 72000 : 144000) * kbps / hz + padding;
}

/* Behind any number of ID3v2 tags. */
static guint64
skip_tags (PtByteSource *source)
{
  guint64 offset = 0;
  guint8 head[10];

  while (pt_byte_source_read (source, offset, head, sizeof head, NULL) == sizeof head
         && memcmp (head, "ID3", 3) == 0
         && (head[6] | head[7] | head[8] | head[9]) < 0x80)
    offset += 10 + (head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9]);

  return offset;
}

/* The offset of the first frame that is followed by another, or by the end. */
static gboolean
find_first_frame (PtByteSource *source, guint64 start, guint64 *found)
{
  g_autofree guint8 *bytes = g_malloc (SEARCH_BYTES);
  gssize n = pt_byte_source_read (source, start, bytes, SEARCH_BYTES, NULL);

  for (gssize i = 0; i + 4 <= n; i++)
    {
      guint length = frame_bytes (bytes + i);
      guint8 next[4];

      if (length == 0)
        continue;
      if (start + i + length == pt_byte_source_get_length (source)
          || (pt_byte_source_read (source, start + i + length, next, sizeof next, NULL) == sizeof next
              && frame_bytes (next) != 0 && ((next[1] ^ bytes[i + 1]) & 0xfe) == 0))
        {
          *found = start + i;
          return TRUE;
        }
    }

  return FALSE;
}

/* The first frame may hold no audio but how many bytes there are in all. */
static guint64
promised_bytes (PtByteSource *source, guint64 frame)
{
  guint8 bytes[64];
  gssize n = pt_byte_source_read (source, frame, bytes, sizeof bytes, NULL);
  static const guint places[] = { 36, 21, 13 }; /* behind the side information, by version and channels */

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      const guint8 *xing = bytes + places[i];
      guint32 flags;

      if (n < (gssize) places[i] + 16 || (memcmp (xing, "Xing", 4) != 0 && memcmp (xing, "Info", 4) != 0))
        continue;
      flags = be32 (xing + 4);
      if ((flags & 2) == 0)
        return 0;
      return be32 (xing + ((flags & 1) != 0 ? 12 : 8));
    }

  return 0;
}

gboolean
pt_mp3_is_sound (PtByteSource *source, GError **error)
{
  guint8 head[3];
  guint64 frame;
  guint64 promised;
  guint64 length;

  g_return_val_if_fail (source != NULL, FALSE);

  if (pt_byte_source_read (source, 0, head, sizeof head, NULL) < (gssize) sizeof head
      || (memcmp (head, "ID3", 3) != 0 && (head[0] != 0xff || (head[1] & 0xe0) != 0xe0)))
    return TRUE;

  if (!find_first_frame (source, skip_tags (source), &frame))
    {
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNREADABLE,
                   _ ("%s starts like an MP3 file but has no MP3 audio in it; choose another file, or convert it to WAV"),
                   pt_byte_source_get_name (source));
      return FALSE;
    }

  /* One byte in a hundred may be missing: tags at the end are counted differently. */
  promised = promised_bytes (source, frame);
  length = pt_byte_source_get_length (source) - frame;
  if (promised > length && promised - length > promised / 100 + 512)
    {
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_TORN,
                   _ ("%s is torn: its header promises %" PRIu64 " bytes of audio, %" PRIu64
                      " are there; copy or export it again"),
                   pt_byte_source_get_name (source), promised, length);
      return FALSE;
    }

  return TRUE;
}
