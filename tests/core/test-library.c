/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-library.h"

static PtSample *
make_sample (const char *path, PtRole role, gboolean loop)
{
  PtSampleInfo *info = pt_sample_info_new (path);

  info->role = role;
  info->loop = loop;

  return pt_sample_new (info);
}

static void
add (PtLibrary *library, const char *path, PtRole role, gboolean loop)
{
  g_autoptr (PtSample) sample = make_sample (path, role, loop);

  pt_library_add (library, sample);
}

/* Follows the list by its signals alone, as a view does. */
typedef struct
{
  GPtrArray *rows; /* paths */
  guint n_signals;
} Mirror;

static void
mirror_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  Mirror *mirror = user_data;

  mirror->n_signals++;
  g_assert_cmpuint (position + removed, <=, mirror->rows->len);
  if (removed > 0)
    g_ptr_array_remove_range (mirror->rows, position, removed);
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (PtSample) sample = g_list_model_get_item (model, position + i);

      g_assert_nonnull (sample);
      g_ptr_array_insert (mirror->rows, position + i, g_strdup (pt_sample_get_info (sample)->path));
    }
  g_assert_cmpuint (mirror->rows->len, ==, g_list_model_get_n_items (model));
}

static void
check_mirror (Mirror *mirror, PtLibrary *library)
{
  g_assert_cmpuint (mirror->rows->len, ==, g_list_model_get_n_items (G_LIST_MODEL (library)));
  for (guint i = 0; i < mirror->rows->len; i++)
    {
      g_autoptr (PtSample) sample = g_list_model_get_item (G_LIST_MODEL (library), i);

      g_assert_cmpstr (g_ptr_array_index (mirror->rows, i), ==, pt_sample_get_info (sample)->path);
      g_assert_true (pt_library_lookup (library, g_ptr_array_index (mirror->rows, i)) == sample);
    }
}

static void
test_batches (void)
{
  g_autoptr (PtLibrary) library = pt_library_new ();
  g_autoptr (GPtrArray) batch = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (PtSample) first = make_sample ("/a", PT_ROLE_KICK, FALSE);
  Mirror mirror = { g_ptr_array_new_with_free_func (g_free), 0 };
  static const char *const gone[] = { "/c", "/nobody", "/a", "/c", NULL };

  g_signal_connect (library, "items-changed", G_CALLBACK (mirror_cb), &mirror);
  pt_library_add (library, first);
  pt_library_add (library, first);
  g_assert_cmpuint (mirror.n_signals, ==, 1);

  /* A changed one, two new ones and one of them twice: one signal. */
  g_ptr_array_add (batch, make_sample ("/a", PT_ROLE_HIHAT, FALSE));
  g_ptr_array_add (batch, make_sample ("/b", PT_ROLE_KICK, FALSE));
  g_ptr_array_add (batch, make_sample ("/c", PT_ROLE_KICK, FALSE));
  g_ptr_array_add (batch, make_sample ("/b", PT_ROLE_CLAP, FALSE));
  pt_library_add_many (library, batch);
  g_assert_cmpuint (mirror.n_signals, ==, 2);
  check_mirror (&mirror, library);
  g_assert_true (pt_library_lookup (library, "/a") == first);
  g_assert_cmpint (pt_sample_get_info (first)->role, ==, PT_ROLE_HIHAT);
  g_assert_cmpint (pt_sample_get_info (pt_library_lookup (library, "/b"))->role, ==, PT_ROLE_CLAP);

  /* The same again: nothing to say. */
  g_ptr_array_set_size (batch, 0);
  g_ptr_array_add (batch, make_sample ("/c", PT_ROLE_KICK, FALSE));
  pt_library_add_many (library, batch);
  g_assert_cmpuint (mirror.n_signals, ==, 2);

  g_assert_cmpuint (pt_library_remove_many (library, gone), ==, 2);
  g_assert_cmpuint (mirror.n_signals, ==, 3);
  check_mirror (&mirror, library);
  g_assert_cmpuint (mirror.rows->len, ==, 1);
  g_assert_false (pt_library_remove (library, "/a"));
  g_assert_true (pt_library_remove (library, "/b"));
  g_assert_null (pt_library_lookup (library, "/b"));
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (library), 0));
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (library)) == PT_TYPE_SAMPLE);
  g_ptr_array_unref (mirror.rows);
}

