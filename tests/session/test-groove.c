/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <sndfile.h>
#include <string.h>

#include "audio/pt-device-silent.h"
#include "audio/pt-loudness.h"
#include "audio/pt-renderer.h"
#include "core/pt-core-error.h"
#include "core/pt-util.h"
#include "pt-test-audio.h"
#include "pt-test-device.h"
#include "session/pt-groove.h"

#define RATE PT_TEST_RATE
#define BPM 240.0
#define BEAT 12000u /* frames */
#define BAR (4 * BEAT)
#define PART (8 * BAR)
#define RAMP 240u
#define RINGS 3u
#define N_SOUNDS 3

typedef struct
{
  char *folder;
  PtSampleLoader *loader;
  PtTestDevice *device;
  PtPlayer *player;
  PtGroove *groove;
  PtPalette *palettes[N_SOUNDS];
  GPtrArray *changed_over; /* of PtPalette */
  GPtrArray *notices;
  GPtrArray *failures;
} Fixture;

static void
changed_over_cb (PtGroove *groove, PtPalette *palette, Fixture *fixture)
{
  g_ptr_array_add (fixture->changed_over, g_object_ref (palette));
}

static void
notice_cb (PtGroove *groove, const char *message, Fixture *fixture)
{
  g_ptr_array_add (fixture->notices, g_strdup (message));
}

static void
failed_cb (PtGroove *groove, const char *message, Fixture *fixture)
{
  g_ptr_array_add (fixture->failures, g_strdup (message));
}

/* A kit of noises, each of another seed, and a bar of a loop and two of a texture. Hits are
 * over before the next sixteenth, but for a clap that rings for more than a beat. */
