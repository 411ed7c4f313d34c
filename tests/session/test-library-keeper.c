/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-library-keeper.h"

#include <glib/gstdio.h>
#include <sndfile.h>
#include <stdlib.h>
#include <string.h>

#include "audio/pt-library-index.h"
#include "core/pt-sound-list.h"
#include "pt-test-audio.h"
#include "pt-test-wait.h"

typedef struct
{
  char *folder; /* of everything */
  char *kit;
  char *pack;
  char *index;
  PtJobList *jobs;
  PtLibraryKeeper *keeper;
  guint n_scanned;
  guint64 n_removed;
  GString *failures;
} Fixture;

static void
add_file (const char *folder, const char *name, guint32 seed)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *above = g_path_get_dirname (path);
  g_autofree float *noise = pt_test_noise (seed, 0.5, 4000, 1);

  g_assert_cmpint (g_mkdir_with_parents (above, 0755), ==, 0);
  pt_test_write_audio (path, noise, 4000, 1, 44100, SF_FORMAT_WAV | SF_FORMAT_PCM_16);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *made = pt_test_make_folder ();

  self->folder = realpath (made, NULL);
  self->kit = g_build_filename (self->folder, "kit", NULL);
  self->pack = g_build_filename (self->folder, "pack", NULL);
  self->index = g_build_filename (self->folder, "library.db", NULL);
  self->failures = g_string_new (NULL);
  add_file (self->kit, "Kick 1.wav", 1);
  add_file (self->kit, "Clap 1.wav", 2);
  add_file (self->pack, "Kicks/Kick 2.wav", 3);
  add_file (self->pack, "Kick 3.wav", 4);
  add_file (self->pack, "Hat 1.wav", 5);
  g_setenv ("PEAKTIME_KIT", self->kit, TRUE);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  pt_test_remove_folder (self->folder);
  free (self->folder);
  g_free (self->kit);
  g_free (self->pack);
  g_free (self->index);
  g_string_free (self->failures, TRUE);
}

static void
failed_cb (PtLibraryKeeper *keeper, const char *message, Fixture *self)
{
  g_string_append_printf (self->failures, "%s\n", message);
}

static void
scanned_cb (PtLibraryKeeper *keeper, const PtScanSummary *summary, Fixture *self)
{
  self->n_scanned++;
  self->n_removed += summary->removed;
}

static void
start (Fixture *self)
{
  self->n_scanned = 0;
  self->jobs = pt_job_list_new ();
  self->keeper = pt_library_keeper_new (self->index, self->jobs);
  g_signal_connect (self->keeper, "failed", G_CALLBACK (failed_cb), self);
  g_signal_connect (self->keeper, "scanned", G_CALLBACK (scanned_cb), self);
  pt_library_keeper_open (self->keeper);
}

static void
stop (Fixture *self)
{
  pt_library_keeper_close (self->keeper);
  g_assert_cmpint (pt_library_keeper_get_state (self->keeper), ==, PT_LIBRARY_CLOSED);
  g_assert_cmpuint (pt_job_list_get_n_running (self->jobs), ==, 0);
  g_assert_finalize_object (g_steal_pointer (&self->keeper));
  g_assert_finalize_object (g_steal_pointer (&self->jobs));
}

static guint
count (Fixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (pt_library_keeper_get_library (self->keeper)));
}

static PtSample *
get (Fixture *self, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  PtSample *sample = pt_library_lookup (pt_library_keeper_get_library (self->keeper), path);

  g_assert_nonnull (sample);

  return sample;
}

/* The index is there, but whoever made it died while the kit was read. */
static void
test_first_start_cut_off (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  PtLibraryIndex *index = pt_library_index_open (self->index, TRUE, &error);

  g_assert_no_error (error);
  pt_library_index_add_root (index, self->kit, &error);
  g_assert_no_error (error);
  g_assert_finalize_object (index);

  start (self);
  pt_test_wait_for (count (self) == 2);
  stop (self);
}

/* With the kit and the pack, all read. */
static void
start_with_pack_of (Fixture *self, guint n)
{
  start (self);
  pt_test_wait_for (self->n_scanned == 1);
  pt_library_keeper_add_folder (self->keeper, self->pack);
  pt_test_wait_for (self->n_scanned == 2);
  g_assert_cmpuint (count (self), ==, n);
}

static void
start_with_pack (Fixture *self)
{
  start_with_pack_of (self, 5);
}

