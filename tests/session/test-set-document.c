/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-set-document.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/pt-set-edit.h"
#include "session/pt-draft-store.h"
#include "pt-test-audio.h"
#include "pt-test-wait.h"

typedef struct
{
  char *folder;
  char *state;
  char *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = pt_test_make_folder ();
  fixture->state = g_build_filename (fixture->folder, "state", NULL);
  fixture->file = g_build_filename (fixture->folder, "First.peaktime", NULL);
}

/* As a program does at its end. */
static void
close_document (PtSetDocument *document)
{
  pt_set_document_flush (document);
  pt_test_drain ();
  g_assert_finalize_object (document);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  pt_test_drain ();
  pt_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->state);
  g_free (fixture->file);
}

static gboolean
save (PtSetDocument *document, const char *path, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *kept = NULL;

  pt_set_document_save_async (document, path, NULL, pt_test_keep_result, &kept);
  result = pt_test_wait_for_result (&kept);

  return pt_set_document_save_finish (document, result, error);
}

static gboolean
open_file (PtSetDocument *document, const char *path, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *kept = NULL;

  pt_set_document_open_async (document, path, NULL, pt_test_keep_result, &kept);
  result = pt_test_wait_for_result (&kept);

  return pt_set_document_open_finish (document, result, error);
}

static gboolean
recover (PtSetDocument *document, const PtDraft *draft, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *kept = NULL;

  pt_set_document_recover_async (document, draft, pt_test_keep_result, &kept);
  result = pt_test_wait_for_result (&kept);

  return pt_set_document_recover_finish (document, result, error);
}

static void
set_tempo (PtSetDocument *document, double bpm)
{
  PtSet *set = pt_set_document_get_set (document);

  pt_undo_history_seal (pt_set_get_history (set));
  g_assert_true (pt_set_edit_double (set, set, "tempo", bpm));
}

static double
get_tempo (PtSetDocument *document)
{
  return pt_tempo_to_bpm (pt_set_get_tempo (pt_set_document_get_set (document)));
}

static void
test_new_save_and_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtSetDocument) document = pt_set_document_new (fixture->state);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) recent = NULL;

  g_assert_cmpstr (pt_set_document_get_title (document), ==, "Untitled");
  g_assert_null (pt_set_document_get_path (document));
  g_assert_false (pt_set_document_get_modified (document));
  g_assert_false (save (document, NULL, &error));
  g_assert_error (error, PT_SET_DOCUMENT_ERROR, PT_SET_DOCUMENT_ERROR_NO_PATH);
  g_clear_error (&error);

  set_tempo (document, 133);
  g_assert_true (pt_set_document_get_modified (document));
  g_assert_cmpint (pt_set_document_get_draft_state (document), ==, PT_DRAFT_PENDING);
  g_assert_true (save (document, fixture->file, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (pt_set_document_get_path (document), ==, fixture->file);
  g_assert_cmpstr (pt_set_document_get_title (document), ==, "First");
  g_assert_false (pt_set_document_get_modified (document));
  pt_test_wait_for (pt_set_document_get_draft_state (document) == PT_DRAFT_NONE);

  pt_set_document_new_set (document, NULL);
  g_assert_cmpstr (pt_set_document_get_title (document), ==, "Untitled");
  g_assert_cmpfloat (get_tempo (document), ==, 128);
  g_assert_true (open_file (document, fixture->file, &error));
  g_assert_cmpfloat (get_tempo (document), ==, 133);
  g_assert_false (pt_set_document_get_modified (document));
  g_assert_cmpstr (pt_set_document_get_path (document), ==, fixture->file);
  recent = pt_set_document_list_recent (document);
  g_assert_cmpuint (g_strv_length (recent), ==, 1);
  g_assert_cmpstr (recent[0], ==, fixture->file);
}

static void
test_what_is_edited_while_saving (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtSetDocument) document = pt_set_document_new (fixture->state);
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *kept = NULL;

  set_tempo (document, 130);
  pt_set_document_save_async (document, fixture->file, NULL, pt_test_keep_result, &kept);
  set_tempo (document, 140);
  result = pt_test_wait_for_result (&kept);
  g_assert_true (pt_set_document_save_finish (document, result, NULL));
  g_assert_true (pt_set_document_get_modified (document));
  pt_undo_history_undo (pt_set_get_history (pt_set_document_get_set (document)));
  g_assert_cmpfloat (get_tempo (document), ==, 130);
  g_assert_false (pt_set_document_get_modified (document));
}

