/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "core/pt-target-curve.h"

static void
test_classic (void)
{
  static const double expected[] = { 0.25, 0.50, 0.75, 0.90, 0.90, 0.85, 0.60, 0.30, 0.30 };
  PtTargetCurve classic;

  pt_target_curve_init_classic (&classic);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpfloat (pt_target_curve_get (&classic, i * 8, 64), ==, expected[i]);
  g_assert_cmpfloat (pt_target_curve_get (&classic, 7, 64), ==, 0.25);
  g_assert_cmpfloat (pt_target_curve_get (&classic, 5, 0), ==, 0.80);
  g_assert_cmpfloat (pt_target_curve_get (&classic, -4, 64), ==, 0.25);
  g_assert_cmpfloat (pt_target_curve_get (&classic, G_MAXINT64, 64), ==, 0.30);
}

/* test-energy measures that these are the reference's own. */
static void
test_calibrated_is_the_default (void)
{
  PtTargetCurve calibrated;

  pt_target_curve_init_calibrated (&calibrated);
  for (gint64 bar = 0; bar <= 64; bar++)
    g_assert_cmpfloat (pt_target_curve_get (NULL, bar, 64), ==, pt_target_curve_get (&calibrated, bar, 64));
  g_assert_cmpfloat (pt_target_curve_get (NULL, 40, 64), ==, 1.0);
  g_assert_cmpfloat (pt_target_curve_get (NULL, 1, 0), <, 1.0);
}

static void
test_own (void)
{
  const double steps[] = { 0.5, -1.0, 2.0, NAN };
  PtTargetCurve own;

  pt_target_curve_init_steps (&own, steps, 4);
  g_assert_cmpfloat (pt_target_curve_get (&own, 0, 10), ==, 0.5);
  g_assert_cmpfloat (pt_target_curve_get (&own, 3, 10), ==, 0.0);
  g_assert_cmpfloat (pt_target_curve_get (&own, 5, 10), ==, 1.0);
  g_assert_cmpfloat (pt_target_curve_get (&own, 9, 10), ==, 0.5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/target-curve/classic", test_classic);
  g_test_add_func ("/core/target-curve/calibrated-is-the-default", test_calibrated_is_the_default);
  g_test_add_func ("/core/target-curve/own", test_own);

  return g_test_run ();
}
