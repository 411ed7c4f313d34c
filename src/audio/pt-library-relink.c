/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-library-relink.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "audio/pt-library-index-private.h"
#include "audio/pt-library-measure.h"
#include "audio/pt-library-scan.h"
#include "core/pt-core-error.h"
#include "core/pt-sha256.h"
#include "core/pt-util.h"

PtMovedFile *
pt_moved_file_new (const char *old_path, const char *new_path)
{
  PtMovedFile *moved = g_new (PtMovedFile, 1);

  moved->old_path = g_strdup (old_path);
  moved->new_path = g_strdup (new_path);

  return moved;
}

void
pt_moved_file_free (PtMovedFile *moved)
{
  if (moved == NULL)
    return;
  g_free (moved->old_path);
  g_free (moved->new_path);
  g_free (moved);
}

static void
ignore_failure (const char *path, const char *message, gpointer user_data)
{
}

/* FALSE when it cannot be read, which is as good as different. */
static gboolean
hash_file (const char *path, guint8 hash[PT_SHA256_BYTES])
{
  g_autofree guint8 *block = g_malloc (1 << 16);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  PtSha256 sha;
  gssize n;

  if (stream == NULL)
    return FALSE;
  pt_sha256_init (&sha);
  while ((n = g_input_stream_read (G_INPUT_STREAM (stream), block, 1 << 16, NULL, NULL)) > 0)
    pt_sha256_update (&sha, block, n);
  pt_sha256_finish (&sha, hash);

  return n == 0;
}

static const char *
base_name (const char *path)
{
  const char *slash = strrchr (path, '/');

  return slash != NULL ? slash + 1 : path;
}

/* Size -> GPtrArray of PtSample, those that are missing. */
static GHashTable *
load_missing (PtLibraryIndex *index, GError **error)
{
  g_autoptr (GPtrArray) samples = pt_library_index_load (index, TRUE, error);
  GHashTable *by_size;

  if (samples == NULL)
    return NULL;
  by_size = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < samples->len; i++)
    {
      const PtSampleInfo *info = pt_sample_get_info (samples->pdata[i]);
      GPtrArray *same;

      if (!info->missing)
        continue;
      same = g_hash_table_lookup (by_size, &info->file_size);
      if (same == NULL)
        {
          same = g_ptr_array_new_with_free_func (g_object_unref);
          g_hash_table_insert (by_size, (gpointer) &info->file_size, same);
        }
      g_ptr_array_add (same, g_object_ref (samples->pdata[i]));
    }

  return by_size;
}

/* Every missing sample that this file may be; of the same name first, and only one. */
static PtSample *
match_file (const PtWalkFile *file, GPtrArray *candidates, GHashTable *found)
{
  guint8 hash[PT_SHA256_BYTES];
  PtSample *best = NULL;

  if (!hash_file (file->path, hash))
    return NULL;
  for (guint i = 0; i < candidates->len; i++)
    {
      const PtSampleInfo *info = pt_sample_get_info (candidates->pdata[i]);

      if (memcmp (info->content_hash, hash, sizeof hash) != 0 || g_hash_table_contains (found, candidates->pdata[i]))
        continue;
      if (best == NULL || g_str_equal (base_name (info->path), base_name (file->path)))
        best = candidates->pdata[i];
    }

  return best;
}

GPtrArray *
pt_library_find_moved (PtLibraryIndex *index,
                       const char *folder,
                       PtRelinkProgressFunc progress,
                       gpointer user_data,
                       GCancellable *cancellable,
                       GError **error)
{
  const char *const folders[] = { folder, NULL };
  g_autoptr (GPtrArray) moved = g_ptr_array_new_with_free_func ((GDestroyNotify) pt_moved_file_free);
  g_autoptr (GHashTable) found = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) missing = NULL;
  g_auto (GStrv) real = NULL;
  g_auto (PtWalk) walk = { 0 };

  g_return_val_if_fail (PT_IS_LIBRARY_INDEX (index), NULL);
  g_return_val_if_fail (folder != NULL, NULL);

  real = pt_library_scan_resolve (folders, error);
  if (real == NULL)
    return NULL;
  missing = load_missing (index, error);
  if (missing == NULL
      || !pt_walk_folders (&walk, (const char *const *) real, ignore_failure, NULL, NULL, cancellable, error))
    return NULL;

  for (guint i = 0; i < walk.files->len; i++)
    {
      const PtWalkFile *file = &g_array_index (walk.files, PtWalkFile, i);
      GPtrArray *candidates = g_hash_table_lookup (missing, &file->size);
      PtSample *sample = candidates != NULL ? match_file (file, candidates, found) : NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (progress != NULL)
        progress ((double) (i + 1) / walk.files->len, user_data);
      if (sample == NULL)
        continue;
      g_hash_table_add (found, sample);
      g_ptr_array_add (moved, pt_moved_file_new (pt_sample_get_info (sample)->path, file->path));
    }

  return g_steal_pointer (&moved);
}

