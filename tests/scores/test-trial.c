/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "audio/pt-library-index.h"
#include "core/pt-json.h"
#include "core/pt-reference.h"
#include "pt-test-audio.h"
#include "scores/pt-scores-error.h"
#include "scores/pt-signal-scorer.h"
#include "scores/pt-trial-report.h"

static PtTrialPlan *
parse (const char *text, GError **error)
{
  g_autoptr (JsonNode) node = pt_json_parse (text, -1, "test", error);

  g_assert_nonnull (node);

  return pt_trial_plan_new_from_json (node, "/plans", error);
}

static void
test_plan (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PtTrialPlan) plan = parse ("{\"name\": \"x\", \"seed\": 3, \"replicas\": 4, \"control\": \"b\", \"palettes\": [\"p.json\", \"random\"],"
                                        "\"conditions\": [{\"name\": \"a\"}, {\"name\": \"b\", \"bars\": 64, \"palettes\": [\"random\"]},"
                                        "{\"name\": \"c\", \"arrangement\": \"../c.json\", \"palettes\": []}]}",
                                        &error);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) again_node = NULL;
  g_autoptr (PtTrialPlan) again = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  PtTrialCondition *a, *c;

  g_assert_no_error (error);
  a = plan->conditions->pdata[0];
  c = plan->conditions->pdata[2];
  g_assert_cmpuint (plan->control, ==, 1);
  g_assert_cmpint (a->bars, ==, 32);
  g_assert_cmpstr (a->arrangement, ==, "reference");
  g_assert_cmpstr (a->palettes[0], ==, "/plans/p.json");
  g_assert_cmpstr (a->palettes[1], ==, "random");
  g_assert_cmpstr (c->arrangement, ==, "/c.json");
  g_assert_true (pt_trial_plan_needs_library (plan));
  /* The same seed for all conditions of a replica, another one for each replica. */
  runs = pt_trial_make_runs (plan);
  g_assert_cmpuint (runs->len, ==, 4 * (2 + 1 + 2));
  g_assert_cmpuint (((PtTrialRun *) runs->pdata[0])->seed, ==, ((PtTrialRun *) runs->pdata[4])->seed);
  g_assert_cmpuint (((PtTrialRun *) runs->pdata[0])->seed, !=, ((PtTrialRun *) runs->pdata[5])->seed);

  node = pt_trial_plan_to_json (plan);
  again = pt_trial_plan_new_from_json (node, "/elsewhere", &error);
  g_assert_no_error (error);
  again_node = pt_trial_plan_to_json (again);
  g_assert_true (json_node_equal (node, again_node));
}

static void
test_plans_refused (void)
{
  static const struct
  {
    const char *text;
    const char *says;
  } cases[] = {
    { "{}", "“conditions” is missing" },
    { "{\"conditions\": []}", "between 1 and 100" },
    { "{\"conditions\": [{}]}", "“conditions[0].name” is missing" },
    { "{\"conditions\": [{\"name\": \"a\"}]}", "needs “palettes”" },
    { "{\"palettes\": [\"random\"], \"conditions\": [{\"name\": \"a\", \"bars\": 48}]}", "32 or 64" },
    { "{\"palettes\": [\"random\"], \"conditions\": [{\"name\": \"a\"}, {\"name\": \"a\"}]}", "Two conditions" },
    { "{\"palettes\": [\"random\"], \"control\": \"z\", \"conditions\": [{\"name\": \"a\"}]}", "names no condition: “z”" },
    { "{\"palettes\": [\"random\"], \"replicas\": 0, \"conditions\": [{\"name\": \"a\"}]}", "replicas" },
    { "{\"format\": \"else\", \"conditions\": []}", "no plan of a trial" },
    { "{\"schema_version\": 2, \"conditions\": []}", "no plan of a trial" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (cases[i].text, &error));
      g_assert_nonnull (error);
      if (strstr (error->message, cases[i].says) == NULL)
        g_error ("%s: %s", cases[i].text, error->message);
    }
}

static void
test_fit_bars (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PtLibrary) library = pt_library_open (NULL, NULL, NULL, &error);
  g_autoptr (PtArrangement) recipe = pt_recipe_arrangement_new (library, 1, &error);
  g_autoptr (PtArrangement) half = pt_trial_fit_bars (recipe, 32, &error);
  g_autoptr (PtArrangement) same = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (pt_arrangement_get_bars (half), ==, 32);
  g_assert_cmpuint (pt_arrangement_get_n_sections (half), ==, pt_arrangement_get_n_sections (recipe));
  g_assert_cmpfloat (pt_section_get_fade_in (pt_arrangement_get_section (half, 0)), ==, 2);
  same = pt_trial_fit_bars (recipe, 64, &error);
  g_assert_true (same == recipe);
  g_assert_null (pt_trial_fit_bars (recipe, 4, &error));
  g_assert_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID);
}

/* --- reports of made-up runs --- */

/* One condition a row; NAN: it failed. */
static GPtrArray *
make_runs (PtTrialPlan *plan, const double *values, double duration_s)
{
  GPtrArray *runs = pt_trial_make_runs (plan);

  for (guint i = 0; i < runs->len; i++)
    {
      PtTrialRun *run = runs->pdata[i];
      const double value = values[run->condition * plan->replicas + run->replica];

      if (isnan (value))
        {
          run->error = g_strdup ("no");
          continue;
        }
      run->record = pt_score_record_new ();
      run->record->file_hash = g_strdup ("x");
      run->record->scorer = g_strdup ("signal");
      run->record->version = g_strdup ("1");
      run->record->objective = run->record->metrics.ce = value;
      run->record->duration_s = run->condition == 1 ? duration_s : 60;
    }

  return runs;
}

