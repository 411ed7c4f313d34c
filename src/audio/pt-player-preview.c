/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "audio/pt-player-private.h"

/* What is previewed goes past the roles' strips. */
#define PREVIEW_LANE (PT_RT_N_LANES - 1)

G_STATIC_ASSERT (PT_ROLE_NONE <= PREVIEW_LANE);

gboolean
pt_player_preview (PtPlayer *self, PtAudioBuffer *buffer, double gain, GError **error)
{
  const PtPlayerPreview preview = { .buffer = buffer, .gain = gain };

  return pt_player_preview_full (self, &preview, error);
}

/* What sounds goes on until @start_frame; what only waits for its beat never begins. */
static void
end_preview (PtPlayer *self, guint64 start_frame)
{
  PtRtCommand command = { .kind = PT_RT_COMMAND_STOP_VOICE, .token = self->preview_token };
  PtRtStatus status;

  if (self->preview_token == 0)
    return;
  pt_live_engine_get_status (self->engine, &status);
  if (start_frame > 0 && self->preview_start <= status.engine_frame)
    {
      command.when = PT_RT_WHEN_ENGINE;
      command.at_frame = start_frame;
    }
  pt_live_engine_send (self->engine, &command);
  self->preview_token = 0;
}

gboolean
pt_player_preview_full (PtPlayer *self, const PtPlayerPreview *preview, GError **error)
{
  PtAudioBuffer *buffer;
  PtRtStatus status;
  PtPlayerBoundary boundary;
  guint64 start;

  g_return_val_if_fail (PT_IS_PLAYER (self), FALSE);
  g_return_val_if_fail (preview != NULL, FALSE);
  buffer = preview->buffer;
  g_return_val_if_fail (buffer == NULL || pt_audio_buffer_get_channels (buffer) == 2, FALSE);
  g_return_val_if_fail (buffer == NULL || pt_audio_buffer_get_sample_rate (buffer) == pt_player_get_sample_rate (self), FALSE);

  if (buffer == NULL)
    {
      end_preview (self, 0);
      return TRUE;
    }
  if (!_pt_player_start_device (self, error))
    return FALSE;

  /* Far enough ahead that its beginning is not in the past. */
  pt_live_engine_get_status (self->engine, &status);
  start = status.engine_frame + 2 * pt_device_get_block_frames (self->device);
  if (_pt_player_find_boundary (self, preview->quantum_beats, &boundary))
    start = MAX (start, boundary.engine_frame);
  end_preview (self, start);
  self->preview_start = start;
  self->preview_frames = pt_audio_buffer_get_frames (buffer);
  self->preview_from = MIN (preview->from_frame, self->preview_frames);
  self->preview_loops = preview->loops && self->preview_frames > 0;
  self->preview_token = pt_live_engine_start_buffer_at (self->engine, buffer, PREVIEW_LANE, preview->gain, start,
                                                        self->preview_from, self->preview_loops);

  return TRUE;
}

void
pt_player_set_preview_gain (PtPlayer *self, double gain)
{
  const PtRtCommand command = { .kind = PT_RT_COMMAND_SET_LANE, .lane = PREVIEW_LANE, .gain = gain };

  g_return_if_fail (PT_IS_PLAYER (self));
  g_return_if_fail (isfinite (gain) && gain >= 0);

  pt_live_engine_send (self->engine, &command);
}

gboolean
pt_player_get_preview_frame (PtPlayer *self, guint64 *frame)
{
  guint64 now;

  g_return_val_if_fail (PT_IS_PLAYER (self), FALSE);

  if (self->preview_token == 0)
    return FALSE;
  now = self->preview_from;
  if (self->status.engine_frame > self->preview_start)
    now += self->status.engine_frame - self->preview_start;
  now = self->preview_loops ? now % self->preview_frames : MIN (now, self->preview_frames);
  if (frame != NULL)
    *frame = now;

  return TRUE;
}
