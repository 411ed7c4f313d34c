/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-cli-music.h"
#include "cli/pt-cli-score.h"
#include "cli/pt-commands.h"

#include <math.h>
#include <string.h>

#include "audio/pt-library-index.h"
#include "core/pt-json.h"
#include "core/pt-util.h"
#include "scores/pt-trial-report.h"

static void
on_done (const PtTrialRun *run, guint n_done, guint n_all, gpointer user_data)
{
  PtCli *cli = user_data;
  g_autofree char *message = g_strdup_printf ("%u of %u runs", n_done, n_all);

  if (run->error != NULL)
    pt_cli_note (cli, "%s", run->error);
  pt_cli_progress (cli, (double) n_done / n_all, message);
}

static const char *
format (double value, const char *how, char buffer[16])
{
  if (isfinite (value))
    g_ascii_formatd (buffer, 16, how, value);
  else
    g_strlcpy (buffer, "-", 16);

  return buffer;
}

static void
print_report (PtCli *cli, PtTrialReport *report)
{
  char text[8][16];

  pt_cli_print (cli, "%-28s%5s%7s%7s  %-15s%7s%7s%7s%7s%7s", "Condition", "n", "OBJ", "sd", "95 % interval", "CE", "CU", "PC",
                "PQ", "s");
  for (guint i = 0; i < report->arms->len; i++)
    {
      const PtTrialArm *arm = &g_array_index (report->arms, PtTrialArm, i);
      const PtStatsSummary *objective = &arm->objective;
      g_autofree char *interval = arm->n > 1 ? g_strdup_printf ("%.2f to %.2f", objective->low, objective->high) : g_strdup ("-");

      pt_cli_print (cli, "%-28s%5u%7s%7s  %-15s%7s%7s%7s%7s%7s", PT_SHORT (arm->name), arm->n,
                    format (arm->n > 0 ? objective->mean : NAN, "%.2f", text[0]),
                    format (arm->n > 0 ? objective->sd : NAN, "%.2f", text[1]), interval,
                    format (arm->axes[0].n > 0 ? arm->axes[0].mean : NAN, "%.2f", text[2]),
                    format (arm->axes[1].n > 0 ? arm->axes[1].mean : NAN, "%.2f", text[3]),
                    format (arm->axes[2].n > 0 ? arm->axes[2].mean : NAN, "%.2f", text[4]),
                    format (arm->axes[3].n > 0 ? arm->axes[3].mean : NAN, "%.2f", text[5]),
                    format (arm->n > 0 ? arm->duration_s : NAN, "%.0f", text[6]));
    }
  for (guint i = 0; i < report->comparisons->len; i++)
    pt_cli_print (cli, "  %s", g_array_index (report->comparisons, PtTrialComparison, i).words);
  for (guint i = 0; i < report->warnings->len; i++)
    pt_cli_print (cli, "  Beware: %s", (const char *) report->warnings->pdata[i]);
  if (report->estimate)
    pt_cli_print (cli, "  Scores by %s are estimates", report->scorer);
}

/* The JSON of the report with members about the run in front. */
static void
print_json (PtCli *cli, PtTrialReport *report, PtTrialPlan *plan, const char *folder, GPtrArray *runs, const char *html)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  guint n_done = 0, n_failed = 0;

  for (guint i = 0; i < runs->len; i++)
    {
      const PtTrialRun *run = runs->pdata[i];

      n_done += run->record != NULL;
      n_failed += run->error != NULL;
    }
  json_builder_begin_object (builder);
  pt_json_builder_put_text (builder, "folder", folder);
  pt_json_builder_put_int (builder, "runs", runs->len);
  pt_json_builder_put_int (builder, "done", n_done);
  pt_json_builder_put_int (builder, "failed", n_failed);
  if (html != NULL)
    pt_json_builder_put_text (builder, "html", html);
  json_builder_set_member_name (builder, "report");
  json_builder_add_value (builder, pt_trial_report_to_json (report, plan));
  json_builder_end_object (builder);
  pt_cli_print_json (cli, builder);
}

