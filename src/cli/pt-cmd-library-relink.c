/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-commands.h"

#include "audio/pt-library-relink.h"
#include "cli/pt-cli-library.h"
#include "core/pt-json.h"
#include "core/pt-util.h"

static void
show_progress (double fraction, gpointer user_data)
{
  pt_cli_progress (user_data, fraction, "looking for missing samples");
}

static void
print_moved (PtCli *cli, JsonBuilder *builder, const PtMovedFile *moved)
{
  g_autofree char *from = pt_display_path (moved->old_path);
  g_autofree char *to = pt_display_path (moved->new_path);

  json_builder_begin_object (builder);
  pt_json_builder_put_text (builder, "from", moved->old_path);
  pt_json_builder_put_text (builder, "to", moved->new_path);
  json_builder_end_object (builder);
  pt_cli_print (cli, "%s → %s", from, to);
}

int
pt_cmd_library_relink (PtCli *cli, int argc, char **argv)
{
  g_autofree char *index_path = NULL;
  g_auto (GStrv) folders = NULL;
  const GOptionEntry entries[] = {
    { "index", 0, 0, G_OPTION_ARG_FILENAME, &index_path, "The library; yours without it", "FILE" },
    { NULL },
  };
  g_autoptr (PtLibraryIndex) index = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;
  int status;

  if (!pt_cli_parse (cli, argc, argv, entries, 1, 1, &folders, &status))
    return status;
  index = pt_cli_open_index (index_path, FALSE, &error);
  if (index == NULL)
    return pt_cli_fail (cli, error);
  found = pt_library_find_moved (index, folders[0], show_progress, cli, pt_cli_get_cancellable (cli), &error);
  if (found == NULL)
    return pt_cli_fail (cli, error);

  json_builder_begin_object (builder);
  pt_json_builder_put_int (builder, "found", found->len);
  json_builder_set_member_name (builder, "relinked");
  json_builder_begin_array (builder);
  for (guint i = 0; i < found->len; i++)
    {
      const PtMovedFile *moved = found->pdata[i];
      g_autoptr (GError) local_error = NULL;
      g_autoptr (PtSampleInfo) info = pt_library_relink (index, moved->old_path, moved->new_path, &local_error);

      if (info != NULL)
        print_moved (cli, builder, moved);
      else
        pt_cli_note (cli, "%s", local_error->message);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  pt_cli_print_json (cli, builder);
  if (found->len == 0)
    pt_cli_note (cli, "no missing sample lies there");

  return PT_EXIT_DONE;
}
