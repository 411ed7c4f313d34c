/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <string.h>

#include "audio/pt-simd.h"

G_BEGIN_DECLS

/* Loops that the compiler may make as wide as the machine, with results that do not
 * depend on how wide it made them: what is element by element stays a plain loop, sums
 * run in eight lanes that are added up in one fixed order. */

#define PT_N_LANES 8

/* Local variables only: never an argument, whose passing would depend on the machine. */
typedef float PtLanes __attribute__ ((vector_size (PT_N_LANES * sizeof (float)), aligned (sizeof (float))));

typedef gint32 PtLaneBits __attribute__ ((vector_size (PT_N_LANES * sizeof (gint32)), aligned (sizeof (gint32))));

/* What comparing lanes gives is a mask; @x where it is set, else 0. */
#define PT_LANES_WHERE(mask, x) ((PtLanes) ((PtLaneBits) (x) & (mask)))
#define PT_LANES_MAX(a, b) ((PtLanes) (((PtLaneBits) (a) & ((a) > (b))) | ((PtLaneBits) (b) & ~((a) > (b)))))
#define PT_LANES_ABS(x) ((PtLanes) ((PtLaneBits) (x) &0x7fffffff))
/* The magnitude, or 0 for NaN and what is beyond 1e6: no sound. */
#define PT_LANES_CLEAN_ABS(x) PT_LANES_WHERE (PT_LANES_ABS (x) <= 1e6f, PT_LANES_ABS (x))

static inline float
pt_lanes_sum (const PtLanes *lanes)
{
  return (((*lanes)[0] + (*lanes)[4]) + ((*lanes)[2] + (*lanes)[6])) + (((*lanes)[1] + (*lanes)[5]) + ((*lanes)[3] + (*lanes)[7]));
}

/* log2 of a normal positive number within 0.0001: enough for decibels and medians. */
static inline float
pt_log2_fast (float value)
{
  union
  {
    float value;
    gint32 bits;
  } part = { value };
  float exponent = (float) ((part.bits >> 23) - 127);
  float m;

  part.bits = (part.bits & 0x007fffff) | 0x3f800000;
  m = part.value;

  return exponent + (m - 1.0f) * (2.88961202f + m * (-2.52453257f + m * (1.48508563f + m * (-0.46749499f + m * 0.0599455868f))));
}

G_END_DECLS