static int
run_plan (PtCli *cli, PtTrialOptions *options)
{
  g_auto (GStrv) roots = NULL;
  g_autoptr (PtLibrary) library = NULL;
  g_autoptr (PtScoreHistory) history = NULL;
  g_autoptr (PtTrialReport) report = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GError) error = NULL;

  /* Palettes may name samples of the library by relative paths. */
  if (pt_trial_plan_needs_library (options->plan))
    library = pt_library_open (NULL, &roots, pt_cli_get_cancellable (cli), &error);
  else
    roots = pt_library_find_roots (NULL, pt_cli_get_cancellable (cli), &error);
  if (error != NULL)
    return pt_cli_fail (cli, error);
  history = pt_cli_open_history (TRUE, &error);
  if (history == NULL)
    return pt_cli_fail (cli, error);
  options->library = library;
  options->roots = (const char *const *) roots;
  options->history = history;
  runs = pt_trial_run (options, on_done, cli, pt_cli_get_cancellable (cli), &error);
  if (runs == NULL)
    return pt_cli_fail (cli, error);

  report = pt_trial_report_new (options->plan, runs);
  print_json (cli, report, options->plan, options->folder, runs, NULL);
  print_report (cli, report);

  return report->scorer != NULL ? PT_EXIT_DONE : PT_EXIT_FAILED;
}

int
pt_cmd_trial_run (PtCli *cli, int argc, char **argv)
{
  g_auto (PtCliScorer) choice = { 0 };
  g_autofree char *jobs_text = NULL;
  g_autofree char *out = NULL;
  gboolean keep_audio = FALSE, resume = FALSE;
  const GOptionEntry entries[] = {
    PT_CLI_SCORER_ENTRIES (&choice),
    { "jobs", 0, 0, G_OPTION_ARG_STRING, &jobs_text, "So many at a time; one per processor without it", "N" },
    { "keep-audio", 0, 0, G_OPTION_ARG_NONE, &keep_audio, "Keep what was heard", NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, "The folder of the trial", "DIR" },
    { "resume", 0, 0, G_OPTION_ARG_NONE, &resume, "Go on with the trial that is there", NULL },
    { NULL },
  };
  PtTrialOptions options = { 0 };
  g_autoptr (PtTrialPlan) plan = NULL;
  g_autoptr (PtScorer) scorer = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) paths = NULL;
  gint64 jobs = 0;
  int status;

  if (!pt_cli_parse (cli, argc, argv, entries, 1, 1, &paths, &status))
    return status;
  if (out == NULL)
    return pt_cli_usage (cli, "trial run needs -o DIR");
  if (!pt_cli_read_int ("--jobs", jobs_text, 1, PT_CLI_MAX_THREADS, &jobs, &error))
    return pt_cli_fail (cli, error);
  plan = pt_trial_plan_load (paths[0], &error);
  if (plan == NULL)
    return pt_cli_fail (cli, error);
  scorer = pt_cli_scorer_make (&choice, &error);
  if (scorer == NULL)
    return pt_cli_fail (cli, error);
  options.plan = plan;
  options.scorer = scorer;
  options.folder = out;
  options.jobs = jobs;
  options.keep_audio = keep_audio;
  options.resume = resume;

  return run_plan (cli, &options);
}

int
pt_cmd_trial_report (PtCli *cli, int argc, char **argv)
{
  g_autofree char *html_path = NULL;
  const GOptionEntry entries[] = {
    { "html", 0, 0, G_OPTION_ARG_FILENAME, &html_path, "Also write the report as a page", "FILE" },
    { NULL },
  };
  g_autoptr (PtTrialPlan) plan = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (PtTrialReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) paths = NULL;
  int status;

  if (!pt_cli_parse (cli, argc, argv, entries, 1, 1, &paths, &status))
    return status;
  plan = pt_trial_load (paths[0], &runs, &error);
  if (plan == NULL)
    return pt_cli_fail (cli, error);
  report = pt_trial_report_new (plan, runs);
  if (html_path != NULL)
    {
      g_autofree char *html = pt_trial_report_to_html (report, plan);

      if (!pt_file_replace_contents (html_path, html, strlen (html), &error))
        return pt_cli_fail (cli, error);
    }
  print_json (cli, report, plan, paths[0], runs, html_path);
  print_report (cli, report);

  return PT_EXIT_DONE;
}
