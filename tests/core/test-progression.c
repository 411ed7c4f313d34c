/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "core/pt-core-error.h"
#include "core/pt-progression.h"

/* "Fm:0+8 Db:8+8" */
static char *
layout (const PtProgression *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->spans->len; i++)
    {
      const PtChordSpan *span = &g_array_index (self->spans, PtChordSpan, i);

      g_string_append_printf (text, "%s%s:%g+%g", i > 0 ? " " : "", span->chord.name,
                              pt_beats_to_double (span->start), pt_beats_to_double (span->length));
    }

  return g_string_free (text, FALSE);
}

static void
assert_layout (const char *chords, const char *key_name, guint bars, const char *expected)
{
  g_auto (GStrv) names = g_strsplit (chords, " ", -1);
  g_autoptr (PtProgression) progression = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  PtKey key;

  if (key_name != NULL)
    g_assert_true (pt_key_parse (key_name, &key, NULL));
  progression = pt_progression_new ((const char *const *) names, key_name != NULL ? &key : NULL, bars, &error);
  g_assert_no_error (error);
  found = layout (progression);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_even (void)
{
  assert_layout ("Fm9 Dbmaj7", NULL, 4, "Fm9:0+8 Dbmaj7:8+8");
  /* Must differ: 16 / 3 beats put every bass note off the grid. */
  assert_layout ("Fm Db Eb", NULL, 4, "Fm:0+5 Db:5+5 Eb:10+6");
  assert_layout ("Fm Db Eb Ab C", NULL, 1, "Fm:0+0.75 Db:0.75+0.75 Eb:1.5+0.75 Ab:2.25+0.75 C:3+1");
}

static void
test_lengths (void)
{
  assert_layout ("Fm:12 Db:4", NULL, 4, "Fm:0+12 Db:12+4");
  assert_layout ("Fm:12 Db", NULL, 4, "Fm:0+12 Db:12+4");
  assert_layout ("Fm Db:2 Eb", NULL, 4, "Fm:0+7 Db:7+2 Eb:9+7");
  assert_layout ("Fm:6 Db:2", NULL, 4, "Fm:0+6 Db:6+2 Fm:8+6 Db:14+2");
  assert_layout ("Fm:3 Db:3", NULL, 2, "Fm:0+3 Db:3+3 Fm:6+2");
  assert_layout ("Fm:1.5 Db:2.5", NULL, 1, "Fm:0+1.5 Db:1.5+2.5");
}

static void
test_key_only (void)
{
  g_autoptr (PtProgression) progression = NULL;
  g_autoptr (PtProgression) copy = NULL;
  g_autofree char *names = NULL;
  g_autofree char *copied = NULL;
  PtKey key;

  assert_layout ("", "Fm", 4, "Fm:0+16");
  assert_layout ("", NULL, 1, "C:0+4");

  g_assert_true (pt_key_parse ("Abm", &key, NULL));
  progression = pt_progression_new (NULL, &key, 2, NULL);
  copy = pt_progression_copy (progression);
  names = pt_progression_to_string (progression);
  copied = layout (copy);
  g_assert_cmpstr (names, ==, "Abm");
  g_assert_cmpstr (copied, ==, "Abm:0+8");
  g_assert_true (progression->has_key);
}

static void
test_errors (void)
{
  static const struct
  {
    const char *chords;
    guint bars;
    int code;
    const char *says;
  } cases[] = {
    { "Fm Dbzz", 4, PT_CORE_ERROR_UNKNOWN_NAME, "zz" },
    { "N.C.", 4, PT_CORE_ERROR_SYNTAX, "N.C." },
    { "Fm:", 4, PT_CORE_ERROR_INVALID, "Fm:" },
    { "Fm:x", 4, PT_CORE_ERROR_INVALID, "Fm:x" },
    { "Fm:0", 4, PT_CORE_ERROR_INVALID, "Fm:0" },
    { "Fm:-4", 4, PT_CORE_ERROR_INVALID, "Fm:-4" },
    { "Fm:nan", 4, PT_CORE_ERROR_INVALID, "Fm:nan" },
    { "Fm:inf", 4, PT_CORE_ERROR_INVALID, "Fm:inf" },
    { "Fm:4x", 4, PT_CORE_ERROR_INVALID, "Fm:4x" },
    { "Fm:1e9", 4, PT_CORE_ERROR_INVALID, "Fm:1e9" },
    { "Fm:17", 4, PT_CORE_ERROR_INVALID, "4 bars" },
    { "Fm:16 Db", 4, PT_CORE_ERROR_INVALID, "2 chords" },
    { "A B C D E F G A B C D E F G A B C", 1, PT_CORE_ERROR_INVALID, "17 chords" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) names = g_strsplit (cases[i].chords, " ", -1);
      g_autoptr (GError) error = NULL;

      g_assert_null (pt_progression_new ((const char *const *) names, NULL, cases[i].bars, &error));
      g_assert_error (error, PT_CORE_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/progression/even", test_even);
  g_test_add_func ("/core/progression/lengths", test_lengths);
  g_test_add_func ("/core/progression/key-only", test_key_only);
  g_test_add_func ("/core/progression/errors", test_errors);

  return g_test_run ();
}
