/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "audio/pt-audio-error.h"
#include "audio/pt-player-private.h"

/* What is heard as the song, and from where. Commands that are due on a beat carry its frame:
 * the audio thread knows no beats. */

double
_pt_player_frames_to_beats (PtRenderPlan *plan, guint64 frames)
{
  return plan == NULL ? 0
                      : frames * pt_tempo_to_bpm (pt_render_plan_get_tempo (plan)) / (60.0 * pt_render_plan_get_sample_rate (plan));
}

void
_pt_player_set_sounding (PtPlayer *self, PtRenderPlan *plan)
{
  if (plan != NULL)
    pt_render_plan_ref (plan);
  g_clear_pointer (&self->sounding, pt_render_plan_unref);
  self->sounding = plan;
}

/* The place in the song as of now, not of the last update, by the plan that sounds. */
static guint64
read_song_frame (PtPlayer *self, gboolean *playing)
{
  PtRtStatus status;

  pt_live_engine_get_status (self->engine, &status);
  *playing = status.playing;

  return status.song_frame;
}

static gboolean
is_round (PtRenderPlan *plan)
{
  return plan != NULL && pt_render_plan_get_looping (plan);
}

/* The next multiple of @quantum_beats that the audio thread cannot have passed when it
 * hears of it. */
static gint64
next_boundary (PtPlayer *self, guint64 song_frame, guint quantum_beats)
{
  guint64 soon = song_frame + 2 * pt_device_get_block_frames (self->device);
  gint64 beats = (gint64) floor (_pt_player_frames_to_beats (self->sounding, soon) / quantum_beats) * quantum_beats;

  while (pt_beats_to_frame (pt_beats_new (beats, 1), pt_render_plan_get_tempo (self->sounding),
                            pt_live_engine_get_sample_rate (self->engine))
         <= soon)
    beats += quantum_beats;

  return beats;
}

static guint64
beats_to_frame (PtPlayer *self, PtRenderPlan *plan, PtBeats beats)
{
  return pt_beats_to_frame (beats, pt_render_plan_get_tempo (plan), pt_live_engine_get_sample_rate (self->engine));
}

gboolean
_pt_player_find_boundary (PtPlayer *self, guint quantum_beats, PtPlayerBoundary *boundary)
{
  PtRtStatus status;
  guint64 frame, end;

  pt_live_engine_get_status (self->engine, &status);
  if (!status.playing || quantum_beats == PT_PLAYER_NOW || self->sounding == NULL)
    return FALSE;

  boundary->beats = next_boundary (self, status.song_frame, quantum_beats);
  frame = beats_to_frame (self, self->sounding, pt_beats_new (boundary->beats, 1));
  /* The end of the song is a boundary, too; on its last frame it is still playing and goes
   * on into what comes. One that goes round is at its beginning there. */
  end = pt_render_plan_get_frames (self->sounding);
  if (is_round (self->sounding) && frame >= end)
    {
      frame = end;
      boundary->beats = 0;
    }
  else if (frame >= end)
    {
      frame = end - 1;
    }
  boundary->song_frame = status.lap_frame + frame;
  boundary->engine_frame = status.engine_frame + (frame - MIN (frame, status.song_frame));

  return TRUE;
}

/* Fills in when @command is due, and returns at which beat; -1: at once. */
static gint64
schedule (PtPlayer *self, PtRtCommand *command, guint quantum_beats)
{
  PtPlayerBoundary boundary;

  if (!_pt_player_find_boundary (self, quantum_beats, &boundary))
    return -1;
  command->when = PT_RT_WHEN_SONG;
  command->at_frame = boundary.song_frame;

  return boundary.beats;
}

static void
send_plan (PtPlayer *self, PtRtCommand *command, PtRenderPlan *plan, gint64 beats)
{
  /* At another tempo the same beat is another frame. */
  if (plan != NULL && self->sounding != NULL
      && pt_render_plan_get_tempo (plan) != pt_render_plan_get_tempo (self->sounding))
    {
      gboolean playing;
      double now = _pt_player_frames_to_beats (self->sounding, read_song_frame (self, &playing));

      command->song_frame = beats_to_frame (self, plan, beats >= 0 ? pt_beats_new (beats, 1) : pt_beats_from_double (now));
    }
  command->keeps_tails = is_round (plan);
  pt_live_engine_send_plan (self->engine, command, plan);
}

/* A plan that waits for its beat cannot be called back. One that comes later but is due
 * earlier is therefore set once more, right after it. */
