/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <sndfile.h>
#include <string.h>

#include "audio/pt-audio-error.h"
#include "audio/pt-device-silent.h"
#include "audio/pt-player.h"
#include "audio/pt-renderer.h"
#include "pt-test-audio.h"
#include "pt-test-device.h"

#define RATE PT_TEST_RATE
#define BLOCK PT_TEST_BLOCK

/* --- what the tests share --- */

typedef struct
{
  char *folder;
  char *hit; /* one frame of 1, and 99 of 0 */
  char *loop; /* a bar of noise at 240 bpm */
  PtSampleLoader *loader;
  PtTestDevice *device;
  PtPlayer *player;
  GArray *heard; /* of float, interleaved */
  guint n_finished;
  guint n_silenced;
  char *lost;
} Fixture;

static void
capture_cb (float *interleaved, guint frames, gpointer user_data)
{
  GArray *heard = user_data;

  g_array_append_vals (heard, interleaved, 2 * frames);
}

static void
count_cb (PtPlayer *player, guint *counter)
{
  ++*counter;
}

static void
lost_cb (PtPlayer *player, const char *name, Fixture *fixture)
{
  fixture->lost = g_strdup (name);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  guint64 bar = pt_bars_to_frame (1, pt_tempo_from_bpm (240), RATE);
  g_autofree float *click = pt_test_clicks (1, 100, 2, 1);
  g_autofree float *noise = pt_test_noise (1, 0.2, bar, 2);

  fixture->folder = pt_test_make_folder ();
  fixture->hit = g_build_filename (fixture->folder, "hit.wav", NULL);
  fixture->loop = g_build_filename (fixture->folder, "loop 240 bpm.wav", NULL);
  pt_test_write_audio (fixture->hit, click, 100, 2, RATE, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
  pt_test_write_audio (fixture->loop, noise, bar, 2, RATE, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
  fixture->loader = pt_sample_loader_new_with_cache (NULL);
  fixture->device = pt_test_device_new ();
  fixture->player = pt_player_new (PT_DEVICE (fixture->device));
  fixture->heard = g_array_new (FALSE, FALSE, sizeof (float));
  pt_player_set_capture (fixture->player, capture_cb, fixture->heard);
  g_signal_connect (fixture->player, "finished", G_CALLBACK (count_cb), &fixture->n_finished);
  g_signal_connect (fixture->player, "silenced", G_CALLBACK (count_cb), &fixture->n_silenced);
  g_signal_connect (fixture->player, "device-lost", G_CALLBACK (lost_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->player != NULL)
    g_assert_finalize_object (fixture->player);
  g_assert_finalize_object (fixture->device);
  g_assert_finalize_object (fixture->loader);
  g_array_unref (fixture->heard);
  pt_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->hit);
  g_free (fixture->loop);
  g_free (fixture->lost);
}

/* Four on the floor at @gain, with the loop below it when @loop_gain is not 0. */
static PtArrangement *
make_arrangement (Fixture *fixture, guint bars, double bpm, double gain, double loop_gain)
{
  PtArrangement *arrangement = pt_arrangement_new ();
  PtSection *section = pt_section_new ("all", bars);
  PtLayer *layer = pt_layer_new (PT_ROLE_KICK, PT_LAYER_ONE_SHOT, gain);
  const PtBeats beats[] = { { 0, 1 }, { 1, 1 }, { 2, 1 }, { 3, 1 } };

  pt_layer_set_beats (layer, beats, 4);
  pt_layer_set_sample (layer, fixture->hit);
  pt_section_add_layer (section, layer);
  if (loop_gain > 0)
    {
      layer = pt_layer_new (PT_ROLE_TEXTURE, PT_LAYER_LOOP, loop_gain);
      pt_layer_set_sample (layer, fixture->loop);
      pt_section_add_layer (section, layer);
    }
  pt_arrangement_set_tempo (arrangement, pt_tempo_from_bpm (bpm));
  pt_arrangement_add_section (arrangement, section);

  return arrangement;
}

static PtRenderPlan *
make_plan (Fixture *fixture, guint bars, double bpm, double gain, double loop_gain)
{
  g_autoptr (PtArrangement) arrangement = make_arrangement (fixture, bars, bpm, gain, loop_gain);
  const PtRenderPlanOptions options = { .sample_rate = RATE, .live = TRUE };
  g_autoptr (GError) error = NULL;
  PtRenderPlan *plan = pt_render_plan_new (arrangement, fixture->loader, &options, NULL, NULL, &error);

  g_assert_no_error (error);

  return plan;
}

static void
set_new_plan (Fixture *fixture, guint bars, double bpm, double gain, guint quantum_beats)
{
  g_autoptr (PtRenderPlan) plan = make_plan (fixture, bars, bpm, gain, 0);

  pt_player_set_plan (fixture->player, plan, quantum_beats);
}

static void
pump (Fixture *fixture, guint blocks)
{
  pt_test_device_pump (fixture->device, fixture->player, blocks);
}

static void
play (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pt_player_play (fixture->player, &error));
  g_assert_no_error (error);
}

/* Frame of the first sample above @level at or after @from, counted without the delay of
 * the limiter; -1: none. */
static gint64
find_hit (Fixture *fixture, guint64 from, float level)
{
  guint latency = pt_player_get_latency_frames (fixture->player);

  for (guint64 i = from + latency; i < fixture->heard->len / 2; i++)
    if (fabsf (g_array_index (fixture->heard, float, 2 * i)) > level)
      return i - latency;

  return -1;
}

static float
level_at (Fixture *fixture, guint64 frame)
{
  return g_array_index (fixture->heard, float, 2 * (frame + pt_player_get_latency_frames (fixture->player)));
}

/* --- tests --- */

static void
test_sounds_like_the_render (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "out.wav", NULL);
  g_autoptr (PtArrangement) arrangement = make_arrangement (fixture, 3, 233, 0.5, 0.7);
  g_autoptr (PtRenderPlan) plan = make_plan (fixture, 3, 233, 0.5, 0.7);
  PtRenderOptions options = PT_RENDER_OPTIONS_INIT;
  g_auto (PtRenderResult) result = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree float *expected = NULL;
  guint64 frames;
  double worst = 0;
  guint latency = pt_player_get_latency_frames (fixture->player);

  options.format = PT_FILE_FORMAT_WAV32F;
  options.normalize = PT_NORMALIZE_OFF;
  g_assert_true (pt_render (arrangement, fixture->loader, &options, path, &result, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  expected = pt_test_read_audio (path, &frames, NULL, NULL);

  pt_player_set_plan (fixture->player, plan, PT_PLAYER_NOW);
  play (fixture);
  pump (fixture, frames / BLOCK + 20);
  g_assert_cmpuint (fixture->n_finished, ==, 1);
  g_assert_cmpuint (fixture->n_silenced, ==, 1);
  g_assert_cmpuint (fixture->heard->len, >=, 2 * (frames + latency));
  for (guint64 i = 0; i < 2 * frames; i++)
    worst = MAX (worst, fabs (g_array_index (fixture->heard, float, 2 * latency + i) - expected[i]));
  g_test_message ("largest difference %g", worst);
  g_assert_cmpfloat (worst, <, 1e-6);
  g_assert_cmpfloat (pt_player_get_limiter_gain (fixture->player), ==, 1);
  g_assert_cmpfloat_with_epsilon (pt_player_get_max_peak (fixture->player), result.loudness.sample_peak, 1e-6);
}

static void
test_transport (Fixture *fixture, gconstpointer data)
{
  guint64 bar = pt_bars_to_frame (1, pt_tempo_from_bpm (240), RATE);
  g_autofree char *start = NULL;
  g_autofree char *later = NULL;
  g_autoptr (GError) error = NULL;
  guint64 stopped_at;

  g_assert_false (pt_player_play (fixture->player, &error));
  g_assert_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_INVALID);
  set_new_plan (fixture, 4, 240, 0.5, PT_PLAYER_NOW);
  start = pt_player_format_position (fixture->player);
  g_assert_cmpstr (start, ==, "1.1");
  g_assert_false (pt_player_get_playing (fixture->player));

  /* From the second bar: its first hit is the first thing heard. */
  pt_player_seek (fixture->player, pt_beats_new (4, 1), PT_PLAYER_NOW);
  play (fixture);
  pump (fixture, 10);
  g_assert_true (pt_player_get_playing (fixture->player));
  g_assert_cmpuint (pt_player_get_position_frames (fixture->player), ==, bar + 10 * BLOCK);
  g_assert_cmpint (find_hit (fixture, 0, 0.4f), ==, 0);
  later = pt_player_format_position (fixture->player);
  g_assert_cmpstr (later, ==, "2.1");
  g_assert_cmpfloat_with_epsilon (pt_player_get_position_beats (fixture->player), 4 + 2560.0 / 12000, 1e-9);

  pt_player_stop (fixture->player);
  pump (fixture, 5);
  stopped_at = pt_player_get_position_frames (fixture->player);
  g_assert_false (pt_player_get_playing (fixture->player));
  g_assert_true (pt_player_is_silent (fixture->player));
  g_assert_cmpuint (fixture->n_silenced, ==, 1);
  g_assert_cmpuint (fixture->n_finished, ==, 0);
  pump (fixture, 5);
  g_assert_cmpuint (pt_player_get_position_frames (fixture->player), ==, stopped_at);

  /* A seek on a bar while it plays. */
  play (fixture);
  pump (fixture, 1);
  pt_player_seek (fixture->player, PT_BEATS_ZERO, PT_PLAYER_BAR);
  pump (fixture, 12000 * 4 / BLOCK);
  g_assert_cmpfloat (pt_player_get_position_beats (fixture->player), <, 4);

  /* To the end, and from there to the beginning. */
  pump (fixture, 4 * bar / BLOCK);
  g_assert_cmpuint (fixture->n_finished, ==, 1);
  g_assert_cmpuint (pt_player_get_position_frames (fixture->player), ==, 4 * bar);
  play (fixture);
  pump (fixture, 1);
  g_assert_cmpuint (pt_player_get_position_frames (fixture->player), ==, BLOCK);
}

/* Louder hits from the next bar on: to the frame, and none is lost or doubled. */
static void
test_plan_changes_on_the_bar (Fixture *fixture, gconstpointer data)
{
  guint beat = 12000;

  set_new_plan (fixture, 4, 240, 0.3, PT_PLAYER_NOW);
  play (fixture);
  pump (fixture, 20);
  set_new_plan (fixture, 4, 240, 0.6, PT_PLAYER_BAR);
  pump (fixture, 10 * beat / BLOCK);
  for (guint i = 0; i < 10; i++)
    {
      g_assert_cmpfloat_with_epsilon (level_at (fixture, i * beat), i < 4 ? 0.3f : 0.6f, 1e-6);
      g_assert_cmpfloat (level_at (fixture, i * beat + 1), ==, 0);
      g_assert_cmpfloat (level_at (fixture, i * beat + beat / 2), ==, 0);
    }
}

static void
test_plan_changes_on_the_beat_with_tempo (Fixture *fixture, gconstpointer data)
{
  set_new_plan (fixture, 4, 240, 0.3, PT_PLAYER_NOW);
  play (fixture);
  pump (fixture, 50); /* 12800 frames: beat 1 */
  set_new_plan (fixture, 4, 120, 0.6, PT_PLAYER_BEAT);
  pump (fixture, 200);
  /* Beat 2 at 24000 is the first of the slower ones. */
  g_assert_cmpint (find_hit (fixture, 12001, 0.2f), ==, 24000);
  g_assert_cmpint (find_hit (fixture, 24001, 0.2f), ==, 48000);
  g_assert_cmpfloat_with_epsilon (pt_player_get_position_beats (fixture->player), 2 + (250 * BLOCK - 24000) / 24000.0, 1e-9);
}

static void
test_plan_changes_at_the_end (Fixture *fixture, gconstpointer data)
{
  set_new_plan (fixture, 1, 240, 0.3, PT_PLAYER_NOW);
  play (fixture);
  pump (fixture, 20);
  set_new_plan (fixture, 4, 240, 0.6, PT_PLAYER_BAR);
  pump (fixture, 60000 / BLOCK);
  g_assert_cmpuint (fixture->n_finished, ==, 0);
  g_assert_cmpint (find_hit (fixture, 47000, 0.5f), ==, 48000);
  g_assert_true (pt_player_get_playing (fixture->player));
}

/* The plan that was set last is the one that stays, also when an earlier one was waiting
 * for a later beat. */
static void
test_newest_plan_wins (Fixture *fixture, gconstpointer data)
{
  set_new_plan (fixture, 4, 240, 0.3, PT_PLAYER_NOW);
  play (fixture);
  pump (fixture, 20);
  set_new_plan (fixture, 4, 240, 0.9, PT_PLAYER_BAR);
  set_new_plan (fixture, 4, 240, 0.6, PT_PLAYER_NOW);
  pump (fixture, 80000 / BLOCK);
  g_assert_cmpfloat_with_epsilon (level_at (fixture, 12000), 0.6f, 1e-6);
  g_assert_cmpfloat_with_epsilon (level_at (fixture, 48000), 0.6f, 1e-6);
  g_assert_cmpfloat_with_epsilon (level_at (fixture, 60000), 0.6f, 1e-6);
}

/* A loop goes on through a change of plan as if there were none. */
static void
test_loop_goes_on (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtRenderPlan) first = make_plan (fixture, 4, 240, 0.001, 1);
  g_autoptr (PtRenderPlan) second = make_plan (fixture, 4, 240, 0.001, 1);
  guint64 bar = 48000;
  g_autofree float *noise = pt_test_noise (1, 0.2, bar, 2);

  pt_player_set_plan (fixture->player, first, PT_PLAYER_NOW);
  play (fixture);
  pump (fixture, 100);
  pt_player_set_plan (fixture->player, second, PT_PLAYER_BEAT);
  pump (fixture, 400);
  for (guint64 i = 20000; i < 90000; i++)
    g_assert_cmpfloat_with_epsilon (level_at (fixture, i), noise[2 * (i % bar)], 0.0011);
}

