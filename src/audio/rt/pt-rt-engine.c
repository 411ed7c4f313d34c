/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Nothing lent to the engine may get lost, whatever the main thread does or fails to do.
 * So a command is taken from its ring only while the report ring has room for every report
 * that is already owed (one for each plan and each voice by hand) and a few more; else it
 * waits. Commands for a later frame wait in a list of their own, and the block is cut at
 * their frame. */

#include "audio/rt/pt-rt-engine.h"

#include <math.h>
#include <stdatomic.h>
#include <string.h>

#include "audio/rt/pt-rt-limiter.h"
#include "audio/rt/pt-rt-mixer.h"
#include "audio/rt/pt-rt-ring.h"

#define CHUNK_FRAMES 512
#define MAX_SEGMENTS 1024
#define MAX_PENDING 256
#define MAX_RETIRED 16
#define MAX_OWED 256
#define GLIDE_SECONDS 0.010
#define CEILING 0.98855309f /* -0.1 dBTP */
#define NEVER UINT64_MAX

/* A gain that glides. */
typedef struct
{
  float now[2];
  float target[2];
  float step[2];
  uint32_t left; /* frames to the target */
} Glide;

typedef struct
{
  Glide glide;
  float gain;
  float pan;
  bool mute;
  bool solo;
} Lane;

struct _PtRtEngine
{
  PtRtRing commands;
  PtRtRing reports;
  PtRtLimiter limiter;
  PtRtMixer mixer;
  PtRtMeter meters[PT_RT_N_LANES + 1];
  Lane lanes[PT_RT_N_LANES];
  Glide master;
  uint64_t lit_lanes; /* whose meter may still show something */

  const PtRtPlan *plan;
  const PtRtPlan *retired[MAX_RETIRED + 1]; /* one more for shutting down */
  uint64_t song; /* where the song stands while it does not play */
  uint64_t lap; /* frames of the rounds that are over */
  uint64_t ended[PT_RT_N_EVENTS]; /* tokens to report after the block is mixed */
  uint32_t n_retired;
  uint32_t n_ended;
  uint32_t n_owed; /* voices by hand that have not been reported, pending ones included */
  uint32_t n_pending;
  uint32_t glide_frames;
  bool stopping;

  /* Read by the main thread. */
  atomic_uint_least32_t sequence; /* odd while the next five change */
  atomic_uint_least64_t shown_clock;
  atomic_uint_least64_t shown_song;
  atomic_uint_least64_t shown_lap;
  atomic_uint_least32_t shown_voices;
  atomic_bool shown_playing;
  atomic_uint_least64_t n_stolen;
  atomic_uint_least64_t n_lost;
  atomic_uint_least32_t reduction; /* 1 - lowest gain, as the bits of a float; such bits sort */

  PtRtCommand pending[MAX_PENDING];
  PtRtSegment segments[MAX_SEGMENTS];
  PtRtCommand command_items[PT_RT_N_COMMANDS];
  PtRtReport report_items[PT_RT_N_EVENTS];
  float bus[2 * CHUNK_FRAMES];
};

size_t
pt_rt_engine_get_size (void)
{
  return sizeof (PtRtEngine);
}

static void
voice_ended (void *user_data, const PtRtPlan *plan, uint64_t token)
{
  PtRtEngine *self = user_data;

  if (plan == NULL && self->n_ended < PT_RT_N_EVENTS)
    self->ended[self->n_ended++] = token;
}

PtRtEngine *
pt_rt_engine_init (void *memory, uint32_t sample_rate)
{
  PtRtEngine *self = memory;

  memset (self, 0, sizeof *self);
  pt_rt_ring_init (&self->commands, self->command_items, sizeof (PtRtCommand), PT_RT_N_COMMANDS);
  pt_rt_ring_init (&self->reports, self->report_items, sizeof (PtRtReport), PT_RT_N_EVENTS);
  pt_rt_limiter_init (&self->limiter, sample_rate, CEILING);
  pt_rt_mixer_init (&self->mixer, sample_rate, voice_ended, self);
  for (uint32_t i = 0; i <= PT_RT_N_LANES; i++)
    pt_rt_meter_init (&self->meters[i], sample_rate);
  for (uint32_t i = 0; i < PT_RT_N_LANES; i++)
    self->lanes[i] = (Lane){ .glide = { .now = { 1, 1 }, .target = { 1, 1 } }, .gain = 1 };
  self->master = (Glide){ .now = { 1, 1 }, .target = { 1, 1 } };
  self->glide_frames = (uint32_t) (GLIDE_SECONDS * sample_rate) + 1;

  return self;
}

