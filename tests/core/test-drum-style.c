/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "core/pt-core-error.h"
#include "core/pt-drum-style.h"
#include "core/pt-note.h"
#include "pt-test-notes.h"

#define KICK 36
#define SNARE 38
#define CLAP 39
#define CLOSED_HAT 42
#define OPEN_HAT 46
#define RIDE 51

static GArray *
render (PtDrumStyle style, double energy, guint bars, guint64 seed)
{
  return pt_drum_style_render (style, energy, bars, seed, NULL);
}

static guint
count (PtDrumStyle style, double energy)
{
  g_autoptr (GArray) notes = render (style, energy, 4, 1);

  return notes->len;
}

static void
test_names (void)
{
  static const char *const expected[] = {
    "four_on_floor", "half_time", "breakbeat", "minimal", "shuffle", "sparse_perc", "none"
  };
  g_autoptr (GError) error = NULL;
  PtDrumStyle style = PT_DRUM_STYLE_NONE;

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_assert_true (pt_drum_style_parse (expected[i], &style, NULL));
      g_assert_cmpint (style, ==, i);
      g_assert_cmpstr (pt_drum_style_to_string (style), ==, expected[i]);
    }
  g_assert_true (pt_drum_style_parse (" Half_Time ", &style, NULL));
  g_assert_cmpint (style, ==, PT_DRUM_STYLE_HALF_TIME);
  g_assert_false (pt_drum_style_parse ("brakebeat", &style, &error));
  g_assert_error (error, PT_CORE_ERROR, PT_CORE_ERROR_UNKNOWN_NAME);
  g_assert_nonnull (strstr (error->message, "drum style “brakebeat”; did you mean “breakbeat”?"));
  g_assert_cmpint (style, ==, PT_DRUM_STYLE_HALF_TIME);
}

/* The old program's counts for four bars, where they were not a fault. */
static void
test_counts (void)
{
  g_assert_cmpuint (count (PT_DRUM_STYLE_FOUR_ON_FLOOR, 0.0), ==, 16);
  g_assert_cmpuint (count (PT_DRUM_STYLE_FOUR_ON_FLOOR, 0.5), ==, 56);
  g_assert_cmpuint (count (PT_DRUM_STYLE_FOUR_ON_FLOOR, 1.0), ==, 72);
  g_assert_cmpuint (count (PT_DRUM_STYLE_HALF_TIME, 0.0), ==, 4);
  g_assert_cmpuint (count (PT_DRUM_STYLE_HALF_TIME, 0.5), ==, 24);
  g_assert_cmpuint (count (PT_DRUM_STYLE_HALF_TIME, 1.0), ==, 32 + 3);
  g_assert_cmpuint (count (PT_DRUM_STYLE_BREAKBEAT, 0.5), ==, 18 + 12 + 32);
  g_assert_cmpuint (count (PT_DRUM_STYLE_SHUFFLE, 0.0), ==, 8);
  g_assert_cmpuint (count (PT_DRUM_STYLE_SPARSE_PERC, 0.0), ==, 8);
  g_assert_cmpuint (count (PT_DRUM_STYLE_NONE, 1.0), ==, 0);
}

static void
test_places (void)
{
  g_autoptr (GArray) notes = render (PT_DRUM_STYLE_FOUR_ON_FLOOR, 0.5, 1, 1);

  for (int beat = 0; beat < 4; beat++)
    {
      g_assert_true (pt_test_has_note (notes, KICK, beat));
      g_assert_true (pt_test_has_note (notes, CLOSED_HAT, beat));
      g_assert_true (pt_test_has_note (notes, CLOSED_HAT, beat + 0.5));
      g_assert_cmpint (pt_test_has_note (notes, CLAP, beat) || pt_test_has_note (notes, SNARE, beat), ==, beat % 2 == 1);
    }
  g_assert_false (pt_test_has_note (notes, OPEN_HAT, 3.5));
}

