/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-live-engine.h"

#include <string.h>

/* Gains glide over 10 ms. */
#define SETTLE_S 0.02
#define SETTLE_BLOCK 256
/* What begins in the middle comes in so fast. */
#define CUT_IN_S 0.005

/* A buffer that sounds by hand. */
typedef struct
{
  PtRtSource source;
  PtAudioBuffer *buffer;
} Voice;

struct _PtLiveEngine
{
  PtRtEngine *rt;
  guint sample_rate;
  GQueue waiting; /* of PtRtCommand, g_free */
  GHashTable *voices; /* token -> Voice */
  guint64 last_token;
  guint n_plans; /* lent, counted as often as lent */
  PtDeviceCallback capture;
  gpointer capture_data;
};

static void
voice_free (gpointer data)
{
  Voice *voice = data;

  pt_audio_buffer_unref (voice->buffer);
  g_free (voice);
}

PtLiveEngine *
pt_live_engine_new (guint sample_rate)
{
  PtLiveEngine *self;

  g_return_val_if_fail (sample_rate > 0, NULL);

  self = g_new0 (PtLiveEngine, 1);
  self->sample_rate = sample_rate;
  self->voices = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, voice_free);
  self->rt = pt_rt_engine_init (g_aligned_alloc (1, pt_rt_engine_get_size (), 64), sample_rate);

  return self;
}

/* Takes back what @report says is free. */
static void
take_back (PtLiveEngine *self, const PtRtReport *report)
{
  if (report->kind == PT_RT_REPORT_PLAN_RELEASED)
    {
      g_assert (self->n_plans > 0);
      self->n_plans--;
      pt_render_plan_unref (report->plan->owner);
    }
  else if (report->kind == PT_RT_REPORT_VOICE_ENDED)
    {
      gint64 token = report->token;

      g_hash_table_remove (self->voices, &token);
    }
}

static void
take_back_all (PtLiveEngine *self)
{
  PtRtReport report;

  while (pt_rt_engine_receive (self->rt, &report))
    take_back (self, &report);
}

void
pt_live_engine_free (PtLiveEngine *self)
{
  PtRtCommand *command;

  g_return_if_fail (self != NULL);

  take_back_all (self);
  pt_rt_engine_shut_down (self->rt);
  take_back_all (self);
  /* Never handed over, so never reported. */
  while ((command = g_queue_pop_head (&self->waiting)) != NULL)
    {
      if (command->kind == PT_RT_COMMAND_SET_PLAN && command->plan != NULL)
        {
          self->n_plans--;
          pt_render_plan_unref (command->plan->owner);
        }
      g_free (command);
    }
  g_warn_if_fail (self->n_plans == 0);
  g_hash_table_unref (self->voices);
  g_aligned_free (self->rt);
  g_free (self);
}

void
pt_live_engine_render_cb (float *interleaved, guint frames, gpointer user_data)
{
  PtLiveEngine *self = user_data;

  pt_rt_engine_render (self->rt, interleaved, frames);
  if (self->capture != NULL)
    self->capture (interleaved, frames, self->capture_data);
}

void
pt_live_engine_set_capture (PtLiveEngine *self, PtDeviceCallback capture, gpointer user_data)
{
  g_return_if_fail (self != NULL);

  self->capture = capture;
  self->capture_data = user_data;
}

/* --- commands --- */

static void
hand_over (PtLiveEngine *self)
{
  PtRtCommand *command;

  while ((command = g_queue_peek_head (&self->waiting)) != NULL && pt_rt_engine_send (self->rt, command))
    g_free (g_queue_pop_head (&self->waiting));
}

/* In the order they came, also when the ring was full in between. */
static void
send (PtLiveEngine *self, const PtRtCommand *command)
{
  g_queue_push_tail (&self->waiting, g_memdup2 (command, sizeof *command));
  hand_over (self);
}

void
pt_live_engine_send (PtLiveEngine *self, const PtRtCommand *command)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (command != NULL);
  g_return_if_fail (command->kind != PT_RT_COMMAND_SET_PLAN && command->kind != PT_RT_COMMAND_START_VOICE);

  send (self, command);
}