static PtPalette *
make_palette (Fixture *fixture, guint seed, double amplitude)
{
  const struct
  {
    PtRole role;
    guint64 frames;
  } sounds[] = {
    { PT_ROLE_KICK, 2500 },
    { PT_ROLE_HIHAT, 2000 },
    { PT_ROLE_BASSLINE, BAR },
    { PT_ROLE_PERC, 1500 },
    { PT_ROLE_TEXTURE, 2 * BAR },
    { PT_ROLE_CLAP, seed == RINGS ? 15000 : 2000 },
  };
  PtPalette *palette = pt_palette_new ();

  for (guint i = 0; i < G_N_ELEMENTS (sounds); i++)
    {
      gboolean loop = sounds[i].frames >= BAR;
      g_autofree char *name = g_strdup_printf ("%s%u%s.wav", pt_role_to_string (sounds[i].role), seed, loop ? " 240 bpm" : "");
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_autofree float *noise = pt_test_noise (10 * seed + i, amplitude, sounds[i].frames, 2);

      for (guint64 j = 0; !loop && j < 2 * sounds[i].frames; j++)
        noise[j] *= 1 - (float) j / (2 * sounds[i].frames);
      pt_test_write_audio (path, noise, sounds[i].frames, 2, RATE, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
      pt_palette_set_path (palette, sounds[i].role, path);
    }

  return palette;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = pt_test_make_folder ();
  fixture->loader = pt_sample_loader_new_with_cache (NULL);
  fixture->device = pt_test_device_new ();
  fixture->player = pt_player_new (PT_DEVICE (fixture->device));
  fixture->groove = pt_groove_new (fixture->player, fixture->loader);
  for (guint i = 0; i < N_SOUNDS; i++)
    fixture->palettes[i] = make_palette (fixture, i + 1, i == 0 ? 0.1 : 0.06);
  fixture->changed_over = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->notices = g_ptr_array_new_with_free_func (g_free);
  fixture->failures = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (fixture->groove, "changed-over", G_CALLBACK (changed_over_cb), fixture);
  g_signal_connect (fixture->groove, "notice", G_CALLBACK (notice_cb), fixture);
  g_signal_connect (fixture->groove, "failed", G_CALLBACK (failed_cb), fixture);
  pt_groove_set_tempo (fixture->groove, pt_tempo_from_bpm (BPM));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_ptr_array_unref (fixture->changed_over);
  g_ptr_array_unref (fixture->notices);
  g_ptr_array_unref (fixture->failures);
  g_assert_finalize_object (fixture->groove);
  for (guint i = 0; i < N_SOUNDS; i++)
    g_assert_finalize_object (fixture->palettes[i]);
  g_assert_finalize_object (fixture->player);
  g_assert_finalize_object (fixture->device);
  /* A thread that was cancelled may hold it for a moment. */
  while (G_OBJECT (fixture->loader)->ref_count > 1)
    g_main_context_iteration (NULL, FALSE);
  g_assert_finalize_object (fixture->loader);
  pt_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

/* Until nothing loads any more. */
static void
settle (Fixture *fixture)
{
  gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (pt_groove_get_loading (fixture->groove))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
play (Fixture *fixture, PtPalette *palette, PtGroovePart part)
{
  pt_groove_set_part (fixture->groove, part);
  pt_groove_set_palette (fixture->groove, palette, PT_PLAYER_NOW);
  pt_groove_play (fixture->groove);
  g_assert_true (pt_groove_get_playing (fixture->groove));
  settle (fixture);
}

static void
pump_to (Fixture *fixture, guint64 frame)
{
  guint64 heard;

  pt_test_device_get_heard (fixture->device, &heard);
  g_assert_cmpuint (frame, >, heard);
  pt_test_device_pump (fixture->device, fixture->player, (frame - heard) / PT_TEST_BLOCK);
}

/* @rounds rounds of the part as the renderer writes them, below the headroom. */
static float *
render_at (Fixture *fixture, PtPalette *palette, PtGroovePart part, guint rounds, double bpm, guint64 *frames)
{
  g_autofree char *path = g_build_filename (fixture->folder, "out.wav", NULL);
  g_autoptr (PtArrangement) once = pt_groove_new_arrangement (part, palette, pt_tempo_from_bpm (bpm), NULL);
  g_autoptr (PtArrangement) arrangement = pt_arrangement_new ();
  PtRenderOptions options = PT_RENDER_OPTIONS_INIT;
  g_auto (PtRenderResult) result = { 0 };
  g_autoptr (GError) error = NULL;
  float *samples;

  pt_arrangement_set_tempo (arrangement, pt_tempo_from_bpm (bpm));
  pt_arrangement_set_palette (arrangement, palette);
  for (guint i = 0; i < rounds; i++)
    for (guint j = 0; j < pt_arrangement_get_n_sections (once); j++)
      pt_arrangement_add_section (arrangement, pt_section_copy (pt_arrangement_get_section (once, j)));
  options.sample_rate = RATE;
  options.format = PT_FILE_FORMAT_WAV32F;
  options.normalize = PT_NORMALIZE_OFF;
  g_assert_true (pt_render (arrangement, fixture->loader, &options, path, &result, NULL, NULL, NULL, &error));
  g_assert_no_error (error);

  samples = pt_test_read_audio (path, frames, NULL, NULL);
  for (guint64 k = 0; k < 2 * *frames; k++)
    samples[k] *= pt_gain_from_db (-PT_GROOVE_HEADROOM_DB);

  return samples;
}

static float *
render (Fixture *fixture, PtPalette *palette, PtGroovePart part, guint rounds, guint64 *frames)
{
  return render_at (fixture, palette, part, rounds, BPM, frames);
}

/* What the device got, counted without the delay of the limiter. */
static const float *
heard_from (Fixture *fixture, guint64 frame)
{
  return pt_test_device_get_heard (fixture->device, NULL) + 2 * (frame + pt_player_get_latency_frames (fixture->player));
}

static double
largest_difference (const float *a, const float *b, guint64 frames)
{
  double worst = 0;

  for (guint64 i = 0; i < 2 * frames; i++)
    worst = MAX (worst, fabs ((double) a[i] - b[i]));

  return worst;
}

/* Only the loops of @palette. */
static PtPalette *
only_loops (PtPalette *palette)
{
  PtPalette *loops = pt_palette_copy (palette);

  for (guint role = 0; role < PT_N_ROLES; role++)
    if (role != PT_ROLE_BASSLINE && role != PT_ROLE_TEXTURE)
      pt_palette_set_path (loops, role, NULL);

  return loops;
}

/* --- tests --- */

static void
test_parts (void)
{
  static const gint64 bars[] = { 8, 8, 8, 8, 32 };
  g_autoptr (GError) error = NULL;
  PtGroovePart part;

  for (guint i = 0; i < PT_N_GROOVE_PARTS; i++)
    {
      g_autoptr (PtArrangement) arrangement = pt_groove_new_arrangement (i, NULL, pt_tempo_from_bpm (128), NULL);

      g_assert_cmpint (pt_arrangement_get_bars (arrangement), ==, bars[i]);
      g_assert_true (pt_groove_part_parse (pt_groove_part_to_string (i), &part, &error));
      g_assert_cmpuint (part, ==, i);
    }
  g_assert_false (pt_groove_part_parse ("chorus", &part, &error));
  g_assert_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID);
  g_assert_null (pt_groove_new_arrangement (PT_GROOVE_FULL, NULL, pt_tempo_from_bpm (1000), NULL));
}

/* Round and round is what a render of three rounds one after the other is, seams included. */
static void
test_goes_round (Fixture *fixture, gconstpointer data)
{
  guint64 frames;
  g_autofree float *expected = render (fixture, fixture->palettes[0], PT_GROOVE_FULL, 3, &frames);

  play (fixture, fixture->palettes[0], PT_GROOVE_FULL);
  pump_to (fixture, frames + 2 * RATE);
  g_assert_cmpuint (frames, ==, 3 * PART);
  g_assert_cmpfloat (largest_difference (heard_from (fixture, 0), expected, frames - 480), <, 1e-6);
  g_assert_cmpuint (fixture->changed_over->len, ==, 1);
  g_assert_cmpuint (fixture->notices->len, ==, 0);
  g_assert_cmpuint (fixture->failures->len, ==, 0);

  pt_groove_stop (fixture->groove);
  g_assert_false (pt_groove_get_playing (fixture->groove));
  pt_test_device_pump (fixture->device, fixture->player, 10);
  g_assert_true (pt_player_is_silent (fixture->player));
}

/* Where bars do not fall on frames: the seam of loops that were stretched is that of a render
 * which goes on, to the sample, and every round is like the one before. */
static void
test_seam_at_any_tempo (Fixture *fixture, gconstpointer data)
{
  static const double tempos[] = { 137.3, 126.37 };

  for (guint i = 0; i < G_N_ELEMENTS (tempos); i++)
    {
      g_autoptr (PtPalette) loops = only_loops (fixture->palettes[0]);
      guint64 round = pt_bars_to_frame (8, pt_tempo_from_bpm (tempos[i]), RATE);
      guint64 frames, heard_before;
      g_autofree float *expected = render_at (fixture, loops, PT_GROOVE_FULL, 2, tempos[i], &frames);
      const float *heard;

      pt_groove_set_tempo (fixture->groove, pt_tempo_from_bpm (tempos[i]));
      pt_test_device_get_heard (fixture->device, &heard_before);
      play (fixture, loops, PT_GROOVE_FULL);
      pump_to (fixture, heard_before + 3 * round + RATE);
      heard = heard_from (fixture, heard_before);
      g_assert_cmpfloat (largest_difference (heard, expected, round + BEAT), <, 1e-6);
      g_assert_cmpfloat (largest_difference (heard + 2 * round, heard + 4 * round, round), <, 1e-6);
      pt_groove_stop (fixture->groove);
      pt_test_device_pump (fixture->device, fixture->player, 10);
      pt_groove_set_palette (fixture->groove, fixture->palettes[1], PT_PLAYER_NOW);
    }
}

/* Until @frame it is the one, from then on the other, and over the ramp the loops glide. */
static void
assert_changed_at (Fixture *fixture, PtPalette *before, PtPalette *after, PtGroovePart part, guint64 frame, guint64 until)
{
  guint rounds = (guint) (until / PART) + 1;
  g_autoptr (PtPalette) loops_before = only_loops (before);
  g_autoptr (PtPalette) loops_after = only_loops (after);
  guint64 frames;
  g_autofree float *a = render (fixture, before, part, rounds, &frames);
  g_autofree float *b = render (fixture, after, part, rounds, &frames);
  g_autofree float *a_loops = render (fixture, loops_before, part, rounds, &frames);
  g_autofree float *b_loops = render (fixture, loops_after, part, rounds, &frames);
  const float *heard = heard_from (fixture, 0);

  g_assert_cmpuint (until + RAMP, <, frames);
  g_assert_cmpfloat (largest_difference (heard, a, frame), <, 1e-6);
  for (guint64 i = 2 * frame; i < 2 * (frame + RAMP); i++)
    {
      float share = (float) (i / 2 - frame) / RAMP;
      float expected = b[i] - b_loops[i] + a_loops[i] * (1 - share) + b_loops[i] * share;

      g_assert_cmpfloat_with_epsilon (heard[i], expected, 1e-6);
    }
  g_assert_cmpfloat (largest_difference (heard + 2 * (frame + RAMP), b + 2 * (frame + RAMP), until - frame - RAMP), <, 1e-6);
}

/* The next beat that is not too near for the audio thread to hear of it in time. */
static guint64
next_beat (Fixture *fixture, guint beats)
{
  guint64 soon = pt_player_get_position_frames (fixture->player) + 2 * PT_TEST_BLOCK;

  return (soon / (beats * BEAT) + 1) * (beats * BEAT);
}

static void
test_changes_on_the_beat (Fixture *fixture, gconstpointer data)
{
  guint64 frame;

  play (fixture, fixture->palettes[0], PT_GROOVE_FULL);
  pump_to (fixture, 3 * BEAT + BEAT / 3);
  frame = next_beat (fixture, 1);
  g_assert_cmpuint (frame, ==, 4 * BEAT);
  pt_groove_set_palette (fixture->groove, fixture->palettes[1], PT_PLAYER_BEAT);
  g_assert_true (pt_groove_get_loading (fixture->groove));
  settle (fixture);
  pump_to (fixture, frame - PT_TEST_BLOCK);
  g_assert_cmpuint (fixture->changed_over->len, ==, 1);
  pump_to (fixture, 12 * BEAT);
  g_assert_cmpuint (fixture->changed_over->len, ==, 2);
  g_assert_true (g_ptr_array_index (fixture->changed_over, 1) == fixture->palettes[1]);
  assert_changed_at (fixture, fixture->palettes[0], fixture->palettes[1], PT_GROOVE_FULL, frame, 11 * BEAT);
  g_assert_cmpfloat (pt_player_get_limiter_gain (fixture->player), ==, 1);
  g_assert_cmpuint (pt_player_get_underruns (fixture->player), ==, 0);
}

static void
test_changes_at_the_seam (Fixture *fixture, gconstpointer data)
{
  play (fixture, fixture->palettes[0], PT_GROOVE_FULL);
  pump_to (fixture, PART - BEAT / 2);
  pt_groove_set_palette (fixture->groove, fixture->palettes[1], PT_PLAYER_BEAT);
  settle (fixture);
  pump_to (fixture, PART + 8 * BEAT);
  assert_changed_at (fixture, fixture->palettes[0], fixture->palettes[1], PT_GROOVE_FULL, PART, PART + 7 * BEAT);
}

/* Loops that are the same in both go on over the change as if there were none. */
static void
test_slot_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtPalette) before = pt_palette_copy (fixture->palettes[0]);

  play (fixture, fixture->palettes[0], PT_GROOVE_FULL);
  pump_to (fixture, PART - BEAT / 2);
  pt_palette_set_path (fixture->palettes[0], PT_ROLE_KICK, pt_palette_get_path (fixture->palettes[1], PT_ROLE_KICK));
  pt_palette_set_path (fixture->palettes[0], PT_ROLE_CLAP, pt_palette_get_path (fixture->palettes[1], PT_ROLE_CLAP));
  settle (fixture);
  pump_to (fixture, PART + 4 * BEAT);
  assert_changed_at (fixture, before, fixture->palettes[0], PT_GROOVE_FULL, PART, PART + 3 * BEAT);
  g_assert_cmpuint (fixture->changed_over->len, ==, 2);
}

