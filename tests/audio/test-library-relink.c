/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-library-relink.h"

#include <glib/gstdio.h>
#include <sndfile.h>
#include <stdlib.h>
#include <string.h>

#include "audio/pt-library-scan.h"
#include "core/pt-core-error.h"
#include "pt-test-audio.h"

typedef struct
{
  char *folder;
  char *pack;
  char *other;
  PtLibraryIndex *index;
} Fixture;

static void
add_file (const char *folder, const char *name, guint32 seed)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree float *noise = pt_test_noise (seed, 0.5, 4000, 1);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  pt_test_write_audio (path, noise, 4000, 1, 44100, SF_FORMAT_WAV | SF_FORMAT_PCM_16);
}

static void
scan (Fixture *self, const char *folder)
{
  const char *const folders[] = { folder, NULL };
  g_auto (PtScanResult) result = { 0 };
  g_autoptr (GError) error = NULL;

  pt_library_scan (self->index, folders, 2, &result, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *made = pt_test_make_folder ();
  g_autofree char *path = NULL;

  self->folder = realpath (made, NULL);
  self->pack = g_build_filename (self->folder, "pack", NULL);
  self->other = g_build_filename (self->folder, "other", NULL);
  path = g_build_filename (self->folder, "index", NULL);
  self->index = pt_library_index_open (path, TRUE, NULL);
  add_file (self->pack, "Kick.wav", 1);
  add_file (self->pack, "Clap.wav", 2);
  add_file (self->pack, "Clap copy.wav", 2);
  add_file (self->other, "Hat.wav", 3);
  scan (self, self->pack);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->index);
  pt_test_remove_folder (self->folder);
  free (self->folder);
  g_free (self->pack);
  g_free (self->other);
}

static PtSampleInfo *
find (Fixture *self, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GPtrArray) samples = pt_library_index_load (self->index, TRUE, NULL);

  for (guint i = 0; i < samples->len; i++)
    if (g_str_equal (pt_sample_get_info (samples->pdata[i])->path, path))
      return pt_sample_info_copy (pt_sample_get_info (samples->pdata[i]));

  return NULL;
}

static void
move (Fixture *self, const char *name, const char *new_name)
{
  g_autofree char *from = g_build_filename (self->pack, name, NULL);
  g_autofree char *to = g_build_filename (self->other, new_name, NULL);

  g_assert_cmpint (g_rename (from, to), ==, 0);
}

