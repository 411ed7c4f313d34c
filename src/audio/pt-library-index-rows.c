/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "audio/pt-library-index-sql.h"
#include "audio/pt-library-row.h"
#include "audio/pt-waveform.h"
#include "core/pt-core-error.h"
#include "core/pt-util.h"

/* --- reading samples --- */

static PtSampleInfo *
read_sample (PtLibraryIndex *self, sqlite3_stmt *statement, GError **error)
{
  PtSampleInfo *info = pt_library_row_read_info (statement);

  if (info == NULL)
    {
      self->damaged = TRUE;
      _pt_index_set_damaged (self->path, "a sample has no path", error);
    }

  return info;
}

gboolean
pt_library_index_load_batches (PtLibraryIndex *self,
                               gboolean with_missing,
                               guint n_batch,
                               PtLibraryBatchFunc func,
                               gpointer user_data,
                               GCancellable *cancellable,
                               GError **error)
{
  g_autoptr (GPtrArray) samples = NULL;
  sqlite3_stmt *statement;
  int code;

  g_return_val_if_fail (PT_IS_LIBRARY_INDEX (self), FALSE);
  g_return_val_if_fail (n_batch > 0, FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  statement = _pt_index_get_statement (self, PT_STATEMENT_LOAD, error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int (statement, 1, with_missing ? 1 : 0);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      PtSampleInfo *info = read_sample (self, statement, error);

      if (info == NULL)
        break;
      if (samples == NULL)
        samples = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (samples, pt_sample_new (info));
      if (samples->len < n_batch)
        continue;
      func (g_steal_pointer (&samples), user_data);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        break;
    }
  if (code != SQLITE_DONE && code != SQLITE_ROW)
    _pt_index_set_error (self, error);
  _pt_index_release (statement);
  if (code == SQLITE_DONE && samples != NULL)
    func (g_steal_pointer (&samples), user_data);

  return code == SQLITE_DONE;
}

static void
append_batch (GPtrArray *batch, gpointer user_data)
{
  g_ptr_array_extend_and_steal (user_data, batch);
}

GPtrArray *
pt_library_index_load (PtLibraryIndex *self, gboolean with_missing, GError **error)
{
  g_autoptr (GPtrArray) samples = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (PT_IS_LIBRARY_INDEX (self), NULL);

  if (!pt_library_index_load_batches (self, with_missing, 4096, append_batch, samples, NULL, error))
    return NULL;

  return g_steal_pointer (&samples);
}

PtSampleInfo *
_pt_library_index_lookup (PtLibraryIndex *self, const char *path, GError **error)
{
  sqlite3_stmt *statement = _pt_index_get_statement (self, PT_STATEMENT_LOOKUP, error);
  PtSampleInfo *info = NULL;
  int code;

  if (statement == NULL)
    return NULL;
  _pt_index_bind_path (statement, 1, path);
  code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    info = read_sample (self, statement, error);
  else if (code != SQLITE_DONE)
    _pt_index_set_error (self, error);
  _pt_index_release (statement);

  return info;
}

static GArray *
read_rows (PtLibraryIndex *self, sqlite3_stmt *statement, GStringChunk *strings, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (PtIndexRow));
  int code;

  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      PtIndexRow row = { .id = sqlite3_column_int64 (statement, 0) };

      row.path = g_string_chunk_insert_len (strings, sqlite3_column_blob (statement, 1),
                                            sqlite3_column_bytes (statement, 1));
      row.file_size = sqlite3_column_int64 (statement, 2);
      row.modified_ns = sqlite3_column_int64 (statement, 3);
      row.role = pt_library_row_read_role (statement, 4);
      row.missing = sqlite3_column_int (statement, 5) != 0;
      row.outdated = sqlite3_column_int (statement, 6) != PT_LIBRARY_ANALYSIS_VERSION;
      g_array_append_val (rows, row);
    }
  if (code != SQLITE_DONE)
    _pt_index_set_error (self, error);
  _pt_index_release (statement);

  return code == SQLITE_DONE ? g_steal_pointer (&rows) : NULL;
}