static void
test_part_changes_on_the_bar (Fixture *fixture, gconstpointer data)
{
  guint64 frames;
  g_autofree float *full = render (fixture, fixture->palettes[0], PT_GROOVE_FULL, 2, &frames);
  g_autofree float *strip = render (fixture, fixture->palettes[0], PT_GROOVE_STRIP, 2, &frames);
  guint64 frame = 2 * BAR;

  play (fixture, fixture->palettes[0], PT_GROOVE_FULL);
  pump_to (fixture, BAR + BEAT);
  pt_groove_set_part (fixture->groove, PT_GROOVE_STRIP);
  settle (fixture);
  pump_to (fixture, PART + 2 * BAR);
  g_assert_cmpfloat (largest_difference (heard_from (fixture, 0), full, frame), <, 1e-6);
  g_assert_cmpfloat (largest_difference (heard_from (fixture, frame + RAMP), strip + 2 * (frame + RAMP), PART + BAR - frame), <, 1e-6);
  /* The same palette sounds as before. */
  g_assert_cmpuint (fixture->changed_over->len, ==, 1);
}

/* From the whole to a part that is shorter than where it stands: the same bar of its rounds. */
static void
test_part_from_the_whole (Fixture *fixture, gconstpointer data)
{
  guint64 frames;
  g_autofree float *intro = render (fixture, fixture->palettes[0], PT_GROOVE_INTRO, 3, &frames);
  guint64 frame = 10 * BAR;

  play (fixture, fixture->palettes[0], PT_GROOVE_WHOLE);
  pump_to (fixture, frame - BEAT);
  pt_groove_set_part (fixture->groove, PT_GROOVE_INTRO);
  settle (fixture);
  pump_to (fixture, frame + PART);
  g_assert_cmpfloat (largest_difference (heard_from (fixture, frame + RAMP), intro + 2 * (frame + RAMP), PART - BAR), <, 1e-6);
  g_assert_cmpfloat (pt_player_get_position_beats (fixture->player), <, 4 * 8);
}

