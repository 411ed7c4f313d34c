/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-thumbnail-cache.h"

static void
insert (PtThumbnailCache *cache, const char *path)
{
  g_autoptr (GBytes) picture = g_bytes_new (path, 2);

  pt_thumbnail_cache_insert (cache, path, picture);
}

static void
test_order (void)
{
  g_autoptr (PtThumbnailCache) cache = pt_thumbnail_cache_new (3);

  insert (cache, "/a");
  insert (cache, "/b");
  insert (cache, "/c");
  /* Looked at, so /b is the one that nobody has looked at for longest. */
  g_assert_nonnull (pt_thumbnail_cache_lookup (cache, "/a"));
  insert (cache, "/d");
  g_assert_null (pt_thumbnail_cache_lookup (cache, "/b"));
  g_assert_nonnull (pt_thumbnail_cache_lookup (cache, "/a"));
  g_assert_nonnull (pt_thumbnail_cache_lookup (cache, "/c"));
  g_assert_nonnull (pt_thumbnail_cache_lookup (cache, "/d"));
  g_assert_cmpuint (pt_thumbnail_cache_get_size (cache), ==, 3);
}

static void
test_replace (void)
{
  g_autoptr (PtThumbnailCache) cache = pt_thumbnail_cache_new (3);
  g_autoptr (GBytes) other = g_bytes_new_static ("other", 5);

  insert (cache, "/a");
  pt_thumbnail_cache_insert (cache, "/a", other);
  g_assert_true (pt_thumbnail_cache_lookup (cache, "/a") == other);
  g_assert_cmpuint (pt_thumbnail_cache_get_size (cache), ==, 1);
  pt_thumbnail_cache_remove (cache, "/a");
  pt_thumbnail_cache_remove (cache, "/a");
  g_assert_cmpuint (pt_thumbnail_cache_get_size (cache), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/thumbnail-cache/order", test_order);
  g_test_add_func ("/thumbnail-cache/replace", test_replace);

  return g_test_run ();
}
