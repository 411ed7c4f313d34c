/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audio/rt/pt-rt-meter.h"
#include "audio/rt/pt-rt-plan.h"

/* The live engine: the mixer behind a device callback. One thread (the audio thread) calls
 * pt_rt_engine_render(), one other (the main thread) everything else. Commands go in
 * through a ring, reports come out through another; plans and samples are lent to the
 * engine and belong to it until a report gives them back.
 *
 * Two clocks: the engine's counts frames since it was made and never jumps; the song's is
 * the position in the plan, moves while it plays and jumps when told (and from the end to
 * the beginning, when the plan goes round). Voices started by
 * hand (preview, clips) live on the engine's clock.
 *
 * The way of a sound: voices -> lane (gain, equal-power pan, mute, solo, meter) -> master
 * gain -> true-peak limiter -> master meter -> device. */

#define PT_RT_N_LANES 32
#define PT_RT_N_EVENTS 1024
#define PT_RT_N_COMMANDS 256

typedef struct _PtRtEngine PtRtEngine;

typedef enum
{
  PT_RT_COMMAND_PLAY, /* from where the song stands */
  PT_RT_COMMAND_STOP, /* the song stands still; fades within 5 ms; voices by hand go on */
  PT_RT_COMMAND_SEEK, /* to song_frame, playing or not; joins what sounds there */
  PT_RT_COMMAND_SET_PLAN, /* plan (NULL: none), lent once; song_frame, or PT_RT_KEEP to go on; keeps_tails */
  PT_RT_COMMAND_START_VOICE, /* event, source, token */
  PT_RT_COMMAND_STOP_VOICE, /* token */
  PT_RT_COMMAND_STOP_ALL, /* everything, the song as well */
  PT_RT_COMMAND_SET_LANE, /* lane, gain, pan, mute, solo: glides over 10 ms */
  PT_RT_COMMAND_SET_MASTER, /* gain */
} PtRtCommandKind;

typedef enum
{
  PT_RT_WHEN_NOW,
  PT_RT_WHEN_ENGINE, /* when the engine's clock reaches at_frame */
  /* When the song does, its rounds counted one after the other (lap_frame + song_frame); at
   * once while it stands still or is beyond. */
  PT_RT_WHEN_SONG,
} PtRtWhen;

#define PT_RT_KEEP UINT64_MAX

typedef struct
{
  PtRtCommandKind kind;
  PtRtWhen when;
  uint64_t at_frame;
  uint64_t song_frame;
  const PtRtPlan *plan;
  const PtRtSource *source;
  PtRtEvent event; /* of START_VOICE, on the engine's clock */
  uint64_t token;
  float gain; /* linear */
  float pan; /* -1..1 */
  uint16_t lane;
  bool mute;
  bool solo;
  bool keeps_tails; /* the place is the same, counted otherwise: what rings, rings on */
  /* SET_PLAN: the same events at other gains and pans, heard at once in all that sounds. Where
   * the plan has other events after all it is set as any other. */
  bool exchanges;
} PtRtCommand;

typedef enum
{
  PT_RT_REPORT_PLAN_SET, /* plan sounds from engine_frame on */
  PT_RT_REPORT_PLAN_RELEASED, /* nothing reads plan any more: free it */
  PT_RT_REPORT_VOICE_ENDED, /* nothing reads the source started with token any more */
  PT_RT_REPORT_STOPPED, /* after a STOP the last of the song has faded */
  PT_RT_REPORT_SONG_ENDED, /* the song reached its end and stands still; tails may ring */
} PtRtReportKind;

typedef struct
{
  PtRtReportKind kind;
  uint64_t engine_frame;
  const PtRtPlan *plan;
  uint64_t token;
} PtRtReport;

typedef struct
{
  uint64_t engine_frame;
  uint64_t song_frame;
  uint64_t lap_frame; /* of a plan that goes round: how long the rounds before were */
  uint64_t n_stolen; /* voices that had to go for others, since the start */
  uint64_t n_lost; /* reports without an owner (STOPPED ...) that found no room */
  uint32_t n_voices;
  bool playing;
} PtRtStatus;

/* @memory: pt_rt_engine_get_size() bytes, aligned to 64. */
size_t
pt_rt_engine_get_size (void);
PtRtEngine *
pt_rt_engine_init (void *memory,
                   uint32_t sample_rate);

/* --- the audio thread --- */

/* Fills @frames frames of interleaved stereo. */
void
pt_rt_engine_render (PtRtEngine *self,
                     float *out,
                     uint32_t frames);

/* --- the main thread --- */

/* false: the ring is full; try again after the next block. */
bool
pt_rt_engine_send (PtRtEngine *self,
                   const PtRtCommand *command);
/* false: nothing more to report. Drain it often: the engine takes no more commands than it
 * has room to answer. */
bool
pt_rt_engine_receive (PtRtEngine *self,
                      PtRtReport *report);
void
pt_rt_engine_get_status (PtRtEngine *self,
                         PtRtStatus *status);
/* @lane PT_RT_N_LANES: the master. */
void
pt_rt_engine_read_levels (PtRtEngine *self,
                          uint32_t lane,
                          PtRtLevels *levels);
/* The limiter's lowest gain since it was last asked for. */
float
pt_rt_engine_read_reduction (PtRtEngine *self);
uint32_t
pt_rt_engine_get_latency (PtRtEngine *self);

/* When the audio thread runs no more and the reports have been drained: ends everything, so
 * that pt_rt_engine_receive() gives back all that was lent, also what still waited in the
 * command ring. */
void
pt_rt_engine_shut_down (PtRtEngine *self);
