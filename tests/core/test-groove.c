/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "core/pt-groove.h"

static void
assert_swing (double swing, guint grid, PtBeats start, gint64 num, gint64 den)
{
  PtGroove groove = PT_GROOVE_PLAIN;
  PtBeats found;

  groove.swing = swing;
  groove.swing_grid = grid;
  found = pt_groove_swing (&groove, start);
  g_assert_cmpint (found.num, ==, num);
  g_assert_cmpint (found.den, ==, den);
}

static void
test_swing (void)
{
  /* Straight. */
  assert_swing (0.0, 16, (PtBeats){ 7, 4 }, 7, 4);
  /* Full swing is triplets: the second sixteenth of a pair at two thirds of it. */
  assert_swing (1.0, 16, (PtBeats){ 1, 4 }, 1, 3);
  assert_swing (1.0, 16, (PtBeats){ 3, 4 }, 5, 6);
  assert_swing (1.0, 8, (PtBeats){ 1, 2 }, 2, 3);
  assert_swing (1.0, 8, (PtBeats){ 15, 2 }, 23, 3);
  /* On the pair nothing moves. */
  assert_swing (1.0, 16, (PtBeats){ 1, 2 }, 1, 2);
  assert_swing (1.0, 8, (PtBeats){ 3, 1 }, 3, 1);
  assert_swing (0.5, 16, (PtBeats){ 1, 4 }, 7, 24);
  /* What lies between is stretched along. */
  assert_swing (1.0, 8, (PtBeats){ 1, 4 }, 1, 3);
  assert_swing (1.0, 8, (PtBeats){ 3, 4 }, 5, 6);
}

static void
test_swing_keeps_order (void)
{
  PtGroove groove = PT_GROOVE_PLAIN;

  for (groove.swing = 0.0; groove.swing <= 1.0; groove.swing += 0.07)
    for (groove.swing_grid = 8; groove.swing_grid <= 16; groove.swing_grid += 8)
      for (int tick = 0; tick < 4 * 48; tick++)
        {
          PtBeats a = pt_groove_swing (&groove, pt_beats_new (tick, 48));
          PtBeats b = pt_groove_swing (&groove, pt_beats_new (tick + 1, 48));

          g_assert_cmpint (pt_beats_compare (a, b), <, 0);
        }
}

static void
test_stray (void)
{
  PtGroove groove = PT_GROOVE_PLAIN;
  PtRng rng, other;
  double lowest = 1.0, highest = -1.0;

  groove.timing_beats = 0.05;
  pt_rng_init (&rng, 1);
  for (int i = 0; i < 1000; i++)
    {
      double stray = pt_beats_to_double (pt_groove_stray (&groove, &rng));

      lowest = MIN (lowest, stray);
      highest = MAX (highest, stray);
    }
  g_assert_cmpfloat (lowest, >=, -0.05);
  g_assert_cmpfloat (lowest, <, -0.04);
  g_assert_cmpfloat (highest, <=, 0.05);
  g_assert_cmpfloat (highest, >, 0.04);

  /* The draws are the same however much strays. */
  pt_rng_init (&rng, 2);
  pt_rng_init (&other, 2);
  pt_groove_stray (&groove, &rng);
  groove.timing_beats = 0.0;
  g_assert_cmpint (pt_groove_stray (&groove, &other).num, ==, 0);
  g_assert_cmpuint (pt_rng_next (&rng), ==, pt_rng_next (&other));
}

static void
test_velocity (void)
{
  PtGroove groove = PT_GROOVE_PLAIN;
  PtRng rng;

  groove.velocity_spread = 0.0;
  pt_rng_init (&rng, 1);
  for (int i = 0; i < 100; i++)
    g_assert_cmpint (pt_groove_draw_velocity (&groove, &rng, 15), ==, 0);
  groove.velocity_spread = 2.0;
  for (int i = 0; i < 100; i++)
    g_assert_cmpint (ABS (pt_groove_draw_velocity (&groove, &rng, 15)), <=, 30);
}

static void
test_clamp (void)
{
  PtGroove wild = { NAN, 7, INFINITY, -3.0, 9.0, G_MAXUINT };
  PtGroove good = pt_groove_clamp (&wild);
  PtGroove plain = pt_groove_clamp (NULL);

  g_assert_cmpfloat (good.swing, ==, 0.0);
  g_assert_cmpuint (good.swing_grid, ==, 16);
  g_assert_cmpfloat (good.timing_beats, ==, 0.0);
  g_assert_cmpfloat (good.velocity_spread, ==, 0.0);
  g_assert_cmpfloat (good.ghosts, ==, 1.0);
  g_assert_cmpuint (good.phrase_bars, ==, 4096);
  g_assert_cmpuint (plain.phrase_bars, ==, 4);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/groove/swing", test_swing);
  g_test_add_func ("/core/groove/swing-keeps-order", test_swing_keeps_order);
  g_test_add_func ("/core/groove/stray", test_stray);
  g_test_add_func ("/core/groove/velocity", test_velocity);
  g_test_add_func ("/core/groove/clamp", test_clamp);

  return g_test_run ();
}
