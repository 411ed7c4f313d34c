/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "core/pt-json.h"
#include "scores/pt-scores-error.h"
#include "scores/pt-stats.h"

/* What R says: tests/support/make-statistics.R. */
static JsonObject *truth;

static double
number (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  g_assert_nonnull (node);

  return json_node_is_null (node) ? NAN : json_node_get_double (node);
}

static double *
numbers (JsonObject *object, const char *member, guint *n)
{
  JsonArray *array = json_object_get_array_member (object, member);
  double *values;

  *n = json_array_get_length (array);
  values = g_new (double, *n + 1);
  for (guint i = 0; i < *n; i++)
    values[i] = json_array_get_double_element (array, i);

  return values;
}

/* R's own numbers are good to about 1e-12; beside a large offset fewer digits are left. */
static void
assert_near (double value, double expected, const char *what)
{
  if (isnan (expected) && isnan (value))
    return;
  if (!(fabs (value - expected) <= 1e-8 * MAX (fabs (expected), 1e-3)))
    g_error ("%s is %.17g, R says %.17g", what, value, expected);
}

static void
check_summary (const double *values, guint n, JsonObject *expected)
{
  PtStatsSummary summary;

  g_assert_true (pt_stats_summarize (values, n, &summary, NULL));
  assert_near (summary.mean, number (expected, "mean"), "mean");
  assert_near (summary.sd, number (expected, "sd"), "sd");
  assert_near (summary.low, number (expected, "low"), "low");
  assert_near (summary.high, number (expected, "high"), "high");
  assert_near (summary.median, number (expected, "median"), "median");
}

static void
test_sets (void)
{
  JsonArray *sets = json_object_get_array_member (truth, "sets");

  g_assert_cmpuint (json_array_get_length (sets), ==, 20);
  for (guint i = 0; i < json_array_get_length (sets); i++)
    {
      JsonObject *set = json_array_get_object_element (sets, i);
      JsonObject *welch = json_object_get_object_member (set, "welch");
      guint n_x, n_y;
      g_autofree double *x = numbers (set, "x", &n_x);
      g_autofree double *y = numbers (set, "y", &n_y);
      const double permutation_p = number (set, "permutation_p");
      PtStatsComparison comparison;

      g_test_message ("%s", json_object_get_string_member (set, "name"));
      check_summary (x, n_x, json_object_get_object_member (set, "first"));
      check_summary (y, n_y, json_object_get_object_member (set, "second"));
      g_assert_true (pt_stats_compare (x, n_x, y, n_y, &comparison, NULL));
      assert_near (comparison.t, number (welch, "t"), "t");
      assert_near (comparison.df, number (welch, "df"), "df");
      assert_near (comparison.p, number (welch, "p"), "p");
      assert_near (comparison.low, number (welch, "low"), "low of the difference");
      assert_near (comparison.high, number (welch, "high"), "high of the difference");
      assert_near (comparison.d, number (welch, "d"), "Cohen's d");
      if (!isnan (permutation_p))
        assert_near (pt_stats_permutation_p (x, n_x, y, n_y, 1), permutation_p, "permutation p");
      if (!json_object_get_null_member (set, "paired"))
        {
          JsonObject *paired = json_object_get_object_member (set, "paired");
          const double signs = number (paired, "permutation_p");

          g_assert_true (pt_stats_compare_paired (x, y, n_x, &comparison, NULL));
          assert_near (comparison.t, number (paired, "t"), "paired t");
          assert_near (comparison.df, number (paired, "df"), "paired df");
          assert_near (comparison.p, number (paired, "p"), "paired p");
          assert_near (comparison.low, number (paired, "low"), "paired low");
          assert_near (comparison.high, number (paired, "high"), "paired high");
          if (!isnan (signs))
            assert_near (pt_stats_permutation_paired_p (x, y, n_x, 1), signs, "paired permutation p");
        }
    }
}

static void
test_holm (void)
{
  JsonObject *holm = json_object_get_object_member (truth, "holm");
  guint n, n_adjusted;
  g_autofree double *p = numbers (holm, "p", &n);
  g_autofree double *expected = numbers (holm, "adjusted", &n_adjusted);
  g_autofree double *adjusted = g_new (double, n);
  double with_gap[] = { 0.04, NAN, 0.01 };

  pt_stats_holm (p, n, adjusted);
  for (guint i = 0; i < n; i++)
    assert_near (adjusted[i], expected[i], "Holm's p");
  pt_stats_holm (with_gap, 3, with_gap);
  g_assert_cmpfloat (with_gap[0], ==, 0.04);
  g_assert_true (isnan (with_gap[1]));
  g_assert_cmpfloat (with_gap[2], ==, 0.02);
  pt_stats_holm (NULL, 0, NULL);
}

