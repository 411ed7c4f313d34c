/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-library-index-sql.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "audio/pt-audio-error.h"
#include "audio/pt-library-row.h"
#include "core/pt-util.h"

#define ROW_COLUMNS "id, path, size, modified_ns, coalesce(user_role, role), missing, analysis "

static const char *const statement_text[PT_N_STATEMENTS] = {
  [PT_STATEMENT_LOAD] = "SELECT " PT_LIBRARY_ROW_COLUMNS "FROM sample WHERE missing <= ?1 ORDER BY path",
  [PT_STATEMENT_LOOKUP] = "SELECT " PT_LIBRARY_ROW_COLUMNS "FROM sample WHERE path = ?1",
  [PT_STATEMENT_ROOTS] = "SELECT path FROM root ORDER BY path",
  [PT_STATEMENT_ADD_ROOT] = "INSERT OR IGNORE INTO root VALUES (?1)",
  [PT_STATEMENT_SAVE_EDITS] = "UPDATE sample SET user_role = ?2, tags = ?3, favourite = ?4, rating = ?5 "
                              "WHERE path = ?1",
  [PT_STATEMENT_WAVEFORM] = "SELECT data FROM waveform JOIN sample ON waveform.sample = sample.id "
                            "WHERE path = ?1",
  [PT_STATEMENT_STORE_WAVEFORM] = "INSERT OR REPLACE INTO waveform VALUES (?1, ?2)",
  [PT_STATEMENT_DROP_WAVEFORM] = "DELETE FROM waveform WHERE sample = ?1",
  /* '0' is the byte behind '/': all that begins with the folder and a slash. */
  [PT_STATEMENT_ROWS_BELOW] = "SELECT " ROW_COLUMNS "FROM sample WHERE path >= ?1 AND path < ?2 ORDER BY path",
  [PT_STATEMENT_ROWS_OF_CONTENT] = "SELECT " ROW_COLUMNS "FROM sample WHERE hash = ?1 ORDER BY path",
  [PT_STATEMENT_ROW_OF_PATH] = "SELECT " ROW_COLUMNS "FROM sample WHERE path = ?1",
  [PT_STATEMENT_STORE] = "INSERT INTO sample (path, hash, size, modified_ns, added_usec, analysis, role, "
                         "role_confidence, loop, loop_confidence, bpm, bars, key, key_confidence, frames, "
                         "sample_rate, channels, peak_dbfs, rms_dbfs, lufs_i, brightness_hz, onset_rate_hz, "
                         "profile) "
                         "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, "
                         "?17, ?18, ?19, ?20, ?21, ?22, ?23) "
                         "ON CONFLICT (path) DO UPDATE SET hash = ?2, size = ?3, modified_ns = ?4, "
                         "analysis = ?6, missing = 0, role = ?7, role_confidence = ?8, loop = ?9, "
                         "loop_confidence = ?10, bpm = ?11, bars = ?12, key = ?13, key_confidence = ?14, "
                         "frames = ?15, sample_rate = ?16, channels = ?17, peak_dbfs = ?18, "
                         "rms_dbfs = ?19, lufs_i = ?20, brightness_hz = ?21, onset_rate_hz = ?22, profile = ?23 "
                         "RETURNING id",
  [PT_STATEMENT_MOVE] = "UPDATE sample SET path = ?2 WHERE id = ?1",
  [PT_STATEMENT_SET_MISSING] = "UPDATE sample SET missing = ?2, modified_ns = iif (?3, -1, modified_ns) "
                               "WHERE id = ?1",
  [PT_STATEMENT_REMOVE] = "DELETE FROM sample WHERE id = ?1",
  [PT_STATEMENT_REMOVE_ROOT] = "DELETE FROM root WHERE path = ?1",
};

/* --- errors --- */

void
_pt_index_set_damaged (const char *path, const char *why, GError **error)
{
  g_autofree char *shown = pt_display_path (path);

  g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNREADABLE,
               _ ("The library index %s is damaged (%s); delete it and scan again, "
                  "or name another file with --index"),
               shown, why);
}

