/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-cli-music.h"
#include "cli/pt-commands.h"

#include <string.h>

#include "audio/pt-audio-error.h"
#include "audio/pt-renderer.h"
#include "core/pt-core-error.h"
#include "core/pt-json.h"
#include "core/pt-util.h"

static gboolean
read_format (const char *text, const char *out, PtFileFormat *format, GError **error)
{
  PtFileFormat by_name;
  gboolean known = pt_file_format_from_path (out, &by_name);
  g_autofree char *shown = pt_display_path (out);

  if (text == NULL && !known)
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                   "The name %s does not tell the format; end it in .wav or .flac, or give --format", shown);
      return FALSE;
    }
  if (text == NULL)
    {
      *format = by_name;
      return TRUE;
    }
  if (!pt_file_format_parse (text, format, error))
    return FALSE;
  if (known && (*format == PT_FILE_FORMAT_FLAC) != (by_name == PT_FILE_FORMAT_FLAC))
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                   "--format %s does not go with the name %s; change one of them", text, shown);
      return FALSE;
    }

  return TRUE;
}

/* The arrangement itself must not be overwritten by its sound. */
static gboolean
check_not_the_source (PtCliMusic *music, const char *out, GError **error)
{
  const char *source = music->palette_path != NULL ? music->palette_path : music->arrangement_path;
  g_autofree char *a = g_canonicalize_filename (source, NULL);
  g_autofree char *b = g_canonicalize_filename (out, NULL);
  g_autofree char *shown = NULL;

  if (!g_str_equal (a, b))
    return TRUE;

  shown = pt_display_path (out);
  g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
               "%s is what is to be rendered; choose another name for the sound", shown);

  return FALSE;
}

static void
print_json (PtCli *cli, const char *out, const PtRenderResult *result)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  double duration_s = (double) result->frames / result->sample_rate;

  json_builder_begin_object (builder);
  pt_json_builder_put_text (builder, "out", out);
  pt_json_builder_put_int (builder, "frames", result->frames);
  pt_json_builder_put_int (builder, "sample_rate", result->sample_rate);
  pt_json_builder_put_int (builder, "channels", result->channels);
  pt_json_builder_put_number (builder, "duration_s", duration_s);
  pt_json_builder_put_number (builder, "peak_dbfs", pt_gain_to_db (result->loudness.sample_peak));
  pt_json_builder_put_number (builder, "true_peak_dbtp", pt_gain_to_db (result->loudness.true_peak));
  pt_json_builder_put_number (builder, "lufs_i", result->loudness.lufs_i);
  pt_json_builder_put_number (builder, "lra_lu", result->loudness.lra_lu);
  pt_json_builder_put_text (builder, "sha256", result->sha256);
  pt_json_builder_put_number (builder, "render_s", result->render_s);
  pt_json_builder_put_number (builder, "realtime_factor", duration_s / MAX (result->render_s, 1e-6));
  json_builder_set_member_name (builder, "notices");
  json_builder_begin_array (builder);
  for (guint i = 0; i < result->notices->len; i++)
    pt_json_builder_add_text (builder, g_ptr_array_index (result->notices, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  pt_cli_print_json (cli, builder);
}

static void
print_text (PtCli *cli, const char *out, const PtRenderResult *result)
{
  g_autofree char *shown = pt_display_path (out);
  double duration_s = (double) result->frames / result->sample_rate;
  g_autofree char *duration = pt_format_duration (duration_s);

  pt_cli_print (cli, "%s  %s at %u Hz", shown, duration, result->sample_rate);
  pt_cli_print (cli, "  loudness  %.1f LUFS, range %.1f LU", result->loudness.lufs_i, result->loudness.lra_lu);
  pt_cli_print (cli, "  peak      %.1f dBFS, true peak %.1f dBTP", pt_gain_to_db (result->loudness.sample_peak),
                pt_gain_to_db (result->loudness.true_peak));
  pt_cli_print (cli, "  rendered  in %.2f s, %.0f times faster than it plays", result->render_s,
                duration_s / MAX (result->render_s, 1e-6));
  for (guint i = 0; i < result->notices->len; i++)
    pt_cli_print (cli, "  note      %s", (const char *) g_ptr_array_index (result->notices, i));
}

int
pt_cmd_render (PtCli *cli, int argc, char **argv)
{
  g_auto (PtCliMusic) music = { 0 };
  g_autofree char *format_text = NULL;
  g_autofree char *normalize_text = NULL;
  g_autofree char *stems = NULL;
  g_autofree char *threads_text = NULL;
  g_autofree char *out = NULL;
  const GOptionEntry entries[] = {
    PT_CLI_MUSIC_ENTRIES (&music),
    { "format", 0, 0, G_OPTION_ARG_STRING, &format_text, "wav16, wav24, wav32f or flac; else by the name of the output", "F" },
    { "normalize", 0, 0, G_OPTION_ARG_STRING, &normalize_text, "Peak level, “off”, or a loudness; -1 without it", "DB|off|lufs:L" },
    { "stems", 0, 0, G_OPTION_ARG_FILENAME, &stems, "Also one file per role into this folder", "DIR" },
    { "threads", 0, 0, G_OPTION_ARG_STRING, &threads_text, "At most so many threads; the result is the same", "N" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, "The sound file to write", "FILE" },
    { NULL },
  };
  PtRenderOptions options = PT_RENDER_OPTIONS_INIT;
  g_autoptr (PtArrangement) arrangement = NULL;
  g_autoptr (PtSampleLoader) loader = NULL;
  g_auto (GStrv) roots = NULL;
  g_auto (PtRenderResult) result = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 threads = 0;
  int status;

  if (!pt_cli_parse (cli, argc, argv, entries, 0, 0, NULL, &status))
    return status;
  if (out == NULL)
    return pt_cli_usage (cli, "render needs -o FILE");
  if (!read_format (format_text, out, &options.format, &error)
      || !pt_cli_read_normalize (normalize_text, &options, &error)
      || !pt_cli_read_int ("--threads", threads_text, 1, PT_CLI_MAX_THREADS, &threads, &error))
    return pt_cli_fail (cli, error);
  if (!pt_cli_music_load (&music, cli, &arrangement, &roots, &status))
    return status;
  if (!check_not_the_source (&music, out, &error))
    return pt_cli_fail (cli, error);

  options.stems_folder = stems;
  options.threads = threads;
  options.without_hash = !pt_cli_wants_json (cli); /* nobody would see it */
  options.roots = (const char *const *) roots;
  loader = pt_sample_loader_new ();
  if (!pt_render (arrangement, loader, &options, out, &result, pt_cli_progress_cb, cli,
                  pt_cli_get_cancellable (cli), &error))
    return pt_cli_fail (cli, error);
  print_text (cli, out, &result);
  print_json (cli, out, &result);

  return PT_EXIT_DONE;
}
