/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-library-index.h"

#include <glib/gstdio.h>
#include <math.h>
#include <sqlite3.h>
#include <string.h>

#include "audio/pt-audio-error.h"
#include "audio/pt-library-index-private.h"
#include "audio/pt-waveform.h"
#include "core/pt-core-error.h"
#include "core/pt-util.h"
#include "pt-test-audio.h"

typedef struct
{
  char *folder;
  char *path; /* of the index */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = pt_test_make_folder ();
  fixture->path = g_build_filename (fixture->folder, "library.index", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  pt_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static PtLibraryIndex *
open_index (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  PtLibraryIndex *index = pt_library_index_open (fixture->path, TRUE, &error);

  g_assert_no_error (error);
  g_assert_nonnull (index);

  return index;
}

static PtSampleInfo *
make_info (const char *path)
{
  PtSampleInfo *info = pt_sample_info_new (path);

  info->role = PT_ROLE_BASSLINE;
  info->role_confidence = 0.75;
  info->loop = TRUE;
  info->loop_confidence = 0.9;
  info->bpm = 127.5;
  info->bars = 4;
  info->key = g_strdup ("F# minor");
  info->key_confidence = 0.6;
  info->frames = 360000;
  info->sample_rate = 48000;
  info->channels = 2;
  info->duration_s = 7.5;
  info->peak_dbfs = -1.25;
  info->rms_dbfs = -INFINITY;
  info->brightness_hz = 812.5;
  info->onset_rate_hz = 4;
  info->has_profile = TRUE;
  info->profile[0] = -127;
  info->profile[PT_PROFILE_GLIDE] = 12;
  for (guint i = 0; i < sizeof info->content_hash; i++)
    info->content_hash[i] = i * 7;
  info->file_size = 2160044;
  info->modified_usec = 1234567890123456;
  info->added_usec = 1700000000000000;

  return info;
}

static void
store (PtLibraryIndex *index, const PtSampleInfo *info, GBytes *waveform)
{
  g_autoptr (GError) error = NULL;

  _pt_library_index_store (index, info, info->modified_usec * 1000 + 789, waveform, &error);
  g_assert_no_error (error);
}

static PtSampleInfo *
lookup (PtLibraryIndex *index, const char *path)
{
  g_autoptr (GError) error = NULL;
  PtSampleInfo *info = _pt_library_index_lookup (index, path, &error);

  g_assert_no_error (error);
  g_assert_nonnull (info);

  return info;
}

static void
assert_refused (const char *path, gboolean create, GQuark domain, int code, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PtLibraryIndex) index = pt_library_index_open (path, create, &error);

  g_assert_null (index);
  g_assert_error (error, domain, code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, says));
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtSampleInfo) info = make_info ("/s/B\xc3\xa4sse/\xff odd.wav");
  g_autoptr (PtSampleInfo) got = NULL;

  {
    g_autoptr (PtLibraryIndex) index = open_index (fixture);

    store (index, info, NULL);
  }
  {
    g_autoptr (PtLibraryIndex) index = open_index (fixture);

    got = lookup (index, info->path);
  }
  g_assert_cmpstr (got->path, ==, info->path);
  g_assert_cmpstr (got->name, ==, info->name);
  g_assert_cmpint (got->role, ==, info->role);
  g_assert_cmpfloat (got->role_confidence, ==, info->role_confidence);
  g_assert_true (got->loop);
  g_assert_cmpfloat (got->loop_confidence, ==, info->loop_confidence);
  g_assert_cmpfloat (got->bpm, ==, info->bpm);
  g_assert_cmpfloat (got->bars, ==, info->bars);
  g_assert_cmpstr (got->key, ==, info->key);
  g_assert_cmpfloat (got->key_confidence, ==, info->key_confidence);
  g_assert_cmpuint (got->frames, ==, info->frames);
  g_assert_cmpuint (got->sample_rate, ==, info->sample_rate);
  g_assert_cmpuint (got->channels, ==, info->channels);
  g_assert_cmpfloat (got->duration_s, ==, info->duration_s);
  g_assert_cmpfloat (got->peak_dbfs, ==, info->peak_dbfs);
  g_assert_cmpfloat (got->rms_dbfs, ==, -INFINITY);
  g_assert_true (isnan (got->lufs_i));
  g_assert_cmpfloat (got->brightness_hz, ==, info->brightness_hz);
  g_assert_cmpfloat (got->onset_rate_hz, ==, info->onset_rate_hz);
  g_assert_true (got->has_profile == info->has_profile);
  g_assert_cmpmem (got->profile, PT_PROFILE_SIZE, info->profile, PT_PROFILE_SIZE);
  g_assert_cmpmem (got->content_hash, 32, info->content_hash, 32);
  g_assert_cmpint (got->file_size, ==, info->file_size);
  g_assert_cmpint (got->modified_usec, ==, info->modified_usec);
  g_assert_cmpint (got->added_usec, ==, info->added_usec);
  g_assert_null (got->tags);
  g_assert_false (got->favourite || got->role_by_user || got->missing);
}

