/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <sndfile.h>
#include <string.h>

#include "audio/pt-device-silent.h"
#include "core/pt-util.h"
#include "pt-test-audio.h"
#include "pt-test-device.h"
#include "session/pt-audition.h"
#include "session/pt-groove.h"

#define RATE PT_TEST_RATE
#define BEAT 12000u /* frames at 240 bpm */
#define BAR (4 * BEAT)
#define HIT 20000u
#define RAMP 240u
#define LEVEL pt_gain_from_db (-PT_GROOVE_HEADROOM_DB)

typedef struct
{
  char *folder;
  PtSampleLoader *loader;
  PtTestDevice *device;
  PtPlayer *player;
  PtAudition *audition;
  PtSample *hit;
  PtSample *loop; /* a bar at 200 bpm */
  float *hit_audio;
  guint n_positions;
  char *failed_path;
  char *failed_message;
} Fixture;

static void
position_cb (PtAudition *audition, GParamSpec *pspec, Fixture *fixture)
{
  fixture->n_positions++;
}

static void
failed_cb (PtAudition *audition, const char *path, const char *message, Fixture *fixture)
{
  fixture->failed_path = g_strdup (path);
  fixture->failed_message = g_strdup (message);
}

static PtSample *
make_sample (const char *folder, const char *name, const float *audio, guint64 frames, gboolean loop)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  PtSampleInfo *info = pt_sample_info_new (path);

  pt_test_write_audio (path, audio, frames, 2, RATE, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
  info->loop = loop;

  return pt_sample_new (info);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  guint64 bar = pt_bars_to_frame (1, pt_tempo_from_bpm (200), RATE);
  g_autofree float *noise = pt_test_noise (2, 0.1, bar, 2);

  fixture->folder = pt_test_make_folder ();
  fixture->hit_audio = pt_test_noise (1, 0.2, HIT, 2);
  fixture->hit = make_sample (fixture->folder, "hit.wav", fixture->hit_audio, HIT, FALSE);
  fixture->loop = make_sample (fixture->folder, "loop 200 bpm.wav", noise, bar, TRUE);
  fixture->loader = pt_sample_loader_new_with_cache (NULL);
  fixture->device = pt_test_device_new ();
  fixture->player = pt_player_new (PT_DEVICE (fixture->device));
  fixture->audition = pt_audition_new (fixture->player, fixture->loader);
  pt_audition_set_tempo (fixture->audition, pt_tempo_from_bpm (240));
  g_signal_connect (fixture->audition, "notify::position", G_CALLBACK (position_cb), fixture);
  g_signal_connect (fixture->audition, "failed", G_CALLBACK (failed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  g_assert_finalize_object (fixture->audition);
  g_assert_finalize_object (fixture->player);
  g_assert_finalize_object (fixture->device);
  g_object_unref (fixture->hit);
  g_object_unref (fixture->loop);
  /* A thread that was cancelled may hold it for a moment. */
  while (G_OBJECT (fixture->loader)->ref_count > 1 && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, FALSE);
  g_assert_finalize_object (fixture->loader);
  pt_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->hit_audio);
  g_free (fixture->failed_path);
  g_free (fixture->failed_message);
}

/* Until the player has it. */
static void
wait_for_preview (Fixture *fixture)
{
  gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (pt_audition_get_playing (fixture->audition) && !pt_player_get_preview_frame (fixture->player, NULL))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, TRUE);
    }
}

/* Where @frames frames of @audio begin in what the device got; -1: nowhere. */
static gint64
find_heard (Fixture *fixture, const float *audio, guint64 frames, double gain)
{
  guint64 n;
  const float *heard = pt_test_device_get_heard (fixture->device, &n);

  for (guint64 start = 0; start + frames <= n; start++)
    {
      guint64 i = 0;

      while (i < 2 * frames && fabs (heard[2 * start + i] - LEVEL * gain * audio[i]) < 1e-5)
        i++;
      if (i == 2 * frames)
        return start;
    }

  return -1;
}

/* --- tests --- */

