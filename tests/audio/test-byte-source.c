/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "audio/pt-audio-error.h"
#include "audio/pt-byte-source.h"
#include "pt-test-audio.h"

static void
test_memory (void)
{
  g_autoptr (PtByteSource) source = pt_byte_source_new_for_data ("abcdef", 6, "letters");
  char bytes[8] = { 0 };

  g_assert_cmpuint (pt_byte_source_get_length (source), ==, 6);
  g_assert_cmpstr (pt_byte_source_get_name (source), ==, "letters");
  g_assert_cmpint (pt_byte_source_read (source, 2, bytes, 3, NULL), ==, 3);
  g_assert_cmpstr (bytes, ==, "cde");
  g_assert_cmpint (pt_byte_source_read (source, 4, bytes, 8, NULL), ==, 2);
  g_assert_cmpint (pt_byte_source_read (source, 6, bytes, 8, NULL), ==, 0);
  g_assert_cmpint (pt_byte_source_read (source, G_MAXUINT64, bytes, 8, NULL), ==, 0);
  g_assert_nonnull (pt_byte_source_peek (source, 0, 6));
  g_assert_null (pt_byte_source_peek (source, 1, 6));
  g_assert_null (pt_byte_source_peek (source, G_MAXUINT64, 6));
}

static void
test_file (void)
{
  g_autofree char *folder = pt_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "bytes", NULL);
  g_autofree guint8 *bytes = g_malloc (100000);
  g_autofree guint8 *back = g_malloc (100000);
  g_autoptr (PtByteSource) source = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    bytes[i] = i * 7;
  g_assert_true (g_file_set_contents (path, (char *) bytes, 100000, NULL));
  source = pt_byte_source_new_for_path (path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (pt_byte_source_read (source, 4000, back, 90000, &error), ==, 90000);
  g_assert_cmpint (memcmp (back, bytes + 4000, 90000), ==, 0);
  g_assert_cmpint (pt_byte_source_read (source, 99990, back, 90000, &error), ==, 10);

  /* It may shrink at any time. */
  g_assert_cmpint (truncate (path, 50000), ==, 0);
  g_assert_cmpint (pt_byte_source_read (source, 40000, back, 50000, &error), ==, 10000);
  g_assert_no_error (error);
  pt_test_remove_folder (folder);
}

static void
assert_refused (const char *path, const char *says)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (pt_byte_source_new_for_path (path, &error));
  g_assert_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNREADABLE);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_nonnull (strstr (error->message, says));
}

static void
test_refusals (void)
{
  g_autofree char *folder = pt_test_make_folder ();
  g_autofree char *missing = g_build_filename (folder, "missing.wav", NULL);
  g_autofree char *below_file = g_build_filename (folder, "file", "x.wav", NULL);
  g_autofree char *file = g_build_filename (folder, "file", NULL);
  g_autofree char *fifo = g_build_filename (folder, "fifo.wav", NULL);
  g_autofree char *loop = g_build_filename (folder, "loop.wav", NULL);
  g_autofree char *locked = g_build_filename (folder, "locked.wav", NULL);

  assert_refused (missing, "There is no file");
  g_assert_true (g_file_set_contents (file, "x", 1, NULL));
  assert_refused (below_file, "There is no file");
  assert_refused (folder, "folder");
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  assert_refused (fifo, "pipe"); /* and does not wait for somebody to write */
  assert_refused ("/dev/zero", "device");
  g_assert_cmpint (symlink (loop, loop), ==, 0);
  assert_refused (loop, "Cannot open");
  g_assert_true (g_file_set_contents (locked, "x", 1, NULL));
  g_assert_cmpint (g_chmod (locked, 0), ==, 0);
  if (g_access (locked, R_OK) != 0)
    assert_refused (locked, "may not be read");
  else
    g_test_message ("the superuser may read everything");
  pt_test_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/byte-source/memory", test_memory);
  g_test_add_func ("/audio/byte-source/file", test_file);
  g_test_add_func ("/audio/byte-source/refusals", test_refusals);

  return g_test_run ();
}
