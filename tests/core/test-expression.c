/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-expression.h"

static void
test_curve (void)
{
  g_autoptr (GArray) curve = pt_expression_new ();

  g_assert_cmpfloat (pt_expression_get_value (curve, PT_BEATS_ZERO), ==, 1.0);
  pt_expression_add (curve, (PtBeats){ 1, 1 }, 0.2);
  pt_expression_add (curve, (PtBeats){ 3, 1 }, 0.6);
  pt_expression_add (curve, (PtBeats){ 3, 1 }, 0.0);
  pt_expression_add (curve, (PtBeats){ 4, 1 }, 7.0);

  g_assert_cmpfloat (pt_expression_get_value (curve, PT_BEATS_ZERO), ==, 0.2);
  g_assert_cmpfloat (pt_expression_get_value (curve, (PtBeats){ 1, 1 }), ==, 0.2);
  g_assert_cmpfloat_with_epsilon (pt_expression_get_value (curve, (PtBeats){ 2, 1 }), 0.4, 1e-12);
  /* Behind the jump. */
  g_assert_cmpfloat (pt_expression_get_value (curve, (PtBeats){ 3, 1 }), ==, 0.0);
  g_assert_cmpfloat_with_epsilon (pt_expression_get_value (curve, (PtBeats){ 7, 2 }), 0.5, 1e-12);
  g_assert_cmpfloat (pt_expression_get_value (curve, (PtBeats){ 4, 1 }), ==, 1.0);
  g_assert_cmpfloat (pt_expression_get_value (curve, (PtBeats){ 400, 1 }), ==, 1.0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/expression/curve", test_curve);

  return g_test_run ();
}
