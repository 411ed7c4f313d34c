/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <sndfile.h>
#include <string.h>

#include "audio/pt-loudness.h"
#include "audio/pt-renderer.h"
#include "core/pt-core-error.h"
#include "pt-test-audio.h"
#include "pt-test-device.h"
#include "session/pt-groove.h"

#define RATE PT_TEST_RATE
#define BPM 240.0
#define BEAT 12000u /* frames */
#define BAR (4 * BEAT)
#define PART (8 * BAR)
#define N_SOUNDS 2

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

/* A kit of noises, each of another seed, and a bar of a loop and two of a texture. */
static PtPalette *
make_palette (Fixture *fixture, guint seed, double amplitude)
{
  static const struct
  {
    PtRole role;
    guint64 frames;
  } sounds[] = {
    { PT_ROLE_KICK, 9000 },
    { PT_ROLE_HIHAT, 2000 },
    { PT_ROLE_BASSLINE, BAR },
    { PT_ROLE_PERC, 3000 },
    { PT_ROLE_TEXTURE, 2 * BAR },
    { PT_ROLE_CLAP, 15000 },
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

/* @rounds rounds of the part as the renderer writes them. */
static float *
render (Fixture *fixture, PtPalette *palette, PtGroovePart part, guint rounds, guint64 *frames)
{
  g_autofree char *path = g_build_filename (fixture->folder, "out.wav", NULL);
  g_autoptr (PtArrangement) once = pt_groove_new_arrangement (part, palette, pt_tempo_from_bpm (BPM), NULL);
  g_autoptr (PtArrangement) arrangement = pt_arrangement_new ();
  PtRenderOptions options = PT_RENDER_OPTIONS_INIT;
  g_auto (PtRenderResult) result = { 0 };
  g_autoptr (GError) error = NULL;

  pt_arrangement_set_tempo (arrangement, pt_tempo_from_bpm (BPM));
  pt_arrangement_set_palette (arrangement, palette);
  for (guint i = 0; i < rounds; i++)
    for (guint j = 0; j < pt_arrangement_get_n_sections (once); j++)
      pt_arrangement_add_section (arrangement, pt_section_copy (pt_arrangement_get_section (once, j)));
  options.sample_rate = RATE;
  options.format = PT_FILE_FORMAT_WAV32F;
  options.normalize = PT_NORMALIZE_OFF;
  g_assert_true (pt_render (arrangement, fixture->loader, &options, path, &result, NULL, NULL, NULL, &error));
  g_assert_no_error (error);

  return pt_test_read_audio (path, frames, NULL, NULL);
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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/session/groove/" name, Fixture, NULL, set_up, function, tear_down)
  g_test_add_func ("/session/groove/parts", test_parts);
  ADD ("goes-round", test_goes_round);
#undef ADD

  return g_test_run ();
}