static void
test_channels (Fixture *fixture, gconstpointer data)
{
  PtPlayerLevels levels;

  set_new_plan (fixture, 4, 240, 0.5, PT_PLAYER_NOW);
  pt_player_set_channel (fixture->player, PT_ROLE_KICK, 0.5, 0, FALSE, FALSE);
  pt_player_set_master_gain (fixture->player, 0.5);
  play (fixture);
  pump (fixture, 10);
  g_assert_cmpfloat_with_epsilon (level_at (fixture, 0), 0.125, 1e-6);
  pump (fixture, 30);
  pt_player_set_channel (fixture->player, PT_ROLE_HIHAT, 1, 0, FALSE, TRUE);
  pump (fixture, 20);
  g_assert_cmpfloat (level_at (fixture, 12000), ==, 0); /* somebody else is solo */
  pt_player_set_channel (fixture->player, PT_ROLE_HIHAT, 1, 0, FALSE, FALSE);
  pump (fixture, 33);
  pt_player_get_levels (fixture->player, PT_ROLE_KICK, &levels);
  pump (fixture, 3);
  g_assert_cmpfloat_with_epsilon (level_at (fixture, 24000), 0.125, 1e-6);
  pt_player_set_channel (fixture->player, PT_ROLE_KICK, 1, 0, TRUE, FALSE);
  pump (fixture, 50);
  g_assert_cmpfloat (level_at (fixture, 36000), ==, 0);
  pt_player_get_levels (fixture->player, PT_ROLE_NONE, &levels);
  g_assert_cmpfloat (levels.peak[0], ==, 0);
  g_assert_cmpfloat_with_epsilon (pt_player_get_max_peak (fixture->player), 0.125, 1e-6);
}