static void
test_saves_in_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtSetDocument) document = pt_set_document_new (fixture->state);
  GAsyncResult *kept[5] = { NULL };
  g_autoptr (PtSet) read = NULL;

  for (int i = 0; i < 5; i++)
    {
      set_tempo (document, 100 + i);
      pt_set_document_save_async (document, i == 0 ? fixture->file : NULL, NULL, pt_test_keep_result, &kept[i]);
    }
  for (int i = 0; i < 5; i++)
    {
      g_autoptr (GAsyncResult) result = pt_test_wait_for_result (&kept[i]);

      g_assert_true (pt_set_document_save_finish (document, result, NULL));
    }
  g_assert_false (pt_set_document_get_modified (document));
  read = pt_set_load (fixture->file, NULL);
  g_assert_cmpfloat (pt_tempo_to_bpm (pt_set_get_tempo (read)), ==, 104);
}

static void
test_somebody_else_wrote_it (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtSetDocument) document = pt_set_document_new (fixture->state);
  g_autoptr (PtSet) other = pt_set_new_default ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PtSet) read = NULL;
  GAsyncResult *kept = NULL;

  set_tempo (document, 130);
  g_assert_true (save (document, fixture->file, NULL));
  g_assert_true (save (document, NULL, NULL));
  pt_set_set_name (other, "Somebody else's");
  g_assert_true (pt_set_save (other, fixture->file, NULL));

  set_tempo (document, 150);
  g_assert_false (save (document, NULL, &error));
  g_assert_error (error, PT_SET_DOCUMENT_ERROR, PT_SET_DOCUMENT_ERROR_CHANGED);
  g_assert_nonnull (strstr (error->message, "First.peaktime"));
  g_assert_true (pt_set_document_get_modified (document));
  read = pt_set_load (fixture->file, NULL);
  g_assert_cmpstr (pt_set_get_name (read), ==, "Somebody else's");
  g_clear_object (&read);

  pt_set_document_save_anyway_async (document, NULL, pt_test_keep_result, &kept);
  result = pt_test_wait_for_result (&kept);
  g_assert_true (pt_set_document_save_finish (document, result, NULL));
  g_assert_false (pt_set_document_get_modified (document));
  read = pt_set_load (fixture->file, NULL);
  g_assert_cmpfloat (pt_tempo_to_bpm (pt_set_get_tempo (read)), ==, 150);
  /* Where nothing is, nothing is lost. */
  g_unlink (fixture->file);
  g_assert_true (save (document, NULL, NULL));
}