/* A gain is heard in the next block, also in what rings, and glides there in 5 ms. */
static void
test_gain (Fixture *fixture, gconstpointer data)
{
  static const PtRole roles[] = { PT_ROLE_TEXTURE, PT_ROLE_CLAP };
  PtPalette *palette = fixture->palettes[RINGS - 1];
  guint64 frames;
  g_autofree float *before = render (fixture, palette, PT_GROOVE_FULL, 1, &frames);
  g_autofree float *after = NULL;
  const float *heard;
  guint64 changed;
  gint64 asked_usec;

  play (fixture, palette, PT_GROOVE_FULL);
  pump_to (fixture, 5 * BEAT + BEAT / 4); /* the clap of beat 5 rings */
  pt_test_device_get_heard (fixture->device, &changed);
  asked_usec = g_get_monotonic_time ();
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    pt_palette_set_gain (palette, roles[i], 0.4);
  pt_palette_set_pan (palette, PT_ROLE_CLAP, -0.5);
  settle (fixture);
  g_test_message ("a gain takes %.1f ms to the engine", (g_get_monotonic_time () - asked_usec) / 1000.0);
  pump_to (fixture, 7 * BEAT + BEAT);
  after = render (fixture, palette, PT_GROOVE_FULL, 1, &frames);
  heard = heard_from (fixture, 0);
  g_assert_cmpfloat (largest_difference (heard, before, changed), <, 1e-6);
  for (guint64 i = 2 * changed; i < 2 * (changed + RAMP); i++)
    {
      float share = (float) (i / 2 - changed) / RAMP;

      g_assert_cmpfloat_with_epsilon (heard[i], before[i] + (after[i] - before[i]) * share, 1e-6);
    }
  g_assert_cmpfloat (largest_difference (heard + 2 * (changed + RAMP), after + 2 * (changed + RAMP), 7 * BEAT - changed), <, 1e-6);
  g_assert_cmpfloat (largest_difference (before + 2 * (changed + RAMP), after + 2 * (changed + RAMP), BEAT), >, 0.01);
}