void
pt_live_engine_send_plan (PtLiveEngine *self, const PtRtCommand *command, PtRenderPlan *plan)
{
  PtRtCommand filled;

  g_return_if_fail (self != NULL);
  g_return_if_fail (command != NULL && command->kind == PT_RT_COMMAND_SET_PLAN);
  g_return_if_fail (plan == NULL || pt_render_plan_get_sample_rate (plan) == self->sample_rate);

  filled = *command;
  if (plan != NULL)
    {
      filled.plan = pt_render_plan_get_rt (pt_render_plan_ref (plan));
      self->n_plans++;
    }
  send (self, &filled);
}

guint64
pt_live_engine_start_buffer (PtLiveEngine *self, PtAudioBuffer *buffer, guint lane, float gain, guint64 start_frame)
{
  return pt_live_engine_start_buffer_at (self, buffer, lane, gain, start_frame, 0, FALSE);
}

guint64
pt_live_engine_start_buffer_at (PtLiveEngine *self, PtAudioBuffer *buffer, guint lane, float gain, guint64 start_frame, guint64 from_frame, gboolean loops)
{
  PtRtCommand command = { .kind = PT_RT_COMMAND_START_VOICE };
  Voice *voice;
  gint64 *key;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (buffer != NULL && pt_audio_buffer_get_channels (buffer) == 2, 0);
  g_return_val_if_fail (lane < PT_RT_N_LANES, 0);

  voice = g_new0 (Voice, 1);
  voice->buffer = pt_audio_buffer_ref (buffer);
  voice->source = (PtRtSource){
    .frames = pt_audio_buffer_get_samples (buffer),
    .n_frames = pt_audio_buffer_get_frames (buffer),
    .period_frames = pt_audio_buffer_get_frames (buffer),
    .period_den = 1,
  };
  key = g_new (gint64, 1);
  *key = ++self->last_token;
  g_hash_table_insert (self->voices, key, voice);

  command.source = &voice->source;
  command.token = *key;
  command.event = (PtRtEvent){
    .start_frame = start_frame,
    .end_frame = PT_RT_RING_OUT,
    .anchor_frame = start_frame - from_frame,
    .fade_in_frames = from_frame > 0 ? (guint32) (CUT_IN_S * self->sample_rate) : 0,
    .flags = loops && pt_audio_buffer_get_frames (buffer) > 0 ? PT_RT_EVENT_LOOP : 0,
    .gain_envelope = PT_RT_NO_ENVELOPE,
    .fade_envelope = PT_RT_NO_ENVELOPE,
    .gain_left = gain,
    .gain_right = gain,
    .lane = lane,
  };
  send (self, &command);

  return *key;
}

/* --- reports --- */

void
pt_live_engine_update (PtLiveEngine *self, PtLiveEngineNewsFunc news, gpointer user_data)
{
  PtRtReport report;

  g_return_if_fail (self != NULL);

  while (pt_rt_engine_receive (self->rt, &report))
    {
      if (news != NULL)
        news (report.kind, report.plan != NULL ? report.plan->owner : NULL, report.token, user_data);
      take_back (self, &report);
    }
  hand_over (self);
}

void
pt_live_engine_settle (PtLiveEngine *self)
{
  float block[2 * SETTLE_BLOCK];

  g_return_if_fail (self != NULL);

  for (guint done = 0; done < SETTLE_S * self->sample_rate; done += SETTLE_BLOCK)
    pt_rt_engine_render (self->rt, block, SETTLE_BLOCK);
}

void
pt_live_engine_get_status (PtLiveEngine *self, PtRtStatus *status)
{
  g_return_if_fail (self != NULL);

  pt_rt_engine_get_status (self->rt, status);
}

void
pt_live_engine_read_levels (PtLiveEngine *self, guint lane, PtRtLevels *levels)
{
  g_return_if_fail (self != NULL);

  pt_rt_engine_read_levels (self->rt, lane, levels);
}

float
pt_live_engine_read_reduction (PtLiveEngine *self)
{
  g_return_val_if_fail (self != NULL, 1);

  return pt_rt_engine_read_reduction (self->rt);
}

guint
pt_live_engine_get_latency (PtLiveEngine *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return pt_rt_engine_get_latency (self->rt);
}

guint
pt_live_engine_get_sample_rate (PtLiveEngine *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->sample_rate;
}

guint
pt_live_engine_get_n_lent (PtLiveEngine *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_plans + g_hash_table_size (self->voices);
}
