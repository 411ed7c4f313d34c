/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-commands.h"

#include "cli/pt-cli-shelf.h"

int
pt_cmd_palette_new (PtCli *cli, int argc, char **argv)
{
  g_auto (GStrv) rest = NULL;
  g_autoptr (PtPaletteShelf) shelf = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PtPalette) palette = pt_palette_new ();
  PtPaletteItem *item;
  int status;

  if (!pt_cli_parse (cli, argc, argv, NULL, 1, 1, &rest, &status))
    return status;

  shelf = pt_cli_shelf_open (cli);
  item = pt_palette_shelf_add (shelf, palette, rest[0], PT_PALETTE_MINE, NULL);
  if (!pt_cli_shelf_close (shelf, &error))
    return pt_cli_fail (cli, error);
  pt_cli_shelf_print_item (cli, "Made", item);

  return PT_EXIT_DONE;
}
