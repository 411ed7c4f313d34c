/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-library-index.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "audio/pt-audio-error.h"
#include "audio/pt-library-index-private.h"
#include "audio/pt-library-row.h"
#include "audio/pt-waveform.h"
#include "core/pt-core-error.h"
#include "core/pt-util.h"

/* "PtLi" in the header of the file says whose it is. */
#define APPLICATION_ID 0x50744c69
#define BUSY_TIMEOUT_MS 10000

/* Paths are bytes, so blobs: they compare as bytes and need not be UTF-8. What the user
 * said has columns of its own, which a scan never writes. Measured values that are not
 * known are NULL. */
static const char *const migrations[] = {
  "CREATE TABLE root (path BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;"
  "CREATE TABLE sample ("
  "  id INTEGER PRIMARY KEY,"
  "  path BLOB NOT NULL UNIQUE,"
  "  hash BLOB NOT NULL,"
  "  size INTEGER NOT NULL,"
  "  modified_ns INTEGER NOT NULL,"
  "  added_usec INTEGER NOT NULL,"
  "  analysis INTEGER NOT NULL,"
  "  missing INTEGER NOT NULL DEFAULT 0,"
  "  role TEXT NOT NULL,"
  "  role_confidence REAL NOT NULL,"
  "  loop INTEGER NOT NULL,"
  "  loop_confidence REAL NOT NULL,"
  "  bpm REAL NOT NULL,"
  "  bars REAL NOT NULL,"
  "  key TEXT,"
  "  key_confidence REAL NOT NULL,"
  "  frames INTEGER NOT NULL,"
  "  sample_rate INTEGER NOT NULL,"
  "  channels INTEGER NOT NULL,"
  "  peak_dbfs REAL,"
  "  rms_dbfs REAL,"
  "  lufs_i REAL,"
  "  brightness_hz REAL,"
  "  onset_rate_hz REAL,"
  "  user_role TEXT,"
  "  tags TEXT,"
  "  favourite INTEGER NOT NULL DEFAULT 0,"
  "  rating INTEGER NOT NULL DEFAULT 0"
  ") STRICT;"
  "CREATE INDEX sample_hash ON sample (hash);"
  "CREATE TABLE waveform ("
  "  sample INTEGER PRIMARY KEY REFERENCES sample (id) ON DELETE CASCADE,"
  "  data BLOB NOT NULL"
  ") STRICT;",
  /* What a sound is like: PtSampleInfo.profile. */
  "ALTER TABLE sample ADD COLUMN profile BLOB;",
};

#define SCHEMA_VERSION ((int) G_N_ELEMENTS (migrations))

#define ROW_COLUMNS "id, path, size, modified_ns, coalesce(user_role, role), missing, analysis "

enum
{
  STATEMENT_LOAD,
  STATEMENT_LOOKUP,
  STATEMENT_ROOTS,
  STATEMENT_ADD_ROOT,
  STATEMENT_SAVE_EDITS,
  STATEMENT_WAVEFORM,
  STATEMENT_STORE_WAVEFORM,
  STATEMENT_DROP_WAVEFORM,
  STATEMENT_ROWS_BELOW,
  STATEMENT_ROWS_OF_CONTENT,
  STATEMENT_ROW_OF_PATH,
  STATEMENT_STORE,
  STATEMENT_MOVE,
  STATEMENT_SET_MISSING,
  STATEMENT_REMOVE,
  STATEMENT_REMOVE_ROOT,
  N_STATEMENTS
};