static void
test_cannot_write (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtSetDocument) document = pt_set_document_new (fixture->state);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "gone", "A.peaktime", NULL);
  g_autoptr (GError) error = NULL;

  set_tempo (document, 130);
  g_assert_false (save (document, nowhere, &error));
  g_assert_nonnull (strstr (error->message, "gone"));
  g_assert_true (pt_set_document_get_modified (document));
  g_assert_null (pt_set_document_get_path (document));
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtSetDocument) document = pt_set_document_new (fixture->state);
  g_autofree char *copy = g_build_filename (fixture->folder, "Copy.peaktime", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (fixture->file, "{\"schema_version\": 9, \"tempo\": 140, \"holograms\": 3}", -1, NULL);
  g_assert_true (open_file (document, fixture->file, &error));
  g_assert_no_error (error);
  g_assert_true (pt_set_document_get_read_only (document));
  g_assert_cmpfloat (get_tempo (document), ==, 140);
  set_tempo (document, 141);
  g_assert_false (save (document, NULL, &error));
  g_assert_error (error, PT_SET_DOCUMENT_ERROR, PT_SET_DOCUMENT_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_false (save (document, fixture->file, &error));
  g_assert_error (error, PT_SET_DOCUMENT_ERROR, PT_SET_DOCUMENT_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_true (save (document, copy, NULL));
  g_assert_false (pt_set_document_get_read_only (document));

  g_file_set_contents (fixture->file, "{\"schema_version\": 9, \"tempo\": {\"curve\": []}}", -1, NULL);
  g_assert_false (open_file (document, fixture->file, &error));
  g_assert_nonnull (strstr (error->message, "newer Peaktime"));
  g_assert_nonnull (strstr (error->message, "First.peaktime"));
  /* What was open stays open. */
  g_assert_cmpfloat (get_tempo (document), ==, 141);
}

static GPtrArray *
list_drafts (Fixture *fixture)
{
  return pt_set_document_list_drafts (fixture->state);
}

static void
test_draft (Fixture *fixture, gconstpointer data)
{
  PtSetDocument *document = pt_set_document_new (fixture->state);
  gint64 begin_usec = g_get_monotonic_time ();
  g_autoptr (GPtrArray) drafts = NULL;

  set_tempo (document, 131);
  pt_test_wait_for (pt_set_document_get_draft_state (document) == PT_DRAFT_WRITTEN);
  g_assert_cmpint (g_get_monotonic_time () - begin_usec, <, 2 * G_USEC_PER_SEC);
  g_assert_cmpint (pt_set_document_get_draft_usec (document), >, 0);
  /* It is ours while we run. */
  drafts = list_drafts (fixture);
  g_assert_cmpuint (drafts->len, ==, 0);
  g_clear_pointer (&drafts, g_ptr_array_unref);

  /* Undone to what was saved, there is nothing to keep. */
  pt_undo_history_undo (pt_set_get_history (pt_set_document_get_set (document)));
  pt_test_wait_for (pt_set_document_get_draft_state (document) == PT_DRAFT_NONE);
  set_tempo (document, 137);
  pt_set_document_flush (document);
  g_assert_cmpint (pt_set_document_get_draft_state (document), ==, PT_DRAFT_WRITTEN);
  close_document (document);

  drafts = list_drafts (fixture);
  g_assert_cmpuint (drafts->len, ==, 1);
  document = pt_set_document_new (fixture->state);
  g_assert_true (recover (document, g_ptr_array_index (drafts, 0), NULL));
  g_assert_cmpfloat (get_tempo (document), ==, 137);
  g_assert_true (pt_set_document_get_modified (document));
  g_assert_null (pt_set_document_get_path (document));
  g_clear_pointer (&drafts, g_ptr_array_unref);
  drafts = list_drafts (fixture);
  g_assert_cmpuint (drafts->len, ==, 0);
  g_clear_pointer (&drafts, g_ptr_array_unref);

  /* Lost once more before anything else happens, it is still there. */
  close_document (document);
  drafts = list_drafts (fixture);
  g_assert_cmpuint (drafts->len, ==, 1);
  document = pt_set_document_new (fixture->state);
  g_assert_true (recover (document, g_ptr_array_index (drafts, 0), NULL));
  g_assert_true (save (document, fixture->file, NULL));
  pt_test_wait_for (pt_set_document_get_draft_state (document) == PT_DRAFT_NONE);
  close_document (document);
  g_clear_pointer (&drafts, g_ptr_array_unref);
  drafts = list_drafts (fixture);
  g_assert_cmpuint (drafts->len, ==, 0);
}

static void
test_draft_of_a_file (Fixture *fixture, gconstpointer data)
{
  PtSetDocument *document = pt_set_document_new (fixture->state);
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PtSet) other = pt_set_new_default ();
  const PtDraft *draft;

  set_tempo (document, 131);
  g_assert_true (save (document, fixture->file, NULL));
  set_tempo (document, 132);
  /* Another set is opened: what was unsaved stays behind. */
  pt_set_document_new_set (document, NULL);
  pt_set_document_flush (document);
  drafts = list_drafts (fixture);
  g_assert_cmpuint (drafts->len, ==, 1);
  draft = g_ptr_array_index (drafts, 0);
  g_assert_cmpstr (draft->path, ==, fixture->file);
  g_assert_cmpstr (draft->title, ==, "First");

  /* The file is damaged. */
  g_file_set_contents (fixture->file, "{\"schema_version\": 1, \"na", -1, NULL);
  g_assert_false (open_file (document, fixture->file, &error));
  g_assert_error (error, PT_SET_DOCUMENT_ERROR, PT_SET_DOCUMENT_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "recover"));
  g_clear_error (&error);

  g_assert_true (recover (document, draft, NULL));
  g_assert_cmpfloat (get_tempo (document), ==, 132);
  g_assert_cmpstr (pt_set_document_get_path (document), ==, fixture->file);
  /* It was changed since the draft was made. */
  g_assert_false (save (document, NULL, &error));
  g_assert_error (error, PT_SET_DOCUMENT_ERROR, PT_SET_DOCUMENT_ERROR_CHANGED);
  close_document (document);
}

