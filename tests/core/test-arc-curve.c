/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "core/pt-arc.h"
#include "core/pt-json.h"

static PtArc *
parse (const char *text, GError **error)
{
  g_autoptr (JsonNode) node = pt_json_parse (text, -1, "test", error);

  g_assert_nonnull (node);

  return pt_arc_new_from_json (json_node_get_object (node), "arc", error);
}

static void
count_cb (gpointer object, guint *n)
{
  (*n)++;
}

static void
test_shapes (void)
{
  for (PtArcShape shape = PT_ARC_HILL; shape <= PT_ARC_PLATEAU; shape++)
    {
      g_autoptr (PtArc) arc = pt_arc_new (shape);
      const PtArcPoint *points;
      double highest = 0;
      guint n;

      points = pt_arc_get_points (arc, &n);
      g_assert_cmpfloat (points[0].position, ==, 0);
      g_assert_cmpfloat (points[n - 1].position, ==, 1);
      for (guint i = 1; i < n; i++)
        g_assert_cmpfloat (points[i].position, >, points[i - 1].position);
      for (int i = 0; i <= 1000; i++)
        {
          double energy = pt_arc_get_energy (arc, i / 1000.0);

          g_assert_true (energy >= 0 && energy <= 1);
          highest = MAX (highest, energy);
        }
      g_assert_cmpfloat (highest, >=, 0.8);
    }
}

/* The middle of each eighth of the set is where the old curve had its step. */
static void
test_hill_is_the_old_curve (void)
{
  static const double steps[] = { 0.25, 0.50, 0.75, 0.90, 0.90, 0.85, 0.60, 0.30 };
  g_autoptr (PtArc) arc = pt_arc_new (PT_ARC_HILL);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    g_assert_cmpfloat_with_epsilon (pt_arc_get_energy (arc, (i + 0.5) / 8), steps[i], 1e-12);
  g_assert_cmpfloat_with_epsilon (pt_arc_get_energy_at_bar (arc, 0, 64), 0.25, 1e-12);
  g_assert_cmpfloat_with_epsilon (pt_arc_get_energy_at_bar (arc, 63, 64), 0.30, 1e-12);
}

static void
test_between_and_beyond (void)
{
  static const PtArcPoint points[] = { { 0.75, 0.5 }, { 0.25, 0.1 }, { 0.75, 0.9 } };
  g_autoptr (PtArc) arc = pt_arc_new (PT_ARC_HILL);

  g_assert_true (pt_arc_set_points (arc, points, 3));
  g_assert_cmpint (pt_arc_get_shape (arc), ==, PT_ARC_CUSTOM);
  g_assert_cmpfloat_with_epsilon (pt_arc_get_energy (arc, 0.5), 0.3, 1e-12);
  g_assert_cmpfloat (pt_arc_get_energy (arc, 0), ==, 0.1);
  g_assert_cmpfloat (pt_arc_get_energy (arc, -7), ==, 0.1);
  g_assert_cmpfloat (pt_arc_get_energy (arc, NAN), ==, 0.1);
  /* A step: from the left the one, at it and after it the other, in the order given. */
  g_assert_cmpfloat_with_epsilon (pt_arc_get_energy (arc, 0.7499999), 0.5, 1e-5);
  g_assert_cmpfloat (pt_arc_get_energy (arc, 0.75), ==, 0.9);
  g_assert_cmpfloat (pt_arc_get_energy (arc, 2), ==, 0.9);
}

static void
test_setting (void)
{
  static const PtArcPoint outside[] = { { 0, 0.5 }, { 1.01, 0.5 } };
  static const PtArcPoint not_a_number[] = { { 0, NAN }, { 1, 0.5 } };
  PtArcPoint many[PT_ARC_MAX_POINTS + 1] = { { 0, 0 } };
  g_autoptr (PtArc) arc = pt_arc_new (PT_ARC_WAVE);
  guint n_changed = 0;

  g_signal_connect (arc, "changed", G_CALLBACK (count_cb), &n_changed);
  g_assert_false (pt_arc_set_points (arc, outside, 2));
  g_assert_false (pt_arc_set_points (arc, not_a_number, 2));
  g_assert_false (pt_arc_set_points (arc, outside, 1));
  g_assert_false (pt_arc_set_points (arc, many, G_N_ELEMENTS (many)));
  g_assert_cmpuint (n_changed, ==, 0);
  pt_arc_set_shape (arc, PT_ARC_WAVE);
  g_assert_cmpuint (n_changed, ==, 0);
  pt_arc_set_shape (arc, PT_ARC_RAMP);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_true (pt_arc_set_points (arc, many, PT_ARC_MAX_POINTS));
  g_assert_cmpuint (n_changed, ==, 2);
}

static void
test_json (void)
{
  static const char *const texts[] = {
    "{\n  \"shape\": \"plateau\",\n  \"mine\": [1]\n}\n",
    "{\n  \"shape\": \"custom\",\n  \"points\": [\n    [0.0, 0.25],\n    [0.5, 1.0],\n    [1.0, 0.1]\n  ]\n}\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PtArc) arc = parse (texts[i], &error);
      g_autoptr (PtArc) copy = NULL;
      g_autoptr (JsonNode) node = NULL;
      g_autofree char *again = NULL;

      g_assert_no_error (error);
      copy = pt_arc_copy (arc);
      node = pt_arc_to_json (copy);
      again = pt_json_to_string (node);
      g_assert_cmpstr (again, ==, texts[i]);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    const char *says;
  } cases[] = {
    { "{\"shape\": \"mountain\"}", "“arc.shape”: There is no arc shape “mountain”; there are: hill, ramp" },
    { "{\"shape\": 1}", "“arc.shape” must be a string" },
    { "{\"shape\": \"custom\"}", "“arc.points” has 0 points; a custom arc needs 2 to 256" },
    { "{\"shape\": \"custom\", \"points\": [[0, 0]]}", "has 1 points" },
    { "{\"shape\": \"custom\", \"points\": [[0, 0], [1, 1.5]]}", "“arc.points[1]” must be a pair of numbers between 0 and 1" },
    { "{\"shape\": \"custom\", \"points\": [[0, 0], [1]]}", "“arc.points[1]” must be a pair" },
    { "{\"shape\": \"custom\", \"points\": [[0, 0], [1, \"x\"]]}", "“arc.points[1]” must be a pair" },
    { "{\"shape\": \"custom\", \"points\": [[0, 0], 1]}", "“arc.points[1]” must be a pair" },
    { "{\"shape\": \"custom\", \"points\": {}}", "“arc.points” must be an array" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PtArc) arc = parse (cases[i].text, &error);

      g_assert_null (arc);
      if (strstr (error->message, cases[i].says) == NULL)
        g_error ("“%s” does not say “%s”", error->message, cases[i].says);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/arc/shapes", test_shapes);
  g_test_add_func ("/core/arc/hill-is-the-old-curve", test_hill_is_the_old_curve);
  g_test_add_func ("/core/arc/between-and-beyond", test_between_and_beyond);
  g_test_add_func ("/core/arc/setting", test_setting);
  g_test_add_func ("/core/arc/json", test_json);
  g_test_add_func ("/core/arc/refused", test_refused);

  return g_test_run ();
}
