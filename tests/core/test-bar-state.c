/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-arrangement-bars.h"
#include "pt-test-bars.h"

static guint64
fingerprint (const char *text)
{
  g_autoptr (PtBarState) bar = pt_test_bar (text);

  return pt_bar_state_get_fingerprint (bar);
}

static void
test_fingerprint (void)
{
  guint64 one = fingerprint ("kick hihat bassline");

  g_assert_cmpuint (fingerprint ("bassline kick hihat"), ==, one);
  g_assert_cmpuint (fingerprint ("kick hihat bassline perc!"), ==, one);
  g_assert_cmpuint (fingerprint ("kick hihat bassline texture*0"), ==, one);
  g_assert_cmpuint (fingerprint ("kick*0.91 hihat bassline"), ==, one);
  g_assert_cmpuint (fingerprint ("kick*0.80 hihat bassline"), !=, one);
  g_assert_cmpuint (fingerprint ("kick hihat:8 bassline"), !=, one);
  g_assert_cmpuint (fingerprint ("kick hihat"), !=, one);
  g_assert_cmpuint (fingerprint ("kick hihat texture"), !=, one);
  g_assert_cmpuint (fingerprint ("kick kick hihat bassline"), !=, one);
}

static void
test_counting (void)
{
  g_autoptr (PtBarState) bar = pt_test_bar ("kick hihat:0 bassline! texture*0 clap");

  g_assert_cmpuint (pt_bar_state_count_audible (bar), ==, 2);
  g_assert_true (pt_bar_state_has_role (bar, PT_ROLE_CLAP));
  g_assert_false (pt_bar_state_has_role (bar, PT_ROLE_BASSLINE));
  g_array_index (bar->layers, PtLayerState, 4).held = TRUE;
  g_assert_cmpuint (pt_bar_state_count_audible (bar), ==, 1);
}

static PtLayer *
add_layer (PtSection *section, PtRole role, double gain)
{
  PtLayer *layer = pt_layer_new (role, PT_LAYER_LOOP, gain);

  pt_section_add_layer (section, g_object_ref (layer));
  g_object_unref (layer);

  return layer;
}

static const PtLayerState *
layer_at (GPtrArray *bars, guint bar, guint layer)
{
  PtBarState *state = g_ptr_array_index (bars, bar);

  return &g_array_index (state->layers, PtLayerState, layer);
}

static void
test_from_arrangement (void)
{
  g_autoptr (PtArrangement) arrangement = pt_arrangement_new ();
  PtSection *section = pt_section_new ("one", 4);
  PtLayer *texture = add_layer (section, PT_ROLE_TEXTURE, 0.4);
  PtLayer *synth = add_layer (section, PT_ROLE_SYNTH, 1.0);
  PtLayer *kick = pt_layer_new (PT_ROLE_KICK, PT_LAYER_ONE_SHOT, 0.5);
  g_autoptr (GPtrArray) bars = NULL;

  pt_layer_set_pattern (kick, "offbeat_8ths");
  pt_section_add_layer (section, kick);
  pt_layer_set_span (texture, 1, 3);
  pt_layer_set_gain_end (texture, 0.8);
  pt_layer_set_mute (synth, TRUE);
  pt_section_set_fades (section, 2.0, 1.0);
  pt_arrangement_add_section (arrangement, section);
  pt_arrangement_add_section (arrangement, pt_section_new ("two", 2));
  pt_mixer_channel_set_gain_db (pt_arrangement_get_channel (arrangement, PT_ROLE_KICK), -6.0);

  bars = pt_arrangement_get_bar_states (arrangement);
  g_assert_cmpuint (bars->len, ==, 6);
  g_assert_cmpuint (((PtBarState *) bars->pdata[0])->layers->len, ==, 2);
  g_assert_cmpuint (((PtBarState *) bars->pdata[1])->layers->len, ==, 3);
  g_assert_cmpuint (((PtBarState *) bars->pdata[5])->layers->len, ==, 0);

  g_assert_true (layer_at (bars, 0, 0)->muted);
  g_assert_cmpuint (layer_at (bars, 0, 1)->hits, ==, 4);
  g_assert_cmpfloat_with_epsilon (layer_at (bars, 0, 1)->gain, 0.5 * 0.25 * 0.5011872, 1e-6);
  g_assert_cmpfloat_with_epsilon (layer_at (bars, 1, 0)->gain, 0.5 * 0.75, 1e-9);
  g_assert_cmpfloat_with_epsilon (layer_at (bars, 2, 0)->gain, 0.7, 1e-9);
  g_assert_cmpfloat_with_epsilon (layer_at (bars, 3, 1)->gain, 0.5 * 0.5 * 0.5011872, 1e-6);

  pt_mixer_channel_set_solo (pt_arrangement_get_channel (arrangement, PT_ROLE_TEXTURE), TRUE);
  g_clear_pointer (&bars, g_ptr_array_unref);
  bars = pt_arrangement_get_bar_states (arrangement);
  g_assert_false (layer_at (bars, 1, 0)->muted);
  g_assert_true (layer_at (bars, 1, 2)->muted);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/bar-state/fingerprint", test_fingerprint);
  g_test_add_func ("/core/bar-state/counting", test_counting);
  g_test_add_func ("/core/bar-state/from-arrangement", test_from_arrangement);

  return g_test_run ();
}