static void
test_find_moved (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) moved = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  move (self, "Clap.wav", "Clap.wav");
  move (self, "Clap copy.wav", "b.wav");
  scan (self, self->pack);
  moved = pt_library_find_moved (self->index, self->other, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  /* Both have one content: each row is found once. */
  g_assert_cmpuint (moved->len, ==, 2);
  g_assert_true (g_str_has_suffix (((PtMovedFile *) moved->pdata[0])->new_path, "other/Clap.wav"));
  g_assert_true (g_str_has_suffix (((PtMovedFile *) moved->pdata[0])->old_path, "pack/Clap.wav"));
  g_assert_true (g_str_has_suffix (((PtMovedFile *) moved->pdata[1])->old_path, "pack/Clap copy.wav"));

  g_clear_pointer (&moved, g_ptr_array_unref);
  g_cancellable_cancel (cancelled);
  g_assert_null (pt_library_find_moved (self->index, self->other, NULL, NULL, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* To a file with another content: what was measured is new, what was said stays. */
static void
test_relink_to_another (Fixture *self, gconstpointer data)
{
  g_autofree char *from = g_build_filename (self->pack, "Kick.wav", NULL);
  g_autofree char *to = g_build_filename (self->other, "Hat.wav", NULL);
  g_autoptr (PtSampleInfo) before = find (self, self->pack, "Kick.wav");
  g_autoptr (PtSampleInfo) after = NULL;
  g_autoptr (PtSampleInfo) loaded = NULL;
  g_autoptr (GBytes) picture = NULL;
  g_autoptr (GError) error = NULL;

  before->rating = 3;
  g_assert_true (pt_library_index_save_edits (self->index, before, &error));
  after = pt_library_relink (self->index, from, to, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (after->path, ==, to);
  g_assert_cmpint (after->rating, ==, 3);
  g_assert_cmpint (memcmp (before->content_hash, after->content_hash, 32), !=, 0);
  g_assert_null (find (self, self->pack, "Kick.wav"));
  loaded = find (self, self->other, "Hat.wav");
  g_assert_true (pt_sample_info_equal (loaded, after));
  picture = pt_library_index_load_waveform (self->index, to, 10, &error);
  g_assert_no_error (error);
}

/* The file was scanned as a new one meanwhile: the old row takes its place. */
static void
test_relink_to_known (Fixture *self, gconstpointer data)
{
  g_autofree char *from = g_build_filename (self->pack, "Kick.wav", NULL);
  g_autofree char *to = g_build_filename (self->other, "Hat.wav", NULL);
  g_autoptr (PtSampleInfo) before = find (self, self->pack, "Kick.wav");
  g_autoptr (PtSampleInfo) after = NULL;
  g_autoptr (GPtrArray) samples = NULL;

  scan (self, self->other);
  before->rating = 2;
  g_assert_true (pt_library_index_save_edits (self->index, before, NULL));
  after = pt_library_relink (self->index, from, to, NULL);
  g_assert_cmpint (after->rating, ==, 2);
  samples = pt_library_index_load (self->index, TRUE, NULL);
  g_assert_cmpuint (samples->len, ==, 3);
}

static void
test_refusals (Fixture *self, gconstpointer data)
{
  g_autofree char *from = g_build_filename (self->pack, "Kick.wav", NULL);
  g_autofree char *text = g_build_filename (self->other, "text.wav", NULL);
  g_autofree char *hat = g_build_filename (self->other, "Hat.wav", NULL);
  g_autoptr (PtSampleInfo) kick = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (pt_library_relink (self->index, from, "/nowhere/at/all.wav", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (text, "no sound", -1, NULL));
  g_assert_null (pt_library_relink (self->index, from, text, &error));
  g_assert_nonnull (strstr (error->message, "text.wav"));
  g_clear_error (&error);
  g_assert_null (pt_library_relink (self->index, "/not/in/it.wav", hat, &error));
  g_assert_error (error, PT_CORE_ERROR, PT_CORE_ERROR_NOT_FOUND);

  /* Nothing of it was done. */
  kick = find (self, self->pack, "Kick.wav");
  g_assert_nonnull (kick);
  g_assert_null (find (self, self->other, "Hat.wav"));
}

static void
test_away (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (PtSampleInfo) info = NULL;

  g_assert_true (pt_library_mark_away (self->index, self->pack, gone, NULL));
  g_assert_cmpuint (gone->len, ==, 3);
  g_assert_true (pt_library_mark_away (self->index, self->pack, gone, NULL));
  g_assert_cmpuint (gone->len, ==, 3);
  info = find (self, self->pack, "Kick.wav");
  g_assert_true (info->missing);
  /* Back again, without being measured again. */
  scan (self, self->pack);
  g_clear_pointer (&info, pt_sample_info_free);
  info = find (self, self->pack, "Kick.wav");
  g_assert_false (info->missing);
}

static void
test_remove_root (Fixture *self, gconstpointer data)
{
  g_auto (GStrv) removed = NULL;
  g_auto (GStrv) nothing = NULL;
  g_auto (GStrv) roots = NULL;
  g_autofree char *hat = g_build_filename (self->other, "Hat.wav", NULL);
  g_autoptr (GBytes) picture = NULL;

  /* A name that goes on is no folder within it. */
  g_free (g_steal_pointer (&self->other));
  self->other = g_strconcat (self->pack, " two", NULL);
  add_file (self->other, "Hat.wav", 3);
  scan (self, self->other);
  removed = pt_library_index_remove_root (self->index, self->pack, NULL);
  g_assert_cmpuint (g_strv_length (removed), ==, 3);
  roots = pt_library_index_get_roots (self->index, NULL);
  g_assert_cmpuint (g_strv_length (roots), ==, 1);
  g_assert_cmpstr (roots[0], ==, self->other);
  nothing = pt_library_index_remove_root (self->index, self->pack, NULL);
  g_assert_cmpuint (g_strv_length (nothing), ==, 0);
  picture = pt_library_index_load_waveform (self->index, hat, 10, NULL);
  g_assert_null (picture);
}

static void
test_save_many (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) infos = g_ptr_array_new_with_free_func ((GDestroyNotify) pt_sample_info_free);
  g_autoptr (PtSampleInfo) kick = NULL;
  g_autoptr (GError) error = NULL;
  PtSampleInfo *stranger = pt_sample_info_new ("/not/in/it.wav");

  g_ptr_array_add (infos, find (self, self->pack, "Kick.wav"));
  ((PtSampleInfo *) infos->pdata[0])->rating = 5;
  g_ptr_array_add (infos, stranger);
  g_assert_false (pt_library_index_save_many (self->index, infos, &error));
  g_assert_error (error, PT_CORE_ERROR, PT_CORE_ERROR_NOT_FOUND);
  kick = find (self, self->pack, "Kick.wav");
  g_assert_cmpint (kick->rating, ==, 0);
  g_ptr_array_set_size (infos, 1);
  g_assert_true (pt_library_index_save_many (self->index, infos, NULL));
  g_clear_pointer (&kick, pt_sample_info_free);
  kick = find (self, self->pack, "Kick.wav");
  g_assert_cmpint (kick->rating, ==, 5);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/library-relink/find-moved", test_find_moved },
    { "/library-relink/relink-to-another", test_relink_to_another },
    { "/library-relink/relink-to-known", test_relink_to_known },
    { "/library-relink/refusals", test_refusals },
    { "/library-relink/away", test_away },
    { "/library-relink/remove-root", test_remove_root },
    { "/library-relink/save-many", test_save_many },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);

  return g_test_run ();
}
