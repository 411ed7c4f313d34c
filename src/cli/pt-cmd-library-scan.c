/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-commands.h"

#include "audio/pt-library-scan.h"
#include "core/pt-json.h"
#include "core/pt-util.h"

#define MAX_FAILURES_SHOWN 20

static void
show_progress (guint64 done, guint64 total, GPtrArray *found, gpointer user_data)
{
  g_autofree char *message = g_strdup_printf ("%" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " files", done, total);

  pt_cli_progress (user_data, done > 0 && total > 0 ? (double) done / total : -1, message);
}

static void
print_json (PtCli *cli, const PtScanResult *result)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  pt_json_builder_put_int (builder, "files", result->files);
  pt_json_builder_put_int (builder, "added", result->added);
  pt_json_builder_put_int (builder, "updated", result->updated);
  pt_json_builder_put_int (builder, "unchanged", result->unchanged);
  pt_json_builder_put_int (builder, "removed", result->removed);
  json_builder_set_member_name (builder, "failed");
  json_builder_begin_array (builder);
  for (guint i = 0; i < result->failed->len; i++)
    {
      const PtScanFailure *failure = result->failed->pdata[i];

      json_builder_begin_object (builder);
      pt_json_builder_put_text (builder, "path", failure->path);
      pt_json_builder_put_text (builder, "error", failure->error);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "roles");
  json_builder_begin_object (builder);
  for (guint i = 0; i <= PT_ROLE_NONE; i++)
    if (result->roles[i] > 0)
      pt_json_builder_put_int (builder, pt_role_to_string (i), result->roles[i]);
  json_builder_end_object (builder);
  pt_json_builder_put_number (builder, "elapsed_s", result->elapsed_s);
  json_builder_end_object (builder);
  pt_cli_print_json (cli, builder);
}

static void
print_count (PtCli *cli, const char *label, guint64 count)
{
  if (count > 0)
    pt_cli_print (cli, "  %-10s %8" G_GUINT64_FORMAT, label, count);
}

static void
print_summary (PtCli *cli, const PtScanResult *result, const char *index_path)
{
  g_autofree char *shown = pt_display_path (index_path);

  pt_cli_print (cli, "%" G_GUINT64_FORMAT " files in %.2f s", result->files, result->elapsed_s);
  print_count (cli, "added", result->added);
  print_count (cli, "updated", result->updated);
  print_count (cli, "unchanged", result->unchanged);
  print_count (cli, "missing", result->removed);
  print_count (cli, "failed", result->failed->len);
  for (guint i = 0; i <= PT_ROLE_NONE; i++)
    {
      if (result->roles[i] == 0)
        continue;
      pt_cli_print (cli, "%s", "");
      pt_cli_print (cli, "By role");
      break;
    }
  for (guint i = 0; i <= PT_ROLE_NONE; i++)
    print_count (cli, pt_role_to_string (i), result->roles[i]);
  pt_cli_print (cli, "%s", "");
  pt_cli_print (cli, "Library %s", shown);
}

static void
note_failures (PtCli *cli, const PtScanResult *result)
{
  for (guint i = 0; i < MIN (result->failed->len, MAX_FAILURES_SHOWN); i++)
    {
      const PtScanFailure *failure = result->failed->pdata[i];
      g_autofree char *shown = pt_display_path (failure->path);

      pt_cli_note (cli, "%s: %s", shown, failure->error);
    }
  if (result->failed->len > MAX_FAILURES_SHOWN)
    pt_cli_note (cli, "… and %u more; --json lists them all", result->failed->len - MAX_FAILURES_SHOWN);
}

int
pt_cmd_library_scan (PtCli *cli, int argc, char **argv)
{
  g_autofree char *index_path = NULL;
  g_autofree char *jobs_text = NULL;
  g_auto (GStrv) folders = NULL;
  g_auto (GStrv) resolved = NULL;
  const GOptionEntry entries[] = {
    { "index", 0, 0, G_OPTION_ARG_FILENAME, &index_path, "The library to scan into; yours without it", "FILE" },
    { "jobs", 0, 0, G_OPTION_ARG_STRING, &jobs_text, "Threads; one per processor without it", "N" },
    { NULL },
  };
  g_autoptr (PtLibraryIndex) index = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (PtScanResult) result = { 0 };
  gint64 jobs = 0;
  int status;

  if (!pt_cli_parse (cli, argc, argv, entries, 1, -1, &folders, &status))
    return status;
  if (!pt_cli_read_int ("--jobs", jobs_text, 1, 256, &jobs, &error))
    return pt_cli_fail (cli, error);

  /* Before there is an index: a mistyped folder should leave none. */
  resolved = pt_library_scan_resolve ((const char *const *) folders, &error);
  if (resolved == NULL)
    return pt_cli_fail (cli, error);
  if (index_path == NULL)
    index_path = pt_library_index_default_path ();
  index = pt_library_index_open (index_path, TRUE, &error);
  if (index == NULL
      || !pt_library_scan (index, (const char *const *) resolved, (guint) jobs, &result, show_progress, cli,
                           pt_cli_get_cancellable (cli), &error))
    return pt_cli_fail (cli, error);

  if (pt_cli_wants_json (cli))
    print_json (cli, &result);
  else
    print_summary (cli, &result, index_path);
  note_failures (cli, &result);

  return PT_EXIT_DONE;
}
