/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-cli-score.h"
#include "cli/pt-commands.h"

#include <math.h>

#include "core/pt-json.h"
#include "core/pt-util.h"
#include "scores/pt-score-exchange.h"

#define DEFAULT_LIMIT 50

/* --- list --- */

static void
print_list_json (PtCli *cli, GPtrArray *records, gint64 n_all)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "scores");
  json_builder_begin_array (builder);
  for (guint i = 0; i < records->len; i++)
    {
      const PtScoreRecord *record = records->pdata[i];
      JsonObject *object = pt_score_record_to_json (record);

      json_object_set_int_member (object, "id", record->id);
      json_builder_add_value (builder, pt_json_object_to_node (object));
    }
  json_builder_end_array (builder);
  pt_json_builder_put_int (builder, "matching", n_all);
  json_builder_end_object (builder);
  pt_cli_print_json (cli, builder);
}

static void
print_list (PtCli *cli, GPtrArray *records, gint64 n_all)
{
  if (records->len == 0)
    pt_cli_print (cli, "No scores");
  else
    pt_cli_print (cli, "%6s  %-16s%6s%6s%6s%6s%6s%9s  %-12s File", "Id", "When (UTC)", "OBJ", "CE", "CU", "PC", "PQ",
                  "Length", "Scorer");
  for (guint i = 0; i < records->len; i++)
    {
      const PtScoreRecord *record = records->pdata[i];
      g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (record->scored_usec / G_USEC_PER_SEC);
      g_autofree char *time = when != NULL ? g_date_time_format (when, "%Y-%m-%d %H:%M") : g_strdup ("-");
      g_autofree char *length = isfinite (record->duration_s) ? pt_format_duration (record->duration_s) : g_strdup ("-");
      g_autofree char *path = record->path != NULL ? pt_display_path (record->path) : g_strdup ("-");
      g_autofree char *scorer = g_strdup_printf ("%s %s", record->scorer, PT_SHORT (record->version != NULL ? record->version : ""));
      char text[5][16];

      pt_cli_print (cli, "%6" G_GINT64_FORMAT "  %-16s%6s%6s%6s%6s%6s%9s  %-12s %s%s", record->id, time,
                    pt_cli_format_score (record->objective, text[0]), pt_cli_format_score (record->metrics.ce, text[1]),
                    pt_cli_format_score (record->metrics.cu, text[2]), pt_cli_format_score (record->metrics.pc, text[3]),
                    pt_cli_format_score (record->metrics.pq, text[4]), length, scorer, record->star ? "★ " : "", path);
    }
  if (n_all > records->len)
    pt_cli_print (cli, "%u of %" G_GINT64_FORMAT "; --limit 0 shows all", records->len, n_all);
}

int
pt_cmd_history_list (PtCli *cli, int argc, char **argv)
{
  g_autofree char *query = NULL;
  g_autofree char *limit_text = NULL;
  const GOptionEntry entries[] = {
    { "query", 0, 0, G_OPTION_ARG_STRING, &query, "Only these, such as “OBJ:>6.5 scorer:signal star”", "Q" },
    { "limit", 0, 0, G_OPTION_ARG_STRING, &limit_text, "At most so many, the newest; 50 without it, 0 for all", "N" },
    { NULL },
  };
  g_autoptr (PtScoreHistory) history = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;
  gint64 limit = DEFAULT_LIMIT, n_all;
  int status;

  if (!pt_cli_parse (cli, argc, argv, entries, 0, 0, NULL, &status))
    return status;
  if (!pt_cli_read_int ("--limit", limit_text, 0, G_MAXINT32, &limit, &error))
    return pt_cli_fail (cli, error);
  history = pt_cli_open_history (TRUE, &error);
  if (history == NULL)
    return pt_cli_fail (cli, error);
  records = pt_score_history_list (history, query, limit, &error);
  if (records == NULL)
    return pt_cli_fail (cli, error);
  n_all = pt_score_history_count (history, query, &error);
  if (n_all < 0)
    return pt_cli_fail (cli, error);
  print_list_json (cli, records, n_all);
  print_list (cli, records, n_all);

  return PT_EXIT_DONE;
}

/* --- export and import --- */

int
pt_cmd_history_export (PtCli *cli, int argc, char **argv)
{
  g_autofree char *format_text = NULL;
  g_autofree char *query = NULL;
  g_autofree char *out = NULL;
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format_text, "How to write them", "csv|jsonl" },
    { "query", 0, 0, G_OPTION_ARG_STRING, &query, "Only these", "Q" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, "The file to write", "FILE" },
    { NULL },
  };
  g_autoptr (PtScoreHistory) history = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = NULL;
  PtScoreFormat format;
  guint n = 0;
  int status;

  if (!pt_cli_parse (cli, argc, argv, entries, 0, 0, NULL, &status))
    return status;
  if (format_text == NULL || out == NULL)
    return pt_cli_usage (cli, "history export needs --format csv|jsonl and -o FILE");
  if (!pt_score_format_parse (format_text, &format, &error))
    return pt_cli_fail (cli, error);
  history = pt_cli_open_history (TRUE, &error);
  if (history == NULL || !pt_score_history_export (history, query, format, out, &n, &error))
    return pt_cli_fail (cli, error);

  shown = pt_display_path (out);
  pt_cli_print (cli, "%s  %u scores", shown, n);
  json_builder_begin_object (builder);
  pt_json_builder_put_text (builder, "out", out);
  pt_json_builder_put_int (builder, "count", n);
  json_builder_end_object (builder);
  pt_cli_print_json (cli, builder);

  return PT_EXIT_DONE;
}

int
pt_cmd_history_import (PtCli *cli, int argc, char **argv)
{
  g_autoptr (PtScoreHistory) history = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) paths = NULL;
  guint n_read = 0, n_added = 0;
  int status;

  if (!pt_cli_parse (cli, argc, argv, NULL, 1, 1, &paths, &status))
    return status;
  history = pt_cli_open_history (TRUE, &error);
  if (history == NULL || !pt_score_history_import (history, paths[0], &n_read, &n_added, &error))
    return pt_cli_fail (cli, error);

  pt_cli_print (cli, "%u scores, %u of them new", n_read, n_added);
  json_builder_begin_object (builder);
  pt_json_builder_put_int (builder, "read", n_read);
  pt_json_builder_put_int (builder, "added", n_added);
  json_builder_end_object (builder);
  pt_cli_print_json (cli, builder);

  return PT_EXIT_DONE;
}
