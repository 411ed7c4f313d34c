/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "scores/pt-score-history.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "core/pt-util.h"
#include "scores/pt-score-query.h"
#include "scores/pt-scores-error.h"

/* "PtSc" in the header of the file says whose it is. */
#define APPLICATION_ID 0x50745363
#define BUSY_TIMEOUT_MS 10000

/* One statement list a version; a file is brought up step by step. */
static const char *const migrations[] = {
  "CREATE TABLE score ("
  "  id INTEGER PRIMARY KEY,"
  "  file_hash TEXT NOT NULL,"
  "  path TEXT NOT NULL,"
  "  scorer TEXT NOT NULL,"
  "  version TEXT NOT NULL,"
  "  palette TEXT, arrangement TEXT, \"set\" TEXT, seed TEXT, model TEXT, prompt TEXT, settings TEXT,"
  "  note TEXT,"
  "  ce REAL, cu REAL, pc REAL, pq REAL, obj REAL,"
  "  duration_s REAL,"
  "  lufs REAL,"
  "  scored_usec INTEGER NOT NULL,"
  "  star INTEGER NOT NULL DEFAULT 0"
  ") STRICT;"
  "CREATE UNIQUE INDEX score_content ON score (file_hash, scorer, version, scored_usec, path);"
  "CREATE INDEX score_time ON score (scored_usec);"
  "CREATE INDEX score_scorer ON score (scorer, version, scored_usec);",
  /* Rankings and starred scores without reading all. */
  "CREATE INDEX score_palette ON score (palette, scored_usec) WHERE palette IS NOT NULL;"
  "CREATE INDEX score_star ON score (scored_usec) WHERE star = 1;",
  /* What is added last lies at the end of the indices, but for the hash, of which a quarter tells
   * enough. With a million rows that is the difference between seconds and minutes. */
  "DROP INDEX IF EXISTS score_content;"
  "DROP INDEX IF EXISTS score_time;"
  "DROP INDEX IF EXISTS score_scorer;"
  "CREATE UNIQUE INDEX score_once ON score (scored_usec, file_hash, scorer, version, path);"
  "CREATE INDEX score_hash ON score (substr(file_hash, 1, 16));"
  "CREATE INDEX score_scorer_time ON score (scorer, scored_usec);",
};

#define SCHEMA_VERSION ((int) G_N_ELEMENTS (migrations))

/* The texts as in pt_score_text_members, then the numbers. */
#define COLUMNS "file_hash, path, scorer, version, palette, arrangement, \"set\", seed, model, prompt, settings, " \
                "note, ce, cu, pc, pq, obj, duration_s, lufs, scored_usec, star"
#define N_VALUES (PT_SCORE_N_TEXTS + 9)

struct _PtScoreHistory
{
  GObject parent_instance;

  char *path;
  sqlite3 *db;
  GMutex lock;
  gint changed_pending; /* atomic */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PtScoreHistory, pt_score_history, G_TYPE_OBJECT)

/* --- errors --- */

static void
set_damaged (const char *path, const char *why, GError **error)
{
  g_autofree char *shown = pt_display_path (path);

  g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_DATABASE,
               "The score history %s is damaged (%s); move it away to begin a new one", shown, why);
}

static void
set_sqlite_error (PtScoreHistory *self, GError **error)
{
  g_autofree char *shown = pt_display_path (self->path);
  const char *text = PT_SHORT (self->db != NULL ? sqlite3_errmsg (self->db) : "out of memory");
  const int code = self->db != NULL ? sqlite3_errcode (self->db) & 0xff : SQLITE_NOMEM;

  switch (code)
    {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_MISMATCH:
      set_damaged (self->path, text, error);
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY,
                   "The score history %s is in use by another program; try again when it is done", shown);
      break;
    case SQLITE_FULL:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "Cannot write the score history %s: the disk is full", shown);
      break;
    case SQLITE_CANTOPEN:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   "Cannot open or make the score history %s; see that its folder is there and may be written to", shown);
      break;
    case SQLITE_READONLY:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                   "Cannot write the score history %s: it is read-only", shown);
      break;
    default:
      g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_DATABASE, "The score history %s: %s", shown, text);
      break;
    }
}