static PtTrialPlan *
make_plan (guint replicas)
{
  PtTrialPlan *plan = pt_trial_plan_new ("test");

  plan->replicas = replicas;
  pt_trial_plan_add (plan, "old", PT_TRIAL_REFERENCE, 32, PT_TRIAL_RANDOM);
  pt_trial_plan_add (plan, "new <b>", PT_TRIAL_REFERENCE, 32, PT_TRIAL_RANDOM);

  return plan;
}

static gboolean
warns (PtTrialReport *report, const char *says)
{
  for (guint i = 0; i < report->warnings->len; i++)
    if (strstr (report->warnings->pdata[i], says) != NULL)
      return TRUE;

  return FALSE;
}

static void
check_report (guint replicas, const double *values, double duration_s, const char *words, const char *warning)
{
  g_autoptr (PtTrialPlan) plan = make_plan (replicas);
  g_autoptr (GPtrArray) runs = make_runs (plan, values, duration_s);
  g_autoptr (PtTrialReport) report = pt_trial_report_new (plan, runs);
  g_autoptr (JsonNode) node = pt_trial_report_to_json (report, plan);
  g_autofree char *html = pt_trial_report_to_html (report, plan);
  const PtTrialComparison *comparison = &g_array_index (report->comparisons, PtTrialComparison, 0);

  g_assert_cmpuint (report->comparisons->len, ==, 1);
  if (strstr (comparison->words, words) == NULL)
    g_error ("%s", comparison->words);
  if (warning != NULL && !warns (report, warning))
    g_error ("no warning says “%s”", warning);
  if (warning == NULL)
    g_assert_cmpuint (report->warnings->len, ==, 0);
  g_assert_true (report->estimate || report->scorer == NULL);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
  g_assert_nonnull (strstr (html, "new &lt;b&gt;"));
  g_assert_null (strstr (html, "new <b>"));
}

static void
test_words (void)
{
  const double clear[] = { 6.5, 6.6, 6.4, 6.5, 7.2, 7.3, 7.15, 7.2 };
  const double small[] = { 6.50, 6.60, 6.40, 6.50, 6.60, 6.71, 6.49, 6.60 };
  const double noise[] = { 6.2, 7.0, 6.5, 6.9, 6.9, 6.3, 6.7, 6.9 };
  const double settled[] = { 6.50, 6.60, 6.40, 6.50, 6.51, 6.59, 6.42, 6.49 };
  const double few[] = { 6.5, 6.6, 7.2, 7.3 };
  const double constant[] = { 6.5, 6.5, 6.5, 7, 7, 7 };
  const double failed[] = { 6.5, 6.6, 6.7, NAN, NAN, NAN };

  check_report (4, clear, 60, "not chance", NULL);
  check_report (4, small, 60, "too little to be heard", NULL);
  check_report (4, noise, 60, "more replicas would show 0.2", NULL);
  check_report (4, settled, 60, "one of 0.2 would have shown", NULL);
  check_report (2, few, 60, "new", "fewer than three");
  check_report (3, constant, 60, "no spread", "its replicas are no replicas");
  check_report (4, clear, 120, "not chance", "scores fall with the duration");
  check_report (3, failed, 60, "no scores", "3 of the runs");
}

static void
test_mixed_scorers (void)
{
  const double values[] = { 6.5, 6.6, 6.4, 6.5, 7.2, 7.3, 7.15, 7.2 };
  g_autoptr (PtTrialPlan) plan = make_plan (4);
  g_autoptr (GPtrArray) runs = make_runs (plan, values, 60);
  g_autoptr (PtTrialReport) report = NULL;
  PtTrialRun *last = runs->pdata[7];

  g_free (last->record->version);
  last->record->version = g_strdup ("2");
  report = pt_trial_report_new (plan, runs);
  g_assert_true (warns (report, "mixed"));
}

static void
test_run (void)
{
  g_autofree char *folder = pt_test_make_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PtLibrary) library = pt_library_open (NULL, NULL, NULL, &error);
  g_autoptr (PtScorer) scorer = pt_signal_scorer_new ();
  g_autoptr (PtTrialPlan) plan = make_plan (3);
  g_autoptr (PtTrialPlan) loaded = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GPtrArray) again = NULL;
  PtTrialOptions options = { .plan = plan, .scorer = scorer, .library = library, .folder = folder };

  runs = pt_trial_run (&options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (runs->len, ==, 6);
  loaded = pt_trial_load (folder, &again, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < runs->len; i++)
    {
      const PtTrialRun *run = runs->pdata[i], *other = again->pdata[i];

      g_assert_nonnull (run->record);
      g_assert_cmpfloat (run->record->objective, ==, other->record->objective);
      /* Both conditions are the same music: pairs that do not differ. */
      g_assert_cmpfloat (run->record->objective, ==, ((PtTrialRun *) runs->pdata[i ^ 1])->record->objective);
    }
  g_assert_null (pt_trial_run (&options, NULL, NULL, NULL, &error));
  g_assert_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID);
  pt_test_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/trial/plan", test_plan);
  g_test_add_func ("/trial/plans-refused", test_plans_refused);
  g_test_add_func ("/trial/fit-bars", test_fit_bars);
  g_test_add_func ("/trial/words", test_words);
  g_test_add_func ("/trial/mixed-scorers", test_mixed_scorers);
  g_test_add_func ("/trial/run", test_run);

  return g_test_run ();
}
