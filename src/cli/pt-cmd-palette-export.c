/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-commands.h"

#include "audio/pt-library-index.h"
#include "cli/pt-cli-shelf.h"
#include "core/pt-json.h"
#include "core/pt-util.h"
#include "session/pt-palette-files.h"

int
pt_cmd_palette_export (PtCli *cli, int argc, char **argv)
{
  g_autofree char *out = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, "Where to write the flat form, role by role with absolute paths", "FILE" },
    { NULL },
  };
  g_auto (GStrv) rest = NULL;
  g_auto (GStrv) roots = NULL;
  g_autoptr (PtPalette) palette = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *shown = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (!pt_cli_parse (cli, argc, argv, entries, 1, 1, &rest, &status))
    return status;
  if (out == NULL)
    return pt_cli_usage (cli, "palette export needs -o FILE");
  palette = pt_cli_shelf_load (cli, rest[0], &error);
  if (palette != NULL)
    roots = pt_library_find_roots (NULL, pt_cli_get_cancellable (cli), &error);
  if (roots == NULL || !pt_palette_files_export (palette, out, (const char *const *) roots, &error))
    return pt_cli_fail (cli, error);

  shown = pt_display_path (out);
  pt_cli_print (cli, "%s", shown);
  json_builder_begin_object (builder);
  pt_json_builder_put_text (builder, "out", out);
  json_builder_end_object (builder);
  pt_cli_print_json (cli, builder);

  return PT_EXIT_DONE;
}