static gboolean
move_row (PtLibraryIndex *index, const char *old_path, const char *new_path, GError **error)
{
  g_autoptr (GStringChunk) strings = g_string_chunk_new (256);
  g_autoptr (GArray) old = _pt_library_index_find_path (index, old_path, strings, error);
  g_autoptr (GArray) new = old != NULL ? _pt_library_index_find_path (index, new_path, strings, error) : NULL;

  if (new == NULL)
    return FALSE;
  if (old->len == 0)
    {
      g_autofree char *shown = pt_display_path (old_path);

      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_NOT_FOUND, _ ("%s is not in the library"), shown);
      return FALSE;
    }
  /* It was found as a new file meanwhile. */
  if (new->len > 0 && !_pt_library_index_remove (index, g_array_index (new, PtIndexRow, 0).id, error))
    return FALSE;

  return _pt_library_index_move (index, g_array_index (old, PtIndexRow, 0).id, new_path, error);
}

PtSampleInfo *
pt_library_relink (PtLibraryIndex *index, const char *old_path, const char *new_path, GError **error)
{
  g_autoptr (PtMeasureScratch) scratch = NULL;
  g_autoptr (PtSampleInfo) measured = NULL;
  g_autoptr (GBytes) waveform = NULL;
  g_autofree char *shown = NULL;
  PtWalkFile file = { .path = new_path, .n_folders = 1 };
  PtSampleInfo *info;
  gint64 modified_ns;
  GStatBuf status;

  g_return_val_if_fail (PT_IS_LIBRARY_INDEX (index), NULL);
  g_return_val_if_fail (old_path != NULL, NULL);
  g_return_val_if_fail (new_path != NULL && g_path_is_absolute (new_path), NULL);

  shown = pt_display_path (new_path);
  if (g_stat (new_path, &status) != 0)
    {
      int saved_errno = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), _ ("Cannot open %s: %s"), shown,
                   g_strerror (saved_errno));
      return NULL;
    }
  file.size = status.st_size;
  scratch = pt_measure_scratch_new ();
  measured = pt_library_measure (scratch, &file, &modified_ns, &waveform, error);
  if (measured == NULL)
    {
      g_prefix_error (error, "%s: ", shown);
      return NULL;
    }
  measured->added_usec = g_get_real_time ();

  if (!_pt_library_index_begin (index, error))
    return NULL;
  info = g_str_equal (old_path, new_path) || move_row (index, old_path, new_path, error)
             ? _pt_library_index_store (index, measured, modified_ns, waveform, error)
                   ? _pt_library_index_lookup (index, new_path, error)
                   : NULL
             : NULL;
  if (info != NULL && _pt_library_index_commit (index, error))
    return info;
  _pt_library_index_rollback (index);
  pt_sample_info_free (info);

  return NULL;
}

gboolean
pt_library_mark_away (PtLibraryIndex *index, const char *folder, GPtrArray *gone, GError **error)
{
  g_autoptr (GStringChunk) strings = g_string_chunk_new (64 * 1024);
  g_autoptr (GArray) rows = NULL;

  g_return_val_if_fail (PT_IS_LIBRARY_INDEX (index), FALSE);
  g_return_val_if_fail (folder != NULL, FALSE);
  g_return_val_if_fail (gone != NULL, FALSE);

  rows = _pt_library_index_load_rows (index, folder, strings, error);
  if (rows == NULL || !_pt_library_index_begin (index, error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const PtIndexRow *row = &g_array_index (rows, PtIndexRow, i);

      if (row->missing)
        continue;
      if (!_pt_library_index_set_missing (index, row->id, TRUE, FALSE, error))
        {
          _pt_library_index_rollback (index);
          return FALSE;
        }
      g_ptr_array_add (gone, g_strdup (row->path));
    }

  return _pt_library_index_commit (index, error);
}
