/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/kit/kit-notes.h"

#include "core/pt-core-error.h"

static void
test_melody (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) notes = kit_notes_parse ("0 _ . 12!~ | -3? . . .", 16, &error);
  const KitNote *note;

  g_assert_no_error (error);
  /* Eight steps, played twice. */
  g_assert_cmpuint (notes->len, ==, 6);
  note = &g_array_index (notes, KitNote, 0);
  g_assert_cmpint (note->step, ==, 0);
  g_assert_cmpint (note->length, ==, 2);
  note = &g_array_index (notes, KitNote, 1);
  g_assert_cmpint (note->step, ==, 3);
  g_assert_cmpfloat (note->semitone, ==, 12.0);
  g_assert_true (note->accent);
  g_assert_true (note->slide);
  g_assert_false (note->ghost);
  note = &g_array_index (notes, KitNote, 5);
  g_assert_cmpint (note->step, ==, 12);
  g_assert_cmpfloat (note->semitone, ==, -3.0);
  g_assert_true (note->ghost);
}

static void
test_hits (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) hits = kit_hits_parse ("X.x. | ..o.", 16, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (hits->len, ==, 6);
  g_assert_cmpint (g_array_index (hits, KitHit, 2).step, ==, 6);
  g_assert_cmpint (g_array_index (hits, KitHit, 3).step, ==, 8);
  g_assert_cmpfloat (g_array_index (hits, KitHit, 0).velocity, >, g_array_index (hits, KitHit, 1).velocity);
  g_assert_cmpfloat (g_array_index (hits, KitHit, 1).velocity, >, g_array_index (hits, KitHit, 2).velocity);
}

static void
test_numbers (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) numbers = kit_numbers_parse ("0 3.5  -7", -12, 12, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (numbers->len, ==, 3);
  g_assert_cmpfloat (g_array_index (numbers, double, 1), ==, 3.5);
  g_assert_cmpfloat (g_array_index (numbers, double, 2), ==, -7.0);
}

static void
test_refused (void)
{
  static const char *const melodies[] = { "", "0 .", "h", "_ 0", "0 . _ .", "0x", "99 . . .", "0 0 0" };
  static const char *const hits[] = { "", "x.y.", "xxx" };
  static const char *const numbers[] = { "", "1 two", "13", "nan", "1e99" };

  /* "0 ." would fit 16 steps: here the loop has 15. */
  for (gsize i = 0; i < G_N_ELEMENTS (melodies); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kit_notes_parse (melodies[i], g_str_equal (melodies[i], "0 .") ? 15 : 16, &error));
      g_assert_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (hits); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kit_hits_parse (hits[i], 16, &error));
      g_assert_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kit_numbers_parse (numbers[i], -12, 12, &error));
      g_assert_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID);
    }
}

static void
test_swing (void)
{
  g_assert_cmpint (kit_step_frame (4, 0.25, 5625), ==, 22500);
  g_assert_cmpint (kit_step_frame (5, 0.0, 5625), ==, 28125);
  g_assert_cmpint (kit_step_frame (5, 0.2, 5625), ==, 29250);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/kit-notes/melody", test_melody);
  g_test_add_func ("/audio/kit-notes/hits", test_hits);
  g_test_add_func ("/audio/kit-notes/numbers", test_numbers);
  g_test_add_func ("/audio/kit-notes/refused", test_refused);
  g_test_add_func ("/audio/kit-notes/swing", test_swing);

  return g_test_run ();
}