static void
test_preview (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  PtAudioBuffer *buffer = pt_sample_loader_load_one_shot (fixture->loader, fixture->hit, RATE, NULL, NULL);

  /* Without a song, and whatever is solo. */
  pt_player_set_channel (fixture->player, PT_ROLE_HIHAT, 1, 0, FALSE, TRUE);
  g_assert_true (pt_player_preview (fixture->player, buffer, 0.5, &error));
  g_assert_no_error (error);
  pump (fixture, 10);
  g_assert_cmpint (find_hit (fixture, 0, 0.4f), >=, 0);
  g_assert_true (pt_player_is_silent (fixture->player));

  g_array_set_size (fixture->heard, 0);
  g_assert_true (pt_player_preview (fixture->player, buffer, 0.5, &error));
  g_assert_true (pt_player_preview (fixture->player, NULL, 0, &error));
  pump (fixture, 10);
  g_assert_cmpint (find_hit (fixture, 0, 0.4f), ==, -1);
  pt_audio_buffer_unref (buffer);

  pt_test_device_set_refuses (fixture->device, TRUE);
}

/* Beside a song: from the frame of the next beat, out of the middle, round and round; the
 * next one begins on its beat, and there the one before fades within 5 ms. */
static void
test_preview_in_tempo (Fixture *fixture, gconstpointer data)
{
  guint beat = 12000, ramp = 240;
  g_autoptr (PtAudioBuffer) loop = pt_sample_loader_load_loop (fixture->loader, fixture->loop, 0, pt_tempo_from_bpm (240), RATE, NULL, NULL, NULL);
  g_autoptr (PtAudioBuffer) hit = pt_sample_loader_load_one_shot (fixture->loader, fixture->hit, RATE, NULL, NULL);
  const float *audio = pt_audio_buffer_get_samples (loop);
  PtPlayerPreview preview = { .buffer = loop, .gain = 1, .from_frame = 40000, .loops = TRUE, .quantum_beats = PT_PLAYER_BEAT };
  guint64 frame;

  set_new_plan (fixture, 8, 240, 0.3, PT_PLAYER_NOW);
  play (fixture);
  pump (fixture, 10);
  g_assert_false (pt_player_get_preview_frame (fixture->player, NULL));
  g_assert_true (pt_player_preview_full (fixture->player, &preview, NULL));
  g_assert_true (pt_player_get_preview_frame (fixture->player, &frame));
  g_assert_cmpuint (frame, ==, 40000);
  pump (fixture, 80); /* 23040 frames */
  g_assert_true (pt_player_get_preview_frame (fixture->player, &frame));
  g_assert_cmpuint (frame, ==, (40000 + 90 * BLOCK - beat) % 48000);

  /* One that never begins, because another comes before its beat. */
  g_assert_true (pt_player_preview_full (fixture->player, &preview, NULL));
  preview = (PtPlayerPreview){ .buffer = hit, .gain = 0.5, .quantum_beats = PT_PLAYER_BEAT };
  g_assert_true (pt_player_preview_full (fixture->player, &preview, NULL));
  pump (fixture, 100);
  g_assert_false (pt_player_get_preview_frame (fixture->player, NULL));
  g_assert_cmpuint (pt_player_get_n_lent (fixture->player), ==, 1);
  for (guint i = 0; i < 170 * BLOCK; i++)
    {
      guint at = i - beat;
      guint end = 2 * beat; /* the hit's beat: 23040 and two blocks are before it */
      float gain = i < beat ? 0 : at < ramp    ? (float) at / ramp
                              : i < end        ? 1
                              : i < end + ramp ? 1 - (float) (i - end) / ramp
                                               : 0;
      float expected = gain * audio[2 * ((at + 40000) % 48000)] + (i % beat == 0 ? 0.3f : 0) + (i == end ? 0.5f : 0);

      g_assert_cmpfloat_with_epsilon (level_at (fixture, i), expected, 1e-5);
    }
}

