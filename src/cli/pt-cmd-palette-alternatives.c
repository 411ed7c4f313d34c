/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-commands.h"

#include "audio/pt-library-index.h"
#include "audio/pt-sound-facts.h"
#include "core/pt-json.h"
#include "core/pt-palette.h"
#include "core/pt-similarity.h"
#include "core/pt-util.h"

/* NULL: the role is empty, or its sound is gone and nobody knows it. */
static PtSampleInfo *
learn_current (PtPalette *palette, PtRole role, PtLibrary *library, const char *const *roots)
{
  g_autofree char *path = pt_palette_resolve (palette, role, roots);
  PtSample *sample = path != NULL ? pt_library_lookup (library, path) : NULL;

  if (sample != NULL)
    return pt_sample_info_copy (pt_sample_get_info (sample));

  return path != NULL ? pt_sound_facts_learn (path, NULL) : NULL;
}

static void
print_alternatives (PtCli *cli, PtRole role, GArray *similar)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  pt_json_builder_put_text (builder, "role", pt_role_to_string (role));
  json_builder_set_member_name (builder, "alternatives");
  json_builder_begin_array (builder);
  for (guint i = 0; i < similar->len; i++)
    {
      const PtSimilar *one = &g_array_index (similar, PtSimilar, i);
      const PtSampleInfo *info = pt_sample_get_info (one->sample);
      g_autofree char *shown = pt_display_path (info->path);

      pt_cli_print (cli, "%6.3f  %s", one->distance, shown);
      json_builder_begin_object (builder);
      pt_json_builder_put_text (builder, "name", info->name);
      pt_json_builder_put_text (builder, "path", info->path);
      pt_json_builder_put_number (builder, "distance", one->distance);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  pt_cli_print_json (cli, builder);
}

int
pt_cmd_palette_alternatives (PtCli *cli, int argc, char **argv)
{
  g_autofree char *role_text = NULL;
  g_autofree char *limit_text = NULL;
  g_autofree char *index_path = NULL;
  const GOptionEntry entries[] = {
    { "role", 0, 0, G_OPTION_ARG_STRING, &role_text, "Whose sound is looked for", "ROLE" },
    { "limit", 0, 0, G_OPTION_ARG_STRING, &limit_text, "So many at most (default: 10)", "N" },
    { "index", 0, 0, G_OPTION_ARG_FILENAME, &index_path, "The library's index", "FILE" },
    { NULL },
  };
  g_auto (GStrv) rest = NULL;
  g_auto (GStrv) roots = NULL;
  g_autoptr (PtPalette) palette = NULL;
  g_autoptr (PtLibrary) library = NULL;
  g_autoptr (PtSampleInfo) current = NULL;
  g_autoptr (GArray) similar = NULL;
  g_autoptr (GError) error = NULL;
  gint64 limit = 10;
  PtRole role;
  int status;

  if (!pt_cli_parse (cli, argc, argv, entries, 1, 1, &rest, &status))
    return status;
  if (role_text == NULL)
    return pt_cli_usage (cli, "palette alternatives needs --role ROLE");
  if (!pt_cli_read_int ("--limit", limit_text, 1, 1000000, &limit, &error) || !pt_role_parse (role_text, &role, &error))
    return pt_cli_fail (cli, error);

  palette = pt_palette_load (rest[0], &error);
  if (palette != NULL)
    library = pt_library_open (index_path, &roots, pt_cli_get_cancellable (cli), &error);
  if (library == NULL)
    return pt_cli_fail (cli, error);
  current = learn_current (palette, role, library, (const char *const *) roots);
  similar = pt_similarity_rank_alternatives (library, role, current, pt_palette_get_bpm (palette), pt_palette_get_key (palette), limit);
  print_alternatives (cli, role, similar);

  return PT_EXIT_DONE;
}
