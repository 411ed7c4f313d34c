/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-cli-shelf.h"

#include "core/pt-core-error.h"
#include "core/pt-json.h"
#include "core/pt-util.h"

#define FAILURE_KEY "pt-cli-failure"

static void
unreadable_cb (PtPaletteShelf *shelf, const char *message, PtCli *cli)
{
  pt_cli_note (cli, "%s", message);
}

static void
unwritable_cb (PtPaletteShelf *shelf, const char *message)
{
  g_object_set_data_full (G_OBJECT (shelf), FAILURE_KEY, g_strdup (message), g_free);
}

PtPaletteShelf *
pt_cli_shelf_open (PtCli *cli)
{
  PtPaletteShelf *shelf = pt_palette_shelf_new (NULL, NULL);
  gulong handler = g_signal_connect (shelf, "failed", G_CALLBACK (unreadable_cb), cli);

  pt_palette_shelf_open (shelf);
  while (pt_palette_shelf_get_loading (shelf))
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (shelf, handler);
  g_signal_connect (shelf, "failed", G_CALLBACK (unwritable_cb), NULL);

  return shelf;
}

gboolean
pt_cli_shelf_close (PtPaletteShelf *shelf, GError **error)
{
  const char *failure;

  pt_palette_shelf_close (shelf);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  failure = g_object_get_data (G_OBJECT (shelf), FAILURE_KEY);
  if (failure != NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s", failure);

  return failure == NULL;
}

PtPaletteItem *
pt_cli_shelf_find (PtPaletteShelf *shelf, const char *name, GError **error)
{
  PtPaletteItem *item = pt_palette_shelf_find (shelf, name);

  if (item == NULL)
    g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_NOT_FOUND,
                 "There is no palette “%s”; “palette list” names them all", PT_SHORT (name));

  return item;
}

PtPalette *
pt_cli_shelf_load (PtCli *cli, const char *name_or_file, GError **error)
{
  g_autoptr (PtPaletteShelf) shelf = NULL;
  PtPaletteItem *item;

  if (g_file_test (name_or_file, G_FILE_TEST_EXISTS))
    return pt_palette_load (name_or_file, error);

  shelf = pt_cli_shelf_open (cli);
  item = pt_palette_shelf_find (shelf, name_or_file);
  if (item != NULL)
    return g_object_ref (pt_palette_item_get_palette (item));
  g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_NOT_FOUND,
               "“%s” is no file, and no palette has that name; “palette list” names them all", PT_SHORT (name_or_file));

  return NULL;
}

const char *
pt_cli_shelf_kind_name (PtPaletteKind kind)
{
  static const char *const names[] = { "curated", "mine", "screened" };

  return names[kind];
}

void
pt_cli_shelf_put_item (JsonBuilder *builder, PtPaletteItem *item)
{
  pt_json_builder_put_text (builder, "name", pt_palette_item_get_name (item));
  pt_json_builder_put_text (builder, "kind", pt_cli_shelf_kind_name (pt_palette_item_get_kind (item)));
  pt_json_builder_put_text (builder, "path", pt_palette_item_get_path (item));
}

void
pt_cli_shelf_print_item (PtCli *cli, const char *done, PtPaletteItem *item)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *shown = pt_display_path (pt_palette_item_get_path (item));

  pt_cli_print (cli, "%s “%s”  %s", done, pt_palette_item_get_name (item), shown);
  json_builder_begin_object (builder);
  pt_cli_shelf_put_item (builder, item);
  json_builder_end_object (builder);
  pt_cli_print_json (cli, builder);
}

void
pt_cli_result_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

GAsyncResult *
pt_cli_wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return g_steal_pointer (result);
}
