/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "scores/pt-trial-report.h"

#include <math.h>
#include <string.h>

#include "core/pt-json.h"
#include "core/pt-objective.h"
#include "scores/pt-signal-scorer.h"

#define LEVEL 0.05
#define POWER 0.8
#define MIN_PAIRS 3
#define MAX_DURATION_RATIO 1.1
#define PERMUTATION_SEED 1

static void
clear_comparison (gpointer data)
{
  g_free (((PtTrialComparison *) data)->words);
}

void
pt_trial_report_free (PtTrialReport *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->arms);
  g_array_unref (self->comparisons);
  g_ptr_array_unref (self->warnings);
  g_free (self->scorer);
  g_free (self);
}

G_GNUC_PRINTF (2, 3)
static void
warn (PtTrialReport *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (self->warnings, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static PtTrialArm *
get_arm (PtTrialReport *self, guint index)
{
  return &g_array_index (self->arms, PtTrialArm, index);
}

/* --- values --- */

static gboolean
is_scored (const PtTrialRun *run)
{
  return run->record != NULL && isfinite (run->record->objective);
}

/* 0..3: an axis, else OBJ. */
static double
value_of (const PtTrialRun *run, guint which)
{
  const PtScoreMetrics *metrics = &run->record->metrics;
  const double values[] = { metrics->ce, metrics->cu, metrics->pc, metrics->pq };

  return which < G_N_ELEMENTS (values) ? values[which] : run->record->objective;
}

#define OBJECTIVE 4

static GArray *
collect (GPtrArray *runs, guint condition, guint which)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < runs->len; i++)
    {
      const PtTrialRun *run = runs->pdata[i];

      if (run->condition == condition && is_scored (run) && isfinite (value_of (run, which)))
        {
          const double value = value_of (run, which);

          g_array_append_val (values, value);
        }
    }

  return values;
}

static void
fill_arm (PtTrialArm *arm, GPtrArray *runs, guint condition)
{
  for (guint which = 0; which <= OBJECTIVE; which++)
    {
      g_autoptr (GArray) values = collect (runs, condition, which);
      PtStatsSummary *summary = which == OBJECTIVE ? &arm->objective : &arm->axes[which];

      if (values->len > 0)
        pt_stats_summarize ((double *) values->data, values->len, summary, NULL);
    }
  arm->n = arm->objective.n;
  for (guint i = 0; i < runs->len; i++)
    {
      const PtTrialRun *run = runs->pdata[i];

      if (run->condition != condition)
        continue;
      arm->n_failed += run->error != NULL;
      if (is_scored (run))
        arm->duration_s += run->record->duration_s / arm->n;
    }
}

/* Values of the same palette and replica, side by side. */
static guint
collect_pairs (GPtrArray *runs, guint first, guint second, GArray *a, GArray *b)
{
  g_autoptr (GHashTable) others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      PtTrialRun *run = runs->pdata[i];

      if (run->condition == second && is_scored (run))
        g_hash_table_insert (others, g_strdup_printf ("%u %s", run->replica, run->name), run);
    }
  for (guint i = 0; i < runs->len; i++)
    {
      const PtTrialRun *run = runs->pdata[i];
      g_autofree char *key = g_strdup_printf ("%u %s", run->replica, run->name);
      const PtTrialRun *other = g_hash_table_lookup (others, key);

      if (run->condition != first || !is_scored (run) || other == NULL)
        continue;
      g_array_append_val (a, run->record->objective);
      g_array_append_val (b, other->record->objective);
    }

  return a->len;
}

/* --- comparisons --- */

static gboolean
is_paired (const PtTrialComparison *comparison)
{
  return comparison->n_pairs >= MIN_PAIRS && isfinite (comparison->paired.p);
}

static void
clear_stats (PtStatsComparison *stats)
{
  stats->difference = stats->low = stats->high = stats->t = stats->df = stats->p = stats->d = NAN;
}

static double
find_sd_of_differences (const double *a, const double *b, guint n)
{
  g_autofree double *differences = g_new (double, n);
  PtStatsSummary summary;

  for (guint i = 0; i < n; i++)
    differences[i] = a[i] - b[i];

  return pt_stats_summarize (differences, n, &summary, NULL) ? summary.sd : NAN;
}

