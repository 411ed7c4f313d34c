/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-commands.h"

#include "cli/pt-cli-shelf.h"

int
pt_cmd_palette_import (PtCli *cli, int argc, char **argv)
{
  g_auto (GStrv) rest = NULL;
  g_autoptr (PtPaletteShelf) shelf = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *waiting = NULL;
  PtPaletteItem *item;
  int status;

  if (!pt_cli_parse (cli, argc, argv, NULL, 1, 1, &rest, &status))
    return status;

  shelf = pt_cli_shelf_open (cli);
  pt_palette_shelf_import_async (shelf, rest[0], NULL, pt_cli_result_cb, &waiting);
  result = pt_cli_wait (&waiting);
  item = pt_palette_shelf_import_finish (shelf, result, &error);
  if (item == NULL || !pt_cli_shelf_close (shelf, &error))
    return pt_cli_fail (cli, error);
  pt_cli_shelf_print_item (cli, "Imported", item);

  return PT_EXIT_DONE;
}
