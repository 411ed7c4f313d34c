/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-commands.h"

#include "cli/pt-cli-shelf.h"
#include "core/pt-json.h"
#include "core/pt-name.h"

static const char *const kind_names[] = { "curated", "mine", "screened", NULL };

static void
put_palette (JsonBuilder *builder, PtPaletteItem *item)
{
  PtPalette *palette = pt_palette_item_get_palette (item);
  const char *const *tags = pt_palette_get_tags (palette);

  json_builder_begin_object (builder);
  pt_cli_shelf_put_item (builder, item);
  json_builder_set_member_name (builder, "roles");
  json_builder_begin_array (builder);
  for (guint role = 0; role < PT_N_ROLES; role++)
    if (pt_palette_get_path (palette, role) != NULL)
      json_builder_add_string_value (builder, pt_role_to_string (role));
  json_builder_end_array (builder);
  pt_json_builder_put_number (builder, "bpm", pt_palette_get_bpm (palette));
  pt_json_builder_put_text (builder, "key", pt_palette_get_key (palette));
  json_builder_set_member_name (builder, "tags");
  json_builder_begin_array (builder);
  for (guint i = 0; tags[i] != NULL; i++)
    pt_json_builder_add_text (builder, tags[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

int
pt_cmd_palette_list (PtCli *cli, int argc, char **argv)
{
  g_autofree char *kind_text = NULL;
  const GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING, &kind_text, "Only these", "curated|mine|screened" },
    { NULL },
  };
  g_autoptr (PtPaletteShelf) shelf = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;
  guint kind = 0;
  int status;

  if (!pt_cli_parse (cli, argc, argv, entries, 0, 0, NULL, &status))
    return status;
  if (kind_text != NULL && !pt_name_parse ("kind of palette", kind_text, kind_names, &kind, &error))
    return pt_cli_fail (cli, error);

  shelf = pt_cli_shelf_open (cli);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "palettes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (shelf)); i++)
    {
      g_autoptr (PtPaletteItem) item = g_list_model_get_item (G_LIST_MODEL (shelf), i);

      if (kind_text != NULL && pt_palette_item_get_kind (item) != kind)
        continue;
      pt_cli_print (cli, "%-9s %s", pt_cli_shelf_kind_name (pt_palette_item_get_kind (item)), pt_palette_item_get_name (item));
      put_palette (builder, item);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  pt_cli_print_json (cli, builder);

  return PT_EXIT_DONE;
}