static void
compare (PtTrialReport *self, GPtrArray *runs, guint arm, guint control)
{
  PtTrialComparison comparison = { .arm = arm, .control = control };
  g_autoptr (GArray) values = collect (runs, arm, OBJECTIVE);
  g_autoptr (GArray) others = collect (runs, control, OBJECTIVE);
  g_autoptr (GArray) a = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) b = g_array_new (FALSE, FALSE, sizeof (double));

  clear_stats (&comparison.welch);
  clear_stats (&comparison.paired);
  comparison.permutation_p = comparison.paired_permutation_p = NAN;
  if (values->len > 0 && others->len > 0)
    {
      pt_stats_compare ((double *) values->data, values->len, (double *) others->data, others->len, &comparison.welch, NULL);
      comparison.permutation_p = pt_stats_permutation_p ((double *) values->data, values->len, (double *) others->data,
                                                         others->len, PERMUTATION_SEED);
    }
  comparison.n_pairs = collect_pairs (runs, arm, control, a, b);
  if (comparison.n_pairs > 0)
    {
      pt_stats_compare_paired ((double *) a->data, (double *) b->data, a->len, &comparison.paired, NULL);
      comparison.paired_permutation_p = pt_stats_permutation_paired_p ((double *) a->data, (double *) b->data, a->len,
                                                                       PERMUTATION_SEED);
      comparison.paired_sd = find_sd_of_differences ((double *) a->data, (double *) b->data, a->len);
    }
  comparison.p = is_paired (&comparison) ? comparison.paired.p : comparison.welch.p;
  g_array_append_val (self->comparisons, comparison);
}

static void
correct (PtTrialReport *self)
{
  g_autofree double *p = g_new (double, self->comparisons->len + 1);

  for (guint i = 0; i < self->comparisons->len; i++)
    p[i] = g_array_index (self->comparisons, PtTrialComparison, i).p;
  pt_stats_holm (p, self->comparisons->len, p);
  for (guint i = 0; i < self->comparisons->len; i++)
    g_array_index (self->comparisons, PtTrialComparison, i).p_holm = p[i];
}

/* So many values, or pairs, that PT_TRIAL_WORTH would show, less those there are, in replicas. */
static guint
find_more (PtTrialReport *self, PtTrialPlan *plan, const PtTrialComparison *comparison)
{
  const PtTrialArm *a = get_arm (self, comparison->arm), *b = get_arm (self, comparison->control);
  guint n = MIN (a->n, b->n), needed, per_replica;

  if (is_paired (comparison))
    {
      n = comparison->n_pairs;
      needed = pt_stats_needed_paired (comparison->paired_sd, PT_TRIAL_WORTH, POWER);
    }
  else
    {
      const double sd = sqrt ((a->objective.sd * a->objective.sd + b->objective.sd * b->objective.sd) / 2);

      needed = pt_stats_needed (sd, PT_TRIAL_WORTH, POWER);
    }
  per_replica = MAX (n / MAX (plan->replicas, 1), 1);

  return needed > n ? (needed - n + per_replica - 1) / per_replica : 0;
}

static char *
find_words (PtTrialReport *self, const PtTrialComparison *comparison)
{
  const PtTrialArm *a = get_arm (self, comparison->arm), *b = get_arm (self, comparison->control);
  const PtStatsComparison *stats = is_paired (comparison) ? &comparison->paired : &comparison->welch;
  const char *way = stats->difference < 0 ? "below" : "above";

  if (a->n == 0 || b->n == 0)
    return g_strdup ("One of the two has no scores");
  if (!isfinite (comparison->p_holm))
    return g_strdup_printf ("“%s” is %.2f %s “%s”, and there is no spread to hold that against; use more seeds or palettes",
                            a->name, fabs (stats->difference), way, b->name);
  if (comparison->p_holm < LEVEL)
    return g_strdup_printf ("“%s” is %.2f %s “%s” (95 %%: %.2f to %.2f), which is not chance (p = %.2g)%s", a->name,
                            fabs (stats->difference), way, b->name, stats->low, stats->high, comparison->p_holm,
                            fabs (stats->difference) < PT_OBJECTIVE_NOISE ? ", but too little to be heard for sure" : "");
  if (comparison->more_replicas > 0)
    return g_strdup_printf ("The difference of %.2f between “%s” and “%s” is inside the noise; %u more replicas would show %.1f",
                            fabs (stats->difference), a->name, b->name, comparison->more_replicas, PT_TRIAL_WORTH);

  return g_strdup_printf ("The difference of %.2f between “%s” and “%s” is inside the noise, and one of %.1f would have shown",
                          fabs (stats->difference), a->name, b->name, PT_TRIAL_WORTH);
}

/* --- what stands in the way --- */

