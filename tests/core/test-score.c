/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "core/pt-json.h"
#include "core/pt-score.h"

static PtScore *
parse (const char *text, GError **error)
{
  g_autoptr (JsonNode) node = pt_json_parse (text, -1, "test", error);

  g_assert_nonnull (node);

  return pt_score_new_from_json (json_node_get_object (node), "score", error);
}

static void
test_objective (void)
{
  const PtScoreMetrics metrics = { 6.80, 8.18, 5.29, 8.07 };
  const PtScoreMetrics none = { NAN, NAN, NAN, NAN };
  g_autoptr (PtScore) score = pt_score_new ("ab", "audiobox", "1", &metrics, 60, 0, NULL);
  g_autoptr (PtScore) nothing = pt_score_new ("ab", "audiobox", "1", &none, 60, 0, NULL);
  double objective, pq;

  g_assert_cmpfloat_with_epsilon (pt_score_get_objective (score), 7.1745, 1e-9);
  g_object_get (score, "objective", &objective, "pq", &pq, NULL);
  g_assert_cmpfloat (objective, ==, pt_score_get_objective (score));
  g_assert_cmpfloat (pq, ==, 8.07);
  g_assert_true (isnan (pt_score_get_objective (nothing)));
}

static void
test_round_trip (void)
{
  static const char text[] = "{\n"
                             "  \"file_hash\": \"ab12\",\n"
                             "  \"scorer\": \"audiobox\",\n"
                             "  \"version\": \"1.2\",\n"
                             "  \"CE\": 6.8,\n"
                             "  \"CU\": 8.18,\n"
                             "  \"PC\": null,\n"
                             "  \"PQ\": 8.07,\n"
                             "  \"OBJ\": 7.18,\n"
                             "  \"duration_s\": 60,\n"
                             "  \"scored\": \"2026-05-01T21:30:00Z\",\n"
                             "  \"provenance\": {\n"
                             "    \"palette\": \"night\",\n"
                             "    \"seed\": 7\n"
                             "  },\n"
                             "  \"mine\": [1]\n"
                             "}\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (PtScore) score = parse (text, &error);
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  node = pt_score_to_json (score);
  again = pt_json_to_string (node);
  g_assert_cmpstr (again, ==, text);
  g_assert_true (isnan (pt_score_get_metrics (score)->pc));
  g_assert_cmpint (json_object_get_int_member (pt_score_get_provenance (score), "seed"), ==, 7);
}

static void
test_comparable (void)
{
  const PtScoreMetrics metrics = { 6, 6, 6, 6 };
  g_autoptr (PtScore) score = pt_score_new ("a", "audiobox", "1", &metrics, 60, 0, NULL);
  g_autoptr (PtScore) near = pt_score_new ("b", "audiobox", "1", &metrics, 63, 0, NULL);
  g_autoptr (PtScore) longer = pt_score_new ("c", "audiobox", "1", &metrics, 120, 0, NULL);
  g_autoptr (PtScore) newer = pt_score_new ("d", "audiobox", "2", &metrics, 60, 0, NULL);
  g_autoptr (PtScore) local = pt_score_new ("e", "local", "1", &metrics, 60, 0, NULL);

  g_assert_true (pt_score_is_comparable (score, near));
  g_assert_false (pt_score_is_comparable (score, longer));
  g_assert_false (pt_score_is_comparable (score, newer));
  g_assert_false (pt_score_is_comparable (score, local));
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    const char *says;
  } cases[] = {
    { "{}", "“score.file_hash” is missing" },
    { "{\"file_hash\": \"a\"}", "“score.scorer” is missing" },
    { "{\"file_hash\": \"a\", \"scorer\": \"b\", \"CE\": 11}", "“score.CE” is 11; it must lie between 0 and 10" },
    { "{\"file_hash\": \"a\", \"scorer\": \"b\", \"OBJ\": -1}", "“score.OBJ” is -1" },
    { "{\"file_hash\": \"a\", \"scorer\": \"b\", \"duration_s\": 1e9}", "“score.duration_s” is 1e+09" },
    { "{\"file_hash\": \"a\", \"scorer\": \"b\", \"scored\": \"now\"}", "“score.scored” is “now”" },
    { "{\"file_hash\": \"a\", \"scorer\": \"b\", \"provenance\": 1}", "“score.provenance” must be an object" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PtScore) score = parse (cases[i].text, &error);

      g_assert_null (score);
      if (strstr (error->message, cases[i].says) == NULL)
        g_error ("“%s” does not say “%s”", error->message, cases[i].says);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/score/objective", test_objective);
  g_test_add_func ("/core/score/round-trip", test_round_trip);
  g_test_add_func ("/core/score/comparable", test_comparable);
  g_test_add_func ("/core/score/refused", test_refused);

  return g_test_run ();
}
