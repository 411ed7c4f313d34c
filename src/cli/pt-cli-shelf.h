/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli/pt-cli.h"
#include "session/pt-palette-shelf.h"

G_BEGIN_DECLS

/* The palettes a person has, for commands: the shelf of the window, waited for. */

/* Reads it; files that cannot be read are told of on standard error. */
PtPaletteShelf *pt_cli_shelf_open (PtCli *cli);
/* Waits until all is written; FALSE when something could not be. */
gboolean pt_cli_shelf_close (PtPaletteShelf *shelf,
                             GError **error);

/* One of the shelf by its name. (transfer none) */
PtPaletteItem *pt_cli_shelf_find (PtPaletteShelf *shelf,
                                  const char *name,
                                  GError **error);
/* The palette in a file, else the one of that name. (transfer full) */
PtPalette *pt_cli_shelf_load (PtCli *cli,
                              const char *name_or_file,
                              GError **error);

/* "name", "kind", "path" of an object that is being built. */
void pt_cli_shelf_put_item (JsonBuilder *builder,
                            PtPaletteItem *item);
/* What a command did to @item: a line, and the JSON document. */
void pt_cli_shelf_print_item (PtCli *cli,
                              const char *done,
                              PtPaletteItem *item);
const char *pt_cli_shelf_kind_name (PtPaletteKind kind);

/* Runs the main loop until an asynchronous call came back, into a variable that begins as
 * NULL. (transfer full) */
void pt_cli_result_cb (GObject *object,
                       GAsyncResult *result,
                       gpointer user_data);
GAsyncResult *pt_cli_wait (GAsyncResult **result);

G_END_DECLS