static void
warn_of_scorers (PtTrialReport *self, GPtrArray *runs)
{
  for (guint i = 0; i < runs->len; i++)
    {
      const PtTrialRun *run = runs->pdata[i];
      g_autofree char *scorer = NULL;

      if (!is_scored (run))
        continue;
      scorer = g_strdup_printf ("%s %s", run->record->scorer, run->record->version);
      if (self->scorer == NULL)
        {
          self->estimate = g_strcmp0 (run->record->scorer, PT_SIGNAL_SCORER_NAME) == 0;
          self->scorer = g_steal_pointer (&scorer);
        }
      else if (!g_str_equal (self->scorer, scorer))
        {
          warn (self, "Scores of “%s” and of “%s” are mixed, which says nothing; run it with one of them", self->scorer, scorer);
          return;
        }
    }
}

static void
warn_of_arms (PtTrialReport *self, PtTrialPlan *plan)
{
  const PtTrialArm *control = get_arm (self, plan->control);

  for (guint i = 0; i < self->arms->len; i++)
    {
      const PtTrialArm *arm = get_arm (self, i);

      if (arm->n_failed > 0)
        warn (self, "%u of the runs of “%s” failed", arm->n_failed, arm->name);
      if (arm->n == 0)
        warn (self, "“%s” has no scores", arm->name);
      else if (arm->n < PT_TRIAL_MIN_REPLICAS)
        warn (self, "“%s” has %u %s; with fewer than three nothing can be said about chance", arm->name, arm->n,
              arm->n == 1 ? "value" : "values");
      else if (arm->objective.sd == 0)
        warn (self, "All %u values of “%s” are the same: its replicas are no replicas", arm->n, arm->name);
      if (arm->n > 0 && control->n > 0
          && MAX (arm->duration_s, control->duration_s) > MAX_DURATION_RATIO * MIN (arm->duration_s, control->duration_s))
        warn (self, "“%s” lasts %.0f s and “%s” %.0f s: scores fall with the duration, compare equal lengths", arm->name,
              arm->duration_s, control->name, control->duration_s);
    }
}

PtTrialReport *
pt_trial_report_new (PtTrialPlan *plan, GPtrArray *runs)
{
  PtTrialReport *self;

  g_return_val_if_fail (plan != NULL, NULL);
  g_return_val_if_fail (runs != NULL, NULL);

  self = g_new0 (PtTrialReport, 1);
  self->arms = g_array_new (FALSE, TRUE, sizeof (PtTrialArm));
  self->comparisons = g_array_new (FALSE, TRUE, sizeof (PtTrialComparison));
  g_array_set_clear_func (self->comparisons, clear_comparison);
  self->warnings = g_ptr_array_new_with_free_func (g_free);
  g_array_set_size (self->arms, plan->conditions->len);
  for (guint i = 0; i < self->arms->len; i++)
    {
      get_arm (self, i)->name = ((PtTrialCondition *) plan->conditions->pdata[i])->name;
      fill_arm (get_arm (self, i), runs, i);
    }
  for (guint i = 0; i < self->arms->len; i++)
    if (i != plan->control)
      compare (self, runs, i, plan->control);
  correct (self);
  for (guint i = 0; i < self->comparisons->len; i++)
    {
      PtTrialComparison *comparison = &g_array_index (self->comparisons, PtTrialComparison, i);

      comparison->more_replicas = find_more (self, plan, comparison);
      comparison->words = find_words (self, comparison);
    }
  warn_of_scorers (self, runs);
  warn_of_arms (self, plan);

  return self;
}

/* --- JSON --- */

static void
put_summary (JsonBuilder *builder, const PtStatsSummary *summary)
{
  const gboolean known = summary->n > 0;

  pt_json_builder_put_number (builder, "mean", known ? summary->mean : NAN);
  pt_json_builder_put_number (builder, "sd", known ? summary->sd : NAN);
  pt_json_builder_put_number (builder, "low", known ? summary->low : NAN);
  pt_json_builder_put_number (builder, "high", known ? summary->high : NAN);
}

