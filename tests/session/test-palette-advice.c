/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-palette-advice.h"

#include <math.h>
#include <sndfile.h>
#include <string.h>

#include "audio/pt-sound-facts.h"
#include "core/pt-set-edit.h"
#include "core/pt-util.h"
#include "pt-test-audio.h"
#include "pt-test-wait.h"

#define RATE 48000
typedef struct
{
  char *folder;
  PtLibrary *library;
  PtSet *set;
} Fixture;

/* A tone of two seconds, a bar at 120. (transfer full) */
static char *
write_tone (Fixture *fixture, const char *name, double frequency_hz, double amplitude)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree float *samples = pt_test_sine (frequency_hz, amplitude, 2 * RATE, 1, RATE);

  pt_test_write_audio (path, samples, 2 * RATE, 1, RATE, SF_FORMAT_WAV | SF_FORMAT_PCM_16);

  return path;
}

static void
add (Fixture *fixture, const char *path, PtRole role, gboolean loop, double bpm, const char *key)
{
  PtSampleInfo *info = pt_sample_info_new (path);
  g_autoptr (PtSample) sample = NULL;

  info->role = role;
  info->loop = loop;
  info->loop_confidence = 1;
  info->bpm = bpm;
  info->key = g_strdup (key);
  info->key_confidence = key != NULL ? 1 : 0;
  info->channels = 1;
  sample = pt_sample_new (info);
  pt_library_add (fixture->library, sample);
}

/* Writes it, tells the library, and, when @chosen, puts it into the palette. */
static void
plant (Fixture *fixture, PtRole role, const char *name, double frequency_hz, double amplitude, double bpm, const char *key, gboolean chosen)
{
  g_autofree char *path = write_tone (fixture, name, frequency_hz, amplitude);

  add (fixture, path, role, pt_role_get_loop_rule (role) == PT_LOOP_RULE_LOOP, bpm, key);
  if (chosen)
    pt_palette_set_path (pt_set_get_palette (fixture->set), role, path);
}

/* Six sounds that go together. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = pt_test_make_folder ();
  fixture->library = pt_library_new ();
  fixture->set = pt_set_new_default ();
  pt_palette_set_bpm (pt_set_get_palette (fixture->set), 120);
  plant (fixture, PT_ROLE_KICK, "kick.wav", 50, 0.1, 0, NULL, TRUE);
  plant (fixture, PT_ROLE_HIHAT, "hat.wav", 9000, 0.3, 0, NULL, TRUE);
  plant (fixture, PT_ROLE_BASSLINE, "bass.wav", 80, 0.9, 120, "F minor", TRUE);
  plant (fixture, PT_ROLE_PERC, "perc.wav", 1500, 0.3, 0, NULL, TRUE);
  plant (fixture, PT_ROLE_TEXTURE, "air.wav", 3000, 0.3, 120, "F minor", TRUE);
  plant (fixture, PT_ROLE_CLAP, "clap.wav", 2500, 0.3, 0, NULL, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->set);
  g_assert_finalize_object (fixture->library);
  pt_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static GPtrArray *
advise (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *advice = pt_palette_advice_new (pt_set_get_palette (fixture->set), fixture->library, NULL, 0, NULL, NULL, &error);

  g_assert_no_error (error);

  return advice;
}

/* One cure ends all that is wrong with the role; undone, it is back. */
static void
assert_cure_works (Fixture *fixture, PtRole role, const char *kind, PtCureKind cure)
{
  g_autoptr (GPtrArray) advice = advise (fixture);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) undone = NULL;
  const PtAdvice *first = NULL;

  g_assert_cmpuint (advice->len, >, 0);
  for (guint i = advice->len; i > 0; i--)
    {
      first = g_ptr_array_index (advice, i - 1);
      g_test_message ("%s: %s", first->reason, first->cure_text);
      g_assert_cmpstr (first->kind, ==, kind);
      g_assert_cmpint (first->role, ==, role);
      g_assert_cmpint (first->cure, ==, cure);
      g_assert_nonnull (first->cure_text);
    }
  g_assert_true (pt_palette_advice_apply (first, fixture->set));
  g_assert_cmpstr (pt_undo_history_get_undo_name (pt_set_get_history (fixture->set)), ==, first->cure_text);
  g_assert_cmpuint (pt_undo_history_get_n_edits (pt_set_get_history (fixture->set)), ==, 1);
  after = advise (fixture);
  g_assert_cmpuint (after->len, ==, 0);
  pt_undo_history_undo (pt_set_get_history (fixture->set));
  undone = advise (fixture);
  g_assert_cmpuint (undone->len, ==, advice->len);
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) advice = advise (fixture);

  g_assert_cmpuint (advice->len, ==, 0);
}

