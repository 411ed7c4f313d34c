/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-library-index.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "audio/pt-audio-error.h"
#include "audio/pt-library-index-sql.h"
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

G_DEFINE_FINAL_TYPE (PtLibraryIndex, pt_library_index, G_TYPE_OBJECT)

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
  if (!_pt_index_read_integer (self, "PRAGMA user_version", &version, error))
    {
      _pt_library_index_rollback (self);
      return FALSE;
    }
  for (version = MAX (version, 0); version < SCHEMA_VERSION; version++)
    {
      g_autofree char *stamp = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d",
                                                APPLICATION_ID, (int) version + 1);

      if (!_pt_index_run_text (self, migrations[version], error) || !_pt_index_run_text (self, stamp, error))
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

  if (!_pt_index_read_integer (self, "PRAGMA application_id", &application_id, error)
      || !_pt_index_read_integer (self, "PRAGMA user_version", &version, error)
      || !_pt_index_read_integer (self, "SELECT count (*) FROM sqlite_schema", &n_objects, error))
    return FALSE;

  if (application_id != APPLICATION_ID && (application_id != 0 || version != 0 || n_objects != 0 || !create))
    return set_not_ours (self, error);
  if (version < 0)
    {
      _pt_index_set_damaged (self->path, "its format has a negative number", error);
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
      _pt_index_set_error (self, error);
      return FALSE;
    }
  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT_MS);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);

  return _pt_index_run_text (self, "PRAGMA trusted_schema = OFF", error);
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
  return _pt_index_run_text (self,
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

  for (guint i = 0; i < PT_N_STATEMENTS; i++)
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