/* --- reports --- */

/* Room that is not promised to a plan or a voice. */
static bool
has_free_room (PtRtEngine *self, uint32_t wanted)
{
  uint32_t promised = self->n_owed + self->n_retired + (self->plan != NULL) + self->n_pending;

  return pt_rt_ring_get_space (&self->reports) >= promised + wanted;
}

static void
report (PtRtEngine *self, PtRtReportKind kind, const PtRtPlan *plan, uint64_t token)
{
  PtRtReport item = { kind, self->mixer.clock, plan, token };

  pt_rt_ring_push (&self->reports, &item);
}

/* Reports that give nothing back take what room is left over. */
static void
report_news (PtRtEngine *self, PtRtReportKind kind, const PtRtPlan *plan)
{
  if (has_free_room (self, 1))
    report (self, kind, plan, 0);
  else
    atomic_fetch_add_explicit (&self->n_lost, 1, memory_order_relaxed);
}

static bool
plan_is_heard (const PtRtEngine *self, const PtRtPlan *plan)
{
  for (uint32_t i = 0; i < self->mixer.n_voices; i++)
    if (self->mixer.voices[i].plan == plan)
      return true;

  return false;
}

static bool
any_plan_is_heard (const PtRtEngine *self)
{
  for (uint32_t i = 0; i < self->mixer.n_voices; i++)
    if (self->mixer.voices[i].plan != NULL)
      return true;

  return false;
}

/* Between two blocks: plans that were read for the last time. */
static void
give_back_plans (PtRtEngine *self)
{
  uint32_t kept = 0;

  for (uint32_t i = 0; i < self->n_retired; i++)
    if (plan_is_heard (self, self->retired[i]))
      self->retired[kept++] = self->retired[i];
    else
      report (self, PT_RT_REPORT_PLAN_RELEASED, self->retired[i], 0);
  self->n_retired = kept;
}

/* After a block is mixed: what was read for the last time goes back. */
static void
give_back (PtRtEngine *self)
{
  for (uint32_t i = 0; i < self->n_ended; i++)
    {
      self->n_owed--;
      report (self, PT_RT_REPORT_VOICE_ENDED, NULL, self->ended[i]);
    }
  self->n_ended = 0;
  give_back_plans (self);

  if (self->stopping && !any_plan_is_heard (self))
    {
      self->stopping = false;
      report_news (self, PT_RT_REPORT_STOPPED, NULL);
    }
}

/* --- gains --- */

static void
glide_to (Glide *glide, float left, float right, uint32_t frames)
{
  glide->target[0] = left;
  glide->target[1] = right;
  glide->left = frames;
  for (int c = 0; c < 2; c++)
    glide->step[c] = (glide->target[c] - glide->now[c]) / (float) frames;
}

static void
glide_skip (Glide *glide, uint32_t frames)
{
  if (frames >= glide->left)
    {
      glide->left = 0;
      memcpy (glide->now, glide->target, sizeof glide->now);
      return;
    }
  glide->left -= frames;
  for (int c = 0; c < 2; c++)
    glide->now[c] += glide->step[c] * (float) frames;
}

static void
glide_apply (Glide *glide, float *frames, uint32_t n)
{
  uint32_t moving = glide->left < n ? glide->left : n;

  for (uint32_t i = 0; i < moving; i++)
    for (int c = 0; c < 2; c++)
      frames[2 * i + c] *= glide->now[c] + glide->step[c] * (float) (i + 1);
  glide_skip (glide, moving);
  if (glide->now[0] == 1.0f && glide->now[1] == 1.0f)
    return;
  for (uint32_t i = moving; i < n; i++)
    for (int c = 0; c < 2; c++)
      frames[2 * i + c] *= glide->now[c];
}

