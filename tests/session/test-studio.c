/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-studio.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/pt-set-edit.h"
#include "pt-test-audio.h"
#include "pt-test-wait.h"

typedef struct
{
  char *folder;
  char *state, *index, *curated, *palettes, *cache;
  PtStudio *studio;
  GString *failed;
} Fixture;

static void
failed_cb (PtStudio *studio, const char *message, GString *failed)
{
  g_string_append_printf (failed, "%s|", message);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  PtStudioOptions options = { 0 };

  fixture->folder = pt_test_make_folder ();
  options.state_folder = fixture->state = g_build_filename (fixture->folder, "state", NULL);
  options.index_path = fixture->index = g_build_filename (fixture->folder, "index.sqlite", NULL);
  options.curated_folder = fixture->curated = g_build_filename (fixture->folder, "curated", NULL);
  options.palettes_folder = fixture->palettes = g_build_filename (fixture->folder, "palettes", NULL);
  options.cache_folder = fixture->cache = g_build_filename (fixture->folder, "cache", NULL);
  fixture->failed = g_string_new (NULL);
  fixture->studio = pt_studio_new (&options);
  g_signal_connect (fixture->studio, "failed", G_CALLBACK (failed_cb), fixture->failed);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  pt_studio_close (fixture->studio);
  pt_test_drain ();
  g_assert_finalize_object (fixture->studio);
  pt_test_remove_folder (fixture->folder);
  g_string_free (fixture->failed, TRUE);
  g_free (fixture->folder);
  g_free (fixture->state);
  g_free (fixture->index);
  g_free (fixture->curated);
  g_free (fixture->palettes);
  g_free (fixture->cache);
}

static PtPalette *
get_palette (Fixture *fixture)
{
  return pt_set_get_palette (pt_studio_get_set (fixture->studio));
}

static PtPalette *
get_groove_palette (Fixture *fixture)
{
  return pt_groove_get_palette (pt_studio_get_groove (fixture->studio));
}

