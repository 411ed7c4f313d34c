/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-beats.h"

static void
test_lowest_terms (void)
{
  PtBeats half = pt_beats_new (-4, -8);

  g_assert_cmpint (half.num, ==, 1);
  g_assert_cmpint (half.den, ==, 2);
}

static void
test_simplest_fraction (void)
{
  static const struct
  {
    double value;
    gint64 num, den;
  } cases[] = {
    { 0, 0, 1 },
    { 0.5, 1, 2 },
    { 3.25, 13, 4 },
    { 0.333333, 1, 3 },
    { 0.67, 67, 100 },
    { 2.0625, 33, 16 },
    { -1.5, -3, 2 },
    { 1e8, 100000000, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PtBeats beats = pt_beats_from_double (cases[i].value);

      g_assert_cmpint (beats.num, ==, cases[i].num);
      g_assert_cmpint (beats.den, ==, cases[i].den);
    }
}

/* What is written to a file and read again does not wander. */
static void
test_fractions_stay (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (int i = 0; i < 200000; i++)
    {
      double value = i == 0 ? 0.339245 : g_rand_double_range (random, 0, 4);
      PtBeats once = pt_beats_from_double (value);
      PtBeats twice = pt_beats_from_double (pt_beats_to_double (once));

      g_assert_cmpfloat_with_epsilon (pt_beats_to_double (once), value, 1.6e-6);
      g_assert_cmpint (once.num, ==, twice.num);
      g_assert_cmpint (once.den, ==, twice.den);
    }
}

static void
test_compare (void)
{
  g_assert_cmpint (pt_beats_compare (pt_beats_new (1, 3), pt_beats_new (1, 2)), <, 0);
  g_assert_cmpint (pt_beats_compare (pt_beats_new (2, 4), pt_beats_new (1, 2)), ==, 0);
  g_assert_cmpint (pt_beats_compare (pt_beats_add (pt_beats_new (1, 3), pt_beats_new (1, 6)), pt_beats_new (1, 2)), ==, 0);
}

/* The older renderer lost 0.154 ms a bar at 130 bpm. */
static void
test_no_drift (void)
{
  g_assert_cmpuint (pt_bars_to_frame (100, pt_tempo_from_bpm (130), 48000), ==, 8861538);
  g_assert_cmpuint (pt_bars_to_frame (32, pt_tempo_from_bpm (128), 44100), ==, 60 * 44100);
  g_assert_cmpuint (pt_bars_to_frame (1, pt_tempo_from_bpm (128), 44100), ==, 82688);
  g_assert_cmpuint (pt_bars_to_frame (2, pt_tempo_from_bpm (128), 44100), ==, 165375);
}

static void
test_tempo_is_exact (void)
{
  g_assert_cmpint (pt_tempo_from_bpm (127.9984), ==, 127998400);
  g_assert_cmpfloat (pt_tempo_to_bpm (pt_tempo_from_bpm (133.37)), ==, 133.37);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/beats/lowest-terms", test_lowest_terms);
  g_test_add_func ("/core/beats/simplest-fraction", test_simplest_fraction);
  g_test_add_func ("/core/beats/fractions-stay", test_fractions_stay);
  g_test_add_func ("/core/beats/compare", test_compare);
  g_test_add_func ("/core/beats/no-drift", test_no_drift);
  g_test_add_func ("/core/beats/tempo-is-exact", test_tempo_is_exact);

  return g_test_run ();
}