/* Equal power, 1 in the middle. */
static void
lane_gains (const Lane *lane, bool audible, float gains[2])
{
  float angle = (lane->pan + 1) * 0.78539816f;
  float gain = audible ? lane->gain * 1.41421356f : 0;

  gains[0] = lane->pan == 0 && audible ? lane->gain : gain * cosf (angle);
  gains[1] = lane->pan == 0 && audible ? lane->gain : gain * sinf (angle);
}

static void
set_lane (PtRtEngine *self, const PtRtCommand *command)
{
  Lane *lane;
  bool any_solo = false;

  if (command->lane >= PT_RT_N_LANES)
    return;
  lane = &self->lanes[command->lane];
  lane->gain = command->gain;
  lane->pan = command->pan < -1 ? -1 : command->pan > 1 ? 1
                                                        : command->pan;
  lane->mute = command->mute;
  lane->solo = command->solo;

  for (uint32_t i = 0; i < PT_RT_N_LANES; i++)
    any_solo |= self->lanes[i].solo;
  for (uint32_t i = 0; i < PT_RT_N_LANES; i++)
    {
      Lane *other = &self->lanes[i];
      float gains[2];

      lane_gains (other, !other->mute && (!any_solo || other->solo), gains);
      if (gains[0] != other->glide.target[0] || gains[1] != other->glide.target[1])
        glide_to (&other->glide, gains[0], gains[1], self->glide_frames);
    }
}

/* --- commands --- */

static uint64_t
song_position (const PtRtEngine *self)
{
  return self->mixer.playing ? self->mixer.song : self->song;
}

static void
stop_song (PtRtEngine *self)
{
  self->song = song_position (self);
  pt_rt_mixer_pause (&self->mixer);
  pt_rt_mixer_release_plans (&self->mixer, false, self->mixer.ramp_frames);
}

static void
play_song (PtRtEngine *self, PtRtChase chase)
{
  /* One clock for all rounds: what is due on it stays due. */
  if (self->plan->loops && self->song >= self->plan->n_frames)
    {
      self->lap += self->song - self->song % self->plan->n_frames;
      self->song %= self->plan->n_frames;
    }
  pt_rt_mixer_play (&self->mixer, self->plan, self->song, chase);
  self->stopping = false;
}

static void
seek_song (PtRtEngine *self, uint64_t song)
{
  bool playing = self->mixer.playing;

  if (playing)
    stop_song (self);
  self->song = song;
  if (playing)
    play_song (self, PT_RT_CHASE_ALL);
}

/* The plan that played is kept for as long as it is heard; one that never was, because
 * another was set on the same frame, goes back at once. */
static void
retire_plan (PtRtEngine *self)
{
  if (self->plan == NULL)
    return;
  give_back_plans (self);
  /* Room for one more: the oldest of the retired has rung long enough. */
  if (self->n_retired == MAX_RETIRED)
    {
      for (uint32_t i = 0; i < self->mixer.n_voices; i++)
        if (self->mixer.voices[i].plan == self->retired[0])
          self->mixer.voices[i].end = 0;
      report (self, PT_RT_REPORT_PLAN_RELEASED, self->retired[0], 0);
      memmove (self->retired, self->retired + 1, (MAX_RETIRED - 1) * sizeof self->retired[0]);
      self->n_retired--;
    }
  self->retired[self->n_retired++] = self->plan;
  self->plan = NULL;
}

static bool
has_same_events (const PtRtPlan *a, const PtRtPlan *b)
{
  if (a == NULL || b == NULL || a->n_events != b->n_events || a->n_frames != b->n_frames || a->loops != b->loops)
    return false;
  for (uint32_t i = 0; i < a->n_events; i++)
    {
      const PtRtEvent *x = &a->events[i], *y = &b->events[i];

      if (x->start_frame != y->start_frame || x->end_frame != y->end_frame || x->anchor_frame != y->anchor_frame
          || x->lane != y->lane || x->flags != y->flags
          || a->sources[x->source].n_frames != b->sources[y->source].n_frames)
        return false;
    }

  return true;
}