static gboolean
run_text (PtScoreHistory *self, const char *text, GError **error)
{
  if (sqlite3_exec (self->db, text, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  set_sqlite_error (self, error);

  return FALSE;
}

static gboolean
read_integer (PtScoreHistory *self, const char *text, gint64 *value, GError **error)
{
  sqlite3_stmt *statement = NULL;
  const gboolean found = sqlite3_prepare_v2 (self->db, text, -1, &statement, NULL) == SQLITE_OK
                         && sqlite3_step (statement) == SQLITE_ROW;

  if (found)
    *value = sqlite3_column_int64 (statement, 0);
  else
    set_sqlite_error (self, error);
  sqlite3_finalize (statement);

  return found;
}

/* --- opening --- */

char *
pt_score_history_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "peaktime", "scores.db", NULL);
}

/* Before SQLite may touch it: is it a file, and can it be a history? */
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
                   "The score history %s is a folder; name a file in it", shown);
      return FALSE;
    }
  fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  if (fd < 0)
    {
      const int saved_errno = errno;

      if (saved_errno == ENOENT && create)
        return TRUE;
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), "Cannot open the score history %s: %s",
                   shown, saved_errno == ENOENT ? "there is none yet; score something first" : g_strerror (saved_errno));
      return FALSE;
    }
  n = read (fd, start, sizeof start);
  close (fd);
  if ((n == 0 && create) || (n == sizeof start && memcmp (start, magic, sizeof magic) == 0))
    return TRUE;
  g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_DATABASE,
               "%s is not a score history of Peaktime; move it away", shown);

  return FALSE;
}

static gboolean
migrate (PtScoreHistory *self, GError **error)
{
  gint64 version = 0;
  gboolean done;

  /* Another program may have been quicker: look again under the lock. */
  if (!run_text (self, "BEGIN IMMEDIATE", error))
    return FALSE;
  done = read_integer (self, "PRAGMA user_version", &version, error);
  for (version = MAX (version, 0); done && version < SCHEMA_VERSION; version++)
    {
      g_autofree char *stamp = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d",
                                                APPLICATION_ID, (int) version + 1);

      done = run_text (self, migrations[version], error) && run_text (self, stamp, error);
    }
  if (done)
    done = run_text (self, "COMMIT", error);
  if (!done)
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);

  return done;
}

static gboolean
check_schema (PtScoreHistory *self, gboolean create, GError **error)
{
  gint64 application_id, version, n_objects;
  g_autofree char *shown = pt_display_path (self->path);

  if (!read_integer (self, "PRAGMA application_id", &application_id, error)
      || !read_integer (self, "PRAGMA user_version", &version, error)
      || !read_integer (self, "SELECT count (*) FROM sqlite_schema", &n_objects, error))
    return FALSE;
  if (application_id != APPLICATION_ID && (application_id != 0 || version != 0 || n_objects != 0 || !create))
    {
      g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_DATABASE,
                   "%s is a database, but not a score history of Peaktime; move it away", shown);
      return FALSE;
    }
  if (version < 0)
    {
      set_damaged (self->path, "its format has a negative number", error);
      return FALSE;
    }
  if (version > SCHEMA_VERSION)
    {
      g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_DATABASE,
                   "The score history %s was written by a newer version of Peaktime (format %d, this one knows %d); "
                   "use that version",
                   shown, (int) version, SCHEMA_VERSION);
      return FALSE;
    }

  return version == SCHEMA_VERSION || migrate (self, error);
}

PtScoreHistory *
pt_score_history_open (const char *path, gboolean create, GError **error)
{
  g_autoptr (PtScoreHistory) self = NULL;
  g_autofree char *folder = NULL;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (create ? SQLITE_OPEN_CREATE : 0);

  g_return_val_if_fail (path != NULL, NULL);

  folder = g_path_get_dirname (path);
  if (create && g_mkdir_with_parents (folder, 0700) != 0)
    {
      const int saved_errno = errno;
      g_autofree char *shown = pt_display_path (folder);

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), "Cannot make the folder %s: %s", shown,
                   g_strerror (saved_errno));
      return NULL;
    }
  if (!check_file (path, create, error))
    return NULL;

  self = g_object_new (PT_TYPE_SCORE_HISTORY, NULL);
  self->path = g_strdup (path);
  if (sqlite3_open_v2 (path, &self->db, flags, NULL) != SQLITE_OK)
    {
      set_sqlite_error (self, error);
      return NULL;
    }
  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT_MS);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  /* The log is in the hands of the system with every commit: a program that is killed loses
   * nothing. */
  if (!run_text (self, "PRAGMA trusted_schema = OFF", error) || !check_schema (self, create, error)
      || !run_text (self,
                    "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000;"
                    "PRAGMA wal_autocheckpoint = 4000",
                    error))
    return NULL;

  return g_steal_pointer (&self);
}