static const char *const statement_text[N_STATEMENTS] = {
  [STATEMENT_LOAD] = "SELECT " PT_LIBRARY_ROW_COLUMNS "FROM sample WHERE missing <= ?1 ORDER BY path",
  [STATEMENT_LOOKUP] = "SELECT " PT_LIBRARY_ROW_COLUMNS "FROM sample WHERE path = ?1",
  [STATEMENT_ROOTS] = "SELECT path FROM root ORDER BY path",
  [STATEMENT_ADD_ROOT] = "INSERT OR IGNORE INTO root VALUES (?1)",
  [STATEMENT_SAVE_EDITS] = "UPDATE sample SET user_role = ?2, tags = ?3, favourite = ?4, rating = ?5 "
                           "WHERE path = ?1",
  [STATEMENT_WAVEFORM] = "SELECT data FROM waveform JOIN sample ON waveform.sample = sample.id "
                         "WHERE path = ?1",
  [STATEMENT_STORE_WAVEFORM] = "INSERT OR REPLACE INTO waveform VALUES (?1, ?2)",
  [STATEMENT_DROP_WAVEFORM] = "DELETE FROM waveform WHERE sample = ?1",
  /* '0' is the byte behind '/': all that begins with the folder and a slash. */
  [STATEMENT_ROWS_BELOW] = "SELECT " ROW_COLUMNS "FROM sample WHERE path >= ?1 AND path < ?2 ORDER BY path",
  [STATEMENT_ROWS_OF_CONTENT] = "SELECT " ROW_COLUMNS "FROM sample WHERE hash = ?1 ORDER BY path",
  [STATEMENT_ROW_OF_PATH] = "SELECT " ROW_COLUMNS "FROM sample WHERE path = ?1",
  [STATEMENT_STORE] = "INSERT INTO sample (path, hash, size, modified_ns, added_usec, analysis, role, "
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
  [STATEMENT_MOVE] = "UPDATE sample SET path = ?2 WHERE id = ?1",
  [STATEMENT_SET_MISSING] = "UPDATE sample SET missing = ?2, modified_ns = iif (?3, -1, modified_ns) "
                            "WHERE id = ?1",
  [STATEMENT_REMOVE] = "DELETE FROM sample WHERE id = ?1",
  [STATEMENT_REMOVE_ROOT] = "DELETE FROM root WHERE path = ?1",
};

struct _PtLibraryIndex
{
  GObject parent_instance;

  char *path;
  sqlite3 *db;
  sqlite3_stmt *statements[N_STATEMENTS];
  gboolean in_transaction;
  gboolean damaged;
};

G_DEFINE_FINAL_TYPE (PtLibraryIndex, pt_library_index, G_TYPE_OBJECT)

/* --- errors --- */

static void
set_damaged (const char *path, const char *why, GError **error)
{
  g_autofree char *shown = pt_display_path (path);

  g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNREADABLE,
               _ ("The library index %s is damaged (%s); delete it and scan again, "
                  "or name another file with --index"),
               shown, why);
}

static void
set_sqlite_error (PtLibraryIndex *self, GError **error)
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
      set_damaged (self->path, text, error);
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

/* Ready to bind; NULL with @error set. */
static sqlite3_stmt *
get_statement (PtLibraryIndex *self, guint which, GError **error)
{
  g_assert (which < N_STATEMENTS);

  if (self->statements[which] == NULL
      && sqlite3_prepare_v3 (self->db, statement_text[which], -1, SQLITE_PREPARE_PERSISTENT,
                             &self->statements[which], NULL)
             != SQLITE_OK)
    {
      set_sqlite_error (self, error);
      return NULL;
    }

  return self->statements[which];
}

static void
release_statement (sqlite3_stmt *statement)
{
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
}

/* Runs a statement that gives no rows. */
static gboolean
run_statement (PtLibraryIndex *self, sqlite3_stmt *statement, GError **error)
{
  gboolean done = sqlite3_step (statement) == SQLITE_DONE;

  if (!done)
    set_sqlite_error (self, error);
  release_statement (statement);

  return done;
}

static gboolean
run_text (PtLibraryIndex *self, const char *text, GError **error)
{
  if (sqlite3_exec (self->db, text, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  set_sqlite_error (self, error);

  return FALSE;
}

static gboolean
read_integer (PtLibraryIndex *self, const char *text, gint64 *value, GError **error)
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
      set_sqlite_error (self, error);
    }
  sqlite3_finalize (statement);

  return found;
}

static void
bind_path (sqlite3_stmt *statement, int column, const char *path)
{
  sqlite3_bind_blob (statement, column, path, strlen (path), SQLITE_STATIC);
}

/* --- opening --- */

char *
pt_library_index_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "peaktime", "library.db", NULL);
}

/* Something is there: is it a file, and can it be an index? Looked at before SQLite may
 * touch it. */
