/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-groove-heard.h"

static void
test_nothing (void)
{
  g_autoptr (PtPalette) palette = pt_palette_new ();
  g_autoptr (PtGrooveHeard) none = pt_groove_heard_new (NULL, NULL);
  g_autoptr (PtGrooveHeard) empty = NULL;
  g_autofree char *text = pt_groove_heard_describe (none);

  /* The gain of an empty role is not heard. */
  pt_palette_set_gain (palette, PT_ROLE_KICK, 0.5);
  empty = pt_groove_heard_new (palette, NULL);
  g_assert_false (pt_groove_heard_has_sounds (none));
  g_assert_false (pt_groove_heard_has_sounds (empty));
  g_assert_true (pt_groove_heard_has_same_sounds (none, empty));
  g_assert_true (pt_groove_heard_has_same_levels (none, empty));
  g_assert_cmpstr (text, ==, "");
}

static void
test_sounds_and_levels (void)
{
  g_autoptr (PtPalette) palette = pt_palette_new ();
  g_autoptr (PtGrooveHeard) first = NULL;
  g_autoptr (PtGrooveHeard) same = NULL;
  g_autoptr (PtGrooveHeard) louder = NULL;
  g_autoptr (PtGrooveHeard) aside = NULL;
  g_autoptr (PtGrooveHeard) other = NULL;
  g_autofree char *first_text = NULL;
  g_autofree char *same_text = NULL;
  g_autofree char *louder_text = NULL;

  pt_palette_set_path (palette, PT_ROLE_KICK, "/sounds/a.wav");
  first = pt_groove_heard_new (palette, NULL);
  pt_palette_set_name (palette, "Another name");
  pt_palette_set_lock (palette, PT_ROLE_KICK, TRUE);
  same = pt_groove_heard_new (palette, NULL);
  pt_palette_set_gain (palette, PT_ROLE_KICK, 0.5);
  louder = pt_groove_heard_new (palette, NULL);
  pt_palette_set_pan (palette, PT_ROLE_KICK, 0.5);
  aside = pt_groove_heard_new (palette, NULL);
  pt_palette_set_path (palette, PT_ROLE_KICK, "/sounds/b.wav");
  other = pt_groove_heard_new (palette, NULL);

  g_assert_true (pt_groove_heard_has_sounds (first));
  g_assert_true (pt_groove_heard_has_same_sounds (first, same));
  g_assert_true (pt_groove_heard_has_same_levels (first, same));
  g_assert_true (pt_groove_heard_has_same_sounds (first, louder));
  g_assert_false (pt_groove_heard_has_same_levels (first, louder));
  g_assert_false (pt_groove_heard_has_same_levels (louder, aside));
  g_assert_false (pt_groove_heard_has_same_sounds (aside, other));
  first_text = pt_groove_heard_describe (first);
  same_text = pt_groove_heard_describe (same);
  louder_text = pt_groove_heard_describe (louder);
  g_assert_cmpstr (first_text, ==, same_text);
  g_assert_cmpstr (first_text, !=, louder_text);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/groove-heard/nothing", test_nothing);
  g_test_add_func ("/session/groove-heard/sounds-and-levels", test_sounds_and_levels);

  return g_test_run ();
}
