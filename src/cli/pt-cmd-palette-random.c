/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-cli-music.h"
#include "cli/pt-commands.h"

#include <string.h>

#include "audio/pt-audio-file.h"
#include "audio/pt-library-index.h"
#include "core/pt-core-error.h"
#include "core/pt-json.h"
#include "core/pt-palette.h"
#include "core/pt-util.h"

static PtPalette *
make_palette (PtCli *cli, const char *index_path, guint64 seed, char **locks, GError **error)
{
  g_autoptr (PtPalette) locked = pt_cli_lock_roles (locks, error);
  g_autoptr (PtLibrary) library = NULL;

  if (locked == NULL)
    return NULL;

  library = pt_library_open (index_path, NULL, pt_cli_get_cancellable (cli), error);
  if (library == NULL)
    return NULL;

  return pt_palette_new_random (library, seed, locked, error);
}

static void
print_palette (PtCli *cli, PtPalette *palette, guint64 seed, const char *out)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *shown = pt_display_path (out);

  pt_cli_print (cli, "%s  from seed %" G_GUINT64_FORMAT, shown, seed);
  for (guint role = 0; role < PT_N_ROLES; role++)
    {
      const char *path = pt_palette_get_path (palette, role);
      g_autofree char *sample = path != NULL ? pt_display_path (path) : NULL;

      if (sample != NULL)
        pt_cli_print (cli, "  %-10s %s%s", pt_role_to_string (role), sample,
                      pt_palette_get_lock (palette, role) ? "  (locked)" : "");
    }

  json_builder_begin_object (builder);
  pt_json_builder_put_text (builder, "out", out);
  pt_json_builder_put_int (builder, "seed", seed);
  json_builder_set_member_name (builder, "palette");
  json_builder_add_value (builder, pt_palette_to_flat_json (palette));
  json_builder_end_object (builder);
  pt_cli_print_json (cli, builder);
}

int
pt_cmd_palette_random (PtCli *cli, int argc, char **argv)
{
  g_autofree char *seed_text = NULL;
  g_autofree char *index_path = NULL;
  g_auto (GStrv) locks = NULL;
  g_autofree char *out = NULL;
  const GOptionEntry entries[] = {
    { "seed", 0, 0, G_OPTION_ARG_STRING, &seed_text, "The same seed and library give the same palette", "N" },
    { "index", 0, 0, G_OPTION_ARG_FILENAME, &index_path, "The library's index", "FILE" },
    { "lock", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &locks, "This sample for this role; may stand several times", "ROLE=PATH" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, "Where to write the palette", "FILE" },
    { NULL },
  };
  g_autoptr (PtPalette) palette = NULL;
  g_autoptr (GError) error = NULL;
  gint64 seed = 0;
  int status;

  if (!pt_cli_parse (cli, argc, argv, entries, 0, 0, NULL, &status))
    return status;
  if (seed_text == NULL || out == NULL)
    return pt_cli_usage (cli, "palette random needs --seed N and -o FILE");
  if (!pt_cli_read_int ("--seed", seed_text, 0, G_MAXINT64, &seed, &error))
    return pt_cli_fail (cli, error);

  palette = make_palette (cli, index_path, seed, locks, &error);
  if (palette == NULL || !pt_palette_save (palette, out, &error))
    return pt_cli_fail (cli, error);
  print_palette (cli, palette, seed, out);

  return PT_EXIT_DONE;
}
