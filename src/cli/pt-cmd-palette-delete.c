/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-commands.h"

#include "cli/pt-cli-shelf.h"

int
pt_cmd_palette_delete (PtCli *cli, int argc, char **argv)
{
  g_auto (GStrv) rest = NULL;
  g_autoptr (PtPaletteShelf) shelf = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PtPaletteItem) item = NULL;
  PtPaletteItem *found;
  int status;

  if (!pt_cli_parse (cli, argc, argv, NULL, 1, 1, &rest, &status))
    return status;

  shelf = pt_cli_shelf_open (cli);
  found = pt_cli_shelf_find (shelf, rest[0], &error);
  if (found == NULL)
    return pt_cli_fail (cli, error);
  item = g_object_ref (found);
  if (!pt_palette_shelf_remove (shelf, item, NULL, &error) || !pt_cli_shelf_close (shelf, &error))
    return pt_cli_fail (cli, error);
  pt_cli_shelf_print_item (cli, "Deleted", item);

  return PT_EXIT_DONE;
}
