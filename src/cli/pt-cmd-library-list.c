/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-commands.h"

#include <math.h>

#include "audio/pt-library-index.h"
#include "audio/pt-library-measure.h"
#include "core/pt-json.h"
#include "core/pt-query.h"
#include "core/pt-sound-list.h"
#include "core/pt-util.h"

/* 0 stands for unknown. */
static double
known (double value)
{
  return value != 0 ? value : NAN;
}

static void
add_sample (JsonBuilder *builder, const PtSampleInfo *info)
{
  json_builder_begin_object (builder);
  pt_json_builder_put_text (builder, "path", info->path);
  pt_json_builder_put_text (builder, "role", pt_role_to_string (info->role));
  pt_json_builder_put_number (builder, "role_confidence", info->role_confidence);
  pt_json_builder_put_boolean (builder, "loop", info->loop);
  pt_json_builder_put_number (builder, "bpm", known (info->bpm));
  pt_json_builder_put_number (builder, "bars", known (info->bars));
  pt_json_builder_put_text (builder, "key", info->key);
  pt_json_builder_put_number (builder, "duration_s", info->duration_s);
  pt_json_builder_put_int (builder, "sample_rate", info->sample_rate);
  pt_json_builder_put_int (builder, "channels", info->channels);
  pt_json_builder_put_number (builder, "peak_dbfs", info->peak_dbfs);
  pt_json_builder_put_number (builder, "rms_dbfs", info->rms_dbfs);
  json_builder_set_member_name (builder, "tags");
  json_builder_begin_array (builder);
  for (guint i = 0; info->tags != NULL && info->tags[i] != NULL; i++)
    pt_json_builder_add_text (builder, info->tags[i]);
  json_builder_end_array (builder);
  pt_json_builder_put_boolean (builder, "favourite", info->favourite);
  json_builder_end_object (builder);
}

static void
print_json (PtCli *cli, GPtrArray *samples)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "samples");
  json_builder_begin_array (builder);
  for (guint i = 0; i < samples->len; i++)
    add_sample (builder, pt_sample_get_info (samples->pdata[i]));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  pt_cli_print_json (cli, builder);
}

static void
add_cell (GString *line, int width, int digits, double value)
{
  if (isfinite (value))
    g_string_append_printf (line, "%*.*f", width, digits, value);
  else
    g_string_append_printf (line, "%*s", width, "-");
}

static void
print_row (PtCli *cli, const PtSampleInfo *info)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *path = pt_display_path (info->path);

  /* A guess is marked as one. */
  g_string_append_printf (line, "%-9s%c  %-4s", pt_role_to_string (info->role),
                          info->role_confidence < 0.5 ? '?' : ' ', info->loop ? "loop" : "");
  add_cell (line, 8, 2, known (info->bpm));
  add_cell (line, 7, 2, known (info->bars));
  g_string_append_printf (line, "  %-9s", info->key != NULL ? info->key : "-");
  add_cell (line, 8, 2, info->duration_s);
  add_cell (line, 8, 1, info->peak_dbfs);
  add_cell (line, 8, 1, info->rms_dbfs);
  g_string_append_printf (line, "  %s%s", info->favourite ? "★ " : "", path);
  pt_cli_print (cli, "%s", line->str);
}

static void
print_table (PtCli *cli, GPtrArray *samples)
{
  if (samples->len > 0)
    pt_cli_print (cli, "%-9s   %-4s%8s%7s  %-9s%8s%8s%8s  %s", "Role", "", "BPM", "Bars", "Key", "Length s",
                  "Peak dB", "RMS dB", "File");
  for (guint i = 0; i < samples->len; i++)
    print_row (cli, pt_sample_get_info (samples->pdata[i]));
  pt_cli_note (cli, "%u samples", samples->len);
}

static GPtrArray *
select_samples (PtLibrary *library, PtRole role)
{
  GPtrArray *samples = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (library));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PtSample) sample = g_list_model_get_item (G_LIST_MODEL (library), i);

      if (role == PT_ROLE_NONE || pt_sample_get_info (sample)->role == role)
        g_ptr_array_add (samples, g_steal_pointer (&sample));
    }

  return samples;
}

