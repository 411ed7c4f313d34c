/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pt-test-audio.h"
#include "scores/pt-score-history.h"
#include "scores/pt-scores-error.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
setup (Fixture *fixture, gconstpointer data)
{
  fixture->folder = pt_test_make_folder ();
  fixture->path = g_build_filename (fixture->folder, "scores.db", NULL);
}

static void
teardown (Fixture *fixture, gconstpointer data)
{
  /* "changed" waits for the main context. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  pt_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static PtScoreHistory *
open_history (const char *path)
{
  g_autoptr (GError) error = NULL;
  PtScoreHistory *history = pt_score_history_open (path, TRUE, &error);

  g_assert_no_error (error);

  return history;
}

/* Number @i of a row of records that differ in everything. */
static PtScoreRecord *
make_record (guint i)
{
  PtScoreRecord *record = pt_score_record_new ();

  record->file_hash = g_strdup_printf ("%064x", i);
  record->path = g_strdup_printf ("/music/take %u.wav", i);
  record->scorer = g_strdup (i % 2 == 0 ? "signal" : "http");
  record->version = g_strdup ("1");
  record->palette = g_strdup_printf ("palettes/night-%u.json", i % 10);
  record->metrics.ce = 5 + (i % 30) / 10.0;
  record->metrics.pq = 7;
  record->objective = 5 + (i % 30) / 10.0;
  record->duration_s = 60;
  record->scored_usec = (1760000000 + (gint64) i * 3600) * G_USEC_PER_SEC;

  return record;
}

static void
fill (PtScoreHistory *history, guint n)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) pt_score_record_free);
  g_autoptr (GError) error = NULL;
  guint n_added;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (records, make_record (i));
  g_assert_true (pt_score_history_add_many (history, records, &n_added, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_added, ==, n);
}

static gint64
count (PtScoreHistory *history, const char *query)
{
  g_autoptr (GError) error = NULL;
  const gint64 n = pt_score_history_count (history, query, &error);

  g_assert_no_error (error);

  return n;
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtScoreHistory) history = open_history (fixture->path);
  g_autoptr (PtScoreRecord) record = make_record (7);
  g_autoptr (PtScoreRecord) found = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  record->note = g_strdup ("good, “very” good");
  record->seed = g_strdup ("18446744073709551615");
  record->star = TRUE;
  g_assert_true (pt_score_history_add (history, record, &error));
  g_assert_no_error (error);
  g_assert_cmpint (record->id, >, 0);

  g_clear_object (&history);
  history = open_history (fixture->path);
  found = pt_score_history_find (history, record->file_hash, "http", "1", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < PT_SCORE_N_TEXTS; i++)
    g_assert_cmpstr (*pt_score_record_text (found, i), ==, *pt_score_record_text (record, i));
  g_assert_cmpfloat (found->metrics.ce, ==, record->metrics.ce);
  g_assert_true (isnan (found->metrics.cu));
  g_assert_true (isnan (found->lufs));
  g_assert_cmpint (found->scored_usec, ==, record->scored_usec);
  g_assert_true (found->star);
  g_assert_null (pt_score_history_find (history, record->file_hash, "http", "2", &error));
  g_assert_no_error (error);

  list = pt_score_history_list (history, NULL, 0, &error);
  g_assert_cmpuint (list->len, ==, 1);
}

static void
test_known_ones_stay_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtScoreHistory) history = open_history (fixture->path);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) pt_score_record_free);
  g_autoptr (GError) error = NULL;
  guint n_added;

  fill (history, 5);
  g_ptr_array_add (records, make_record (4));
  g_ptr_array_add (records, make_record (5));
  g_assert_true (pt_score_history_add_many (history, records, &n_added, &error));
  g_assert_cmpuint (n_added, ==, 1);
  g_assert_cmpint (count (history, NULL), ==, 6);
}

static void
test_queries (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *query;
    gint64 n;
  } cases[] = {
    { NULL, 300 },
    { "", 300 },
    { "scorer:signal", 150 },
    { "-scorer:signal", 150 },
    { "OBJ:>7", 90 },
    { "OBJ:>=7", 100 },
    { "obj:5-5.95", 100 },
    { "OBJ:5.5", 10 },
    { "OBJ:<5.1 scorer:http", 0 },
    { "palette:night-3", 30 },
    { "palette:=palettes/night-3.json", 30 },
    { "palette:=night-3", 0 },
    { "-palette:=palettes/night-3.json", 270 },
    { "night-3 OBJ:<6", 10 },
    { "\"take 29\"", 11 },
    { "take_29", 0 },
    { "%", 0 },
    { "CU:>1", 0 },
    { "-CU:>1", 300 },
    { "star", 0 },
    { "star:no", 300 },
    { "id:1", 1 },
    { "hash:00000000000000000000000000000000000000000000000000000000000000f", 16 },
    { "date:2025-10-09", 16 },
    { "date:<2025-10-10", 16 },
    { "date:>2025-10-09", 284 },
    { "date:2025-10-09..2025-10-10", 40 },
    { "date:2025-10", 300 },
    { "date:2025-13", 0 },
    { "OBJ:x", 0 },
    { "' OR 1 --", 0 },
    { "note:x", 0 },
    { "dur:60 lufs:<0", 0 },
    { "dur:59..61", 300 },
  };
  g_autoptr (PtScoreHistory) history = open_history (fixture->path);

  fill (history, 300);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].query != NULL ? cases[i].query : "(null)");
      g_assert_cmpint (count (history, cases[i].query), ==, cases[i].n);
    }
}

