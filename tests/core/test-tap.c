/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-tap.h"

/* Half a second: 120 bpm. */
#define BEAT_USEC (G_USEC_PER_SEC / 2)

static void
test_steady (void)
{
  PtTap tap = { { 0 }, 0 };

  g_assert_cmpfloat (pt_tap_add (&tap, BEAT_USEC), ==, 0.0);
  for (int i = 2; i < 30; i++)
    g_assert_cmpfloat_with_epsilon (pt_tap_add (&tap, i * BEAT_USEC), 120.0, 1e-9);
}

static void
test_one_bad_tap (void)
{
  PtTap tap = { { 0 }, 0 };
  double bpm = 0.0;

  for (int i = 1; i < 9; i++)
    bpm = pt_tap_add (&tap, i * BEAT_USEC + (i == 4 ? BEAT_USEC / 3 : 0));
  g_assert_cmpfloat_with_epsilon (bpm, 120.0, 1e-9);
}

static void
test_pause (void)
{
  PtTap tap = { { 0 }, 0 };

  pt_tap_add (&tap, 1);
  pt_tap_add (&tap, BEAT_USEC);
  g_assert_cmpfloat (pt_tap_add (&tap, BEAT_USEC + PT_TAP_RESET_USEC + 1), ==, 0.0);
  g_assert_cmpfloat_with_epsilon (pt_tap_add (&tap, 2 * BEAT_USEC + PT_TAP_RESET_USEC + 1), 120.0, 1e-9);
}

static void
test_follows (void)
{
  PtTap tap = { { 0 }, 0 };
  gint64 now = 1;
  double bpm = 0.0;

  for (int i = 0; i < 8; i++)
    pt_tap_add (&tap, now += BEAT_USEC);
  /* 150 bpm, as soon as most of what is remembered is of that */
  for (int i = 0; i < 5; i++)
    bpm = pt_tap_add (&tap, now += 400000);
  g_assert_cmpfloat_with_epsilon (bpm, 150.0, 1e-9);
}

static void
test_limits (void)
{
  PtTap tap = { { 0 }, 0 };

  pt_tap_add (&tap, 1);
  g_assert_cmpfloat (pt_tap_add (&tap, 2), ==, 400.0);
  /* A clock that stands still begins anew. */
  g_assert_cmpfloat (pt_tap_add (&tap, 2), ==, 0.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/tap/steady", test_steady);
  g_test_add_func ("/core/tap/one-bad-tap", test_one_bad_tap);
  g_test_add_func ("/core/tap/pause", test_pause);
  g_test_add_func ("/core/tap/follows", test_follows);
  g_test_add_func ("/core/tap/limits", test_limits);

  return g_test_run ();
}
