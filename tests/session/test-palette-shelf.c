/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-palette-shelf.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "core/pt-core-error.h"
#include "session/pt-palette-files.h"
#include "pt-test-audio.h"
#include "pt-test-wait.h"

typedef struct
{
  char *folder;
  char *curated;
  char *user;
  char *mine;
  PtPaletteShelf *shelf;
  PtUndoHistory *history;
  GString *failed;
} Fixture;

static void
write_palette (const char *folder, const char *file, const char *text)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
failed_cb (PtPaletteShelf *shelf, const char *message, GString *failed)
{
  g_string_append_printf (failed, "%s|", message);
}

/* All that was asked for is on disk, and was told of. */
static void
settle (PtPaletteShelf *shelf)
{
  pt_palette_shelf_close (shelf);
  pt_test_drain ();
}

static void
open_shelf (Fixture *fixture)
{
  fixture->shelf = pt_palette_shelf_new (fixture->curated, fixture->user);
  g_signal_connect (fixture->shelf, "failed", G_CALLBACK (failed_cb), fixture->failed);
  pt_palette_shelf_open (fixture->shelf);
  pt_test_wait_for (!pt_palette_shelf_get_loading (fixture->shelf));
}

static void
close_shelf (Fixture *fixture)
{
  settle (fixture->shelf);
  pt_undo_history_clear (fixture->history);
  g_assert_finalize_object (g_steal_pointer (&fixture->shelf));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = pt_test_make_folder ();
  fixture->curated = g_build_filename (fixture->folder, "curated", NULL);
  fixture->user = g_build_filename (fixture->folder, "user", NULL);
  fixture->mine = g_build_filename (fixture->user, "mine", NULL);
  fixture->history = pt_undo_history_new ();
  fixture->failed = g_string_new (NULL);
  write_palette (fixture->curated, "deep.json", "{\"name\": \"Deep\", \"palette\": {\"kick\": \"/k.wav\", \"clap\": \"clap/c.wav\"}}");
  write_palette (fixture->curated, "acid.json", "{\"name\": \"Acid\", \"bpm\": 140, \"palette\": {\"kick\": \"/k.wav\"}}");
  write_palette (fixture->mine, "flat one.json", "{\"kick\": \"/k.wav\", \"hihat\": \"/h.wav\"}");
  open_shelf (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_shelf (fixture);
  g_object_unref (fixture->history);
  g_chmod (fixture->mine, 0700);
  pt_test_remove_folder (fixture->folder);
  g_string_free (fixture->failed, TRUE);
  g_free (fixture->folder);
  g_free (fixture->curated);
  g_free (fixture->user);
  g_free (fixture->mine);
}

/* "Acid, Deep, flat one" */
static char *
names (Fixture *fixture)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->shelf)); i++)
    {
      g_autoptr (PtPaletteItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->shelf), i);

      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", pt_palette_item_get_name (item));
    }

  return g_strdup (text->str);
}

static void
assert_names (Fixture *fixture, const char *expected)
{
  g_autofree char *found = names (fixture);

  g_assert_cmpstr (found, ==, expected);
}

/* What a program that starts now would see. */
static void
assert_on_disk (Fixture *fixture, const char *expected)
{
  close_shelf (fixture);
  open_shelf (fixture);
  assert_names (fixture, expected);
}

static void
test_open (Fixture *fixture, gconstpointer data)
{
  PtPaletteItem *item;

  assert_names (fixture, "Acid, Deep, flat one");
  item = pt_palette_shelf_find (fixture->shelf, "acid");
  g_assert_cmpint (pt_palette_item_get_kind (item), ==, PT_PALETTE_CURATED);
  g_assert_cmpfloat (pt_palette_get_bpm (pt_palette_item_get_palette (item)), ==, 140);
  g_assert_true (isnan (pt_palette_item_get_score (item)));
  g_assert_cmpint (pt_palette_item_get_kind (pt_palette_shelf_find (fixture->shelf, "FLAT ONE")), ==, PT_PALETTE_MINE);
  g_assert_null (pt_palette_shelf_find (fixture->shelf, "Nobody"));
  g_assert_cmpstr (fixture->failed->str, ==, "");
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  write_palette (fixture->mine, "torn.json", "{\"kick\": ");
  write_palette (fixture->mine, "list.json", "[1, 2]");
  write_palette (fixture->mine, "notes.txt", "no palette");
  assert_on_disk (fixture, "Acid, Deep, flat one");
  /* One message for both. */
  g_assert_true (g_str_has_prefix (fixture->failed->str, "2 palettes could not be read"));
  g_assert_nonnull (strstr (fixture->failed->str, "torn.json"));
  g_assert_nonnull (strstr (fixture->failed->str, "list.json"));
  g_assert_true (strchr (fixture->failed->str, '|') == fixture->failed->str + fixture->failed->len - 1);
}