static void
test_raw (Fixture *fixture, gconstpointer data)
{
  const char *path = pt_sample_get_info (fixture->hit)->path;
  double before;

  pt_audition_set_volume (fixture->audition, 0.5);
  pt_audition_select (fixture->audition, fixture->hit);
  g_assert_true (pt_audition_get_playing (fixture->audition));
  g_assert_cmpstr (pt_audition_get_path (fixture->audition), ==, path);
  wait_for_preview (fixture);
  pt_test_device_pump (fixture->device, fixture->player, 40);
  g_assert_true (pt_audition_get_playing (fixture->audition));
  before = pt_audition_get_position (fixture->audition);
  g_assert_cmpfloat (before, >=, 0);
  pt_test_device_pump (fixture->device, fixture->player, 60);
  g_assert_false (pt_audition_get_playing (fixture->audition));
  g_assert_cmpfloat (pt_audition_get_position (fixture->audition), ==, 0);
  g_assert_cmpint (find_heard (fixture, fixture->hit_audio, HIT, 0.5), >=, 0);
  g_assert_cmpuint (pt_player_get_n_lent (fixture->player), ==, 0);
}

static void
test_not_enabled (Fixture *fixture, gconstpointer data)
{
  pt_audition_set_enabled (fixture->audition, FALSE);
  pt_audition_select (fixture->audition, fixture->hit);
  g_assert_false (pt_audition_get_playing (fixture->audition));
  pt_audition_play (fixture->audition, fixture->hit, 0);
  g_assert_true (pt_audition_get_playing (fixture->audition));
  wait_for_preview (fixture);
  pt_audition_stop (fixture->audition);
  g_assert_false (pt_audition_get_playing (fixture->audition));
}

static void
test_from_the_middle (Fixture *fixture, gconstpointer data)
{
  pt_audition_play (fixture->audition, fixture->hit, 0.5);
  wait_for_preview (fixture);
  g_assert_cmpfloat_with_epsilon (pt_audition_get_position (fixture->audition), 0.5, 1e-6);
  pt_test_device_pump (fixture->device, fixture->player, 60);
  g_assert_cmpint (find_heard (fixture, fixture->hit_audio + 2 * (HIT / 2 + RAMP), HIT / 2 - RAMP, 1), >=, 0);
  g_assert_cmpint (find_heard (fixture, fixture->hit_audio + 2 * (HIT / 2 - 500), 500, 1), ==, -1);
  g_assert_cmpuint (fixture->n_positions, >, 0);
}

/* In tempo a loop has the set's length and goes round. */
static void
test_in_tempo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtAudioBuffer) stretched = NULL;
  const float *audio;
  gint64 first;
  guint64 heard_frames;
  const float *heard;

  pt_audition_set_in_tempo (fixture->audition, TRUE);
  pt_audition_select (fixture->audition, fixture->loop);
  wait_for_preview (fixture);
  pt_test_device_pump (fixture->device, fixture->player, 3 * BAR / PT_TEST_BLOCK);
  stretched = pt_sample_loader_load_loop (fixture->loader, pt_sample_get_info (fixture->loop)->path, 0,
                                          pt_tempo_from_bpm (240), RATE, NULL, NULL, NULL);
  g_assert_cmpuint (pt_audio_buffer_get_frames (stretched), ==, BAR);
  audio = pt_audio_buffer_get_samples (stretched);
  first = find_heard (fixture, audio, BAR, 1);
  g_assert_cmpint (first, >=, 0);
  heard = pt_test_device_get_heard (fixture->device, &heard_frames);
  for (guint64 i = 0; i < 2 * (heard_frames - first); i++)
    g_assert_cmpfloat_with_epsilon (heard[2 * first + i], LEVEL * audio[i % (2 * BAR)], 1e-5);
  g_assert_true (pt_audition_get_playing (fixture->audition));
  pt_audition_stop (fixture->audition);
  pt_test_device_pump (fixture->device, fixture->player, 5);
  g_assert_true (pt_player_is_silent (fixture->player));
}