static void
test_busy_device (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  pt_test_device_set_refuses (fixture->device, TRUE);
  set_new_plan (fixture, 1, 240, 0.5, PT_PLAYER_NOW);
  g_assert_false (pt_player_play (fixture->player, &error));
  g_assert_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_DEVICE);
  pt_test_device_set_refuses (fixture->device, FALSE);
  play (fixture);
  pump (fixture, 3);
  g_assert_true (pt_player_get_playing (fixture->player));
}

/* --- with a main loop --- */

static gboolean
iterate_until (gboolean (*predicate) (Fixture *fixture), Fixture *fixture, double seconds)
{
  gint64 deadline = g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);

  while (!predicate (fixture) && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);

  return predicate (fixture);
}

static gboolean
has_finished (Fixture *fixture)
{
  return fixture->n_finished > 0;
}

static gboolean
has_lost (Fixture *fixture)
{
  return fixture->lost != NULL;
}

static gboolean
is_on_silent (Fixture *fixture)
{
  return PT_IS_DEVICE_SILENT (pt_player_get_device (fixture->player));
}

static void
test_lost_device (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = NULL;
  guint64 before;
  guint underruns;

  pt_test_device_set_underruns (fixture->device, 2);
  set_new_plan (fixture, 2, 400, 0.5, PT_PLAYER_NOW);
  play (fixture);
  pump (fixture, 40);
  before = pt_player_get_position_frames (fixture->player);
  g_object_get (fixture->player, "device-name", &name, "underruns", &underruns, NULL);
  g_assert_cmpstr (name, ==, "test");
  g_assert_cmpuint (underruns, ==, 2);
  g_assert_cmpfloat (pt_player_get_load (fixture->player), ==, PT_TEST_LOAD);

  pt_test_device_unplug (fixture->device);
  g_assert_true (iterate_until (has_lost, fixture, 10));
  g_assert_cmpstr (fixture->lost, ==, "test");
  g_assert_true (is_on_silent (fixture));
  g_clear_pointer (&name, g_free);
  g_object_get (fixture->player, "device-name", &name, "underruns", &underruns, NULL);
  g_assert_cmpstr (name, ==, "silent");
  g_assert_cmpuint (underruns, >=, 2);
  g_assert_false (pt_test_device_is_running (fixture->device));

  /* The song goes on from where it was, to its end. */
  g_assert_cmpuint (pt_player_get_position_frames (fixture->player), >=, before);
  g_assert_true (iterate_until (has_finished, fixture, 20));
  g_assert_cmpuint (pt_player_get_position_frames (fixture->player), ==, pt_bars_to_frame (2, pt_tempo_from_bpm (400), RATE));
}