static void
test_candidates (void)
{
  g_autoptr (PtLibrary) library = pt_library_new ();
  g_autoptr (GPtrArray) kicks = NULL;
  g_autoptr (GPtrArray) basses = NULL;
  g_autoptr (GPtrArray) effects = NULL;
  g_autoptr (GPtrArray) claps = NULL;

  add (library, "/kick-loop", PT_ROLE_KICK, TRUE);
  add (library, "/kick", PT_ROLE_KICK, FALSE);
  add (library, "/kick-gone", PT_ROLE_KICK, FALSE);
  pt_sample_set_missing (pt_library_lookup (library, "/kick-gone"), TRUE);
  add (library, "/bass-hit", PT_ROLE_BASSLINE, FALSE);
  add (library, "/fx-hit", PT_ROLE_FX, FALSE);
  add (library, "/fx-loop", PT_ROLE_FX, TRUE);

  kicks = pt_library_get_candidates (library, PT_ROLE_KICK);
  g_assert_cmpuint (kicks->len, ==, 1);
  g_assert_cmpstr (pt_sample_get_info (g_ptr_array_index (kicks, 0))->path, ==, "/kick");
  /* No bass loop: better a wrong one than none. */
  basses = pt_library_get_candidates (library, PT_ROLE_BASSLINE);
  g_assert_cmpuint (basses->len, ==, 1);
  effects = pt_library_get_candidates (library, PT_ROLE_FX);
  g_assert_cmpuint (effects->len, ==, 2);
  claps = pt_library_get_candidates (library, PT_ROLE_CLAP);
  g_assert_cmpuint (claps->len, ==, 0);
}

static void
test_hundred_thousand (void)
{
  const guint n = 100000;
  g_autoptr (PtLibrary) library = pt_library_new ();
  g_autoptr (GPtrArray) batch = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) gone = g_new0 (char *, n / 2 + 1);
  gint64 started = g_get_monotonic_time ();

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/library/pack %u/sample %u.wav", i / 100, i);

      g_ptr_array_add (batch, make_sample (path, i % PT_N_ROLES, FALSE));
      if (i % 2 == 0)
        gone[i / 2] = g_strdup (path);
    }
  g_test_message ("made in %.0f ms", (g_get_monotonic_time () - started) / 1e3);
  started = g_get_monotonic_time ();
  pt_library_add_many (library, batch);
  g_test_message ("added in %.0f ms", (g_get_monotonic_time () - started) / 1e3);
  started = g_get_monotonic_time ();
  g_assert_cmpuint (pt_library_remove_many (library, (const char *const *) gone), ==, n / 2);
  g_test_message ("half removed in %.0f ms", (g_get_monotonic_time () - started) / 1e3);
  started = g_get_monotonic_time ();
  /* One by one, from the front: no table is made anew for each. */
  for (guint i = 1; i < 2001; i += 2)
    {
      g_autofree char *path = g_strdup_printf ("/library/pack %u/sample %u.wav", i / 100, i);

      g_assert_true (pt_library_remove (library, path));
    }
  g_test_message ("1000 removed one by one in %.0f ms", (g_get_monotonic_time () - started) / 1e3);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (library)), ==, n / 2 - 1000);
  g_assert_nonnull (pt_library_lookup (library, "/library/pack 999/sample 99999.wav"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/library/batches", test_batches);
  g_test_add_func ("/core/library/candidates", test_candidates);
  g_test_add_func ("/core/library/hundred-thousand", test_hundred_thousand);

  return g_test_run ();
}
