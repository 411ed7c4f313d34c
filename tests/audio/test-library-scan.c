/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-library-scan.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <sndfile.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audio/pt-library-walk.h"
#include "pt-test-audio.h"

typedef struct
{
  char *folder; /* of everything */
  char *samples; /* to be scanned */
  char *path; /* of the index */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *made = pt_test_make_folder ();

  fixture->folder = realpath (made, NULL);
  fixture->samples = g_build_filename (fixture->folder, "pack", NULL);
  fixture->path = g_build_filename (fixture->folder, "library.index", NULL);
  g_assert_cmpint (g_mkdir (fixture->samples, 0755), ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  pt_test_remove_folder (fixture->folder);
  free (fixture->folder);
  g_free (fixture->samples);
  g_free (fixture->path);
}

/* @name relative to the samples; its folders are made. @seed makes the content. */
static void
add_file (Fixture *fixture, const char *name, guint32 seed)
{
  g_autofree char *path = g_build_filename (fixture->samples, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree float *noise = pt_test_noise (seed, 0.5, 4000, 1);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  pt_test_write_audio (path, noise, 4000, 1, 44100, SF_FORMAT_WAV | SF_FORMAT_PCM_16);
}

static void
move_file (Fixture *fixture, const char *from, const char *to)
{
  g_autofree char *old = g_build_filename (fixture->samples, from, NULL);
  g_autofree char *new = g_build_filename (fixture->samples, to, NULL);
  g_autofree char *folder = g_path_get_dirname (new);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  g_assert_cmpint (g_rename (old, new), ==, 0);
}

static void
write_text (Fixture *fixture, const char *name, const char *text, gssize length)
{
  g_autofree char *path = g_build_filename (fixture->samples, name, NULL);

  g_assert_true (g_file_set_contents (path, text, length, NULL));
}

static void
scan_folders (Fixture *fixture, const char *const *folders, guint jobs, PtScanResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PtLibraryIndex) index = pt_library_index_open (fixture->path, TRUE, &error);

  g_assert_no_error (error);
  pt_scan_result_clear (result);
  g_assert_true (pt_library_scan (index, folders, jobs, result, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
}

static void
scan (Fixture *fixture, PtScanResult *result)
{
  const char *const folders[] = { fixture->samples, NULL };

  scan_folders (fixture, folders, 2, result);
}

#define assert_counts(result, n_files, n_added, n_updated, n_unchanged, n_removed, n_failed) \
  G_STMT_START \
  { \
    g_assert_cmpuint ((result).files, ==, n_files); \
    g_assert_cmpuint ((result).added, ==, n_added); \
    g_assert_cmpuint ((result).updated, ==, n_updated); \
    g_assert_cmpuint ((result).unchanged, ==, n_unchanged); \
    g_assert_cmpuint ((result).removed, ==, n_removed); \
    g_assert_cmpuint ((result).failed->len, ==, n_failed); \
  } \
  G_STMT_END

static GPtrArray *
load (Fixture *fixture, gboolean with_missing)
{
  g_autoptr (PtLibraryIndex) index = pt_library_index_open (fixture->path, FALSE, NULL);
  GPtrArray *samples = pt_library_index_load (index, with_missing, NULL);

  g_assert_nonnull (samples);

  return samples;
}

/* NULL: not in the index. */
static PtSampleInfo *
lookup (Fixture *fixture, const char *name)
{
  g_autoptr (GPtrArray) samples = load (fixture, TRUE);
  g_autofree char *path = g_build_filename (fixture->samples, name, NULL);

  for (guint i = 0; i < samples->len; i++)
    {
      const PtSampleInfo *info = pt_sample_get_info (samples->pdata[i]);

      if (g_str_equal (info->path, path))
        return pt_sample_info_copy (info);
    }

  return NULL;
}

static gboolean
is_listed (Fixture *fixture, const char *name)
{
  g_autoptr (PtSampleInfo) info = lookup (fixture, name);

  return info != NULL;
}

static void
rate (Fixture *fixture, const char *name, int rating)
{
  g_autoptr (PtLibraryIndex) index = pt_library_index_open (fixture->path, FALSE, NULL);
  g_autoptr (PtSampleInfo) info = lookup (fixture, name);

  g_assert_nonnull (info);
  info->rating = rating;
  info->favourite = TRUE;
  info->role = PT_ROLE_FX;
  info->role_by_user = TRUE;
  g_assert_true (pt_library_index_save_edits (index, info, NULL));
}

static void
assert_rated (Fixture *fixture, const char *name, int rating)
{
  g_autoptr (PtSampleInfo) info = lookup (fixture, name);

  g_assert_nonnull (info);
  g_assert_false (info->missing);
  g_assert_cmpint (info->rating, ==, rating);
  g_assert_cmpint (info->role, ==, rating > 0 ? PT_ROLE_FX : info->role);
  g_assert_cmpint (info->favourite, ==, rating > 0);
}

static void
assert_failure (const PtScanResult *result, guint i, const char *ending, const char *says)
{
  const PtScanFailure *failure = result->failed->pdata[i];

  g_test_message ("%s: %s", failure->path, failure->error);
  g_assert_true (g_str_has_suffix (failure->path, ending));
  g_assert_nonnull (strstr (failure->error, says));
}

static void
test_what_is_found (Fixture *fixture, gconstpointer data)
{
  static const char *const found[] = {
    "Kick.wav", "KICK 2.WAV", "deep/er/and deeper/Hat.Wav", "\xff\xfe.wav", "with.dots.in.it.wav", "folder.wav/Clap.wav"
  };
  static const char *const left_out[] = {
    ".hidden.wav", "._Kick.wav", ".git/Kick.wav", "__MACOSX/Kick.wav", "wav", ".wav", "Kick.wav.asd", "Kick.txt"
  };
  static const char *const endings[] = {
    "wav", "aif", "AIFF", "flac", "ogg", "oga", "Mp3", "opus", "w64", "caf", "au"
  };
  g_auto (PtScanResult) result = { 0 };
  g_autoptr (PtSampleInfo) kick = NULL;
  guint sum = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (found); i++)
    add_file (fixture, found[i], 10 + i);
  for (gsize i = 0; i < G_N_ELEMENTS (left_out); i++)
    add_file (fixture, left_out[i], 100 + i);
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strdup_printf ("x.%s", endings[i]);

      g_assert_true (pt_walk_is_audio_name (name));
    }
  g_assert_false (pt_walk_is_audio_name ("x.mid"));

  scan (fixture, &result);
  assert_counts (result, 6, 6, 0, 0, 0, 0);
  for (guint i = 0; i <= PT_ROLE_NONE; i++)
    sum += result.roles[i];
  g_assert_cmpuint (sum, ==, 6);
  g_assert_cmpuint (result.roles[PT_ROLE_KICK], >=, 2);
  g_assert_cmpfloat (result.elapsed_s, >, 0);

  kick = lookup (fixture, "Kick.wav");
  g_assert_cmpint (kick->role, ==, PT_ROLE_KICK);
  g_assert_cmpuint (kick->frames, ==, 4000);
  g_assert_cmpuint (kick->sample_rate, ==, 44100);
  g_assert_cmpuint (kick->channels, ==, 1);
  g_assert_cmpfloat (kick->peak_dbfs, <, -6);
  g_assert_cmpfloat (kick->peak_dbfs, >, -6.1);
  /* Uniform noise: its peak over the root of three. */
  g_assert_cmpfloat (fabs (kick->rms_dbfs - (20 * log10 (0.5 / sqrt (3)))), <, 0.2);
  g_assert_true (isnan (kick->lufs_i)); /* shorter than one block of BS.1770 */
  g_assert_cmpfloat (kick->brightness_hz, >, 1000);
}

static void
test_only_what_changed (Fixture *fixture, gconstpointer data)
{
  g_auto (PtScanResult) result = { 0 };
  g_autofree char *b = g_build_filename (fixture->samples, "b.wav", NULL);
  g_autofree char *content = NULL;
  struct timespec times[2];
  struct stat status;
  guint64 sum = 0;
  gsize length;

  add_file (fixture, "a.wav", 1);
  add_file (fixture, "b.wav", 2);
  add_file (fixture, "sub/c.wav", 3);
  scan (fixture, &result);
  assert_counts (result, 3, 3, 0, 0, 0, 0);
  scan (fixture, &result);
  assert_counts (result, 3, 0, 0, 3, 0, 0);
  for (guint i = 0; i <= PT_ROLE_NONE; i++)
    sum += result.roles[i];
  g_assert_cmpuint (sum, ==, 3);

  /* What has not changed is not opened: nobody notices what is in it now. */
  g_assert_true (g_file_get_contents (b, &content, &length, NULL));
  g_assert_cmpint (g_stat (b, &status), ==, 0);
  memset (content, 0, length);
  g_assert_true (g_file_set_contents (b, content, length, NULL));
  times[0] = status.st_atim;
  times[1] = status.st_mtim;
  g_assert_cmpint (utimensat (AT_FDCWD, b, times, 0), ==, 0);
  scan (fixture, &result);
  assert_counts (result, 3, 0, 0, 3, 0, 0);

  add_file (fixture, "b.wav", 20);
  add_file (fixture, "d.wav", 4);
  scan (fixture, &result);
  assert_counts (result, 4, 1, 1, 2, 0, 0);
}

static void
test_vanished_and_back (Fixture *fixture, gconstpointer data)
{
  g_auto (PtScanResult) result = { 0 };
  g_autofree char *disk = g_build_filename (fixture->samples, "disk", NULL);
  g_autofree char *away = g_build_filename (fixture->folder, "away", NULL);
  g_autoptr (GPtrArray) there = NULL;
  g_autoptr (PtSampleInfo) info = NULL;

  add_file (fixture, "disk/a.wav", 1);
  add_file (fixture, "disk/b.wav", 2);
  add_file (fixture, "c.wav", 3);
  scan (fixture, &result);
  rate (fixture, "disk/a.wav", 3);

  g_assert_cmpint (g_rename (disk, away), ==, 0);
  scan (fixture, &result);
  assert_counts (result, 1, 0, 0, 1, 2, 0);
  there = load (fixture, FALSE);
  g_assert_cmpuint (there->len, ==, 1);
  info = lookup (fixture, "disk/a.wav");
  g_assert_true (info->missing);
  g_assert_cmpint (info->rating, ==, 3);
  /* Missing once is enough. */
  scan (fixture, &result);
  assert_counts (result, 1, 0, 0, 1, 0, 0);

  g_assert_cmpint (g_rename (away, disk), ==, 0);
  scan (fixture, &result);
  assert_counts (result, 3, 2, 0, 1, 0, 0);
  assert_rated (fixture, "disk/a.wav", 3);
}

static void
test_moved (Fixture *fixture, gconstpointer data)
{
  g_auto (PtScanResult) result = { 0 };
  g_autoptr (PtSampleInfo) info = NULL;

  add_file (fixture, "Kicks/one.wav", 1);
  add_file (fixture, "Kicks/two.wav", 2);
  add_file (fixture, "stays.wav", 3);
  scan (fixture, &result);
  rate (fixture, "Kicks/one.wav", 4);
  rate (fixture, "Kicks/two.wav", 2);

  /* One renamed, one taken to another folder. */
  move_file (fixture, "Kicks/one.wav", "Kicks/uno.wav");
  move_file (fixture, "Kicks/two.wav", "Claps/two.wav");
  scan (fixture, &result);
  assert_counts (result, 3, 0, 2, 1, 0, 0);
  assert_rated (fixture, "Kicks/uno.wav", 4);
  assert_rated (fixture, "Claps/two.wav", 2);
  g_assert_false (is_listed (fixture, "Kicks/one.wav"));

  /* A copy is no move. */
  add_file (fixture, "copy.wav", 3);
  rate (fixture, "stays.wav", 5);
  scan (fixture, &result);
  assert_counts (result, 4, 1, 0, 3, 0, 0);
  assert_rated (fixture, "stays.wav", 5);
  assert_rated (fixture, "copy.wav", 0);

  /* Gone at one scan, found elsewhere at another. */
  move_file (fixture, "Claps/two.wav", "../outside.wav");
  scan (fixture, &result);
  assert_counts (result, 3, 0, 0, 3, 1, 0);
  move_file (fixture, "../outside.wav", "back/two.wav");
  scan (fixture, &result);
  assert_counts (result, 4, 0, 1, 3, 0, 0);
  assert_rated (fixture, "back/two.wav", 2);
}

/* Of several equal files that are gone, the one of the same name is the one that moved. */
static void
test_moved_twins (Fixture *fixture, gconstpointer data)
{
  g_auto (PtScanResult) result = { 0 };

  add_file (fixture, "a/first.wav", 1);
  add_file (fixture, "a/second.wav", 1);
  add_file (fixture, "a/third.wav", 1);
  scan (fixture, &result);
  rate (fixture, "a/first.wav", 1);
  rate (fixture, "a/second.wav", 2);
  rate (fixture, "a/third.wav", 3);
  move_file (fixture, "a", "b");
  scan (fixture, &result);
  assert_counts (result, 3, 0, 3, 0, 0, 0);
  assert_rated (fixture, "b/first.wav", 1);
  assert_rated (fixture, "b/second.wav", 2);
  assert_rated (fixture, "b/third.wav", 3);
}

/* Only what lies below the folders of this scan is judged. */
static void
test_other_folders_are_left_alone (Fixture *fixture, gconstpointer data)
{
  g_auto (PtScanResult) result = { 0 };
  g_autofree char *a = g_build_filename (fixture->samples, "a", NULL);
  g_autofree char *b = g_build_filename (fixture->samples, "a b", NULL);
  g_autofree char *gone = g_build_filename (fixture->samples, "a b", "2.wav", NULL);
  const char *const only_a[] = { a, NULL };
  const char *const both[] = { b, a, NULL };
  g_auto (GStrv) roots = NULL;
  g_autoptr (PtLibraryIndex) index = NULL;

  add_file (fixture, "a/1.wav", 1);
  add_file (fixture, "a b/2.wav", 2);
  add_file (fixture, "a b/3.wav", 3);
  scan_folders (fixture, both, 2, &result);
  assert_counts (result, 3, 3, 0, 0, 0, 0);
  g_assert_cmpint (g_unlink (gone), ==, 0);
  scan_folders (fixture, only_a, 2, &result);
  assert_counts (result, 1, 0, 0, 1, 0, 0);
  scan_folders (fixture, both, 2, &result);
  assert_counts (result, 2, 0, 0, 2, 1, 0);

  /* From a folder that is not scanned now to one that is. */
  rate (fixture, "a b/3.wav", 5);
  move_file (fixture, "a b/3.wav", "a/3.wav");
  scan_folders (fixture, only_a, 2, &result);
  assert_counts (result, 2, 0, 1, 1, 0, 0);
  assert_rated (fixture, "a/3.wav", 5);

  index = pt_library_index_open (fixture->path, FALSE, NULL);
  roots = pt_library_index_get_roots (index, NULL);
  g_assert_cmpuint (g_strv_length (roots), ==, 2);
  g_assert_cmpstr (roots[0], ==, a);
  g_assert_cmpstr (roots[1], ==, b);
}

static void
test_nested_and_repeated_folders (Fixture *fixture, gconstpointer data)
{
  g_auto (PtScanResult) result = { 0 };
  g_autofree char *sub = g_build_filename (fixture->samples, "sub", NULL);
  g_autofree char *odd = g_strconcat (fixture->samples, "//sub/../", NULL);
  const char *const folders[] = { sub, fixture->samples, odd, sub, NULL };

  add_file (fixture, "1.wav", 1);
  add_file (fixture, "sub/2.wav", 2);
  scan_folders (fixture, folders, 3, &result);
  assert_counts (result, 2, 2, 0, 0, 0, 0);
}

static void
test_links (Fixture *fixture, gconstpointer data)
{
  g_auto (PtScanResult) result = { 0 };
  g_autofree char *loop = g_build_filename (fixture->samples, "real", "loop", NULL);
  g_autofree char *early = g_build_filename (fixture->samples, "aaa", NULL);
  g_autofree char *self = g_build_filename (fixture->samples, "self.wav", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->samples, "nowhere.wav", NULL);
  g_autofree char *outside = g_build_filename (fixture->folder, "outside", NULL);
  g_autofree char *out = g_build_filename (fixture->samples, "out", NULL);
  g_autofree char *back = g_build_filename (outside, "back", NULL);

  add_file (fixture, "real/1.wav", 1);
  add_file (fixture, "../outside/2.wav", 2);
  g_assert_cmpint (symlink ("..", loop), ==, 0);
  g_assert_cmpint (symlink ("real", early), ==, 0);
  g_assert_cmpint (symlink ("self.wav", self), ==, 0);
  g_assert_cmpint (symlink ("gone.wav", nowhere), ==, 0);
  g_assert_cmpint (symlink (outside, out), ==, 0);
  g_assert_cmpint (symlink (fixture->samples, back), ==, 0);

  scan (fixture, &result);
  assert_counts (result, 2, 2, 0, 0, 0, 2);
  assert_failure (&result, 0, "/nowhere.wav", "leads nowhere");
  assert_failure (&result, 1, "/self.wav", "leads nowhere");
  /* Under its own name, though the link comes first. */
  g_assert_true (is_listed (fixture, "real/1.wav"));
  g_assert_false (is_listed (fixture, "aaa/1.wav"));
  g_assert_true (is_listed (fixture, "out/2.wav"));
}

static void
write_long_file (const char *path)
{
  /* 40 minutes of 8 bit at 8 kHz, nearly all of it a hole. */
  const guint32 length = 40 * 60 * 8000;
  guint8 header[44] = "RIFF....WAVEfmt \x10\0\0\0\1\0\1\0\x40\x1f\0\0\x40\x1f\0\0\1\0\x08\0data";
  guint32 riff = GUINT32_TO_LE (36 + length);
  guint32 bytes = GUINT32_TO_LE (length);
  FILE *file = fopen (path, "wb");

  memcpy (header + 4, &riff, 4);
  memcpy (header + 40, &bytes, 4);
  g_assert_cmpint (fwrite (header, 1, 44, file), ==, 44);
  g_assert_cmpint (fclose (file), ==, 0);
  g_assert_cmpint (truncate (path, 44 + length), ==, 0);
}

static void
test_failures_are_of_one_file (Fixture *fixture, gconstpointer data)
{
  g_auto (PtScanResult) result = { 0 };
  g_autofree char *good = g_build_filename (fixture->samples, "good.wav", NULL);
  g_autofree char *fifo = g_build_filename (fixture->samples, "fifo.wav", NULL);
  g_autofree char *huge = g_build_filename (fixture->samples, "huge.wav", NULL);
  g_autofree char *content = NULL;
  gsize length;

  add_file (fixture, "good.wav", 1);
  g_assert_true (g_file_get_contents (good, &content, &length, NULL));
  write_text (fixture, "empty.wav", "", 0);
  write_text (fixture, "text.wav", "once upon a time there was a kick drum, and it was flat", -1);
  write_text (fixture, "torn.wav", content, length / 2);
  write_text (fixture, "header.wav", content, 20);
  write_text (fixture, "silent.wav", content, 44);
  g_assert_cmpint (mkfifo (fifo, 0644), ==, 0);
  write_long_file (huge);

  scan (fixture, &result);
  assert_counts (result, 7, 1, 0, 0, 0, 7);
  assert_failure (&result, 0, "/empty.wav", "empty");
  assert_failure (&result, 1, "/fifo.wav", "is no file");
  assert_failure (&result, 2, "/header.wav", "header.wav");
  assert_failure (&result, 3, "/huge.wav", "too long");
  assert_failure (&result, 4, "/silent.wav", "silent.wav");
  assert_failure (&result, 5, "/text.wav", "text.wav");
  assert_failure (&result, 6, "/torn.wav", "torn.wav");

  /* They are tried again, and mended they are found. */
  write_text (fixture, "torn.wav", content, length);
  scan (fixture, &result);
  assert_counts (result, 7, 1, 0, 1, 0, 6);
}

/* A sample that is torn now is away, with what was said of it, until it is whole again. */
static void
test_broken_later (Fixture *fixture, gconstpointer data)
{
  g_auto (PtScanResult) result = { 0 };
  g_autofree char *path = g_build_filename (fixture->samples, "a.wav", NULL);
  g_autofree char *content = NULL;
  g_autoptr (PtSampleInfo) info = NULL;
  struct timespec times[2];
  struct stat status;
  gsize length;

  add_file (fixture, "a.wav", 1);
  scan (fixture, &result);
  rate (fixture, "a.wav", 2);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  write_text (fixture, "a.wav", content, length / 2);
  scan (fixture, &result);
  assert_counts (result, 1, 0, 0, 0, 0, 1);
  info = lookup (fixture, "a.wav");
  g_assert_true (info->missing);
  g_assert_cmpint (info->rating, ==, 2);

  write_text (fixture, "a.wav", content, length);
  times[0] = status.st_atim;
  times[1] = status.st_mtim;
  g_assert_cmpint (utimensat (AT_FDCWD, path, times, 0), ==, 0);
  scan (fixture, &result);
  assert_counts (result, 1, 0, 1, 0, 0, 0);
  assert_rated (fixture, "a.wav", 2);
}

static void
test_bad_folders (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtLibraryIndex) index = pt_library_index_open (fixture->path, TRUE, NULL);
  g_autofree char *nowhere = g_build_filename (fixture->samples, "nowhere", NULL);
  g_autofree char *file = g_build_filename (fixture->samples, "a.wav", NULL);
  const char *const gone[] = { fixture->samples, nowhere, NULL };
  const char *const no_folder[] = { file, NULL };
  g_auto (PtScanResult) first = { 0 };
  g_auto (PtScanResult) second = { 0 };
  g_autoptr (GPtrArray) samples = NULL;
  g_autoptr (GError) error = NULL;

  add_file (fixture, "a.wav", 1);
  g_assert_false (pt_library_scan (index, gone, 2, &first, NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (pt_library_scan (index, no_folder, 2, &second, NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
  samples = pt_library_index_load (index, TRUE, NULL);
  g_assert_cmpuint (samples->len, ==, 0);
}

typedef struct
{
  GCancellable *cancellable;
  guint n_found;
  guint64 last_done;
} Progress;

static void
progress_cb (guint64 done, guint64 total, GPtrArray *found, gpointer user_data)
{
  Progress *progress = user_data;

  g_assert_cmpuint (done, <=, total);
  g_assert_cmpuint (done, >=, progress->last_done);
  progress->last_done = done;
  if (found != NULL)
    {
      g_assert_cmpuint (found->len, >, 0);
      progress->n_found += found->len;
      for (guint i = 0; i < found->len; i++)
        g_assert_nonnull (((PtSampleInfo *) found->pdata[i])->path);
    }
  if (progress->cancellable != NULL && done > 0)
    g_cancellable_cancel (progress->cancellable);
}

static void
test_cancel_keeps_what_is_done (Fixture *fixture, gconstpointer data)
{
  const char *const folders[] = { fixture->samples, NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (PtLibraryIndex) index = pt_library_index_open (fixture->path, TRUE, NULL);
  g_auto (PtScanResult) first = { 0 };
  g_auto (PtScanResult) second = { 0 };
  g_auto (PtScanResult) third = { 0 };
  g_autoptr (GPtrArray) samples = NULL;
  g_autoptr (GError) error = NULL;
  Progress progress = { .cancellable = cancellable };

  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *name = g_strdup_printf ("%03u.wav", i);

      add_file (fixture, name, i);
    }
  g_assert_false (pt_library_scan (index, folders, 2, &first, progress_cb, &progress, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  samples = pt_library_index_load (index, TRUE, NULL);
  g_assert_cmpuint (samples->len, ==, first.added);
  g_assert_cmpuint (samples->len, >, 0);
  g_assert_cmpuint (samples->len, <, 300);

  /* Cancelled before it began, nothing is judged, least of all as gone. */
  g_assert_false (pt_library_scan (index, folders, 2, &second, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpuint (second.removed, ==, 0);

  progress = (Progress){ 0 };
  g_assert_true (pt_library_scan (index, folders, 2, &third, progress_cb, &progress, NULL, &error));
  assert_counts (third, 300, 300 - first.added, 0, first.added, 0, 0);
  g_assert_cmpuint (progress.n_found, ==, third.added);
  g_assert_cmpuint (progress.last_done, ==, 300);
}

static char *
dump (Fixture *fixture)
{
  g_autoptr (GPtrArray) samples = load (fixture, TRUE);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < samples->len; i++)
    {
      const PtSampleInfo *info = pt_sample_get_info (samples->pdata[i]);

      g_string_append_printf (text, "%s %d %a %d %a %a %a %s %a %a %a %a %a %02x%02x\n", info->path, info->role,
                              info->role_confidence, info->loop, info->loop_confidence, info->bpm, info->bars,
                              info->key, info->peak_dbfs, info->rms_dbfs, info->lufs_i, info->brightness_hz,
                              info->onset_rate_hz, info->content_hash[0], info->content_hash[31]);
    }

  return g_string_free (text, FALSE);
}

/* One folder, one index, whatever the number of threads. */
static void
test_any_number_of_threads (Fixture *fixture, gconstpointer data)
{
  static const guint jobs[] = { 1, 2, 7, 0 };
  const char *const folders[] = { fixture->samples, NULL };
  g_autofree char *expected = NULL;

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *name = g_strdup_printf ("%02u.wav", i);

      add_file (fixture, name, i);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (jobs); i++)
    {
      g_auto (PtScanResult) result = { 0 };
      g_autofree char *got = NULL;

      g_unlink (fixture->path);
      scan_folders (fixture, folders, jobs[i], &result);
      assert_counts (result, 40, 40, 0, 0, 0, 0);
      got = dump (fixture);
      if (expected == NULL)
        expected = g_steal_pointer (&got);
      else
        g_assert_cmpstr (got, ==, expected);
    }
}

/* What the name says, the length and the sound, end to end. */
static void
test_loop (Fixture *fixture, gconstpointer data)
{
  const guint64 frames = 2 * 4 * 60 * 48000 / 125; /* two bars */
  g_autofree char *path = g_build_filename (fixture->samples, "Hats", "Hat Loop 125 Fm.wav", NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree float *clicks = pt_test_clicks (0.8, frames, 2, 16);
  g_auto (PtScanResult) result = { 0 };
  g_autoptr (PtSampleInfo) info = NULL;
  g_autoptr (PtLibraryIndex) index = NULL;
  g_autoptr (GBytes) columns = NULL;
  const gint8 *pairs;
  guint n_peaks = 0;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  pt_test_write_audio (path, clicks, frames, 2, 48000, SF_FORMAT_WAV | SF_FORMAT_PCM_24);
  scan (fixture, &result);
  info = lookup (fixture, "Hats/Hat Loop 125 Fm.wav");
  g_assert_cmpint (info->role, ==, PT_ROLE_HAT_LOOP);
  g_assert_true (info->loop);
  g_assert_cmpfloat (info->bpm, ==, 125);
  g_assert_cmpfloat (info->bars, ==, 2);
  g_assert_cmpstr (info->key, ==, "F minor");
  g_assert_cmpfloat (info->duration_s, ==, 3.84);
  g_assert_false (isnan (info->lufs_i));

  index = pt_library_index_open (fixture->path, FALSE, NULL);
  columns = pt_library_index_load_waveform (index, path, 160, NULL);
  g_assert_nonnull (columns);
  pairs = g_bytes_get_data (columns, NULL);
  for (guint i = 0; i < 160; i++)
    n_peaks += pairs[2 * i + 1] > 90;
  g_assert_cmpuint (n_peaks, >=, 16);
  g_assert_cmpuint (n_peaks, <=, 32);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/audio/library-scan/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("what-is-found", test_what_is_found);
  ADD ("only-what-changed", test_only_what_changed);
  ADD ("vanished-and-back", test_vanished_and_back);
  ADD ("moved", test_moved);
  ADD ("moved-twins", test_moved_twins);
  ADD ("other-folders-are-left-alone", test_other_folders_are_left_alone);
  ADD ("nested-and-repeated-folders", test_nested_and_repeated_folders);
  ADD ("links", test_links);
  ADD ("failures-are-of-one-file", test_failures_are_of_one_file);
  ADD ("broken-later", test_broken_later);
  ADD ("bad-folders", test_bad_folders);
  ADD ("cancel-keeps-what-is-done", test_cancel_keeps_what_is_done);
  ADD ("any-number-of-threads", test_any_number_of_threads);
  ADD ("loop", test_loop);

  return g_test_run ();
}