static void
test_clash_by_gain (Fixture *fixture, gconstpointer data)
{
  plant (fixture, PT_ROLE_TEXTURE, "rumble.wav", 90, 0.2, 120, "F minor", TRUE);
  assert_cure_works (fixture, PT_ROLE_TEXTURE, "clash", PT_CURE_GAIN);
}

static void
test_clash_by_swap (Fixture *fixture, gconstpointer data)
{
  /* Nearer, but as low. */
  plant (fixture, PT_ROLE_TEXTURE, "rumble 2.wav", 85, 0.9, 120, "F minor", FALSE);
  plant (fixture, PT_ROLE_TEXTURE, "rumble.wav", 90, 0.9, 120, "F minor", TRUE);
  pt_palette_set_gain (pt_set_get_palette (fixture->set), PT_ROLE_TEXTURE, 2.0);
  assert_cure_works (fixture, PT_ROLE_TEXTURE, "clash", PT_CURE_SWAP);
}

static void
test_tempo_and_key (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bass = g_build_filename (fixture->folder, "bass.wav", NULL);

  plant (fixture, PT_ROLE_BASSLINE, "slow.wav", 80, 0.9, 80, "F minor", TRUE);
  assert_cure_works (fixture, PT_ROLE_BASSLINE, "tempo", PT_CURE_SWAP);
  pt_palette_set_path (pt_set_get_palette (fixture->set), PT_ROLE_BASSLINE, bass);
  pt_undo_history_clear (pt_set_get_history (fixture->set));
  plant (fixture, PT_ROLE_TEXTURE, "B.wav", 3000, 0.3, 120, "B minor", TRUE);
  assert_cure_works (fixture, PT_ROLE_TEXTURE, "key", PT_CURE_SWAP);
}

static void
test_loop_rule (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_tone (fixture, "kick loop.wav", 50, 0.5);

  add (fixture, path, PT_ROLE_KICK, TRUE, 120, NULL);
  pt_palette_set_path (pt_set_get_palette (fixture->set), PT_ROLE_KICK, path);
  assert_cure_works (fixture, PT_ROLE_KICK, "loop_rule", PT_CURE_SWAP);
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  PtPalette *palette = pt_set_get_palette (fixture->set);
  g_autoptr (GPtrArray) advice = NULL;

  /* It lies elsewhere now. */
  pt_palette_set_path (palette, PT_ROLE_KICK, "/nowhere/kick.wav");
  assert_cure_works (fixture, PT_ROLE_KICK, "missing", PT_CURE_RELINK);
  /* It lies nowhere, and there is another. */
  pt_undo_history_clear (pt_set_get_history (fixture->set));
  pt_palette_set_path (palette, PT_ROLE_KICK, "/nowhere/gone.wav");
  assert_cure_works (fixture, PT_ROLE_KICK, "missing", PT_CURE_SWAP);
  /* There is nothing at all. */
  pt_palette_set_path (palette, PT_ROLE_FX, "/nowhere/fx.wav");
  pt_palette_set_path (palette, PT_ROLE_KICK, NULL);
  g_clear_pointer (&advice, g_ptr_array_unref);
  advice = advise (fixture);
  g_assert_cmpuint (advice->len, ==, 2);
  for (guint i = 0; i < advice->len; i++)
    {
      const PtAdvice *one = g_ptr_array_index (advice, i);

      if (one->role == PT_ROLE_FX)
        g_assert_cmpint (one->cure, ==, PT_CURE_EMPTY);
      else
        {
          g_assert_cmpstr (one->kind, ==, "empty_role");
          g_assert_cmpint (one->cure, ==, PT_CURE_SWAP);
          g_assert_cmpint (one->weight, ==, PT_ADVICE_REMARK);
        }
      g_assert_true (pt_palette_advice_apply (one, fixture->set));
    }
  g_assert_null (pt_palette_get_path (palette, PT_ROLE_FX));
  g_assert_nonnull (pt_palette_get_path (palette, PT_ROLE_KICK));
}