static void
test_first_start (Fixture *self, gconstpointer data)
{
  const char *const *folders;

  start (self);
  g_assert_cmpint (pt_library_keeper_get_state (self->keeper), ==, PT_LIBRARY_LOADING);
  pt_test_wait_for (self->n_scanned == 1);
  g_assert_cmpint (pt_library_keeper_get_state (self->keeper), ==, PT_LIBRARY_READY);
  g_assert_cmpuint (count (self), ==, 2);
  folders = pt_library_keeper_get_folders (self->keeper);
  g_assert_cmpstr (folders[0], ==, self->kit);
  g_assert_null (folders[1]);
  pt_library_keeper_add_folder (self->keeper, self->pack);
  pt_test_wait_for (self->n_scanned == 2);
  g_assert_cmpuint (g_strv_length ((char **) pt_library_keeper_get_roots (self->keeper)), ==, 2);
  stop (self);

  /* The second time all of it is there without a scan, which then finds what is new. */
  add_file (self->pack, "Snare.wav", 8);
  start (self);
  pt_test_wait_for (pt_library_keeper_get_state (self->keeper) == PT_LIBRARY_READY);
  g_assert_cmpuint (count (self), ==, 5);
  g_assert_cmpuint (self->n_scanned, ==, 0);
  pt_test_wait_for (self->n_scanned == 1);
  g_assert_cmpuint (count (self), ==, 6);
  stop (self);

  add_file (self->pack, "Snare 2.wav", 9);
  start (self);
  pt_library_keeper_set_watch (self->keeper, FALSE);
  pt_test_wait_for (pt_library_keeper_get_state (self->keeper) == PT_LIBRARY_READY);
  g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (pt_job_list_get_n_running (self->jobs), ==, 0);
  g_assert_cmpstr (self->failures->str, ==, "");
  stop (self);
}

static void
test_add_missing_folder (Fixture *self, gconstpointer data)
{
  g_autoptr (PtJob) job = NULL;

  start (self);
  pt_test_wait_for (self->n_scanned == 1);
  pt_library_keeper_add_folder (self->keeper, "/nowhere/at/all");
  pt_test_wait_for (self->n_scanned == 2);
  g_assert_nonnull (strstr (self->failures->str, "There is no folder /nowhere/at/all"));
  /* The job stays to be read. */
  job = g_list_model_get_item (G_LIST_MODEL (self->jobs), 0);
  g_assert_cmpint (pt_job_get_state (job), ==, PT_JOB_FAILED);
  stop (self);
}

static void
test_remove_folder (Fixture *self, gconstpointer data)
{
  start_with_pack (self);
  pt_library_keeper_remove_folder (self->keeper, self->pack);
  pt_test_wait_for (count (self) == 2);
  g_assert_cmpuint (g_strv_length ((char **) pt_library_keeper_get_roots (self->keeper)), ==, 1);
  /* The kit may go too; palettes still find it. */
  pt_library_keeper_remove_folder (self->keeper, self->kit);
  pt_test_wait_for (count (self) == 0);
  stop (self);
  start (self);
  pt_test_wait_for (pt_library_keeper_get_state (self->keeper) == PT_LIBRARY_READY);
  g_assert_cmpuint (count (self), ==, 0);
  g_assert_cmpstr (pt_library_keeper_get_folders (self->keeper)[0], ==, self->kit);
  g_assert_null (pt_library_keeper_get_roots (self->keeper)[0]);
  stop (self);
}

