/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-sound-list.h"

#include <math.h>

static PtSample *
make_sample (const char *name, PtRole role, double bpm)
{
  g_autofree char *path = g_strdup_printf ("/sounds/%s.wav", name);
  PtSampleInfo *info = pt_sample_info_new (path);

  info->role = role;
  info->bpm = bpm;

  return pt_sample_new (info);
}

static void
add (PtLibrary *library, const char *name, PtRole role, double bpm)
{
  g_autoptr (PtSample) sample = make_sample (name, role, bpm);

  pt_library_add (library, sample);
}

static PtSample *
get (PtLibrary *library, const char *name)
{
  g_autofree char *path = g_strdup_printf ("/sounds/%s.wav", name);
  PtSample *sample = pt_library_lookup (library, path);

  g_assert_nonnull (sample);

  return sample;
}

static void
assert_rows (PtSoundList *list, const char *expected)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PtSample) sample = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_string_append_printf (names, "%s%s", i > 0 ? "," : "", pt_sample_get_info (sample)->name);
      g_assert_cmpuint (pt_sound_list_find (list, sample), ==, i);
    }
  g_assert_cmpstr (names->str, ==, expected);
}

/* Repeats what items-changed says on a copy, which must come out as the list. */
typedef struct
{
  GPtrArray *rows;
  guint n_signals;
  guint position, removed, added;
} Follower;

static void
follow_cb (GListModel *model, guint position, guint removed, guint added, Follower *follower)
{
  follower->n_signals++;
  follower->position = position;
  follower->removed = removed;
  follower->added = added;
  if (removed > 0)
    g_ptr_array_remove_range (follower->rows, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (follower->rows, position + i, g_list_model_get_item (model, position + i));
  g_assert_cmpuint (follower->rows->len, ==, g_list_model_get_n_items (model));
  for (guint i = 0; i < follower->rows->len; i++)
    {
      g_autoptr (PtSample) sample = g_list_model_get_item (model, i);

      g_assert_true (sample == follower->rows->pdata[i]);
    }
}

static void
test_names (void)
{
  g_autoptr (PtLibrary) library = pt_library_new ();
  PtSoundList *list;

  add (library, "Kick 10", PT_ROLE_KICK, 0);
  add (library, "Kick 2", PT_ROLE_KICK, 0);
  add (library, "Clap", PT_ROLE_CLAP, 0);
  list = pt_sound_list_new (library);
  assert_rows (list, "Clap,Kick 2,Kick 10");
  pt_sound_list_set_sort (list, PT_SOUND_SORT_NAME, TRUE);
  assert_rows (list, "Kick 10,Kick 2,Clap");
  g_assert_finalize_object (list);
}

static void
test_numbers (void)
{
  g_autoptr (PtLibrary) library = pt_library_new ();
  g_autoptr (PtSoundList) list = pt_sound_list_new (library);
  g_autoptr (GHashTable) usage = g_hash_table_new (g_str_hash, g_str_equal);

  add (library, "d", PT_ROLE_NONE, 0);
  add (library, "c", PT_ROLE_CLAP, 90);
  add (library, "b", PT_ROLE_KICK, 128);
  add (library, "a", PT_ROLE_CLAP, 128);
  pt_sound_list_set_sort (list, PT_SOUND_SORT_BPM, FALSE);
  assert_rows (list, "c,a,b,d");
  pt_sound_list_set_sort (list, PT_SOUND_SORT_BPM, TRUE);
  assert_rows (list, "a,b,c,d");
  pt_sound_list_set_sort (list, PT_SOUND_SORT_ROLE, FALSE);
  assert_rows (list, "b,a,c,d");

  g_hash_table_insert (usage, (gpointer) "/sounds/c.wav", GUINT_TO_POINTER (3));
  pt_sound_list_set_sort (list, PT_SOUND_SORT_USED, TRUE);
  assert_rows (list, "a,b,c,d");
  pt_sound_list_set_usage (list, usage);
  assert_rows (list, "c,a,b,d");
  g_assert_cmpuint (pt_sound_list_get_usage (list, get (library, "c")), ==, 3);
}

static void
add_key (PtLibrary *library, const char *name, const char *key)
{
  g_autoptr (PtSample) sample = make_sample (name, PT_ROLE_SYNTH, 0);
  PtSampleInfo *info = pt_sample_info_copy (pt_sample_get_info (sample));

  info->key = g_strdup (key);
  pt_sample_set_info (sample, info);
  pt_library_add (library, sample);
}

static void
test_keys (void)
{
  g_autoptr (PtLibrary) library = pt_library_new ();
  g_autoptr (PtSoundList) list = pt_sound_list_new (library);

  add_key (library, "8A", "A minor");
  add_key (library, "8B", "C major");
  add_key (library, "9A", "E minor");
  add_key (library, "1A", "Ab minor");
  add_key (library, "1B", "B major");
  add_key (library, "12B", "E major");
  add_key (library, "4A", "F minor");
  add_key (library, "none", NULL);
  pt_sound_list_set_sort (list, PT_SOUND_SORT_KEY, FALSE);
  assert_rows (list, "1A,1B,4A,8A,8B,9A,12B,none");
}

static void
test_query (void)
{
  g_autoptr (PtLibrary) library = pt_library_new ();
  g_autoptr (PtSoundList) list = NULL;
  g_autoptr (GPtrArray) copy = g_ptr_array_new_with_free_func (g_object_unref);
  Follower follower = { copy, 0 };

  for (guint i = 0; i < 26; i++)
    {
      const char name[] = { (char) ('a' + i), i % 2 == 0 ? '7' : '8', '\0' };

      add (library, name, i < 13 ? PT_ROLE_KICK : PT_ROLE_CLAP, 0);
    }
  list = pt_sound_list_new (library);
  for (guint i = 0; i < 26; i++)
    g_ptr_array_add (copy, g_list_model_get_item (G_LIST_MODEL (list), i));
  g_signal_connect (list, "items-changed", G_CALLBACK (follow_cb), &follower);

  pt_sound_list_set_query (list, "role:kick");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 13);
  g_assert_cmpuint (follower.position, ==, 13);
  g_assert_cmpuint (follower.removed, ==, 13);
  g_assert_cmpuint (follower.added, ==, 0);
  g_assert_cmpuint (pt_sound_list_get_n_total (list), ==, 26);
  g_assert_cmpuint (pt_query_get_n_chips (pt_sound_list_get_query (list)), ==, 1);

  /* What was found already says nothing. */
  follower.n_signals = 0;
  pt_sound_list_set_query (list, "role:kick ");
  g_assert_cmpuint (follower.n_signals, ==, 0);

  pt_sound_list_set_query (list, "7");
  assert_rows (list, "a7,c7,e7,g7,i7,k7,m7,o7,q7,s7,u7,w7,y7");
  pt_sound_list_set_sort (list, PT_SOUND_SORT_NAME, TRUE);
  pt_sound_list_set_query (list, NULL);
  g_assert_cmpuint (copy->len, ==, 26);

  /* One row goes, one comes: only that one is told of. */
  pt_library_remove (library, "/sounds/c7.wav");
  g_assert_cmpuint (follower.position, ==, 23);
  g_assert_cmpuint (follower.removed, ==, 1);
  g_assert_cmpuint (follower.added, ==, 0);
  add (library, "cz", PT_ROLE_KICK, 0);
  g_assert_cmpuint (follower.position, ==, 23);
  g_assert_cmpuint (follower.removed, ==, 0);
  g_assert_cmpuint (follower.added, ==, 1);
}

