/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "core/pt-arc-guardrail.h"
#include "core/pt-arc-summary.h"

static const PtStyleSet busy = {
  PT_DRUM_STYLE_FOUR_ON_FLOOR, PT_BASS_STYLE_ROLLING_16TH, PT_PAD_STYLE_PULSING, PT_PAD_STYLE_NONE, PT_PAD_STYLE_NONE
};

static const PtStyleSet calm = {
  PT_DRUM_STYLE_MINIMAL, PT_BASS_STYLE_NONE, PT_PAD_STYLE_PULSING, PT_PAD_STYLE_NONE, PT_PAD_STYLE_NONE
};

/* @kinds: the names of the corrections with spaces between. */
static void
assert_guardrail (PtArcProgress progress, double energy, gint64 bars, double new_energy, gint64 new_bars, const char *kinds)
{
  g_autoptr (GPtrArray) corrections = pt_correction_list_new ();
  g_autoptr (GString) found = g_string_new (NULL);

  pt_arc_guardrail_apply (&progress, &energy, &bars, corrections);
  g_assert_cmpfloat (energy, ==, new_energy);
  g_assert_cmpint (bars, ==, new_bars);
  for (guint i = 0; i < corrections->len; i++)
    {
      const PtCorrection *correction = g_ptr_array_index (corrections, i);

      g_string_append_printf (found, "%s%s", i > 0 ? " " : "", pt_correction_kind_to_string (correction->kind));
      g_assert_cmpfloat (correction->before, !=, correction->after);
      g_assert_cmpint (correction->role, ==, PT_ROLE_NONE);
      g_assert_nonnull (correction->message);
    }
  g_assert_cmpstr (found->str, ==, kinds);
}

static void
test_energy_guardrails (void)
{
  assert_guardrail ((PtArcProgress){ 0.1, 0.0, -1, 128 }, 0.9, 8, 0.55, 8, "opening_cap");
  assert_guardrail ((PtArcProgress){ 0.1, 0.0, -1, 128 }, 0.01, 8, 0.05, 8, "opening_floor");
  assert_guardrail ((PtArcProgress){ 0.1, 0.0, -1, 128 }, 0.5, 32, 0.5, 32, "");
  assert_guardrail ((PtArcProgress){ 0.5, 0.0, -1, 128 }, 0.1, 8, 0.30, 8, "middle_floor");
  assert_guardrail ((PtArcProgress){ 0.5, 0.0, -1, 128 }, 0.7, 16, 0.7, 8, "middle_bars");
  assert_guardrail ((PtArcProgress){ 0.5, 0.0, -1, 128 }, 0.59, 16, 0.59, 16, "");
  assert_guardrail ((PtArcProgress){ 0.9, 0.5, -1, 128 }, 0.2, 8, 0.5, 8, "no_peak_floor");
  assert_guardrail ((PtArcProgress){ 0.9, 0.6, -1, 128 }, 0.2, 8, 0.2, 8, "");
  assert_guardrail ((PtArcProgress){ 0.33, 0.0, -1, 128 }, 0.9, 8, 0.9, 8, "");
  assert_guardrail ((PtArcProgress){ 0.66, 0.9, -1, 128 }, 0.1, 8, 0.1, 8, "");
}

static void
test_time_cap (void)
{
  assert_guardrail ((PtArcProgress){ 0.9, 0.9, 1.0, 128 }, 0.2, 64, 0.2, 32, "time_cap");
  assert_guardrail ((PtArcProgress){ 0.9, 0.9, 1.0, 128 }, 0.2, 32, 0.2, 32, "");
  assert_guardrail ((PtArcProgress){ 0.9, 0.9, 0.05, 128 }, 0.2, 8, 0.2, 4, "time_cap");
  assert_guardrail ((PtArcProgress){ 0.9, 0.9, 0.0, 128 }, 0.2, 4, 0.2, 4, "");
  assert_guardrail ((PtArcProgress){ 0.5, 0.0, 0.2, 128 }, 0.7, 16, 0.7, 6, "middle_bars time_cap");
  g_assert_cmpint (pt_arc_bars_left (1.0, 128), ==, 32);
  g_assert_cmpint (pt_arc_bars_left (0.05, 128), ==, 4);
  g_assert_cmpint (pt_arc_bars_left (0.3, 120), ==, 9);
  g_assert_cmpint (pt_arc_bars_left (-5.0, 128), ==, 4);
}

static void
test_thirds (void)
{
  g_assert_cmpstr (pt_arc_third_to_string (pt_arc_third_get (0.0)), ==, "opening");
  g_assert_cmpstr (pt_arc_third_to_string (pt_arc_third_get (0.33)), ==, "middle");
  g_assert_cmpstr (pt_arc_third_to_string (pt_arc_third_get (0.66)), ==, "final");
  g_assert_cmpstr (pt_arc_third_to_string (pt_arc_third_get (2.0)), ==, "final");
}

static void
test_styles (void)
{
  g_autofree char *text = pt_style_set_to_string (&calm);
  PtStyleSet silent = PT_STYLE_SET_SILENT;

  g_assert_cmpstr (text, ==, "minimal/none/pulsing/none/none");
  g_assert_cmpuint (pt_style_set_count_active (&silent), ==, 0);
  g_assert_cmpfloat (pt_arc_get_density (&busy), ==, 0.6);
  g_assert_cmpuint (pt_style_set_count_changes (&busy, &calm), ==, 2);
  g_assert_true (pt_style_set_equal (&busy, &busy));
}