static void
test_real_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtDevice) device = PT_DEVICE (pt_device_silent_new (RATE, 0));
  g_autoptr (PtRenderPlan) plan = make_plan (fixture, 2, 400, 0.5, 0);
  gint64 start;
  double elapsed_s;

  g_assert_finalize_object (g_steal_pointer (&fixture->player));
  fixture->player = pt_player_new (device);
  g_signal_connect (fixture->player, "finished", G_CALLBACK (count_cb), &fixture->n_finished);
  pt_player_set_plan (fixture->player, plan, PT_PLAYER_NOW);
  start = g_get_monotonic_time ();
  play (fixture);
  g_assert_true (iterate_until (has_finished, fixture, 20));
  elapsed_s = (g_get_monotonic_time () - start) / 1e6;
  g_test_message ("1.2 s took %.3f s", elapsed_s);
  g_assert_cmpfloat (elapsed_s, >, 1.18);
  g_assert_cmpfloat (elapsed_s, <, 3);
  g_assert_cmpfloat_with_epsilon (pt_player_get_max_peak (fixture->player), 0.5, 1e-6);
}

/* --- loading --- */

typedef struct
{
  guint n_done;
  GError *error;
  char **notices;
} Loaded;

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Loaded *loaded = user_data;

  pt_player_load_finish (PT_PLAYER (object), result, &loaded->notices, &loaded->error);
  loaded->n_done++;
}

