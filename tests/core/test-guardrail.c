/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "core/pt-arrangement-bars.h"
#include "core/pt-guardrail.h"
#include "core/pt-reference.h"
#include "pt-test-bars.h"

#define SIX "kick hihat:4 bassline perc:2 texture clap:2"

static PtLayerState *
layers (PtBarState *bar)
{
  return &g_array_index (bar->layers, PtLayerState, 0);
}

static void
assert_trim (const char *text, gint64 bar_index, gint64 total, const char *expected, guint n_notices)
{
  g_autoptr (PtBarState) bar = pt_test_bar (text);
  g_autoptr (GPtrArray) corrections = pt_correction_list_new ();
  g_autofree char *found = NULL;

  pt_guardrail_apply (layers (bar), bar->layers->len, bar_index, total, corrections);
  found = pt_test_audible_roles (bar);
  g_assert_cmpstr (found, ==, expected);
  g_assert_cmpuint (corrections->len, ==, n_notices);
}

static void
test_trim (void)
{
  /* The acceptance vectors. */
  assert_trim (SIX, 5, 64, "kick hihat bassline", 1);
  assert_trim (SIX, 60, 64, "kick bassline", 1);
  /* By phase, not by loudness: the old rule never kept a texture. */
  assert_trim ("kick texture perc", 60, 64, "kick texture", 1);
  assert_trim ("kick hihat texture perc", 5, 64, "kick hihat perc", 1);
  assert_trim ("kick clap*0.9 texture perc*0.3", 5, 64, "kick texture perc", 1);
  assert_trim ("kick bassline texture perc", 5, 64, "kick bassline texture", 1);
  /* Loudness decides between roles that stand for one another. */
  assert_trim ("kick bassline*0.1 texture*0.4", 60, 64, "kick texture", 1);
  assert_trim ("kick hihat*0.2 texture*0.5 bassline", 5, 64, "kick texture bassline", 1);
  /* All kicks stay, whatever the ceiling. */
  assert_trim ("kick kick kick hihat bassline", 60, 64, "kick kick kick", 1);
  assert_trim ("kick kick kick", 60, 64, "kick kick kick", 0);
  /* What nobody hears takes no room. */
  assert_trim ("kick hihat! bassline*0 perc texture:0", 5, 64, "kick perc texture", 0);
  assert_trim ("hihat bassline perc texture clap", 60, 64, "hihat bassline", 1);
  assert_trim ("kick bassline hihat clap perc synth texture", 30, 64, "kick bassline hihat clap perc synth", 1);
  assert_trim ("kick bassline hihat clap perc synth*0.1 texture", 30, 0, "kick bassline hihat clap perc texture", 1);
  assert_trim (SIX, 30, 64, "kick hihat bassline perc texture clap", 0);
  assert_trim (SIX, 53, 64, "kick hihat bassline clap", 1);
}

static void
test_held_comes_back (void)
{
  g_autoptr (PtBarState) bar = pt_test_bar (SIX);
  g_autofree char *found = NULL;

  pt_guardrail_apply (layers (bar), bar->layers->len, 5, 64, NULL);
  g_assert_cmpuint (pt_bar_state_count_audible (bar), ==, 3);
  g_assert_cmpuint (bar->layers->len, ==, 6);
  g_assert_true (g_array_index (bar->layers, PtLayerState, 4).held);
  pt_guardrail_apply (layers (bar), bar->layers->len, 30, 64, NULL);
  g_assert_cmpuint (pt_bar_state_count_audible (bar), ==, 6);
}

