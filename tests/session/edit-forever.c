/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/pt-set-edit.h"
#include "session/pt-set-document.h"

/* Edits a set every 50 ms for as long as it lives, and says which edit it did: to be killed.
 * edit-forever STATE-FOLDER [SET-FILE]. The set's name is the number of the edit, and it has
 * one scene more than that. */

static guint n_edits;

static gboolean
edit_cb (gpointer user_data)
{
  PtSet *set = pt_set_document_get_set (user_data);
  PtUndoHistory *history = pt_set_get_history (set);
  g_autofree char *name = g_strdup_printf ("%u", n_edits + 1);
  g_autoptr (PtScene) scene = pt_scene_new (name, 8);

  pt_undo_history_begin_group (history, "Edit");
  pt_set_edit_insert_scene (set, G_MAXUINT, scene);
  pt_set_edit_text (set, set, "name", name);
  pt_undo_history_end_group (history);
  n_edits++;
  printf ("%u\n", n_edits);
  fflush (stdout);

  return G_SOURCE_CONTINUE;
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  if (!pt_set_document_save_finish (PT_SET_DOCUMENT (object), result, NULL))
    exit (1);
  g_timeout_add (50, edit_cb, object);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (PtSetDocument) document = NULL;

  if (argc < 2)
    return 2;
  document = pt_set_document_new (argv[1]);
  if (argc > 2)
    pt_set_document_save_async (document, argv[2], NULL, saved_cb, NULL);
  else
    g_timeout_add (50, edit_cb, document);
  g_main_loop_run (loop);

  return 0;
}