static PtPalette *
new_palette (const char *kick)
{
  PtPalette *palette = pt_palette_new ();

  pt_palette_set_path (palette, PT_ROLE_KICK, kick);

  return palette;
}

static void
test_add_undo_redo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtPalette) palette = new_palette ("/mine.wav");
  PtPaletteItem *item = pt_palette_shelf_add (fixture->shelf, palette, "Zoo", PT_PALETTE_MINE, fixture->history);

  assert_names (fixture, "Acid, Deep, flat one, Zoo");
  g_assert_false (pt_undo_history_get_modified (fixture->history));
  g_assert_cmpstr (pt_undo_history_get_undo_name (fixture->history), ==, "Add Palette");
  /* A copy. */
  pt_palette_set_path (palette, PT_ROLE_KICK, "/other.wav");
  g_assert_cmpstr (pt_palette_get_path (pt_palette_item_get_palette (item), PT_ROLE_KICK), ==, "/mine.wav");

  settle (fixture->shelf);
  g_assert_true (g_file_test (pt_palette_item_get_path (item), G_FILE_TEST_IS_REGULAR));
  pt_undo_history_undo (fixture->history);
  assert_names (fixture, "Acid, Deep, flat one");
  settle (fixture->shelf);
  g_assert_false (g_file_test (pt_palette_item_get_path (item), G_FILE_TEST_EXISTS));
  pt_undo_history_redo (fixture->history);
  assert_on_disk (fixture, "Acid, Deep, flat one, Zoo");
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtPalette) palette = new_palette ("/k.wav");
  g_autofree char *long_name = g_strnfill (2000, 'x');
  static const char *const wishes[] = { "Deep", "deep", "a/b\\c", "../../escape", ".hidden", "Ünï→🎵", "", "  ", "con:trol\n\x01", "a.b.c" };
  g_autoptr (GHashTable) paths = g_hash_table_new (g_str_hash, g_str_equal);
  guint n;

  for (gsize i = 0; i < G_N_ELEMENTS (wishes); i++)
    {
      PtPaletteItem *item = pt_palette_shelf_add (fixture->shelf, palette, wishes[i], PT_PALETTE_MINE, NULL);
      g_autofree char *folder = g_path_get_dirname (pt_palette_item_get_path (item));

      g_assert_cmpstr (folder, ==, fixture->mine);
      g_assert_true (g_hash_table_add (paths, (char *) pt_palette_item_get_path (item)));
    }
  pt_palette_shelf_add (fixture->shelf, palette, long_name, PT_PALETTE_MINE, NULL);
  g_assert_nonnull (pt_palette_shelf_find (fixture->shelf, "Deep 2"));
  g_assert_nonnull (pt_palette_shelf_find (fixture->shelf, "deep 3"));
  n = g_list_model_get_n_items (G_LIST_MODEL (fixture->shelf));
  g_assert_cmpuint (n, ==, 3 + G_N_ELEMENTS (wishes) + 1);
  settle (fixture->shelf);
  g_assert_cmpstr (fixture->failed->str, ==, "");
  close_shelf (fixture);
  open_shelf (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->shelf)), ==, n);
  g_assert_nonnull (pt_palette_shelf_find (fixture->shelf, "a/b\\c"));
  g_assert_nonnull (pt_palette_shelf_find (fixture->shelf, long_name));
}

