/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "audio/pt-loop-cache.h"
#include "pt-test-audio.h"

#define FRAMES 1000
#define FILE_BYTES (96 + FRAMES * 8)

static PtAudioBuffer *
make_buffer (guint seed)
{
  g_autofree float *noise = pt_test_noise (seed, 1, FRAMES, 2);
  float *samples = pt_audio_buffer_alloc (FRAMES, 2);

  memcpy (samples, noise, FRAMES * 8);

  return pt_audio_buffer_new_take (samples, FRAMES, 2, 44100);
}

static void
fill_key (guint8 *key, guint8 value)
{
  memset (key, value, PT_LOOP_CACHE_KEY_BYTES);
}

static char *
find_file (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = g_dir_read_name (dir);

  g_assert_nonnull (name);

  return g_build_filename (folder, name, NULL);
}

static void
test_round_trip (void)
{
  g_autofree char *folder = pt_test_make_folder ();
  g_autofree char *below = g_build_filename (folder, "a", "b", NULL); /* made when needed */
  g_autoptr (PtLoopCache) cache = pt_loop_cache_new (below, PT_LOOP_CACHE_MAX_BYTES);
  g_autoptr (PtAudioBuffer) buffer = make_buffer (1);
  g_autoptr (PtAudioBuffer) found = NULL;
  guint8 key[PT_LOOP_CACHE_KEY_BYTES];

  fill_key (key, 1);
  g_assert_null (pt_loop_cache_lookup (cache, key));
  pt_loop_cache_store (cache, key, buffer);
  found = pt_loop_cache_lookup (cache, key);
  g_assert_nonnull (found);
  g_assert_cmpuint (pt_audio_buffer_get_frames (found), ==, FRAMES);
  g_assert_cmpuint (pt_audio_buffer_get_channels (found), ==, 2);
  g_assert_cmpuint (pt_audio_buffer_get_sample_rate (found), ==, 44100);
  g_assert_cmpint (memcmp (pt_audio_buffer_get_samples (found), pt_audio_buffer_get_samples (buffer), FRAMES * 8), ==, 0);
  fill_key (key, 2);
  g_assert_null (pt_loop_cache_lookup (cache, key));
  pt_test_remove_folder (folder);
}

/* Every bit counts, and so does the length. */
static void
test_damage (void)
{
  g_autofree char *folder = pt_test_make_folder ();
  g_autoptr (PtLoopCache) cache = pt_loop_cache_new (folder, PT_LOOP_CACHE_MAX_BYTES);
  g_autoptr (PtAudioBuffer) buffer = make_buffer (1);
  g_autofree char *path = NULL;
  g_autofree char *bytes = NULL;
  guint8 key[PT_LOOP_CACHE_KEY_BYTES];
  gsize length;

  fill_key (key, 1);
  pt_loop_cache_store (cache, key, buffer);
  path = find_file (folder);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_cmpuint (length, ==, FILE_BYTES);

  for (gsize i = 0; i < length; i += i < 96 ? 1 : 1009)
    {
      bytes[i] ^= 1 << (i % 8);
      g_assert_true (g_file_set_contents (path, bytes, length, NULL));
      bytes[i] ^= 1 << (i % 8);
      /* The four bytes in reserve are covered by the sum as well. */
      g_assert_null (pt_loop_cache_lookup (cache, key));
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
  for (gsize cut = 0; cut < length; cut += 301)
    {
      g_assert_true (g_file_set_contents (path, bytes, cut, NULL));
      g_assert_null (pt_loop_cache_lookup (cache, key));
    }
  pt_loop_cache_store (cache, key, buffer);
  {
    g_autoptr (PtAudioBuffer) found = pt_loop_cache_lookup (cache, key);

    g_assert_nonnull (found);
  }
  pt_test_remove_folder (folder);
}

static void
test_size (void)
{
  g_autofree char *folder = pt_test_make_folder ();
  g_autoptr (PtLoopCache) cache = pt_loop_cache_new (folder, 10 * FILE_BYTES);
  g_autoptr (PtAudioBuffer) first_again = NULL;
  g_autoptr (PtAudioBuffer) last = NULL;
  guint8 key[PT_LOOP_CACHE_KEY_BYTES];
  guint n = 0;

  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (PtAudioBuffer) buffer = make_buffer (i);
      g_autoptr (PtAudioBuffer) touched = NULL;
      struct timespec times[2] = { { .tv_sec = 1000000 + i }, { .tv_sec = 1000000 + i } };
      g_autoptr (GDir) dir = NULL;
      const char *name;

      fill_key (key, i);
      pt_loop_cache_store (cache, key, buffer);
      /* Time passes. */
      dir = g_dir_open (folder, 0, NULL);
      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (folder, name, NULL);
          struct stat status;

          g_assert_cmpint (stat (path, &status), ==, 0);
          if (status.st_mtim.tv_sec > 10000000)
            g_assert_cmpint (utimensat (AT_FDCWD, path, times, 0), ==, 0);
        }
      /* The first is used all the time. */
      fill_key (key, 0);
      touched = pt_loop_cache_lookup (cache, key);
      g_assert_nonnull (touched);
    }

  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (PtAudioBuffer) found = NULL;

      fill_key (key, i);
      found = pt_loop_cache_lookup (cache, key);
      n += found != NULL;
    }
  g_assert_cmpuint (n, <=, 10);
  g_assert_cmpuint (n, >=, 8);
  fill_key (key, 0);
  first_again = pt_loop_cache_lookup (cache, key);
  g_assert_nonnull (first_again);
  fill_key (key, 29);
  last = pt_loop_cache_lookup (cache, key);
  g_assert_nonnull (last);
  pt_test_remove_folder (folder);
}

/* No folder, no possible folder, too large for the cache: no cache, no harm. */
static void
test_without (void)
{
  g_autofree char *folder = pt_test_make_folder ();
  g_autofree char *file = g_build_filename (folder, "file", NULL);
  g_autoptr (PtLoopCache) none = pt_loop_cache_new (NULL, PT_LOOP_CACHE_MAX_BYTES);
  g_autoptr (PtLoopCache) impossible = pt_loop_cache_new (file, PT_LOOP_CACHE_MAX_BYTES);
  g_autoptr (PtLoopCache) small = pt_loop_cache_new (folder, 1000);
  g_autoptr (PtAudioBuffer) buffer = make_buffer (1);
  guint8 key[PT_LOOP_CACHE_KEY_BYTES];

  g_assert_true (g_file_set_contents (file, "x", 1, NULL));
  fill_key (key, 1);
  pt_loop_cache_store (none, key, buffer);
  g_assert_null (pt_loop_cache_lookup (none, key));
  pt_loop_cache_store (impossible, key, buffer);
  g_assert_null (pt_loop_cache_lookup (impossible, key));
  pt_loop_cache_store (small, key, buffer);
  g_assert_null (pt_loop_cache_lookup (small, key));
  pt_test_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/loop-cache/round-trip", test_round_trip);
  g_test_add_func ("/audio/loop-cache/damage", test_damage);
  g_test_add_func ("/audio/loop-cache/size", test_size);
  g_test_add_func ("/audio/loop-cache/without", test_without);

  return g_test_run ();
}
