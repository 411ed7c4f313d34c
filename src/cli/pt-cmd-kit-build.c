/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/kit/pt-kit.h"
#include "cli/pt-commands.h"

#include <math.h>

#include "core/pt-json.h"
#include "core/pt-util.h"

static void
print_json (PtCli *cli, const char *out, GPtrArray *samples)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  pt_json_builder_put_text (builder, "out", out);
  pt_json_builder_put_int (builder, "count", samples->len);
  json_builder_set_member_name (builder, "samples");
  json_builder_begin_array (builder);
  for (guint i = 0; i < samples->len; i++)
    {
      const PtKitSample *sample = g_ptr_array_index (samples, i);

      json_builder_begin_object (builder);
      pt_json_builder_put_text (builder, "path", sample->path);
      pt_json_builder_put_text (builder, "role", sample->role);
      pt_json_builder_put_boolean (builder, "loop", sample->loop);
      pt_json_builder_put_number (builder, "bpm", sample->bpm > 0 ? sample->bpm : NAN);
      pt_json_builder_put_number (builder, "bars", sample->bars > 0 ? sample->bars : NAN);
      pt_json_builder_put_text (builder, "key", sample->key);
      pt_json_builder_put_number (builder, "duration_s", sample->duration_s);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  pt_cli_print_json (cli, builder);
}

static void
print_text (PtCli *cli, const char *out, GPtrArray *samples)
{
  g_autofree char *shown = pt_display_path (out);
  const char *role = NULL;
  guint n = 0;

  /* The recipe keeps the samples of a role together. */
  for (guint i = 0; i <= samples->len; i++)
    {
      const PtKitSample *sample = i < samples->len ? g_ptr_array_index (samples, i) : NULL;

      if (role != NULL && (sample == NULL || g_strcmp0 (role, sample->role) != 0))
        {
          pt_cli_print (cli, "  %-10s %3u", role, n);
          n = 0;
        }
      role = sample != NULL ? sample->role : NULL;
      n++;
    }
  pt_cli_print (cli, "%u samples in %s", samples->len, shown);
}

int
pt_cmd_kit_build (PtCli *cli, int argc, char **argv)
{
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) samples = NULL;
  int exit_code;
  const GOptionEntry entries[] = {
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &out, "The folder to build it in (default: in your data folder)", "DIR" },
    { NULL },
  };

  if (!pt_cli_parse (cli, argc, argv, entries, 0, 0, NULL, &exit_code))
    return exit_code;
  if (out == NULL)
    out = pt_kit_user_folder ();

  samples = pt_kit_build_with_progress (out, 0, pt_cli_progress_cb, cli, pt_cli_get_cancellable (cli), &error);
  if (samples == NULL)
    return pt_cli_fail (cli, error);
  print_text (cli, out, samples);
  print_json (cli, out, samples);

  return PT_EXIT_DONE;
}