/* A gain that is turned before the new palette has begun does not make it begin. */
static void
test_gain_waits_for_the_palette (Fixture *fixture, gconstpointer data)
{
  play (fixture, fixture->palettes[0], PT_GROOVE_FULL);
  pump_to (fixture, BEAT / 2);
  pt_groove_set_palette (fixture->groove, fixture->palettes[1], PT_PLAYER_BAR);
  settle (fixture);
  pump_to (fixture, BEAT);
  pt_palette_set_gain (fixture->palettes[1], PT_ROLE_KICK, 2);
  settle (fixture);
  pump_to (fixture, 2 * BAR);
  assert_changed_at (fixture, fixture->palettes[0], fixture->palettes[1], PT_GROOVE_FULL, BAR, 2 * BAR - BEAT);
}

static void
test_hundred_changes (Fixture *fixture, gconstpointer data)
{
  guint64 frames, frame;
  g_autofree float *expected = render (fixture, fixture->palettes[1], PT_GROOVE_FULL, 4, &frames);
  guint most = 0;

  play (fixture, fixture->palettes[0], PT_GROOVE_FULL);
  pt_test_device_pump (fixture->device, fixture->player, 3);
  for (guint i = 0; i < 100; i++)
    {
      pt_groove_set_palette (fixture->groove, fixture->palettes[(i + 1) % N_SOUNDS], i % 5 == 0 ? PT_PLAYER_NOW : PT_PLAYER_BEAT);
      if (i % 3 == 0)
        settle (fixture);
      pt_test_device_pump (fixture->device, fixture->player, i % 7);
      most = MAX (most, pt_player_get_n_lent (fixture->player));
    }
  g_test_message ("at most %u plans were lent", most);
  pt_groove_set_palette (fixture->groove, fixture->palettes[1], PT_PLAYER_BEAT);
  settle (fixture);
  frame = next_beat (fixture, 1) + 2 * BEAT;
  pump_to (fixture, frame + 4 * BEAT);
  g_assert_cmpfloat (largest_difference (heard_from (fixture, frame), expected + 2 * frame, 3 * BEAT), <, 1e-6);
  g_assert_cmpuint (pt_player_get_n_lent (fixture->player), ==, 1);
  g_assert_true (g_ptr_array_index (fixture->changed_over, fixture->changed_over->len - 1) == fixture->palettes[1]);

  pt_groove_stop (fixture->groove);
  pt_test_device_pump (fixture->device, fixture->player, 5);
  g_assert_true (pt_player_is_silent (fixture->player));
}

static double
measure_heard (Fixture *fixture, guint64 from, guint64 frames)
{
  g_autoptr (PtLoudnessMeter) meter = pt_loudness_meter_new (2, RATE, PT_LOUDNESS_INTEGRATED);
  PtLoudness loudness;

  pt_loudness_meter_add (meter, heard_from (fixture, from), frames);
  pt_loudness_meter_finish (meter, &loudness);

  return loudness.lufs_i;
}

