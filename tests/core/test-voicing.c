/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-note.h"
#include "core/pt-voicing.h"

static const PtVoicingSpread spreads[] = { PT_VOICING_OPEN, PT_VOICING_CLOSE };

static PtChord
chord (const char *text)
{
  PtChord found;

  g_assert_true (pt_chord_parse (text, &found, NULL));

  return found;
}

static char *
pitches (const PtVoicing *voicing)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < voicing->n_pitches; i++)
    g_string_append_printf (text, "%s%d", i > 0 ? " " : "", voicing->pitches[i]);

  return g_string_free (text, FALSE);
}

static void
assert_voicing (const char *name, PtVoicingSpread spread, const char *expected)
{
  PtChord one = chord (name);
  PtVoicing voicing;
  g_autofree char *found = NULL;

  pt_voicing_init (&voicing, &one, spread, NULL);
  found = pitches (&voicing);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_first (void)
{
  assert_voicing ("C", PT_VOICING_OPEN, "48 64 67");
  assert_voicing ("C", PT_VOICING_CLOSE, "60 64 67");
  assert_voicing ("B", PT_VOICING_OPEN, "59 75 78");
  /* Must differ: the old open voicing stopped at the third note. */
  assert_voicing ("Fm9", PT_VOICING_OPEN, "53 68 72 75 79");
  assert_voicing ("Fm7", PT_VOICING_CLOSE, "65 68 72 75");
  assert_voicing ("C5", PT_VOICING_OPEN, "48 67");
}

static void
test_slash_bass (void)
{
  assert_voicing ("C/E", PT_VOICING_CLOSE, "64 67 72");
  assert_voicing ("C/D", PT_VOICING_CLOSE, "50 60 64 67");
  assert_voicing ("C/E", PT_VOICING_OPEN, "52 60 67");
  /* The eleventh at the bottom. */
  assert_voicing ("F#11/B", PT_VOICING_CLOSE, "71 73 76 78 80 82");
  assert_voicing ("C/D", PT_VOICING_OPEN, "50 60 64 67");
}

static void
test_inversions (void)
{
  PtChord one = chord ("Fm7");
  const char *const expected[] = { "65 68 72 75", "68 72 75 77", "72 75 77 80", "75 77 80 84", "65 68 72 75" };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      PtVoicing voicing;
      g_autofree char *found = NULL;

      pt_voicing_init_inversion (&voicing, &one, i);
      found = pitches (&voicing);
      g_assert_cmpstr (found, ==, expected[i]);
    }
}

static void
test_leading (void)
{
  PtChord f = chord ("Fm"), d = chord ("Db"), c = chord ("C"), a = chord ("Am");
  PtVoicing from, to;
  g_autofree char *d_found = NULL;
  g_autofree char *a_found = NULL;

  /* F Ab C to F Ab Db: one voice moves one semitone. */
  pt_voicing_init (&from, &f, PT_VOICING_CLOSE, NULL);
  pt_voicing_init (&to, &d, PT_VOICING_CLOSE, &from);
  d_found = pitches (&to);
  g_assert_cmpstr (d_found, ==, "65 68 73");
  g_assert_cmpint (pt_voicing_get_motion (&from, &to), ==, 2);
  g_assert_cmpint (pt_voicing_get_motion (&from, &from), ==, 0);

  /* C E G to C E A. */
  pt_voicing_init (&from, &c, PT_VOICING_CLOSE, NULL);
  pt_voicing_init (&to, &a, PT_VOICING_CLOSE, &from);
  a_found = pitches (&to);
  g_assert_cmpstr (a_found, ==, "60 64 69");
}

static void
test_doubling (void)
{
  const char *const expected[] = { "60 64 67", "48 60 64 67", "48 52 60 64 67", "48 52 55 60 64 67", "48 52 55 60 64 67" };
  PtChord one = chord ("C");

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      PtVoicing voicing;
      g_autofree char *found = NULL;

      pt_voicing_init (&voicing, &one, PT_VOICING_CLOSE, NULL);
      pt_voicing_double_below (&voicing, i);
      found = pitches (&voicing);
      g_assert_cmpstr (found, ==, expected[i]);
    }
}

