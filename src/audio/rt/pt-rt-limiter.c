/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* For every frame the signal between the samples is looked at on a four times finer grid
 * (two times from 96 kHz on, not at all from 176 kHz on: there the samples tell) and gives
 * the gain that frame needs. The lowest need of the look-ahead is held, let go with a time
 * constant, and averaged over the look-ahead: a straight line down that arrives with the
 * peak. The mean of numbers none of which is above the need is not above it either, so
 * nothing gets through. */

#include "audio/rt/pt-rt-limiter.h"

#include <math.h>
#include <string.h>

#include "audio/rt/pt-rt-segment.h"

#define ONE (INT32_C (1) << 30)
#define LOOKAHEAD_SECONDS 0.0015
#define RELEASE_SECONDS 0.08
/* The sample at the centre of the taps, and how many come after it. */
#define CENTRE (PT_RT_LIMITER_TAPS / 2 - 1)
#define AHEAD (PT_RT_LIMITER_TAPS / 2)
#define WINDOW_MASK (2 * PT_RT_LIMITER_MAX_LOOKAHEAD - 1)

static const double pi = 3.14159265358979323846;

/* A sinc under a raised cosine, as long as the taps; each phase lets a constant through. */
static void
make_taps (PtRtLimiter *self)
{
  float largest = 1.0f;

  for (uint32_t phase = 0; phase < self->n_phases; phase++)
    {
      double fraction = (phase + 1.0) / (self->n_phases + 1.0);
      double values[PT_RT_LIMITER_TAPS];
      double sum = 0, magnitude = 0;

      for (int k = 0; k < PT_RT_LIMITER_TAPS; k++)
        {
          double x = k - CENTRE - fraction;
          double window = cos (pi * x / (PT_RT_LIMITER_TAPS + 1.0));

          values[k] = sin (pi * x) / (pi * x) * window * window;
          sum += values[k];
        }
      for (int k = 0; k < PT_RT_LIMITER_TAPS; k++)
        {
          self->taps[phase][k] = (float) (values[k] / sum);
          magnitude += fabs (values[k] / sum);
        }
      if (magnitude > largest)
        largest = (float) magnitude;
    }
  self->bound = self->ceiling / (largest * 1.001f);
}

void
pt_rt_limiter_init (PtRtLimiter *self, uint32_t sample_rate, float ceiling)
{
  double lookahead = LOOKAHEAD_SECONDS * sample_rate + 0.5;

  memset (self, 0, sizeof *self);
  self->ceiling = ceiling;
  self->n_phases = sample_rate < 96000 ? 3 : sample_rate < 176400 ? 1
                                                                  : 0;
  self->lookahead = lookahead < 8 ? 8 : lookahead > PT_RT_LIMITER_MAX_LOOKAHEAD ? PT_RT_LIMITER_MAX_LOOKAHEAD
                                                                                : (uint32_t) lookahead;
  self->latency = self->lookahead - 1 + AHEAD;
  self->release_step = (int32_t) ((1 - exp (-1 / (RELEASE_SECONDS * sample_rate))) * ONE);
  self->held = ONE;
  self->reduction = 1.0f;
  self->window_sum = (int64_t) self->lookahead * ONE;
  for (uint32_t i = 0; i < self->lookahead; i++)
    self->window[i] = ONE;
  self->idle_frames = UINT32_MAX;
  make_taps (self);
}

uint32_t
pt_rt_limiter_get_latency (const PtRtLimiter *self)
{
  return self->latency;
}

/* The largest magnitude at and after each of the @n frames that lie AHEAD before the new
 * ones. */
static void
find_peaks (const PtRtLimiter *self, uint32_t n, float *peaks)
{
  for (uint32_t i = 0; i < n; i++)
    {
      float peak = 0;

      for (int c = 0; c < 2; c++)
        {
          const float *x = self->history[c] + i + 1;
          float at = fabsf (x[CENTRE]);

          peak = at > peak ? at : peak;
          for (uint32_t p = 0; p < self->n_phases; p++)
            {
              float sum = 0;

              for (int k = 0; k < PT_RT_LIMITER_TAPS; k++)
                sum += x[k] * self->taps[p][k];
              sum = fabsf (sum);
              peak = sum > peak ? sum : peak;
            }
        }
      peaks[i] = peak;
    }
}