static void
test_rename (Fixture *fixture, gconstpointer data)
{
  PtPaletteItem *item = pt_palette_shelf_find (fixture->shelf, "flat one");
  g_autofree char *old_path = g_strdup (pt_palette_item_get_path (item));
  g_autoptr (GError) error = NULL;

  g_assert_false (pt_palette_shelf_rename (fixture->shelf, item, "ACID", fixture->history, &error));
  g_assert_nonnull (strstr (error->message, "ACID"));
  g_clear_error (&error);
  g_assert_false (pt_palette_shelf_rename (fixture->shelf, item, " \t", fixture->history, &error));
  g_clear_error (&error);
  g_assert_false (pt_palette_shelf_rename (fixture->shelf, pt_palette_shelf_find (fixture->shelf, "Deep"), "Mine", fixture->history, &error));
  g_assert_nonnull (strstr (error->message, "comes with Peaktime"));
  g_clear_error (&error);
  g_assert_false (pt_undo_history_can_undo (fixture->history));

  /* Case alone may change. */
  g_assert_true (pt_palette_shelf_rename (fixture->shelf, item, "Flat One", fixture->history, &error));
  g_assert_true (pt_palette_shelf_rename (fixture->shelf, item, "Alpha", fixture->history, &error));
  g_assert_cmpstr (pt_palette_item_get_name (item), ==, "Alpha");
  settle (fixture->shelf);
  g_assert_true (g_str_has_suffix (pt_palette_item_get_path (item), "/Alpha.json"));
  g_assert_true (g_file_test (pt_palette_item_get_path (item), G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (old_path, G_FILE_TEST_EXISTS));
  pt_undo_history_undo (fixture->history);
  pt_undo_history_undo (fixture->history);
  g_assert_cmpstr (pt_palette_item_get_name (item), ==, "flat one");
  g_assert_cmpstr (pt_palette_item_get_path (item), ==, old_path);
  g_assert_false (pt_undo_history_get_modified (fixture->history));
  assert_on_disk (fixture, "Acid, Deep, flat one");
}

static void
test_replace_remove_duplicate (Fixture *fixture, gconstpointer data)
{
  PtPaletteItem *item = pt_palette_shelf_find (fixture->shelf, "flat one");
  g_autoptr (PtPalette) palette = new_palette ("/replaced.wav");
  g_autoptr (GError) error = NULL;
  PtPaletteItem *copy;

  g_assert_true (pt_palette_shelf_replace (fixture->shelf, item, palette, fixture->history, &error));
  g_assert_cmpstr (pt_palette_get_path (pt_palette_item_get_palette (item), PT_ROLE_KICK), ==, "/replaced.wav");
  g_assert_cmpstr (pt_palette_item_get_name (item), ==, "flat one");
  pt_undo_history_undo (fixture->history);
  g_assert_cmpstr (pt_palette_get_path (pt_palette_item_get_palette (item), PT_ROLE_KICK), ==, "/k.wav");
  g_assert_false (pt_palette_shelf_replace (fixture->shelf, pt_palette_shelf_find (fixture->shelf, "Deep"), palette, NULL, &error));
  g_clear_error (&error);

  copy = pt_palette_shelf_duplicate (fixture->shelf, pt_palette_shelf_find (fixture->shelf, "Deep"), fixture->history);
  g_assert_cmpstr (pt_palette_item_get_name (copy), ==, "Deep 2");
  g_assert_cmpint (pt_palette_item_get_kind (copy), ==, PT_PALETTE_MINE);
  /* It is looked for below the library's folders, as before. */
  g_assert_cmpstr (pt_palette_get_path (pt_palette_item_get_palette (copy), PT_ROLE_CLAP), ==, "clap/c.wav");

  g_assert_true (pt_palette_shelf_remove (fixture->shelf, item, fixture->history, &error));
  g_assert_false (pt_palette_shelf_remove (fixture->shelf, item, fixture->history, &error));
  g_clear_error (&error);
  g_assert_false (pt_palette_shelf_remove (fixture->shelf, pt_palette_shelf_find (fixture->shelf, "Acid"), fixture->history, &error));
  g_clear_error (&error);
  assert_names (fixture, "Acid, Deep, Deep 2");
  /* The file's name goes to another before it comes back. */
  pt_palette_shelf_add (fixture->shelf, palette, "flat one", PT_PALETTE_MINE, NULL);
  pt_undo_history_undo (fixture->history);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->shelf)), ==, 5);
  settle (fixture->shelf);
  close_shelf (fixture);
  open_shelf (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->shelf)), ==, 5);
}

