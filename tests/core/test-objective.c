/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "core/pt-objective.h"

static void
test_recorded (void)
{
  g_assert_cmpfloat_with_epsilon (pt_objective (6.80, 8.18, 5.29, 8.07), 7.1745, 1e-9);
  g_assert_cmpfloat_with_epsilon (pt_objective (6.51, 8.09, 4.87, 8.19), 7.01, 0.005);
  g_assert_cmpfloat_with_epsilon (pt_objective (5.91, 7.63, 5.04, 7.51), 6.43, 0.005);
}

static void
test_missing (void)
{
  g_assert_cmpfloat_with_epsilon (pt_objective (NAN, 8.0, NAN, 8.0), 0.4 + 2.4, 1e-12);
  g_assert_cmpfloat (pt_objective (NAN, NAN, INFINITY, -INFINITY), ==, 0.0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/objective/recorded", test_recorded);
  g_test_add_func ("/core/objective/missing", test_missing);

  return g_test_run ();
}