/* Tails of the old plan ring on; its loops give way to those of the new one over a short
 * ramp, which is inaudible where both play the same loop in the same phase. */
static void
set_plan (PtRtEngine *self, const PtRtCommand *command)
{
  bool playing = self->mixer.playing && command->plan != NULL;
  bool jumps = command->song_frame != PT_RT_KEEP && command->song_frame != song_position (self) && !command->keeps_tails;

  if (playing && command->exchanges && command->song_frame == PT_RT_KEEP && has_same_events (self->plan, command->plan))
    {
      pt_rt_mixer_exchange (&self->mixer, command->plan);
      retire_plan (self);
      self->plan = command->plan;
      report_news (self, PT_RT_REPORT_PLAN_SET, command->plan);
      return;
    }

  self->song = command->song_frame == PT_RT_KEEP ? song_position (self) : command->song_frame;
  pt_rt_mixer_pause (&self->mixer);
  pt_rt_mixer_release_plans (&self->mixer, playing && !jumps, self->mixer.ramp_frames);
  retire_plan (self);
  self->plan = command->plan;
  if (playing)
    play_song (self, jumps ? PT_RT_CHASE_ALL : PT_RT_CHASE_LOOPS);
  report_news (self, PT_RT_REPORT_PLAN_SET, command->plan);
}

static void
stop_all (PtRtEngine *self)
{
  stop_song (self);
  pt_rt_mixer_release_all (&self->mixer, self->mixer.ramp_frames);
  self->stopping = true;
}

static void
start_voice (PtRtEngine *self, const PtRtCommand *command)
{
  PtRtEvent event = command->event;

  if (event.lane >= PT_RT_N_LANES)
    event.lane = PT_RT_N_LANES - 1;
  self->n_owed++;
  pt_rt_mixer_start (&self->mixer, &event, command->source, command->token);
}

static void
execute (PtRtEngine *self, const PtRtCommand *command)
{
  switch (command->kind)
    {
    case PT_RT_COMMAND_PLAY:
      if (self->plan != NULL && !self->mixer.playing)
        play_song (self, PT_RT_CHASE_ALL);
      break;
    case PT_RT_COMMAND_STOP:
      stop_song (self);
      self->stopping = true;
      break;
    case PT_RT_COMMAND_SEEK:
      seek_song (self, command->song_frame);
      break;
    case PT_RT_COMMAND_SET_PLAN:
      set_plan (self, command);
      break;
    case PT_RT_COMMAND_START_VOICE:
      start_voice (self, command);
      break;
    case PT_RT_COMMAND_STOP_VOICE:
      pt_rt_mixer_release_token (&self->mixer, command->token, self->mixer.ramp_frames);
      break;
    case PT_RT_COMMAND_STOP_ALL:
      stop_all (self);
      break;
    case PT_RT_COMMAND_SET_LANE:
      set_lane (self, command);
      break;
    case PT_RT_COMMAND_SET_MASTER:
      glide_to (&self->master, command->gain, command->gain, self->glide_frames);
      break;
    }
}

/* In how many frames the command is due; NEVER while that cannot be said. */
static uint64_t
frames_until (const PtRtEngine *self, const PtRtCommand *command)
{
  uint64_t now;

  if (command->when == PT_RT_WHEN_NOW || (command->when == PT_RT_WHEN_SONG && !self->mixer.playing))
    return 0;
  now = command->when == PT_RT_WHEN_SONG ? self->lap + self->mixer.song : self->mixer.clock;

  return command->at_frame > now ? command->at_frame - now : 0;
}

static void
take_commands (PtRtEngine *self)
{
  PtRtCommand command;

  while (self->n_pending < MAX_PENDING && self->n_owed < MAX_OWED && has_free_room (self, 8)
         && pt_rt_ring_pop (&self->commands, &command))
    {
      if (frames_until (self, &command) == 0)
        execute (self, &command);
      else
        self->pending[self->n_pending++] = command;
    }
}