static void
test_levels_match (Fixture *fixture, gconstpointer data)
{
  double a, b, louder, gain_db;

  pt_groove_set_other (fixture->groove, fixture->palettes[1]);
  pt_groove_set_matching (fixture->groove, TRUE);
  play (fixture, fixture->palettes[0], PT_GROOVE_FULL);
  pump_to (fixture, 2 * PART - BEAT);
  gain_db = pt_groove_get_match_gain_db (fixture->groove);
  g_assert_cmpfloat (gain_db, <, -2);

  pt_groove_set_palette (fixture->groove, fixture->palettes[1], PT_PLAYER_BEAT);
  pt_groove_set_other (fixture->groove, fixture->palettes[0]);
  settle (fixture);
  pump_to (fixture, 4 * PART + BEAT);
  g_assert_cmpfloat (pt_groove_get_match_gain_db (fixture->groove), ==, 0);
  a = measure_heard (fixture, 0, 2 * PART);
  b = measure_heard (fixture, 2 * PART, 2 * PART);
  g_test_message ("A %.3f LUFS, B %.3f LUFS", a, b);
  g_assert_cmpfloat_with_epsilon (a, b, 0.1);
  g_assert_cmpuint (fixture->changed_over->len, ==, 2);

  /* Louder by a hand: heard at once, then turned down to A as it is. */
  for (guint role = 0; role < PT_N_DEFAULT_ROLES; role++)
    pt_palette_set_gain (fixture->palettes[1], role, 3);
  settle (fixture);
  pump_to (fixture, 6 * PART);
  g_assert_cmpfloat (pt_groove_get_match_gain_db (fixture->groove), <, -2);
  louder = measure_heard (fixture, 4 * PART + 2 * BEAT, PART + BAR);
  g_assert_cmpfloat_with_epsilon (louder, a - gain_db, 0.2); /* not measured in whole rounds */

  pt_groove_set_matching (fixture->groove, FALSE);
  settle (fixture);
  pump_to (fixture, 8 * PART);
  g_assert_cmpfloat (pt_groove_get_match_gain_db (fixture->groove), ==, 0);
  g_assert_cmpfloat (measure_heard (fixture, 6 * PART + BEAT, PART), >, a - gain_db + 2);
}

/* So loud that the limiter works: what it takes off comes back when the level goes down. */
static void
test_loud_levels_match (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtPalette) first = make_palette (fixture, 4, 0.9);
  g_autoptr (PtPalette) second = make_palette (fixture, 5, 0.6);
  double a, b;

  for (guint role = 0; role < PT_N_DEFAULT_ROLES; role++)
    {
      pt_palette_set_gain (first, role, 2.5);
      pt_palette_set_gain (second, role, 2.5);
    }
  pt_groove_set_other (fixture->groove, second);
  pt_groove_set_matching (fixture->groove, TRUE);
  play (fixture, first, PT_GROOVE_FULL);
  pump_to (fixture, 2 * PART - BEAT);
  g_assert_cmpfloat (pt_groove_get_match_gain_db (fixture->groove), <, -1);
  pt_groove_set_palette (fixture->groove, second, PT_PLAYER_BEAT);
  pt_groove_set_other (fixture->groove, first);
  settle (fixture);
  pump_to (fixture, 4 * PART + BEAT);
  a = measure_heard (fixture, 0, 2 * PART);
  b = measure_heard (fixture, 2 * PART, 2 * PART);
  g_test_message ("A %.3f LUFS, B %.3f LUFS", a, b);
  g_assert_cmpfloat_with_epsilon (a, b, 0.1);
  g_assert_cmpfloat (pt_player_get_max_peak (fixture->player), >, 0.98);
}

static void
test_missing_sound (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtPalette) rest = pt_palette_copy (fixture->palettes[0]);
  guint64 frames;
  g_autofree float *expected = NULL;

  g_unlink (pt_palette_get_path (fixture->palettes[0], PT_ROLE_BASSLINE));
  pt_palette_set_path (rest, PT_ROLE_BASSLINE, NULL);
  play (fixture, fixture->palettes[0], PT_GROOVE_BUILD);
  g_assert_cmpuint (fixture->notices->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (fixture->notices, 0), "bassline1"));
  expected = render (fixture, rest, PT_GROOVE_BUILD, 1, &frames);
  pump_to (fixture, PART);
  g_assert_cmpfloat (largest_difference (heard_from (fixture, 0), expected, PART - BEAT), <, 1e-6);
  g_assert_cmpuint (fixture->failures->len, ==, 0);

  /* It is said once, not with every plan. */
  pt_palette_set_gain (fixture->palettes[0], PT_ROLE_KICK, 0.5);
  settle (fixture);
  g_assert_cmpuint (fixture->notices->len, ==, 1);
}