static void
test_groove_follows_the_set (Fixture *fixture, gconstpointer data)
{
  PtSet *set = pt_studio_get_set (fixture->studio);
  g_autoptr (PtPalette) palette = pt_palette_new ();
  g_autoptr (PtSet) other = pt_set_new_default ();

  g_assert_true (get_groove_palette (fixture) == get_palette (fixture));
  pt_set_edit_palette_named (set, palette, "Choose Palette “Deep”");
  g_assert_true (get_groove_palette (fixture) == palette);
  pt_undo_history_undo (pt_studio_get_history (fixture->studio));
  g_assert_true (get_groove_palette (fixture) == get_palette (fixture));
  g_assert_true (get_groove_palette (fixture) != palette);

  pt_set_document_new_set (pt_studio_get_document (fixture->studio), other);
  g_assert_true (pt_studio_get_set (fixture->studio) == other);
  g_assert_true (get_groove_palette (fixture) == pt_set_get_palette (other));
  /* The old one is of no account any more. */
  pt_set_set_palette (other, palette);
  g_assert_true (get_groove_palette (fixture) == palette);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static gboolean
set_device (Fixture *fixture, const char *name, guint block_frames, GError **error)
{
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  pt_studio_set_device_async (fixture->studio, name, block_frames, NULL, pt_test_keep_result, &kept);
  result = pt_test_wait_for_result (&kept);

  return pt_studio_set_device_finish (fixture->studio, result, error);
}

static void
test_device (Fixture *fixture, gconstpointer data)
{
  PtPlayer *player = pt_studio_get_player (fixture->studio);
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_signal_connect_swapped (fixture->studio, "notify::player", G_CALLBACK (count_cb), &n);
  g_assert_false (set_device (fixture, "no such device anywhere", 0, &error));
  g_assert_nonnull (error);
  g_assert_true (pt_studio_get_player (fixture->studio) == player);
  g_assert_cmpuint (n, ==, 0);

  g_clear_error (&error);
  g_object_add_weak_pointer (G_OBJECT (player), (gpointer *) &player);
  g_assert_true (set_device (fixture, "silent", 256, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 1);
  /* Nobody holds the old one. */
  g_assert_null (player);
  g_assert_cmpuint (pt_device_get_block_frames (pt_player_get_device (pt_studio_get_player (fixture->studio))), ==, 256);
}

/* The newest wish counts, and an older one that fails says nothing of its own. */
static void
test_two_devices (Fixture *fixture, gconstpointer data)
{
  GAsyncResult *kept[2] = { NULL, NULL };
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;

  pt_studio_set_device_async (fixture->studio, "no such device anywhere", 0, NULL, pt_test_keep_result, &kept[0]);
  pt_studio_set_device_async (fixture->studio, "silent", 1024, NULL, pt_test_keep_result, &kept[1]);
  first = pt_test_wait_for_result (&kept[0]);
  second = pt_test_wait_for_result (&kept[1]);
  g_assert_false (pt_studio_set_device_finish (fixture->studio, first, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (pt_studio_set_device_finish (fixture->studio, second, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (pt_device_get_block_frames (pt_player_get_device (pt_studio_get_player (fixture->studio))), ==, 1024);
}

static void
test_no_folders (void)
{
  const PtStudioOptions options = { .state_folder = "/nonexistent/state",
                                    .index_path = "/nonexistent/index",
                                    .palettes_folder = "/nonexistent/palettes" };
  PtStudio *studio = pt_studio_new (&options);

  g_assert_nonnull (pt_studio_get_player (studio));
  pt_test_drain ();
  g_assert_finalize_object (studio);
}

static void
test_ab (Fixture *fixture, gconstpointer data)
{
  PtSet *set = pt_studio_get_set (fixture->studio);
  PtUndoHistory *history = pt_studio_get_history (fixture->studio);
  PtPalette *a = get_palette (fixture);
  PtPalette *b;
  guint n_on_b = 0, n_other = 0, n_edits;

  g_signal_connect_swapped (fixture->studio, "notify::on-b", G_CALLBACK (count_cb), &n_on_b);
  g_signal_connect_swapped (fixture->studio, "notify::other-palette", G_CALLBACK (count_cb), &n_other);
  pt_set_edit_palette_path (set, PT_ROLE_KICK, "/a.wav");
  g_assert_null (pt_studio_get_other_palette (fixture->studio));

  pt_studio_switch_ab (fixture->studio);
  b = get_palette (fixture);
  g_assert_true (pt_studio_get_on_b (fixture->studio));
  g_assert_true (b != a);
  g_assert_true (pt_studio_get_other_palette (fixture->studio) == a);
  g_assert_true (get_groove_palette (fixture) == b);
  g_assert_cmpstr (pt_palette_get_path (b, PT_ROLE_KICK), ==, "/a.wav");
  g_assert_cmpstr (pt_undo_history_get_undo_name (history), ==, "Switch to B");
  pt_set_edit_palette_path (set, PT_ROLE_KICK, "/b.wav");

  n_edits = pt_undo_history_get_n_edits (history);
  for (int i = 0; i < 101; i++)
    {
      pt_studio_switch_ab (fixture->studio);
      g_assert_true (get_palette (fixture) == (i % 2 == 0 ? a : b));
      g_assert_true (pt_studio_get_other_palette (fixture->studio) == (i % 2 == 0 ? b : a));
      g_assert_true (pt_studio_get_on_b (fixture->studio) == (i % 2 == 1));
    }
  g_assert_cmpuint (pt_undo_history_get_n_edits (history), ==, n_edits + 1);
  g_assert_cmpuint (n_on_b, ==, 102);
  g_assert_cmpuint (n_other, ==, 102);

  /* Undo goes back through all of it, and A and B with it. */
  pt_undo_history_undo (history);
  g_assert_true (pt_studio_get_on_b (fixture->studio));
  pt_undo_history_undo (history);
  g_assert_cmpstr (pt_palette_get_path (b, PT_ROLE_KICK), ==, "/a.wav");
  pt_undo_history_undo (history);
  g_assert_false (pt_studio_get_on_b (fixture->studio));
  g_assert_true (get_palette (fixture) == a);
  pt_undo_history_undo (history);
  g_assert_null (pt_palette_get_path (a, PT_ROLE_KICK));
  while (pt_undo_history_redo (history))
    ;
  g_assert_true (get_palette (fixture) == a);
  g_assert_cmpstr (pt_palette_get_path (b, PT_ROLE_KICK), ==, "/b.wav");

  pt_studio_end_ab (fixture->studio);
  g_assert_null (pt_studio_get_other_palette (fixture->studio));
  g_assert_true (get_palette (fixture) == a);
  pt_studio_switch_ab (fixture->studio);
  g_assert_true (pt_studio_get_on_b (fixture->studio));
  g_assert_cmpstr (pt_palette_get_path (get_palette (fixture), PT_ROLE_KICK), ==, "/a.wav");
  /* Another set has no B. */
  pt_set_document_new_set (pt_studio_get_document (fixture->studio), NULL);
  g_assert_false (pt_studio_get_on_b (fixture->studio));
  g_assert_null (pt_studio_get_other_palette (fixture->studio));
}

static void
test_history_outlives_the_studio (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtSet) set = g_object_ref (pt_studio_get_set (fixture->studio));
  PtPalette *a = pt_set_get_palette (set);

  pt_studio_switch_ab (fixture->studio);
  pt_set_document_new_set (pt_studio_get_document (fixture->studio), NULL);
  pt_undo_history_undo (pt_set_get_history (set));
  g_assert_true (pt_set_get_palette (set) == a);
  pt_undo_history_redo (pt_set_get_history (set));
  g_assert_false (pt_studio_get_on_b (fixture->studio));
}

static void
test_failures_are_told (Fixture *fixture, gconstpointer data)
{
  g_signal_emit_by_name (pt_studio_get_document (fixture->studio), "failed", "document");
  g_signal_emit_by_name (pt_studio_get_shelf (fixture->studio), "failed", "shelf");
  g_signal_emit_by_name (pt_studio_get_keeper (fixture->studio), "failed", "keeper");
  g_signal_emit_by_name (pt_studio_get_groove (fixture->studio), "failed", "groove");
  g_signal_emit_by_name (pt_studio_get_audition (fixture->studio), "failed", "/x.wav", "audition");
  g_assert_cmpstr (fixture->failed->str, ==, "document|shelf|keeper|groove|audition|");
}

static void
lost_cb (PtStudio *studio, const char *name, char **kept)
{
  g_free (*kept);
  *kept = g_strdup (name);
}

static void
test_device_lost (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lost = NULL;

  g_signal_connect (fixture->studio, "device-lost", G_CALLBACK (lost_cb), &lost);
  g_signal_emit_by_name (pt_studio_get_player (fixture->studio), "device-lost", "Old Card");
  g_assert_cmpstr (lost, ==, "Old Card");
  g_assert_true (set_device (fixture, "silent", 0, NULL));
  g_signal_emit_by_name (pt_studio_get_player (fixture->studio), "device-lost", "New Card");
  g_assert_cmpstr (lost, ==, "New Card");
}

static void
test_close_keeps_what_is_unsaved (Fixture *fixture, gconstpointer data)
{
  PtSet *set = pt_studio_get_set (fixture->studio);

  pt_studio_open (fixture->studio);
  pt_set_edit_double (set, set, "tempo", 141);
  pt_studio_close (fixture->studio);
  g_assert_cmpint (pt_set_document_get_draft_state (pt_studio_get_document (fixture->studio)), ==, PT_DRAFT_WRITTEN);
}

#define ADD(name, function) g_test_add ("/session/studio/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("groove-follows-the-set", test_groove_follows_the_set);
  ADD ("device", test_device);
  ADD ("two-devices", test_two_devices);
  g_test_add_func ("/session/studio/no-folders", test_no_folders);
  ADD ("ab", test_ab);
  ADD ("history-outlives-the-studio", test_history_outlives_the_studio);
  ADD ("failures-are-told", test_failures_are_told);
  ADD ("device-lost", test_device_lost);
  ADD ("close-keeps-what-is-unsaved", test_close_keeps_what_is_unsaved);

  return g_test_run ();
}
