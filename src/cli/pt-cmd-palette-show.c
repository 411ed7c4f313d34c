/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-commands.h"

#include "audio/pt-library-index.h"
#include "cli/pt-cli-shelf.h"
#include "core/pt-json.h"
#include "core/pt-util.h"

static void
print_roles (PtCli *cli, JsonBuilder *builder, PtPalette *palette, const char *const *roots)
{
  json_builder_set_member_name (builder, "roles");
  json_builder_begin_object (builder);
  for (guint role = 0; role < PT_N_ROLES; role++)
    {
      g_autofree char *path = pt_palette_resolve (palette, role, roots);
      g_autofree char *shown = path != NULL ? pt_display_path (path) : NULL;
      gboolean missing = path != NULL && !g_file_test (path, G_FILE_TEST_EXISTS);

      if (path == NULL)
        continue;
      pt_cli_print (cli, "  %-10s %s%s%s", pt_role_to_string (role), shown,
                    pt_palette_get_lock (palette, role) ? "  (locked)" : "", missing ? "  (missing)" : "");
      json_builder_set_member_name (builder, pt_role_to_string (role));
      json_builder_begin_object (builder);
      pt_json_builder_put_text (builder, "path", path);
      pt_json_builder_put_number (builder, "gain", pt_palette_get_gain (palette, role));
      pt_json_builder_put_number (builder, "pan", pt_palette_get_pan (palette, role));
      pt_json_builder_put_boolean (builder, "lock", pt_palette_get_lock (palette, role));
      pt_json_builder_put_boolean (builder, "missing", missing);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

int
pt_cmd_palette_show (PtCli *cli, int argc, char **argv)
{
  g_auto (GStrv) rest = NULL;
  g_auto (GStrv) roots = NULL;
  g_autoptr (PtPalette) palette = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;
  const char *const *tags;
  int status;

  if (!pt_cli_parse (cli, argc, argv, NULL, 1, 1, &rest, &status))
    return status;
  palette = pt_cli_shelf_load (cli, rest[0], &error);
  if (palette != NULL)
    roots = pt_library_find_roots (NULL, pt_cli_get_cancellable (cli), &error);
  if (roots == NULL)
    return pt_cli_fail (cli, error);

  pt_cli_print (cli, "%s", pt_palette_get_name (palette) != NULL ? pt_palette_get_name (palette) : rest[0]);
  if (pt_palette_get_description (palette) != NULL)
    pt_cli_print (cli, "%s", pt_palette_get_description (palette));
  json_builder_begin_object (builder);
  pt_json_builder_put_text (builder, "name", pt_palette_get_name (palette));
  pt_json_builder_put_text (builder, "description", pt_palette_get_description (palette));
  pt_json_builder_put_number (builder, "bpm", pt_palette_get_bpm (palette));
  pt_json_builder_put_text (builder, "key", pt_palette_get_key (palette));
  json_builder_set_member_name (builder, "tags");
  json_builder_begin_array (builder);
  tags = pt_palette_get_tags (palette);
  for (guint i = 0; tags[i] != NULL; i++)
    pt_json_builder_add_text (builder, tags[i]);
  json_builder_end_array (builder);
  print_roles (cli, builder, palette, (const char *const *) roots);
  json_builder_end_object (builder);
  pt_cli_print_json (cli, builder);

  return PT_EXIT_DONE;
}