static void
test_empty_palette (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtPalette) empty = pt_palette_new ();

  play (fixture, fixture->palettes[0], PT_GROOVE_FULL);
  pump_to (fixture, BAR);
  pt_groove_set_palette (fixture->groove, empty, PT_PLAYER_BEAT);
  settle (fixture);
  pt_test_device_pump (fixture->device, fixture->player, 20);
  g_assert_true (pt_groove_get_playing (fixture->groove));
  g_assert_true (pt_player_is_silent (fixture->player));
  g_assert_cmpuint (fixture->notices->len, ==, 1);

  pt_palette_set_path (empty, PT_ROLE_KICK, pt_palette_get_path (fixture->palettes[0], PT_ROLE_KICK));
  settle (fixture);
  pt_test_device_pump (fixture->device, fixture->player, 20);
  g_assert_true (pt_player_get_playing (fixture->player));
  pt_groove_set_palette (fixture->groove, NULL, PT_PLAYER_NOW);
  g_assert_false (pt_groove_get_playing (fixture->groove));
}

static void
test_another_player (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtTestDevice) device = pt_test_device_new ();
  g_autoptr (PtPlayer) player = pt_player_new (PT_DEVICE (device));
  guint64 frames, at;
  g_autofree float *expected = render (fixture, fixture->palettes[0], PT_GROOVE_FULL, 1, &frames);
  const float *heard;

  play (fixture, fixture->palettes[0], PT_GROOVE_FULL);
  pump_to (fixture, 5 * BEAT);
  at = pt_player_get_position_frames (fixture->player);
  pt_groove_set_player (fixture->groove, player);
  settle (fixture);
  pt_test_device_pump (fixture->device, fixture->player, 5);
  g_assert_true (pt_player_is_silent (fixture->player));
  pt_test_device_pump (device, player, 200);
  g_assert_true (pt_player_get_playing (player));
  heard = pt_test_device_get_heard (device, &frames) + 2 * pt_player_get_latency_frames (player);
  g_assert_cmpfloat (largest_difference (heard + 2 * RAMP, expected + 2 * (at + RAMP), 190 * PT_TEST_BLOCK - RAMP), <, 1e-6);
  pt_groove_stop (fixture->groove);
  pt_test_device_pump (device, player, 5);
  pt_groove_set_player (fixture->groove, fixture->player);
}

static void
test_tempo (Fixture *fixture, gconstpointer data)
{
  play (fixture, fixture->palettes[0], PT_GROOVE_FULL);
  pump_to (fixture, 3 * BEAT + BEAT / 2);
  pt_groove_set_tempo (fixture->groove, pt_tempo_from_bpm (120));
  settle (fixture);
  pump_to (fixture, 6 * BEAT);
  /* Beat 4 at 48000, and from there one in 24000 frames. */
  g_assert_cmpfloat_with_epsilon (pt_player_get_position_beats (fixture->player), 5, 0.02);
}

static void
test_solo_and_mute (Fixture *fixture, gconstpointer data)
{
  PtPlayerLevels levels;

  play (fixture, fixture->palettes[0], PT_GROOVE_FULL);
  pt_groove_set_solo (fixture->groove, PT_ROLE_KICK, TRUE);
  g_assert_true (pt_groove_get_solo (fixture->groove, PT_ROLE_KICK));
  pump_to (fixture, BEAT - 2 * PT_TEST_BLOCK);
  pt_player_get_levels (fixture->player, PT_ROLE_NONE, &levels);
  g_assert_cmpfloat (levels.peak[0], <, 1e-6);
  pt_groove_set_solo (fixture->groove, PT_ROLE_KICK, FALSE);
  pt_test_device_pump (fixture->device, fixture->player, 3);
  pt_player_get_levels (fixture->player, PT_ROLE_NONE, &levels);
  g_assert_cmpfloat (levels.peak[0], >, 0.01);
  for (guint role = 0; role < PT_N_ROLES; role++)
    pt_groove_set_mute (fixture->groove, role, TRUE);
  g_assert_true (pt_groove_get_mute (fixture->groove, PT_ROLE_CLAP));
  pt_test_device_pump (fixture->device, fixture->player, 10);
  pt_player_get_levels (fixture->player, PT_ROLE_NONE, &levels);
  pt_test_device_pump (fixture->device, fixture->player, 1);
  pt_player_get_levels (fixture->player, PT_ROLE_NONE, &levels);
  g_assert_cmpfloat (levels.peak[0], <, 1e-6);
}

/* --- in real time --- */

typedef struct
{
  float samples[2 * 5 * RATE];
  gint n; /* written by the device's thread */
} Tape;

static void
tape_cb (float *interleaved, guint frames, gpointer user_data)
{
  Tape *tape = user_data;
  gint n = g_atomic_int_get (&tape->n);
  gint more = MIN (2 * (gint) frames, (gint) G_N_ELEMENTS (tape->samples) - n);

  memcpy (tape->samples + n, interleaved, more * sizeof (float));
  g_atomic_int_set (&tape->n, n + more);
}

static void
run_until (Fixture *fixture, Tape *tape, gint n)
{
  gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (g_atomic_int_get (&tape->n) < n)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, TRUE);
    }
}

