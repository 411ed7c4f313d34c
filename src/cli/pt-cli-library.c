/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-cli-library.h"

#include <stdlib.h>

PtLibraryIndex *
pt_cli_open_index (const char *path, gboolean create, GError **error)
{
  g_autofree char *default_path = pt_library_index_default_path ();

  return pt_library_index_open (path != NULL ? path : default_path, create, error);
}

char *
pt_cli_resolve_file (const char *path)
{
  g_autofree char *absolute = NULL;
  char *real;
  char *copy;

  g_return_val_if_fail (path != NULL, NULL);

  absolute = g_canonicalize_filename (path, NULL);
  real = realpath (absolute, NULL);
  if (real == NULL)
    {
      /* Of a file that is gone the folder may be there, by another name. */
      g_autofree char *folder = g_path_get_dirname (absolute);
      g_autofree char *name = g_path_get_basename (absolute);

      real = realpath (folder, NULL);
      copy = real != NULL ? g_build_filename (real, name, NULL) : g_strdup (absolute);
    }
  else
    {
      copy = g_strdup (real);
    }
  free (real);

  return copy;
}
