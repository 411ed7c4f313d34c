/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-build-tree.h"

#include <glib/gstdio.h>

#include "pt-test-audio.h"

static void
test_above (void)
{
  g_autofree char *top = pt_test_make_folder ();
  g_autofree char *deep = g_build_filename (top, "1", "2", "3", "4", NULL);
  g_autofree char *too_deep = g_build_filename (deep, "5", NULL);
  g_autofree char *ninja = g_build_filename (top, "build.ninja", NULL);
  g_autofree char *found = NULL;

  g_assert_cmpint (g_mkdir_with_parents (too_deep, 0700), ==, 0);
  g_assert_null (pt_build_tree_find_above (deep));
  g_assert_true (g_file_set_contents (ninja, "", 0, NULL));
  found = pt_build_tree_find_above (deep);
  g_assert_cmpstr (found, ==, top);
  g_assert_null (pt_build_tree_find_above (too_deep));
  pt_test_remove_folder (top);
}

/* Tests are not installed. */
static void
test_of_this_program (void)
{
  g_autofree char *top = pt_build_tree_find ();
  g_autofree char *config = NULL;

  g_assert_nonnull (top);
  config = g_build_filename (top, "config.h", NULL);
  g_assert_true (g_file_test (config, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/build-tree/above", test_above);
  g_test_add_func ("/audio/build-tree/of-this-program", test_of_this_program);

  return g_test_run ();
}