static gboolean
check_file (const char *path, gboolean create, GError **error)
{
  static const char magic[16] = "SQLite format 3";
  g_autofree char *shown = pt_display_path (path);
  char start[sizeof magic];
  gssize n;
  int fd;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY,
                   _ ("The library index %s is a folder; name a file in it"), shown);
      return FALSE;
    }
  fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  if (fd < 0)
    {
      int saved_errno = errno;

      if (saved_errno == ENOENT && create)
        return TRUE;
      if (saved_errno == ENOENT)
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                     _ ("There is no library index %s; make it with “peaktime-cli library scan DIR --index FILE”"), shown);
      else
        g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
                     "Cannot open the library index %s: %s", shown, g_strerror (saved_errno));
      return FALSE;
    }
  n = read (fd, start, sizeof start);
  close (fd);

  if ((n == 0 && create) || (n == sizeof start && memcmp (start, magic, sizeof magic) == 0))
    return TRUE;
  g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNREADABLE,
               _ ("%s is not a library index of Peaktime; name another file"), shown);

  return FALSE;
}

static gboolean
set_not_ours (PtLibraryIndex *self, GError **error)
{
  g_autofree char *shown = pt_display_path (self->path);

  g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNREADABLE,
               _ ("%s is a database, but not a library index of Peaktime; name another file"), shown);

  return FALSE;
}

static gboolean
migrate (PtLibraryIndex *self, GError **error)
{
  gint64 version;

  /* Another program may have been quicker: look again under the lock. */
  if (!_pt_library_index_begin (self, error))
    return FALSE;
  if (!read_integer (self, "PRAGMA user_version", &version, error))
    {
      _pt_library_index_rollback (self);
      return FALSE;
    }
  for (version = MAX (version, 0); version < SCHEMA_VERSION; version++)
    {
      g_autofree char *stamp = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d",
                                                APPLICATION_ID, (int) version + 1);

      if (!run_text (self, migrations[version], error) || !run_text (self, stamp, error))
        {
          _pt_library_index_rollback (self);
          return FALSE;
        }
    }

  return _pt_library_index_commit (self, error);
}

static gboolean
check_schema (PtLibraryIndex *self, gboolean create, GError **error)
{
  gint64 application_id, version, n_objects;

  if (!read_integer (self, "PRAGMA application_id", &application_id, error)
      || !read_integer (self, "PRAGMA user_version", &version, error)
      || !read_integer (self, "SELECT count (*) FROM sqlite_schema", &n_objects, error))
    return FALSE;

  if (application_id != APPLICATION_ID && (application_id != 0 || version != 0 || n_objects != 0 || !create))
    return set_not_ours (self, error);
  if (version < 0)
    {
      set_damaged (self->path, "its format has a negative number", error);
      return FALSE;
    }
  if (version > SCHEMA_VERSION)
    {
      g_autofree char *shown = pt_display_path (self->path);

      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNSUPPORTED,
                   _ ("The library index %s was written by a newer version of Peaktime (format %d, this one "
                      "knows %d); use that version, or name another file with --index"),
                   shown, (int) version, SCHEMA_VERSION);
      return FALSE;
    }
  if (version == SCHEMA_VERSION)
    return TRUE;

  return migrate (self, error);
}

static gboolean
open_database (PtLibraryIndex *self, const char *name, int flags, GError **error)
{
  if (sqlite3_open_v2 (name, &self->db, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    {
      set_sqlite_error (self, error);
      return FALSE;
    }
  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT_MS);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);

  return run_text (self, "PRAGMA trusted_schema = OFF", error);
}

/* On a read-only disk SQLite cannot make the shared file of its log. Nobody writes there:
 * the file can be read as it is. */
static gboolean
open_read_only (PtLibraryIndex *self, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (self->path, NULL);
  g_autofree char *uri = g_filename_to_uri (absolute, NULL, error);
  g_autofree char *name = NULL;

  if (uri == NULL)
    return FALSE;
  name = g_strconcat (uri, "?immutable=1", NULL);
  sqlite3_close (g_steal_pointer (&self->db));

  return open_database (self, name, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error)
         && check_schema (self, FALSE, error);
}

static gboolean
open_index (PtLibraryIndex *self, gboolean create, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  int flags = SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0);

  if (!open_database (self, self->path, flags, error))
    return FALSE;
  if (!check_schema (self, create, &local_error))
    {
      int code = sqlite3_errcode (self->db);

      if ((code == SQLITE_CANTOPEN || code == SQLITE_READONLY) && !create && g_access (self->path, W_OK) != 0)
        return open_read_only (self, error);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  /* The log is flushed where it is folded in, not at each transaction: a crash of the
   * machine may lose the last second of a scan, never the file. */
  return run_text (self,
                   "PRAGMA journal_mode = WAL;"
                   "PRAGMA synchronous = NORMAL;"
                   "PRAGMA foreign_keys = ON;"
                   "PRAGMA cache_size = -16000;"
                   "PRAGMA wal_autocheckpoint = 8000",
                   error);
}