static void
test_edits (void)
{
  g_autoptr (PtLibrary) library = pt_library_new ();
  g_autoptr (PtSoundList) list = pt_sound_list_new (library);
  g_autoptr (GPtrArray) edited = g_ptr_array_new ();

  add (library, "a", PT_ROLE_KICK, 0);
  add (library, "b", PT_ROLE_KICK, 0);
  add (library, "c", PT_ROLE_KICK, 0);
  g_ptr_array_add (edited, get (library, "b"));

  pt_sound_list_set_sort (list, PT_SOUND_SORT_RATING, TRUE);
  pt_sample_set_rating (get (library, "b"), 4);
  pt_library_tell_edited (library, edited);
  assert_rows (list, "b,a,c");

  pt_sample_set_missing (get (library, "b"), TRUE);
  pt_library_tell_edited (library, edited);
  assert_rows (list, "a,c");
  g_assert_cmpuint (pt_sound_list_get_n_total (list), ==, 2);
  pt_sound_list_set_show_missing (list, TRUE);
  assert_rows (list, "b,a,c");
  g_assert_cmpuint (pt_sound_list_get_n_total (list), ==, 3);
  pt_sound_list_set_show_missing (list, FALSE);
  g_assert_cmpuint (pt_sound_list_find (list, get (library, "b")), ==, G_MAXUINT);
}

