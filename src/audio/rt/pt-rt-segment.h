/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <stdint.h>

/* A block of the mix, taken apart: straight runs of audio, each with constant gains and a
 * few gain lines. The list is all there is to know of a block: equal lists are equal
 * sound, and a list may be mixed on any thread. */

#define PT_RT_MAX_LINES 5

/* value + slope * (index + i) at frame i of the segment. The index counts from the line's
 * own beginning, so that a frame's gain does not depend on where blocks are cut. */
typedef struct
{
  float value;
  float slope;
  int32_t index;
} PtRtLine;

typedef struct
{
  const float *source; /* interleaved stereo */
  uint32_t offset; /* frames into the block */
  uint32_t frames;
  float gain_left;
  float gain_right;
  uint16_t lane;
  uint16_t n_lines;
  PtRtLine lines[PT_RT_MAX_LINES];
} PtRtSegment;

/* Adds the segment to @block (interleaved stereo). */
void
pt_rt_segment_mix (const PtRtSegment *segment,
                   float *block);

/* Adds all segments whose lane's bit is set in @lanes, in order. */
void
pt_rt_segments_mix (const PtRtSegment *segments,
                    uint32_t n_segments,
                    uint64_t lanes,
                    float *block);

/* The largest magnitude; NAN or infinite when something in it is. */
float
pt_rt_peak (const float *samples,
            uint64_t n_samples);

/* samples *= gain */
void
pt_rt_scale (float *samples,
             uint64_t n_samples,
             float gain);