static void
test_edits (Fixture *self, gconstpointer data)
{
  g_autoptr (PtUndoHistory) history = pt_undo_history_new ();
  g_autoptr (GPtrArray) both = g_ptr_array_new ();
  PtSample *kick, *hat;

  start_with_pack (self);
  kick = get (self, self->pack, "Kick 3.wav");
  hat = get (self, self->pack, "Hat 1.wav");
  g_ptr_array_add (both, kick);
  g_ptr_array_add (both, hat);

  pt_library_keeper_edit_role (self->keeper, both, PT_ROLE_PERC, history);
  pt_library_keeper_edit_rating (self->keeper, both, 4, history);
  pt_library_keeper_edit_favourite (self->keeper, both, TRUE, history);
  pt_library_keeper_add_tag (self->keeper, both, "  dark\n", history);
  /* Nothing changes, nothing to undo. */
  pt_library_keeper_add_tag (self->keeper, both, "dark", history);
  g_assert_cmpuint (pt_undo_history_get_n_edits (history), ==, 4);
  g_assert_cmpstr (pt_undo_history_get_undo_name (history), ==, "Add Tag");
  g_assert_false (pt_undo_history_get_modified (history));
  g_assert_cmpint (pt_sample_get_info (hat)->role, ==, PT_ROLE_PERC);
  g_assert_cmpstr (pt_sample_get_info (hat)->tags[0], ==, "dark");
  stop (self);

  /* It was saved, and undoing is, too. */
  start (self);
  pt_test_wait_for (pt_library_keeper_get_state (self->keeper) == PT_LIBRARY_READY);
  hat = get (self, self->pack, "Hat 1.wav");
  g_assert_cmpint (pt_sample_get_info (hat)->role, ==, PT_ROLE_PERC);
  g_assert_cmpint (pt_sample_get_info (hat)->rating, ==, 4);
  g_assert_true (pt_sample_get_info (hat)->favourite);
  g_assert_cmpstr (pt_sample_get_info (hat)->tags[0], ==, "dark");
  g_ptr_array_set_size (both, 0);
  g_ptr_array_add (both, hat);
  pt_undo_history_clear (history);
  pt_library_keeper_remove_tag (self->keeper, both, "dark", history);
  pt_library_keeper_edit_rating (self->keeper, both, 1, history);
  g_assert_true (pt_undo_history_undo (history));
  g_assert_true (pt_undo_history_undo (history));
  g_assert_cmpint (pt_sample_get_info (hat)->rating, ==, 4);
  stop (self);
  start (self);
  pt_test_wait_for (pt_library_keeper_get_state (self->keeper) == PT_LIBRARY_READY);
  hat = get (self, self->pack, "Hat 1.wav");
  g_assert_cmpint (pt_sample_get_info (hat)->rating, ==, 4);
  g_assert_cmpstr (pt_sample_get_info (hat)->tags[0], ==, "dark");
  g_assert_cmpstr (self->failures->str, ==, "");
  stop (self);
}

/* A scan that reads a file anew gives back what the user has said, also when that is on its
 * way to the index. */
static void
test_edit_during_scan (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  start_with_pack (self);
  add_file (self->pack, "Kick 3.wav", 77);
  g_ptr_array_add (one, get (self, self->pack, "Kick 3.wav"));
  pt_library_keeper_rescan (self->keeper);
  pt_library_keeper_edit_rating (self->keeper, one, 5, NULL);
  pt_test_wait_for (self->n_scanned == 3);
  g_assert_cmpint (pt_sample_get_info (one->pdata[0])->rating, ==, 5);
  stop (self);
}

