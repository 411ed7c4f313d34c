/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>

#include "audio/pt-library-index.h"
#include "pt-fuzz.h"

static char *folder;

static void
remove_folder (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static void
check_sample (PtLibraryIndex *index, PtSample *sample)
{
  const PtSampleInfo *info = pt_sample_get_info (sample);
  g_autoptr (GBytes) waveform = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) edit_error = NULL;

  g_assert (info->path != NULL && *info->path == '/');
  g_assert (info->name != NULL && g_utf8_validate (info->name, -1, NULL));
  g_assert (info->role <= PT_ROLE_NONE);
  g_assert (info->role_confidence >= 0.0 && info->role_confidence <= 1.0);
  g_assert (info->loop_confidence >= 0.0 && info->loop_confidence <= 1.0);
  g_assert (info->key_confidence >= 0.0 && info->key_confidence <= 1.0);
  g_assert (isfinite (info->bpm) && info->bpm >= 0.0);
  g_assert (isfinite (info->bars) && info->bars >= 0.0);
  g_assert (isfinite (info->duration_s) && info->duration_s >= 0.0);
  g_assert (info->key == NULL || g_utf8_validate (info->key, -1, NULL));
  g_assert (info->rating >= 0 && info->rating <= 5);
  for (guint i = 0; info->tags != NULL && info->tags[i] != NULL; i++)
    g_assert (g_utf8_validate (info->tags[i], -1, NULL));

  waveform = pt_library_index_load_waveform (index, info->path, 100, &error);
  g_assert (waveform == NULL || (error == NULL && g_bytes_get_size (waveform) == 200));
  pt_fuzz_check_outcome (pt_library_index_save_edits (index, info, &edit_error), edit_error);
}

/* A library index that was damaged on the disk. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *path = NULL;
  g_autofree char *log = NULL;
  g_autofree char *shared = NULL;
  g_autoptr (PtLibraryIndex) index = NULL;
  g_autoptr (GPtrArray) samples = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) roots = NULL;

  if (folder == NULL)
    {
      folder = g_dir_make_tmp ("peaktime-fuzz-XXXXXX", NULL);
      atexit (remove_folder);
    }
  path = g_build_filename (folder, "library.index", NULL);
  log = g_strconcat (path, "-wal", NULL);
  shared = g_strconcat (path, "-shm", NULL);
  g_unlink (log);
  g_unlink (shared);
  if (!g_file_set_contents_full (path, (const char *) data, size, G_FILE_SET_CONTENTS_NONE, 0600, NULL))
    g_error ("cannot write %s", path);

  index = pt_library_index_open (path, FALSE, &error);
  pt_fuzz_check_outcome (index != NULL, error);
  if (index == NULL)
    return 0;

  samples = pt_library_index_load (index, TRUE, &error);
  pt_fuzz_check_outcome (samples != NULL, error);
  for (guint i = 0; samples != NULL && i < samples->len; i++)
    check_sample (index, g_ptr_array_index (samples, i));
  g_clear_error (&error);
  roots = pt_library_index_get_roots (index, &error);
  pt_fuzz_check_outcome (roots != NULL, error);

  return 0;
}
