/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/kit/pt-kit.h"

#include <glib/gstdio.h>
#include <utime.h>

#include "audio/kit/pt-kit-manifest.h"
#include "audio/kit/pt-kit-private.h"
#include "audio/pt-audio-error.h"
#include "pt-test-audio.h"

/* One short sample of many families. */
static const char recipe_text[] = "{\"samples\": ["
                                  "{\"path\": \"Kicks/K.wav\", \"role\": \"kick\", \"voice\": \"kick\", \"length\": 0.3, \"params\": {\"rumble\": 0.5}},"
                                  "{\"path\": \"Hats/H.wav\", \"role\": \"hihat\", \"voice\": \"hat\", \"length\": 0.1},"
                                  "{\"path\": \"Claps/C.wav\", \"role\": \"clap\", \"voice\": \"clap\", \"length\": 0.2},"
                                  "{\"path\": \"P.wav\", \"role\": \"perc\", \"voice\": \"perc-modal\", \"length\": 0.1},"
                                  "{\"path\": \"B.wav\", \"role\": \"bassline\", \"voice\": \"bass-acid\", \"bars\": 1, \"key\": \"F minor\"},"
                                  "{\"path\": \"T.wav\", \"role\": \"texture\", \"voice\": \"texture-cloud\", \"bars\": 1, \"key\": \"F minor\"},"
                                  "{\"path\": \"S.wav\", \"role\": \"synth\", \"voice\": \"synth-analog\", \"bars\": 1, \"key\": \"F minor\"},"
                                  "{\"path\": \"L.wav\", \"role\": \"drum_loop\", \"voice\": \"loop\", \"bars\": 1, \"params\": {\"layers\": ["
                                  "{\"sample\": \"Kicks/K.wav\", \"hits\": \"x...\"}, {\"sample\": \"Hats/H.wav\", \"hits\": \"..x.\", \"tune\": 3}]}}"
                                  "]}";

static KitRecipe *
small_recipe (void)
{
  g_autoptr (GError) error = NULL;
  KitRecipe *recipe = kit_recipe_parse (recipe_text, -1, "test", &error);

  g_assert_no_error (error);

  return recipe;
}

static char *
hash_file (const char *folder, const char *path)
{
  g_autofree char *full = g_build_filename (folder, path, NULL);
  g_autofree char *data = NULL;
  gsize length;

  if (!g_file_get_contents (full, &data, &length, NULL))
    return NULL;

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, length);
}

static void
assert_same_bytes (const KitRecipe *recipe, const char *a, const char *b)
{
  for (guint i = 0; i < recipe->items->len; i++)
    {
      const KitItem *item = g_ptr_array_index (recipe->items, i);
      g_autofree char *first = hash_file (a, item->path);
      g_autofree char *second = hash_file (b, item->path);

      g_assert_nonnull (first);
      g_assert_cmpstr (first, ==, second);
    }
}

static void
build (const KitRecipe *recipe, const char *version, const char *folder, guint threads)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) samples = _pt_kit_build_recipe (recipe, version, folder, threads, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (samples->len, ==, recipe->items->len);
}

static void
test_threads (void)
{
  g_autoptr (KitRecipe) recipe = small_recipe ();
  g_autofree char *one = pt_test_make_folder ();
  g_autofree char *three = pt_test_make_folder ();

  build (recipe, "1", one, 1);
  build (recipe, "1", three, 3);
  assert_same_bytes (recipe, one, three);
  pt_test_remove_folder (one);
  pt_test_remove_folder (three);
}

typedef struct
{
  guint n_calls;
  double last;
} Progress;

static void
count_progress (double fraction, const char *path, gpointer user_data)
{
  Progress *progress = user_data;

  g_assert_cmpfloat (fraction, >, progress->last);
  progress->last = fraction;
  progress->n_calls++;
}

static guint
build_counted (const KitRecipe *recipe, const char *version, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) samples = NULL;
  Progress progress = { 0 };

  samples = _pt_kit_build_recipe (recipe, version, folder, 2, count_progress, &progress, NULL, &error);
  g_assert_no_error (error);

  return progress.n_calls;
}

