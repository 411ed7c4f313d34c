/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "audio/rt/pt-rt-segment.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "audio/rt/pt-rt-simd.h"

/* Eight stereo frames. Wider than most machines have: the compiler splits it. */
typedef float Frames8 __attribute__ ((vector_size (64), aligned (4), may_alias));

#define FRAMES8(left, right) \
  ((Frames8){ left, right, left, right, left, right, left, right, left, right, left, right, left, right, left, right })

PT_RT_CLONES static void
mix_constant (float *restrict block, const float *restrict source, size_t frames, float left, float right)
{
  const Frames8 gain = FRAMES8 (left, right);
  size_t i = 0;

  for (; i + 8 <= frames; i += 8)
    {
      Frames8 *out = (Frames8 *) (block + 2 * i);

      *out += *(const Frames8 *) (source + 2 * i) * gain;
    }
  for (; i < frames; i++)
    {
      block[2 * i] += source[2 * i] * left;
      block[2 * i + 1] += source[2 * i + 1] * right;
    }
}

/* @gains: two equal ones per frame, whole groups of eight frames. */
PT_RT_CLONES static void
mix_gains (float *restrict block, const float *restrict source, const float *restrict gains, size_t frames, float left, float right)
{
  const Frames8 both = FRAMES8 (left, right);
  size_t i = 0;

  for (; i + 8 <= frames; i += 8)
    {
      Frames8 *out = (Frames8 *) (block + 2 * i);

      *out += *(const Frames8 *) (source + 2 * i) * (both * *(const Frames8 *) (gains + 2 * i));
    }
  for (; i < frames; i++)
    {
      block[2 * i] += source[2 * i] * (left * gains[2 * i]);
      block[2 * i + 1] += source[2 * i + 1] * (right * gains[2 * i]);
    }
}

/* The line's value at each frame, twice, multiplied into @gains or put there. */
PT_RT_CLONES static void
draw_line (float *restrict gains, size_t frames, const PtRtLine *line, int32_t done, bool first)
{
  typedef int32_t Index8 __attribute__ ((vector_size (64)));
  const Frames8 value = FRAMES8 (line->value, line->value);
  Index8 index = { 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7 };

  index += line->index + done;
  for (size_t i = 0; i < frames; i += 8, index += 8)
    {
      Frames8 *out = (Frames8 *) (gains + 2 * i);
      Frames8 now = value + line->slope * __builtin_convertvector(index, Frames8);

      if (first)
        *out = now;
      else
        *out *= now;
    }
}

void
pt_rt_segment_mix (const PtRtSegment *segment, float *block)
{
  enum
  {
    CHUNK = 256
  };
  float gains[2 * CHUNK];
  float *out = block + 2 * (size_t) segment->offset;

  if (segment->n_lines == 0)
    {
      mix_constant (out, segment->source, segment->frames, segment->gain_left, segment->gain_right);
      return;
    }

  for (uint32_t done = 0; done < segment->frames; done += CHUNK)
    {
      uint32_t n = segment->frames - done < CHUNK ? segment->frames - done : CHUNK;

      for (uint32_t k = 0; k < segment->n_lines; k++)
        draw_line (gains, n, &segment->lines[k], (int32_t) done, k == 0);
      mix_gains (out + 2 * (size_t) done, segment->source + 2 * (size_t) done, gains, n,
                 segment->gain_left, segment->gain_right);
    }
}

void
pt_rt_segments_mix (const PtRtSegment *segments, uint32_t n_segments, uint64_t lanes, float *block)
{
  for (uint32_t i = 0; i < n_segments; i++)
    if (lanes >> segments[i].lane & 1)
      pt_rt_segment_mix (&segments[i], block);
}

/* As integers, because the magnitude bits of floats sort like numbers and an integer
 * maximum may be taken in any order: vectors without -ffast-math, and NaN is seen. */
PT_RT_CLONES static int32_t
peak_bits (const float *samples, uint64_t n_samples)
{
  int32_t peak = 0;

  for (uint64_t i = 0; i < n_samples; i++)
    {
      int32_t bits;

      memcpy (&bits, &samples[i], sizeof bits);
      bits &= INT32_MAX;
      peak = bits > peak ? bits : peak;
    }

  return peak;
}

float
pt_rt_peak (const float *samples, uint64_t n_samples)
{
  int32_t bits = peak_bits (samples, n_samples);
  float peak;

  memcpy (&peak, &bits, sizeof peak);

  return peak;
}

PT_RT_CLONES void
pt_rt_scale (float *samples, uint64_t n_samples, float gain)
{
  for (uint64_t i = 0; i < n_samples; i++)
    samples[i] *= gain;
}
