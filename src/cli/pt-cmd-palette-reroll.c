/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-commands.h"

#include "audio/pt-library-index.h"
#include "core/pt-json.h"
#include "core/pt-set-edit.h"
#include "core/pt-util.h"
#include "session/pt-palette-advice.h"

static void
print_sound (PtCli *cli, PtRole role, PtPalette *palette, const char *out)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const char *path = pt_palette_get_path (palette, role);
  g_autofree char *shown = pt_display_path (path);

  pt_cli_print (cli, "%s  %s", pt_role_to_string (role), shown);
  json_builder_begin_object (builder);
  pt_json_builder_put_text (builder, "out", out);
  pt_json_builder_put_text (builder, "role", pt_role_to_string (role));
  pt_json_builder_put_text (builder, "path", path);
  json_builder_end_object (builder);
  pt_cli_print_json (cli, builder);
}

int
pt_cmd_palette_reroll (PtCli *cli, int argc, char **argv)
{
  g_autofree char *role_text = NULL;
  g_autofree char *seed_text = NULL;
  g_autofree char *index_path = NULL;
  g_autofree char *out = NULL;
  const GOptionEntry entries[] = {
    { "role", 0, 0, G_OPTION_ARG_STRING, &role_text, "Whose sound is drawn anew", "ROLE" },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &seed_text, "The same seed and library give the same sound", "N" },
    { "index", 0, 0, G_OPTION_ARG_FILENAME, &index_path, "The library's index", "FILE" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, "Where to write the palette (default: where it is)", "FILE" },
    { NULL },
  };
  g_auto (GStrv) rest = NULL;
  g_autoptr (PtPalette) palette = NULL;
  g_autoptr (PtLibrary) library = NULL;
  g_autoptr (PtSet) set = pt_set_new ();
  g_autoptr (GError) error = NULL;
  gint64 seed = 0;
  PtRole role;
  int status;

  if (!pt_cli_parse (cli, argc, argv, entries, 1, 1, &rest, &status))
    return status;
  if (role_text == NULL || seed_text == NULL)
    return pt_cli_usage (cli, "palette reroll needs --role ROLE and --seed N");
  if (!pt_cli_read_int ("--seed", seed_text, 0, G_MAXINT64, &seed, &error) || !pt_role_parse (role_text, &role, &error))
    return pt_cli_fail (cli, error);

  palette = pt_palette_load (rest[0], &error);
  if (palette != NULL)
    library = pt_library_open (index_path, NULL, pt_cli_get_cancellable (cli), &error);
  if (library == NULL)
    return pt_cli_fail (cli, error);
  pt_set_set_palette (set, palette);
  if (!pt_palette_reroll (set, role, library, seed, &error)
      || !pt_palette_save (palette, out != NULL ? out : rest[0], &error))
    return pt_cli_fail (cli, error);
  print_sound (cli, role, palette, out != NULL ? out : rest[0]);

  return PT_EXIT_DONE;
}
