/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <stdbool.h>
#include <stdint.h>

/* What the mixer plays: plain immutable data, made elsewhere (audio/pt-render-plan) and
 * only read here. Frames are absolute on the plan's own clock, 0 is bar 0. Audio is
 * interleaved stereo float. */

#define PT_RT_NO_ENVELOPE UINT32_MAX
#define PT_RT_RING_OUT UINT64_MAX

/* One sample in memory.
 *
 * A loop plays its first @intro_frames once and then repeats the rest. A repetition (a
 * pass) lasts @period_frames + @period_rem / @period_den frames, so that a loop of whole
 * bars starts each pass on the exact rounded frame of its bar at any tempo. A pass is
 * therefore at times one frame shorter or longer than the audio. The tails (each NULL where
 * it is not needed) stand for the last @tail_frames of a pass: of a shorter or a longer one
 * with the slip of one frame spread over them, of one of the audio's own length with a
 * crossfade into the beginning, for sounds that were not made to be repeated. */
typedef struct
{
  const float *frames;
  uint64_t n_frames;
  uint64_t intro_frames;
  uint64_t period_frames; /* loops: at least 1, and within one frame of n_frames - intro_frames */
  uint64_t period_rem;
  uint64_t period_den; /* at least 1 */
  const float *tail_short;
  const float *tail_exact;
  const float *tail_long;
  uint32_t tail_frames;
} PtRtSource;

/* Straight lines between points; the first value before the first point, the last one
 * after the last. Frames strictly rising. */
typedef struct
{
  uint64_t frame;
  float value;
} PtRtPoint;

typedef struct
{
  const PtRtPoint *points;
  uint32_t n_points; /* at least 1 */
} PtRtEnvelope;

enum
{
  PT_RT_EVENT_LOOP = 1 << 0,
  /* In a plan that goes round: the loop goes on over the seam. At the end the one event
   * sounds until the other, at frame 0, takes over in the same phase. */
  PT_RT_EVENT_GOES_ON = 1 << 1,
  PT_RT_EVENT_TAKES_OVER = 1 << 2,
};

/* A voice to be: one hit of a one-shot, or one span of a loop. */
typedef struct
{
  uint64_t start_frame;
  uint64_t end_frame; /* first silent frame; PT_RT_RING_OUT: to the end of the audio, or for ever */
  /* Loops: where the first pass began, at or before start_frame; so a loop that goes on in
   * the next section keeps its phase. @anchor_phase / period_den is what rounding took off
   * the anchor, plus one half: the rest of an exact position. */
  uint64_t anchor_frame;
  uint64_t anchor_phase;
  uint32_t source;
  uint32_t gain_envelope; /* or PT_RT_NO_ENVELOPE; both multiply */
  uint32_t fade_envelope;
  uint32_t fade_in_frames; /* short ramps against clicks, inside the span */
  uint32_t fade_out_frames;
  float gain_left;
  float gain_right;
  uint16_t lane; /* the mixer strip it goes through */
  uint16_t choke; /* 0: none; else it ends whatever of the same number sounds, of any plan */
  uint16_t flags;
} PtRtEvent;

typedef struct
{
  const PtRtEvent *events; /* by start_frame, then as they are to be summed */
  uint32_t n_events;
  const PtRtSource *sources;
  uint32_t n_sources;
  const PtRtEnvelope *envelopes;
  uint32_t n_envelopes;
  uint64_t n_frames; /* how long it is; events may ring longer */
  bool loops; /* at its end it goes on at frame 0; what rings, rings on. n_frames at least 1 */
  /* first_sounding[f >> PT_RT_INDEX_SHIFT] is the lowest event that may still sound at
   * frame f or later, so that a seek need not look at all of them. NULL: look at all. */
  const uint32_t *first_sounding;
  uint32_t n_first_sounding;
  void *owner; /* for whoever made it */
} PtRtPlan;

#define PT_RT_INDEX_SHIFT 16
