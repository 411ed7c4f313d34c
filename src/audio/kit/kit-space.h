/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/kit/kit-dsp.h"

G_BEGIN_DECLS

/* Effects with memory, applied in place at the rate of the file. In a loop they run
 * through the whole buffer first without being heard, so that its start rings with what
 * its end left behind, and the joint is no place of its own. */

typedef struct
{
  double decay_s; /* until 60 dB down */
  double damp_hz; /* highs above die faster */
  double low_cut_hz; /* what goes into the room */
  double pre_delay_s;
  double mix; /* 0..1 on top of the dry signal */
} KitReverb;

void kit_reverb (KitBuffer *buffer,
                 const KitReverb *settings);

typedef struct
{
  double time_s;
  double feedback; /* 0..0.9 */
  double low_cut_hz;
  double high_cut_hz;
  double spread; /* 0: in place, 1: from side to side */
  double mix;
} KitDelay;

void kit_delay (KitBuffer *buffer,
                const KitDelay *settings);

typedef struct
{
  double depth_s;
  double rate_hz; /* rounded to whole turns in a loop */
  double mix;
} KitChorus;

void kit_chorus (KitBuffer *buffer,
                 const KitChorus *settings);

/* 12 dB per octave, both channels. */
void kit_high_pass (KitBuffer *buffer,
                    double hz);
void kit_low_pass (KitBuffer *buffer,
                   double hz);

/* Ducks under a kick on every beat: @depth 0..1, back after @release_s. */
void kit_duck (KitBuffer *buffer,
               gint64 beat_frames,
               double depth,
               double release_s);

G_END_DECLS