/* Executes what is due, in the order it came, and returns how many frames to the next. */
static uint64_t
run_pending (PtRtEngine *self)
{
  uint64_t next = NEVER;

  for (uint32_t i = 0; i < self->n_pending;)
    {
      PtRtCommand command = self->pending[i];
      uint64_t left = frames_until (self, &command);

      if (left > 0)
        {
          next = left < next ? left : next;
          i++;
          continue;
        }
      self->n_pending--;
      memmove (&self->pending[i], &self->pending[i + 1], (self->n_pending - i) * sizeof command);
      execute (self, &command);
      /* A seek, a stop or a new plan may have made others due. */
      next = NEVER;
      i = 0;
    }

  return next;
}

/* --- mixing --- */

static void
mix_lane (PtRtEngine *self, uint32_t lane, uint32_t n_segments, float *out, uint32_t frames)
{
  memset (self->bus, 0, 2 * (size_t) frames * sizeof (float));
  pt_rt_segments_mix (self->segments, n_segments, UINT64_C (1) << lane, self->bus);
  glide_apply (&self->lanes[lane].glide, self->bus, frames);
  pt_rt_meter_add (&self->meters[lane], self->bus, frames);
  for (uint32_t i = 0; i < 2 * frames; i++)
    out[i] += self->bus[i];
}

static void
mix_segments (PtRtEngine *self, uint32_t n_segments, float *out, uint32_t frames)
{
  uint64_t used = 0;

  for (uint32_t i = 0; i < n_segments; i++)
    used |= UINT64_C (1) << self->segments[i].lane;

  memset (out, 0, 2 * (size_t) frames * sizeof (float));
  for (uint32_t lane = 0; lane < PT_RT_N_LANES; lane++)
    if (used >> lane & 1)
      {
        mix_lane (self, lane, n_segments, out, frames);
      }
    else
      {
        glide_skip (&self->lanes[lane].glide, frames);
        if (self->lit_lanes >> lane & 1)
          pt_rt_meter_add (&self->meters[lane], NULL, frames);
        if (self->meters[lane].mean[0] > 0 || self->meters[lane].mean[1] > 0)
          used |= UINT64_C (1) << lane;
      }
  self->lit_lanes = used;

  glide_apply (&self->master, out, frames);
  pt_rt_limiter_process (&self->limiter, out, frames);
  pt_rt_meter_add (&self->meters[PT_RT_N_LANES], out, frames);
}

static void
show_status (PtRtEngine *self)
{
  uint32_t sequence = atomic_load_explicit (&self->sequence, memory_order_relaxed);
  float reduction = 1.0f - pt_rt_limiter_take_reduction (&self->limiter);
  uint32_t bits;

  atomic_store_explicit (&self->sequence, sequence + 1, memory_order_relaxed);
  atomic_store_explicit (&self->shown_clock, self->mixer.clock, memory_order_release);
  atomic_store_explicit (&self->shown_song, song_position (self), memory_order_release);
  atomic_store_explicit (&self->shown_lap, self->lap, memory_order_release);
  atomic_store_explicit (&self->shown_voices, self->mixer.n_voices, memory_order_release);
  atomic_store_explicit (&self->shown_playing, self->mixer.playing, memory_order_release);
  atomic_store_explicit (&self->sequence, sequence + 2, memory_order_release);

  atomic_store_explicit (&self->n_stolen, self->mixer.n_stolen, memory_order_relaxed);
  memcpy (&bits, &reduction, sizeof bits);
  if (bits > atomic_load_explicit (&self->reduction, memory_order_relaxed))
    atomic_store_explicit (&self->reduction, bits, memory_order_relaxed);
}

/* Standing on the last frame it goes on at the first, or stops. */
static void
end_song (PtRtEngine *self)
{
  if (self->plan->loops)
    {
      self->lap += self->mixer.song;
      pt_rt_mixer_wrap (&self->mixer);
      return;
    }
  self->song = self->mixer.song;
  pt_rt_mixer_pause (&self->mixer);
  report_news (self, PT_RT_REPORT_SONG_ENDED, self->plan);
}