static void
pt_score_history_finalize (GObject *object)
{
  PtScoreHistory *self = PT_SCORE_HISTORY (object);

  if (self->db != NULL)
    {
      /* So that the next one knows which index tells most; not worth waiting for. */
      sqlite3_busy_timeout (self->db, 0);
      sqlite3_exec (self->db, "PRAGMA analysis_limit = 400; PRAGMA optimize", NULL, NULL, NULL);
    }
  sqlite3_close (self->db);
  g_mutex_clear (&self->lock);
  g_free (self->path);

  G_OBJECT_CLASS (pt_score_history_parent_class)->finalize (object);
}

static void
pt_score_history_class_init (PtScoreHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pt_score_history_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
pt_score_history_init (PtScoreHistory *self)
{
  g_mutex_init (&self->lock);
}

const char *
pt_score_history_get_path (PtScoreHistory *self)
{
  g_return_val_if_fail (PT_IS_SCORE_HISTORY (self), NULL);

  return self->path;
}

/* --- rows --- */

static void
bind_text (sqlite3_stmt *statement, int column, const char *text)
{
  if (text != NULL)
    sqlite3_bind_text (statement, column, text, -1, SQLITE_STATIC);
}

static void
bind_number (sqlite3_stmt *statement, int column, double value)
{
  if (isfinite (value))
    sqlite3_bind_double (statement, column, value);
}

/* NULL is what an unbound value is. */
static void
bind_record (sqlite3_stmt *statement, PtScoreRecord *record)
{
  int column = 0;

  for (guint i = 0; i < PT_SCORE_N_TEXTS; i++)
    bind_text (statement, ++column, *pt_score_record_text (record, i));
  if (record->path == NULL)
    bind_text (statement, 2, "");
  bind_number (statement, ++column, record->metrics.ce);
  bind_number (statement, ++column, record->metrics.cu);
  bind_number (statement, ++column, record->metrics.pc);
  bind_number (statement, ++column, record->metrics.pq);
  bind_number (statement, ++column, record->objective);
  bind_number (statement, ++column, record->duration_s);
  bind_number (statement, ++column, record->lufs);
  sqlite3_bind_int64 (statement, ++column, record->scored_usec);
  sqlite3_bind_int (statement, ++column, record->star != FALSE);
  g_assert (column == N_VALUES);
}

static double
read_number (sqlite3_stmt *statement, int column)
{
  return sqlite3_column_type (statement, column) == SQLITE_NULL ? NAN : sqlite3_column_double (statement, column);
}

/* The id, then COLUMNS. */
static PtScoreRecord *
read_record (sqlite3_stmt *statement)
{
  PtScoreRecord *record = pt_score_record_new ();
  int column = 0;

  record->id = sqlite3_column_int64 (statement, column);
  for (guint i = 0; i < PT_SCORE_N_TEXTS; i++)
    {
      const char *text = (const char *) sqlite3_column_text (statement, ++column);

      if (text != NULL && *text != '\0')
        *pt_score_record_text (record, i) = g_strdup (text);
    }
  record->metrics.ce = read_number (statement, ++column);
  record->metrics.cu = read_number (statement, ++column);
  record->metrics.pc = read_number (statement, ++column);
  record->metrics.pq = read_number (statement, ++column);
  record->objective = read_number (statement, ++column);
  record->duration_s = read_number (statement, ++column);
  record->lufs = read_number (statement, ++column);
  record->scored_usec = sqlite3_column_int64 (statement, ++column);
  record->star = sqlite3_column_int (statement, ++column) != 0;

  return record;
}

static gboolean
tell_changed (gpointer data)
{
  PtScoreHistory *self = data;

  g_atomic_int_set (&self->changed_pending, 0);
  g_signal_emit (self, signals[CHANGED], 0);

  return G_SOURCE_REMOVE;
}

/* From any thread; many changes are one signal. */
static void
note_change (PtScoreHistory *self)
{
  if (g_atomic_int_compare_and_exchange (&self->changed_pending, 0, 1))
    g_idle_add_full (G_PRIORITY_DEFAULT, tell_changed, g_object_ref (self), g_object_unref);
}

/* --- adding --- */

static gboolean
add_locked (PtScoreHistory *self, GPtrArray *records, guint *n_added, GError **error)
{
  static const char text[] = "INSERT INTO score (" COLUMNS ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) "
                             "ON CONFLICT DO NOTHING";
  sqlite3_stmt *statement = NULL;
  gboolean done = TRUE;

  if (sqlite3_prepare_v2 (self->db, text, -1, &statement, NULL) != SQLITE_OK)
    {
      set_sqlite_error (self, error);
      return FALSE;
    }
  for (guint i = 0; done && i < records->len; i++)
    {
      PtScoreRecord *record = records->pdata[i];

      bind_record (statement, record);
      done = sqlite3_step (statement) == SQLITE_DONE;
      if (!done)
        set_sqlite_error (self, error);
      else if (sqlite3_changes (self->db) > 0)
        {
          record->id = sqlite3_last_insert_rowid (self->db);
          (*n_added)++;
        }
      sqlite3_reset (statement);
      sqlite3_clear_bindings (statement);
    }
  sqlite3_finalize (statement);

  return done;
}

