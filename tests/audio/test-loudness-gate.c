/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "audio/pt-loudness-gate.h"
#include "audio/pt-loudness.h"

/* The cases of EBU Tech 3341 and 3342, as energies: what the filter would have left. */

#define HOP 4800

typedef struct
{
  double lufs;
  double seconds;
} Stretch;

static GArray *
make_hops (const Stretch *stretches, guint n)
{
  GArray *hops = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < n; i++)
    for (guint hop = 0; hop < stretches[i].seconds * 10; hop++)
      {
        const double energy = HOP * pow (10, (stretches[i].lufs + 0.691) / 10);

        g_array_append_val (hops, energy);
      }

  return hops;
}

static PtLoudness
gate (const Stretch *stretches, guint n)
{
  g_autoptr (GArray) hops = make_hops (stretches, n);
  PtLoudness result = { 0 };

  pt_loudness_gate_integrated (hops, HOP, &result);
  pt_loudness_gate_range (hops, HOP, &result);

  return result;
}

static void
test_integrated (void)
{
  static const Stretch steady[] = { { -33, 20 } };
  static const Stretch relative[] = { { -36, 10 }, { -23, 60 }, { -36, 10 } };
  static const Stretch absolute[] = { { -72, 10 }, { -36, 10 }, { -23, 60 }, { -36, 10 }, { -72, 10 } };
  static const Stretch mixed[] = { { -26, 20 }, { -20, 20.1 }, { -26, 20 } };

  g_assert_cmpfloat_with_epsilon (gate (steady, 1).lufs_i, -33, 1e-9);
  g_assert_cmpfloat_with_epsilon (gate (relative, 3).lufs_i, -23, 0.1);
  g_assert_cmpfloat_with_epsilon (gate (absolute, 5).lufs_i, -23, 0.1);
  g_assert_cmpfloat_with_epsilon (gate (mixed, 3).lufs_i, -23, 0.1);
}

static void
test_range (void)
{
  static const Stretch ten[] = { { -20, 20 }, { -30, 20 } };
  static const Stretch five[] = { { -20, 20 }, { -15, 20 } };
  static const Stretch twenty[] = { { -40, 20 }, { -20, 20 } };
  static const Stretch fifteen[] = { { -50, 20 }, { -35, 20 }, { -20, 20 }, { -35, 20 }, { -50, 20 } };

  g_assert_cmpfloat_with_epsilon (gate (ten, 2).lra_lu, 10, 0.1);
  g_assert_cmpfloat_with_epsilon (gate (five, 2).lra_lu, 5, 0.1);
  g_assert_cmpfloat_with_epsilon (gate (twenty, 2).lra_lu, 20, 0.1);
  g_assert_cmpfloat_with_epsilon (gate (fifteen, 5).lra_lu, 15, 0.1);
}

static void
test_maxima (void)
{
  static const Stretch burst[] = { { -40, 5 }, { -10, 0.4 }, { -40, 5 } };
  PtLoudness result = gate (burst, 3);

  g_assert_cmpfloat_with_epsilon (result.lufs_m_max, -10, 1e-9);
  g_assert_cmpfloat_with_epsilon (result.lufs_s_max, -10 + 10 * log10 (0.4 / 3), 0.05);
}

/* Windows that the signal does not fill do not count. */
static void
test_short (void)
{
  static const Stretch nothing[] = { { -20, 0 } };
  static const Stretch too_short[] = { { -20, 0.3 } };
  static const Stretch momentary[] = { { -20, 0.4 } };
  static const Stretch almost[] = { { -20, 2.9 } };
  static const Stretch short_term[] = { { -20, 3 } };

  g_assert_cmpfloat (gate (nothing, 1).lufs_i, ==, -INFINITY);
  g_assert_cmpfloat (gate (too_short, 1).lufs_i, ==, -INFINITY);
  g_assert_cmpfloat (gate (too_short, 1).lufs_m_max, ==, -INFINITY);
  g_assert_cmpfloat_with_epsilon (gate (momentary, 1).lufs_i, -20, 1e-9);
  g_assert_cmpfloat (gate (almost, 1).lufs_s_max, ==, -INFINITY);
  g_assert_cmpfloat (gate (almost, 1).lra_lu, ==, 0);
  g_assert_cmpfloat_with_epsilon (gate (short_term, 1).lufs_s_max, -20, 1e-9);
  g_assert_cmpfloat (gate (short_term, 1).lra_lu, ==, 0);
}

static void
test_all_gated (void)
{
  static const Stretch quiet[] = { { -71, 20 } };
  PtLoudness result = gate (quiet, 1);

  g_assert_cmpfloat (result.lufs_i, ==, -INFINITY);
  g_assert_cmpfloat (result.lra_lu, ==, 0);
  g_assert_cmpfloat_with_epsilon (result.lufs_m_max, -71, 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/loudness-gate/integrated", test_integrated);
  g_test_add_func ("/audio/loudness-gate/range", test_range);
  g_test_add_func ("/audio/loudness-gate/maxima", test_maxima);
  g_test_add_func ("/audio/loudness-gate/short", test_short);
  g_test_add_func ("/audio/loudness-gate/all-gated", test_all_gated);

  return g_test_run ();
}
