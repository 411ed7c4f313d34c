/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-loudness-kernels.h"

#include <string.h>

/* Compiled once for each width: PT_LOUDNESS_WIDTH floats a vector. No call may leave this
 * file, or it would meet code for another width. */

#define WIDTH PT_LOUDNESS_WIDTH
#define N_VECTORS (16 / WIDTH)
#ifdef __clang__
#  define UNROLL _Pragma ("clang loop unroll(full)")
#else
#  define UNROLL _Pragma ("GCC unroll 16")
#endif
#define INLINE static inline __attribute__ ((always_inline))

typedef float Vector __attribute__ ((vector_size (4 * WIDTH)));
typedef gint32 Bits __attribute__ ((vector_size (4 * WIDTH)));
typedef guint64 Pairs __attribute__ ((vector_size (4 * WIDTH)));

INLINE Vector
load (const float *address)
{
  Vector value;

  memcpy (&value, address, sizeof value);

  return value;
}

INLINE void
store (float *address, Vector value)
{
  memcpy (address, &value, sizeof value);
}

/* Two floats, over and over. */
INLINE Vector
spread (const float *pair)
{
  guint64 bits;

  memcpy (&bits, pair, sizeof bits);

  return (Vector) ((Pairs){ 0 } + bits);
}

INLINE Vector
magnitude (Vector value)
{
  return (Vector) ((Bits) value & 0x7fffffff);
}

/* Magnitudes order like their bits, and the maximum of integers is one instruction where
 * the compiler may not assume that floats are numbers. */
INLINE gint32
magnitude_bits (float value)
{
  gint32 bits;

  memcpy (&bits, &value, sizeof bits);

  return bits & 0x7fffffff;
}

INLINE float
from_bits (gint32 bits)
{
  float value;

  memcpy (&value, &bits, sizeof value);

  return value;
}

/* The memories are what the next step waits for, so they come last and in pairs; all else
 * is ready long before. */
static void
filter (const PtKTables *tables, PtKState *state, const float *pairs, guint n_blocks, float squares[PT_K_LANES])
{
  float late_lanes[16] __attribute__ ((aligned (64))) = { 0 };
  Vector early_squares[N_VECTORS] = { 0 };
  Vector late_squares[N_VECTORS] = { 0 };

  memcpy (late_lanes, state->memory, sizeof state->memory);

  for (guint block = 0; block < n_blocks; block++, pairs += PT_K_LANES)
    {
      Vector early[N_VECTORS] = { 0 };
      Vector late[N_VECTORS] = { 0 };
      Vector memory[PT_K_STATES];

      UNROLL
      for (guint i = 0; i < PT_K_BLOCK; i++)
        {
          const Vector input = spread (pairs + 2 * i);

          UNROLL
          for (guint n = 0; n < N_VECTORS; n++)
            {
              if (i < 8)
                early[n] += load (tables->early_of_input[i] + n * WIDTH) * input;
              late[n] += load (tables->late_of_input[i] + n * WIDTH) * input;
            }
        }

      UNROLL
      for (guint m = 0; m < PT_K_STATES; m++)
        memory[m] = spread (late_lanes + 2 * m);

      UNROLL
      for (guint n = 0; n < N_VECTORS; n++)
        {
          const float *of_early = tables->early_of_state[0] + n * WIDTH;
          const float *of_late = tables->late_of_state[0] + n * WIDTH;

          early[n] += (load (of_early) * memory[0] + load (of_early + 16) * memory[1]) + (load (of_early + 32) * memory[2] + load (of_early + 48) * memory[3]);
          late[n] += (load (of_late) * memory[0] + load (of_late + 16) * memory[1]) + (load (of_late + 32) * memory[2] + load (of_late + 48) * memory[3]);
          early_squares[n] += early[n] * early[n];
          late_squares[n] += late[n] * late[n];
          store (late_lanes + n * WIDTH, late[n]);
        }
    }

  memcpy (state->memory, late_lanes, sizeof state->memory);
  memcpy (squares, early_squares, sizeof early_squares);
  memcpy (late_lanes, late_squares, sizeof late_squares);
  memcpy (squares + 16, late_lanes + 8, 8 * sizeof (float));
}

