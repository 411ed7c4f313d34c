/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-recent-sets.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/pt-json.h"
#include "core/pt-sample-path.h"
#include "core/pt-util.h"
#include "session/pt-draft-store.h"

#define MAX_READ 1000

static char *
file_of (const char *state_folder)
{
  g_autofree char *folder = pt_state_folder (state_folder);

  return g_build_filename (folder, "recent.json", NULL);
}

char **
pt_recent_sets_read (const char *state_folder)
{
  g_autofree char *path = file_of (state_folder);
  g_autoptr (JsonNode) node = g_file_test (path, G_FILE_TEST_EXISTS) ? pt_json_load (path, NULL) : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonObject *object = node != NULL ? pt_json_document_object (node, path, NULL) : NULL;
  g_auto (GStrv) texts = NULL;

  /* A list that cannot be read is an empty one: nobody's work is in it. */
  if (object != NULL)
    pt_json_read_strings (object, "sets", NULL, MAX_READ, &texts, NULL);
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      g_autofree char *set = pt_sample_path_from_text (texts[i], "sets", NULL);

      if (set != NULL)
        g_strv_builder_add (builder, set);
    }

  return g_strv_builder_end (builder);
}

static gboolean
write_list (const char *state_folder, const char *const *sets, GError **error)
{
  g_autofree char *folder = pt_state_folder (state_folder);
  g_autofree char *path = file_of (state_folder);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) node = NULL;

  for (guint i = 0; sets[i] != NULL; i++)
    {
      g_autofree char *text = pt_sample_path_to_text (sets[i]);

      g_strv_builder_add (builder, text);
    }
  texts = g_strv_builder_end (builder);
  pt_json_set_strings (object, "sets", (const char *const *) texts);
  node = pt_json_object_to_node (object);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_autofree char *shown = pt_display_path (folder);

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno),
                   _ ("The list of recent sets cannot be kept in %s: %s"), shown, g_strerror (errno));
      return FALSE;
    }

  return pt_json_save (node, path, error);
}

/* @path first, when it is not NULL, and only there. */
static gboolean
rewrite (const char *state_folder, const char *path, const char *without, guint max, GError **error)
{
  g_auto (GStrv) old = pt_recent_sets_read (state_folder);
  g_autoptr (GPtrArray) sets = g_ptr_array_new ();

  if (path != NULL)
    g_ptr_array_add (sets, (char *) path);
  for (guint i = 0; old[i] != NULL && sets->len < max; i++)
    if (g_strcmp0 (old[i], path) != 0 && g_strcmp0 (old[i], without) != 0)
      g_ptr_array_add (sets, old[i]);
  g_ptr_array_add (sets, NULL);

  return write_list (state_folder, (const char *const *) sets->pdata, error);
}

gboolean
pt_recent_sets_add (const char *state_folder, const char *path, guint max, GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);

  return rewrite (state_folder, path, NULL, max, error);
}

gboolean
pt_recent_sets_forget (const char *state_folder, const char *path, GError **error)
{
  return rewrite (state_folder, NULL, path, path != NULL ? MAX_READ : 0, error);
}
