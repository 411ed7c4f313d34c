/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-cli-arrange.h"
#include "cli/pt-commands.h"

#include "audio/pt-library-index.h"
#include "core/pt-reference.h"

int
pt_cmd_arrange_recipe (PtCli *cli, int argc, char **argv)
{
  g_autofree char *seed_text = NULL;
  g_autofree char *index_path = NULL;
  g_autofree char *out = NULL;
  const GOptionEntry entries[] = {
    { "seed", 0, 0, G_OPTION_ARG_STRING, &seed_text, "The same seed and library give the same arrangement", "N" },
    { "index", 0, 0, G_OPTION_ARG_FILENAME, &index_path, "The library's index", "FILE" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, "Where to write the arrangement", "FILE" },
    { NULL },
  };
  g_autoptr (PtLibrary) library = NULL;
  g_autoptr (PtArrangement) arrangement = NULL;
  g_autoptr (GError) error = NULL;
  gint64 seed = 0;
  int status;

  if (!pt_cli_parse (cli, argc, argv, entries, 0, 0, NULL, &status))
    return status;
  if (seed_text == NULL || out == NULL)
    return pt_cli_usage (cli, "arrange recipe needs --seed N and -o FILE");
  if (!pt_cli_read_int ("--seed", seed_text, 0, G_MAXINT64, &seed, &error))
    return pt_cli_fail (cli, error);

  library = pt_library_open (index_path, NULL, pt_cli_get_cancellable (cli), &error);
  if (library != NULL)
    arrangement = pt_recipe_arrangement_new (library, seed, &error);
  if (arrangement == NULL || !pt_arrangement_save (arrangement, out, &error))
    return pt_cli_fail (cli, error);
  pt_cli_print_arrangement (cli, arrangement, out);

  return PT_EXIT_DONE;
}