static void
test_edits_survive_a_scan (Fixture *fixture, gconstpointer data)
{
  static const char *const tags[] = { "dark", " long\nroom ", "", NULL };
  g_autoptr (PtLibraryIndex) index = open_index (fixture);
  g_autoptr (PtSampleInfo) info = make_info ("/s/a.wav");
  g_autoptr (PtSampleInfo) edited = pt_sample_info_copy (info);
  g_autoptr (PtSampleInfo) got = NULL;
  g_autoptr (GError) error = NULL;

  store (index, info, NULL);
  edited->role = PT_ROLE_FX;
  edited->role_by_user = TRUE;
  edited->tags = g_strdupv ((char **) tags);
  edited->favourite = TRUE;
  edited->rating = 4;
  g_assert_true (pt_library_index_save_edits (index, edited, &error));
  g_assert_no_error (error);

  info->role = PT_ROLE_KICK;
  info->bpm = 99;
  info->added_usec = 5;
  store (index, info, NULL);
  got = lookup (index, "/s/a.wav");
  g_assert_cmpint (got->role, ==, PT_ROLE_FX);
  g_assert_cmpfloat (got->role_confidence, ==, 1);
  g_assert_true (got->role_by_user && got->favourite);
  g_assert_cmpint (got->rating, ==, 4);
  g_assert_cmpint (g_strv_length (got->tags), ==, 2);
  g_assert_cmpstr (got->tags[0], ==, "dark");
  g_assert_cmpstr (got->tags[1], ==, "long room");
  /* What was measured is new, when it was found is not. */
  g_assert_cmpfloat (got->bpm, ==, 99);
  g_assert_cmpint (got->added_usec, ==, 1700000000000000);

  /* Taken back, the scan's own role shows again. */
  edited->role_by_user = FALSE;
  g_clear_pointer (&edited->tags, g_strfreev);
  g_assert_true (pt_library_index_save_edits (index, edited, &error));
  g_clear_pointer (&got, pt_sample_info_free);
  got = lookup (index, "/s/a.wav");
  g_assert_cmpint (got->role, ==, PT_ROLE_KICK);
  g_assert_null (got->tags);

  pt_set_str (&edited->path, "/s/unknown.wav");
  g_assert_false (pt_library_index_save_edits (index, edited, &error));
  g_assert_error (error, PT_CORE_ERROR, PT_CORE_ERROR_NOT_FOUND);
}

