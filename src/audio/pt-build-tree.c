/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-build-tree.h"

/* Programs lie two folders deep, tests three; somebody else's tree may lie around both. */
#define MAX_LEVELS 5

char *
pt_build_tree_find_above (const char *folder)
{
  g_autofree char *at = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  at = g_strdup (folder);
  for (int level = 0; level < MAX_LEVELS; level++)
    {
      /* Ninja's file tells a build tree from an installed one. */
      g_autofree char *ninja = g_build_filename (at, "build.ninja", NULL);
      char *parent;

      if (g_file_test (ninja, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&at);
      parent = g_path_get_dirname (at);
      g_free (at);
      at = parent;
    }

  return NULL;
}

char *
pt_build_tree_find (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;

  return folder != NULL ? pt_build_tree_find_above (folder) : NULL;
}
