/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "audio/pt-live-engine.h"
#include "pt-test-audio.h"

#define RATE 48000
#define BLOCK 256

static PtAudioBuffer *
make_buffer (guint64 frames)
{
  g_autofree float *noise = pt_test_noise (1, 0.25, frames, 2);
  float *samples = pt_audio_buffer_alloc (frames, 2);

  memcpy (samples, noise, frames * 2 * sizeof (float));

  return pt_audio_buffer_new_take (samples, frames, 2, RATE);
}

static void
run (PtLiveEngine *engine, guint blocks)
{
  float out[2 * BLOCK];

  for (guint i = 0; i < blocks; i++)
    {
      pt_live_engine_render_cb (out, BLOCK, engine);
      pt_live_engine_update (engine, NULL, NULL);
    }
}

/* A buffer stays as long as the engine reads it, whatever its owner does. */
static void
test_buffers_are_kept_while_they_sound (void)
{
  g_autoptr (PtLiveEngine) engine = pt_live_engine_new (RATE);
  PtAudioBuffer *buffer = make_buffer (10 * BLOCK);

  pt_live_engine_start_buffer (engine, buffer, 3, 1, 0);
  pt_audio_buffer_unref (buffer);
  g_assert_cmpuint (pt_live_engine_get_n_lent (engine), ==, 1);
  run (engine, 5);
  g_assert_cmpuint (pt_live_engine_get_n_lent (engine), ==, 1);
  run (engine, 10);
  g_assert_cmpuint (pt_live_engine_get_n_lent (engine), ==, 0);
}

/* More commands than the ring holds wait their turn and come in their order. */
static void
test_full_ring (void)
{
  g_autoptr (PtLiveEngine) engine = pt_live_engine_new (RATE);
  PtRtCommand command = { .kind = PT_RT_COMMAND_SET_MASTER };
  PtAudioBuffer *buffer = make_buffer (BLOCK);
  PtRtStatus status;
  PtRtLevels levels;

  for (guint i = 1; i <= 3 * PT_RT_N_COMMANDS; i++)
    {
      command.gain = i == 3 * PT_RT_N_COMMANDS ? 0 : 1;
      pt_live_engine_send (engine, &command);
    }
  run (engine, 20);
  pt_live_engine_read_levels (engine, PT_RT_N_LANES, &levels);
  pt_live_engine_get_status (engine, &status);
  pt_live_engine_start_buffer (engine, buffer, 0, 1, status.engine_frame);
  run (engine, 4);
  pt_live_engine_read_levels (engine, 0, &levels);
  g_assert_cmpfloat (levels.peak[0], >, 0.1);
  pt_live_engine_read_levels (engine, PT_RT_N_LANES, &levels);
  g_assert_cmpfloat (levels.peak[0], ==, 0); /* the last gain was 0 */
  pt_audio_buffer_unref (buffer);
}

/* Freed at any time, also with more under way than the ring holds: the sanitizer counts. */
static void
test_freed_in_the_middle (void)
{
  for (guint blocks = 0; blocks < 3; blocks++)
    {
      PtLiveEngine *engine = pt_live_engine_new (RATE);
      PtAudioBuffer *buffer = make_buffer (RATE);

      for (guint i = 0; i < 2 * PT_RT_N_COMMANDS; i++)
        pt_live_engine_start_buffer (engine, buffer, i % PT_RT_N_LANES, 0.01f, 1000 * (i % 3));
      run (engine, blocks);
      pt_live_engine_free (engine);
      pt_audio_buffer_unref (buffer);
    }
}

static void
test_settle (void)
{
  g_autoptr (PtLiveEngine) engine = pt_live_engine_new (RATE);
  const PtRtCommand command = { .kind = PT_RT_COMMAND_SET_MASTER, .gain = 0.5f };
  float *samples = pt_audio_buffer_alloc (BLOCK, 2);
  PtAudioBuffer *buffer;
  float out[8 * BLOCK];
  guint latency = pt_live_engine_get_latency (engine);
  PtRtStatus status;

  for (guint i = 0; i < 2 * BLOCK; i++)
    samples[i] = 0.5f;
  buffer = pt_audio_buffer_new_take (samples, BLOCK, 2, RATE);
  pt_live_engine_send (engine, &command);
  pt_live_engine_settle (engine);
  pt_live_engine_get_status (engine, &status);
  pt_live_engine_start_buffer (engine, buffer, 0, 1, status.engine_frame);
  pt_live_engine_render_cb (out, 4 * BLOCK, engine);
  /* From the first frame on with the gain that was set. */
  for (guint i = 2 * latency; i < 2 * (latency + BLOCK); i++)
    g_assert_cmpfloat (out[i], ==, 0.25f);
  pt_audio_buffer_unref (buffer);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/live-engine/buffers-are-kept-while-they-sound", test_buffers_are_kept_while_they_sound);
  g_test_add_func ("/audio/live-engine/full-ring", test_full_ring);
  g_test_add_func ("/audio/live-engine/freed-in-the-middle", test_freed_in_the_middle);
  g_test_add_func ("/audio/live-engine/settle", test_settle);

  return g_test_run ();
}
