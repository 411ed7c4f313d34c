/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <stdbool.h>

#include "audio/rt/pt-rt-plan.h"
#include "audio/rt/pt-rt-segment.h"

/* The mixer: turns the events of a plan, and voices started by hand, into segments, block
 * by block. It serves the offline renderer (which mixes the segments itself) and the live
 * engine. What a frame sounds like depends on events and voices alone, never on how time
 * is cut into blocks. Plain memory: put the struct where you like, the fields are private. */

/* More voices than PT_RT_MAX_VOICES at once: the one-shot that began first fades out
 * within 2 ms (a loop only when there are no one-shots) and the theft is counted. Voices
 * that are fading out already have slots of their own. */
#define PT_RT_MAX_VOICES 256
#define PT_RT_VOICE_SLOTS 320

/* A choked or stolen voice ends within 2 ms; what a seek, a stop or a change of plan cuts,
 * and what a seek joins in the middle, ramps over 5 ms. */
#define PT_RT_CHOKE_SECONDS 0.002
#define PT_RT_RAMP_SECONDS 0.005

typedef struct
{
  PtRtEvent event;
  const PtRtSource *source;
  const PtRtPlan *plan; /* NULL: started by hand */
  const PtRtEnvelope *gain;
  const PtRtEnvelope *fade;
  uint64_t token; /* of a voice started by hand */
  uint64_t shift; /* frame of the event's clock = mixer clock + shift, modulo 2^64 */
  uint64_t begin; /* on the event's clock, as all below */
  uint64_t end;
  uint64_t release_from;
  uint64_t release_to; /* UINT64_MAX: not released */
  uint64_t pass_start; /* the loop's current pass */
  uint64_t pass_end;
  uint64_t fade_in_from;
  uint32_t fade_in;
  uint32_t index; /* of the event in its plan */
  uint32_t gain_cursor;
  uint32_t fade_cursor;
} PtRtVoice;

/* A voice ended: of @plan, or the one started by hand with @token. Its audio may still be
 * read by the segments of the block that is being scheduled. */
typedef void (*PtRtEndedFunc) (void *user_data,
                               const PtRtPlan *plan,
                               uint64_t token);

typedef struct
{
  PtRtVoice voices[PT_RT_VOICE_SLOTS];
  PtRtEndedFunc ended;
  void *user_data;
  const PtRtPlan *plan;
  uint64_t clock; /* frames since pt_rt_mixer_init() */
  uint64_t song; /* the plan's frame at the clock */
  uint64_t n_stolen;
  uint32_t cursor; /* the plan's first event that has not begun */
  uint32_t n_voices;
  uint32_t choke_frames;
  uint32_t ramp_frames;
  bool playing;
  bool at_seam; /* the song has just begun again */
  bool joins; /* and so has another plan, at its beginning */
} PtRtMixer;

typedef enum
{
  PT_RT_CHASE_NONE, /* only what begins from here on */
  PT_RT_CHASE_LOOPS, /* loops that are under way join in, with a short ramp */
  PT_RT_CHASE_ALL, /* one-shots that still ring as well */
  PT_RT_CHASE_EXACT, /* all, and without a ramp: the frames are those of playing from the start */
} PtRtChase;

/* @ended may be NULL. */
void
pt_rt_mixer_init (PtRtMixer *self,
                  uint32_t sample_rate,
                  PtRtEndedFunc ended,
                  void *user_data);

/* From now on the plan's frame @song sounds at the mixer's clock. Voices of an earlier plan
 * are left alone; release them first. */
void
pt_rt_mixer_play (PtRtMixer *self,
                  const PtRtPlan *plan,
                  uint64_t song,
                  PtRtChase chase);
/* The song is at its end: the plan's frame 0 sounds at the mixer's clock, and what sounds
 * goes on. Another plan may still be played, or the song paused, on the same frame. */
void
pt_rt_mixer_wrap (PtRtMixer *self);
/* Goes on in @plan, which has the same events at the same frames, at other gains and pans:
 * each voice of the plan that plays crosses over to its own in @plan on two straight lines,
 * which is inaudible where the two are alike. */
void
pt_rt_mixer_exchange (PtRtMixer *self,
                      const PtRtPlan *plan);
/* No more events begin; what sounds goes on. */
void
pt_rt_mixer_pause (PtRtMixer *self);

/* A voice by hand: the frames of @event are those of the mixer's clock; they may lie ahead,
 * and the anchor before the clock's beginning (modulo 2^64).
 * @source and its audio must live until the voice has ended. The event's source number and
 * envelopes are not used. */
void
pt_rt_mixer_start (PtRtMixer *self,
                   const PtRtEvent *event,
                   const PtRtSource *source,
                   uint64_t token);

/* Fades voices out from the clock on: those of any plan, the one with @token, all. */
void
pt_rt_mixer_release_plans (PtRtMixer *self,
                           bool loops_only,
                           uint32_t fade_frames);
void
pt_rt_mixer_release_token (PtRtMixer *self,
                           uint64_t token,
                           uint32_t fade_frames);
void
pt_rt_mixer_release_all (PtRtMixer *self,
                         uint32_t fade_frames);

/* The next @frames as segments, fewer when @capacity (at least PT_RT_VOICE_SLOTS) does not
 * hold them; returns for how many frames and moves the clock on. */
uint32_t
pt_rt_mixer_schedule (PtRtMixer *self,
                      uint32_t frames,
                      PtRtSegment *segments,
                      uint32_t capacity,
                      uint32_t *n_segments);
