/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-cli-score.h"
#include "cli/pt-commands.h"

#include <math.h>

#include "audio/pt-library-index.h"
#include "core/pt-json.h"
#include "core/pt-util.h"
#include "scores/pt-trial.h"

/* Differences below this say nothing in a test of one run each. */
#define GAP_THRESHOLD 0.15
#define N_RUNS 4

/* How far the set is from the reference, and why: the reference and the recipe as the set, with the
 * same palette, at 32 and at 64 bars. */
static const struct
{
  const char *name;
  const char *arrangement;
  gint64 bars;
} conditions[N_RUNS] = {
  { "A_ref_32bar", PT_TRIAL_REFERENCE, 32 },
  { "B_ref_64bar", PT_TRIAL_REFERENCE, 64 },
  { "C_set_32bar", PT_TRIAL_RECIPE, 32 },
  { "D_set_64bar", PT_TRIAL_RECIPE, 64 },
};

enum
{
  REFERENCE_32,
  REFERENCE_64,
  SET_32,
  SET_64,
};

static PtTrialPlan *
make_plan (const char *palette, const char *arrangement)
{
  PtTrialPlan *plan = pt_trial_plan_new ("Gap test");

  plan->replicas = 1;
  for (guint i = 0; i < N_RUNS; i++)
    pt_trial_plan_add (plan, conditions[i].name,
                       i >= SET_32 && arrangement != NULL ? arrangement : conditions[i].arrangement, conditions[i].bars, palette);

  return plan;
}

static double
get_objective (GPtrArray *runs, guint condition)
{
  const PtTrialRun *run = runs->pdata[condition];

  return run->record != NULL ? run->record->objective : NAN;
}

static JsonBuilder *
make_json (GPtrArray *runs, const char *folder, PtScorer *scorer)
{
  const double a = get_objective (runs, REFERENCE_32), b = get_objective (runs, REFERENCE_64);
  const double c = get_objective (runs, SET_32), d = get_objective (runs, SET_64);
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  pt_json_builder_put_text (builder, "folder", folder);
  pt_json_builder_put_text (builder, "scorer", pt_scorer_get_name (scorer));
  pt_json_builder_put_boolean (builder, "estimate", pt_scorer_is_estimate (scorer));
  json_builder_set_member_name (builder, "experiments");
  json_builder_begin_object (builder);
  for (guint i = 0; i < N_RUNS; i++)
    {
      const PtTrialRun *run = runs->pdata[i];

      json_builder_set_member_name (builder, conditions[i].name);
      json_builder_begin_object (builder);
      pt_json_builder_put_int (builder, "bars", conditions[i].bars);
      pt_json_builder_put_text (builder, "path", run->record != NULL ? run->record->path : NULL);
      pt_json_builder_put_number (builder, "CE", run->record != NULL ? run->record->metrics.ce : NAN);
      pt_json_builder_put_number (builder, "CU", run->record != NULL ? run->record->metrics.cu : NAN);
      pt_json_builder_put_number (builder, "PC", run->record != NULL ? run->record->metrics.pc : NAN);
      pt_json_builder_put_number (builder, "PQ", run->record != NULL ? run->record->metrics.pq : NAN);
      pt_json_builder_put_number (builder, "OBJ", run->record != NULL ? run->record->objective : NAN);
      pt_json_builder_put_text (builder, "error", run->error);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
  pt_json_builder_put_number (builder, "gap", d - a);
  pt_json_builder_put_number (builder, "duration", b - a);
  pt_json_builder_put_number (builder, "decisions", c - a);
  pt_json_builder_put_number (builder, "rest", (d - a) - (b - a) - (c - a));
  pt_json_builder_put_number (builder, "decisions_at_64", d - b);
  pt_json_builder_put_number (builder, "threshold", GAP_THRESHOLD);
  json_builder_end_object (builder);

  return builder;
}

static void
print_part (PtCli *cli, const char *name, double value)
{
  if (isfinite (value))
    pt_cli_print (cli, "  %-34s %+.2f%s", name, value, fabs (value) < GAP_THRESHOLD ? "  (inside the noise)" : "");
  else
    pt_cli_print (cli, "  %-34s -", name);
}

static void
print_text (PtCli *cli, GPtrArray *runs, PtScorer *scorer)
{
  const double a = get_objective (runs, REFERENCE_32), b = get_objective (runs, REFERENCE_64);
  const double c = get_objective (runs, SET_32), d = get_objective (runs, SET_64);
  char text[16];

  for (guint i = 0; i < N_RUNS; i++)
    pt_cli_print (cli, "%-12s  OBJ %s%s", conditions[i].name, pt_cli_format_score (get_objective (runs, i), text),
                  pt_scorer_is_estimate (scorer) ? "  (estimate)" : "");
  print_part (cli, "the gap (set 64 - reference 32)", d - a);
  print_part (cli, "of that, duration", b - a);
  print_part (cli, "of that, decisions", c - a);
  print_part (cli, "the rest: both together", (d - a) - (b - a) - (c - a));
  print_part (cli, "decisions at equal length (64)", d - b);
  pt_cli_print (cli, "  One run each: what is below %.2f says nothing, “trial run” tells more", GAP_THRESHOLD);
}

static int
finish (PtCli *cli, PtTrialOptions *options, GPtrArray *runs)
{
  g_autoptr (JsonBuilder) builder = make_json (runs, options->folder, options->scorer);
  g_autofree char *path = g_build_filename (options->folder, "gap_test_results.json", NULL);
  g_autoptr (JsonNode) node = json_builder_get_root (builder);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < runs->len; i++)
    if (((PtTrialRun *) runs->pdata[i])->error != NULL)
      {
        g_set_error (&error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s", conditions[i].name, ((PtTrialRun *) runs->pdata[i])->error);
        return pt_cli_fail (cli, error);
      }
  if (!pt_json_save (node, path, &error))
    return pt_cli_fail (cli, error);
  pt_cli_print_json (cli, builder);
  print_text (cli, runs, options->scorer);

  return PT_EXIT_DONE;
}

static int
run (PtCli *cli, PtTrialOptions *options)
{
  g_auto (GStrv) roots = NULL;
  g_autoptr (PtLibrary) library = NULL;
  g_autoptr (PtScoreHistory) history = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GError) error = NULL;

  library = pt_library_open (NULL, &roots, pt_cli_get_cancellable (cli), &error);
  if (library == NULL)
    return pt_cli_fail (cli, error);
  history = pt_cli_open_history (TRUE, &error);
  if (history == NULL)
    return pt_cli_fail (cli, error);
  options->library = library;
  options->roots = (const char *const *) roots;
  options->history = history;
  options->keep_audio = TRUE;
  runs = pt_trial_run (options, NULL, NULL, pt_cli_get_cancellable (cli), &error);
  if (runs == NULL)
    return pt_cli_fail (cli, error);

  return finish (cli, options, runs);
}

