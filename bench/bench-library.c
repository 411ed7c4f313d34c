/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "core/pt-similarity.h"
#include "core/pt-sound-list.h"
#include "session/pt-library-keeper.h"

/* bench-library INDEX: opens it as the window does, types searches and sorts, and prints what
 * the main thread had to wait for, in milliseconds, as JSON. Times of the main thread are its
 * own (the processor's clock); "wall" is said where it is not. */

typedef struct
{
  double longest_ms;
  gboolean counting;
} Watch;

static Watch watch;

static double
thread_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

/* Between two polls lies what one round of the main loop did. */
static int
watching_poll (GPollFD *fds, guint n, int timeout)
{
  static double woken_ms;
  double busy_ms = thread_ms () - woken_ms;
  int result;

  if (watch.counting && woken_ms > 0)
    watch.longest_ms = MAX (watch.longest_ms, busy_ms);
  result = g_poll (fds, n, timeout);
  woken_ms = thread_ms ();

  return result;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
print_times (const char *name, GArray *times)
{
  g_array_sort (times, compare_doubles);
  printf ("\"%s\": {\"n\": %u, \"median\": %.3f, \"p99\": %.3f, \"max\": %.3f},\n", name, times->len,
          g_array_index (times, double, times->len / 2), g_array_index (times, double, times->len * 99 / 100),
          g_array_index (times, double, times->len - 1));
}

static guint64 n_told;

static void
told_cb (GListModel *model, guint position, guint removed, guint added)
{
  n_told += removed + added;
}

/* Each letter is a search of its own, as somebody types, and then deletes. */
static void
type_searches (PtSoundList *list)
{
  static const char *const searches[] = { "kick", "warm role:clap", "bpm:128 key:~Fm", "über dark -long", "tag:open",
                                          "loop vol 3", "len:<2s fav:yes", "909", "\"hard kick\"", "modular acid 47" };
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      glong length = g_utf8_strlen (searches[i], -1);

      for (glong k = 1; k <= 2 * length; k++)
        {
          g_autofree char *typed = g_utf8_substring (searches[i], 0, k <= length ? k : 2 * length - k);
          double start_ms = thread_ms ();
          double time_ms;

          pt_sound_list_set_query (list, typed);
          time_ms = thread_ms () - start_ms;
          g_array_append_val (times, time_ms);
        }
    }
  print_times ("keystroke", times);
}

static void
sort_by_each (PtSoundList *list)
{
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint round = 0; round < 6; round++)
    for (guint sort = 0; sort < PT_N_SOUND_SORTS; sort++)
      {
        double start_ms = thread_ms ();
        double time_ms;

        pt_sound_list_set_sort (list, sort, round % 2 == 1);
        time_ms = thread_ms () - start_ms;
        g_array_append_vals (sort == PT_SOUND_SORT_NAME ? names : numbers, &time_ms, 1);
      }
  print_times ("sort_names", names);
  print_times ("sort_numbers", numbers);
}

static void
find_similar (PtLibrary *library)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (library));
  g_autoptr (PtSample) first = g_list_model_get_item (G_LIST_MODEL (library), 0);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  double sum = 0;

  for (guint round = 0; round < 20; round++)
    {
      double start_ms = thread_ms ();
      double time_ms;

      for (guint i = 0; i < n; i++)
        {
          g_autoptr (PtSample) sample = g_list_model_get_item (G_LIST_MODEL (library), i);

          sum += pt_similarity_distance (pt_sample_get_info (first), pt_sample_get_info (sample));
        }
      time_ms = thread_ms () - start_ms;
      g_array_append_val (times, time_ms);
    }
  print_times ("distances", times);
  printf ("\"mean_distance\": %.3f,\n", sum / 20 / MAX (n, 1));
}

int
main (int argc, char **argv)
{
  g_autoptr (PtLibraryKeeper) keeper = NULL;
  g_autoptr (PtSoundList) list = NULL;
  gint64 start_usec;
  gint64 first_usec = 0;

  if (argc != 2)
    {
      fprintf (stderr, "usage: bench-library INDEX\n");
      return 2;
    }
  keeper = pt_library_keeper_new (argv[1], NULL);
  pt_library_keeper_set_watch (keeper, FALSE);
  list = pt_sound_list_new (pt_library_keeper_get_library (keeper));
  g_signal_connect (list, "items-changed", G_CALLBACK (told_cb), NULL);

  g_main_context_set_poll_func (NULL, watching_poll);
  start_usec = g_get_monotonic_time ();
  pt_library_keeper_open (keeper);
  watch.counting = TRUE;
  while (pt_library_keeper_get_state (keeper) == PT_LIBRARY_LOADING)
    {
      g_main_context_iteration (NULL, TRUE);
      if (first_usec == 0 && g_list_model_get_n_items (G_LIST_MODEL (list)) > 0)
        first_usec = g_get_monotonic_time ();
    }
  if (pt_library_keeper_get_state (keeper) != PT_LIBRARY_READY)
    {
      fprintf (stderr, "bench-library: %s\n", pt_library_keeper_get_error (keeper));
      return 1;
    }
  printf ("{\"samples\": %u,\n", g_list_model_get_n_items (G_LIST_MODEL (pt_library_keeper_get_library (keeper))));
  printf ("\"open_wall\": %.1f,\n", (g_get_monotonic_time () - start_usec) / 1e3);
  printf ("\"first_rows_wall\": %.1f,\n", (first_usec - start_usec) / 1e3);
  printf ("\"longest_block\": %.2f,\n", watch.longest_ms);

  type_searches (list);
  sort_by_each (list);
  find_similar (pt_library_keeper_get_library (keeper));
  printf ("\"rows_told\": %" G_GUINT64_FORMAT "}\n", n_told);
  pt_library_keeper_close (keeper);

  return 0;
}