static void
test_cannot_write (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtPalette) palette = new_palette ("/k.wav");
  PtPaletteItem *item;
  g_autofree char *problem = NULL;

  /* A file where the folder should be: also root cannot write there. */
  pt_test_remove_folder (fixture->user);
  g_assert_true (g_file_set_contents (fixture->user, "", -1, NULL));
  item = pt_palette_shelf_add (fixture->shelf, palette, "Lost?", PT_PALETTE_MINE, fixture->history);
  settle (fixture->shelf);
  g_assert_nonnull (strstr (fixture->failed->str, "“Lost?” is not saved"));
  g_assert_nonnull (strstr (fixture->failed->str, fixture->user));
  g_assert_true (pt_palette_shelf_find (fixture->shelf, "Lost?") == item);
  g_object_get (item, "error", &problem, NULL);
  g_assert_nonnull (problem);
  g_unlink (fixture->user);
}

static void
test_import_export (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "out.json", NULL);
  g_autofree char *sounds = g_build_filename (fixture->folder, "sounds", "clap", NULL);
  g_autofree char *root = g_path_get_dirname (sounds);
  const char *const roots[] = { root, NULL };
  g_autofree char *text = NULL;
  g_autofree char *clap = g_build_filename (sounds, "c.wav", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) exported = NULL;
  g_autoptr (GAsyncResult) imported = NULL;
  g_autoptr (GAsyncResult) missing = NULL;
  GAsyncResult *kept = NULL;
  PtPaletteItem *item;

  write_palette (sounds, "c.wav", "");
  pt_palette_shelf_set_roots (fixture->shelf, roots);
  pt_palette_shelf_export_async (fixture->shelf, pt_palette_item_get_palette (pt_palette_shelf_find (fixture->shelf, "Deep")), path,
                                 pt_test_keep_result, &kept);
  exported = pt_test_wait_for_result (&kept);
  g_assert_true (pt_palette_shelf_export_finish (fixture->shelf, exported, &error));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, clap));
  g_assert_null (strstr (text, "palette"));

  pt_palette_shelf_import_async (fixture->shelf, path, fixture->history, pt_test_keep_result, &kept);
  imported = pt_test_wait_for_result (&kept);
  item = pt_palette_shelf_import_finish (fixture->shelf, imported, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pt_palette_item_get_name (item), ==, "out");
  g_assert_cmpstr (pt_palette_get_path (pt_palette_item_get_palette (item), PT_ROLE_CLAP), ==, clap);
  pt_undo_history_undo (fixture->history);
  assert_names (fixture, "Acid, Deep, flat one");

  pt_palette_shelf_import_async (fixture->shelf, "/nowhere/x.json", NULL, pt_test_keep_result, &kept);
  missing = pt_test_wait_for_result (&kept);
  g_assert_null (pt_palette_shelf_import_finish (fixture->shelf, missing, &error));
  g_assert_nonnull (strstr (error->message, "x.json"));
}

static void
test_usage (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) counts = pt_palette_shelf_count_usage (fixture->shelf, NULL);

  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, "/k.wav")), ==, 3);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, "/h.wav")), ==, 1);
  g_assert_null (g_hash_table_lookup (counts, "/nobody.wav"));
}

#define ADD(name, function) g_test_add ("/session/palette-shelf/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("open", test_open);
  ADD ("damaged", test_damaged);
  ADD ("add-undo-redo", test_add_undo_redo);
  ADD ("names", test_names);
  ADD ("rename", test_rename);
  ADD ("replace-remove-duplicate", test_replace_remove_duplicate);
  ADD ("cannot-write", test_cannot_write);
  ADD ("import-export", test_import_export);
  ADD ("usage", test_usage);

  return g_test_run ();
}