static void
assert_complete (const PtVoicing *voicing, const PtChord *one)
{
  guint classes = 0;

  for (guint i = 0; i < voicing->n_pitches; i++)
    {
      g_assert_true (pt_chord_contains (one, voicing->pitches[i]));
      g_assert_cmpint (voicing->pitches[i], >=, 36);
      g_assert_cmpint (voicing->pitches[i], <=, 96);
      if (i > 0)
        g_assert_cmpint (voicing->pitches[i], >, voicing->pitches[i - 1]);
      classes |= 1u << pt_pitch_class (voicing->pitches[i]);
    }
  for (guint i = 0; i < one->n_tones; i++)
    g_assert_true (classes & 1u << pt_pitch_class (one->root + one->tones[i]));
  if (one->bass >= 0)
    g_assert_cmpint (pt_pitch_class (voicing->pitches[0]), ==, one->bass);
}

/* Whatever follows whatever: no tone is lost, no register left, and leading never moves
 * further than jumping to the root position would. */
static void
test_every_pair (void)
{
  static const char *const qualities[] = { "", "m", "dim7", "m7b5", "6/9", "m9", "maj9", "13", "sus4", "7#9b13", "5", "m7/Bb", "/G", "aug", "11/B", "13/D#", "7b9b13/G#" };
  static const char *const roots[] = { "C", "F#", "A", "B" };

  for (gsize s = 0; s < G_N_ELEMENTS (spreads); s++)
    for (gsize i = 0; i < G_N_ELEMENTS (qualities); i++)
      for (gsize j = 0; j < G_N_ELEMENTS (qualities); j++)
        for (gsize k = 0; k < G_N_ELEMENTS (roots) * G_N_ELEMENTS (roots); k++)
          {
            g_autofree char *first_name = g_strconcat (roots[k / 4], qualities[i], NULL);
            g_autofree char *second_name = g_strconcat (roots[k % 4], qualities[j], NULL);
            PtChord first = chord (first_name), second = chord (second_name);
            PtVoicing from, led, jumped;

            pt_voicing_init (&from, &first, spreads[s], NULL);
            pt_voicing_init (&led, &second, spreads[s], &from);
            pt_voicing_init (&jumped, &second, spreads[s], NULL);
            assert_complete (&from, &first);
            assert_complete (&led, &second);
            if (spreads[s] == PT_VOICING_CLOSE && second.bass < 0 && jumped.pitches[jumped.n_pitches - 1] <= 86)
              g_assert_cmpint (pt_voicing_get_motion (&from, &led), <=, pt_voicing_get_motion (&from, &jumped) + 4);
          }
}

static void
test_long_walk (void)
{
  static const char *const progression[] = { "Fm9", "Bbm9", "Ebm9", "Abm9", "C#m9", "F#m9", "Bm9", "Em9", "Am9", "Dm9", "Gm9", "Cm9" };

  for (gsize s = 0; s < G_N_ELEMENTS (spreads); s++)
    {
      PtVoicing previous;

      for (guint i = 0; i < 240; i++)
        {
          PtChord one = chord (progression[i % G_N_ELEMENTS (progression)]);
          PtVoicing next;

          pt_voicing_init (&next, &one, spreads[s], i > 0 ? &previous : NULL);
          assert_complete (&next, &one);
          previous = next;
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/voicing/first", test_first);
  g_test_add_func ("/core/voicing/slash-bass", test_slash_bass);
  g_test_add_func ("/core/voicing/inversions", test_inversions);
  g_test_add_func ("/core/voicing/leading", test_leading);
  g_test_add_func ("/core/voicing/doubling", test_doubling);
  g_test_add_func ("/core/voicing/every-pair", test_every_pair);
  g_test_add_func ("/core/voicing/long-walk", test_long_walk);

  return g_test_run ();
}