static void
put_arm (JsonBuilder *builder, const PtTrialArm *arm)
{
  static const char *const names[] = { "CE", "CU", "PC", "PQ" };

  json_builder_begin_object (builder);
  pt_json_builder_put_text (builder, "name", arm->name);
  pt_json_builder_put_int (builder, "n", arm->n);
  pt_json_builder_put_int (builder, "failed", arm->n_failed);
  pt_json_builder_put_number (builder, "duration_s", arm->n > 0 ? arm->duration_s : NAN);
  json_builder_set_member_name (builder, "OBJ");
  json_builder_begin_object (builder);
  put_summary (builder, &arm->objective);
  pt_json_builder_put_number (builder, "min", arm->n > 0 ? arm->objective.min : NAN);
  pt_json_builder_put_number (builder, "max", arm->n > 0 ? arm->objective.max : NAN);
  json_builder_end_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      json_builder_set_member_name (builder, names[i]);
      json_builder_begin_object (builder);
      put_summary (builder, &arm->axes[i]);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static void
put_stats (JsonBuilder *builder, const char *member, const PtStatsComparison *stats, double permutation_p)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_object (builder);
  pt_json_builder_put_number (builder, "difference", stats->difference);
  pt_json_builder_put_number (builder, "low", stats->low);
  pt_json_builder_put_number (builder, "high", stats->high);
  pt_json_builder_put_number (builder, "t", stats->t);
  pt_json_builder_put_number (builder, "df", stats->df);
  pt_json_builder_put_number (builder, "p", stats->p);
  pt_json_builder_put_number (builder, "d", stats->d);
  pt_json_builder_put_number (builder, "permutation_p", permutation_p);
  json_builder_end_object (builder);
}

static void
put_comparison (JsonBuilder *builder, PtTrialReport *self, const PtTrialComparison *comparison)
{
  json_builder_begin_object (builder);
  pt_json_builder_put_text (builder, "condition", get_arm (self, comparison->arm)->name);
  pt_json_builder_put_text (builder, "against", get_arm (self, comparison->control)->name);
  put_stats (builder, "welch", &comparison->welch, comparison->permutation_p);
  put_stats (builder, "paired", &comparison->paired, comparison->paired_permutation_p);
  pt_json_builder_put_int (builder, "pairs", comparison->n_pairs);
  pt_json_builder_put_number (builder, "p", comparison->p);
  pt_json_builder_put_number (builder, "p_holm", comparison->p_holm);
  pt_json_builder_put_int (builder, "more_replicas", comparison->more_replicas);
  pt_json_builder_put_text (builder, "words", comparison->words);
  json_builder_end_object (builder);
}