int
pt_cmd_gap (PtCli *cli, int argc, char **argv)
{
  g_auto (PtCliScorer) choice = { 0 };
  g_autofree char *palette = NULL;
  g_autofree char *arrangement = NULL;
  g_autofree char *out = NULL;
  gboolean resume = FALSE;
  const GOptionEntry entries[] = {
    { "palette", 0, 0, G_OPTION_ARG_FILENAME, &palette, "The palette to hear it with", "FILE" },
    { "arrangement", 0, 0, G_OPTION_ARG_FILENAME, &arrangement, "The set; without it the recipe", "FILE" },
    PT_CLI_SCORER_ENTRIES (&choice),
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, "The folder for sounds and results", "DIR" },
    { "resume", 0, 0, G_OPTION_ARG_NONE, &resume, "Go on with the test that is there", NULL },
    { NULL },
  };
  PtTrialOptions options = { 0 };
  g_autoptr (PtPalette) loaded = NULL;
  g_autoptr (PtTrialPlan) plan = NULL;
  g_autoptr (PtScorer) scorer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *palette_path = NULL;
  g_autofree char *arrangement_path = NULL;
  int status;

  if (!pt_cli_parse (cli, argc, argv, entries, 0, 0, NULL, &status))
    return status;
  if (palette == NULL || out == NULL)
    return pt_cli_usage (cli, "gap needs --palette FILE and -o DIR");
  loaded = pt_palette_load (palette, &error);
  if (loaded == NULL)
    return pt_cli_fail (cli, error);
  scorer = pt_cli_scorer_make (&choice, &error);
  if (scorer == NULL)
    return pt_cli_fail (cli, error);

  palette_path = g_canonicalize_filename (palette, NULL);
  arrangement_path = arrangement != NULL ? g_canonicalize_filename (arrangement, NULL) : NULL;
  plan = make_plan (palette_path, arrangement_path);
  options.plan = plan;
  options.scorer = scorer;
  options.folder = out;
  options.resume = resume;

  return run (cli, &options);
}