static void
test_power (void)
{
  JsonArray *cases = json_object_get_array_member (truth, "power");

  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *one = json_array_get_object_element (cases, i);
      const guint n = pt_stats_needed (number (one, "sd"), number (one, "difference"), 0.8);

      g_test_message ("sd %g, difference %g", number (one, "sd"), number (one, "difference"));
      g_assert_cmpuint (n, ==, (guint) number (one, "n"));
      g_assert_cmpuint (pt_stats_needed_paired (number (one, "sd"), number (one, "difference"), 0.8), ==,
                        (guint) number (one, "pairs"));
    }
  g_assert_cmpuint (pt_stats_needed (0, 0.2, 0.8), ==, 0);
  g_assert_cmpuint (pt_stats_needed (0.1, 0, 0.8), ==, 0);
  g_assert_cmpuint (pt_stats_needed (NAN, 0.2, 0.8), ==, 0);
  g_assert_cmpuint (pt_stats_needed (1e6, 1e-6, 0.8), ==, PT_STATS_MAX_NEEDED);
}

static void
test_distributions (void)
{
  JsonArray *t = json_object_get_array_member (truth, "t");
  JsonArray *noncentral = json_object_get_array_member (truth, "noncentral");

  for (guint i = 0; i < json_array_get_length (t); i++)
    {
      JsonObject *one = json_array_get_object_element (t, i);

      assert_near (pt_stats_t_quantile (number (one, "p"), number (one, "df")), number (one, "t"), "quantile");
      assert_near (pt_stats_t_cdf (number (one, "t"), number (one, "df")), number (one, "p"), "probability");
    }
  for (guint i = 0; i < json_array_get_length (noncentral); i++)
    {
      JsonObject *one = json_array_get_object_element (noncentral, i);

      g_assert_cmpfloat_with_epsilon (pt_stats_noncentral_t_cdf (number (one, "t"), number (one, "df"), number (one, "ncp")),
                                      number (one, "p"), 1e-9);
    }
  g_assert_true (isnan (pt_stats_t_quantile (0, 5)));
  g_assert_true (isnan (pt_stats_t_cdf (NAN, 5)));
  g_assert_cmpfloat (pt_stats_t_cdf (INFINITY, 5), ==, 1);
}

static void
test_drawn_permutations (void)
{
  double x[30], y[30], p, again, other;

  for (guint i = 0; i < 30; i++)
    {
      x[i] = (i * 7 % 30) / 10.0;
      y[i] = (i * 11 % 30) / 10.0 + 0.4;
    }
  p = pt_stats_permutation_p (x, 30, y, 30, 1);
  again = pt_stats_permutation_p (x, 30, y, 30, 1);
  other = pt_stats_permutation_p (x, 30, y, 30, 2);
  g_assert_cmpfloat (p, ==, again);
  g_assert_cmpfloat_with_epsilon (p, other, 0.02);
  g_assert_cmpfloat (p, >, 0);
  /* Every number is 0.4 above one of the other: the test of pairs of sorted numbers is sure. */
  g_assert_cmpfloat (pt_stats_permutation_paired_p (x, x, 30, 1), ==, 1);
}

static void
test_refused (void)
{
  const double good[] = { 1, 2, 3 }, bad[] = { 1, NAN, 3 }, infinite[] = { 1, INFINITY };
  g_autoptr (GError) error = NULL;
  PtStatsSummary summary;
  PtStatsComparison comparison;

  g_assert_false (pt_stats_summarize (bad, 3, &summary, &error));
  g_assert_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID);
  g_assert_nonnull (g_strstr_len (error->message, -1, "Value 2 of 3"));
  g_clear_error (&error);
  g_assert_false (pt_stats_summarize (NULL, 0, &summary, &error));
  g_clear_error (&error);
  g_assert_false (pt_stats_compare (good, 3, bad, 3, &comparison, &error));
  g_clear_error (&error);
  g_assert_false (pt_stats_compare (infinite, 2, good, 3, &comparison, &error));
  g_clear_error (&error);
  g_assert_false (pt_stats_compare_paired (good, bad, 3, &comparison, &error));
  g_clear_error (&error);
  g_assert_true (isnan (pt_stats_permutation_p (good, 3, bad, 3, 1)));
  g_assert_true (isnan (pt_stats_permutation_p (good, 0, good, 3, 1)));
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  path = g_test_build_filename (G_TEST_DIST, "data", "statistics.json", NULL);
  node = pt_json_load (path, &error);
  g_assert_no_error (error);
  truth = json_node_get_object (node);

  g_test_add_func ("/stats/sets", test_sets);
  g_test_add_func ("/stats/holm", test_holm);
  g_test_add_func ("/stats/power", test_power);
  g_test_add_func ("/stats/distributions", test_distributions);
  g_test_add_func ("/stats/drawn-permutations", test_drawn_permutations);
  g_test_add_func ("/stats/refused", test_refused);

  return g_test_run ();
}
