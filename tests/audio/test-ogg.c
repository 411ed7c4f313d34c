/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "audio/pt-audio-error.h"
#include "audio/pt-ogg.h"

/* One page of three segments: 27 + 3 + 255 + 255 + 10 bytes. */
#define PAGE 550

static gboolean
is_whole (const guint8 *bytes, gsize length)
{
  g_autoptr (PtByteSource) source = pt_byte_source_new_for_data (bytes, length, "x.ogg");
  g_autoptr (GError) error = NULL;
  gboolean whole = pt_ogg_is_whole (source, &error);

  if (!whole)
    g_assert_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_TORN);

  return whole;
}

static void
test_pages (void)
{
  gsize length = PAGE * 300;
  g_autofree guint8 *bytes = g_malloc0 (length);

  for (gsize i = 0; i < length; i += PAGE)
    {
      memcpy (bytes + i, "OggS", 4);
      memcpy (bytes + i + 26, "\3\377\377\12", 4);
    }
  g_assert_false (is_whole (bytes, length)); /* no end marked */
  bytes[length - PAGE + 5] = 4;
  g_assert_true (is_whole (bytes, length));
  g_assert_false (is_whole (bytes, length - 1));
  g_assert_false (is_whole (bytes, length - PAGE + 28));
  g_assert_false (is_whole (bytes, length - PAGE));
  g_assert_false (is_whole (bytes, 4));
}

static void
test_others (void)
{
  g_assert_true (is_whole ((const guint8 *) "RIFF", 4));
  g_assert_true (is_whole ((const guint8 *) "O", 1));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/ogg/pages", test_pages);
  g_test_add_func ("/audio/ogg/others", test_others);

  return g_test_run ();
}
