/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "core/pt-arrangement-bars.h"
#include "core/pt-energy.h"
#include "core/pt-reference.h"
#include "core/pt-target-curve.h"
#include "pt-test-bars.h"

static double
energy (const char *text)
{
  g_autoptr (PtBarState) bar = pt_test_bar (text);

  return pt_energy_of_bar (bar);
}

static void
test_weights (void)
{
  /* Must differ: the sum of gains called a hat as strong as a bass as much energy. */
  g_assert_cmpfloat (energy ("bassline*0.5"), >, energy ("hihat*0.5"));
  g_assert_cmpfloat (energy ("kick*0.5"), >, energy ("bassline*0.5"));
  g_assert_cmpfloat (energy ("hihat:8"), >, energy ("hihat:4"));
  g_assert_cmpfloat (energy ("hihat:64"), ==, energy ("hihat:16"));
  g_assert_cmpfloat (energy (""), ==, 0.0);
  g_assert_cmpfloat (energy ("kick! bassline*0"), ==, 0.0);
  g_assert_cmpfloat_with_epsilon (energy ("kick*1:8"), 1.0 / PT_ENERGY_REFERENCE_PEAK, 1e-12);
}

/* The scale and the default curve are the reference's own figures. */
static void
test_reference (void)
{
  static const gint64 lengths[] = { 32, 64 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (PtArrangement) reference = pt_reference_arrangement_new (lengths[i], 128.0, NULL, NULL);
      g_autoptr (GPtrArray) bars = pt_arrangement_get_bar_states (reference);
      double highest = 0.0;

      g_assert_cmpuint (bars->len, ==, lengths[i]);
      for (guint bar = 0; bar < bars->len; bar++)
        {
          double found = pt_energy_of_bar (g_ptr_array_index (bars, bar));

          highest = MAX (highest, found);
          g_assert_cmpfloat_with_epsilon (found, pt_target_curve_get (NULL, bar, lengths[i]), 1e-4);
        }
      g_assert_cmpfloat_with_epsilon (highest, 1.0, 1e-9);
    }
}

/* The sums of gains that the old program called energy. */
static void
test_reference_gains (void)
{
  static const double expected[] = { 0.92, 1.45, 2.10, 2.50, 3.32, 3.32, 2.50, 1.27 };
  g_autoptr (PtArrangement) reference = pt_reference_arrangement_new (32, 128.0, NULL, NULL);
  g_autoptr (GPtrArray) bars = pt_arrangement_get_bar_states (reference);

  for (guint i = 0; i < bars->len; i++)
    {
      const PtBarState *bar = g_ptr_array_index (bars, i);
      double sum = 0.0;

      for (guint j = 0; j < bar->layers->len; j++)
        sum += g_array_index (bar->layers, PtLayerState, j).gain;
      g_assert_cmpfloat_with_epsilon (sum, expected[i / 4], 1e-9);
    }
}

static void
test_blend (void)
{
  g_assert_cmpfloat_with_epsilon (pt_energy_blend (0.8, -10.0, -20.0, -10.0), 0.9, 1e-12);
  g_assert_cmpfloat_with_epsilon (pt_energy_blend (0.8, -20.0, -20.0, -10.0), 0.4, 1e-12);
  g_assert_cmpfloat_with_epsilon (pt_energy_blend (0.5, -15.0, -20.0, -10.0), 0.5, 1e-12);
  g_assert_cmpfloat (pt_energy_blend (0.8, -INFINITY, -20.0, -10.0), ==, 0.8);
  g_assert_cmpfloat (pt_energy_blend (0.8, NAN, -20.0, -10.0), ==, 0.8);
  g_assert_cmpfloat (pt_energy_blend (0.8, -10.0, -10.0, -10.0), ==, 0.8);
}

static void
test_spark (void)
{
  g_assert_cmpuint (pt_energy_get_spark_index (0.0), ==, 0);
  g_assert_cmpuint (pt_energy_get_spark_index (0.5), ==, 3);
  g_assert_cmpuint (pt_energy_get_spark_index (1.0), ==, 7);
  g_assert_cmpuint (pt_energy_get_spark_index (7.0), ==, 7);
  g_assert_cmpuint (pt_energy_get_spark_index (-1.0), ==, 0);
  g_assert_cmpuint (pt_energy_get_spark_index (NAN), ==, 0);
  g_assert_cmpstr (pt_energy_get_spark (0.0), ==, "▁");
  g_assert_cmpstr (pt_energy_get_spark (1.0), ==, "█");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/energy/weights", test_weights);
  g_test_add_func ("/core/energy/reference", test_reference);
  g_test_add_func ("/core/energy/reference-gains", test_reference_gains);
  g_test_add_func ("/core/energy/blend", test_blend);
  g_test_add_func ("/core/energy/spark", test_spark);

  return g_test_run ();
}