static void
test_discard (Fixture *fixture, gconstpointer data)
{
  PtSetDocument *document = pt_set_document_new (fixture->state);
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 3; i++)
    {
      set_tempo (document, 140 + i);
      pt_set_document_new_set (document, NULL);
    }
  pt_set_document_flush (document);
  drafts = list_drafts (fixture);
  g_assert_cmpuint (drafts->len, ==, 3);
  for (guint i = 0; i + 1 < drafts->len; i++)
    g_assert_cmpint (((PtDraft *) drafts->pdata[i])->edited_usec, >=, ((PtDraft *) drafts->pdata[i + 1])->edited_usec);
  pt_set_document_discard_draft (document, g_ptr_array_index (drafts, 0));
  pt_set_document_flush (document);
  g_assert_false (recover (document, g_ptr_array_index (drafts, 0), &error));
  g_assert_nonnull (error);
  g_clear_pointer (&drafts, g_ptr_array_unref);
  drafts = list_drafts (fixture);
  g_assert_cmpuint (drafts->len, ==, 2);
  /* A torn one is left out, and does not hide the others. */
  g_file_set_contents (((PtDraft *) drafts->pdata[0])->draft_path, "{\"format\":", -1, NULL);
  g_clear_pointer (&drafts, g_ptr_array_unref);
  drafts = list_drafts (fixture);
  g_assert_cmpuint (drafts->len, ==, 1);
  close_document (document);
}

static void
failed_cb (PtSetDocument *document, const char *message, char **kept)
{
  g_free (*kept);
  *kept = g_strdup (message);
}

static void
test_draft_cannot_be_written (Fixture *fixture, gconstpointer data)
{
  PtSetDocument *document;
  g_autofree char *message = NULL;
  g_autoptr (GPtrArray) drafts = NULL;

  /* A file where the folder should be. */
  g_file_set_contents (fixture->state, "", -1, NULL);
  document = pt_set_document_new (fixture->state);
  g_signal_connect (document, "failed", G_CALLBACK (failed_cb), &message);
  set_tempo (document, 140);
  pt_test_wait_for (pt_set_document_get_draft_state (document) == PT_DRAFT_FAILED);
  g_assert_nonnull (message);
  g_assert_nonnull (strstr (message, "save the set"));
  /* The disk is there again, and the next edit is kept. */
  g_unlink (fixture->state);
  set_tempo (document, 141);
  pt_set_document_flush (document);
  g_assert_cmpint (pt_set_document_get_draft_state (document), ==, PT_DRAFT_WRITTEN);
  close_document (document);
  drafts = list_drafts (fixture);
  g_assert_cmpuint (drafts->len, ==, 1);
}

