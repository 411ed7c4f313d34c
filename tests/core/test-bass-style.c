/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "core/pt-bass-style.h"
#include "core/pt-core-error.h"
#include "core/pt-note.h"
#include "pt-test-notes.h"

static PtProgression *
progression (const char *chords, const char *key_name, guint bars)
{
  g_auto (GStrv) names = g_strsplit (chords, " ", -1);
  g_autoptr (GError) error = NULL;
  PtProgression *made;
  PtKey key;

  if (key_name != NULL)
    g_assert_true (pt_key_parse (key_name, &key, NULL));
  made = pt_progression_new ((const char *const *) names, key_name != NULL ? &key : NULL, bars, &error);
  g_assert_no_error (error);

  return made;
}

static GArray *
render (PtBassStyle style, const char *chords, double energy, guint bars, guint64 seed)
{
  g_autoptr (PtProgression) made = progression (chords, NULL, bars);

  return pt_bass_style_render (style, made, energy, seed, NULL);
}

static guint
count (PtBassStyle style, double energy)
{
  g_autoptr (GArray) notes = render (style, "Fm", energy, 4, 1);

  return notes->len;
}

static void
test_names (void)
{
  static const char *const expected[] = {
    "rolling_16th", "offbeat_8th", "pulsing_8th", "sustained", "walking", "none"
  };
  g_autoptr (GError) error = NULL;
  PtBassStyle style;

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_assert_true (pt_bass_style_parse (expected[i], &style, NULL));
      g_assert_cmpint (style, ==, i);
      g_assert_cmpstr (pt_bass_style_to_string (style), ==, expected[i]);
    }
  g_assert_false (pt_bass_style_parse ("walkin", &style, &error));
  g_assert_error (error, PT_CORE_ERROR, PT_CORE_ERROR_UNKNOWN_NAME);
  g_assert_nonnull (strstr (error->message, "did you mean “walking”"));
}

static void
test_counts (void)
{
  g_assert_cmpuint (count (PT_BASS_STYLE_ROLLING_16TH, 0.5), ==, 64);
  g_assert_cmpuint (count (PT_BASS_STYLE_ROLLING_16TH, 1.0), ==, 64);
  g_assert_cmpuint (count (PT_BASS_STYLE_ROLLING_16TH, 0.0), >=, 32);
  g_assert_cmpuint (count (PT_BASS_STYLE_ROLLING_16TH, 0.0), <, 48);
  g_assert_cmpuint (count (PT_BASS_STYLE_OFFBEAT_8TH, 0.5), ==, 16);
  g_assert_cmpuint (count (PT_BASS_STYLE_PULSING_8TH, 0.5), ==, 32);
  g_assert_cmpuint (count (PT_BASS_STYLE_SUSTAINED, 0.0), ==, 1);
  g_assert_cmpuint (count (PT_BASS_STYLE_SUSTAINED, 1.0), ==, 2);
  g_assert_cmpuint (count (PT_BASS_STYLE_WALKING, 0.5), ==, 16);
  g_assert_cmpuint (count (PT_BASS_STYLE_NONE, 0.5), ==, 0);
}

static void
test_roots (void)
{
  g_autoptr (GArray) notes = render (PT_BASS_STYLE_SUSTAINED, "C B Fm/Ab", 0.0, 3, 1);

  g_assert_cmpuint (notes->len, ==, 3);
  g_assert_true (pt_test_has_note (notes, 36, 0));
  g_assert_true (pt_test_has_note (notes, 47, 4));
  g_assert_true (pt_test_has_note (notes, 44, 8));
}

/* Must differ: the old walking bass had a minor third under every chord. */
static void
test_walking_third (void)
{
  for (guint64 seed = 0; seed < 30; seed++)
    {
      g_autoptr (GArray) minor = render (PT_BASS_STYLE_WALKING, "Fm", 0.5, 8, seed);
      g_autoptr (GArray) major = render (PT_BASS_STYLE_WALKING, "F", 0.5, 8, seed);
      g_autoptr (GArray) half = render (PT_BASS_STYLE_WALKING, "Bbm7b5", 0.5, 8, seed);

      g_assert_true (pt_test_has_note (minor, 41, 0));
      g_assert_true (pt_test_has_note (minor, 44, 1) || pt_test_has_note (minor, 44, 5) || pt_test_has_note (minor, 44, 9));
      g_assert_true (pt_test_has_note (major, 45, 1) || pt_test_has_note (major, 45, 5) || pt_test_has_note (major, 45, 9));
      /* 44 only leads up to the third. */
      g_assert_cmpuint (pt_test_count_pitch (major, 45), >, 2 * pt_test_count_pitch (major, 44));
      g_assert_cmpuint (pt_test_count_pitch (half, 52), >, 0);
      g_assert_cmpuint (pt_test_count_pitch (half, 53), ==, 0);
    }
}

