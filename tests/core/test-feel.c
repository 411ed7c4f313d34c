/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "core/pt-feel.h"

static void
assert_swing (double swing, guint grid, PtBeats start, gint64 num, gint64 den)
{
  PtFeel feel = PT_FEEL_PLAIN;
  PtBeats found;

  feel.swing = swing;
  feel.swing_grid = grid;
  found = pt_feel_swing (&feel, start);
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
  PtFeel feel = PT_FEEL_PLAIN;

  for (feel.swing = 0.0; feel.swing <= 1.0; feel.swing += 0.07)
    for (feel.swing_grid = 8; feel.swing_grid <= 16; feel.swing_grid += 8)
      for (int tick = 0; tick < 4 * 48; tick++)
        {
          PtBeats a = pt_feel_swing (&feel, pt_beats_new (tick, 48));
          PtBeats b = pt_feel_swing (&feel, pt_beats_new (tick + 1, 48));

          g_assert_cmpint (pt_beats_compare (a, b), <, 0);
        }
}

static void
test_stray (void)
{
  PtFeel feel = PT_FEEL_PLAIN;
  PtRng rng, other;
  double lowest = 1.0, highest = -1.0;

  feel.timing_beats = 0.05;
  pt_rng_init (&rng, 1);
  for (int i = 0; i < 1000; i++)
    {
      double stray = pt_beats_to_double (pt_feel_stray (&feel, &rng));

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
  pt_feel_stray (&feel, &rng);
  feel.timing_beats = 0.0;
  g_assert_cmpint (pt_feel_stray (&feel, &other).num, ==, 0);
  g_assert_cmpuint (pt_rng_next (&rng), ==, pt_rng_next (&other));
}

static void
test_velocity (void)
{
  PtFeel feel = PT_FEEL_PLAIN;
  PtRng rng;

  feel.velocity_spread = 0.0;
  pt_rng_init (&rng, 1);
  for (int i = 0; i < 100; i++)
    g_assert_cmpint (pt_feel_draw_velocity (&feel, &rng, 15), ==, 0);
  feel.velocity_spread = 2.0;
  for (int i = 0; i < 100; i++)
    g_assert_cmpint (ABS (pt_feel_draw_velocity (&feel, &rng, 15)), <=, 30);
}

static void
test_clamp (void)
{
  PtFeel wild = { NAN, 7, INFINITY, -3.0, 9.0, G_MAXUINT };
  PtFeel good = pt_feel_clamp (&wild);
  PtFeel plain = pt_feel_clamp (NULL);

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
  g_test_add_func ("/core/feel/swing", test_swing);
  g_test_add_func ("/core/feel/swing-keeps-order", test_swing_keeps_order);
  g_test_add_func ("/core/feel/stray", test_stray);
  g_test_add_func ("/core/feel/velocity", test_velocity);
  g_test_add_func ("/core/feel/clamp", test_clamp);

  return g_test_run ();
}