static void
test_load_order_and_missing (Fixture *fixture, gconstpointer data)
{
  static const char *const paths[] = { "/s/b.wav", "/s/a b.wav", "/s/a/z.wav", "/s/a.wav", "/s/\xff.wav", "/s/B.wav" };
  static const char *const sorted[] = { "/s/B.wav", "/s/a b.wav", "/s/a.wav", "/s/a/z.wav", "/s/b.wav", "/s/\xff.wav" };
  g_autoptr (PtLibraryIndex) index = open_index (fixture);
  g_autoptr (GStringChunk) strings = g_string_chunk_new (100);
  g_autoptr (GPtrArray) samples = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (PtSampleInfo) info = make_info (paths[i]);

      store (index, info, NULL);
    }
  samples = pt_library_index_load (index, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (samples->len, ==, G_N_ELEMENTS (sorted));
  for (gsize i = 0; i < G_N_ELEMENTS (sorted); i++)
    g_assert_cmpstr (pt_sample_get_info (samples->pdata[i])->path, ==, sorted[i]);

  rows = _pt_library_index_load_rows (index, "/s/a", strings, &error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (g_array_index (rows, PtIndexRow, 0).path, ==, "/s/a/z.wav");
  g_assert_true (_pt_library_index_set_missing (index, g_array_index (rows, PtIndexRow, 0).id, TRUE, FALSE, &error));

  g_clear_pointer (&samples, g_ptr_array_unref);
  samples = pt_library_index_load (index, FALSE, &error);
  g_assert_cmpuint (samples->len, ==, 5);
  g_clear_pointer (&samples, g_ptr_array_unref);
  samples = pt_library_index_load (index, TRUE, &error);
  g_assert_cmpuint (samples->len, ==, 6);
  g_assert_true (pt_sample_get_info (samples->pdata[3])->missing);

  g_clear_pointer (&rows, g_array_unref);
  rows = _pt_library_index_load_rows (index, "/", strings, &error);
  g_assert_cmpuint (rows->len, ==, 6);
}

static void
test_waveform (Fixture *fixture, gconstpointer data)
{
  g_autofree float *sine = pt_test_sine (50, 0.5, 48000, 1, 48000);
  g_autoptr (PtWaveform) waveform = pt_waveform_new (sine, 48000, 1, PT_WAVEFORM_STORED_BINS);
  g_autoptr (GBytes) blob = pt_waveform_to_bytes (waveform);
  g_autoptr (GBytes) nonsense = g_bytes_new_static ("nonsense", 8);
  g_autoptr (PtLibraryIndex) index = open_index (fixture);
  g_autoptr (PtSampleInfo) with = make_info ("/s/with.wav");
  g_autoptr (PtSampleInfo) without = make_info ("/s/without.wav");
  g_autoptr (PtSampleInfo) damaged = make_info ("/s/damaged.wav");
  g_autoptr (GBytes) columns = NULL;
  g_autoptr (GError) error = NULL;
  const gint8 *pairs;
  gsize size;

  store (index, with, blob);
  store (index, without, NULL);
  store (index, damaged, nonsense);

  columns = pt_library_index_load_waveform (index, with->path, 100, &error);
  g_assert_no_error (error);
  pairs = g_bytes_get_data (columns, &size);
  g_assert_cmpuint (size, ==, 200);
  for (guint i = 0; i < 100; i++)
    {
      g_assert_cmpint (pairs[2 * i], <=, 0);
      g_assert_cmpint (pairs[2 * i + 1], >=, 0);
      g_assert_cmpint (pairs[2 * i + 1] - pairs[2 * i], >, 50);
      g_assert_cmpint (pairs[2 * i + 1] - pairs[2 * i], <=, 128);
    }
  g_assert_null (pt_library_index_load_waveform (index, without->path, 100, &error));
  g_assert_error (error, PT_CORE_ERROR, PT_CORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (pt_library_index_load_waveform (index, "/s/unknown.wav", 100, &error));
  g_assert_error (error, PT_CORE_ERROR, PT_CORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (pt_library_index_load_waveform (index, damaged->path, 100, &error));
  g_assert_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNREADABLE);
}

static void
test_roots (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtLibraryIndex) index = open_index (fixture);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) none = pt_library_index_get_roots (index, &error);
  g_auto (GStrv) two = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_assert_true (pt_library_index_add_root (index, "/z \xff", &error));
  g_assert_true (pt_library_index_add_root (index, "/a", &error));
  g_assert_true (pt_library_index_add_root (index, "/a", &error));
  two = pt_library_index_get_roots (index, &error);
  g_assert_cmpuint (g_strv_length (two), ==, 2);
  g_assert_cmpstr (two[0], ==, "/a");
  g_assert_cmpstr (two[1], ==, "/z \xff");
}