static void
test_list_is_newest_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtScoreHistory) history = open_history (fixture->path);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  fill (history, 50);
  list = pt_score_history_list (history, "scorer:signal", 3, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 3);
  g_assert_cmpstr (((PtScoreRecord *) list->pdata[0])->path, ==, "/music/take 48.wav");
  g_assert_cmpstr (((PtScoreRecord *) list->pdata[2])->path, ==, "/music/take 44.wav");
}

static void
on_changed (PtScoreHistory *history, gpointer user_data)
{
  ++*(guint *) user_data;
}

static void
test_edits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtScoreHistory) history = open_history (fixture->path);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  PtScoreRecord *record;
  guint n_changed = 0;

  g_signal_connect (history, "changed", G_CALLBACK (on_changed), &n_changed);
  fill (history, 3);
  list = pt_score_history_list (history, NULL, 1, &error);
  record = list->pdata[0];
  g_assert_true (pt_score_history_set_star (history, record->id, TRUE, &error));
  g_assert_true (pt_score_history_set_note (history, record->id, "keep", &error));
  g_assert_cmpint (count (history, "star keep"), ==, 1);
  g_assert_true (pt_score_history_set_note (history, record->id, NULL, &error));
  g_assert_cmpint (count (history, "keep"), ==, 0);
  g_assert_false (pt_score_history_set_star (history, 999, TRUE, &error));
  g_assert_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID);
  while (n_changed == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_changed, ==, 1);
}

/* A file of the first version is brought up and keeps what it holds. */
static void
test_migration (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtScoreHistory) history = open_history (fixture->path);
  sqlite3 *db = NULL;

  fill (history, 4);
  g_clear_object (&history);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "DROP INDEX score_palette; DROP INDEX score_star; DROP INDEX score_once;"
                                     "DROP INDEX score_hash; DROP INDEX score_scorer_time;"
                                     "CREATE INDEX score_time ON score (scored_usec); PRAGMA user_version = 1",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (db);
  history = open_history (fixture->path);
  g_assert_cmpint (count (history, NULL), ==, 4);
}

static void
assert_refused (const char *path, gboolean create, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PtScoreHistory) history = pt_score_history_open (path, create, &error);

  g_assert_null (history);
  g_assert_nonnull (error);
  if (strstr (error->message, says) == NULL || strstr (error->message, path) == NULL)
    g_error ("%s", error->message);
}

static void
test_damage (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *junk = g_malloc (8192);
  sqlite3 *db = NULL;

  assert_refused (fixture->path, FALSE, "there is none yet");
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  assert_refused (fixture->folder, TRUE, "is a folder");
  g_file_set_contents (fixture->path, "palettes and scores", -1, NULL);
  assert_refused (fixture->path, TRUE, "not a score history");

  memset (junk, 0x5a, 8192);
  memcpy (junk, "SQLite format 3", 16);
  g_file_set_contents (fixture->path, junk, 8192, NULL);
  assert_refused (fixture->path, TRUE, "damaged");

  g_unlink (fixture->path);
  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, "CREATE TABLE mine (a)", NULL, NULL, NULL);
  sqlite3_close (db);
  assert_refused (fixture->path, TRUE, "not a score history");

  g_unlink (fixture->path);
  g_object_unref (open_history (fixture->path));
  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, "PRAGMA user_version = 99", NULL, NULL, NULL);
  sqlite3_close (db);
  assert_refused (fixture->path, TRUE, "newer version");
}

/* A child adds scores and tells of each; it is killed in the middle. What it told is there. */
static void
test_kill (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtScoreHistory) history = NULL;
  g_autofree char *last = NULL;
  int pipe_ends[2], status;
  guint told = 0, number;
  FILE *reports;
  pid_t child;

  g_object_unref (open_history (fixture->path));
  g_assert_cmpint (pipe (pipe_ends), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      PtScoreHistory *own = pt_score_history_open (fixture->path, FALSE, NULL);

      for (guint i = 0; own != NULL; i++)
        {
          PtScoreRecord *record = make_record (i);
          char line[32];
          int length = g_snprintf (line, sizeof line, "%u\n", i);

          if (!pt_score_history_add (own, record, NULL) || write (pipe_ends[1], line, length) != length)
            break;
        }
      _exit (1);
    }
  close (pipe_ends[1]);
  reports = fdopen (pipe_ends[0], "r");
  while (told < 200 && fscanf (reports, "%u", &number) == 1)
    told++;
  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  while (fscanf (reports, "%u", &number) == 1)
    told++;
  fclose (reports);

  history = open_history (fixture->path);
  g_assert_cmpuint (told, >=, 200);
  g_assert_cmpint (count (history, NULL), >=, told);
  last = g_strdup_printf ("\"take %u.wav\"", told - 1);
  g_assert_cmpint (count (history, last), >=, 1);
}

static gpointer
add_some (gpointer data)
{
  PtScoreHistory *history = data;
  static gint next;

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (PtScoreRecord) record = make_record (g_atomic_int_add (&next, 1));

      g_assert_true (pt_score_history_add (history, record, NULL));
    }

  return NULL;
}

static void
test_threads (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtScoreHistory) history = open_history (fixture->path);
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("adds", add_some, history);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (count (history, NULL), ==, 200);
}

#define ADD(name, function) g_test_add ("/score-history/" name, Fixture, NULL, setup, function, teardown)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("round-trip", test_round_trip);
  ADD ("known-ones-stay-out", test_known_ones_stay_out);
  ADD ("queries", test_queries);
  ADD ("newest-first", test_list_is_newest_first);
  ADD ("edits", test_edits);
  ADD ("migration", test_migration);
  ADD ("damage", test_damage);
  ADD ("kill", test_kill);
  ADD ("threads", test_threads);

  return g_test_run ();
}
