/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "core/pt-core-error.h"
#include "core/pt-json.h"
#include "core/pt-reference.h"

static double
sum_of_gains (PtSection *section)
{
  double sum = 0;

  for (guint i = 0; i < pt_section_get_n_layers (section); i++)
    sum += pt_layer_get_gain (pt_section_get_layer (section, i));

  return sum;
}

static void
test_the_oracle (void)
{
  static const double sums[] = { 0.92, 1.45, 2.10, 2.50, 3.32, 3.32, 2.50, 1.27 };
  static const guint counts[] = { 1, 2, 3, 4, 6, 6, 4, 2 };

  for (gint64 bars = 32; bars <= 64; bars += 32)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PtArrangement) arrangement = pt_reference_arrangement_new (bars, 128, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpint (pt_arrangement_get_bars (arrangement), ==, bars);
      /* 60 and 120 seconds, to the frame. */
      g_assert_cmpuint (pt_bars_to_frame (bars, pt_arrangement_get_tempo (arrangement), 44100), ==, bars * 60 * 44100 / 32);
      g_assert_cmpuint (pt_arrangement_get_n_sections (arrangement), ==, 8);
      for (guint i = 0; i < 8; i++)
        {
          PtSection *section = pt_arrangement_get_section (arrangement, i);

          g_assert_cmpint (pt_section_get_bars (section), ==, bars / 8);
          g_assert_cmpuint (pt_section_get_n_layers (section), ==, counts[i]);
          g_assert_cmpfloat_with_epsilon (sum_of_gains (section), sums[i], 1e-9);
        }
    }
}

static void
check_patterns (PtArrangement *arrangement, guint index, const char *hihat, const char *perc)
{
  PtSection *section = pt_arrangement_get_section (arrangement, index);

  for (guint i = 0; i < pt_section_get_n_layers (section); i++)
    {
      PtLayer *layer = pt_section_get_layer (section, i);
      const char *expected = NULL;

      switch (pt_layer_get_role (layer))
        {
        case PT_ROLE_KICK:
          expected = "four_on_floor";
          break;
        case PT_ROLE_CLAP:
          expected = "backbeat";
          break;
        case PT_ROLE_HIHAT:
          expected = hihat;
          break;
        case PT_ROLE_PERC:
          expected = perc;
          break;
        default:
          g_assert_cmpint (pt_layer_get_layer_type (layer), ==, PT_LAYER_LOOP);
        }
      g_assert_cmpstr (pt_layer_get_pattern (layer), ==, expected);
      if (expected != NULL)
        g_assert_cmpint (pt_layer_get_layer_type (layer), ==, PT_LAYER_ONE_SHOT);
    }
}

static void
test_patterns (void)
{
  g_autoptr (PtArrangement) arrangement = pt_reference_arrangement_new (32, 128, NULL, NULL);

  for (guint i = 0; i < 8; i++)
    check_patterns (arrangement, i, i == 5 ? "sixteenth_drive" : "offbeat_8ths",
                    i == 5 ? "gallop" : i == 6 ? "syncopated_b"
                                               : "syncopated_a");
}

