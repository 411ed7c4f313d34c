/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-commands.h"

#include "cli/pt-cli-shelf.h"
#include "core/pt-json.h"
#include "core/pt-set.h"
#include "core/pt-util.h"

int
pt_cmd_set_new (PtCli *cli, int argc, char **argv)
{
  g_autofree char *source = NULL;
  g_autofree char *out = NULL;
  const GOptionEntry entries[] = {
    { "palette", 0, 0, G_OPTION_ARG_FILENAME, &source, "Its palette, by name or file", "NAME|FILE" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, "Where to write the set", "FILE" },
    { NULL },
  };
  g_autoptr (PtSet) set = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *shown = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (!pt_cli_parse (cli, argc, argv, entries, 0, 0, NULL, &status))
    return status;
  if (out == NULL)
    return pt_cli_usage (cli, "set new needs -o FILE");

  set = pt_set_new_default ();
  if (source != NULL)
    {
      g_autoptr (PtPalette) palette = pt_cli_shelf_load (cli, source, &error);
      g_autoptr (PtPalette) copy = palette != NULL ? pt_palette_copy (palette) : NULL;

      if (copy == NULL)
        return pt_cli_fail (cli, error);
      pt_palette_rebase (copy, NULL);
      pt_set_set_palette (set, copy);
      if (pt_palette_get_bpm (copy) > 0)
        pt_set_set_tempo (set, pt_tempo_from_bpm (pt_palette_get_bpm (copy)));
    }
  if (!pt_set_save (set, out, &error))
    return pt_cli_fail (cli, error);

  shown = pt_display_path (out);
  pt_cli_print (cli, "%s", shown);
  json_builder_begin_object (builder);
  pt_json_builder_put_text (builder, "out", out);
  json_builder_end_object (builder);
  pt_cli_print_json (cli, builder);

  return PT_EXIT_DONE;
}
