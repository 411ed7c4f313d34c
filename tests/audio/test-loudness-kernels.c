/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "audio/pt-loudness-filter.h"
#include "audio/pt-loudness-kernels.h"
#include "pt-test-audio.h"

/* One source, several widths: the same bits from all that this processor has. */

#define N_BLOCKS 41
#define N (N_BLOCKS * PT_K_LANES)

static float *
make_samples (guint seed, guint n)
{
  static const float odd[] = { 0, -0.0f, 1e-42f, -1e-38f, 1, -1, 3e4f, 0.25f };
  float *samples = pt_test_noise (seed, 1, n, 1);

  for (guint i = seed % 13; i < n; i += 29)
    samples[i] = odd[i % G_N_ELEMENTS (odd)];

  return samples;
}

static void
test_widths (void)
{
  guint width = 0;

  g_assert_nonnull (pt_loudness_kernels_get_nth (0));
  for (guint n = 0; pt_loudness_kernels_get_nth (n) != NULL; n++)
    {
      g_assert_cmpuint (pt_loudness_kernels_get_nth (n)->width, >, width);
      width = pt_loudness_kernels_get_nth (n)->width;
      g_test_message ("%s: %u floats", pt_loudness_kernels_get_nth (n)->name, width);
    }
  g_assert_cmpuint (pt_loudness_kernels_get ()->width, ==, width);
}

static void
test_filter (void)
{
  const PtLoudnessKernels *base = pt_loudness_kernels_get_nth (0);
  const PtLoudnessKernels *other;
  g_autofree float *samples = make_samples (1, N);
  PtKDesign design;
  PtKTables tables;

  pt_k_design_init (&design, 48000);
  pt_k_tables_init (&tables, &design);
  for (guint n = 1; (other = pt_loudness_kernels_get_nth (n)) != NULL; n++)
    for (guint n_blocks = 0; n_blocks <= N_BLOCKS; n_blocks++)
      {
        PtKState states[2] = { { { 0.5f, -0.25f } }, { { 0.5f, -0.25f } } };
        float squares[2][PT_K_LANES];

        base->filter (&tables, &states[0], samples, n_blocks, squares[0]);
        other->filter (&tables, &states[1], samples, n_blocks, squares[1]);
        g_assert_cmpmem (&states[0], sizeof states[0], &states[1], sizeof states[1]);
        g_assert_cmpmem (squares[0], sizeof squares[0], squares[1], sizeof squares[1]);
      }
}

static void
test_sum (void)
{
  const PtLoudnessKernels *base = pt_loudness_kernels_get_nth (0);
  const PtLoudnessKernels *other;
  g_autofree float *samples = make_samples (2, N);

  for (guint n = 0; (other = pt_loudness_kernels_get_nth (n)) != NULL; n++)
    for (guint n_blocks = 0; n_blocks <= N_BLOCKS; n_blocks++)
      {
        float sums[2][3][PT_K_LANES];

        base->sum (samples, n_blocks, sums[0][0], sums[0][1], sums[0][2]);
        other->sum (samples, n_blocks, sums[1][0], sums[1][1], sums[1][2]);
        g_assert_cmpmem (sums[0], sizeof sums[0], sums[1], sizeof sums[1]);
        for (guint lane = 0; lane < PT_K_LANES; lane++)
          {
            float sum = 0, square = 0, product = 0;

            for (guint i = lane; i < n_blocks * PT_K_LANES; i += PT_K_LANES)
              {
                sum += samples[i];
                square += samples[i] * samples[i];
                product += samples[i] * samples[i ^ 1];
              }
            g_assert_cmpfloat (sums[1][0][lane], ==, sum);
            g_assert_cmpfloat (sums[1][1][lane], ==, square);
            g_assert_cmpfloat (sums[1][2][lane], ==, product);
          }
      }
}

static void
test_peak_and_bend (void)
{
  const PtLoudnessKernels *kernels;
  g_autofree float *samples = make_samples (3, 300);

  for (guint n = 0; (kernels = pt_loudness_kernels_get_nth (n)) != NULL; n++)
    for (guint length = 0; length < 200; length++)
      for (guint channels = 1; channels <= 3; channels++)
        {
          const float *start = samples + 10 + length % 7;
          float peak = 0, bend = 0;

          for (guint i = 0; i < length; i++)
            {
              const float *x = start + i;
              const gssize step = channels;

              peak = MAX (peak, fabsf (*x));
              bend = MAX (bend, fabsf ((*x - x[-step]) - (x[-step] - x[-2 * step])));
            }
          g_assert_cmpfloat (kernels->peak (start, length), ==, peak);
          g_assert_cmpfloat (kernels->bend (start, length, channels), ==, bend);
        }
}

static void
test_peak_of_no_number (void)
{
  const PtLoudnessKernels *kernels;
  float samples[40] = { 0 };

  for (guint n = 0; (kernels = pt_loudness_kernels_get_nth (n)) != NULL; n++)
    {
      samples[33] = -INFINITY;
      g_assert_cmpfloat (kernels->peak (samples, 40), ==, INFINITY);
      samples[7] = NAN;
      g_assert_true (isnan (kernels->peak (samples, 40)));
      samples[7] = 0;
    }
}

static void
test_wave (void)
{
  const PtLoudnessKernels *base = pt_loudness_kernels_get_nth (0);
  const PtLoudnessKernels *other;
  g_autofree float *samples = make_samples (4, 2000);
  PtWaveTaps taps = { .n_pairs = 6, .quarters = TRUE };

  for (guint i = 0; i < PT_TRUE_PEAK_PAIRS; i++)
    {
      taps.half[i] = 0.3f - 0.07f * i;
      taps.even[i] = 0.1f + 0.03f * i;
      taps.odd[i] = 0.2f * i - 0.5f;
    }
  for (guint n = 1; (other = pt_loudness_kernels_get_nth (n)) != NULL; n++)
    for (guint quarters = 0; quarters < 2; quarters++)
      for (guint length = 1; length < 700; length += 3)
        for (guint channels = 1; channels <= 3; channels++)
          {
            taps.quarters = quarters;
            taps.n_pairs = quarters ? 6 : 12;
            g_assert_cmpfloat (base->wave (&taps, samples + 200, length, channels), ==,
                               other->wave (&taps, samples + 200, length, channels));
          }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/loudness-kernels/widths", test_widths);
  g_test_add_func ("/audio/loudness-kernels/filter", test_filter);
  g_test_add_func ("/audio/loudness-kernels/sum", test_sum);
  g_test_add_func ("/audio/loudness-kernels/peak-and-bend", test_peak_and_bend);
  g_test_add_func ("/audio/loudness-kernels/peak-of-no-number", test_peak_of_no_number);
  g_test_add_func ("/audio/loudness-kernels/wave", test_wave);

  return g_test_run ();
}