static void
test_refused (void)
{
  static const struct
  {
    gint64 bars;
    double bpm;
    const char *says;
  } cases[] = {
    { 0, 128, "32 or 64 bars, not 0" },
    { 48, 128, "32 or 64 bars, not 48" },
    { 1000000000, 128, "32 or 64 bars, not 1000000000" },
    { 32, 0, "0 does not" },
    { 32, 1e9, "1e+09 does not" },
    { 32, 0.0 / 0.0, "does not" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (pt_reference_arrangement_new (cases[i].bars, cases[i].bpm, NULL, &error));
      g_assert_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
}

static PtLibrary *
make_library (PtRole without)
{
  PtLibrary *library = pt_library_new ();

  for (guint i = 0; i < 8 * PT_N_ROLES; i++)
    {
      g_autofree char *path = g_strdup_printf ("/kit/%03u.wav", i);
      PtSampleInfo *info = pt_sample_info_new (path);
      g_autoptr (PtSample) sample = NULL;

      info->role = i % PT_N_ROLES == without ? PT_ROLE_NONE : i % PT_N_ROLES;
      info->loop = i / PT_N_ROLES % 2;
      sample = pt_sample_new (info);
      pt_library_add (library, sample);
    }

  return library;
}

static void
test_recipe (void)
{
  static const gint64 bars[] = { 8, 8, 16, 8, 16, 8 };
  static const char *const names[] = { "intro", "buildup", "drop_a", "breakdown", "drop_b", "outro" };
  static const double sums[] = { 1.30, 2.25, 3.65, 1.50, 4.00, 1.40 };
  g_autoptr (PtLibrary) library = make_library (PT_ROLE_NONE);
  g_autoptr (GError) error = NULL;
  g_autoptr (PtArrangement) arrangement = pt_recipe_arrangement_new (library, 5, &error);
  g_autoptr (PtArrangement) same = pt_recipe_arrangement_new (library, 5, &error);
  g_autoptr (PtArrangement) other = pt_recipe_arrangement_new (library, 6, &error);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) same_node = NULL;
  g_autoptr (JsonNode) other_node = NULL;
  PtPalette *palette;
  PtLayer *effect;

  g_assert_no_error (error);
  g_assert_cmpint (pt_arrangement_get_bars (arrangement), ==, 64);
  g_assert_cmpuint (pt_bars_to_frame (64, pt_arrangement_get_tempo (arrangement), 48000), ==, 120 * 48000);
  for (guint i = 0; i < G_N_ELEMENTS (bars); i++)
    {
      PtSection *section = pt_arrangement_get_section (arrangement, i);

      g_assert_cmpstr (pt_section_get_name (section), ==, names[i]);
      g_assert_cmpint (pt_section_get_bars (section), ==, bars[i]);
      g_assert_cmpfloat_with_epsilon (sum_of_gains (section), sums[i], 1e-9);
    }
  g_assert_cmpfloat (pt_section_get_fade_in (pt_arrangement_get_section (arrangement, 0)), ==, 4);
  g_assert_cmpfloat (pt_section_get_fade_out (pt_arrangement_get_section (arrangement, 5)), ==, 6);
  effect = pt_section_get_layer (pt_arrangement_get_section (arrangement, 3), 2);
  g_assert_cmpint (pt_layer_get_role (effect), ==, PT_ROLE_FX);
  g_assert_cmpint (pt_layer_get_start_bar (effect), ==, 4);
  g_assert_cmpint (pt_layer_get_end_bar (effect), ==, 5);

  palette = pt_arrangement_get_palette (arrangement);
  for (guint role = 0; role < PT_N_ROLES; role++)
    {
      const char *path = pt_palette_get_path (palette, role);
      const PtSampleInfo *info;

      if (role == PT_ROLE_HAT_LOOP)
        {
          g_assert_null (path);
          continue;
        }
      info = pt_sample_get_info (pt_library_lookup (library, path));
      g_assert_cmpint (info->role, ==, role);
      /* fx takes both, but it is struck here. */
      g_assert_cmpint (info->loop, ==, pt_role_get_loop_rule (role) == PT_LOOP_RULE_LOOP);
    }

  node = pt_arrangement_to_json (arrangement);
  same_node = pt_arrangement_to_json (same);
  other_node = pt_arrangement_to_json (other);
  g_assert_true (json_node_equal (node, same_node));
  g_assert_false (json_node_equal (node, other_node));
}

static void
test_recipe_needs_all (void)
{
  g_autoptr (PtLibrary) library = make_library (PT_ROLE_SYNTH);
  g_autoptr (GError) error = NULL;

  g_assert_null (pt_recipe_arrangement_new (library, 5, &error));
  g_assert_error (error, PT_CORE_ERROR, PT_CORE_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "has none for synth;"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/reference/the-oracle", test_the_oracle);
  g_test_add_func ("/core/reference/patterns", test_patterns);
  g_test_add_func ("/core/reference/refused", test_refused);
  g_test_add_func ("/core/reference/recipe", test_recipe);
  g_test_add_func ("/core/reference/recipe-needs-all", test_recipe_needs_all);

  return g_test_run ();
}