static void
test_moved_row_keeps_edits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtLibraryIndex) index = open_index (fixture);
  g_autoptr (PtSampleInfo) info = make_info ("/s/old.wav");
  g_autoptr (PtSampleInfo) got = NULL;
  g_autoptr (GStringChunk) strings = g_string_chunk_new (100);
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  store (index, info, NULL);
  info->rating = 5;
  g_assert_true (pt_library_index_save_edits (index, info, &error));
  rows = _pt_library_index_find_content (index, info->content_hash, strings, &error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_true (_pt_library_index_move (index, g_array_index (rows, PtIndexRow, 0).id, "/s/new.wav", &error));
  got = lookup (index, "/s/new.wav");
  g_assert_cmpint (got->rating, ==, 5);
  g_assert_null (_pt_library_index_lookup (index, "/s/old.wav", &error));
  g_assert_no_error (error);
}

static void
test_rollback (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtLibraryIndex) index = open_index (fixture);
  g_autoptr (PtLibraryIndex) reader = open_index (fixture);
  g_autoptr (PtSampleInfo) info = make_info ("/s/a.wav");
  g_autoptr (GPtrArray) samples = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (_pt_library_index_begin (index, &error));
  store (index, info, NULL);
  /* Who reads meanwhile neither waits nor sees the half. */
  samples = pt_library_index_load (reader, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (samples->len, ==, 0);
  _pt_library_index_rollback (index);
  g_clear_pointer (&samples, g_ptr_array_unref);
  samples = pt_library_index_load (index, TRUE, &error);
  g_assert_cmpuint (samples->len, ==, 0);
}

