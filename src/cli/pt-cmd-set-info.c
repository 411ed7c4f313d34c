/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-commands.h"

#include "core/pt-json.h"
#include "core/pt-set.h"

static void
print_set (PtCli *cli, PtSet *set, gboolean newer)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  double tempo = pt_tempo_to_bpm (pt_set_get_tempo (set));
  const char *palette = pt_palette_get_name (pt_set_get_palette (set));
  const char *name = pt_set_get_name (set);
  guint n_takes = g_list_model_get_n_items (pt_set_get_takes (set));

  if (name != NULL && *name == '\0')
    name = NULL;
  pt_cli_print (cli, "Name      %s", name != NULL ? name : "—");
  pt_cli_print (cli, "Tempo     %.6g bpm", tempo);
  pt_cli_print (cli, "Key       %s", pt_set_get_key (set) != NULL ? pt_set_get_key (set) : "—");
  pt_cli_print (cli, "Palette   %s", palette != NULL ? palette : "—");
  pt_cli_print (cli, "Tracks    %u", pt_set_get_n_tracks (set));
  pt_cli_print (cli, "Scenes    %u", pt_set_get_n_scenes (set));
  pt_cli_print (cli, "Bars      %" G_GINT64_FORMAT, pt_set_get_bars (set));
  pt_cli_print (cli, "Takes     %u", n_takes);
  if (newer)
    pt_cli_print (cli, "It was written by a newer Peaktime and opens read-only.");

  json_builder_begin_object (builder);
  pt_json_builder_put_text (builder, "name", name);
  pt_json_builder_put_number (builder, "tempo", tempo);
  pt_json_builder_put_text (builder, "key", pt_set_get_key (set));
  pt_json_builder_put_int (builder, "tracks", pt_set_get_n_tracks (set));
  pt_json_builder_put_int (builder, "scenes", pt_set_get_n_scenes (set));
  pt_json_builder_put_int (builder, "bars", pt_set_get_bars (set));
  pt_json_builder_put_int (builder, "takes", n_takes);
  pt_json_builder_put_text (builder, "palette", palette);
  json_builder_set_member_name (builder, "roles");
  json_builder_begin_object (builder);
  for (guint role = 0; role < PT_N_ROLES; role++)
    if (pt_palette_get_path (pt_set_get_palette (set), role) != NULL)
      pt_json_builder_put_text (builder, pt_role_to_string (role), pt_palette_get_path (pt_set_get_palette (set), role));
  json_builder_end_object (builder);
  pt_json_builder_put_boolean (builder, "read_only", newer);
  json_builder_end_object (builder);
  pt_cli_print_json (cli, builder);
}

int
pt_cmd_set_info (PtCli *cli, int argc, char **argv)
{
  g_auto (GStrv) rest = NULL;
  g_autoptr (PtSet) set = NULL;
  g_autoptr (GError) error = NULL;
  gboolean newer;
  int status;

  if (!pt_cli_parse (cli, argc, argv, NULL, 1, 1, &rest, &status))
    return status;
  set = pt_set_load_newer (rest[0], &newer, &error);
  if (set == NULL)
    return pt_cli_fail (cli, error);
  print_set (cli, set, newer);

  return PT_EXIT_DONE;
}
