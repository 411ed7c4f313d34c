/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-phase.h"

static void
assert_phase (gint64 bar, gint64 total, PtPhase phase, guint ceiling, const char *name)
{
  g_assert_cmpint (pt_phase_get (bar, total), ==, phase);
  g_assert_cmpuint (pt_phase_get_ceiling (phase), ==, ceiling);
  g_assert_cmpstr (pt_phase_to_string (phase), ==, name);
}

static void
test_64_bars (void)
{
  assert_phase (0, 64, PT_PHASE_INTRO, 3, "intro phase");
  assert_phase (4, 64, PT_PHASE_INTRO, 3, "intro phase");
  assert_phase (7, 64, PT_PHASE_INTRO, 3, "intro phase");
  assert_phase (8, 64, PT_PHASE_BUILDING, 6, "building phase");
  assert_phase (20, 64, PT_PHASE_BUILDING, 6, "building phase");
  assert_phase (24, 64, PT_PHASE_FULL_GROOVE, 6, "full groove phase");
  assert_phase (48, 64, PT_PHASE_FULL_GROOVE, 6, "full groove phase");
  assert_phase (52, 64, PT_PHASE_STRIPPING, 4, "stripping phase");
  assert_phase (56, 64, PT_PHASE_STRIPPING, 4, "stripping phase");
  assert_phase (60, 64, PT_PHASE_OUTRO, 2, "outro phase");
  assert_phase (64, 64, PT_PHASE_OUTRO, 2, "outro phase");
  assert_phase (900, 64, PT_PHASE_OUTRO, 2, "outro phase");
}

static void
test_other_lengths (void)
{
  g_assert_cmpint (pt_phase_get (15, 128), ==, PT_PHASE_INTRO);
  g_assert_cmpint (pt_phase_get (16, 128), ==, PT_PHASE_BUILDING);
  g_assert_cmpint (pt_phase_get (103, 128), ==, PT_PHASE_FULL_GROOVE);
  g_assert_cmpint (pt_phase_get (104, 128), ==, PT_PHASE_STRIPPING);
  g_assert_cmpint (pt_phase_get (117, 128), ==, PT_PHASE_OUTRO);
  g_assert_cmpint (pt_phase_get (0, 1), ==, PT_PHASE_INTRO);
  assert_phase (5, 0, PT_PHASE_INFINITE, 6, "infinite");
  assert_phase (5, -1, PT_PHASE_INFINITE, 6, "infinite");
}

static void
test_ends (void)
{
  g_assert_cmpfloat (pt_phase_get_end (PT_PHASE_INTRO), ==, 0.125);
  g_assert_cmpfloat (pt_phase_get_end (PT_PHASE_BUILDING), ==, 0.375);
  g_assert_cmpfloat (pt_phase_get_end (PT_PHASE_FULL_GROOVE), ==, 0.8125);
  g_assert_cmpfloat (pt_phase_get_end (PT_PHASE_STRIPPING), ==, 0.9063);
  g_assert_cmpfloat (pt_phase_get_end (PT_PHASE_OUTRO), ==, 1.0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/phase/64-bars", test_64_bars);
  g_test_add_func ("/core/phase/other-lengths", test_other_lengths);
  g_test_add_func ("/core/phase/ends", test_ends);

  return g_test_run ();
}
