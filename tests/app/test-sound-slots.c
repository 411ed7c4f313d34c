/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-sound-slots.h"
#include "pt-test-window.h"

/* What somebody who follows items-changed believes there is. */
typedef struct
{
  GPtrArray *items;
  GListModel *model;
} Follower;

static void
items_changed_cb (GListModel *model, guint position, guint n_removed, guint n_added, Follower *follower)
{
  g_assert_cmpuint (position + n_removed, <=, follower->items->len);
  for (guint i = 0; i < n_removed; i++)
    g_ptr_array_remove_index (follower->items, position);
  for (guint i = 0; i < n_added; i++)
    g_ptr_array_insert (follower->items, (int) (position + i), g_list_model_get_item (model, position + i));
}

static void
assert_same (Follower *follower, PtSoundList *list)
{
  g_assert_cmpuint (g_list_model_get_n_items (follower->model), ==, follower->items->len);
  g_assert_cmpuint (follower->items->len, <=, g_list_model_get_n_items (G_LIST_MODEL (list)));
  for (guint i = 0; i < follower->items->len; i++)
    {
      g_autoptr (PtSoundSlot) slot = g_list_model_get_item (follower->model, i);
      g_autoptr (PtSample) sample = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_assert_true (slot == follower->items->pdata[i]);
      g_assert_true (pt_sound_slot_get_sample (slot) == sample);
    }
}

static PtSample *
make_sample (guint i)
{
  g_autofree char *path = g_strdup_printf ("/sounds/%s %u.wav", i % 3 == 0 ? "kick" : "hat", i);
  PtSampleInfo *info = pt_sample_info_new (path);

  info->bpm = 100 + i % 50;

  return pt_sample_new (info);
}

static void
add (PtLibrary *library, guint start, guint n)
{
  g_autoptr (GPtrArray) samples = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (samples, make_sample (start + i * 7));
  pt_library_add_many (library, samples);
}

/* Whatever happens to the list, at every moment places and sounds are the list's. */
static void
test_follow (void)
{
  g_autoptr (PtLibrary) library = pt_library_new ();
  g_autoptr (PtSoundList) list = pt_sound_list_new (library);
  g_autoptr (PtSoundSlots) slots = pt_sound_slots_new (list);
  Follower follower = { g_ptr_array_new_with_free_func (g_object_unref), G_LIST_MODEL (slots) };
  const char *const queries[] = { "", "kick", "kick 1", "hat", "hat 99", "nothing", "hat", "" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  g_signal_connect (slots, "items-changed", G_CALLBACK (items_changed_cb), &follower);
  for (guint round = 0; round < 60; round++)
    {
      switch (g_rand_int_range (rand, 0, 4))
        {
        case 0:
          add (library, round * 1000, (guint) g_rand_int_range (rand, 1, 300));
          break;
        case 1:
          pt_sound_list_set_sort (list, g_rand_boolean (rand) ? PT_SOUND_SORT_BPM : PT_SOUND_SORT_NAME, g_rand_boolean (rand));
          break;
        case 2:
          if (g_list_model_get_n_items (G_LIST_MODEL (list)) > 0)
            {
              g_autoptr (PtSample) sample = g_list_model_get_item (
                  G_LIST_MODEL (list), (guint) g_rand_int_range (rand, 0, (int) g_list_model_get_n_items (G_LIST_MODEL (list))));

              pt_library_remove (library, pt_sample_get_info (sample)->path);
            }
          break;
        default:
          pt_sound_list_set_query (list, queries[g_rand_int_range (rand, 0, (int) G_N_ELEMENTS (queries))]);
        }
      assert_same (&follower, list);
      if (g_rand_boolean (rand))
        pt_test_settle ();
      assert_same (&follower, list);
    }
  pt_sound_list_set_query (list, "");
  pt_test_settle ();
  g_assert_cmpuint (follower.items->len, ==, g_list_model_get_n_items (G_LIST_MODEL (library)));
  g_ptr_array_unref (follower.items);
}

/* Another search keeps the places, which is what they are for. */
static void
test_places_stay (void)
{
  g_autoptr (PtLibrary) library = pt_library_new ();
  g_autoptr (PtSoundList) list = pt_sound_list_new (library);
  g_autoptr (PtSoundSlots) slots = pt_sound_slots_new (list);
  g_autoptr (PtSoundSlot) first = NULL;
  g_autoptr (PtSoundSlot) same = NULL;

  add (library, 0, 500);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (slots)), <, 100);
  pt_sound_slots_flush (slots);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (slots)), ==, 500);
  first = g_list_model_get_item (G_LIST_MODEL (slots), 0);
  pt_sound_list_set_query (list, "kick");
  same = g_list_model_get_item (G_LIST_MODEL (slots), 0);
  g_assert_true (same == first);
  g_assert_true (g_str_has_prefix (pt_sample_get_info (pt_sound_slot_get_sample (same))->name, "kick"));
}

int
main (int argc, char **argv)
{
  pt_test_window_init (&argc, &argv);
  g_test_add_func ("/app/sound-slots/follow", test_follow);
  g_test_add_func ("/app/sound-slots/places-stay", test_places_stay);

  return g_test_run ();
}
