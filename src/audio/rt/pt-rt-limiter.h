/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <stdbool.h>
#include <stdint.h>

/* A true-peak limiter with look-ahead, both channels by one gain: below the ceiling it is
 * a plain delay, above it the gain is down before the peak arrives. Private fields. */

#define PT_RT_LIMITER_TAPS 24
#define PT_RT_LIMITER_MAX_LOOKAHEAD 512
#define PT_RT_LIMITER_CHUNK 64
#define PT_RT_LIMITER_HISTORY (PT_RT_LIMITER_TAPS + PT_RT_LIMITER_CHUNK)

typedef struct
{
  float ceiling;
  float bound; /* no sample above it: no true peak above the ceiling */
  float taps[3][PT_RT_LIMITER_TAPS];
  uint32_t n_phases; /* between two samples: 3, 1 or none */
  uint32_t lookahead;
  uint32_t latency;
  int32_t release_step; /* share of the way back to 1 per frame */

  float history[2][PT_RT_LIMITER_HISTORY];
  float delay[2 * 2 * PT_RT_LIMITER_MAX_LOOKAHEAD];
  uint32_t position; /* frames so far, modulo 2^32 */

  /* Gains are integers (1 << 30 is 1), so that the running sum never drifts. */
  int32_t lowest[2 * PT_RT_LIMITER_MAX_LOOKAHEAD]; /* rising minima of the window */
  uint32_t lowest_at[2 * PT_RT_LIMITER_MAX_LOOKAHEAD];
  uint32_t lowest_first, lowest_last;
  int32_t held;
  int32_t window[PT_RT_LIMITER_MAX_LOOKAHEAD];
  uint32_t window_slot;
  int64_t window_sum;
  uint32_t idle_frames; /* since anything asked for less than 1 */
  float reduction; /* lowest gain since it was last asked for */
} PtRtLimiter;

/* @ceiling is linear. */
void
pt_rt_limiter_init (PtRtLimiter *self,
                    uint32_t sample_rate,
                    float ceiling);
/* By how many frames the output is late. */
uint32_t
pt_rt_limiter_get_latency (const PtRtLimiter *self);
/* In place, interleaved stereo. */
void
pt_rt_limiter_process (PtRtLimiter *self,
                       float *frames,
                       uint32_t n_frames);
/* The lowest gain since the last call. */
float
pt_rt_limiter_take_reduction (PtRtLimiter *self);