static void
test_contrast (void)
{
  PtSectionState sections[] = { { 0.2, 8, calm, NULL }, { 0.5, 8, busy, NULL }, { 0.5, 8, busy, NULL } };

  g_assert_cmpfloat_with_epsilon (pt_arc_get_contrast (&sections[0], &sections[1]), 0.50, 1e-12);
  g_assert_cmpfloat_with_epsilon (pt_arc_get_mean_contrast (sections, 3), 0.25, 1e-12);
  g_assert_cmpfloat (pt_arc_get_mean_contrast (sections, 1), ==, 0.0);
  g_assert_cmpfloat (pt_arc_get_mean_contrast (NULL, 0), ==, 0.0);
}

static PtTrend
trend (guint n, const double *energies)
{
  PtSectionState sections[8];

  for (guint i = 0; i < n; i++)
    sections[i] = (PtSectionState){ energies[i], 8, busy, NULL };

  return pt_arc_get_trend (sections, n);
}

static void
test_trend (void)
{
  g_assert_cmpint (trend (3, (const double[]){ 0.2, 0.3, 0.4 }), ==, PT_TREND_RISING);
  g_assert_cmpint (trend (3, (const double[]){ 0.4, 0.3, 0.2 }), ==, PT_TREND_FALLING);
  g_assert_cmpint (trend (3, (const double[]){ 0.4, 0.9, 0.45 }), ==, PT_TREND_FLAT);
  g_assert_cmpint (trend (2, (const double[]){ 0.1, 0.9 }), ==, PT_TREND_UNKNOWN);
  /* Only the last five count. */
  g_assert_cmpint (trend (7, (const double[]){ 0.9, 0.9, 0.1, 0.2, 0.3, 0.4, 0.5 }), ==, PT_TREND_RISING);
  g_assert_cmpstr (pt_trend_to_string (PT_TREND_RISING), ==, "rising");
}

static void
test_monotony (void)
{
  PtSectionState sections[] = { { 0.2, 8, calm, NULL }, { 0.5, 8, busy, NULL }, { 0.55, 8, busy, NULL }, { 0.52, 8, busy, NULL } };

  g_assert_true (pt_arc_is_monotonous (sections, 4));
  g_assert_false (pt_arc_is_monotonous (sections, 3));
  g_assert_false (pt_arc_is_monotonous (sections + 1, 2));
  sections[2].energy = 0.61;
  g_assert_false (pt_arc_is_monotonous (sections, 4));
  sections[2].energy = 0.55;
  sections[3].styles.drums = PT_DRUM_STYLE_SHUFFLE;
  g_assert_false (pt_arc_is_monotonous (sections, 4));
}

static void
test_breakdown (void)
{
  PtSectionState sections[] = { { 0.2, 8, calm, NULL }, { 0.6, 8, busy, NULL }, { 0.7, 8, busy, NULL }, { 0.8, 8, busy, NULL } };

  /* Three peaks in a row, but four sections ago there was no bass. */
  g_assert_false (pt_arc_needs_breakdown (sections, 4));
  g_assert_true (pt_arc_needs_breakdown (sections + 1, 3));
  sections[0].styles.bass = PT_BASS_STYLE_WALKING;
  g_assert_true (pt_arc_needs_breakdown (sections, 4));
  sections[2].energy = 0.59;
  g_assert_false (pt_arc_needs_breakdown (sections, 4));
  g_assert_false (pt_arc_needs_breakdown (sections + 2, 2));
}

static void
test_overuse (void)
{
  PtSectionState sections[] = {
    { 0.2, 8, busy, "Fm Db" },
    { 0.5, 8, calm, "Cm" },
    { 0.5, 8, busy, NULL },
    { 0.5, 8, calm, "" },
    { 0.5, 8, busy, "Fm Db" },
  };
  g_auto (GStrv) styles = pt_arc_get_overused_styles (sections, 5);
  g_auto (GStrv) chords = pt_arc_get_overused_chords (sections, 5);
  g_auto (GStrv) early = pt_arc_get_overused_styles (sections, 4);

  g_assert_cmpuint (g_strv_length (styles), ==, 1);
  g_assert_cmpstr (styles[0], ==, "four_on_floor/rolling_16th/pulsing/none/none");
  g_assert_cmpuint (g_strv_length (chords), ==, 1);
  g_assert_cmpstr (chords[0], ==, "Fm Db");
  g_assert_cmpuint (g_strv_length (early), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/arc/energy-guardrails", test_energy_guardrails);
  g_test_add_func ("/core/arc/time-cap", test_time_cap);
  g_test_add_func ("/core/arc/thirds", test_thirds);
  g_test_add_func ("/core/arc/styles", test_styles);
  g_test_add_func ("/core/arc/contrast", test_contrast);
  g_test_add_func ("/core/arc/trend", test_trend);
  g_test_add_func ("/core/arc/monotony", test_monotony);
  g_test_add_func ("/core/arc/breakdown", test_breakdown);
  g_test_add_func ("/core/arc/overuse", test_overuse);

  return g_test_run ();
}
