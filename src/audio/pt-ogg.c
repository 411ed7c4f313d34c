/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-ogg.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "audio/pt-audio-error.h"

#define PAGE_HEAD 27
#define PAGE_MAX (PAGE_HEAD + 255 + 255 * 255)
#define END_OF_STREAM 0x04

/* Bytes of the page at @bytes, of which @n are there; 0 when its table is not whole. */
static gsize
page_length (const guint8 *bytes, gsize n)
{
  gsize length;

  if (n < PAGE_HEAD || n < PAGE_HEAD + (gsize) bytes[26])
    return 0;
  length = PAGE_HEAD + bytes[26];
  for (guint i = 0; i < bytes[26]; i++)
    length += bytes[PAGE_HEAD + i];

  return length;
}

gboolean
pt_ogg_is_whole (PtByteSource *source, GError **error)
{
  g_autofree guint8 *bytes = NULL;
  guint8 head[4];
  guint64 length;
  gssize n;

  g_return_val_if_fail (source != NULL, FALSE);

  if (pt_byte_source_read (source, 0, head, sizeof head, NULL) < (gssize) sizeof head
      || memcmp (head, "OggS", 4) != 0)
    return TRUE;

  /* The last page begins somewhere in the last 64 KB. */
  bytes = g_malloc (PAGE_MAX);
  length = pt_byte_source_get_length (source);
  n = pt_byte_source_read (source, length > PAGE_MAX ? length - PAGE_MAX : 0, bytes, PAGE_MAX, NULL);
  for (gssize i = n - PAGE_HEAD; i >= 0; i--)
    if (memcmp (bytes + i, "OggS", 4) == 0 && bytes[i + 4] == 0)
      {
        gsize page = page_length (bytes + i, n - i);

        if (page > 0 && page <= (gsize) (n - i) && (bytes[i + 5] & END_OF_STREAM) != 0)
          return TRUE;
        break;
      }

  g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_TORN,
               _ ("%s is torn: its end is missing; copy or export it again"), pt_byte_source_get_name (source));

  return FALSE;
}