static void
test_locked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) advice = NULL;
  const PtAdvice *first;

  pt_palette_set_path (pt_set_get_palette (fixture->set), PT_ROLE_KICK, "/nowhere/gone.wav");
  pt_palette_set_lock (pt_set_get_palette (fixture->set), PT_ROLE_KICK, TRUE);
  advice = advise (fixture);
  g_assert_cmpuint (advice->len, ==, 1);
  first = g_ptr_array_index (advice, 0);
  g_assert_cmpint (first->cure, ==, PT_CURE_NONE);
  g_assert_false (pt_palette_advice_apply (first, fixture->set));
}

static void
test_async (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) advice = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GAsyncResult *kept = NULL;

  plant (fixture, PT_ROLE_TEXTURE, "rumble.wav", 90, 0.9, 120, "F minor", TRUE);
  pt_palette_set_gain (pt_set_get_palette (fixture->set), PT_ROLE_TEXTURE, 2.0);
  pt_palette_advice_async (pt_set_get_palette (fixture->set), fixture->library, NULL, 0, NULL, NULL, pt_test_keep_result, &kept);
  /* It works on what was there when it was asked. */
  pt_palette_set_path (pt_set_get_palette (fixture->set), PT_ROLE_TEXTURE, NULL);
  result = pt_test_wait_for_result (&kept);
  advice = pt_palette_advice_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (advice->len, >, 0);
  g_assert_cmpint (((PtAdvice *) advice->pdata[0])->cure, ==, PT_CURE_SWAP);

  g_clear_object (&result);
  g_cancellable_cancel (cancellable);
  pt_palette_advice_async (pt_set_get_palette (fixture->set), fixture->library, NULL, 0, NULL, cancellable, pt_test_keep_result, &kept);
  result = pt_test_wait_for_result (&kept);
  g_assert_null (pt_palette_advice_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_listens_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) first = advise (fixture);
  guint n_heard = pt_sound_facts_get_n_heard ();
  gint64 begin_usec = g_get_monotonic_time ();

  for (int i = 0; i < 20; i++)
    {
      g_autoptr (GPtrArray) again = advise (fixture);

      g_assert_cmpuint (again->len, ==, 0);
    }
  g_assert_cmpuint (pt_sound_facts_get_n_heard (), ==, n_heard);
  g_test_message ("%.3f ms each", (g_get_monotonic_time () - begin_usec) / 20e3);
  /* The file is another now. */
  plant (fixture, PT_ROLE_KICK, "kick.wav", 50, 0.25, 0, NULL, TRUE);
  g_clear_pointer (&first, g_ptr_array_unref);
  first = advise (fixture);
  g_assert_cmpuint (pt_sound_facts_get_n_heard (), ==, n_heard + 1);
}

