/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-commands.h"

#include <math.h>

#include "audio/pt-loudness.h"
#include "core/pt-json.h"
#include "core/pt-util.h"

typedef struct
{
  const char *path;
  PtAudioFileInfo info;
  PtLoudness loudness;
  GError *error;
} Measured;

typedef struct
{
  PtCli *cli;
  guint n_files;
  gint n_done;
} Batch;

static void
measured_clear (gpointer data)
{
  Measured *measured = data;

  g_clear_error (&measured->error);
}

static void
measure_one (gpointer data, gpointer user_data)
{
  Measured *measured = data;
  Batch *batch = user_data;
  GCancellable *cancellable = pt_cli_get_cancellable (batch->cli);

  pt_loudness_measure_file (measured->path, &measured->info, &measured->loudness, cancellable, &measured->error);
  if (!g_cancellable_is_cancelled (cancellable))
    {
      const int n_done = g_atomic_int_add (&batch->n_done, 1) + 1;
      g_autofree char *message = g_strdup_printf ("%d of %u measured", n_done, batch->n_files);

      pt_cli_progress (batch->cli, (double) n_done / batch->n_files, message);
    }
}

/* On all processors; the results stand in the order of the files. */
static void
measure_all (PtCli *cli, GArray *files)
{
  Batch batch = { .cli = cli, .n_files = files->len };
  const guint n_threads = MIN (g_get_num_processors (), files->len);
  GThreadPool *pool;

  if (n_threads < 2)
    {
      for (guint i = 0; i < files->len; i++)
        measure_one (&g_array_index (files, Measured, i), &batch);
      return;
    }

  pool = g_thread_pool_new (measure_one, &batch, n_threads, FALSE, NULL);
  for (guint i = 0; i < files->len; i++)
    g_thread_pool_push (pool, &g_array_index (files, Measured, i), NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
}

static void
add_number (JsonBuilder *builder, const char *name, gboolean known, double value)
{
  pt_json_builder_put_number (builder, name, known ? value : NAN);
}

static void
add_integer (JsonBuilder *builder, const char *name, gboolean known, guint64 value)
{
  json_builder_set_member_name (builder, name);
  if (known)
    json_builder_add_int_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_file (JsonBuilder *builder, const Measured *measured)
{
  const PtLoudness *loudness = &measured->loudness;
  const PtAudioFileInfo *info = &measured->info;
  const gboolean known = measured->error == NULL;

  json_builder_begin_object (builder);
  pt_json_builder_put_text (builder, "path", measured->path);
  add_number (builder, "lufs_i", known, loudness->lufs_i);
  add_number (builder, "lufs_m_max", known, loudness->lufs_m_max);
  add_number (builder, "lufs_s_max", known, loudness->lufs_s_max);
  add_number (builder, "lra_lu", known, loudness->lra_lu);
  add_number (builder, "sample_peak_dbfs", known, pt_gain_to_db (loudness->sample_peak));
  add_number (builder, "true_peak_dbtp", known, pt_gain_to_db (loudness->true_peak));
  add_number (builder, "rms_dbfs", known, loudness->rms_dbfs);
  add_number (builder, "crest_db", known, loudness->crest_db);
  add_number (builder, "dc", known, loudness->dc);
  add_number (builder, "correlation", known, loudness->correlation);
  add_integer (builder, "clipped_samples", known, loudness->clipped_samples);
  add_number (builder, "silent_fraction", known, loudness->silent_fraction);
  add_number (builder, "duration_s", known, known ? (double) loudness->frames / info->sample_rate : NAN);
  add_integer (builder, "sample_rate", known, info->sample_rate);
  add_integer (builder, "channels", known, info->channels);
  pt_json_builder_put_text (builder, "format", known ? info->format : NULL);
  pt_json_builder_put_text (builder, "error", known ? NULL : measured->error->message);
  json_builder_end_object (builder);
}

static void
print_json (PtCli *cli, const GArray *files)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "files");
  json_builder_begin_array (builder);
  for (guint i = 0; i < files->len; i++)
    add_file (builder, &g_array_index (files, Measured, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  pt_cli_print_json (cli, builder);
}

/* "-" where there is nothing to say: silence, too short, mono. */
static void
add_cell (GString *line, int width, int digits, double value)
{
  if (isfinite (value))
    g_string_append_printf (line, "%*.*f", width, digits, value);
  else
    g_string_append_printf (line, "%*s", width, "-");
}

static void
print_row (PtCli *cli, const Measured *measured)
{
  const PtLoudness *loudness = &measured->loudness;
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *length = pt_format_duration ((double) loudness->frames / measured->info.sample_rate);
  g_autofree char *path = pt_display_path (measured->path);

  add_cell (line, 7, 2, loudness->lufs_i);
  add_cell (line, 8, 2, loudness->lufs_m_max);
  add_cell (line, 8, 2, loudness->lufs_s_max);
  add_cell (line, 6, 1, loudness->lra_lu);
  add_cell (line, 8, 2, pt_gain_to_db (loudness->sample_peak));
  add_cell (line, 8, 2, pt_gain_to_db (loudness->true_peak));
  add_cell (line, 8, 2, loudness->rms_dbfs);
  add_cell (line, 7, 1, loudness->crest_db);
  add_cell (line, 7, 2, loudness->correlation);
  g_string_append_printf (line, "%8" G_GUINT64_FORMAT "%7.0f%%%10s  %s", loudness->clipped_samples,
                          100 * loudness->silent_fraction, length, path);
  pt_cli_print (cli, "%s", line->str);
}

static void
print_table (PtCli *cli, const GArray *files)
{
  gboolean headed = FALSE;

  for (guint i = 0; i < files->len; i++)
    {
      const Measured *measured = &g_array_index (files, Measured, i);

      if (measured->error != NULL)
        continue;
      if (!headed)
        pt_cli_print (cli, "%7s%8s%8s%6s%8s%8s%8s%7s%7s%8s%8s%10s  %s", "LUFS", "M max", "S max", "LRA", "Peak",
                      "dBTP", "RMS", "Crest", "Corr", "Clipped", "Silent", "Length", "File");
      headed = TRUE;
      print_row (cli, measured);
    }
}

int
pt_cmd_measure (PtCli *cli, int argc, char **argv)
{
  g_autoptr (GArray) files = NULL;
  g_autoptr (GError) cancelled = NULL;
  g_auto (GStrv) paths = NULL;
  int status = PT_EXIT_DONE;

  if (!pt_cli_parse (cli, argc, argv, NULL, 1, -1, &paths, &status))
    return status;

  files = g_array_new (FALSE, TRUE, sizeof (Measured));
  g_array_set_clear_func (files, measured_clear);
  g_array_set_size (files, g_strv_length (paths));
  for (guint i = 0; i < files->len; i++)
    g_array_index (files, Measured, i).path = paths[i];

  measure_all (cli, files);
  if (g_cancellable_set_error_if_cancelled (pt_cli_get_cancellable (cli), &cancelled))
    return pt_cli_fail (cli, cancelled);

  print_json (cli, files);
  print_table (cli, files);
  for (guint i = 0; i < files->len; i++)
    {
      const Measured *measured = &g_array_index (files, Measured, i);

      if (measured->error != NULL)
        status = pt_cli_fail (cli, measured->error);
    }

  return status;
}