/* Down a list as fast as somebody clicks: the music goes on all the time. */
static void
test_without_a_gap (Fixture *fixture, gconstpointer data)
{
  g_autofree Tape *tape = g_new0 (Tape, 1);
  g_autoptr (PtDevice) device = PT_DEVICE (pt_device_silent_new (RATE, 0));
  g_autoptr (PtPlayer) player = pt_player_new (device);
  guint longest = 0, run = 0;

  pt_player_set_capture (player, tape_cb, tape);
  pt_groove_set_player (fixture->groove, player);
  play (fixture, fixture->palettes[0], PT_GROOVE_FULL);
  for (guint i = 1; i <= 30; i++)
    {
      pt_groove_set_palette (fixture->groove, fixture->palettes[i % 2], PT_PLAYER_BEAT);
      if (i % 4 == 0)
        pt_palette_set_gain (fixture->palettes[i % 2], PT_ROLE_TEXTURE, 1 + i / 40.0);
      run_until (fixture, tape, 2 * i * RATE / 10);
    }
  for (gint i = 2 * BEAT; i < g_atomic_int_get (&tape->n); i++)
    {
      run = tape->samples[i] == 0 ? run + 1 : 0;
      longest = MAX (longest, run);
    }
  g_test_message ("%u underruns, longest silence %u samples, %u palettes were heard", pt_player_get_underruns (player),
                  longest, fixture->changed_over->len);
  g_assert_cmpuint (longest, <, 8);
  g_assert_cmpuint (fixture->changed_over->len, >=, 10);
  g_assert_cmpfloat (pt_player_get_limiter_gain (player), ==, 1);
  pt_groove_stop (fixture->groove);
  pt_groove_set_player (fixture->groove, fixture->player);
  /* Whoever still holds the player: nothing is written to the tape any more. */
  pt_device_stop (device);
}

static void
test_cannot_play (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtPalette) palette = pt_palette_new ();

  pt_groove_play (fixture->groove);
  g_assert_cmpuint (fixture->failures->len, ==, 1);
  g_assert_false (pt_groove_get_playing (fixture->groove));
  pt_groove_set_palette (fixture->groove, palette, PT_PLAYER_NOW);
  pt_groove_play (fixture->groove);
  g_assert_cmpuint (fixture->failures->len, ==, 2);
  g_assert_false (pt_groove_get_playing (fixture->groove));

  /* Only what is not there: all of it is named. */
  pt_palette_set_path (palette, PT_ROLE_KICK, "/nowhere/kick.wav");
  pt_palette_set_path (palette, PT_ROLE_CLAP, "/nowhere/clap.wav");
  pt_groove_play (fixture->groove);
  settle (fixture);
  g_assert_cmpuint (fixture->notices->len, ==, 2);
  g_assert_cmpuint (fixture->failures->len, ==, 3);
  g_assert_false (pt_groove_get_playing (fixture->groove));

  pt_test_device_set_refuses (fixture->device, TRUE);
  pt_groove_set_palette (fixture->groove, fixture->palettes[0], PT_PLAYER_NOW);
  pt_groove_play (fixture->groove);
  settle (fixture);
  g_assert_cmpuint (fixture->failures->len, ==, 4);
  g_assert_false (pt_groove_get_playing (fixture->groove));
  pt_test_device_set_refuses (fixture->device, FALSE);
  pt_groove_play (fixture->groove);
  settle (fixture);
  pt_test_device_pump (fixture->device, fixture->player, 2);
  g_assert_true (pt_player_get_playing (fixture->player));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/session/groove/" name, Fixture, NULL, set_up, function, tear_down)
  g_test_add_func ("/session/groove/parts", test_parts);
  ADD ("goes-round", test_goes_round);
  ADD ("seam-at-any-tempo", test_seam_at_any_tempo);
  ADD ("changes-on-the-beat", test_changes_on_the_beat);
  ADD ("changes-at-the-seam", test_changes_at_the_seam);
  ADD ("slot-changes", test_slot_changes);
  ADD ("part-changes-on-the-bar", test_part_changes_on_the_bar);
  ADD ("part-from-the-whole", test_part_from_the_whole);
  ADD ("gain", test_gain);
  ADD ("gain-waits-for-the-palette", test_gain_waits_for_the_palette);
  ADD ("hundred-changes", test_hundred_changes);
  ADD ("levels-match", test_levels_match);
  ADD ("loud-levels-match", test_loud_levels_match);
  ADD ("missing-sound", test_missing_sound);
  ADD ("empty-palette", test_empty_palette);
  ADD ("another-player", test_another_player);
  ADD ("tempo", test_tempo);
  ADD ("solo-and-mute", test_solo_and_mute);
  ADD ("without-a-gap", test_without_a_gap);
  ADD ("cannot-play", test_cannot_play);
#undef ADD

  return g_test_run ();
}