static void
test_reroll (Fixture *fixture, gconstpointer data)
{
  PtPalette *palette = pt_set_get_palette (fixture->set);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *loop = write_tone (fixture, "kick loop.wav", 50, 0.5);

  g_assert_false (pt_palette_reroll (fixture->set, PT_ROLE_KICK, fixture->library, 1, &error));
  g_assert_nonnull (strstr (error->message, "kick"));
  g_clear_error (&error);
  plant (fixture, PT_ROLE_KICK, "kick 2.wav", 51, 0.5, 0, NULL, FALSE);
  plant (fixture, PT_ROLE_KICK, "kick 3.wav", 52, 0.5, 0, NULL, FALSE);
  add (fixture, loop, PT_ROLE_KICK, TRUE, 120, NULL);
  for (guint64 seed = 0; seed < 50; seed++)
    {
      g_free (before);
      before = g_strdup (pt_palette_get_path (palette, PT_ROLE_KICK));
      g_assert_true (pt_palette_reroll (fixture->set, PT_ROLE_KICK, fixture->library, seed, &error));
      g_assert_cmpstr (pt_palette_get_path (palette, PT_ROLE_KICK), !=, before);
      g_assert_cmpstr (pt_palette_get_path (palette, PT_ROLE_KICK), !=, loop);
    }
  g_assert_cmpuint (pt_undo_history_get_n_edits (pt_set_get_history (fixture->set)), ==, 50);
  pt_set_edit_palette_lock (fixture->set, PT_ROLE_KICK, TRUE);
  g_assert_false (pt_palette_reroll (fixture->set, PT_ROLE_KICK, fixture->library, 1, &error));
  g_assert_nonnull (strstr (error->message, "locked"));
}

static void
test_randomise (Fixture *fixture, gconstpointer data)
{
  g_autofree char *kick = g_strdup (pt_palette_get_path (pt_set_get_palette (fixture->set), PT_ROLE_KICK));
  g_autofree char *hat = g_strdup (pt_palette_get_path (pt_set_get_palette (fixture->set), PT_ROLE_HIHAT));
  g_autofree char *drawn = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (pt_palette_randomise (fixture->set, fixture->library, 1, &error));
  g_clear_error (&error);
  for (int i = 0; i < 4; i++)
    {
      g_autofree char *hat_name = g_strdup_printf ("hat %d.wav", i);
      g_autofree char *kick_name = g_strdup_printf ("kick %d.wav", i);

      plant (fixture, PT_ROLE_HIHAT, hat_name, 8000, 0.3, 0, NULL, FALSE);
      plant (fixture, PT_ROLE_KICK, kick_name, 50, 0.3, 0, NULL, FALSE);
    }
  pt_palette_set_lock (pt_set_get_palette (fixture->set), PT_ROLE_KICK, TRUE);
  pt_palette_set_name (pt_set_get_palette (fixture->set), "Deep");
  pt_palette_set_key (pt_set_get_palette (fixture->set), "G minor");
  g_assert_true (pt_palette_randomise (fixture->set, fixture->library, 7, &error));
  g_assert_null (pt_palette_get_key (pt_set_get_palette (fixture->set)));
  g_assert_cmpstr (pt_palette_get_name (pt_set_get_palette (fixture->set)), !=, "Deep");
  g_assert_cmpstr (pt_undo_history_get_undo_name (pt_set_get_history (fixture->set)), ==, "Randomise Palette");
  g_assert_cmpstr (pt_palette_get_path (pt_set_get_palette (fixture->set), PT_ROLE_KICK), ==, kick);
  g_assert_cmpstr (pt_palette_get_path (pt_set_get_palette (fixture->set), PT_ROLE_HIHAT), !=, hat);
  drawn = g_strdup (pt_palette_get_path (pt_set_get_palette (fixture->set), PT_ROLE_HIHAT));
  pt_undo_history_undo (pt_set_get_history (fixture->set));
  g_assert_cmpstr (pt_palette_get_path (pt_set_get_palette (fixture->set), PT_ROLE_HIHAT), ==, hat);
  /* The same seed, the same sounds. */
  g_assert_true (pt_palette_randomise (fixture->set, fixture->library, 7, &error));
  g_assert_cmpstr (pt_palette_get_path (pt_set_get_palette (fixture->set), PT_ROLE_HIHAT), ==, drawn);
}

#define ADD(name, function) g_test_add ("/session/palette-advice/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("nothing", test_nothing);
  ADD ("clash-by-gain", test_clash_by_gain);
  ADD ("clash-by-swap", test_clash_by_swap);
  ADD ("tempo-and-key", test_tempo_and_key);
  ADD ("loop-rule", test_loop_rule);
  ADD ("missing", test_missing);
  ADD ("locked", test_locked);
  ADD ("async", test_async);
  ADD ("listens-once", test_listens_once);
  ADD ("reroll", test_reroll);
  ADD ("randomise", test_randomise);

  return g_test_run ();
}
