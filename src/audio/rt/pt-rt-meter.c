/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "audio/rt/pt-rt-meter.h"

#include <math.h>
#include <string.h>

static uint32_t
to_bits (float value)
{
  uint32_t bits;

  memcpy (&bits, &value, sizeof bits);

  return bits;
}

static float
from_bits (uint32_t bits)
{
  float value;

  memcpy (&value, &bits, sizeof value);

  return value;
}

void
pt_rt_meter_init (PtRtMeter *self, uint32_t sample_rate)
{
  for (int c = 0; c < 2; c++)
    {
      atomic_init (&self->peak[c], 0);
      atomic_init (&self->power[c], 0);
      self->mean[c] = 0;
    }
  self->smoothing = (float) (1 / (0.3 * sample_rate));
}

void
pt_rt_meter_add (PtRtMeter *self, const float *frames, uint32_t n_frames)
{
  float share = 1 - expf (-self->smoothing * (float) n_frames);

  if (n_frames == 0)
    return;

  for (int c = 0; c < 2; c++)
    {
      float peak = 0, sum = 0;

      for (uint32_t i = 0; frames != NULL && i < n_frames; i++)
        {
          float x = frames[2 * i + c];

          sum += x * x;
          x = fabsf (x);
          peak = x > peak ? x : peak;
        }
      self->mean[c] += (sum / (float) n_frames - self->mean[c]) * share;
      if (!(self->mean[c] > 1e-12f))
        self->mean[c] = 0; /* silence stays silence, and no denormals */
      atomic_store_explicit (&self->power[c], to_bits (self->mean[c]), memory_order_relaxed);

      /* The reader may set it to 0 in between: then the higher of the two peaks is its. */
      if (peak > from_bits (atomic_load_explicit (&self->peak[c], memory_order_relaxed)))
        atomic_store_explicit (&self->peak[c], to_bits (peak), memory_order_relaxed);
    }
}

void
pt_rt_meter_read (PtRtMeter *self, PtRtLevels *levels)
{
  for (int c = 0; c < 2; c++)
    {
      levels->peak[c] = from_bits (atomic_exchange_explicit (&self->peak[c], 0, memory_order_relaxed));
      levels->rms[c] = sqrtf (from_bits (atomic_load_explicit (&self->power[c], memory_order_relaxed)));
    }
}