static void
wait_for_load (Loaded *loaded)
{
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (loaded->n_done == 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
load_async (Fixture *fixture, PtArrangement *arrangement, GCancellable *cancellable, Loaded *loaded)
{
  pt_player_load_async (fixture->player, arrangement, fixture->loader, 0, NULL, PT_PLAYER_NOW, cancellable, loaded_cb, loaded);
}

static void
test_load (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtArrangement) arrangement = make_arrangement (fixture, 2, 240, 0.5, 0);
  Loaded loaded = { 0 };

  pt_mixer_channel_set_gain_db (pt_arrangement_get_channel (arrangement, PT_ROLE_KICK), -6.0206);
  load_async (fixture, arrangement, NULL, &loaded);
  /* A snapshot: what happens to it now is not heard. */
  pt_mixer_channel_set_gain_db (pt_arrangement_get_channel (arrangement, PT_ROLE_KICK), 12);
  wait_for_load (&loaded);
  g_assert_no_error (loaded.error);
  g_assert_nonnull (loaded.notices);
  g_assert_null (loaded.notices[0]);
  play (fixture);
  pump (fixture, 10);
  g_assert_cmpfloat_with_epsilon (level_at (fixture, 0), 0.25, 1e-5);
  g_strfreev (loaded.notices);
}

static void
test_load_fails (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtArrangement) arrangement = make_arrangement (fixture, 2, 240, 0.5, 0);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Loaded missing = { 0 };
  Loaded cancelled = { 0 };

  g_cancellable_cancel (cancellable);
  load_async (fixture, arrangement, cancellable, &cancelled);
  wait_for_load (&cancelled);
  g_assert_error (cancelled.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_error_free (cancelled.error);

  g_unlink (fixture->hit);
  load_async (fixture, arrangement, NULL, &missing);
  wait_for_load (&missing);
  g_assert_error (missing.error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNREADABLE);
  g_error_free (missing.error);
}

static void
test_newest_load_wins (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtArrangement) first = make_arrangement (fixture, 2, 240, 0.3, 0);
  g_autoptr (PtArrangement) second = make_arrangement (fixture, 2, 240, 0.6, 0);
  Loaded loaded[2] = { 0 };

  load_async (fixture, first, NULL, &loaded[0]);
  load_async (fixture, second, NULL, &loaded[1]);
  wait_for_load (&loaded[0]);
  wait_for_load (&loaded[1]);
  g_assert_error (loaded[0].error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_no_error (loaded[1].error);
  play (fixture);
  pump (fixture, 10);
  g_assert_cmpfloat_with_epsilon (level_at (fixture, 0), 0.6, 1e-6);
  g_error_free (loaded[0].error);
  g_strfreev (loaded[1].notices);
}

/* Everything is given back, whatever was under way: the fixture asserts that the objects
 * are gone, the sanitizer that the rest is. */
static void
test_dropped_in_the_middle (Fixture *fixture, gconstpointer data)
{
  set_new_plan (fixture, 4, 240, 0.5, PT_PLAYER_NOW);
  play (fixture);
  pump (fixture, 5);
  set_new_plan (fixture, 4, 240, 0.6, PT_PLAYER_BAR);
  set_new_plan (fixture, 4, 120, 0.7, PT_PLAYER_NOW);
  pump (fixture, 1);
  set_new_plan (fixture, 4, 120, 0.8, PT_PLAYER_NOW);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/audio/player/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("sounds-like-the-render", test_sounds_like_the_render);
  ADD ("transport", test_transport);
  ADD ("plan-changes-on-the-bar", test_plan_changes_on_the_bar);
  ADD ("plan-changes-on-the-beat-with-tempo", test_plan_changes_on_the_beat_with_tempo);
  ADD ("plan-changes-at-the-end", test_plan_changes_at_the_end);
  ADD ("newest-plan-wins", test_newest_plan_wins);
  ADD ("loop-goes-on", test_loop_goes_on);
  ADD ("channels", test_channels);
  ADD ("preview", test_preview);
  ADD ("preview-in-tempo", test_preview_in_tempo);
  ADD ("busy-device", test_busy_device);
  ADD ("lost-device", test_lost_device);
  ADD ("real-time", test_real_time);
  ADD ("load", test_load);
  ADD ("load-fails", test_load_fails);
  ADD ("newest-load-wins", test_newest_load_wins);
  ADD ("dropped-in-the-middle", test_dropped_in_the_middle);
#undef ADD

  return g_test_run ();
}
