/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/kit/pt-kit.h"

#include <glib/gi18n-lib.h>

#include "audio/kit/pt-kit-manifest.h"
#include "audio/pt-audio-error.h"
#include "audio/pt-build-tree.h"
#include "core/pt-util.h"

static gboolean
has_kit (const char *folder)
{
  g_autofree char *manifest = g_build_filename (folder, PT_KIT_MANIFEST_NAME, NULL);

  return g_file_test (manifest, G_FILE_TEST_IS_REGULAR);
}

/* A program that runs from where it was built finds the kit in data/kit of the same tree. */
static char *
find_in_build_tree (void)
{
  g_autofree char *tree = pt_build_tree_find ();
  g_autofree char *kit = tree != NULL ? g_build_filename (tree, "data", "kit", NULL) : NULL;

  return kit != NULL && has_kit (kit) ? g_steal_pointer (&kit) : NULL;
}

static char *
named_kit (const char *folder, GError **error)
{
  g_autofree char *shown = NULL;

  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return g_canonicalize_filename (folder, NULL);

  shown = pt_display_path (folder);
  g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_INVALID,
               _ ("PEAKTIME_KIT names %s, which is no folder; point it at a kit or unset it"), shown);

  return NULL;
}

char *
pt_kit_user_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "peaktime", "kit", NULL);
}

/* Builds what is not there yet, or of an older version; when all is there that takes a few
 * milliseconds. */
static char *
user_kit (GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = pt_kit_user_folder ();
  g_autoptr (GPtrArray) samples = pt_kit_build (folder, 0, cancellable, error);

  if (samples == NULL)
    {
      g_prefix_error (error, _ ("The factory kit could not be built: "));
      return NULL;
    }

  return g_steal_pointer (&folder);
}

char *
pt_kit_locate (GCancellable *cancellable, GError **error)
{
  const char *named = g_getenv ("PEAKTIME_KIT");
  char *built;

  if (named != NULL && *named != '\0')
    return named_kit (named, error);
  built = find_in_build_tree ();
  if (built != NULL)
    return built;
  if (has_kit (PT_PKGDATADIR "/kit"))
    return g_strdup (PT_PKGDATADIR "/kit");

  return user_kit (cancellable, error);
}