/* Whatever happens to the library in whatever order: the signals tell all of it, and the rows
 * are those of a list made anew. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (PtLibrary) library = pt_library_new ();
  g_autoptr (PtSoundList) list = pt_sound_list_new (library);
  g_autoptr (GPtrArray) copy = g_ptr_array_new_with_free_func (g_object_unref);
  Follower follower = { copy, 0 };

  g_signal_connect (list, "items-changed", G_CALLBACK (follow_cb), &follower);
  for (guint round = 0; round < 400; round++)
    {
      g_autoptr (PtSoundList) anew = NULL;
      g_autofree char *query = g_strdup_printf ("%d", g_rand_int_range (rand, 0, 30));

      if (g_rand_boolean (rand))
        {
          g_autoptr (GPtrArray) batch = g_ptr_array_new_with_free_func (g_object_unref);

          for (int i = g_rand_int_range (rand, 1, 9); i > 0; i--)
            {
              g_autofree char *name = g_strdup_printf ("sound %d", g_rand_int_range (rand, 0, 200));

              g_ptr_array_add (batch, make_sample (name, g_rand_int_range (rand, 0, 3), g_rand_int_range (rand, 0, 4) * 30));
            }
          pt_library_add_many (library, batch);
        }
      else
        {
          g_autofree char *one = g_strdup_printf ("/sounds/sound %d.wav", g_rand_int_range (rand, 0, 200));
          g_autofree char *two = g_strdup_printf ("/sounds/sound %d.wav", g_rand_int_range (rand, 0, 200));
          const char *const paths[] = { one, two, NULL };

          pt_library_remove_many (library, paths);
        }
      if (round % 5 == 0)
        pt_sound_list_set_query (list, round % 2 ? query : NULL);
      if (round % 7 == 0)
        pt_sound_list_set_sort (list, g_rand_int_range (rand, 0, 3), g_rand_boolean (rand));

      anew = pt_sound_list_new (library);
      pt_sound_list_set_sort (anew, pt_sound_list_get_sort (list), pt_sound_list_get_descending (list));
      pt_sound_list_set_query (anew, pt_sound_list_get_query_text (list));
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (anew)), ==, copy->len);
      for (guint i = 0; i < copy->len; i++)
        {
          g_autoptr (PtSample) sample = g_list_model_get_item (G_LIST_MODEL (anew), i);

          g_assert_true (sample == copy->pdata[i]);
        }
    }
  g_assert_cmpuint (follower.n_signals, >, 200);
}

static void
test_similar (void)
{
  g_autoptr (PtLibrary) library = pt_library_new ();
  g_autoptr (PtSoundList) list = pt_sound_list_new (library);

  add (library, "near", PT_ROLE_KICK, 126);
  add (library, "far", PT_ROLE_SYNTH, 90);
  add (library, "one", PT_ROLE_KICK, 125);
  pt_sound_list_set_sort (list, PT_SOUND_SORT_BPM, TRUE);
  pt_sound_list_set_similar_to (list, get (library, "one"));
  g_assert_cmpint (pt_sound_list_get_sort (list), ==, PT_SOUND_SORT_DISTANCE);
  assert_rows (list, "one,near,far");
  pt_sound_list_set_similar_to (list, get (library, "far"));
  g_assert_cmpint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 3);
  pt_sound_list_set_similar_to (list, NULL);
  g_assert_cmpint (pt_sound_list_get_sort (list), ==, PT_SOUND_SORT_BPM);
  g_assert_true (pt_sound_list_get_descending (list));
  assert_rows (list, "near,one,far");
}

static void
test_sort_words (void)
{
  g_autoptr (GError) error = NULL;
  PtSoundSort sort;

  for (guint i = 0; i < PT_N_SOUND_SORTS; i++)
    {
      g_assert_true (pt_sound_sort_parse (pt_sound_sort_to_string (i), &sort, NULL));
      g_assert_cmpint (sort, ==, i);
    }
  g_assert_false (pt_sound_sort_parse ("colour", &sort, &error));
  g_assert_nonnull (strstr (error->message, "brightness"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sound-list/names", test_names);
  g_test_add_func ("/sound-list/numbers", test_numbers);
  g_test_add_func ("/sound-list/keys", test_keys);
  g_test_add_func ("/sound-list/query", test_query);
  g_test_add_func ("/sound-list/edits", test_edits);
  g_test_add_func ("/sound-list/random", test_random);
  g_test_add_func ("/sound-list/similar", test_similar);
  g_test_add_func ("/sound-list/sort-words", test_sort_words);

  return g_test_run ();
}
