/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <stdatomic.h>
#include <stdint.h>

/* Level of a lane or of the master: written by the audio thread, read by one other thread
 * whenever it draws, without either waiting. */
typedef struct
{
  atomic_uint_least32_t peak[2]; /* the bits of a float: since it was last read */
  atomic_uint_least32_t power[2]; /* mean square over about 300 ms */
  float mean[2];
  float smoothing; /* per frame */
} PtRtMeter;

typedef struct
{
  float peak[2]; /* linear, the highest since the last reading */
  float rms[2];
} PtRtLevels;

void
pt_rt_meter_init (PtRtMeter *self,
                  uint32_t sample_rate);
/* Audio thread. @frames NULL: silence. */
void
pt_rt_meter_add (PtRtMeter *self,
                 const float *frames,
                 uint32_t n_frames);
/* The reading thread. */
void
pt_rt_meter_read (PtRtMeter *self,
                  PtRtLevels *levels);
