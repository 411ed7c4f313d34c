/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-commands.h"

#include "cli/pt-cli-library.h"
#include "core/pt-json.h"
#include "core/pt-util.h"

int
pt_cmd_library_missing (PtCli *cli, int argc, char **argv)
{
  g_autofree char *index_path = NULL;
  const GOptionEntry entries[] = {
    { "index", 0, 0, G_OPTION_ARG_FILENAME, &index_path, "The library; yours without it", "FILE" },
    { NULL },
  };
  g_autoptr (PtLibraryIndex) index = NULL;
  g_autoptr (GPtrArray) samples = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;
  guint n_missing = 0;
  int status;

  if (!pt_cli_parse (cli, argc, argv, entries, 0, 0, NULL, &status))
    return status;
  index = pt_cli_open_index (index_path, FALSE, &error);
  if (index == NULL)
    return pt_cli_fail (cli, error);
  samples = pt_library_index_load (index, TRUE, &error);
  if (samples == NULL)
    return pt_cli_fail (cli, error);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "missing");
  json_builder_begin_array (builder);
  for (guint i = 0; i < samples->len; i++)
    {
      const PtSampleInfo *info = pt_sample_get_info (samples->pdata[i]);
      g_autofree char *shown = NULL;

      if (!info->missing)
        continue;
      n_missing++;
      shown = pt_display_path (info->path);
      pt_json_builder_add_text (builder, info->path);
      pt_cli_print (cli, "%s", shown);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  pt_cli_print_json (cli, builder);
  if (n_missing > 0)
    pt_cli_note (cli, "%u missing; “library relink DIR” looks for them below a folder", n_missing);

  return PT_EXIT_DONE;
}