void
pt_rt_engine_render (PtRtEngine *self, float *out, uint32_t frames)
{
  take_commands (self);

  while (frames > 0)
    {
      uint64_t next = run_pending (self);
      uint32_t n = frames < CHUNK_FRAMES ? frames : CHUNK_FRAMES;
      uint32_t n_segments;

      n = next < n ? (uint32_t) next : n;
      if (self->mixer.playing && self->mixer.song < self->plan->n_frames && self->plan->n_frames - self->mixer.song < n)
        n = (uint32_t) (self->plan->n_frames - self->mixer.song);

      n = pt_rt_mixer_schedule (&self->mixer, n, self->segments, MAX_SEGMENTS, &n_segments);
      mix_segments (self, n_segments, out, n);
      if (self->mixer.playing && self->mixer.song >= self->plan->n_frames)
        end_song (self);
      give_back (self);
      out += 2 * (size_t) n;
      frames -= n;
    }

  show_status (self);
}

/* --- the main thread --- */

bool
pt_rt_engine_send (PtRtEngine *self, const PtRtCommand *command)
{
  return pt_rt_ring_push (&self->commands, command);
}

bool
pt_rt_engine_receive (PtRtEngine *self, PtRtReport *item)
{
  return pt_rt_ring_pop (&self->reports, item);
}

void
pt_rt_engine_get_status (PtRtEngine *self, PtRtStatus *status)
{
  uint32_t before, after;

  do
    {
      before = atomic_load_explicit (&self->sequence, memory_order_acquire);
      status->engine_frame = atomic_load_explicit (&self->shown_clock, memory_order_acquire);
      status->song_frame = atomic_load_explicit (&self->shown_song, memory_order_acquire);
      status->lap_frame = atomic_load_explicit (&self->shown_lap, memory_order_acquire);
      status->n_voices = atomic_load_explicit (&self->shown_voices, memory_order_acquire);
      status->playing = atomic_load_explicit (&self->shown_playing, memory_order_acquire);
      after = atomic_load_explicit (&self->sequence, memory_order_relaxed);
    }
  while (before != after || before % 2 != 0);
  status->n_stolen = atomic_load_explicit (&self->n_stolen, memory_order_relaxed);
  status->n_lost = atomic_load_explicit (&self->n_lost, memory_order_relaxed);
}

void
pt_rt_engine_read_levels (PtRtEngine *self, uint32_t lane, PtRtLevels *levels)
{
  pt_rt_meter_read (&self->meters[lane <= PT_RT_N_LANES ? lane : PT_RT_N_LANES], levels);
}

float
pt_rt_engine_read_reduction (PtRtEngine *self)
{
  uint32_t bits = atomic_exchange_explicit (&self->reduction, 0, memory_order_relaxed);
  float reduction;

  memcpy (&reduction, &bits, sizeof reduction);

  return 1.0f - reduction;
}

uint32_t
pt_rt_engine_get_latency (PtRtEngine *self)
{
  return pt_rt_limiter_get_latency (&self->limiter);
}

static void
give_back_unused (PtRtEngine *self, const PtRtCommand *command)
{
  if (command->kind == PT_RT_COMMAND_SET_PLAN && command->plan != NULL)
    report (self, PT_RT_REPORT_PLAN_RELEASED, command->plan, 0);
  if (command->kind == PT_RT_COMMAND_START_VOICE)
    report (self, PT_RT_REPORT_VOICE_ENDED, NULL, command->token);
}

void
pt_rt_engine_shut_down (PtRtEngine *self)
{
  PtRtCommand command;

  for (uint32_t i = 0; i < self->mixer.n_voices; i++)
    if (self->mixer.voices[i].plan == NULL)
      self->ended[self->n_ended++] = self->mixer.voices[i].token;
  self->mixer.n_voices = 0;
  pt_rt_mixer_pause (&self->mixer);
  if (self->plan != NULL)
    self->retired[self->n_retired++] = self->plan;
  self->plan = NULL;
  self->stopping = false;
  give_back (self);

  for (uint32_t i = 0; i < self->n_pending; i++)
    give_back_unused (self, &self->pending[i]);
  self->n_pending = 0;
  while (pt_rt_ring_pop (&self->commands, &command))
    give_back_unused (self, &command);
  show_status (self);
}