static void
test_records (void)
{
  g_autoptr (PtBarState) bar = pt_test_bar (SIX);
  g_autoptr (GPtrArray) corrections = pt_correction_list_new ();
  const PtCorrection *correction;

  pt_guardrail_apply (layers (bar), bar->layers->len, 60, 64, corrections);
  g_assert_cmpuint (corrections->len, ==, 1);
  correction = g_ptr_array_index (corrections, 0);
  g_assert_cmpint (correction->kind, ==, PT_CORRECTION_DENSITY);
  g_assert_cmpint (correction->role, ==, PT_ROLE_NONE);
  g_assert_cmpfloat (correction->before, ==, 6);
  g_assert_cmpfloat (correction->after, ==, 2);
  g_assert_cmpstr (correction->message, ==,
                   "Down to 2 layers, the most of the outro phase: kick, bassline; waiting: hihat, perc, texture, clap");
  g_assert_cmpstr (pt_correction_kind_to_string (correction->kind), ==, "density");
}

static void
test_gain_caps (void)
{
  g_autoptr (PtBarState) bar = pt_test_bar ("kick*1.0 texture*0.90 synth*0.51 hihat*3 perc*0.4 texture*0.55");
  static const double expected[] = { 1.0, 0.55, 0.50, 1.0, 0.4, 0.55 };
  g_autoptr (GPtrArray) corrections = pt_correction_list_new ();
  const PtCorrection *correction;

  pt_guardrail_cap_gains (layers (bar), bar->layers->len, corrections);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpfloat (g_array_index (bar->layers, PtLayerState, i).gain, ==, expected[i]);
  g_assert_cmpuint (corrections->len, ==, 3);
  correction = g_ptr_array_index (corrections, 0);
  g_assert_cmpint (correction->kind, ==, PT_CORRECTION_GAIN_CAP);
  g_assert_cmpint (correction->role, ==, PT_ROLE_TEXTURE);
  g_assert_cmpfloat (correction->before, ==, 0.90);
  g_assert_cmpfloat (correction->after, ==, 0.55);
  g_assert_cmpstr (correction->message, ==, "texture turned down from 0.90 to 0.55, the most it may have");

  pt_guardrail_cap_gains (NULL, 0, NULL);
  pt_guardrail_trim_density (NULL, 0, PT_PHASE_INTRO, NULL);
}

static void
test_reference_passes (void)
{
  static const gint64 lengths[] = { 32, 64 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (PtArrangement) reference = pt_reference_arrangement_new (lengths[i], 128.0, NULL, NULL);
      g_autoptr (GPtrArray) bars = pt_arrangement_get_bar_states (reference);
      g_autoptr (GPtrArray) corrections = pt_correction_list_new ();

      for (guint bar = 0; bar < bars->len; bar++)
        {
          PtBarState *state = g_ptr_array_index (bars, bar);

          pt_guardrail_apply (layers (state), state->layers->len, bar, lengths[i], corrections);
        }
      g_assert_cmpuint (corrections->len, ==, 0);
    }
}

/* Whatever plays, no more than the ceiling or the kicks is left, never nothing. */
static void
test_every_mixture (void)
{
  for (guint mixture = 0; mixture < 1u << PT_N_ROLES; mixture++)
    for (PtPhase phase = 0; phase < PT_N_PHASES; phase++)
      {
        PtLayerState all[PT_N_ROLES];
        guint n = 0, left = 0;

        for (guint role = 0; role < PT_N_ROLES; role++)
          if (mixture & 1u << role)
            all[n++] = (PtLayerState){ .role = role, .loop = TRUE, .gain = 0.4 };
        pt_guardrail_trim_density (all, n, phase, NULL);
        for (guint i = 0; i < n; i++)
          {
            left += pt_layer_state_is_audible (&all[i]) ? 1 : 0;
            if (all[i].role == PT_ROLE_KICK)
              g_assert_false (all[i].held);
          }
        g_assert_cmpuint (left, ==, MIN (n, pt_phase_get_ceiling (phase)));
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/guardrail/trim", test_trim);
  g_test_add_func ("/core/guardrail/held-comes-back", test_held_comes_back);
  g_test_add_func ("/core/guardrail/records", test_records);
  g_test_add_func ("/core/guardrail/gain-caps", test_gain_caps);
  g_test_add_func ("/core/guardrail/reference-passes", test_reference_passes);
  g_test_add_func ("/core/guardrail/every-mixture", test_every_mixture);

  return g_test_run ();
}
