/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib.h>
#include <string.h>

#include "audio/rt/pt-rt-ring.h"

/* Long enough to be torn if the ring let one thread see half of what the other wrote. */
typedef struct
{
  guint64 number;
  guint64 copies[6];
} Item;

static Item
make_item (guint64 number)
{
  Item item = { .number = number };

  for (guint i = 0; i < G_N_ELEMENTS (item.copies); i++)
    item.copies[i] = number * (i + 3);

  return item;
}

static void
assert_item (const Item *item, guint64 number)
{
  g_assert_cmpuint (item->number, ==, number);
  for (guint i = 0; i < G_N_ELEMENTS (item->copies); i++)
    g_assert_cmpuint (item->copies[i], ==, number * (i + 3));
}

static void
test_full_and_empty (void)
{
  Item items[8];
  PtRtRing ring;
  Item item;

  pt_rt_ring_init (&ring, items, sizeof (Item), 8);
  g_assert_false (pt_rt_ring_pop (&ring, &item));
  g_assert_cmpuint (pt_rt_ring_get_space (&ring), ==, 8);

  for (guint round = 0; round < 5; round++)
    {
      for (guint i = 0; i < 8; i++)
        {
          item = make_item (round * 100 + i);
          g_assert_true (pt_rt_ring_push (&ring, &item));
        }
      g_assert_false (pt_rt_ring_push (&ring, &item));
      g_assert_cmpuint (pt_rt_ring_get_length (&ring), ==, 8);
      g_assert_cmpuint (pt_rt_ring_get_space (&ring), ==, 0);
      for (guint i = 0; i < 8; i++)
        {
          g_assert_true (pt_rt_ring_pop (&ring, &item));
          assert_item (&item, round * 100 + i);
        }
      g_assert_false (pt_rt_ring_pop (&ring, &item));
    }
}

/* Against a plain queue, with random pushes and pops, over the end of the counters. */
static void
test_like_a_queue (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  Item items[16];
  PtRtRing ring;
  guint64 pushed = 0, popped = 0;

  pt_rt_ring_init (&ring, items, sizeof (Item), 16);
  atomic_store (&ring.pushed, G_MAXUINT32 - 1000);
  atomic_store (&ring.popped, G_MAXUINT32 - 1000);

  for (guint i = 0; i < 20000; i++)
    {
      Item item = make_item (pushed);

      if (g_rand_boolean (random))
        {
          gboolean fits = pushed - popped < 16;

          g_assert_cmpint (pt_rt_ring_push (&ring, &item), ==, fits);
          pushed += fits;
        }
      else
        {
          gboolean any = pushed > popped;

          g_assert_cmpint (pt_rt_ring_pop (&ring, &item), ==, any);
          if (any)
            assert_item (&item, popped++);
        }
      g_assert_cmpuint (pt_rt_ring_get_length (&ring), ==, pushed - popped);
    }
}

#define N_SHARED 200000

static gpointer
push_thread (gpointer data)
{
  PtRtRing *ring = data;

  for (guint64 i = 0; i < N_SHARED;)
    {
      Item item = make_item (i);

      if (pt_rt_ring_push (ring, &item))
        i++;
      else
        g_thread_yield ();
    }

  return NULL;
}

static void
test_two_threads (void)
{
  static const guint sizes[] = { 2, 64, 1024 };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      g_autofree Item *items = g_new (Item, sizes[s]);
      g_autofree PtRtRing *ring = g_aligned_alloc (1, sizeof (PtRtRing), 64);
      GThread *thread;
      Item item;

      pt_rt_ring_init (ring, items, sizeof (Item), sizes[s]);
      thread = g_thread_new ("push", push_thread, ring);
      for (guint64 i = 0; i < N_SHARED;)
        if (pt_rt_ring_pop (ring, &item))
          assert_item (&item, i++);
        else
          g_thread_yield ();
      g_thread_join (thread);
      g_assert_false (pt_rt_ring_pop (ring, &item));
      g_aligned_free (g_steal_pointer (&ring));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/rt-ring/full-and-empty", test_full_and_empty);
  g_test_add_func ("/audio/rt-ring/like-a-queue", test_like_a_queue);
  g_test_add_func ("/audio/rt-ring/two-threads", test_two_threads);

  return g_test_run ();
}
