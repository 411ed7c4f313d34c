/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <string.h>

#include "audio/pt-simd.h"

/* The vector types of the loudness code. Sixteen floats are one AVX-512 register, two of
 * AVX2 or four of SSE2; the compiler splits them, lane by lane, so every width rounds
 * alike. */

typedef float PtFloat16 __attribute__ ((vector_size (64)));
typedef gint32 PtInt16 __attribute__ ((vector_size (64)));
typedef float PtFloat8 __attribute__ ((vector_size (32)));
typedef guint64 PtPairs8 __attribute__ ((vector_size (64))); /* eight pairs of floats */
typedef guint64 PtPairs4 __attribute__ ((vector_size (32)));

#define PT_SIMD_LANES 16

/* Helpers are inlined into clones, so no vector crosses a call. */
#define PT_SIMD_INLINE static inline __attribute__ ((always_inline))
#pragma GCC diagnostic ignored "-Wpsabi"

PT_SIMD_INLINE PtFloat16
pt_float16_load (const float *address)
{
  PtFloat16 value;

  memcpy (&value, address, sizeof value);

  return value;
}

PT_SIMD_INLINE guint64
pt_pair_load (const float *address)
{
  guint64 value;

  memcpy (&value, address, sizeof value);

  return value;
}

PT_SIMD_INLINE PtFloat16
pt_float16_abs (PtFloat16 value)
{
  return (PtFloat16) ((PtInt16) value & 0x7fffffff);
}

/* Magnitudes order like their bits, and a loop over integer lanes becomes one instruction
 * on every width, where a comparison of vectors does not. */
PT_SIMD_INLINE void
pt_peak_lanes_add (gint32 lanes[PT_SIMD_LANES], PtFloat16 value)
{
  gint32 bits[PT_SIMD_LANES];

  memcpy (bits, &value, sizeof bits);
  for (int i = 0; i < PT_SIMD_LANES; i++)
    {
      const gint32 magnitude = bits[i] & 0x7fffffff;

      lanes[i] = magnitude > lanes[i] ? magnitude : lanes[i];
    }
}

PT_SIMD_INLINE float
pt_peak_lanes_get (const gint32 lanes[PT_SIMD_LANES])
{
  gint32 bits = lanes[0];
  float peak;

  for (int i = 1; i < PT_SIMD_LANES; i++)
    bits = lanes[i] > bits ? lanes[i] : bits;
  memcpy (&peak, &bits, sizeof peak);

  return peak;
}