/* What is right stays; what was changed, lost or made by another version is made anew. */
static void
test_rebuild (void)
{
  g_autoptr (KitRecipe) recipe = small_recipe ();
  g_autofree char *folder = pt_test_make_folder ();
  g_autofree char *hat = g_build_filename (folder, "Hats", "H.wav", NULL);
  g_autofree char *kick = g_build_filename (folder, "Kicks", "K.wav", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *data = NULL;
  gsize length;

  g_assert_cmpuint (build_counted (recipe, "1", folder), ==, 8);
  g_assert_cmpuint (build_counted (recipe, "1", folder), ==, 0);

  before = hash_file (folder, "Hats/H.wav");
  g_assert_true (g_file_get_contents (hat, &data, &length, NULL));
  data[length / 2] ^= 1;
  g_assert_true (g_file_set_contents (hat, data, length, NULL));
  g_assert_cmpuint (build_counted (recipe, "1", folder), ==, 1);
  after = hash_file (folder, "Hats/H.wav");
  g_assert_cmpstr (before, ==, after);

  g_assert_cmpint (g_unlink (kick), ==, 0);
  g_assert_cmpuint (build_counted (recipe, "1", folder), ==, 1);
  g_assert_true (g_file_test (kick, G_FILE_TEST_EXISTS));

  /* A touched file has the right bytes. */
  g_assert_cmpint (utime (kick, NULL), ==, 0);
  g_assert_cmpuint (build_counted (recipe, "1", folder), ==, 0);

  g_assert_cmpuint (build_counted (recipe, "2", folder), ==, 8);
  pt_test_remove_folder (folder);
}

static void
test_torn_manifest (void)
{
  g_autoptr (KitRecipe) recipe = small_recipe ();
  g_autofree char *folder = pt_test_make_folder ();
  g_autofree char *manifest = g_build_filename (folder, PT_KIT_MANIFEST_NAME, NULL);

  g_assert_true (g_file_set_contents (manifest, "{\"version\": \"1\", \"files\": [{\"pa", -1, NULL));
  g_assert_cmpuint (build_counted (recipe, "1", folder), ==, 8);
  g_assert_cmpuint (build_counted (recipe, "1", folder), ==, 0);
  pt_test_remove_folder (folder);
}

/* An older version's samples go, somebody's own stay. */
static void
test_leftovers (void)
{
  g_autoptr (KitRecipe) recipe = small_recipe ();
  g_autoptr (KitRecipe) smaller = kit_recipe_parse ("{\"samples\": [{\"path\": \"P.wav\", \"role\": \"perc\", \"voice\": \"perc-modal\", \"length\": 0.1}]}", -1, "test", NULL);
  g_autofree char *folder = pt_test_make_folder ();
  g_autofree char *own = g_build_filename (folder, "Hats", "Mine.wav", NULL);
  g_autofree char *changed = g_build_filename (folder, "T.wav", NULL);
  g_autofree char *old = g_build_filename (folder, "Kicks", "K.wav", NULL);

  build (recipe, "1", folder, 2);
  g_assert_true (g_file_set_contents (own, "mine", -1, NULL));
  g_assert_true (g_file_set_contents (changed, "mine too", -1, NULL));
  build (smaller, "2", folder, 2);
  g_assert_true (g_file_test (own, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (changed, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  pt_test_remove_folder (folder);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_false (g_str_has_suffix (name, ".part"));
      n += g_file_test (path, G_FILE_TEST_IS_DIR) ? count_files (path) : 1;
    }

  return n;
}

static void
cancel_at_third (double fraction, const char *path, gpointer user_data)
{
  if (fraction > 0.3)
    g_cancellable_cancel (user_data);
}

static void
test_cancel (void)
{
  g_autoptr (KitRecipe) recipe = small_recipe ();
  g_autofree char *folder = pt_test_make_folder ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  guint n_files;

  g_assert_null (_pt_kit_build_recipe (recipe, "1", folder, 1, cancel_at_third, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  n_files = count_files (folder);
  g_assert_cmpuint (n_files, >=, 2);
  g_assert_cmpuint (n_files, <, 8);
  pt_test_remove_folder (folder);
}

static void
test_cancelled_before (void)
{
  g_autofree char *folder = pt_test_make_folder ();
  g_autofree char *inside = g_build_filename (folder, "kit", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (pt_kit_build (inside, 2, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (inside, G_FILE_TEST_EXISTS));
  pt_test_remove_folder (folder);
}

static void
test_folder_is_file (void)
{
  g_autoptr (KitRecipe) recipe = small_recipe ();
  g_autofree char *folder = pt_test_make_folder ();
  g_autofree char *file = g_build_filename (folder, "kit", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  g_assert_null (_pt_kit_build_recipe (recipe, "1", file, 2, NULL, NULL, NULL, &error));
  g_assert_true (error->domain == G_IO_ERROR);
  g_assert_nonnull (strstr (error->message, file));
  pt_test_remove_folder (folder);
}

/* A sample that cannot be written stops the build, and the message names it. */
static void
test_unwritable_sample (void)
{
  g_autoptr (KitRecipe) recipe = small_recipe ();
  g_autofree char *folder = pt_test_make_folder ();
  g_autofree char *in_the_way = g_build_filename (folder, "Hats", "H.wav", "x", NULL);
  g_autofree char *manifest = g_build_filename (folder, PT_KIT_MANIFEST_NAME, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (in_the_way, 0777), ==, 0);
  g_assert_null (_pt_kit_build_recipe (recipe, "1", folder, 2, NULL, NULL, NULL, &error));
  g_assert_true (error->domain == G_IO_ERROR);
  g_assert_nonnull (strstr (error->message, "H.wav"));
  g_assert_false (g_file_test (manifest, G_FILE_TEST_EXISTS));
  count_files (folder);
  pt_test_remove_folder (folder);
}

static void
test_locate (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = pt_test_make_folder ();
  g_autofree char *missing = g_build_filename (folder, "gone", NULL);
  g_autofree char *built = NULL;
  g_autofree char *named = NULL;
  g_autoptr (PtKitManifest) manifest = NULL;

  /* The tests run in a build tree. */
  g_unsetenv ("PEAKTIME_KIT");
  built = pt_kit_locate (NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (built, "/data/kit"));
  manifest = pt_kit_manifest_load (built);
  g_assert_nonnull (manifest);
  g_assert_cmpstr (manifest->version, ==, pt_kit_get_version ());

  g_setenv ("PEAKTIME_KIT", folder, TRUE);
  named = pt_kit_locate (NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (named, ==, folder);

  g_setenv ("PEAKTIME_KIT", missing, TRUE);
  g_assert_null (pt_kit_locate (NULL, &error));
  g_assert_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, missing));
  g_unsetenv ("PEAKTIME_KIT");
  pt_test_remove_folder (folder);
}

static void
test_list (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) samples = pt_kit_list (&error);
  const PtKitSample *sample;

  g_assert_no_error (error);
  g_assert_cmpuint (samples->len, >=, 90);
  sample = g_ptr_array_index (samples, 0);
  g_assert_cmpstr (sample->role, ==, "kick");
  g_assert_false (sample->loop);
  g_assert_null (sample->key);
}

/* The whole kit has the bytes that tests/data/factory-kit.sha256 says. When the sound was
 * changed on purpose, PEAKTIME_UPDATE_KIT_HASHES=1 in the environment writes that file
 * anew, and its diff shows which samples the change touches. */
static void
test_bytes (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *expected_path = g_test_build_filename (G_TEST_DIST, "data", "factory-kit.sha256", NULL);
  g_autofree char *folder = pt_kit_locate (NULL, &error);
  g_autofree char *expected = NULL;
  g_autoptr (GPtrArray) samples = pt_kit_list (NULL);
  g_autoptr (GString) found = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < samples->len; i++)
    {
      const PtKitSample *sample = g_ptr_array_index (samples, i);
      g_autofree char *hash = hash_file (folder, sample->path);

      g_string_append_printf (found, "%s  %s\n", hash, sample->path);
    }
  if (g_getenv ("PEAKTIME_UPDATE_KIT_HASHES") != NULL)
    g_assert_true (g_file_set_contents (expected_path, found->str, found->len, NULL));
  g_assert_true (g_file_get_contents (expected_path, &expected, NULL, &error));
  if (!g_str_equal (expected, found->str))
    {
      g_auto (GStrv) was = g_strsplit (expected, "\n", -1);
      g_auto (GStrv) is = g_strsplit (found->str, "\n", -1);

      for (gsize i = 0; is[i] != NULL; i++)
        if (!g_strv_contains ((const char *const *) was, is[i]))
          g_test_message ("changed: %s", is[i]);
      g_test_fail_printf ("The kit’s bytes are not those of factory-kit.sha256; if that is meant, "
                          "run this test with PEAKTIME_UPDATE_KIT_HASHES=1 and commit the file");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/kit/threads", test_threads);
  g_test_add_func ("/audio/kit/rebuild", test_rebuild);
  g_test_add_func ("/audio/kit/torn-manifest", test_torn_manifest);
  g_test_add_func ("/audio/kit/leftovers", test_leftovers);
  g_test_add_func ("/audio/kit/cancel", test_cancel);
  g_test_add_func ("/audio/kit/cancelled-before", test_cancelled_before);
  g_test_add_func ("/audio/kit/folder-is-file", test_folder_is_file);
  g_test_add_func ("/audio/kit/unwritable-sample", test_unwritable_sample);
  g_test_add_func ("/audio/kit/locate", test_locate);
  g_test_add_func ("/audio/kit/list", test_list);
  g_test_add_func ("/audio/kit/bytes", test_bytes);

  return g_test_run ();
}
