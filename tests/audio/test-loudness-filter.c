/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "audio/pt-loudness-filter.h"
#include "pt-test-audio.h"

/* The coefficients that BS.1770 prints for 48 kHz, in direct form. */
static void
test_standard_coefficients (void)
{
  static const double shelf_b[] = { 1.53512485958697, -2.69169618940638, 1.19839281085285 };
  static const double shelf_a[] = { 1, -1.69065929318241, 0.73248077421585 };
  static const double pass_b[] = { 1, -2, 1 };
  static const double pass_a[] = { 1, -1.99004745483398, 0.99007225036621 };
  double x[3] = { 0 }, u[3] = { 0 }, y[3] = { 0 };
  PtKDesign design;
  PtKPlainState state = { { 0 } };

  pt_k_design_init (&design, 48000);
  for (guint i = 0; i < 5000; i++)
    {
      memmove (x + 1, x, 2 * sizeof *x);
      memmove (u + 1, u, 2 * sizeof *u);
      memmove (y + 1, y, 2 * sizeof *y);
      x[0] = i == 0 ? 1 : 0;
      u[0] = shelf_b[0] * x[0] + shelf_b[1] * x[1] + shelf_b[2] * x[2] - shelf_a[1] * u[1] - shelf_a[2] * u[2];
      y[0] = pass_b[0] * u[0] + pass_b[1] * u[1] + pass_b[2] * u[2] - pass_a[1] * y[1] - pass_a[2] * y[2];
      g_assert_cmpfloat_with_epsilon (pt_k_design_step (&design, &state, x[0]), y[0], 1e-6);
    }
}

/* The gain at some frequencies is the same at all rates that hold them. */
static double
gain_at (guint rate, double hz)
{
  PtKDesign design;
  PtKPlainState state = { { 0 } };
  double sum = 0;

  pt_k_design_init (&design, rate);
  for (guint i = 0; i < 2 * rate; i++)
    {
      const double y = pt_k_design_step (&design, &state, sin (2 * G_PI * hz * i / rate));

      if (i >= rate)
        sum += y * y;
    }

  return sqrt (2 * sum / rate);
}

static void
test_same_curve_at_all_rates (void)
{
  static const guint rates[] = { 22050, 44100, 88200, 96000, 192000 };
  static const double tones[] = { 20, 40, 100, 400, 997, 2000 };

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    for (guint j = 0; j < G_N_ELEMENTS (tones); j++)
      g_assert_cmpfloat_with_epsilon (gain_at (rates[i], tones[j]), gain_at (48000, tones[j]), 0.015);
}

static void
test_blocks_against_plain (void)
{
  static const guint rates[] = { 1000, 8000, 44100, 48000, 192000, 768000 };
  const guint n_blocks = 3000;
  g_autofree float *samples = pt_test_noise (4, 1, n_blocks * PT_K_BLOCK, 2);

  for (guint n = 0; pt_loudness_kernels_get_nth (n) != NULL; n++)
    for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
      {
        const PtLoudnessKernels *kernels = pt_loudness_kernels_get_nth (n);
        PtKDesign design;
        PtKTables tables;
        PtKState state = { { 0 } };
        PtKPlainState plain[2] = { { { 0 } } };

        pt_k_design_init (&design, rates[i]);
        pt_k_tables_init (&tables, &design);
        for (guint block = 0; block < n_blocks; block++)
          {
            const float *pairs = samples + block * PT_K_LANES;
            float squares[PT_K_LANES];

            kernels->filter (&tables, &state, pairs, 1, squares);
            for (guint lane = 0; lane < PT_K_LANES; lane++)
              {
                const double y = pt_k_design_step (&design, &plain[lane % 2], pairs[lane]);

                g_assert_cmpfloat_with_epsilon (squares[lane], y * y, 2e-5 * (1 + y * y));
              }
          }
      }
}

/* Many blocks in one call are the blocks one by one, up to the order of the sum. */
static void
test_runs_of_blocks (void)
{
  g_autofree float *samples = pt_test_noise (5, 1, 32 * PT_K_BLOCK, 2);
  const PtLoudnessKernels *kernels = pt_loudness_kernels_get ();
  PtKDesign design;
  PtKTables tables;
  PtKState together = { { 0 } }, apart = { { 0 } };
  float squares[PT_K_LANES], one[PT_K_LANES], sum[PT_K_LANES] = { 0 };

  pt_k_design_init (&design, 48000);
  pt_k_tables_init (&tables, &design);
  kernels->filter (&tables, &together, samples, 32, squares);
  for (guint block = 0; block < 32; block++)
    {
      kernels->filter (&tables, &apart, samples + block * PT_K_LANES, 1, one);
      for (guint lane = 0; lane < PT_K_LANES; lane++)
        sum[lane] += one[lane];
    }
  g_assert_cmpmem (&together, sizeof together, &apart, sizeof apart);
  g_assert_cmpmem (squares, sizeof squares, sum, sizeof sum);
}

static void
test_settle (void)
{
  PtKState state = { { 0 } };

  g_assert_true (pt_k_state_settle (&state));
  state.memory[3] = 1e-10f;
  g_assert_false (pt_k_state_settle (&state));
  g_assert_cmpfloat (state.memory[3], ==, 1e-10f);
  state.memory[3] = -1e-30f;
  g_assert_true (pt_k_state_settle (&state));
  g_assert_cmpfloat (state.memory[3], ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/loudness-filter/standard-coefficients", test_standard_coefficients);
  g_test_add_func ("/audio/loudness-filter/same-curve-at-all-rates", test_same_curve_at_all_rates);
  g_test_add_func ("/audio/loudness-filter/blocks-against-plain", test_blocks_against_plain);
  g_test_add_func ("/audio/loudness-filter/runs-of-blocks", test_runs_of_blocks);
  g_test_add_func ("/audio/loudness-filter/settle", test_settle);

  return g_test_run ();
}