/* Half of an element's notes sound at its landmark. */
static void
test_landmarks (void)
{
  static const struct
  {
    PtDrumStyle style;
    int pitch;
    double landmark;
    guint per_bar;
  } cases[] = {
    { PT_DRUM_STYLE_FOUR_ON_FLOOR, CLOSED_HAT, 0.2, 8 },
    { PT_DRUM_STYLE_FOUR_ON_FLOOR, RIDE, 0.6, 2 },
    { PT_DRUM_STYLE_FOUR_ON_FLOOR, OPEN_HAT, 0.6, 1 },
    { PT_DRUM_STYLE_HALF_TIME, SNARE, 0.3, 1 },
    { PT_DRUM_STYLE_BREAKBEAT, SNARE, 0.4, 3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) below = render (cases[i].style, cases[i].landmark - 0.1, 400, 1);
      g_autoptr (GArray) at = render (cases[i].style, cases[i].landmark, 400, 1);
      g_autoptr (GArray) above = render (cases[i].style, cases[i].landmark + 0.1001, 400, 1);

      g_assert_cmpuint (pt_test_count_pitch (below, cases[i].pitch), ==, 0);
      g_assert_cmpfloat (pt_test_count_pitch (at, cases[i].pitch) / (400.0 * cases[i].per_bar), >, 0.42);
      g_assert_cmpfloat (pt_test_count_pitch (at, cases[i].pitch) / (400.0 * cases[i].per_bar), <, 0.58);
      g_assert_cmpuint (pt_test_count_pitch (above, cases[i].pitch), ==, 400 * cases[i].per_bar);
    }
}

static void
test_off_beats_come_first (void)
{
  g_autoptr (GArray) notes = render (PT_DRUM_STYLE_FOUR_ON_FLOOR, 0.2, 1, 1);

  for (int beat = 0; beat < 4; beat++)
    {
      g_assert_true (pt_test_has_note (notes, CLOSED_HAT, beat + 0.5));
      g_assert_false (pt_test_has_note (notes, CLOSED_HAT, beat));
    }
}

/* Must differ: the old second bar had hats only. */
static void
test_breakbeat_second_bar (void)
{
  for (guint64 seed = 0; seed < 20; seed++)
    {
      g_autoptr (GArray) notes = render (PT_DRUM_STYLE_BREAKBEAT, 0.5, 4, seed);

      for (int bar = 0; bar < 4; bar++)
        {
          g_assert_cmpuint (pt_test_count_between (notes, KICK, bar * 4, bar * 4 + 4), >=, 3);
          g_assert_cmpuint (pt_test_count_between (notes, SNARE, bar * 4, bar * 4 + 4), >=, 2);
        }
    }
}

/* A note that sounds at some energy sounds at every higher one. */
static void
test_energy_only_adds (void)
{
  PtFeel feel = PT_FEEL_PLAIN;

  feel.ghosts = 1.0;
  feel.swing = 0.5;
  for (guint style = 0; style < PT_N_DRUM_STYLES; style++)
    for (guint64 seed = 0; seed < 8; seed++)
      {
        g_autoptr (GArray) before = NULL;

        for (int step = 0; step <= 50; step++)
          {
            g_autoptr (GArray) notes = pt_drum_style_render (style, step / 50.0, 8, seed, &feel);

            if (before != NULL)
              {
                pt_test_assert_contains_all (notes, before);
                /* Nothing jumps: of some 200 notes at most 24 come in one step of 0.02. */
                g_assert_cmpuint (notes->len - before->len, <=, 24);
              }
            g_clear_pointer (&before, g_array_unref);
            before = g_steal_pointer (&notes);
          }
      }
}

/* Energy moves all velocities alike: the draws are the same. */
static void
test_streams_are_independent (void)
{
  PtFeel ghosts = PT_FEEL_PLAIN;
  g_autoptr (GArray) low = render (PT_DRUM_STYLE_FOUR_ON_FLOOR, 0.0, 4, 5);
  g_autoptr (GArray) high = render (PT_DRUM_STYLE_FOUR_ON_FLOOR, 0.5, 4, 5);
  g_autoptr (GArray) ghostly = NULL;
  g_autoptr (GArray) shorter = render (PT_DRUM_STYLE_FOUR_ON_FLOOR, 0.5, 2, 5);

  ghosts.ghosts = 1.0;
  ghostly = pt_drum_style_render (PT_DRUM_STYLE_FOUR_ON_FLOOR, 0.5, 4, 5, &ghosts);
  for (guint i = 0; i < low->len; i++)
    {
      const PtNote *note = &g_array_index (low, PtNote, i);
      const PtNote *same = pt_test_find_note (high, note->pitch, pt_beats_to_double (note->start));

      g_assert_nonnull (same);
      g_assert_cmpint (same->velocity - note->velocity, ==, 30);
    }
  g_assert_cmpuint (ghostly->len, >, high->len);
  pt_test_assert_contains_all (ghostly, high);
  pt_test_assert_contains_all (high, shorter);
}