PtLibraryIndex *
pt_library_index_open (const char *path, gboolean create, GError **error)
{
  g_autoptr (PtLibraryIndex) self = NULL;
  g_autofree char *default_path = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  default_path = pt_library_index_default_path ();
  if (create && g_str_equal (path, default_path))
    {
      g_autofree char *folder = g_path_get_dirname (path);

      if (g_mkdir_with_parents (folder, 0700) != 0)
        {
          int saved_errno = errno;
          g_autofree char *shown = pt_display_path (folder);

          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
                       "Cannot make the folder %s: %s", shown, g_strerror (saved_errno));
          return NULL;
        }
    }
  if (!check_file (path, create, error))
    return NULL;

  self = g_object_new (PT_TYPE_LIBRARY_INDEX, NULL);
  self->path = g_strdup (path);
  if (!open_index (self, create, error))
    return NULL;

  return g_steal_pointer (&self);
}

static void
pt_library_index_finalize (GObject *object)
{
  PtLibraryIndex *self = PT_LIBRARY_INDEX (object);

  for (guint i = 0; i < N_STATEMENTS; i++)
    sqlite3_finalize (self->statements[i]);
  sqlite3_close (self->db);
  g_free (self->path);

  G_OBJECT_CLASS (pt_library_index_parent_class)->finalize (object);
}

static void
pt_library_index_class_init (PtLibraryIndexClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pt_library_index_finalize;
}

static void
pt_library_index_init (PtLibraryIndex *self)
{
}

gboolean
pt_library_index_is_damaged (PtLibraryIndex *self)
{
  g_return_val_if_fail (PT_IS_LIBRARY_INDEX (self), FALSE);

  return self->damaged;
}

/* --- transactions --- */

gboolean
_pt_library_index_begin (PtLibraryIndex *self, GError **error)
{
  g_assert (!self->in_transaction);

  self->in_transaction = run_text (self, "BEGIN IMMEDIATE", error);

  return self->in_transaction;
}

