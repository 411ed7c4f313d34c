/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "core/pt-core-error.h"
#include "core/pt-note.h"

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    int pitch;
  } cases[] = {
    { "C4", 60 },
    { "C", 60 },
    { "A4", 69 },
    { "C-1", 0 },
    { "G9", 127 },
    { "c1", 24 },
    { "F#2", 42 },
    { "Bb2", 46 },
    { "bb2", 46 },
    { "b", 71 },
    { "Cb4", 59 },
    { "B#3", 60 },
    { "C##4", 62 },
    { "Dbb4", 60 },
    { "E♭3", 51 },
    { "F♯♯3", 55 },
    { "  D3 ", 50 },
    { "B#-1", 12 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      int pitch = -1;

      g_assert_true (pt_note_parse (cases[i].text, &pitch, &error));
      g_assert_no_error (error);
      g_assert_cmpint (pitch, ==, cases[i].pitch);
    }
}

static void
test_parse_errors (void)
{
  static const char *const no_notes[] = {
    "",
    " ",
    "H4",
    "4",
    "#4",
    "C4x",
    "C 4",
    "C4.5",
    "C--1",
    "C-",
    "N.C.",
    "C+4",
    "♭",
    "C#########################",
  };
  static const char *const out_of_range[] = { "Cb-1", "G#9", "C10", "C-2", "C99999999999999999999", "C-99999999999999999999" };

  for (gsize i = 0; i < G_N_ELEMENTS (no_notes); i++)
    {
      g_autoptr (GError) error = NULL;
      int pitch = 7;

      g_assert_false (pt_note_parse (no_notes[i], &pitch, &error));
      g_assert_error (error, PT_CORE_ERROR, PT_CORE_ERROR_SYNTAX);
      g_assert_cmpint (pitch, ==, 7);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (out_of_range); i++)
    {
      g_autoptr (GError) error = NULL;
      int pitch = 7;

      g_assert_false (pt_note_parse (out_of_range[i], &pitch, &error));
      g_assert_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, out_of_range[i]));
    }
}

static void
test_names_round_trip (void)
{
  for (int pitch = 0; pitch <= 127; pitch++)
    for (int flats = 0; flats < 2; flats++)
      {
        g_autofree char *name = pt_note_name (pitch, flats);
        int back = -1;

        g_assert_true (pt_note_parse (name, &back, NULL));
        g_assert_cmpint (back, ==, pitch);
      }

  {
    g_autofree char *sharp = pt_note_name (46, FALSE);
    g_autofree char *flat = pt_note_name (46, TRUE);

    g_assert_cmpstr (sharp, ==, "A#2");
    g_assert_cmpstr (flat, ==, "Bb2");
  }
}

static void
test_pitch_class (void)
{
  const char *text = "Cbm";
  gboolean flats = FALSE;
  int steps = 0;

  g_assert_true (pt_pitch_class_scan (&text, &steps, &flats));
  g_assert_cmpint (steps, ==, -1);
  g_assert_true (flats);
  g_assert_cmpstr (text, ==, "m");
  g_assert_false (pt_pitch_class_scan (&text, &steps, &flats));
  g_assert_cmpstr (text, ==, "m");
  g_assert_cmpint (pt_pitch_class (-1), ==, 11);
  g_assert_cmpint (pt_pitch_class (-12), ==, 0);
  g_assert_cmpint (pt_pitch_class (60), ==, 0);
}

static void
test_clamp (void)
{
  PtNote wild = pt_note_clamp ((PtNote){ -3, { -1, 2 }, { 0, 1 }, 0 });
  PtNote high = pt_note_clamp ((PtNote){ 140, { 7, 2 }, { 5, 4 }, 300 });
  PtNote fine = pt_note_clamp ((PtNote){ 60, { 1, 3 }, { 1, 100 }, 1 });

  g_assert_cmpint (wild.pitch, ==, 0);
  g_assert_cmpint (wild.velocity, ==, 1);
  g_assert_cmpint (pt_beats_compare (wild.start, PT_BEATS_ZERO), ==, 0);
  g_assert_cmpint (pt_beats_compare (wild.length, PT_NOTE_MIN_LENGTH), ==, 0);
  g_assert_cmpint (high.pitch, ==, 127);
  g_assert_cmpint (high.velocity, ==, 127);
  g_assert_cmpint (pt_beats_compare (high.start, (PtBeats){ 7, 2 }), ==, 0);
  g_assert_cmpint (pt_beats_compare (high.length, (PtBeats){ 5, 4 }), ==, 0);
  g_assert_cmpint (fine.velocity, ==, 1);
  g_assert_cmpint (pt_beats_compare (fine.start, (PtBeats){ 1, 3 }), ==, 0);
}

static void
test_list (void)
{
  g_autoptr (GArray) notes = pt_note_list_new ();

  g_assert_cmpint (pt_beats_compare (pt_note_list_get_end (notes), PT_BEATS_ZERO), ==, 0);
  pt_note_list_add (notes, 62, (PtBeats){ 1, 1 }, (PtBeats){ 1, 2 }, 200);
  pt_note_list_add (notes, 60, (PtBeats){ 1, 1 }, (PtBeats){ 4, 1 }, 90);
  pt_note_list_add (notes, 64, (PtBeats){ 1, 2 }, (PtBeats){ 0, 1 }, 90);
  pt_note_list_finish (notes);

  g_assert_cmpuint (notes->len, ==, 3);
  g_assert_cmpint (g_array_index (notes, PtNote, 0).pitch, ==, 64);
  g_assert_cmpint (g_array_index (notes, PtNote, 1).pitch, ==, 60);
  g_assert_cmpint (g_array_index (notes, PtNote, 2).pitch, ==, 62);
  g_assert_cmpint (g_array_index (notes, PtNote, 2).velocity, ==, 127);
  g_assert_cmpint (pt_beats_compare (pt_note_list_get_end (notes), (PtBeats){ 5, 1 }), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/note/parse", test_parse);
  g_test_add_func ("/core/note/parse-errors", test_parse_errors);
  g_test_add_func ("/core/note/names-round-trip", test_names_round_trip);
  g_test_add_func ("/core/note/pitch-class", test_pitch_class);
  g_test_add_func ("/core/note/clamp", test_clamp);
  g_test_add_func ("/core/note/list", test_list);

  return g_test_run ();
}
