/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-folder-watch.h"

#include <glib/gstdio.h>

#include "pt-test-audio.h"
#include "pt-test-wait.h"

typedef struct
{
  guint n;
  char *folder;
} Told;

static void
changed_cb (PtFolderWatch *watch, const char *const *folders, Told *told)
{
  told->n++;
  g_free (told->folder);
  told->folder = g_strdup (folders[0]);
}

static void
write_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
}

static void
test_changes (void)
{
  g_autofree char *folder = pt_test_make_folder ();
  g_autofree char *gone = g_build_filename (folder, "one.wav", NULL);
  const char *const folders[] = { folder, NULL };
  const char *const none[] = { NULL };
  PtFolderWatch *watch = pt_folder_watch_new ();
  Told told = { 0 };
  guint n_before;

  pt_folder_watch_set_quiet_ms (watch, 30);
  g_signal_connect (watch, "changed", G_CALLBACK (changed_cb), &told);
  pt_folder_watch_set_folders (watch, folders);
  pt_test_wait_for (pt_folder_watch_get_n_watched (watch) == 1);
  for (guint i = 0; i < 20; i++)
    write_file (folder, "one.wav");
  pt_test_wait_for (told.n > 0);
  g_assert_cmpstr (told.folder, ==, folder);
  /* Twenty changes are one, or a few on a slow machine. */
  g_assert_cmpuint (told.n, <, 20);

  /* What is no sound does not matter; the sound that goes afterwards does. */
  n_before = told.n;
  write_file (folder, "notes.txt");
  g_assert_cmpint (g_remove (gone), ==, 0);
  pt_test_wait_for (told.n > n_before);

  pt_folder_watch_set_folders (watch, none);
  g_assert_cmpuint (pt_folder_watch_get_n_watched (watch), ==, 0);
  g_assert_finalize_object (watch);
  g_free (told.folder);
  pt_test_remove_folder (folder);
}

static void
test_list (void)
{
  g_autofree char *folder = pt_test_make_folder ();
  g_autofree char *inner = g_build_filename (folder, "a", "b", NULL);
  g_autofree char *hidden = g_build_filename (folder, ".hidden", NULL);
  const char *const roots[] = { folder, inner, NULL };
  g_auto (GStrv) few = NULL;
  g_auto (GStrv) many = NULL;

  g_assert_cmpint (g_mkdir_with_parents (inner, 0755), ==, 0);
  g_assert_cmpint (g_mkdir (hidden, 0755), ==, 0);
  write_file (inner, "a.wav");
  few = pt_folder_watch_list (roots);
  g_assert_cmpuint (g_strv_length (few), ==, 3);
  g_assert_true (g_strv_contains ((const char *const *) few, inner));

  for (guint i = 0; i < PT_FOLDER_WATCH_MAX; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s/%u", folder, i);

      g_assert_cmpint (g_mkdir (name, 0755), ==, 0);
    }
  many = pt_folder_watch_list (roots);
  g_assert_null (many);
  pt_test_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/folder-watch/changes", test_changes);
  g_test_add_func ("/folder-watch/list", test_list);

  return g_test_run ();
}
