/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/pt-rng.h"
#include "scores/pt-score-history.h"

/* bench-scores FILE ROWS: fills a history with so many scores when it is not there yet, asks what
 * the window and the command line ask, and prints the times in milliseconds as JSON: the median of
 * nine, after one that does not count. */

#define N_ROUNDS 9
#define BATCH 10000

static PtScoreRecord *
make_record (guint i)
{
  PtScoreRecord *record = pt_score_record_new ();
  PtRng rng;

  pt_rng_init (&rng, i);
  record->file_hash = g_strdup_printf ("%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x%032x", pt_rng_next (&rng),
                                       pt_rng_next (&rng), i);
  record->path = g_strdup_printf ("/music/sessions/%u/take %u.wav", i / 1000, i);
  record->scorer = g_strdup (i % 3 == 0 ? "http" : "signal");
  record->version = g_strdup ("1");
  record->palette = g_strdup_printf ("palettes/night-%u.json", i % 5000);
  record->metrics.ce = 5 + 3 * pt_rng_double (&rng);
  record->metrics.cu = 7 + pt_rng_double (&rng);
  record->metrics.pc = 4 + pt_rng_double (&rng);
  record->metrics.pq = 6 + 2 * pt_rng_double (&rng);
  record->objective = 5 + 3 * pt_rng_double (&rng);
  record->duration_s = 60;
  record->lufs = -9;
  record->scored_usec = (G_GINT64_CONSTANT (1700000000) + i * G_GINT64_CONSTANT (60)) * G_USEC_PER_SEC;
  record->star = i % 997 == 0;

  return record;
}

static double
fill (PtScoreHistory *history, guint n_rows)
{
  const gint64 began = g_get_monotonic_time ();

  for (guint i = 0; i < n_rows; i += BATCH)
    {
      g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) pt_score_record_free);

      for (guint k = i; k < MIN (i + BATCH, n_rows); k++)
        g_ptr_array_add (records, make_record (k));
      if (!pt_score_history_add_many (history, records, NULL, NULL))
        exit (1);
    }

  return (g_get_monotonic_time () - began) / 1e3;
}

static guint n_rows;
static guint next_row;

static void
ask (PtScoreHistory *history, guint which)
{
  static const char *const queries[] = { NULL, "scorer:signal OBJ:>7.9", "palette:=palettes/night-4321.json", "star", "date:2024-01" };
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (PtScoreRecord) record = NULL;
  g_autoptr (PtScoreRecord) found = NULL;

  if (which < G_N_ELEMENTS (queries))
    {
      list = pt_score_history_list (history, queries[which], 50, NULL);
      return;
    }
  record = make_record (which == 5 ? n_rows / 2 : n_rows + next_row++);
  if (which == 5)
    found = pt_score_history_find (history, record->file_hash, record->scorer, record->version, NULL);
  else if (which == 6)
    pt_score_history_add (history, record, NULL);
  else
    pt_score_history_count (history, "scorer:signal palette:=palettes/night-4321.json", NULL);
}

static int
compare_doubles (const void *a, const void *b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

int
main (int argc, char **argv)
{
  static const char *const names[] = { "newest", "best_of_scorer", "by_palette", "starred", "by_month", "find", "add", "count" };
  g_autoptr (PtScoreHistory) history = NULL;
  g_autoptr (GError) error = NULL;
  gint64 began;

  n_rows = argc == 3 ? atoi (argv[2]) : 0;
  if (n_rows == 0)
    {
      g_printerr ("usage: bench-scores FILE ROWS\n");
      return 2;
    }
  history = pt_score_history_open (argv[1], TRUE, &error);
  if (history == NULL)
    {
      g_printerr ("bench-scores: %s\n", error->message);
      return 1;
    }
  printf ("{");
  if (pt_score_history_count (history, NULL, NULL) < n_rows)
    printf ("\"fill\": %.0f, ", fill (history, n_rows));
  /* Closing it, what was asked for is looked at for the next time. */
  ask (history, 7);
  g_clear_object (&history);
  began = g_get_monotonic_time ();
  history = pt_score_history_open (argv[1], FALSE, &error);
  if (history == NULL)
    {
      g_printerr ("bench-scores: %s\n", error->message);
      return 1;
    }
  printf ("\"open\": %.3f", (g_get_monotonic_time () - began) / 1e3);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      double times[N_ROUNDS];

      ask (history, i);
      for (guint k = 0; k < N_ROUNDS; k++)
        {
          began = g_get_monotonic_time ();
          ask (history, i);
          times[k] = (g_get_monotonic_time () - began) / 1e3;
        }
      qsort (times, N_ROUNDS, sizeof (double), compare_doubles);
      printf (", \"%s\": %.3f", names[i], times[N_ROUNDS / 2]);
    }
  printf ("}\n");

  return 0;
}