GArray *
_pt_library_index_load_rows (PtLibraryIndex *self, const char *folder, GStringChunk *strings, GError **error)
{
  sqlite3_stmt *statement = _pt_index_get_statement (self, PT_STATEMENT_ROWS_BELOW, error);
  g_autofree char *first = NULL;
  g_autofree char *behind = NULL;
  gboolean is_top = g_str_equal (folder, "/");

  if (statement == NULL)
    return NULL;
  first = g_strconcat (is_top ? "" : folder, "/", NULL);
  behind = g_strconcat (is_top ? "" : folder, "0", NULL);
  _pt_index_bind_path (statement, 1, first);
  _pt_index_bind_path (statement, 2, behind);

  return read_rows (self, statement, strings, error);
}

GArray *
_pt_library_index_find_path (PtLibraryIndex *self, const char *path, GStringChunk *strings, GError **error)
{
  sqlite3_stmt *statement = _pt_index_get_statement (self, PT_STATEMENT_ROW_OF_PATH, error);

  if (statement == NULL)
    return NULL;
  _pt_index_bind_path (statement, 1, path);

  return read_rows (self, statement, strings, error);
}

GArray *
_pt_library_index_find_content (PtLibraryIndex *self,
                                const guint8 hash[32],
                                GStringChunk *strings,
                                GError **error)
{
  sqlite3_stmt *statement = _pt_index_get_statement (self, PT_STATEMENT_ROWS_OF_CONTENT, error);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_blob (statement, 1, hash, 32, SQLITE_STATIC);

  return read_rows (self, statement, strings, error);
}

/* --- roots --- */

char **
pt_library_index_get_roots (PtLibraryIndex *self, GError **error)
{
  g_autoptr (GPtrArray) roots = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement;
  int code;

  g_return_val_if_fail (PT_IS_LIBRARY_INDEX (self), NULL);

  statement = _pt_index_get_statement (self, PT_STATEMENT_ROOTS, error);
  if (statement == NULL)
    return NULL;
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    g_ptr_array_add (roots, pt_library_row_read_path (statement, 0));
  if (code != SQLITE_DONE)
    _pt_index_set_error (self, error);
  _pt_index_release (statement);
  if (code != SQLITE_DONE)
    return NULL;
  g_ptr_array_add (roots, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&roots), FALSE);
}

gboolean
pt_library_index_add_root (PtLibraryIndex *self, const char *folder, GError **error)
{
  sqlite3_stmt *statement = _pt_index_get_statement (self, PT_STATEMENT_ADD_ROOT, error);

  if (statement == NULL)
    return FALSE;
  _pt_index_bind_path (statement, 1, folder);

  return _pt_index_run (self, statement, error);
}

/* --- writing samples --- */

