/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-rng.h"

/* These numbers are the contract: a seed in somebody's file means the same for ever. */
static void
test_sequence_is_fixed (void)
{
  PtRng rng;
  PtRng named;

  pt_rng_init (&rng, 42);
  g_assert_cmphex (pt_rng_next (&rng), ==, G_GUINT64_CONSTANT (0x15780b2e0c2ec716));
  g_assert_cmphex (pt_rng_next (&rng), ==, G_GUINT64_CONSTANT (0x6104d9866d113a7e));
  pt_rng_init_named (&named, 42, "kick");
  pt_rng_init_named (&rng, 42, "clap");
  g_assert_cmphex (pt_rng_next (&named), !=, pt_rng_next (&rng));
}

static void
test_range (void)
{
  guint counts[6] = { 0 };
  PtRng rng;

  pt_rng_init (&rng, 1);
  for (int i = 0; i < 60000; i++)
    {
      gint64 value = pt_rng_range (&rng, -2, 3);

      g_assert_cmpint (value, >=, -2);
      g_assert_cmpint (value, <=, 3);
      counts[value + 2]++;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    g_assert_cmpuint (ABS ((int) counts[i] - 10000), <, 500);

  pt_rng_range (&rng, G_MININT64, G_MAXINT64);
  g_assert_cmpint (pt_rng_range (&rng, 7, 7), ==, 7);
}

static void
test_double (void)
{
  double sum = 0;
  PtRng rng;

  pt_rng_init (&rng, 2);
  for (int i = 0; i < 10000; i++)
    {
      double value = pt_rng_double (&rng);

      g_assert_cmpfloat (value, >=, 0);
      g_assert_cmpfloat (value, <, 1);
      sum += value;
    }
  g_assert_cmpfloat_with_epsilon (sum / 10000, 0.5, 0.02);
  g_assert_false (pt_rng_chance (&rng, 0));
  g_assert_true (pt_rng_chance (&rng, 1));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/rng/sequence-is-fixed", test_sequence_is_fixed);
  g_test_add_func ("/core/rng/range", test_range);
  g_test_add_func ("/core/rng/double", test_double);

  return g_test_run ();
}
