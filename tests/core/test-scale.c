/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "core/pt-core-error.h"
#include "core/pt-scale.h"

static void
test_table (void)
{
  static const struct
  {
    const char *name;
    const char *steps;
  } cases[] = {
    { "major", "0 2 4 5 7 9 11" },
    { "minor", "0 2 3 5 7 8 10" },
    { "dorian", "0 2 3 5 7 9 10" },
    { "pentatonic", "0 2 4 7 9" },
    { "harmonic_minor", "0 2 3 5 7 8 11" },
    { "blues", "0 3 5 6 7 10" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const PtScale *scale = pt_scale_lookup (cases[i].name, NULL);
      g_autoptr (GString) steps = g_string_new (NULL);

      g_assert_nonnull (scale);
      for (guint j = 0; j < scale->n_steps; j++)
        g_string_append_printf (steps, "%s%d", j > 0 ? " " : "", scale->steps[j]);
      g_assert_cmpstr (steps->str, ==, cases[i].steps);
    }

  for (const PtScale *scale = pt_scale_all (); scale->name != NULL; scale++)
    {
      g_assert_cmpuint (scale->steps[0], ==, 0);
      for (guint j = 1; j < scale->n_steps; j++)
        g_assert_cmpuint (scale->steps[j], >, scale->steps[j - 1]);
      g_assert_cmpuint (scale->steps[scale->n_steps - 1], <, 12);
    }
}

static void
test_unknown (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (pt_scale_lookup ("dorien", &error));
  g_assert_error (error, PT_CORE_ERROR, PT_CORE_ERROR_UNKNOWN_NAME);
  g_assert_nonnull (strstr (error->message, "did you mean “dorian”"));
  g_assert_nonnull (strstr (error->message, "There are: major, minor"));
  g_assert_nonnull (pt_scale_lookup (" Harmonic_Minor ", NULL));
}

static void
test_moving (void)
{
  const PtScale *minor = pt_scale_lookup ("minor", NULL);

  g_assert_true (pt_scale_contains (minor, 5, 68));
  g_assert_false (pt_scale_contains (minor, 5, 69));
  g_assert_true (pt_scale_contains (minor, 65, 5 - 12));
  /* A is between Ab and Bb: the lower one */
  g_assert_cmpint (pt_scale_snap (minor, 5, 69), ==, 68);
  g_assert_cmpint (pt_scale_snap (minor, 5, 68), ==, 68);
  g_assert_cmpint (pt_scale_move (minor, 5, 65, 7), ==, 77);
  g_assert_cmpint (pt_scale_move (minor, 5, 65, -1), ==, 63);
  g_assert_cmpint (pt_scale_move (minor, 5, 65, 2), ==, 68);
  g_assert_cmpint (pt_scale_move (minor, 5, 65, 0), ==, 65);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/scale/table", test_table);
  g_test_add_func ("/core/scale/unknown", test_unknown);
  g_test_add_func ("/core/scale/moving", test_moving);

  return g_test_run ();
}