static void
picture_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_thumbnails (Fixture *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *loose = NULL;
  g_autoptr (GBytes) picture = NULL;
  g_autoptr (GError) error = NULL;
  const char *path;

  start_with_pack (self);
  path = pt_sample_get_info (get (self, self->pack, "Kick 3.wav"))->path;
  g_assert_null (pt_library_keeper_peek_thumbnail (self->keeper, path));
  g_cancellable_cancel (cancellable);
  pt_library_keeper_load_thumbnail_async (self->keeper, path, cancellable, picture_cb, &cancelled);
  pt_library_keeper_load_thumbnail_async (self->keeper, path, NULL, picture_cb, &first);
  pt_library_keeper_load_thumbnail_async (self->keeper, "/not/there.wav", NULL, picture_cb, &second);
  pt_test_wait_for (first != NULL && second != NULL && cancelled != NULL);

  picture = pt_library_keeper_load_thumbnail_finish (self->keeper, first, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (picture), ==, 2 * PT_LIBRARY_THUMBNAIL_COLUMNS);
  g_assert_true (pt_library_keeper_peek_thumbnail (self->keeper, path) == picture);
  g_assert_null (pt_library_keeper_load_thumbnail_finish (self->keeper, second, &error));
  g_assert_nonnull (strstr (error->message, "/not/there.wav"));
  g_clear_error (&error);
  g_assert_null (pt_library_keeper_load_thumbnail_finish (self->keeper, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&first);
  g_clear_object (&second);
  g_clear_object (&cancelled);

  /* In no folder of the library, but there. */
  add_file (self->folder, "loose.wav", 50);
  loose = g_build_filename (self->folder, "loose.wav", NULL);
  g_clear_pointer (&picture, g_bytes_unref);
  g_clear_error (&error);
  pt_library_keeper_load_thumbnail_async (self->keeper, loose, NULL, picture_cb, &first);
  pt_test_wait_for (first != NULL);
  picture = pt_library_keeper_load_thumbnail_finish (self->keeper, first, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (picture), ==, 2 * PT_LIBRARY_THUMBNAIL_COLUMNS);
  g_clear_object (&first);
  stop (self);
}

static void
test_moved (Fixture *self, gconstpointer data)
{
  g_autofree char *elsewhere = g_build_filename (self->folder, "elsewhere", NULL);
  g_autofree char *old = g_build_filename (self->pack, "Kick 3.wav", NULL);
  g_autofree char *new = g_build_filename (elsewhere, "other name.wav", NULL);
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autoptr (GPtrArray) moved = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PtSample *sample;

  start_with_pack (self);
  g_ptr_array_add (one, get (self, self->pack, "Kick 3.wav"));
  pt_library_keeper_edit_rating (self->keeper, one, 5, NULL);
  g_assert_cmpint (g_mkdir (elsewhere, 0755), ==, 0);
  g_assert_cmpint (g_rename (old, new), ==, 0);
  pt_library_keeper_rescan (self->keeper);
  pt_test_wait_for (pt_library_keeper_get_n_missing (self->keeper) == 1);
  g_assert_true (pt_sample_get_info (one->pdata[0])->missing);

  pt_library_keeper_find_moved_async (self->keeper, elsewhere, picture_cb, &result);
  pt_test_wait_for (result != NULL);
  moved = pt_library_keeper_find_moved_finish (self->keeper, result, &error);
  g_clear_object (&result);
  g_assert_no_error (error);
  g_assert_cmpuint (moved->len, ==, 1);
  g_assert_cmpstr (((PtMovedFile *) moved->pdata[0])->old_path, ==, old);
  g_assert_cmpstr (((PtMovedFile *) moved->pdata[0])->new_path, ==, new);

  pt_library_keeper_relink (self->keeper, moved);
  pt_test_wait_for (pt_library_keeper_get_n_missing (self->keeper) == 0);
  g_assert_cmpuint (count (self), ==, 5);
  sample = get (self, elsewhere, "other name.wav");
  g_assert_cmpint (pt_sample_get_info (sample)->rating, ==, 5);
  g_assert_cmpstr (self->failures->str, ==, "");
  stop (self);
}

static void
test_watch (Fixture *self, gconstpointer data)
{
  g_autofree char *gone = g_build_filename (self->pack, "Hat 1.wav", NULL);

  start_with_pack (self);
  /* Watching begins in its own time. */
  add_file (self->pack, "Snare.wav", 9);
  for (guint i = 0; count (self) == 5 && i < 200; i++)
    {
      g_autofree char *name = g_strdup_printf ("Kicks/more %u.wav", i);
      gint64 next_usec = g_get_monotonic_time () + 100 * 1000;

      if (i % 20 == 0)
        add_file (self->pack, name, 100 + i);
      pt_test_wait_for (count (self) > 5 || g_get_monotonic_time () > next_usec);
    }
  g_assert_cmpuint (count (self), >, 5);
  g_assert_cmpint (g_remove (gone), ==, 0);
  pt_test_wait_for (pt_library_keeper_get_n_missing (self->keeper) == 1);
  g_assert_null (pt_library_keeper_get_watch_problem (self->keeper));
  stop (self);
}

/* Nothing that was begun is left when the keeper closes. */
static void
test_close_early (Fixture *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  start (self);
  pt_library_keeper_add_folder (self->keeper, self->pack);
  pt_library_keeper_load_thumbnail_async (self->keeper, "/not/there.wav", NULL, picture_cb, &result);
  pt_library_keeper_close (self->keeper);
  pt_test_wait_for (result != NULL);
  g_clear_object (&result);
  stop (self);

  /* A second that was never opened. */
  self->keeper = pt_library_keeper_new (self->index, NULL);
  g_assert_finalize_object (self->keeper);
}

static void
test_damaged (Fixture *self, gconstpointer data)
{
  const char *const folders[] = { self->pack, NULL };

  g_assert_true (g_file_set_contents (self->index, "SQLite format 3\0 and then nonsense", 34, NULL));
  start (self);
  pt_test_wait_for (pt_library_keeper_get_state (self->keeper) == PT_LIBRARY_FAILED);
  g_assert_nonnull (strstr (pt_library_keeper_get_error (self->keeper), "library.db"));
  g_assert_true (pt_library_keeper_is_damaged (self->keeper));
  g_assert_cmpuint (count (self), ==, 0);
  /* It may be tried again, to no avail. */
  pt_library_keeper_open (self->keeper);
  g_assert_cmpint (pt_library_keeper_get_state (self->keeper), ==, PT_LIBRARY_LOADING);
  pt_test_wait_for (pt_library_keeper_get_state (self->keeper) == PT_LIBRARY_FAILED);

  pt_library_keeper_rebuild (self->keeper, folders);
  pt_test_wait_for (self->n_scanned == 1);
  g_assert_cmpint (pt_library_keeper_get_state (self->keeper), ==, PT_LIBRARY_READY);
  g_assert_null (pt_library_keeper_get_error (self->keeper));
  g_assert_false (pt_library_keeper_is_damaged (self->keeper));
  g_assert_cmpuint (count (self), ==, 3);
  stop (self);
}

/* The damage is met only when a scan writes. */
static void
test_damaged_later (Fixture *self, gconstpointer data)
{
  g_autofree guint8 *nonsense = g_malloc (200 * 1024);
  g_autofree char *log = g_strconcat (self->index, "-wal", NULL);
  FILE *file;

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *name = g_strdup_printf ("more/Perc %u.wav", i);

      add_file (self->pack, name, 1000 + i);
    }
  start_with_pack_of (self, 65);
  stop (self);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));

  start (self);
  pt_library_keeper_set_watch (self->keeper, FALSE);
  pt_test_wait_for (pt_library_keeper_get_state (self->keeper) == PT_LIBRARY_READY);
  memset (nonsense, 0xa5, 200 * 1024);
  file = fopen (self->index, "r+b");
  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, 4096, SEEK_SET), ==, 0);
  g_assert_cmpuint (fwrite (nonsense, 1, 200 * 1024, file), ==, 200 * 1024);
  g_assert_cmpint (fclose (file), ==, 0);
  pt_library_keeper_remove_folder (self->keeper, self->pack);
  pt_test_wait_for (pt_library_keeper_get_state (self->keeper) == PT_LIBRARY_FAILED);
  g_assert_true (pt_library_keeper_is_damaged (self->keeper));

  /* What it had is found again on the disk. */
  self->n_scanned = 0;
  pt_library_keeper_rebuild (self->keeper, pt_library_keeper_get_roots (self->keeper));
  pt_test_wait_for (self->n_scanned == 1);
  g_assert_cmpuint (count (self), ==, 65);
  stop (self);
}

