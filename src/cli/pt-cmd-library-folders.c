/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-commands.h"

#include "audio/pt-library-scan.h"
#include "cli/pt-cli-library.h"
#include "core/pt-core-error.h"
#include "core/pt-json.h"
#include "core/pt-util.h"

static void
show_progress (guint64 done, guint64 total, GPtrArray *found, gpointer user_data)
{
  pt_cli_progress (user_data, done > 0 && total > 0 ? (double) done / total : -1, "scanning");
}

static gboolean
remove_folders (PtCli *cli, PtLibraryIndex *index, char **folders, GError **error)
{
  for (guint i = 0; folders != NULL && folders[i] != NULL; i++)
    {
      g_auto (GStrv) roots = pt_library_index_get_roots (index, error);
      g_autofree char *folder = pt_cli_resolve_file (folders[i]);
      g_auto (GStrv) removed = NULL;

      if (roots == NULL)
        return FALSE;
      if (!g_strv_contains ((const char *const *) roots, folder))
        {
          g_autofree char *shown = pt_display_path (folder);

          g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_NOT_FOUND,
                       "%s is no folder of the library; “library folders” lists them", shown);
          return FALSE;
        }
      removed = pt_library_index_remove_root (index, folder, error);
      if (removed == NULL)
        return FALSE;
      pt_cli_note (cli, "%u samples forgotten", g_strv_length (removed));
    }

  return TRUE;
}

static gboolean
add_folders (PtCli *cli, PtLibraryIndex *index, char **folders, GError **error)
{
  g_auto (PtScanResult) result = { 0 };

  if (folders == NULL || folders[0] == NULL)
    return TRUE;
  if (!pt_library_scan (index, (const char *const *) folders, 0, &result, show_progress, cli,
                        pt_cli_get_cancellable (cli), error))
    return FALSE;
  pt_cli_note (cli, "%" G_GUINT64_FORMAT " samples added, %u files failed", result.added, result.failed->len);

  return TRUE;
}

static void
print_folders (PtCli *cli, char **folders)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "folders");
  json_builder_begin_array (builder);
  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *shown = pt_display_path (folders[i]);

      pt_json_builder_add_text (builder, folders[i]);
      pt_cli_print (cli, "%s", shown);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  pt_cli_print_json (cli, builder);
}

int
pt_cmd_library_folders (PtCli *cli, int argc, char **argv)
{
  g_autofree char *index_path = NULL;
  g_auto (GStrv) add = NULL;
  g_auto (GStrv) remove = NULL;
  g_auto (GStrv) resolved = NULL;
  g_auto (GStrv) folders = NULL;
  const GOptionEntry entries[] = {
    { "index", 0, 0, G_OPTION_ARG_FILENAME, &index_path, "The library; yours without it", "FILE" },
    { "add", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &add, "Scan this folder into it", "DIR" },
    { "remove", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &remove, "Forget this folder and its samples; no file is touched", "DIR" },
    { NULL },
  };
  g_autoptr (PtLibraryIndex) index = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (!pt_cli_parse (cli, argc, argv, entries, 0, 0, NULL, &status))
    return status;

  /* Before there is an index: a mistyped folder should leave none. */
  if (add != NULL)
    {
      resolved = pt_library_scan_resolve ((const char *const *) add, &error);
      if (resolved == NULL)
        return pt_cli_fail (cli, error);
    }
  index = pt_cli_open_index (index_path, add != NULL, &error);
  if (index == NULL || !remove_folders (cli, index, remove, &error) || !add_folders (cli, index, resolved, &error))
    return pt_cli_fail (cli, error);
  folders = pt_library_index_get_roots (index, &error);
  if (folders == NULL)
    return pt_cli_fail (cli, error);
  print_folders (cli, folders);

  return PT_EXIT_DONE;
}