static void
test_fills (void)
{
  PtFeel none = PT_FEEL_PLAIN;
  g_autoptr (GArray) fills = render (PT_DRUM_STYLE_FOUR_ON_FLOOR, 1.0, 8, 1);
  g_autoptr (GArray) straight = NULL;

  none.phrase_bars = 0;
  straight = pt_drum_style_render (PT_DRUM_STYLE_FOUR_ON_FLOOR, 1.0, 8, 1, &none);
  g_assert_cmpuint (fills->len - straight->len, ==, 8);
  for (int i = 0; i < 4; i++)
    {
      g_assert_true (pt_test_has_note (fills, SNARE, 15 + i / 4.0));
      g_assert_true (pt_test_has_note (fills, SNARE, 31 + i / 4.0));
    }

  for (guint style = 0; style < PT_N_DRUM_STYLES; style++)
    {
      g_autoptr (GArray) with = render (style, 1.0, 4, 1);
      g_autoptr (GArray) without = pt_drum_style_render (style, 1.0, 4, 1, &none);

      g_assert_cmpuint (with->len, >, without->len);
    }
}

static void
test_feel (void)
{
  PtFeel feel = PT_FEEL_PLAIN;
  g_autoptr (GArray) plain = render (PT_DRUM_STYLE_BREAKBEAT, 0.9, 4, 3);
  g_autoptr (GArray) swung = NULL;
  g_autoptr (GArray) strayed = NULL;
  g_autoptr (GArray) shuffled = NULL;

  feel.swing = 1.0;
  swung = pt_drum_style_render (PT_DRUM_STYLE_BREAKBEAT, 0.9, 4, 3, &feel);
  g_assert_cmpuint (swung->len, ==, plain->len);
  g_assert_true (pt_test_has_note (plain, KICK, 0.75));
  g_assert_true (pt_test_has_note (swung, KICK, 0.5 + 1.0 / 3.0));

  /* The shuffle swings by itself; once is enough. */
  shuffled = pt_drum_style_render (PT_DRUM_STYLE_SHUFFLE, 0.5, 1, 3, &feel);
  g_assert_true (pt_test_has_note (shuffled, CLOSED_HAT, 2.0 / 3.0));

  feel.swing = 0.0;
  feel.timing_beats = 0.02;
  strayed = pt_drum_style_render (PT_DRUM_STYLE_BREAKBEAT, 0.9, 4, 3, &feel);
  g_assert_cmpuint (strayed->len, ==, plain->len);
  for (guint i = 0; i < plain->len; i++)
    {
      double start = pt_beats_to_double (g_array_index (plain, PtNote, i).start);

      g_assert_true (pt_test_count_between (strayed, g_array_index (plain, PtNote, i).pitch, start - 0.021, start + 0.021) >= 1);
    }
}

/* One seed, one result, on every machine and for ever: a change of these sums is a change
 * of everybody's music. */
static void
test_for_ever (void)
{
  static const char *const sums[] = {
    "695c80f8e53becad", "1a2f0143426dfad2", "1d158dde2390a7a5", "70dafbec4b86c58c", "d2038a624c9e83ca", "8dfb73848dbf8ff1"
  };
  PtFeel feel = { 0.55, 16, 0.02, 1.0, 0.7, 4 };

  for (guint style = 0; style < PT_N_DRUM_STYLES; style++)
    {
      g_autoptr (GArray) notes = pt_drum_style_render (style, 0.63, 16, 0x5eed, &feel);
      g_autofree char *sum = pt_test_sum_notes (notes);

      g_assert_cmpstr (sum, ==, sums[style]);
    }
}

static void
test_wild (void)
{
  PtFeel feel = { 1.0, 8, 0.1, 2.0, 1.0, 1 };

  for (guint style = 0; style <= PT_N_DRUM_STYLES; style++)
    for (guint bars = 1; bars < 6; bars++)
      {
        g_autoptr (GArray) notes = pt_drum_style_render (style, 7.0, bars, G_MAXUINT64, &feel);

        pt_test_assert_playable (notes, bars);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/drum-style/names", test_names);
  g_test_add_func ("/core/drum-style/counts", test_counts);
  g_test_add_func ("/core/drum-style/places", test_places);
  g_test_add_func ("/core/drum-style/landmarks", test_landmarks);
  g_test_add_func ("/core/drum-style/off-beats-come-first", test_off_beats_come_first);
  g_test_add_func ("/core/drum-style/breakbeat-second-bar", test_breakbeat_second_bar);
  g_test_add_func ("/core/drum-style/energy-only-adds", test_energy_only_adds);
  g_test_add_func ("/core/drum-style/streams-are-independent", test_streams_are_independent);
  g_test_add_func ("/core/drum-style/fills", test_fills);
  g_test_add_func ("/core/drum-style/feel", test_feel);
  g_test_add_func ("/core/drum-style/for-ever", test_for_ever);
  g_test_add_func ("/core/drum-style/wild", test_wild);

  return g_test_run ();
}
