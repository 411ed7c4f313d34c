/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "core/pt-util.h"
#include "pt-test-audio.h"

static void
test_decibels (void)
{
  g_assert_cmpfloat_with_epsilon (pt_gain_to_db (0.5), -6.0206, 1e-4);
  g_assert_true (isinf (pt_gain_to_db (0)));
  g_assert_cmpfloat (pt_gain_from_db (-INFINITY), ==, 0);
  g_assert_cmpfloat_with_epsilon (pt_gain_from_db (-1), 0.8912509, 1e-6);
}

static void
test_replace (void)
{
  g_autofree char *folder = pt_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "file", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (pt_file_replace_contents (path, "one", 3, &error));
  g_assert_true (pt_file_replace_contents (path, "two!", 4, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "two!");
  pt_test_remove_folder (folder);
}

static void
test_unwritable (void)
{
  g_autoptr (GError) error = NULL;

  /* Whatever the reason, the message names the file. */
  g_assert_false (pt_file_replace_contents ("/proc/peaktime-test", "x", 1, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "/proc/peaktime-test"));
}

static void
test_temporary_name_of_a_long_name (void)
{
  g_autofree char *name = g_strnfill (255, 'x');
  g_autofree char *path = g_build_filename ("/tmp", name, NULL);
  g_autofree char *temporary = pt_file_temporary_name (path);
  g_autofree char *base = g_path_get_basename (temporary);

  g_assert_true (g_str_has_prefix (temporary, "/tmp/."));
  g_assert_cmpuint (strlen (base), <=, 255);
}

static void
test_common_divisor (void)
{
  g_assert_cmpuint (pt_common_divisor (12, 18), ==, 6);
  g_assert_cmpuint (pt_common_divisor (7, 0), ==, 7);
  g_assert_cmpuint (pt_common_divisor (0, 7), ==, 7);
  g_assert_cmpuint (pt_common_divisor (1, G_MAXUINT64), ==, 1);
}

static void
test_closest_name (void)
{
  static const char *const names[] = { "kick", "hihat", "texture", NULL };

  g_assert_cmpstr (pt_closest_name ("kik", names), ==, "kick");
  g_assert_cmpstr (pt_closest_name ("Textur", names), ==, "texture");
  g_assert_null (pt_closest_name ("frobnicate", names));
}

static void
test_short (void)
{
  g_autofree char *letters = g_strnfill (60, 'x');
  g_autofree char *more = g_strnfill (61, 'x');
  g_autofree char *shortened = g_strconcat (letters, NULL);
  g_autofree char *dots = NULL;
  g_autoptr (GString) umlauts = g_string_new (NULL);

  g_assert_cmpstr (PT_SHORT (""), ==, "");
  g_assert_cmpstr (PT_SHORT ("Fm9 → “ü”"), ==, "Fm9 → “ü”");
  g_assert_cmpstr (PT_SHORT (letters), ==, letters);
  shortened[59] = '\0';
  dots = g_strconcat (shortened, "…", NULL);
  g_assert_cmpstr (PT_SHORT (more), ==, dots);

  /* No letter is cut in half, nothing breaks the line or speaks to the terminal. */
  for (int i = 0; i < 100; i++)
    g_string_append (umlauts, "𝄞");
  g_assert_true (g_utf8_validate (PT_SHORT (umlauts->str), -1, NULL));
  g_assert_cmpint (g_utf8_strlen (PT_SHORT (umlauts->str), -1), ==, 60);
  g_assert_cmpstr (PT_SHORT ("a\nb\033[31m\xff\xc3"), ==, "a�b�[31m��");
  /* Two in one message. */
  {
    g_autofree char *both = g_strdup_printf ("%s %s", PT_SHORT ("one"), PT_SHORT ("two"));

    g_assert_cmpstr (both, ==, "one two");
  }
}

static void
test_durations (void)
{
  static const struct
  {
    double seconds;
    const char *text;
  } cases[] = {
    { 0, "0:00" },
    { 65.4, "1:05" },
    { 7380, "2 h 03 min" },
    { -1, "0:00" },
    { INFINITY, "277777 h 46 min" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = pt_format_duration (cases[i].seconds);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/util/decibels", test_decibels);
  g_test_add_func ("/core/util/replace", test_replace);
  g_test_add_func ("/core/util/unwritable", test_unwritable);
  g_test_add_func ("/core/util/temporary-name-of-a-long-name", test_temporary_name_of_a_long_name);
  g_test_add_func ("/core/util/common-divisor", test_common_divisor);
  g_test_add_func ("/core/util/closest-name", test_closest_name);
  g_test_add_func ("/core/util/short", test_short);
  g_test_add_func ("/core/util/durations", test_durations);

  return g_test_run ();
}