gboolean
pt_score_history_add_many (PtScoreHistory *self, GPtrArray *records, guint *n_added, GError **error)
{
  guint n_new = 0;
  gboolean done;

  g_return_val_if_fail (PT_IS_SCORE_HISTORY (self), FALSE);
  g_return_val_if_fail (records != NULL, FALSE);

  g_mutex_lock (&self->lock);
  done = run_text (self, "BEGIN IMMEDIATE", error);
  if (done)
    {
      done = add_locked (self, records, &n_new, error) && run_text (self, "COMMIT", error);
      if (!done)
        sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
    }
  g_mutex_unlock (&self->lock);

  if (done && n_new > 0)
    note_change (self);
  if (n_added != NULL)
    *n_added = done ? n_new : 0;

  return done;
}

gboolean
pt_score_history_add (PtScoreHistory *self, PtScoreRecord *record, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  g_return_val_if_fail (record != NULL, FALSE);
  g_return_val_if_fail (record->file_hash != NULL && record->scorer != NULL && record->version != NULL, FALSE);

  g_ptr_array_add (records, record);

  return pt_score_history_add_many (self, records, NULL, error);
}

/* --- reading --- */

static void
bind_query (sqlite3_stmt *statement, const PtScoreQuery *query)
{
  for (guint i = 0; i < query->values->len; i++)
    {
      const PtScoreQueryValue *value = &g_array_index (query->values, PtScoreQueryValue, i);

      if (value->kind == PT_SCORE_VALUE_TEXT)
        sqlite3_bind_text (statement, i + 1, value->text, -1, SQLITE_STATIC);
      else if (value->kind == PT_SCORE_VALUE_NUMBER)
        sqlite3_bind_double (statement, i + 1, value->number);
      else
        sqlite3_bind_int64 (statement, i + 1, value->integer);
    }
}

/* Rows of SELECT @what FROM score WHERE query @tail, under the lock. */
static gboolean
select_locked (PtScoreHistory *self,
               const char *what,
               const PtScoreQuery *query,
               const char *tail,
               gboolean (*each) (sqlite3_stmt *statement, gpointer user_data),
               gpointer user_data,
               GError **error)
{
  g_autofree char *text = g_strdup_printf ("SELECT %s FROM score WHERE %s %s", what, query->where, tail);
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (self->db, text, -1, &statement, NULL);

  if (code == SQLITE_OK)
    {
      bind_query (statement, query);
      while ((code = sqlite3_step (statement)) == SQLITE_ROW && each (statement, user_data))
        ;
    }
  if (code != SQLITE_DONE && code != SQLITE_ROW)
    set_sqlite_error (self, error);
  sqlite3_finalize (statement);

  return code == SQLITE_DONE || code == SQLITE_ROW;
}

static gboolean
collect (sqlite3_stmt *statement, gpointer user_data)
{
  g_ptr_array_add (user_data, read_record (statement));

  return TRUE;
}

GPtrArray *
pt_score_history_list (PtScoreHistory *self, const char *query, guint limit, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) pt_score_record_free);
  g_autoptr (PtScoreQuery) parsed = pt_score_query_new (query);
  g_autofree char *tail = NULL;
  gboolean done;

  g_return_val_if_fail (PT_IS_SCORE_HISTORY (self), NULL);

  tail = g_strdup_printf ("ORDER BY scored_usec DESC, id DESC LIMIT %" G_GINT64_FORMAT,
                          limit > 0 ? (gint64) limit : -1);
  g_mutex_lock (&self->lock);
  done = select_locked (self, "id, " COLUMNS, parsed, tail, collect, records, error);
  g_mutex_unlock (&self->lock);

  return done ? g_steal_pointer (&records) : NULL;
}

static gboolean
take_integer (sqlite3_stmt *statement, gpointer user_data)
{
  *(gint64 *) user_data = sqlite3_column_int64 (statement, 0);

  return TRUE;
}

