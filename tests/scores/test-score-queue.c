/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <sndfile.h>

#include "pt-test-audio.h"
#include "scores/pt-score-queue.h"

/* A scorer that counts, takes two at a time and waits for a sign. */

#define PT_TYPE_FAKE_SCORER (pt_fake_scorer_get_type ())
G_DECLARE_FINAL_TYPE (PtFakeScorer, pt_fake_scorer, PT, FAKE_SCORER, PtScorer)

struct _PtFakeScorer
{
  PtScorer parent_instance;

  GMutex lock;
  GCond sign;
  gboolean open;
  guint n_now;
  guint n_most;
  guint n_all;
};

G_DEFINE_FINAL_TYPE (PtFakeScorer, pt_fake_scorer, PT_TYPE_SCORER)

static const char *
fake_get_name (PtScorer *scorer)
{
  return "fake";
}

static guint
fake_get_max_concurrent (PtScorer *scorer)
{
  return 2;
}

static gboolean
fake_score_file (PtScorer *scorer,
                 const char *path,
                 PtScorerResult *result,
                 PtProgressFunc progress,
                 gpointer user_data,
                 GCancellable *cancellable,
                 GError **error)
{
  PtFakeScorer *self = PT_FAKE_SCORER (scorer);

  g_mutex_lock (&self->lock);
  self->n_all++;
  self->n_now++;
  self->n_most = MAX (self->n_most, self->n_now);
  while (!self->open)
    g_cond_wait (&self->sign, &self->lock);
  self->n_now--;
  g_mutex_unlock (&self->lock);
  if (progress != NULL)
    progress (0.5, "half", user_data);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  result->metrics.ce = 6;
  result->metrics.pq = 7;

  return TRUE;
}

static void
pt_fake_scorer_class_init (PtFakeScorerClass *klass)
{
  PtScorerClass *scorer_class = PT_SCORER_CLASS (klass);

  scorer_class->get_name = fake_get_name;
  scorer_class->get_version = fake_get_name;
  scorer_class->get_max_concurrent = fake_get_max_concurrent;
  scorer_class->score_file = fake_score_file;
}

static void
pt_fake_scorer_init (PtFakeScorer *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->sign);
}

static void
let_go (PtFakeScorer *self)
{
  g_mutex_lock (&self->lock);
  self->open = TRUE;
  g_cond_broadcast (&self->sign);
  g_mutex_unlock (&self->lock);
}

/* --- */

typedef struct
{
  char *folder;
  char *paths[5];
  PtFakeScorer *scorer;
  guint n_done;
  guint n_failed;
  guint n_cached;
  guint n_told;
  PtScoreRecord *last;
} Fixture;

static void
setup (Fixture *fixture, gconstpointer data)
{
  fixture->folder = pt_test_make_folder ();
  fixture->scorer = g_object_new (PT_TYPE_FAKE_SCORER, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (fixture->paths); i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.wav", i);
      g_autofree float *samples = pt_test_sine (100 + i, 0.5, 48000, 1, 48000);

      fixture->paths[i] = g_build_filename (fixture->folder, name, NULL);
      pt_test_write_audio (fixture->paths[i], samples, 48000, 1, 48000, SF_FORMAT_WAV | SF_FORMAT_PCM_16);
    }
}

static void
teardown (Fixture *fixture, gconstpointer data)
{
  const gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  /* A worker lets go of its task a moment after the answer has come. */
  while (g_atomic_int_get (&G_OBJECT (fixture->scorer)->ref_count) > 1 && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, FALSE);
  pt_test_remove_folder (fixture->folder);
  for (guint i = 0; i < G_N_ELEMENTS (fixture->paths); i++)
    g_free (fixture->paths[i]);
  g_clear_pointer (&fixture->last, pt_score_record_free);
  g_free (fixture->folder);
  g_assert_finalize_object (fixture->scorer);
}

static void
on_scored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;
  PtScoreRecord *record = pt_score_queue_score_finish (PT_SCORE_QUEUE (source), result, &error);

  fixture->n_done++;
  fixture->n_failed += error != NULL;
  fixture->n_cached += record != NULL && record->cached;
  if (record != NULL)
    {
      g_clear_pointer (&fixture->last, pt_score_record_free);
      fixture->last = record;
    }
}