/* A hit on every beat, as short as it is quiet. */
static void
play_song (Fixture *fixture)
{
  g_autofree float *click = pt_test_clicks (0.3, 100, 2, 1);
  g_autoptr (PtSample) sample = make_sample (fixture->folder, "click.wav", click, 100, FALSE);
  g_autoptr (PtArrangement) arrangement = pt_arrangement_new ();
  PtSection *section = pt_section_new ("all", 2);
  PtLayer *layer = pt_layer_new (PT_ROLE_KICK, PT_LAYER_ONE_SHOT, 1);
  const PtRenderPlanOptions options = { .sample_rate = RATE, .live = TRUE, .looping = TRUE };
  g_autoptr (PtRenderPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  pt_layer_set_pattern (layer, "four_on_floor");
  pt_layer_set_sample (layer, pt_sample_get_info (sample)->path);
  pt_section_add_layer (section, layer);
  pt_arrangement_set_tempo (arrangement, pt_tempo_from_bpm (240));
  pt_arrangement_add_section (arrangement, section);
  plan = pt_render_plan_new (arrangement, fixture->loader, &options, NULL, NULL, &error);
  g_assert_no_error (error);
  pt_player_set_plan (fixture->player, plan, PT_PLAYER_NOW);
  g_assert_true (pt_player_play (fixture->player, NULL));
}

/* On the frame of the next beat, and the song is what it would be without. */
static void
test_beside_the_set (Fixture *fixture, gconstpointer data)
{
  guint latency = pt_player_get_latency_frames (fixture->player);
  const float *heard;
  guint64 frames;
  guint64 start = 2 * BEAT + latency;

  play_song (fixture);
  pt_test_device_pump (fixture->device, fixture->player, 3 * BEAT / 2 / PT_TEST_BLOCK);
  pt_audition_set_in_tempo (fixture->audition, TRUE);
  pt_audition_select (fixture->audition, fixture->hit);
  wait_for_preview (fixture);
  pt_test_device_pump (fixture->device, fixture->player, 2 * BAR / PT_TEST_BLOCK);
  heard = pt_test_device_get_heard (fixture->device, &frames);
  for (guint64 i = latency; i < frames; i++)
    {
      float song = (i - latency) % BEAT == 0 ? 0.3f : 0;
      float preview = i >= start && i < start + HIT ? LEVEL * fixture->hit_audio[2 * (i - start)] : 0;

      g_assert_cmpfloat_with_epsilon (heard[2 * i] - preview, song, 1e-6);
    }
  g_assert_cmpfloat (pt_player_get_limiter_gain (fixture->player), ==, 1);
  g_assert_true (pt_player_get_playing (fixture->player));
}

/* The first in tempo on the last beat before the seam begins on it. */
static void
test_at_the_seam (Fixture *fixture, gconstpointer data)
{
  guint latency = pt_player_get_latency_frames (fixture->player);

  play_song (fixture);
  pt_test_device_pump (fixture->device, fixture->player, (2 * BAR - BEAT / 2) / PT_TEST_BLOCK);
  pt_audition_set_in_tempo (fixture->audition, TRUE);
  pt_audition_select (fixture->audition, fixture->hit);
  wait_for_preview (fixture);
  pt_test_device_pump (fixture->device, fixture->player, BAR / PT_TEST_BLOCK);
  g_assert_cmpint (find_heard (fixture, fixture->hit_audio + 2, BEAT - 1, 1), ==, 2 * BAR + latency + 1);
}

/* Through a list as fast as the keys repeat: the last one is heard, nothing stays behind. */
static void
test_newest_wins (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 50; i++)
    {
      pt_audition_select (fixture->audition, i % 2 == 0 ? fixture->loop : fixture->hit);
      if (i % 5 == 0)
        {
          wait_for_preview (fixture);
          pt_test_device_pump (fixture->device, fixture->player, 2);
        }
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_cmpstr (pt_audition_get_path (fixture->audition), ==, pt_sample_get_info (fixture->hit)->path);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  wait_for_preview (fixture);
  pt_test_device_pump (fixture->device, fixture->player, 10);
  pt_audition_select (fixture->audition, fixture->loop);
  pt_audition_select (fixture->audition, fixture->hit);
  {
    gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

    /* Both are running: until only the last is left, and over. */
    while (pt_audition_get_playing (fixture->audition))
      {
        g_assert_cmpint (g_get_monotonic_time (), <, deadline);
        g_main_context_iteration (NULL, FALSE);
        pt_test_device_pump (fixture->device, fixture->player, 1);
      }
  }
  g_assert_cmpint (find_heard (fixture, fixture->hit_audio + 2 * RAMP, HIT - RAMP, 1), >=, 0);
  g_assert_cmpuint (pt_player_get_n_lent (fixture->player), ==, 0);
  g_assert_true (pt_player_is_silent (fixture->player));
}

static void
test_fails (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtSample) missing = pt_sample_new (pt_sample_info_new ("/nowhere/gone.wav"));
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  pt_audition_select (fixture->audition, missing);
  while (fixture->failed_path == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpstr (fixture->failed_path, ==, "/nowhere/gone.wav");
  g_assert_nonnull (strstr (fixture->failed_message, "gone.wav"));
  g_assert_false (pt_audition_get_playing (fixture->audition));

  pt_test_device_set_refuses (fixture->device, TRUE);
  g_clear_pointer (&fixture->failed_path, g_free);
  g_clear_pointer (&fixture->failed_message, g_free);
  pt_audition_select (fixture->audition, fixture->hit);
  while (fixture->failed_path == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_false (pt_audition_get_playing (fixture->audition));
}

static void
test_another_player (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtTestDevice) device = pt_test_device_new ();
  g_autoptr (PtPlayer) player = pt_player_new (PT_DEVICE (device));

  pt_audition_select (fixture->audition, fixture->hit);
  wait_for_preview (fixture);
  pt_audition_set_player (fixture->audition, player);
  g_assert_false (pt_audition_get_playing (fixture->audition));
  pt_test_device_pump (fixture->device, fixture->player, 5);
  g_assert_true (pt_player_is_silent (fixture->player));
  pt_audition_select (fixture->audition, fixture->hit);
  while (!pt_test_device_is_running (device))
    g_main_context_iteration (NULL, TRUE);
  pt_test_device_pump (device, player, 100);
  g_assert_false (pt_audition_get_playing (fixture->audition));
  pt_audition_set_player (fixture->audition, fixture->player);
}

/* The position moves as often as somebody sees it move, and back to the beginning. */
static void
test_position_in_real_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtDevice) device = PT_DEVICE (pt_device_silent_new (RATE, 0));
  g_autoptr (PtPlayer) player = pt_player_new (device);
  gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  double highest = 0;

  pt_audition_set_player (fixture->audition, player);
  pt_audition_select (fixture->audition, fixture->hit);
  while (pt_audition_get_playing (fixture->audition))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, TRUE);
      highest = MAX (highest, pt_audition_get_position (fixture->audition));
    }
  g_test_message ("%u positions in %.2f s, up to %.2f", fixture->n_positions, (double) HIT / RATE, highest);
  g_assert_cmpuint (fixture->n_positions, >=, 2);
  g_assert_cmpuint (fixture->n_positions, <=, 16);
  g_assert_cmpfloat (pt_audition_get_position (fixture->audition), ==, 0);
  pt_audition_set_player (fixture->audition, fixture->player);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/session/audition/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("raw", test_raw);
  ADD ("not-enabled", test_not_enabled);
  ADD ("from-the-middle", test_from_the_middle);
  ADD ("in-tempo", test_in_tempo);
  ADD ("beside-the-set", test_beside_the_set);
  ADD ("at-the-seam", test_at_the_seam);
  ADD ("newest-wins", test_newest_wins);
  ADD ("fails", test_fails);
  ADD ("position-in-real-time", test_position_in_real_time);
  ADD ("another-player", test_another_player);
#undef ADD

  return g_test_run ();
}