static void
test_recent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtSetDocument) document = pt_set_document_new (fixture->state);
  g_autoptr (PtSetDocument) again = NULL;
  g_auto (GStrv) recent = NULL;
  g_autofree char *last = NULL;

  for (int i = 0; i < 25; i++)
    {
      g_autofree char *name = g_strdup_printf ("%02d.peaktime", i);
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_true (save (document, path, NULL));
      g_free (last);
      last = g_steal_pointer (&path);
    }
  recent = pt_set_document_list_recent (document);
  g_assert_cmpuint (g_strv_length (recent), ==, PT_SET_DOCUMENT_MAX_RECENT);
  g_assert_cmpstr (recent[0], ==, last);
  g_unlink (recent[3]);
  pt_set_document_forget_recent (document, recent[1]);
  pt_set_document_flush (document);

  again = pt_set_document_new (fixture->state);
  g_strfreev (recent);
  recent = pt_set_document_list_recent (again);
  g_assert_cmpuint (g_strv_length (recent), ==, PT_SET_DOCUMENT_MAX_RECENT - 2);
  g_assert_cmpstr (recent[0], ==, last);
  pt_set_document_forget_recent (again, NULL);
  g_strfreev (recent);
  recent = pt_set_document_list_recent (again);
  g_assert_cmpuint (g_strv_length (recent), ==, 0);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_notifies (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtSetDocument) document = pt_set_document_new (fixture->state);
  guint n_set = 0, n_path = 0, n_title = 0, n_modified = 0, n_busy = 0;
  gboolean busy;

  g_signal_connect_swapped (document, "notify::set", G_CALLBACK (count_cb), &n_set);
  g_signal_connect_swapped (document, "notify::path", G_CALLBACK (count_cb), &n_path);
  g_signal_connect_swapped (document, "notify::title", G_CALLBACK (count_cb), &n_title);
  g_signal_connect_swapped (document, "notify::modified", G_CALLBACK (count_cb), &n_modified);
  g_signal_connect_swapped (document, "notify::busy", G_CALLBACK (count_cb), &n_busy);
  set_tempo (document, 150);
  g_assert_cmpuint (n_modified, ==, 1);
  g_assert_true (save (document, fixture->file, NULL));
  g_assert_cmpuint (n_modified, ==, 2);
  g_assert_cmpuint (n_path, ==, 1);
  g_assert_cmpuint (n_title, ==, 1);
  g_assert_cmpuint (n_busy, ==, 2);
  g_object_get (document, "busy", &busy, NULL);
  g_assert_false (busy);
  pt_set_edit_text (pt_set_document_get_set (document), pt_set_document_get_set (document), "name", "Mine");
  g_assert_cmpstr (pt_set_document_get_title (document), ==, "Mine");
  pt_set_document_new_set (document, NULL);
  g_assert_cmpuint (n_set, ==, 1);
  g_assert_cmpuint (n_path, ==, 2);
  g_assert_cmpuint (n_modified, ==, 4);
}

static gboolean
edit_cb (gpointer user_data)
{
  PtSetDocument *document = user_data;

  /* Edits keep coming while it is written. */
  set_tempo (document, get_tempo (document) < 140 ? get_tempo (document) + 0.01 : 100);

  return G_SOURCE_CONTINUE;
}

/* It is written in steps, between which the set goes on; what is saved was true at one moment. */
static void
test_large (Fixture *fixture, gconstpointer data)
{
  PtSetDocument *document = pt_set_document_new (fixture->state);
  PtSet *set = pt_set_document_get_set (document);
  g_autoptr (PtSet) read = NULL;
  guint edits;

  for (guint s = 0; s < 150; s++)
    {
      g_autoptr (PtScene) scene = pt_scene_new ("Scene", 8);

      for (guint t = 0; t < pt_set_get_n_tracks (set); t++)
        {
          g_autoptr (PtClip) clip = pt_clip_new (PT_CLIP_PATTERN, "Four");

          pt_scene_set_clip (scene, pt_track_get_id (pt_set_get_track (set, t)), clip);
        }
      pt_set_insert_scene (set, G_MAXUINT, scene);
    }
  edits = g_timeout_add (1, edit_cb, document);
  g_assert_true (save (document, fixture->file, NULL));
  /* There is always something newer than the draft, and yet there is one. */
  pt_test_wait_for (pt_set_document_get_draft_usec (document) != 0);
  g_source_remove (edits);
  read = pt_set_load (fixture->file, NULL);
  g_assert_cmpuint (pt_set_get_n_scenes (read), ==, pt_set_get_n_scenes (set));
  g_assert_nonnull (pt_set_get_clip (read, pt_set_get_track (read, 5), pt_set_get_scene (read, 149)));
  g_assert_true (pt_set_document_get_modified (document));
  close_document (document);
}

#define ADD(name, function) g_test_add ("/session/set-document/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("new-save-and-open", test_new_save_and_open);
  ADD ("what-is-edited-while-saving", test_what_is_edited_while_saving);
  ADD ("saves-in-order", test_saves_in_order);
  ADD ("somebody-else-wrote-it", test_somebody_else_wrote_it);
  ADD ("cannot-write", test_cannot_write);
  ADD ("newer", test_newer);
  ADD ("draft", test_draft);
  ADD ("draft-of-a-file", test_draft_of_a_file);
  ADD ("discard", test_discard);
  ADD ("draft-cannot-be-written", test_draft_cannot_be_written);
  ADD ("large", test_large);
  ADD ("recent", test_recent);
  ADD ("notifies", test_notifies);

  return g_test_run ();
}
