/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-loop-fit.h"

#define RATE 48000

static guint64
length_of (double beats, double bpm)
{
  return (guint64) (beats * 60 * RATE / bpm + 0.5);
}

static void
test_known (void)
{
  static const struct
  {
    double length; /* in beats at the tempo */
    guint beats;
    gboolean as_it_is;
  } cases[] = {
    { 4, 4, TRUE },
    { 16, 16, TRUE },
    { 12, 12, TRUE },
    { 15.9, 16, TRUE }, /* the name rounds the tempo */
    { 16.1, 16, TRUE },
    { 16.7, 16, FALSE }, /* a tail */
    { 15.2, 16, FALSE }, /* cut after the last hit */
    { 3.5, 4, FALSE },
    { 5, 4, FALSE },
    { 2, 2, TRUE },
    { 1, 1, TRUE },
    { 6, 6, TRUE }, /* a bar and a half */
    { 5.7, 8, FALSE },
    { 256, 256, TRUE },
    { 0.5, 4, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint64 frames = length_of (cases[i].length, 133);
      PtLoopFit fit;

      g_assert_true (pt_loop_fit_known (frames, RATE, 133, &fit));
      g_test_message ("%g beats: %u", cases[i].length, fit.beats);
      g_assert_cmpuint (fit.beats, ==, cases[i].beats);
      if (cases[i].as_it_is)
        g_assert_cmpuint (fit.frames, ==, frames);
      else
        g_assert_cmpuint (fit.frames, ==, length_of (cases[i].beats, 133));
    }
}

static void
test_known_absurd (void)
{
  PtLoopFit fit;

  g_assert_false (pt_loop_fit_known (100, RATE, 128, &fit));
  g_assert_false (pt_loop_fit_known (0, RATE, 128, &fit));
  g_assert_false (pt_loop_fit_known (length_of (400, 128), RATE, 128, &fit));
  g_assert_false (pt_loop_fit_known (G_MAXUINT64 / 2, RATE, 128, &fit));
  g_assert_false (pt_loop_fit_known (48000, RATE, 0, &fit));
  g_assert_false (pt_loop_fit_known (48000, RATE, 1e9, &fit));
  g_assert_false (pt_loop_fit_known (48000, RATE, -128, &fit));
}

static void
test_number (void)
{
  PtLoopFit fit;

  g_assert_true (pt_loop_fit_number (length_of (8, 124), RATE, 124, &fit));
  g_assert_cmpuint (fit.beats, ==, 8);
  g_assert_false (pt_loop_fit_number (length_of (7.3, 124), RATE, 124, &fit)); /* "Kick 124" */
  g_assert_false (pt_loop_fit_number (length_of (8, 12), RATE, 12, &fit));
}

static void
test_guess (void)
{
  PtTempo session = pt_tempo_from_bpm (128);
  PtLoopFit fit;

  /* Heard about right, an octave off, and at a length of no whole number of beats per
   * minute. */
  g_assert_true (pt_loop_fit_guess (length_of (16, 131.37), RATE, 131, 0.6, session, &fit));
  g_assert_cmpuint (fit.beats, ==, 16);
  g_assert_true (pt_loop_fit_guess (length_of (16, 131.37), RATE, 66, 0.6, session, &fit));
  g_assert_cmpuint (fit.beats, ==, 8);

  /* Nothing heard: whole bars of the session, or of a whole tempo. */
  g_assert_true (pt_loop_fit_guess (length_of (16, 128), RATE, 0, 0, session, &fit));
  g_assert_cmpuint (fit.beats, ==, 16);
  g_assert_true (pt_loop_fit_guess (length_of (8, 97.3), RATE, 0, 0, pt_tempo_from_bpm (97.3), &fit));
  g_assert_cmpuint (fit.beats, ==, 8);
  g_assert_true (pt_loop_fit_guess (length_of (16, 122), RATE, 0, 0, session, &fit));
  g_assert_cmpuint (fit.beats, ==, 16);

  /* Heard for certain, but the file is cut short. */
  g_assert_true (pt_loop_fit_guess (length_of (15.3, 131.37), RATE, 131.37, 0.9, session, &fit));
  g_assert_cmpuint (fit.beats, ==, 16);
  g_assert_cmpuint (fit.frames, >, length_of (15.3, 131.37));

  /* A drone. */
  g_assert_false (pt_loop_fit_guess (length_of (15.3, 131.37), RATE, 131.37, 0.45, session, &fit));
  g_assert_false (pt_loop_fit_guess (length_of (15.3, 131.37), RATE, 0, 0, session, &fit));
  g_assert_false (pt_loop_fit_guess (0, RATE, 0, 0, session, &fit));
  g_assert_false (pt_loop_fit_guess (10, RATE, 0, 0, session, &fit));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/loop-fit/known", test_known);
  g_test_add_func ("/audio/loop-fit/known-absurd", test_known_absurd);
  g_test_add_func ("/audio/loop-fit/number", test_number);
  g_test_add_func ("/audio/loop-fit/guess", test_guess);

  return g_test_run ();
}