JsonNode *
pt_trial_report_to_json (PtTrialReport *self, PtTrialPlan *plan)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (plan != NULL, NULL);

  json_builder_begin_object (builder);
  pt_json_builder_put_text (builder, "name", plan->name);
  pt_json_builder_put_text (builder, "scorer", self->scorer);
  pt_json_builder_put_boolean (builder, "estimate", self->estimate);
  pt_json_builder_put_int (builder, "replicas", plan->replicas);
  pt_json_builder_put_text (builder, "control", get_arm (self, plan->control)->name);
  json_builder_set_member_name (builder, "conditions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->arms->len; i++)
    put_arm (builder, get_arm (self, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "comparisons");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->comparisons->len; i++)
    put_comparison (builder, self, &g_array_index (self->comparisons, PtTrialComparison, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "warnings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->warnings->len; i++)
    pt_json_builder_add_text (builder, self->warnings->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  return json_builder_get_root (builder);
}

/* --- HTML --- */

static const char html_head[] = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                                "<meta name=\"viewport\" content=\"width=device-width\"><title>%s</title><style>\n"
                                ":root{color-scheme:light dark;font:1rem/1.5 sans-serif}"
                                "body{max-width:60rem;margin:2rem auto;padding:0 1rem}"
                                "table{border-collapse:collapse;width:100%%}"
                                "th,td{text-align:end;padding:.3rem .6rem;border-block-end:1px solid color-mix(in srgb,currentcolor 25%%,transparent)}"
                                "th:first-child,td:first-child{text-align:start}"
                                ".warning{border-inline-start:.3rem solid;padding-inline-start:.7rem}"
                                "svg{width:100%%;height:1.6rem}</style></head><body>\n";

static void
append_number (GString *text, const char *format, double value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (text, "<td>%s</td>", isfinite (value) ? g_ascii_formatd (number, sizeof number, format, value) : "–");
}

static void
append_escaped (GString *text, const char *before, const char *value, const char *after)
{
  g_autofree char *escaped = g_markup_escape_text (value != NULL ? value : "", -1);

  g_string_append_printf (text, "%s%s%s", before, escaped, after);
}

/* The interval as a line, the mean as a dot, on the scale of all. */
static void
append_interval (GString *text, const PtTrialArm *arm, double from, double to)
{
  const double low = isfinite (arm->objective.low) ? arm->objective.low : arm->objective.mean;
  const double high = isfinite (arm->objective.high) ? arm->objective.high : arm->objective.mean;
  char a[3][G_ASCII_DTOSTR_BUF_SIZE];
  const double width = 400 / MAX (to - from, 1e-9);

  g_string_append_printf (text,
                          "<td><svg viewBox=\"-5 0 410 16\" role=\"img\"><title>95 %% interval</title>"
                          "<line x1=\"%s\" x2=\"%s\" y1=\"8\" y2=\"8\" stroke=\"currentcolor\" stroke-width=\"2\"/>"
                          "<circle cx=\"%s\" cy=\"8\" r=\"4\" fill=\"currentcolor\"/></svg></td>",
                          g_ascii_formatd (a[0], sizeof a[0], "%.1f", (low - from) * width),
                          g_ascii_formatd (a[1], sizeof a[1], "%.1f", (high - from) * width),
                          g_ascii_formatd (a[2], sizeof a[2], "%.1f", (arm->objective.mean - from) * width));
}

static void
append_arms (GString *text, PtTrialReport *self)
{
  double from = INFINITY, to = -INFINITY;

  for (guint i = 0; i < self->arms->len; i++)
    {
      const PtStatsSummary *objective = &get_arm (self, i)->objective;

      if (objective->n == 0)
        continue;
      from = fmin (fmin (from, objective->mean), objective->low);
      to = fmax (fmax (to, objective->mean), objective->high);
    }
  g_string_append (text, "<table><thead><tr><th>Condition</th><th>n</th><th>OBJ</th><th>sd</th><th>CE</th><th>CU</th><th>PC</th>"
                         "<th>PQ</th><th>s</th><th>OBJ, 95&nbsp;% interval</th></tr></thead><tbody>\n");
  for (guint i = 0; i < self->arms->len; i++)
    {
      const PtTrialArm *arm = get_arm (self, i);
      const gboolean known = arm->n > 0;

      append_escaped (text, "<tr><td>", arm->name, "</td>");
      g_string_append_printf (text, "<td>%u</td>", arm->n);
      append_number (text, "%.2f", known ? arm->objective.mean : NAN);
      append_number (text, "%.2f", known ? arm->objective.sd : NAN);
      for (guint k = 0; k < 4; k++)
        append_number (text, "%.2f", arm->axes[k].n > 0 ? arm->axes[k].mean : NAN);
      append_number (text, "%.0f", known ? arm->duration_s : NAN);
      if (known)
        append_interval (text, arm, from, to);
      else
        g_string_append (text, "<td></td>");
      g_string_append (text, "</tr>\n");
    }
  g_string_append (text, "</tbody></table>\n");
}

static void
append_comparisons (GString *text, PtTrialReport *self)
{
  g_string_append (text, "<table><thead><tr><th>Against the control</th><th>Difference</th><th>p (Welch)</th><th>p (permutation)</th>"
                         "<th>pairs</th><th>p (paired)</th><th>p (Holm)</th><th>d</th></tr></thead><tbody>\n");
  for (guint i = 0; i < self->comparisons->len; i++)
    {
      const PtTrialComparison *comparison = &g_array_index (self->comparisons, PtTrialComparison, i);

      append_escaped (text, "<tr><td>", get_arm (self, comparison->arm)->name, "</td>");
      append_number (text, "%+.2f", comparison->welch.difference);
      append_number (text, "%.3g", comparison->welch.p);
      append_number (text, "%.3g", comparison->permutation_p);
      g_string_append_printf (text, "<td>%u</td>", comparison->n_pairs);
      append_number (text, "%.3g", comparison->paired.p);
      append_number (text, "%.3g", comparison->p_holm);
      append_number (text, "%.2f", comparison->welch.d);
      g_string_append (text, "</tr>\n");
    }
  g_string_append (text, "</tbody></table>\n");
}

char *
pt_trial_report_to_html (PtTrialReport *self, PtTrialPlan *plan)
{
  g_autofree char *title = g_markup_escape_text (plan->name != NULL ? plan->name : "Trial", -1);
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  g_string_append_printf (text, html_head, title);
  g_string_append_printf (text, "<h1>%s</h1>\n", title);
  append_escaped (text, "<p>Scorer: ", self->scorer != NULL ? self->scorer : "–",
                  self->estimate ? " (estimate)</p>\n" : "</p>\n");
  for (guint i = 0; i < self->warnings->len; i++)
    append_escaped (text, "<p class=\"warning\">⚠ ", self->warnings->pdata[i], "</p>\n");
  append_arms (text, self);
  if (self->comparisons->len > 0)
    {
      g_string_append (text, "<h2>Comparisons</h2>\n<ul>\n");
      for (guint i = 0; i < self->comparisons->len; i++)
        append_escaped (text, "<li>", g_array_index (self->comparisons, PtTrialComparison, i).words, "</li>\n");
      g_string_append (text, "</ul>\n");
      append_comparisons (text, self);
    }
  g_string_append (text, "</body></html>\n");

  return g_string_free (text, FALSE);
}