static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  g_autofree char *there = g_build_filename (fixture->folder, "not-there", "x.index", NULL);
  g_autofree char *text = g_build_filename (fixture->folder, "text", NULL);
  g_autofree char *empty = g_build_filename (fixture->folder, "empty", NULL);
  g_autofree char *alien = g_build_filename (fixture->folder, "alien", NULL);
  g_autofree char *newer = g_build_filename (fixture->folder, "newer", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (PtLibraryIndex) made = NULL;
  gsize before_length;
  gsize after_length;

  assert_refused (fixture->path, FALSE, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no library index");
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  assert_refused (fixture->folder, TRUE, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, "is a folder");
  assert_refused (there, TRUE, G_IO_ERROR, G_IO_ERROR_FAILED, "see that its folder is there");

  g_assert_true (g_file_set_contents (text, "my palette, not a database", -1, NULL));
  assert_refused (text, TRUE, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNREADABLE, "is not a library index");
  assert_refused (text, FALSE, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNREADABLE, "is not a library index");

  g_assert_true (g_file_set_contents (empty, "", 0, NULL));
  assert_refused (empty, FALSE, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNREADABLE, "is not a library index");
  made = pt_library_index_open (empty, TRUE, NULL);
  g_assert_nonnull (made);

  /* Somebody else's database is not touched. */
  run_sql (alien, "CREATE TABLE bookmark (url TEXT); INSERT INTO bookmark VALUES ('x')");
  g_assert_true (g_file_get_contents (alien, &before, &before_length, NULL));
  assert_refused (alien, TRUE, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNREADABLE, "not a library index");
  g_assert_true (g_file_get_contents (alien, &after, &after_length, NULL));
  g_assert_cmpmem (before, before_length, after, after_length);

  g_object_unref (pt_library_index_open (newer, TRUE, NULL));
  run_sql (newer, "PRAGMA user_version = -1");
  assert_refused (newer, TRUE, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNREADABLE, "damaged");
  run_sql (newer, "PRAGMA user_version = 9999");
  assert_refused (newer, TRUE, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNSUPPORTED, "newer version");
}

/* Damage anywhere in the file is an error with a cure, at once or when it is met, never a
 * crash and never silence about a broken table. */
static void
test_damage (Fixture *fixture, gconstpointer data)
{
  g_autofree char *whole = NULL;
  gsize length;
  guint n_errors = 0;

  {
    g_autoptr (PtLibraryIndex) index = open_index (fixture);
    g_autoptr (GError) error = NULL;

    g_assert_true (_pt_library_index_begin (index, &error));
    for (int i = 0; i < 300; i++)
      {
        g_autofree char *path = g_strdup_printf ("/samples/folder %d/file %d.wav", i % 7, i);
        g_autoptr (PtSampleInfo) info = make_info (path);

        info->content_hash[0] = i;
        store (index, info, NULL);
      }
    g_assert_true (_pt_library_index_commit (index, &error));
  }
  g_assert_true (g_file_get_contents (fixture->path, &whole, &length, NULL));
  g_assert_cmpuint (length, >, 40000);

  for (int round = 0; round < 40; round++)
    {
      g_autofree char *bad = g_memdup2 (whole, length);
      g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
      g_autoptr (PtLibraryIndex) index = NULL;
      g_autoptr (GPtrArray) samples = NULL;
      g_autoptr (GError) error = NULL;
      gsize n = length;

      if (round % 2 == 0)
        n = length * (round + 1) / 41;
      else
        memset (bad + length * round / 41 / 512 * 512, 0xa5, 512);
      g_unlink (wal);
      g_assert_true (g_file_set_contents (fixture->path, bad, n, NULL));
      index = pt_library_index_open (fixture->path, FALSE, &error);
      if (index != NULL)
        samples = pt_library_index_load (index, TRUE, &error);
      if (samples == NULL)
        {
          g_assert_nonnull (error);
          if (error->domain == PT_AUDIO_ERROR && error->code == PT_AUDIO_ERROR_UNREADABLE)
            g_assert_true (strstr (error->message, "--index") != NULL || strstr (error->message, "another file") != NULL);
          n_errors++;
        }
    }
  g_test_message ("%u of 40 damages were noticed on loading", n_errors);
  g_assert_cmpuint (n_errors, >=, 20);
}

/* A hundred thousand rows: printed, and bounded only far beyond what it takes. */
#ifdef __SANITIZE_ADDRESS__
#  define MANY_ROWS 10000
#else
#  define MANY_ROWS 100000
#endif

static void
test_many_rows (Fixture *fixture, gconstpointer data)
{
  const guint n = MANY_ROWS;
  g_autoptr (PtLibraryIndex) index = open_index (fixture);
  g_autoptr (GPtrArray) samples = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start;
  double stored_s, loaded_s;

  start = g_get_monotonic_time ();
  g_assert_true (_pt_library_index_begin (index, &error));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/music/samples/pack %03u/sounds/sample number %06u.wav", i / 500, i);
      g_autoptr (PtSampleInfo) info = make_info (path);

      memcpy (info->content_hash, &i, sizeof i);
      store (index, info, NULL);
    }
  g_assert_true (_pt_library_index_commit (index, &error));
  stored_s = (g_get_monotonic_time () - start) / 1e6;

  start = g_get_monotonic_time ();
  samples = pt_library_index_load (index, FALSE, &error);
  loaded_s = (g_get_monotonic_time () - start) / 1e6;
  g_assert_no_error (error);
  g_assert_cmpuint (samples->len, ==, n);
  g_test_message ("%u rows: stored in %.2f s, loaded in %.2f s", n, stored_s, loaded_s);
  g_assert_cmpfloat (loaded_s, <, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/audio/library-index/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("round-trip", test_round_trip);
  ADD ("edits-survive-a-scan", test_edits_survive_a_scan);
  ADD ("load-order-and-missing", test_load_order_and_missing);
  ADD ("waveform", test_waveform);
  ADD ("roots", test_roots);
  ADD ("moved-row-keeps-edits", test_moved_row_keeps_edits);
  ADD ("rollback", test_rollback);
  ADD ("refusals", test_refusals);
  ADD ("damage", test_damage);
  ADD ("many-rows", test_many_rows);

  return g_test_run ();
}