gint64
pt_score_history_count (PtScoreHistory *self, const char *query, GError **error)
{
  g_autoptr (PtScoreQuery) parsed = pt_score_query_new (query);
  gint64 n = -1;
  gboolean done;

  g_return_val_if_fail (PT_IS_SCORE_HISTORY (self), -1);

  g_mutex_lock (&self->lock);
  done = select_locked (self, "count (*)", parsed, "", take_integer, &n, error);
  g_mutex_unlock (&self->lock);

  return done ? n : -1;
}

typedef struct
{
  PtScoreHistoryFunc each;
  gpointer user_data;
} Walk;

static gboolean
walk_row (sqlite3_stmt *statement, gpointer user_data)
{
  Walk *walk = user_data;
  g_autoptr (PtScoreRecord) record = read_record (statement);

  return walk->each (record, walk->user_data);
}

gboolean
pt_score_history_foreach (PtScoreHistory *self,
                          const char *query,
                          PtScoreHistoryFunc each,
                          gpointer user_data,
                          GError **error)
{
  g_autoptr (PtScoreQuery) parsed = pt_score_query_new (query);
  Walk walk = { each, user_data };
  gboolean done;

  g_return_val_if_fail (PT_IS_SCORE_HISTORY (self), FALSE);
  g_return_val_if_fail (each != NULL, FALSE);

  g_mutex_lock (&self->lock);
  done = select_locked (self, "id, " COLUMNS, parsed, "ORDER BY scored_usec, id", walk_row, &walk, error);
  g_mutex_unlock (&self->lock);

  return done;
}

PtScoreRecord *
pt_score_history_find (PtScoreHistory *self,
                       const char *file_hash,
                       const char *scorer,
                       const char *version,
                       GError **error)
{
  /* The pluses keep SQLite to the index of the hash. */
  static const char text[] = "SELECT id, " COLUMNS " FROM score WHERE substr(file_hash, 1, 16) = substr(?1, 1, 16) AND +file_hash = ?1 "
                             "AND +scorer = ?2 AND version = ?3 ORDER BY +scored_usec DESC LIMIT 1";
  sqlite3_stmt *statement = NULL;
  PtScoreRecord *record = NULL;
  int code;

  g_return_val_if_fail (PT_IS_SCORE_HISTORY (self), NULL);
  g_return_val_if_fail (file_hash != NULL && scorer != NULL && version != NULL, NULL);

  g_mutex_lock (&self->lock);
  code = sqlite3_prepare_v2 (self->db, text, -1, &statement, NULL);
  if (code == SQLITE_OK)
    {
      bind_text (statement, 1, file_hash);
      bind_text (statement, 2, scorer);
      bind_text (statement, 3, version);
      code = sqlite3_step (statement);
      if (code == SQLITE_ROW)
        record = read_record (statement);
    }
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    set_sqlite_error (self, error);
  sqlite3_finalize (statement);
  g_mutex_unlock (&self->lock);

  return record;
}

/* --- what a person says --- */

static gboolean
edit (PtScoreHistory *self, const char *text, gint64 id, const char *note, gboolean star, GError **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean done;
  int n_changed = 0;

  g_mutex_lock (&self->lock);
  done = sqlite3_prepare_v2 (self->db, text, -1, &statement, NULL) == SQLITE_OK;
  if (done)
    {
      if (note != NULL)
        bind_text (statement, 1, note);
      else if (star >= 0)
        sqlite3_bind_int (statement, 1, star);
      sqlite3_bind_int64 (statement, 2, id);
      done = sqlite3_step (statement) == SQLITE_DONE;
      n_changed = sqlite3_changes (self->db);
    }
  if (!done)
    set_sqlite_error (self, error);
  sqlite3_finalize (statement);
  g_mutex_unlock (&self->lock);

  if (done && n_changed == 0)
    {
      g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID, "There is no score %" G_GINT64_FORMAT, id);
      return FALSE;
    }
  if (done)
    note_change (self);

  return done;
}

gboolean
pt_score_history_set_note (PtScoreHistory *self, gint64 id, const char *note, GError **error)
{
  g_return_val_if_fail (PT_IS_SCORE_HISTORY (self), FALSE);

  return edit (self, "UPDATE score SET note = ? WHERE id = ?", id, note, -1, error);
}

gboolean
pt_score_history_set_star (PtScoreHistory *self, gint64 id, gboolean star, GError **error)
{
  g_return_val_if_fail (PT_IS_SCORE_HISTORY (self), FALSE);

  return edit (self, "UPDATE score SET star = ? WHERE id = ?", id, NULL, star != FALSE, error);
}
