/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-cli-arrange.h"
#include "cli/pt-commands.h"

#include "core/pt-beats.h"
#include "core/pt-reference.h"

int
pt_cmd_arrange_reference (PtCli *cli, int argc, char **argv)
{
  g_autofree char *bars_text = NULL;
  g_autofree char *bpm_text = NULL;
  g_autofree char *palette_path = NULL;
  g_autofree char *out = NULL;
  const GOptionEntry entries[] = {
    { "bars", 0, 0, G_OPTION_ARG_STRING, &bars_text, "How long: 32 or 64", "32|64" },
    { "bpm", 0, 0, G_OPTION_ARG_STRING, &bpm_text, "The tempo; 128 without it", "N" },
    { "palette", 0, 0, G_OPTION_ARG_FILENAME, &palette_path, "The palette to build in", "FILE" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, "Where to write the arrangement", "FILE" },
    { NULL },
  };
  g_autoptr (PtPalette) palette = NULL;
  g_autoptr (PtArrangement) arrangement = NULL;
  g_autoptr (GError) error = NULL;
  gint64 bars = 0;
  double bpm = PT_TEMPO_DEFAULT_BPM;
  int status;

  if (!pt_cli_parse (cli, argc, argv, entries, 0, 0, NULL, &status))
    return status;
  if (bars_text == NULL || out == NULL)
    return pt_cli_usage (cli, "arrange reference needs --bars 32 or 64, and -o FILE");

  if (!pt_cli_read_int ("--bars", bars_text, 32, 64, &bars, &error)
      || !pt_cli_read_double ("--bpm", bpm_text, PT_TEMPO_MIN_BPM, PT_TEMPO_MAX_BPM, &bpm, &error))
    return pt_cli_fail (cli, error);
  if (palette_path != NULL)
    {
      palette = pt_palette_load (palette_path, &error);
      if (palette == NULL)
        return pt_cli_fail (cli, error);
    }

  arrangement = pt_reference_arrangement_new (bars, bpm, palette, &error);
  if (arrangement == NULL || !pt_arrangement_save (arrangement, out, &error))
    return pt_cli_fail (cli, error);
  pt_cli_print_arrangement (cli, arrangement, out);

  return PT_EXIT_DONE;
}