/* With a key the approach is a step of it, without one a semitone. */
static void
test_walking_approach (void)
{
  g_autoptr (PtProgression) keyed = progression ("Cm Fm", "Cm", 64);
  g_autoptr (PtProgression) free = progression ("Cm Fm", NULL, 64);
  g_autoptr (GArray) in_key = NULL;
  g_autoptr (GArray) chromatic = NULL;
  PtKey key = keyed->key;

  in_key = pt_bass_style_render (PT_BASS_STYLE_WALKING, keyed, 0.3, 1, NULL);
  chromatic = pt_bass_style_render (PT_BASS_STYLE_WALKING, free, 0.3, 1, NULL);
  for (guint i = 0; i < in_key->len; i++)
    g_assert_true (pt_key_contains (&key, g_array_index (in_key, PtNote, i).pitch));
  g_assert_cmpuint (pt_test_count_pitch (chromatic, 40) + pt_test_count_pitch (chromatic, 35), >, 0);
  g_assert_true (pt_test_has_note (in_key, 36, 0));
  g_assert_true (pt_test_has_note (in_key, 41, 128));
}

static void
test_pitches_belong (void)
{
  static const PtBassStyle tonal[] = { PT_BASS_STYLE_ROLLING_16TH, PT_BASS_STYLE_OFFBEAT_8TH, PT_BASS_STYLE_PULSING_8TH, PT_BASS_STYLE_SUSTAINED };
  g_autoptr (PtProgression) made = progression ("Fm9 Dbmaj7 Bdim7 Eaug C5 Gsus4 D/F#", NULL, 16);

  for (gsize i = 0; i < G_N_ELEMENTS (tonal); i++)
    {
      g_autoptr (GArray) notes = pt_bass_style_render (tonal[i], made, 1.0, 7, NULL);

      for (guint j = 0; j < notes->len; j++)
        {
          const PtNote *note = &g_array_index (notes, PtNote, j);
          guint k = 0;

          while (k + 1 < made->spans->len && pt_beats_compare (g_array_index (made->spans, PtChordSpan, k + 1).start, note->start) <= 0)
            k++;
          g_assert_true (pt_chord_contains (&g_array_index (made->spans, PtChordSpan, k).chord, note->pitch));
        }
    }
}

static void
test_energy_only_adds (void)
{
  g_autoptr (PtProgression) made = progression ("Fm Db Ab:3 Eb", "Fm", 8);

  for (guint style = 0; style < PT_N_BASS_STYLES; style++)
    for (guint64 seed = 0; seed < 8; seed++)
      {
        guint before = 0;

        for (int step = 0; step <= 50; step++)
          {
            g_autoptr (GArray) notes = pt_bass_style_render (style, made, step / 50.0, seed, NULL);

            g_assert_cmpuint (notes->len, >=, before);
            if (step > 0)
              g_assert_cmpuint (notes->len - before, <=, 16);
            before = notes->len;
          }
      }
}

static void
test_velocity (void)
{
  g_autoptr (GArray) low = render (PT_BASS_STYLE_SUSTAINED, "Fm", 0.0, 4, 9);
  g_autoptr (GArray) high = render (PT_BASS_STYLE_SUSTAINED, "Fm", 0.4, 4, 9);

  g_assert_cmpint (g_array_index (high, PtNote, 0).velocity - g_array_index (low, PtNote, 0).velocity, ==, 28);
}

static void
test_for_ever (void)
{
  static const char *const sums[] = { "92ce68aa35963d4c", "87a319a5c352acb3", "48513dad3963d142", "0ab4f5946df9299e", "520e2478282a9e0f" };
  g_autoptr (PtProgression) made = progression ("Fm9 Dbmaj7 Ab:6 Eb7", "Fm", 8);
  PtFeel feel = { 0.55, 16, 0.02, 1.0, 0.7, 4 };

  for (guint style = 0; style < PT_N_BASS_STYLES; style++)
    {
      g_autoptr (GArray) notes = pt_bass_style_render (style, made, 0.77, 0x5eed, &feel);
      g_autofree char *sum = pt_test_sum_notes (notes);

      g_assert_cmpstr (sum, ==, sums[style]);
    }
}

static void
test_wild (void)
{
  PtFeel feel = { 1.0, 8, 0.1, 2.0, 1.0, 1 };
  g_autoptr (PtProgression) made = progression ("B13/Bb C7b5#5b9#9#11b13add9 E5 A B C D E F G A B:0.25 C F:0.3333", NULL, 3);

  for (guint style = 0; style <= PT_N_BASS_STYLES; style++)
    for (int step = 0; step <= 10; step++)
      {
        g_autoptr (GArray) notes = pt_bass_style_render (style, made, step / 10.0, G_MAXUINT64, &feel);

        pt_test_assert_playable (notes, 3);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/bass-style/names", test_names);
  g_test_add_func ("/core/bass-style/counts", test_counts);
  g_test_add_func ("/core/bass-style/roots", test_roots);
  g_test_add_func ("/core/bass-style/walking-third", test_walking_third);
  g_test_add_func ("/core/bass-style/walking-approach", test_walking_approach);
  g_test_add_func ("/core/bass-style/pitches-belong", test_pitches_belong);
  g_test_add_func ("/core/bass-style/energy-only-adds", test_energy_only_adds);
  g_test_add_func ("/core/bass-style/velocity", test_velocity);
  g_test_add_func ("/core/bass-style/for-ever", test_for_ever);
  g_test_add_func ("/core/bass-style/wild", test_wild);

  return g_test_run ();
}