gboolean
_pt_library_index_store (PtLibraryIndex *self,
                         const PtSampleInfo *info,
                         gint64 modified_ns,
                         GBytes *waveform,
                         GError **error)
{
  sqlite3_stmt *statement = _pt_index_get_statement (self, PT_STATEMENT_STORE, error);
  gint64 id;

  if (statement == NULL)
    return FALSE;
  _pt_index_bind_path (statement, 1, info->path);
  sqlite3_bind_blob (statement, 2, info->content_hash, sizeof info->content_hash, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 3, info->file_size);
  sqlite3_bind_int64 (statement, 4, modified_ns);
  sqlite3_bind_int64 (statement, 5, info->added_usec);
  sqlite3_bind_int (statement, 6, PT_LIBRARY_ANALYSIS_VERSION);
  sqlite3_bind_text (statement, 7, pt_role_to_string (info->role), -1, SQLITE_STATIC);
  sqlite3_bind_double (statement, 8, info->role_confidence);
  sqlite3_bind_int (statement, 9, info->loop);
  sqlite3_bind_double (statement, 10, info->loop_confidence);
  sqlite3_bind_double (statement, 11, info->bpm);
  sqlite3_bind_double (statement, 12, info->bars);
  sqlite3_bind_text (statement, 13, info->key, -1, SQLITE_STATIC);
  sqlite3_bind_double (statement, 14, info->key_confidence);
  sqlite3_bind_int64 (statement, 15, info->frames);
  sqlite3_bind_int64 (statement, 16, info->sample_rate);
  sqlite3_bind_int64 (statement, 17, info->channels);
  /* NaN becomes NULL. */
  sqlite3_bind_double (statement, 18, info->peak_dbfs);
  sqlite3_bind_double (statement, 19, info->rms_dbfs);
  sqlite3_bind_double (statement, 20, info->lufs_i);
  sqlite3_bind_double (statement, 21, info->brightness_hz);
  sqlite3_bind_double (statement, 22, info->onset_rate_hz);
  if (info->has_profile)
    sqlite3_bind_blob (statement, 23, info->profile, sizeof info->profile, SQLITE_STATIC);
  if (sqlite3_step (statement) != SQLITE_ROW)
    {
      _pt_index_set_error (self, error);
      _pt_index_release (statement);
      return FALSE;
    }
  id = sqlite3_column_int64 (statement, 0);
  _pt_index_release (statement);

  statement = _pt_index_get_statement (self, waveform != NULL ? PT_STATEMENT_STORE_WAVEFORM : PT_STATEMENT_DROP_WAVEFORM, error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (waveform != NULL)
    {
      gsize length;
      const void *data = g_bytes_get_data (waveform, &length);

      sqlite3_bind_blob64 (statement, 2, data, length, SQLITE_STATIC);
    }

  return _pt_index_run (self, statement, error);
}

gboolean
_pt_library_index_move (PtLibraryIndex *self, gint64 id, const char *path, GError **error)
{
  sqlite3_stmt *statement = _pt_index_get_statement (self, PT_STATEMENT_MOVE, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  _pt_index_bind_path (statement, 2, path);

  return _pt_index_run (self, statement, error);
}

gboolean
_pt_library_index_set_missing (PtLibraryIndex *self,
                               gint64 id,
                               gboolean missing,
                               gboolean forget,
                               GError **error)
{
  sqlite3_stmt *statement = _pt_index_get_statement (self, PT_STATEMENT_SET_MISSING, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_int (statement, 2, missing);
  sqlite3_bind_int (statement, 3, forget);

  return _pt_index_run (self, statement, error);
}

/* One tag a line: a tag is a word or a few, and this needs no parser. */
static char *
join_tags (char **tags)
{
  g_autoptr (GPtrArray) lines = NULL;

  if (tags == NULL || tags[0] == NULL)
    return NULL;
  lines = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; tags[i] != NULL; i++)
    {
      g_autofree char *tag = g_strdelimit (g_utf8_make_valid (tags[i], -1), "\n\r", ' ');

      g_strstrip (tag);
      if (*tag != '\0')
        g_ptr_array_add (lines, g_steal_pointer (&tag));
    }
  g_ptr_array_add (lines, NULL);

  return lines->len > 1 ? g_strjoinv ("\n", (char **) lines->pdata) : NULL;
}

gboolean
pt_library_index_save_edits (PtLibraryIndex *self, const PtSampleInfo *info, GError **error)
{
  g_autofree char *tags = NULL;
  sqlite3_stmt *statement;

  g_return_val_if_fail (PT_IS_LIBRARY_INDEX (self), FALSE);
  g_return_val_if_fail (info != NULL, FALSE);

  statement = _pt_index_get_statement (self, PT_STATEMENT_SAVE_EDITS, error);
  if (statement == NULL)
    return FALSE;
  tags = join_tags (info->tags);
  _pt_index_bind_path (statement, 1, info->path);
  if (info->role_by_user)
    sqlite3_bind_text (statement, 2, pt_role_to_string (info->role), -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 3, tags, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 4, info->favourite != FALSE);
  sqlite3_bind_int (statement, 5, CLAMP (info->rating, 0, 5));
  if (!_pt_index_run (self, statement, error))
    return FALSE;
  if (sqlite3_changes (self->db) == 0)
    {
      g_autofree char *shown = pt_display_path (info->path);

      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_NOT_FOUND,
                   _ ("%s is not in the library; scan its folder first"), shown);
      return FALSE;
    }

  return TRUE;
}

gboolean
pt_library_index_save_many (PtLibraryIndex *self, GPtrArray *infos, GError **error)
{
  gboolean alone;

  g_return_val_if_fail (PT_IS_LIBRARY_INDEX (self), FALSE);
  g_return_val_if_fail (infos != NULL, FALSE);

  /* In the middle of a scan they go with what that writes. */
  alone = !self->in_transaction;
  if (alone && !_pt_library_index_begin (self, error))
    return FALSE;
  for (guint i = 0; i < infos->len; i++)
    if (!pt_library_index_save_edits (self, infos->pdata[i], error))
      {
        if (alone)
          _pt_library_index_rollback (self);
        return FALSE;
      }

  return !alone || _pt_library_index_commit (self, error);
}

/* --- forgetting --- */

static gboolean
lies_below (const char *path, const char *folder)
{
  gsize length = strlen (folder);

  if (length > 0 && folder[length - 1] == '/')
    length--;

  return strncmp (path, folder, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

static gboolean
lies_below_any (const char *path, char **folders, const char *besides)
{
  for (guint i = 0; folders[i] != NULL; i++)
    if (!g_str_equal (folders[i], besides) && lies_below (path, folders[i]))
      return TRUE;

  return FALSE;
}

gboolean
_pt_library_index_remove (PtLibraryIndex *self, gint64 id, GError **error)
{
  sqlite3_stmt *statement = _pt_index_get_statement (self, PT_STATEMENT_REMOVE, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);

  return _pt_index_run (self, statement, error);
}

static gboolean
remove_rows (PtLibraryIndex *self, const char *folder, GPtrArray *removed, GError **error)
{
  g_autoptr (GStringChunk) strings = g_string_chunk_new (64 * 1024);
  g_autoptr (GArray) rows = NULL;
  g_auto (GStrv) roots = pt_library_index_get_roots (self, error);
  sqlite3_stmt *statement;

  if (roots == NULL)
    return FALSE;
  rows = _pt_library_index_load_rows (self, folder, strings, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const PtIndexRow *row = &g_array_index (rows, PtIndexRow, i);

      /* A folder within this one, or around it, still has it. */
      if (lies_below_any (row->path, roots, folder))
        continue;
      if (!_pt_library_index_remove (self, row->id, error))
        return FALSE;
      g_ptr_array_add (removed, g_strdup (row->path));
    }
  statement = _pt_index_get_statement (self, PT_STATEMENT_REMOVE_ROOT, error);
  if (statement == NULL)
    return FALSE;
  _pt_index_bind_path (statement, 1, folder);

  return _pt_index_run (self, statement, error);
}

char **
pt_library_index_remove_root (PtLibraryIndex *self, const char *folder, GError **error)
{
  g_autoptr (GPtrArray) removed = NULL;

  g_return_val_if_fail (PT_IS_LIBRARY_INDEX (self), NULL);
  g_return_val_if_fail (folder != NULL, NULL);

  removed = g_ptr_array_new_with_free_func (g_free);
  if (!_pt_library_index_begin (self, error))
    return NULL;
  if (!remove_rows (self, folder, removed, error))
    {
      _pt_library_index_rollback (self);
      return NULL;
    }
  if (!_pt_library_index_commit (self, error))
    return NULL;
  g_ptr_array_add (removed, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&removed), FALSE);
}

/* --- waveforms --- */

static void
set_no_waveform (const char *path, GError **error)
{
  g_autofree char *shown = pt_display_path (path);

  g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_NOT_FOUND,
               _ ("The library has no picture of %s; scan its folder again"), shown);
}

GBytes *
pt_library_index_load_waveform (PtLibraryIndex *self, const char *path, guint n_columns, GError **error)
{
  g_autoptr (PtWaveform) waveform = NULL;
  sqlite3_stmt *statement;
  gint8 *columns;
  int code;

  g_return_val_if_fail (PT_IS_LIBRARY_INDEX (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (n_columns > 0 && n_columns <= 1 << 20, NULL);

  statement = _pt_index_get_statement (self, PT_STATEMENT_WAVEFORM, error);
  if (statement == NULL)
    return NULL;
  _pt_index_bind_path (statement, 1, path);
  code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    waveform = pt_waveform_new_from_bytes (sqlite3_column_blob (statement, 0),
                                           sqlite3_column_bytes (statement, 0), error);
  else if (code != SQLITE_DONE)
    _pt_index_set_error (self, error);
  else
    set_no_waveform (path, error);
  _pt_index_release (statement);
  if (waveform == NULL)
    return NULL;

  columns = g_new (gint8, 2 * (gsize) n_columns);
  pt_waveform_get_columns (waveform, 0, pt_waveform_get_frames (waveform), n_columns, columns);

  return g_bytes_new_take (columns, 2 * (gsize) n_columns);
}
