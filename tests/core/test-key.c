/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "core/pt-core-error.h"
#include "core/pt-key.h"

static PtKey
key (const char *text)
{
  g_autoptr (GError) error = NULL;
  PtKey found = { 0 };

  g_assert_true (pt_key_parse (text, &found, &error));
  g_assert_no_error (error);

  return found;
}

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    const char *short_name;
    const char *long_name;
    const char *wheel;
  } cases[] = {
    { "Fm", "Fm", "F minor", "4A" },
    { "F minor", "Fm", "F minor", "4A" },
    { "f_min", "Fm", "F minor", "4A" },
    { "F-minor", "Fm", "F minor", "4A" },
    { "C#", "C#", "C# major", "3B" },
    { "C# major", "C#", "C# major", "3B" },
    { "CM", "C", "C major", "8B" },
    { "Abm", "Abm", "Ab minor", "1A" },
    { "G#m", "G#m", "G# minor", "1A" },
    { "bb", "Bb", "Bb major", "6B" },
    { "b minor", "Bm", "B minor", "10A" },
    { "Cb", "B", "B major", "1B" },
    { " A♭ Maj ", "Ab", "Ab major", "4B" },
    { "8A", "Am", "A minor", "8A" },
    { "4a", "Fm", "F minor", "4A" },
    { "12B", "E", "E major", "12B" },
    { "1B", "B", "B major", "1B" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PtKey found = key (cases[i].text);
      g_autofree char *short_name = pt_key_to_string (&found);
      g_autofree char *long_name = pt_key_to_long_string (&found);
      g_autofree char *wheel = pt_key_to_wheel_string (&found);

      g_assert_cmpstr (short_name, ==, cases[i].short_name);
      g_assert_cmpstr (long_name, ==, cases[i].long_name);
      g_assert_cmpstr (wheel, ==, cases[i].wheel);
    }
}

static void
test_round_trip (void)
{
  for (int tonic = 0; tonic < 12; tonic++)
    for (int minor = 0; minor < 2; minor++)
      for (int flats = 0; flats < 2; flats++)
        {
          PtKey start = { tonic, minor, flats };
          g_autofree char *short_name = pt_key_to_string (&start);
          g_autofree char *long_name = pt_key_to_long_string (&start);
          g_autofree char *wheel = pt_key_to_wheel_string (&start);
          PtKey a = key (short_name), b = key (long_name), c = key (wheel);

          g_assert_true (pt_key_equal (&start, &a));
          g_assert_true (pt_key_equal (&start, &b));
          g_assert_true (pt_key_equal (&start, &c));
        }
}

static void
test_errors (void)
{
  static const char *const wrong[] = {
    "", "H minor", "Fmm", "F dorian", "0A", "13B", "8C", "8", "8AA", "99999999999999999999A", "m", "N.C.", "Fm9"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      PtKey untouched = { 3, TRUE, TRUE };

      g_assert_false (pt_key_parse (wrong[i], &untouched, &error));
      g_assert_error (error, PT_CORE_ERROR, PT_CORE_ERROR_SYNTAX);
      g_assert_nonnull (strstr (error->message, wrong[i]));
      g_assert_cmpint (untouched.tonic, ==, 3);
    }
}

static void
test_relations (void)
{
  static const struct
  {
    const char *from;
    const char *to;
    PtKeyRelation relation;
  } cases[] = {
    { "Fm", "Fm", PT_KEY_SAME },
    { "Abm", "G#m", PT_KEY_SAME },
    { "Fm", "Ab", PT_KEY_RELATIVE },
    { "Ab", "Fm", PT_KEY_RELATIVE },
    { "Fm", "Cm", PT_KEY_FIFTH_UP },
    { "Fm", "Bbm", PT_KEY_FIFTH_DOWN },
    { "C", "G", PT_KEY_FIFTH_UP },
    { "C", "F", PT_KEY_FIFTH_DOWN },
    { "B", "F#", PT_KEY_FIFTH_UP },
    { "Fm", "Eb", PT_KEY_DISTANT },
    { "Fm", "F", PT_KEY_DISTANT },
    { "C", "F#", PT_KEY_DISTANT },
    { "Fm", "Gm", PT_KEY_DISTANT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PtKey from = key (cases[i].from), to = key (cases[i].to);

      g_assert_cmpint (pt_key_relate (&from, &to), ==, cases[i].relation);
      g_assert_cmpint (pt_key_is_compatible (&from, &to), ==, cases[i].relation != PT_KEY_DISTANT);
      g_assert_cmpint (pt_key_is_compatible (&to, &from), ==, cases[i].relation != PT_KEY_DISTANT);
    }
}

static void
test_scale (void)
{
  PtKey fm = key ("Fm"), f = key ("F");

  g_assert_cmpstr (pt_key_get_scale (&fm)->name, ==, "minor");
  g_assert_cmpstr (pt_key_get_scale (&f)->name, ==, "major");
  g_assert_true (pt_key_contains (&fm, 68));
  g_assert_false (pt_key_contains (&fm, 69));
  g_assert_true (pt_key_contains (&f, 69));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/key/parse", test_parse);
  g_test_add_func ("/core/key/round-trip", test_round_trip);
  g_test_add_func ("/core/key/errors", test_errors);
  g_test_add_func ("/core/key/relations", test_relations);
  g_test_add_func ("/core/key/scale", test_scale);

  return g_test_run ();
}