/* The lowest of the last lookahead + 1 needs, by a queue of rising minima. */
static int32_t
window_minimum (PtRtLimiter *self, int32_t need)
{
  while (self->lowest_last != self->lowest_first && self->lowest[(self->lowest_last - 1) & WINDOW_MASK] >= need)
    self->lowest_last--;
  self->lowest[self->lowest_last & WINDOW_MASK] = need;
  self->lowest_at[self->lowest_last & WINDOW_MASK] = self->position;
  self->lowest_last++;
  if (self->position - self->lowest_at[self->lowest_first & WINDOW_MASK] > self->lookahead)
    self->lowest_first++;

  return self->lowest[self->lowest_first & WINDOW_MASK];
}

static float
next_gain (PtRtLimiter *self, int32_t need)
{
  int32_t lowest = window_minimum (self, need);
  int64_t held = self->held + ((int64_t) (ONE - self->held) * self->release_step >> 30) + 1;
  uint32_t slot = self->window_slot;

  held = held > ONE ? ONE : held;
  self->held = held < lowest ? (int32_t) held : lowest;
  self->window_sum += self->held - self->window[slot];
  self->window[slot] = self->held;
  self->window_slot = slot + 1 < self->lookahead ? slot + 1 : 0;
  self->idle_frames = self->held == ONE ? self->idle_frames + (self->idle_frames < UINT32_MAX) : 0;

  return (float) ((double) self->window_sum / ((double) self->lookahead * ONE));
}

/* All is at 1 and has been for the whole window: only the delay remains. */
static bool
is_idle (const PtRtLimiter *self)
{
  return self->idle_frames > self->lookahead + 1;
}

static float
clamp (float x, float limit)
{
  return x > limit ? limit : x < -limit ? -limit
                                        : x;
}

static void
delay_frame (PtRtLimiter *self, float *frame, float gain)
{
  float *in = &self->delay[2 * (self->position & WINDOW_MASK)];
  const float *out = &self->delay[2 * ((self->position - self->latency) & WINDOW_MASK)];

  in[0] = frame[0];
  in[1] = frame[1];
  frame[0] = out[0];
  frame[1] = out[1];
  if (gain < 1.0f)
    {
      frame[0] = clamp (frame[0] * gain, self->ceiling);
      frame[1] = clamp (frame[1] * gain, self->ceiling);
      if (gain < self->reduction)
        self->reduction = gain;
    }
  self->position++;
}

static void
process_chunk (PtRtLimiter *self, float *frames, uint32_t n)
{
  float peaks[PT_RT_LIMITER_CHUNK];
  bool quiet;

  for (uint32_t i = 0; i < n; i++)
    for (int c = 0; c < 2; c++)
      self->history[c][PT_RT_LIMITER_TAPS + i] = frames[2 * i + c];
  quiet = pt_rt_peak (self->history[0], PT_RT_LIMITER_TAPS + n) <= self->bound
          && pt_rt_peak (self->history[1], PT_RT_LIMITER_TAPS + n) <= self->bound;

  if (quiet && is_idle (self))
    {
      for (uint32_t i = 0; i < n; i++)
        delay_frame (self, &frames[2 * i], 1.0f);
      /* Nothing of the window matters any more. */
      self->lowest_first = self->lowest_last;
    }
  else
    {
      if (!quiet)
        find_peaks (self, n, peaks);
      for (uint32_t i = 0; i < n; i++)
        {
          int32_t need = ONE;

          /* Written so that a NaN asks for silence rather than for nothing. */
          if (!quiet && !(peaks[i] <= self->ceiling))
            need = (int32_t) fmax (0, floor ((double) self->ceiling / peaks[i] * ONE));
          delay_frame (self, &frames[2 * i], next_gain (self, need));
        }
    }

  for (int c = 0; c < 2; c++)
    memmove (self->history[c], self->history[c] + n, PT_RT_LIMITER_TAPS * sizeof (float));
}

void
pt_rt_limiter_process (PtRtLimiter *self, float *frames, uint32_t n_frames)
{
  for (uint32_t done = 0; done < n_frames; done += PT_RT_LIMITER_CHUNK)
    {
      uint32_t n = n_frames - done < PT_RT_LIMITER_CHUNK ? n_frames - done : PT_RT_LIMITER_CHUNK;

      process_chunk (self, frames + 2 * (uint64_t) done, n);
    }
}

float
pt_rt_limiter_take_reduction (PtRtLimiter *self)
{
  float reduction = self->reduction;

  self->reduction = 1.0f;

  return reduction;
}