/* What can still be read of what the user said is kept. */
static void
test_salvage (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  start_with_pack (self);
  g_ptr_array_add (one, get (self, self->pack, "Hat 1.wav"));
  pt_library_keeper_edit_role (self->keeper, one, PT_ROLE_PERC, NULL);
  pt_library_keeper_add_tag (self->keeper, one, "dark", NULL);
  self->n_scanned = 0;
  pt_library_keeper_rebuild (self->keeper, NULL);
  pt_test_wait_for (self->n_scanned == 1);
  g_assert_cmpuint (count (self), ==, 5);
  g_assert_cmpuint (g_strv_length ((char **) pt_library_keeper_get_roots (self->keeper)), ==, 2);
  g_assert_cmpstr (pt_sample_get_info (get (self, self->pack, "Hat 1.wav"))->tags[0], ==, "dark");
  stop (self);
  start (self);
  pt_test_wait_for (pt_library_keeper_get_state (self->keeper) == PT_LIBRARY_READY);
  g_assert_cmpint (pt_sample_get_info (get (self, self->pack, "Hat 1.wav"))->role, ==, PT_ROLE_PERC);
  g_assert_cmpint (pt_sample_get_info (get (self, self->pack, "Kick 3.wav"))->rating, ==, 0);
  stop (self);
}

static void
stop_in_scanned_cb (PtLibraryKeeper *keeper, const PtScanSummary *summary, Fixture *self)
{
  pt_library_keeper_close (keeper);
}

/* Who is told of something may close the keeper there and then. */
static void
test_close_when_told (Fixture *self, gconstpointer data)
{
  start (self);
  g_signal_connect (self->keeper, "scanned", G_CALLBACK (stop_in_scanned_cb), self);
  pt_test_wait_for (pt_library_keeper_get_state (self->keeper) == PT_LIBRARY_CLOSED);
  stop (self);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/library-keeper/first-start", test_first_start },
    { "/library-keeper/add-missing-folder", test_add_missing_folder },
    { "/library-keeper/first-start-cut-off", test_first_start_cut_off },
    { "/library-keeper/remove-folder", test_remove_folder },
    { "/library-keeper/edits", test_edits },
    { "/library-keeper/edit-during-scan", test_edit_during_scan },
    { "/library-keeper/thumbnails", test_thumbnails },
    { "/library-keeper/moved", test_moved },
    { "/library-keeper/watch", test_watch },
    { "/library-keeper/close-early", test_close_early },
    { "/library-keeper/damaged", test_damaged },
    { "/library-keeper/damaged-later", test_damaged_later },
    { "/library-keeper/salvage", test_salvage },
    { "/library-keeper/close-when-told", test_close_when_told },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);

  return g_test_run ();
}