static void
on_progress (double fraction, const char *message, gpointer user_data)
{
  ((Fixture *) user_data)->n_told++;
}

static void
order (Fixture *fixture, PtScoreQueue *queue, guint i, PtScoreFlags flags, GCancellable *cancellable)
{
  g_autoptr (PtScoreRecord) origin = pt_score_record_new ();

  origin->palette = g_strdup ("night.json");
  pt_score_queue_score_async (queue, PT_SCORER (fixture->scorer), fixture->paths[i], origin, flags, on_progress, fixture,
                              cancellable, on_scored, fixture);
}

static void
wait_for (const guint *value, guint wanted)
{
  while (*value < wanted)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_limit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtScoreQueue) queue = pt_score_queue_new (NULL);

  for (guint i = 0; i < 5; i++)
    order (fixture, queue, i, PT_SCORE_PLAIN, NULL);
  g_assert_cmpuint (pt_score_queue_get_n_running (queue), ==, 2);
  g_assert_cmpuint (pt_score_queue_get_n_waiting (queue), ==, 3);
  let_go (fixture->scorer);
  wait_for (&fixture->n_done, 5);
  g_assert_cmpuint (fixture->n_failed, ==, 0);
  g_assert_cmpuint (fixture->scorer->n_most, <=, 2);
  g_assert_cmpuint (fixture->n_told, ==, 5);
  while (pt_score_queue_get_n_running (queue) > 0)
    g_main_context_iteration (NULL, TRUE);
  /* Measured here, since this scorer does not say. */
  g_assert_cmpfloat_with_epsilon (fixture->last->duration_s, 1, 1e-9);
  g_assert_true (isfinite (fixture->last->lufs));
  g_assert_cmpstr (fixture->last->palette, ==, "night.json");
  g_assert_cmpfloat_with_epsilon (fixture->last->objective, 0.6 * 6 + 0.3 * 7, 1e-9);
}

static void
test_known (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "scores.db", NULL);
  g_autoptr (PtScoreHistory) history = data != NULL ? pt_score_history_open (path, TRUE, NULL) : NULL;
  g_autoptr (PtScoreQueue) queue = pt_score_queue_new (history);

  let_go (fixture->scorer);
  order (fixture, queue, 0, PT_SCORE_PLAIN, NULL);
  wait_for (&fixture->n_done, 1);
  order (fixture, queue, 0, PT_SCORE_PLAIN, NULL);
  wait_for (&fixture->n_done, 2);
  g_assert_cmpuint (fixture->scorer->n_all, ==, 1);
  g_assert_cmpuint (fixture->n_cached, ==, 1);
  order (fixture, queue, 0, PT_SCORE_AGAIN, NULL);
  wait_for (&fixture->n_done, 3);
  g_assert_cmpuint (fixture->scorer->n_all, ==, 2);
  order (fixture, queue, 1, PT_SCORE_NO_STORE, NULL);
  wait_for (&fixture->n_done, 4);
  g_assert_cmpuint (fixture->n_cached, ==, 1);
  if (history != NULL)
    g_assert_cmpint (pt_score_history_count (history, NULL, NULL), ==, 2);
}

static void
test_failures (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtScoreQueue) queue = pt_score_queue_new (NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  for (guint i = 0; i < 4; i++)
    order (fixture, queue, i, PT_SCORE_PLAIN, cancellable);
  g_cancellable_cancel (cancellable);
  let_go (fixture->scorer);
  wait_for (&fixture->n_done, 4);
  g_assert_cmpuint (fixture->n_failed, ==, 4);
  g_assert_cmpuint (fixture->scorer->n_all, <=, 2);
  g_free (fixture->paths[0]);
  fixture->paths[0] = g_strdup ("/nowhere/at/all.wav");
  order (fixture, queue, 0, PT_SCORE_PLAIN, NULL);
  wait_for (&fixture->n_done, 5);
  g_assert_cmpuint (fixture->n_failed, ==, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/score-queue/limit", Fixture, NULL, setup, test_limit, teardown);
  g_test_add ("/score-queue/known", Fixture, NULL, setup, test_known, teardown);
  g_test_add ("/score-queue/known-history", Fixture, "history", setup, test_known, teardown);
  g_test_add ("/score-queue/failures", Fixture, NULL, setup, test_failures, teardown);

  return g_test_run ();
}