static void
override_pending (PtPlayer *self, PtRenderPlan *plan)
{
  PtRtCommand command = {
    .kind = PT_RT_COMMAND_SET_PLAN,
    .when = PT_RT_WHEN_SONG,
    .at_frame = self->pending_frame,
    .song_frame = PT_RT_KEEP,
    .keeps_tails = is_round (plan),
  };

  if (plan != NULL && pt_render_plan_get_tempo (plan) != self->pending_tempo)
    command.song_frame = beats_to_frame (self, plan, pt_beats_new (self->pending_beats, 1));
  pt_live_engine_send_plan (self->engine, &command, plan);
}

static void
set_plan (PtPlayer *self, PtRenderPlan *plan, guint quantum_beats, gboolean exchanges)
{
  PtRtCommand command = { .kind = PT_RT_COMMAND_SET_PLAN, .song_frame = PT_RT_KEEP, .exchanges = exchanges };
  gint64 beats = schedule (self, &command, quantum_beats);

  send_plan (self, &command, plan, beats);
  if (self->pending_beats >= 0 && (beats < 0 || command.at_frame < self->pending_frame))
    {
      override_pending (self, plan);
    }
  else if (beats >= 0)
    {
      self->pending_beats = beats;
      self->pending_frame = command.at_frame;
      self->pending_tempo = plan != NULL ? pt_render_plan_get_tempo (plan) : 0;
    }

  if (plan != NULL)
    pt_render_plan_ref (plan);
  g_clear_pointer (&self->wanted, pt_render_plan_unref);
  self->wanted = plan;
  /* What is due at once is as good as there: a seek right after it counts in its tempo. */
  if (beats < 0)
    _pt_player_set_sounding (self, plan);
}

void
pt_player_set_plan (PtPlayer *self, PtRenderPlan *plan, guint quantum_beats)
{
  g_return_if_fail (PT_IS_PLAYER (self));
  g_return_if_fail (plan == NULL || pt_render_plan_get_sample_rate (plan) == pt_player_get_sample_rate (self));

  /* What is still loading was asked for earlier. */
  self->load_serial++;
  set_plan (self, plan, quantum_beats, FALSE);
}

void
pt_player_exchange_plan (PtPlayer *self, PtRenderPlan *plan)
{
  g_return_if_fail (PT_IS_PLAYER (self));
  g_return_if_fail (plan != NULL && pt_render_plan_get_sample_rate (plan) == pt_player_get_sample_rate (self));

  self->load_serial++;
  set_plan (self, plan, PT_PLAYER_NOW, TRUE);
}

gboolean
pt_player_play (PtPlayer *self, GError **error)
{
  const PtRtCommand command = { .kind = PT_RT_COMMAND_PLAY };
  gboolean playing;

  g_return_val_if_fail (PT_IS_PLAYER (self), FALSE);

  if (self->wanted == NULL)
    {
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_INVALID, "There is nothing to play yet; load an arrangement first");
      return FALSE;
    }
  if (!_pt_player_start_device (self, error))
    return FALSE;
  /* From the end there is nowhere to go but to the beginning. */
  if (read_song_frame (self, &playing) >= pt_render_plan_get_frames (self->wanted) && !playing)
    pt_player_seek (self, PT_BEATS_ZERO, PT_PLAYER_NOW);
  pt_live_engine_send (self->engine, &command);

  return TRUE;
}

void
pt_player_stop (PtPlayer *self)
{
  const PtRtCommand command = { .kind = PT_RT_COMMAND_STOP };

  g_return_if_fail (PT_IS_PLAYER (self));

  pt_live_engine_send (self->engine, &command);
}

void
pt_player_seek (PtPlayer *self, PtBeats position, guint quantum_beats)
{
  PtRtCommand command = { .kind = PT_RT_COMMAND_SEEK };
  PtRenderPlan *plan;

  g_return_if_fail (PT_IS_PLAYER (self));
  g_return_if_fail (position.num >= 0);

  plan = self->sounding != NULL ? self->sounding : self->wanted;
  if (plan == NULL)
    return;
  schedule (self, &command, quantum_beats);
  command.song_frame = MIN (beats_to_frame (self, plan, position), pt_render_plan_get_frames (plan));
  pt_live_engine_send (self->engine, &command);
}

/* --- loading --- */

guint
_pt_player_begin_load (PtPlayer *self)
{
  g_assert (PT_IS_PLAYER (self));

  return ++self->load_serial;
}

gboolean
_pt_player_end_load (PtPlayer *self, guint serial, PtArrangement *arrangement, PtRenderPlan *plan, guint quantum_beats)
{
  g_assert (PT_IS_PLAYER (self));
  g_assert (plan != NULL);

  if (serial != self->load_serial)
    return FALSE;
  pt_player_set_channels (self, arrangement);
  set_plan (self, plan, quantum_beats, FALSE);

  return TRUE;
}