/* After the levels are known: one may ask for them. */
static void
keep_matches (GPtrArray *samples, const char *text)
{
  g_autoptr (PtQuery) query = pt_query_new (text);
  guint n = 0;

  for (guint i = 0; i < samples->len; i++)
    if (pt_query_matches (query, pt_sample_get_info (samples->pdata[i])))
      {
        gpointer kept = samples->pdata[i];

        samples->pdata[i] = samples->pdata[n];
        samples->pdata[n++] = kept;
      }
  g_ptr_array_set_size (samples, n);
}

static GPtrArray *
sort_samples (GPtrArray *samples, PtSoundSort sort, gboolean descending)
{
  g_autoptr (PtLibrary) library = pt_library_new ();
  g_autoptr (PtSoundList) list = pt_sound_list_new (library);
  GPtrArray *sorted = g_ptr_array_new_with_free_func (g_object_unref);

  pt_library_add_many (library, samples);
  pt_sound_list_set_show_missing (list, TRUE);
  pt_sound_list_set_sort (list, sort, descending);
  for (guint i = 0; i < samples->len; i++)
    g_ptr_array_add (sorted, g_list_model_get_item (G_LIST_MODEL (list), i));

  return sorted;
}

int
pt_cmd_library_list (PtCli *cli, int argc, char **argv)
{
  g_autofree char *index_path = NULL;
  g_autofree char *role_name = NULL;
  g_autofree char *query = NULL;
  g_autofree char *sort_name = NULL;
  g_autofree char *limit_text = NULL;
  gboolean descending = FALSE;
  const GOptionEntry entries[] = {
    { "index", 0, 0, G_OPTION_ARG_FILENAME, &index_path, "The library to list; yours, or the factory kit, without it", "FILE" },
    { "role", 0, 0, G_OPTION_ARG_STRING, &role_name, "Only this role", "ROLE" },
    { "query", 0, 0, G_OPTION_ARG_STRING, &query, "Only what matches: words, bpm:120-130, key:~Fm, len:<2s, tag:dark, loop, -word", "TEXT" },
    { "sort", 0, 0, G_OPTION_ARG_STRING, &sort_name, "By name, role, bpm, key, length, loop, brightness, loudness, rating, favourite or added; by path without it", "KEY" },
    { "descending", 0, 0, G_OPTION_ARG_NONE, &descending, "The other way round; what is not known stays last", NULL },
    { "limit", 0, 0, G_OPTION_ARG_STRING, &limit_text, "Only the first so many", "N" },
    { NULL },
  };
  g_autoptr (PtLibrary) library = NULL;
  g_autoptr (GPtrArray) samples = NULL;
  g_autoptr (GError) error = NULL;
  PtRole role = PT_ROLE_NONE;
  PtSoundSort sort = PT_SOUND_SORT_NAME;
  gint64 limit = G_MAXUINT32;
  int status;

  if (!pt_cli_parse (cli, argc, argv, entries, 0, 0, NULL, &status))
    return status;
  if ((role_name != NULL && !pt_role_parse (role_name, &role, &error))
      || (sort_name != NULL && !pt_sound_sort_parse (sort_name, &sort, &error))
      || !pt_cli_read_int ("--limit", limit_text, 1, G_MAXUINT32, &limit, &error))
    return pt_cli_fail (cli, error);
  if (descending && sort_name == NULL)
    return pt_cli_usage (cli, "--descending needs --sort");

  library = pt_library_open (index_path, NULL, pt_cli_get_cancellable (cli), &error);
  if (library == NULL)
    return pt_cli_fail (cli, error);
  samples = select_samples (library, role);
  if (!pt_library_measure_levels (samples, pt_cli_get_cancellable (cli), &error))
    return pt_cli_fail (cli, error);
  keep_matches (samples, query);
  if (sort_name != NULL)
    {
      g_autoptr (GPtrArray) matching = g_steal_pointer (&samples);

      samples = sort_samples (matching, sort, descending);
    }
  if (samples->len > limit)
    g_ptr_array_set_size (samples, limit);
  if (pt_cli_wants_json (cli))
    print_json (cli, samples);
  else
    print_table (cli, samples);

  return PT_EXIT_DONE;
}
