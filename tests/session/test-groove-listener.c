/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <sndfile.h>
#include <string.h>

#include "pt-test-audio.h"
#include "session/pt-groove-listener.h"
#include "session/pt-groove.h"

#define RATE 48000
#define HIT 4000

typedef struct
{
  char *folder;
  char *hit;
  PtGrooveListener listener;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree float *noise = pt_test_noise (3, 0.9, HIT, 2);
  g_autoptr (PtPalette) palette = pt_palette_new ();

  fixture->folder = pt_test_make_folder ();
  fixture->hit = g_build_filename (fixture->folder, "hit.wav", NULL);
  pt_test_write_audio (fixture->hit, noise, HIT, 2, RATE, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
  pt_palette_set_path (palette, PT_ROLE_KICK, fixture->hit);
  pt_palette_set_path (palette, PT_ROLE_CLAP, "/nowhere/clap.wav");
  fixture->listener = (PtGrooveListener){
    .arrangement = pt_groove_new_arrangement (PT_GROOVE_FULL, palette, pt_tempo_from_bpm (140), NULL),
    .loader = pt_sample_loader_new_with_cache (NULL),
    .sample_rate = RATE,
    .notices = g_ptr_array_new_with_free_func (g_free),
    .cancellable = g_cancellable_new (),
  };
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->listener.arrangement);
  g_assert_finalize_object (fixture->listener.loader);
  g_object_unref (fixture->listener.cancellable);
  g_ptr_array_unref (fixture->listener.notices);
  pt_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->hit);
}

static double
measure (Fixture *fixture, double gain_db)
{
  g_autoptr (GError) error = NULL;
  double lufs;

  g_assert_true (pt_groove_listener_measure (&fixture->listener, gain_db, &lufs, &error));
  g_assert_no_error (error);

  return lufs;
}

static void
test_measures_what_is_there (Fixture *fixture, gconstpointer data)
{
  double full = measure (fixture, 0);

  g_assert_true (isfinite (full));
  g_assert_cmpuint (fixture->listener.notices->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (fixture->listener.notices, 0), "clap.wav"));
  g_assert_cmpfloat_with_epsilon (measure (fixture, -12), full - 12, 0.02);

  /* Nothing at all is silence and no error. */
  pt_palette_set_path (pt_arrangement_get_palette (fixture->listener.arrangement), PT_ROLE_KICK, NULL);
  g_assert_true (isinf (measure (fixture, 0)));
}

/* The limiter works at 0 dB (the kick is as loud as four): to lose so much takes more. */
static void
test_matches_through_the_limiter (Fixture *fixture, gconstpointer data)
{
  double full, gain_db;

  pt_palette_set_gain (pt_arrangement_get_palette (fixture->listener.arrangement), PT_ROLE_KICK, 4);
  full = measure (fixture, 0);
  g_assert_true (pt_groove_listener_match (&fixture->listener, full, full - 3, &gain_db, NULL));
  g_test_message ("3 LU take %.2f dB", -gain_db);
  g_assert_cmpfloat (gain_db, <, -3.2);
  g_assert_cmpfloat_with_epsilon (measure (fixture, gain_db), full - 3, 0.011);
  /* The quieter one, and silence, stay as they are. */
  g_assert_true (pt_groove_listener_match (&fixture->listener, full, full + 3, &gain_db, NULL));
  g_assert_cmpfloat (gain_db, ==, 0);
  g_assert_true (pt_groove_listener_match (&fixture->listener, full, -INFINITY, &gain_db, NULL));
  g_assert_cmpfloat (gain_db, ==, 0);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  double lufs;

  g_cancellable_cancel (fixture->listener.cancellable);
  g_assert_false (pt_groove_listener_measure (&fixture->listener, 0, &lufs, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/session/groove-listener/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("measures-what-is-there", test_measures_what_is_there);
  ADD ("matches-through-the-limiter", test_matches_through_the_limiter);
  ADD ("cancelled", test_cancelled);
#undef ADD

  return g_test_run ();
}