void
_pt_index_set_error (PtLibraryIndex *self, GError **error)
{
  g_autofree char *shown = pt_display_path (self->path);
  /* It may quote a damaged file: any bytes, and any number of them. */
  const char *text = PT_SHORT (self->db != NULL ? sqlite3_errmsg (self->db) : "out of memory");
  int code = self->db != NULL ? sqlite3_errcode (self->db) & 0xff : SQLITE_NOMEM;

  switch (code)
    {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_MISMATCH:
      self->damaged = TRUE;
      _pt_index_set_damaged (self->path, text, error);
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY,
                   _ ("The library index %s is in use by another program; try again when it is done"), shown);
      break;
    case SQLITE_FULL:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                   _ ("Cannot write the library index %s: the disk is full"), shown);
      break;
    case SQLITE_CANTOPEN:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   _ ("Cannot open or make the library index %s; see that its folder is there and may be written to"), shown);
      break;
    case SQLITE_IOERR:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   _ ("The disk failed at the library index %s: %s"), shown, text);
      break;
    case SQLITE_READONLY:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                   _ ("Cannot write the library index %s: it is read-only"), shown);
      break;
    default:
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_FAILED, _ ("The library index %s: %s"), shown, text);
      break;
    }
}

/* --- statements --- */

sqlite3_stmt *
_pt_index_get_statement (PtLibraryIndex *self, PtIndexStatement which, GError **error)
{
  g_assert (which < PT_N_STATEMENTS);

  if (self->statements[which] == NULL
      && sqlite3_prepare_v3 (self->db, statement_text[which], -1, SQLITE_PREPARE_PERSISTENT,
                             &self->statements[which], NULL)
             != SQLITE_OK)
    {
      _pt_index_set_error (self, error);
      return NULL;
    }

  return self->statements[which];
}

void
_pt_index_release (sqlite3_stmt *statement)
{
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
}

gboolean
_pt_index_run (PtLibraryIndex *self, sqlite3_stmt *statement, GError **error)
{
  gboolean done = sqlite3_step (statement) == SQLITE_DONE;

  if (!done)
    _pt_index_set_error (self, error);
  _pt_index_release (statement);

  return done;
}

gboolean
_pt_index_run_text (PtLibraryIndex *self, const char *text, GError **error)
{
  if (sqlite3_exec (self->db, text, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  _pt_index_set_error (self, error);

  return FALSE;
}

gboolean
_pt_index_read_integer (PtLibraryIndex *self, const char *text, gint64 *value, GError **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean found = FALSE;

  if (sqlite3_prepare_v2 (self->db, text, -1, &statement, NULL) == SQLITE_OK
      && sqlite3_step (statement) == SQLITE_ROW)
    {
      *value = sqlite3_column_int64 (statement, 0);
      found = TRUE;
    }
  else
    {
      _pt_index_set_error (self, error);
    }
  sqlite3_finalize (statement);

  return found;
}

void
_pt_index_bind_path (sqlite3_stmt *statement, int column, const char *path)
{
  sqlite3_bind_blob (statement, column, path, strlen (path), SQLITE_STATIC);
}

/* --- transactions --- */

gboolean
_pt_library_index_begin (PtLibraryIndex *self, GError **error)
{
  g_assert (!self->in_transaction);

  self->in_transaction = _pt_index_run_text (self, "BEGIN IMMEDIATE", error);

  return self->in_transaction;
}

gboolean
_pt_library_index_commit (PtLibraryIndex *self, GError **error)
{
  g_assert (self->in_transaction);

  self->in_transaction = FALSE;
  if (_pt_index_run_text (self, "COMMIT", error))
    return TRUE;
  sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);

  return FALSE;
}

void
_pt_library_index_rollback (PtLibraryIndex *self)
{
  if (self->in_transaction)
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
  self->in_transaction = FALSE;
}