/* A block is three times eight floats, so wider vectors would not fit. */
typedef float Eight __attribute__ ((vector_size (4 * MIN (WIDTH, 8))));
#define EIGHT_WIDTH MIN (WIDTH, 8)
#define N_EIGHTS (PT_K_LANES / EIGHT_WIDTH)

static void
sum (const float *pairs,
     guint n_blocks,
     float sums[PT_K_LANES],
     float squares[PT_K_LANES],
     float products[PT_K_LANES])
{
  Eight total[N_EIGHTS] = { 0 };
  Eight square[N_EIGHTS] = { 0 };
  Eight product[N_EIGHTS] = { 0 };

  for (guint block = 0; block < n_blocks; block++)
    {
      UNROLL
      for (guint n = 0; n < N_EIGHTS; n++, pairs += EIGHT_WIDTH)
        {
          Eight x;

          memcpy (&x, pairs, sizeof x);
          total[n] += x;
          square[n] += x * x;
#if WIDTH == 4
          product[n] += x * __builtin_shufflevector (x, x, 1, 0, 3, 2);
#else
          product[n] += x * __builtin_shufflevector (x, x, 1, 0, 3, 2, 5, 4, 7, 6);
#endif
        }
    }

  memcpy (sums, total, sizeof total);
  memcpy (squares, square, sizeof square);
  memcpy (products, product, sizeof product);
}

static float
peak (const float *samples, gsize n)
{
  gint32 max = 0;

  for (gsize i = 0; i < n; i++)
    {
      const gint32 bits = magnitude_bits (samples[i]);

      max = bits > max ? bits : max;
    }

  return from_bits (max);
}

static float
bend (const float *samples, gsize n, gsize channels)
{
  const float *before = samples - channels;
  const float *earlier = before - channels;
  gint32 max = 0;

  for (gsize i = 0; i < n; i++)
    {
      const gint32 bits = magnitude_bits ((samples[i] - before[i]) - (before[i] - earlier[i]));

      max = bits > max ? bits : max;
    }

  return from_bits (max);
}

#define WAVE_FLOATS 256

/* Tap i meets the sample i frames back. Sums and differences of the samples that share a
 * coefficient come first; of the two mirrored quarters the larger magnitude is
 * |even| + |odd|. */
INLINE float
wave_of (const PtWaveTaps *taps, const float *samples, gsize n, gsize channels, const guint n_pairs, const gboolean quarters)
{
  float values[2][WAVE_FLOATS] __attribute__ ((aligned (64)));
  gint32 max = 0;

  for (gsize first = 0; first < n; first += WAVE_FLOATS)
    {
      const gsize n_here = MIN (n - first, WAVE_FLOATS);

      for (gsize i = 0; i < n_here; i += WIDTH)
        {
          Vector half = { 0 }, even = { 0 }, odd = { 0 };
          const float *late = samples + first + i;
          const float *early = late - (2 * n_pairs - 1) * channels;

          UNROLL
          for (guint pair = 0; pair < n_pairs; pair++)
            {
              const Vector a = load (late - pair * channels);
              const Vector b = load (early + pair * channels);

              half += taps->half[pair] * (a + b);
              if (quarters)
                {
                  even += taps->even[pair] * (a + b);
                  odd += taps->odd[pair] * (a - b);
                }
            }
          store (values[0] + i, half);
          store (values[1] + i, magnitude (even) + magnitude (odd));
        }
      /* What lies beyond the end is not counted. */
      for (gsize i = 0; i < n_here; i++)
        {
          const gint32 half = magnitude_bits (values[0][i]);
          const gint32 quarter = magnitude_bits (values[1][i]);

          max = half > max ? half : max;
          max = quarter > max ? quarter : max;
        }
    }

  return from_bits (max);
}

static float
wave (const PtWaveTaps *taps, const float *samples, gsize n, gsize channels)
{
  if (taps->quarters)
    return wave_of (taps, samples, n, channels, 6, TRUE);

  return wave_of (taps, samples, n, channels, 12, FALSE);
}

extern const PtLoudnessKernels PT_LOUDNESS_KERNELS;
const PtLoudnessKernels PT_LOUDNESS_KERNELS = {
  .name = PT_LOUDNESS_NAME,
  .width = WIDTH,
  .filter = filter,
  .sum = sum,
  .peak = peak,
  .bend = bend,
  .wave = wave,
};
