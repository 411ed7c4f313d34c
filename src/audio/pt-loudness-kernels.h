/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The inner loops of the loudness code. They are written once, in pt-loudness-simd.c, in
 * vectors of as many floats as the machine adds at a time, and compiled once for each
 * width; which one runs is chosen at run time. Every width does the same operations on the
 * same lanes in the same order, so all give the same bits. */

/* --- the filter: one step is PT_K_BLOCK frames of two channels --- */
#define PT_K_BLOCK 12
#define PT_K_STATES 4
#define PT_K_LANES (2 * PT_K_BLOCK)

/* What one frame of input, or one memory, leaves in each lane: of @early frames 0..7, of
 * @late first the memories afterwards and then frames 8..11; two channels side by side. */
typedef struct
{
  float early_of_input[8][16];
  float early_of_state[PT_K_STATES][16];
  float late_of_input[PT_K_BLOCK][16];
  float late_of_state[PT_K_STATES][16];
} PtKTables;

typedef struct
{
  float memory[2 * PT_K_STATES];
} PtKState;

/* --- the wave between the samples --- */
#define PT_TRUE_PEAK_PAIRS 12 /* pairs of taps that share a coefficient, at most */

typedef struct
{
  guint n_pairs;
  gboolean quarters; /* also one and three quarters of the way, not only half way */
  float half[PT_TRUE_PEAK_PAIRS];
  float even[PT_TRUE_PEAK_PAIRS]; /* the quarters are even plus and minus odd */
  float odd[PT_TRUE_PEAK_PAIRS];
} PtWaveTaps;

typedef struct
{
  const char *name;
  guint width; /* floats a vector */

  /* @pairs: interleaved frames of two channels, @n_blocks times PT_K_BLOCK of them. Leaves
   * the squares of the filtered signal in @squares, added up over the blocks, lane by lane:
   * lane 2 i + c is frame i of a block, channel c. */
  void (*filter) (const PtKTables *tables,
                  PtKState *state,
                  const float *pairs,
                  guint n_blocks,
                  float squares[PT_K_LANES]);
  /* The same for the signal as it is: sums, squares and products of the two channels. */
  void (*sum) (const float *pairs,
               guint n_blocks,
               float sums[PT_K_LANES],
               float squares[PT_K_LANES],
               float products[PT_K_LANES]);
  /* The largest magnitude; NaN when there is one among them. */
  float (*peak) (const float *samples,
                 gsize n);
  /* The largest second difference of interleaved samples; two frames before are read. */
  float (*bend) (const float *samples,
                 gsize n,
                 gsize channels);
  /* The largest magnitude of the wave in the frames up to each of the samples. All taps
   * before and 16 floats behind are read. */
  float (*wave) (const PtWaveTaps *taps,
                 const float *samples,
                 gsize n,
                 gsize channels);
} PtLoudnessKernels;

/* Lanes are added up as they are, in double precision, and told apart at the end. */
static inline void
pt_k_lanes_add (double total[PT_K_LANES], const float lanes[PT_K_LANES])
{
  for (guint i = 0; i < PT_K_LANES; i++)
    total[i] += lanes[i];
}

static inline double
pt_k_lanes_get (const double total[PT_K_LANES], guint channel)
{
  double sum = 0;

  for (guint i = channel; i < PT_K_LANES; i += 2)
    sum += total[i];

  return sum;
}

/* The widest that this processor has. */
const PtLoudnessKernels *pt_loudness_kernels_get (void);
/* For tests and benchmarks: what pt_loudness_kernels_get() gives from now on, to meters made
 * from now on; NULL for the widest again. */
void pt_loudness_kernels_use (const PtLoudnessKernels *kernels);
/* Every width that this processor has, the narrowest first; NULL behind the last. */
const PtLoudnessKernels *pt_loudness_kernels_get_nth (guint n);

G_END_DECLS
