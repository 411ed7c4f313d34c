/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "core/pt-chord.h"
#include "core/pt-core-error.h"

static PtChord
chord (const char *text)
{
  g_autoptr (GError) error = NULL;
  PtChord found;

  pt_chord_parse (text, &found, &error);
  g_assert_no_error (error);

  return found;
}

static char *
tones (const PtChord *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->n_tones; i++)
    g_string_append_printf (text, "%s%d", i > 0 ? " " : "", self->tones[i]);

  return g_string_free (text, FALSE);
}

static void
test_qualities (void)
{
  static const struct
  {
    const char *text;
    const char *name;
    const char *tones;
  } cases[] = {
    /* Those the old program turned into major triads. */
    { "Fm9", "Fm9", "0 3 7 10 14" },
    { "Abmaj9", "Abmaj9", "0 4 7 11 14" },
    { "Bbm7b5", "Bbm7b5", "0 3 6 10" },
    { "C6", "C6", "0 4 7 9" },
    { "Cadd9", "Cadd9", "0 4 7 14" },
    { "Cm6", "Cm6", "0 3 7 9" },
    { "CM7", "Cmaj7", "0 4 7 11" },
    /* Those it knew. */
    { "C", "C", "0 4 7" },
    { "Cmaj", "C", "0 4 7" },
    { "CM", "C", "0 4 7" },
    { "Cm", "Cm", "0 3 7" },
    { "Cmin", "Cm", "0 3 7" },
    { "Cdim", "Cdim", "0 3 6" },
    { "Caug", "Caug", "0 4 8" },
    { "C7", "C7", "0 4 7 10" },
    { "Cdom7", "C7", "0 4 7 10" },
    { "Cm7", "Cm7", "0 3 7 10" },
    { "Cmin7", "Cm7", "0 3 7 10" },
    { "Cmaj7", "Cmaj7", "0 4 7 11" },
    { "Cdim7", "Cdim7", "0 3 6 9" },
    { "Csus2", "Csus2", "0 2 7" },
    { "Csus4", "Csus4", "0 5 7" },
    /* The rest of the grammar. */
    { "CΔ", "Cmaj7", "0 4 7 11" },
    { "CΔ9", "Cmaj9", "0 4 7 11 14" },
    { "C∆7", "Cmaj7", "0 4 7 11" },
    { "C-7", "Cm7", "0 3 7 10" },
    { "C minor 7", "Cm7", "0 3 7 10" },
    { "C m7", "Cm7", "0 3 7 10" },
    { "CmM7", "CmM7", "0 3 7 11" },
    { "Cmmaj7", "CmM7", "0 3 7 11" },
    { "Cm(maj7)", "CmM7", "0 3 7 11" },
    { "CminMaj7", "CmM7", "0 3 7 11" },
    { "CmΔ", "CmM7", "0 3 7 11" },
    { "CmM9", "CmM9", "0 3 7 11 14" },
    { "C°", "Cdim", "0 3 6" },
    { "C°7", "Cdim7", "0 3 6 9" },
    { "Co7", "Cdim7", "0 3 6 9" },
    { "CdimM7", "CdimM7", "0 3 6 11" },
    { "Cø", "Cm7b5", "0 3 6 10" },
    { "Cø7", "Cm7b5", "0 3 6 10" },
    { "Cø9", "Cm9b5", "0 3 6 10 14" },
    { "Cm7-5", "Cm7b5", "0 3 6 10" },
    { "Cm7(b5)", "Cm7b5", "0 3 6 10" },
    { "C+", "Caug", "0 4 8" },
    { "C+7", "Caug7", "0 4 8 10" },
    { "C7+5", "C7#5", "0 4 8 10" },
    { "CaugM7", "CaugM7", "0 4 8 11" },
    { "C5", "C5", "0 7" },
    { "C6/9", "C6/9", "0 4 7 9 14" },
    { "C69", "C6/9", "0 4 7 9 14" },
    { "Cm6/9", "Cm6/9", "0 3 7 9 14" },
    { "C9", "C9", "0 4 7 10 14" },
    { "Cmadd9", "Cmadd9", "0 3 7 14" },
    { "Cm add9", "Cmadd9", "0 3 7 14" },
    { "C(add9)", "Cadd9", "0 4 7 14" },
    { "C11", "C11", "0 4 7 10 14 17" },
    { "Cm11", "Cm11", "0 3 7 10 14 17" },
    { "C13", "C13", "0 4 7 10 14 21" },
    { "Cm13", "Cm13", "0 3 7 10 14 21" },
    { "Cmaj13", "Cmaj13", "0 4 7 11 14 21" },
    { "C7sus4", "C7sus4", "0 5 7 10" },
    { "C9sus4", "C9sus4", "0 5 7 10 14" },
    { "Csus", "Csus4", "0 5 7" },
    { "Csus2sus4", "Csus2sus4", "0 2 5 7" },
    { "C9sus2", "C9sus2", "0 2 7 10" },
    { "C7b5", "C7b5", "0 4 6 10" },
    { "C7#5", "C7#5", "0 4 8 10" },
    { "C7b9", "C7b9", "0 4 7 10 13" },
    { "C7#9", "C7#9", "0 4 7 10 15" },
    { "C7b9#9", "C7b9#9", "0 4 7 10 13 15" },
    { "C7#11", "C7#11", "0 4 7 10 18" },
    { "Cmaj7#11", "Cmaj7#11", "0 4 7 11 18" },
    { "C9#11", "C9#11", "0 4 7 10 14 18" },
    { "C7b13", "C7b13", "0 4 7 10 20" },
    { "C13b9", "C13b9", "0 4 7 10 13 21" },
    { "C7(b9,b13)", "C7b9b13", "0 4 7 10 13 20" },
    { "C7♯9♭13", "C7#9b13", "0 4 7 10 15 20" },
    { "C(b5)", "C(b5)", "0 4 6" },
    { "C(#5)", "C(#5)", "0 4 8" },
    { "C7no5", "C7no5", "0 4 10" },
    { "Comit3", "Cno3", "0 7" },
    { "CMAJ7", "Cmaj7", "0 4 7 11" },
    { " f#m7 ", "F#m7", "0 3 7 10" },
    { "Cb5", "B5", "0 7" },
    { "C7b5#5b9#9#11b13add9add11add13", "C7b5#5b9#9#11b13add9add11add13", "0 4 6 8 10 13 14 15 17 21" },
    { "C7b9#9#11b13add9add11add13", "C7b9#9#11b13add9add11add13", "0 4 7 10 13 14 15 17 18 20 21" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PtChord found = chord (cases[i].text);
      PtChord again = chord (found.name);
      g_autofree char *steps = tones (&found);

      g_assert_cmpstr (found.name, ==, cases[i].name);
      g_assert_cmpstr (steps, ==, cases[i].tones);
      g_assert_true (pt_chord_equal (&found, &again));
      g_assert_cmpstr (again.name, ==, found.name);
    }
}

static void
test_roots_and_basses (void)
{
  static const struct
  {
    const char *text;
    const char *name;
    int root, bass, lowest;
  } cases[] = {
    { "C", "C", 0, -1, 0 },
    { "Abm7", "Abm7", 8, -1, 8 },
    { "G#m7", "G#m7", 8, -1, 8 },
    { "B♭7", "Bb7", 10, -1, 10 },
    { "E#", "F", 5, -1, 5 },
    { "Cbm", "Bm", 11, -1, 11 },
    { "C/E", "C/E", 0, 4, 4 },
    { "Fm9/Ab", "Fm9/Ab", 5, 8, 8 },
    { "C6/9/E", "C6/9/E", 0, 4, 4 },
    { "C6/E", "C6/E", 0, 4, 4 },
    { "D / F#", "D/F#", 2, 6, 6 },
    { "C7(b9)/Bb", "C7b9/Bb", 0, 10, 10 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PtChord found = chord (cases[i].text);

      g_assert_cmpstr (found.name, ==, cases[i].name);
      g_assert_cmpint (found.root, ==, cases[i].root);
      g_assert_cmpint (found.bass, ==, cases[i].bass);
      g_assert_cmpint (pt_chord_get_bass (&found), ==, cases[i].lowest);
    }
}

static void
test_unknown_quality (void)
{
  /* Must differ from a major triad: each is refused, and its quality named. */
  static const struct
  {
    const char *text;
    const char *quality;
  } cases[] = {
    { "Czz", "zz" },
    { "Fm9x", "m9x" },
    { "C8", "8" },
    { "C7b11", "7b11" },
    { "C#13b", "13b" },
    { "Cdim9", "dim9" },
    { "Cm5", "m5" },
    { "Cdom", "dom" },
    { "Cdom6", "dom6" },
    { "CΔ6", "Δ6" },
    { "Cø6", "ø6" },
    { "CmM6", "mM6" },
    { "Cmmaj", "mmaj" },
    { "C(b9", "(b9" },
    { "C7)", "7)" },
    { "C/H", "/H" },
    { "C/", "/" },
    { "C/9", "/9" },
    { "C/EE", "/EE" },
    { "C6/9/9", "6/9/9" },
    { "Cminor seven", "minor seven" },
    { "C((b9))", "((b9))" },
    { "C7b", "7b" },
    { "C7b55", "7b55" },
    { "Csus3", "sus3" },
    { "Cadd", "add" },
    { "C7maj7", "7maj7" },
    { "C\xff", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      PtChord untouched = { .root = 9 };

      g_assert_false (pt_chord_parse (cases[i].text, &untouched, &error));
      g_assert_error (error, PT_CORE_ERROR, PT_CORE_ERROR_UNKNOWN_NAME);
      g_assert_cmpint (untouched.root, ==, 9);
      if (cases[i].quality != NULL)
        {
          g_autofree char *quoted = g_strdup_printf ("“%s”;", cases[i].quality);

          g_assert_nonnull (strstr (error->message, quoted));
        }
    }
}

static void
test_no_root (void)
{
  static const char *const wrong[] = { "", "  ", "N.C.", "m7", "7", "H7", "/E", "♭" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      PtChord found;

      g_assert_false (pt_chord_parse (wrong[i], &found, &error));
      g_assert_error (error, PT_CORE_ERROR, PT_CORE_ERROR_SYNTAX);
    }
}

static void
test_parts (void)
{
  static const struct
  {
    const char *text;
    int third, fifth, seventh;
  } cases[] = {
    { "C", 4, 7, 12 },
    { "Cm7", 3, 7, 10 },
    { "Cmaj9", 4, 7, 11 },
    { "Cm7b5", 3, 6, 10 },
    { "Cdim7", 3, 6, 9 },
    { "Caug", 4, 8, 12 },
    { "C6", 4, 7, 9 },
    { "Csus4", 5, 7, 12 },
    { "Csus2", 2, 7, 12 },
    { "C5", 7, 7, 12 },
    { "C7no5", 4, 7, 10 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PtChord found = chord (cases[i].text);

      g_assert_cmpint (pt_chord_get_third (&found), ==, cases[i].third);
      g_assert_cmpint (pt_chord_get_fifth (&found), ==, cases[i].fifth);
      g_assert_cmpint (pt_chord_get_seventh (&found), ==, cases[i].seventh);
    }
}

static void
test_contains (void)
{
  PtChord found = chord ("Fm9/Db");

  g_assert_true (pt_chord_contains (&found, 65));
  g_assert_true (pt_chord_contains (&found, 8));
  g_assert_true (pt_chord_contains (&found, 67)); /* the ninth, an octave down too */
  g_assert_true (pt_chord_contains (&found, 61)); /* the bass */
  g_assert_false (pt_chord_contains (&found, 69));
}

static void
test_keys (void)
{
  static const char *const minor[] = { "Fm", "Gdim", "Ab", "Bbm", "Cm", "Db", "Eb" };
  static const char *const major[] = { "Cmaj7", "Dm7", "Em7", "Fmaj7", "G7", "Am7", "Bm7b5" };
  PtKey fm, c;
  PtChord found;

  g_assert_true (pt_key_parse ("Abm", &fm, NULL));
  g_assert_true (pt_key_parse ("F minor", &fm, NULL));
  g_assert_true (pt_key_parse ("C", &c, NULL));
  fm.flats = TRUE;
  for (guint i = 0; i < 7; i++)
    {
      pt_chord_init_diatonic (&found, &fm, i, FALSE);
      g_assert_cmpstr (found.name, ==, minor[i]);
      g_assert_cmpuint (pt_chord_count_outside (&found, &fm), ==, 0);
      pt_chord_init_diatonic (&found, &c, i, TRUE);
      g_assert_cmpstr (found.name, ==, major[i]);
      g_assert_cmpuint (pt_chord_count_outside (&found, &c), ==, 0);
    }
  found = chord ("F");
  g_assert_cmpuint (pt_chord_count_outside (&found, &fm), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/chord/qualities", test_qualities);
  g_test_add_func ("/core/chord/roots-and-basses", test_roots_and_basses);
  g_test_add_func ("/core/chord/unknown-quality", test_unknown_quality);
  g_test_add_func ("/core/chord/no-root", test_no_root);
  g_test_add_func ("/core/chord/parts", test_parts);
  g_test_add_func ("/core/chord/contains", test_contains);
  g_test_add_func ("/core/chord/keys", test_keys);

  return g_test_run ();
}