gboolean
_pt_library_index_commit (PtLibraryIndex *self, GError **error)
{
  g_assert (self->in_transaction);

  self->in_transaction = FALSE;
  if (run_text (self, "COMMIT", error))
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

/* --- reading samples --- */

static PtSampleInfo *
read_sample (PtLibraryIndex *self, sqlite3_stmt *statement, GError **error)
{
  PtSampleInfo *info = pt_library_row_read_info (statement);

  if (info == NULL)
    {
      self->damaged = TRUE;
      set_damaged (self->path, "a sample has no path", error);
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

  statement = get_statement (self, STATEMENT_LOAD, error);
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
    set_sqlite_error (self, error);
  release_statement (statement);
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
  sqlite3_stmt *statement = get_statement (self, STATEMENT_LOOKUP, error);
  PtSampleInfo *info = NULL;
  int code;

  if (statement == NULL)
    return NULL;
  bind_path (statement, 1, path);
  code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    info = read_sample (self, statement, error);
  else if (code != SQLITE_DONE)
    set_sqlite_error (self, error);
  release_statement (statement);

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
    set_sqlite_error (self, error);
  release_statement (statement);

  return code == SQLITE_DONE ? g_steal_pointer (&rows) : NULL;
}

GArray *
_pt_library_index_load_rows (PtLibraryIndex *self, const char *folder, GStringChunk *strings, GError **error)
{
  sqlite3_stmt *statement = get_statement (self, STATEMENT_ROWS_BELOW, error);
  g_autofree char *first = NULL;
  g_autofree char *behind = NULL;
  gboolean is_top = g_str_equal (folder, "/");

  if (statement == NULL)
    return NULL;
  first = g_strconcat (is_top ? "" : folder, "/", NULL);
  behind = g_strconcat (is_top ? "" : folder, "0", NULL);
  bind_path (statement, 1, first);
  bind_path (statement, 2, behind);

  return read_rows (self, statement, strings, error);
}

GArray *
_pt_library_index_find_path (PtLibraryIndex *self, const char *path, GStringChunk *strings, GError **error)
{
  sqlite3_stmt *statement = get_statement (self, STATEMENT_ROW_OF_PATH, error);

  if (statement == NULL)
    return NULL;
  bind_path (statement, 1, path);

  return read_rows (self, statement, strings, error);
}

GArray *
_pt_library_index_find_content (PtLibraryIndex *self,
                                const guint8 hash[32],
                                GStringChunk *strings,
                                GError **error)
{
  sqlite3_stmt *statement = get_statement (self, STATEMENT_ROWS_OF_CONTENT, error);

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

  statement = get_statement (self, STATEMENT_ROOTS, error);
  if (statement == NULL)
    return NULL;
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    g_ptr_array_add (roots, pt_library_row_read_path (statement, 0));
  if (code != SQLITE_DONE)
    set_sqlite_error (self, error);
  release_statement (statement);
  if (code != SQLITE_DONE)
    return NULL;
  g_ptr_array_add (roots, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&roots), FALSE);
}

gboolean
_pt_library_index_add_root (PtLibraryIndex *self, const char *folder, GError **error)
{
  sqlite3_stmt *statement = get_statement (self, STATEMENT_ADD_ROOT, error);

  if (statement == NULL)
    return FALSE;
  bind_path (statement, 1, folder);

  return run_statement (self, statement, error);
}

/* --- writing samples --- */

gboolean
_pt_library_index_store (PtLibraryIndex *self,
                         const PtSampleInfo *info,
                         gint64 modified_ns,
                         GBytes *waveform,
                         GError **error)
{
  sqlite3_stmt *statement = get_statement (self, STATEMENT_STORE, error);
  gint64 id;

  if (statement == NULL)
    return FALSE;
  bind_path (statement, 1, info->path);
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
      set_sqlite_error (self, error);
      release_statement (statement);
      return FALSE;
    }
  id = sqlite3_column_int64 (statement, 0);
  release_statement (statement);

  statement = get_statement (self, waveform != NULL ? STATEMENT_STORE_WAVEFORM : STATEMENT_DROP_WAVEFORM, error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (waveform != NULL)
    {
      gsize length;
      const void *data = g_bytes_get_data (waveform, &length);

      sqlite3_bind_blob64 (statement, 2, data, length, SQLITE_STATIC);
    }

  return run_statement (self, statement, error);
}

gboolean
_pt_library_index_move (PtLibraryIndex *self, gint64 id, const char *path, GError **error)
{
  sqlite3_stmt *statement = get_statement (self, STATEMENT_MOVE, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  bind_path (statement, 2, path);

  return run_statement (self, statement, error);
}

gboolean
_pt_library_index_set_missing (PtLibraryIndex *self,
                               gint64 id,
                               gboolean missing,
                               gboolean forget,
                               GError **error)
{
  sqlite3_stmt *statement = get_statement (self, STATEMENT_SET_MISSING, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_int (statement, 2, missing);
  sqlite3_bind_int (statement, 3, forget);

  return run_statement (self, statement, error);
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

  statement = get_statement (self, STATEMENT_SAVE_EDITS, error);
  if (statement == NULL)
    return FALSE;
  tags = join_tags (info->tags);
  bind_path (statement, 1, info->path);
  if (info->role_by_user)
    sqlite3_bind_text (statement, 2, pt_role_to_string (info->role), -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 3, tags, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 4, info->favourite != FALSE);
  sqlite3_bind_int (statement, 5, CLAMP (info->rating, 0, 5));
  if (!run_statement (self, statement, error))
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
  sqlite3_stmt *statement = get_statement (self, STATEMENT_REMOVE, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);

  return run_statement (self, statement, error);
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
  statement = get_statement (self, STATEMENT_REMOVE_ROOT, error);
  if (statement == NULL)
    return FALSE;
  bind_path (statement, 1, folder);

  return run_statement (self, statement, error);
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

  statement = get_statement (self, STATEMENT_WAVEFORM, error);
  if (statement == NULL)
    return NULL;
  bind_path (statement, 1, path);
  code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    waveform = pt_waveform_new_from_bytes (sqlite3_column_blob (statement, 0),
                                           sqlite3_column_bytes (statement, 0), error);
  else if (code != SQLITE_DONE)
    set_sqlite_error (self, error);
  else
    set_no_waveform (path, error);
  release_statement (statement);
  if (waveform == NULL)
    return NULL;

  columns = g_new (gint8, 2 * (gsize) n_columns);
  pt_waveform_get_columns (waveform, 0, pt_waveform_get_frames (waveform), n_columns, columns);

  return g_bytes_new_take (columns, 2 * (gsize) n_columns);
}
