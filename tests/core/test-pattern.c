/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "core/pt-core-error.h"
#include "core/pt-pattern.h"

static void
test_names (void)
{
  static const struct
  {
    const char *name;
    guint n;
    double beats[8];
  } cases[] = {
    { "four_on_floor", 4, { 0, 1, 2, 3 } },
    { "offbeat_8ths", 4, { 0.5, 1.5, 2.5, 3.5 } },
    { "syncopated_a", 2, { 0.5, 2.5 } },
    { "syncopated_b", 2, { 1.5, 3.5 } },
    { "backbeat", 2, { 1, 3 } },
    { "sparse_accent", 1, { 1 } },
    { "gallop", 4, { 0, 0.5, 2, 2.5 } },
    { "sixteenth_drive", 8, { 0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5 } },
  };
  gsize n_all = 0;

  while (pt_pattern_all ()[n_all].name != NULL)
    n_all++;
  g_assert_cmpuint (n_all, ==, G_N_ELEMENTS (cases));

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const PtPattern *pattern = pt_pattern_lookup (cases[i].name, NULL);

      g_assert_nonnull (pattern);
      g_assert_cmpuint (pattern->n_beats, ==, cases[i].n);
      for (guint j = 0; j < cases[i].n; j++)
        g_assert_cmpfloat (pt_beats_to_double (pattern->beats[j]), ==, cases[i].beats[j]);
      g_assert_true (pt_pattern_find (pattern->beats, pattern->n_beats) == pattern);
    }
}

static void
test_trims_and_folds (void)
{
  g_assert_cmpstr (pt_pattern_lookup (" Four_On_Floor ", NULL)->name, ==, "four_on_floor");
}

static void
test_unknown (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (pt_pattern_lookup ("909.wav", &error));
  g_assert_error (error, PT_CORE_ERROR, PT_CORE_ERROR_UNKNOWN_NAME);
  g_assert_nonnull (strstr (error->message, "sixteenth_drive"));
  g_clear_error (&error);
  g_assert_null (pt_pattern_lookup ("four_on_flor", &error));
  g_assert_nonnull (strstr (error->message, "did you mean “four_on_floor”"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/pattern/names", test_names);
  g_test_add_func ("/core/pattern/trims-and-folds", test_trims_and_folds);
  g_test_add_func ("/core/pattern/unknown", test_unknown);

  return g_test_run ();
}
