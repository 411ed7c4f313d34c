/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-commands.h"

#include "cli/pt-cli-shelf.h"

int
pt_cmd_palette_duplicate (PtCli *cli, int argc, char **argv)
{
  g_autofree char *name = NULL;
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, "What the copy is called", "NAME" },
    { NULL },
  };
  g_auto (GStrv) rest = NULL;
  g_autoptr (PtPaletteShelf) shelf = NULL;
  g_autoptr (GError) error = NULL;
  PtPaletteItem *item;
  int status;

  if (!pt_cli_parse (cli, argc, argv, entries, 1, 1, &rest, &status))
    return status;

  shelf = pt_cli_shelf_open (cli);
  item = pt_cli_shelf_find (shelf, rest[0], &error);
  if (item == NULL)
    return pt_cli_fail (cli, error);
  item = name != NULL ? pt_palette_shelf_add (shelf, pt_palette_item_get_palette (item), name, PT_PALETTE_MINE, NULL)
                      : pt_palette_shelf_duplicate (shelf, item, NULL);
  if (!pt_cli_shelf_close (shelf, &error))
    return pt_cli_fail (cli, error);
  pt_cli_shelf_print_item (cli, "Made", item);

  return PT_EXIT_DONE;
}
