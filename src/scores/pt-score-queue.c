/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "scores/pt-score-queue.h"

#include <math.h>
#include <string.h>

#include "audio/pt-loudness.h"
#include "core/pt-util.h"

struct _PtScoreQueue
{
  GObject parent_instance;

  PtScoreHistory *history;
  GHashTable *known; /* "hash scorer version" -> PtScoreRecord; when there is no history */
  GMutex lock; /* of @known */
  GQueue waiting; /* of GTask */
  GPtrArray *running; /* of GTask */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PtScoreQueue, pt_score_queue, G_TYPE_OBJECT)

typedef struct
{
  PtScoreQueue *queue; /* not owned; the task holds it */
  PtScorer *scorer;
  char *path;
  PtScoreRecord *origin;
  PtScoreFlags flags;
  PtProgressFunc progress;
  gpointer progress_data;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_clear_object (&order->scorer);
  g_clear_pointer (&order->origin, pt_score_record_free);
  g_free (order->path);
  g_free (order);
}

/* --- what is known already --- */

static char *
make_key (const char *hash, PtScorer *scorer)
{
  return g_strdup_printf ("%s %s %s", hash, pt_scorer_get_name (scorer), pt_scorer_get_version (scorer));
}

static PtScoreRecord *
find_known (PtScoreQueue *self, const char *hash, PtScorer *scorer, GError **error)
{
  g_autofree char *key = NULL;
  PtScoreRecord *record;

  if (self->history != NULL)
    return pt_score_history_find (self->history, hash, pt_scorer_get_name (scorer), pt_scorer_get_version (scorer), error);

  key = make_key (hash, scorer);
  g_mutex_lock (&self->lock);
  record = g_hash_table_lookup (self->known, key);
  record = record != NULL ? pt_score_record_copy (record) : NULL;
  g_mutex_unlock (&self->lock);

  return record;
}

static gboolean
store (PtScoreQueue *self, PtScorer *scorer, PtScoreRecord *record, GError **error)
{
  if (self->history != NULL)
    return pt_score_history_add (self->history, record, error);

  g_mutex_lock (&self->lock);
  g_hash_table_replace (self->known, make_key (record->file_hash, scorer), pt_score_record_copy (record));
  g_mutex_unlock (&self->lock);

  return TRUE;
}

/* --- on a worker --- */

typedef struct
{
  PtProgressFunc progress;
  gpointer user_data;
  double fraction;
  char *message;
} Told;

static void
told_free (gpointer data)
{
  Told *told = data;

  g_free (told->message);
  g_free (told);
}

static gboolean
deliver_progress (gpointer data)
{
  Told *told = data;

  told->progress (told->fraction, told->message, told->user_data);

  return G_SOURCE_REMOVE;
}

static void
relay_progress (double fraction, const char *message, gpointer user_data)
{
  GTask *task = user_data;
  Order *order = g_task_get_task_data (task);
  Told *told;

  if (order->progress == NULL)
    return;
  told = g_new0 (Told, 1);
  told->progress = order->progress;
  told->user_data = order->progress_data;
  told->fraction = fraction;
  told->message = g_strdup (message);
  g_main_context_invoke_full (g_task_get_context (task), G_PRIORITY_DEFAULT, deliver_progress, told, told_free);
}

static PtScoreRecord *
begin_record (const Order *order, char *hash)
{
  PtScoreRecord *record = order->origin != NULL ? pt_score_record_copy (order->origin) : pt_score_record_new ();

  g_free (record->file_hash);
  g_free (record->path);
  record->file_hash = hash;
  record->path = g_canonicalize_filename (order->path, NULL);

  return record;
}

static PtScoreRecord *
score_file (GTask *task, Order *order, GCancellable *cancellable, GError **error)
{
  g_autoptr (PtScoreRecord) record = NULL;
  g_autoptr (PtScoreRecord) known = NULL;
  PtScorerResult result;
  char *hash = pt_score_hash_file (order->path, cancellable, error);

  if (hash == NULL)
    return NULL;
  record = begin_record (order, hash);
  if (!(order->flags & (PT_SCORE_AGAIN | PT_SCORE_NO_STORE)))
    {
      GError *local_error = NULL;

      known = find_known (order->queue, hash, order->scorer, &local_error);
      if (local_error != NULL)
        {
          g_propagate_error (error, local_error);
          return NULL;
        }
      if (known != NULL)
        {
          known->cached = TRUE;
          pt_set_str (&known->path, record->path);
          return g_steal_pointer (&known);
        }
    }
  if (!pt_scorer_score_file (order->scorer, order->path, &result, relay_progress, task, cancellable, error))
    return NULL;
  /* A scorer that is elsewhere does not say how loud and how long it was. */
  if (isnan (result.lufs_i) || result.duration_s <= 0)
    {
      PtAudioFileInfo info;
      PtLoudness loudness;

      if (pt_loudness_measure_file (order->path, &info, &loudness, cancellable, NULL))
        {
          result.lufs_i = loudness.lufs_i;
          result.duration_s = (double) loudness.frames / info.sample_rate;
        }
    }
  pt_score_record_set_result (record, order->scorer, &result);
  if (!(order->flags & PT_SCORE_NO_STORE) && !store (order->queue, order->scorer, record, error))
    return NULL;

  return g_steal_pointer (&record);
}

static void
work (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  PtScoreRecord *record = score_file (task, task_data, cancellable, &error);

  if (record != NULL)
    g_task_return_pointer (task, record, (GDestroyNotify) pt_score_record_free);
  else
    g_task_return_error (task, error);
}

/* --- on the main thread --- */

static guint
count_running (PtScoreQueue *self, PtScorer *scorer)
{
  guint n = 0;

  for (guint i = 0; i < self->running->len; i++)
    {
      Order *order = g_task_get_task_data (self->running->pdata[i]);

      n += order->scorer == scorer;
    }

  return n;
}

static void pump (PtScoreQueue *self);

static void
on_completed (GTask *task, GParamSpec *pspec, PtScoreQueue *self)
{
  if (g_ptr_array_remove (self->running, task))
    {
      pump (self);
      g_signal_emit (self, signals[CHANGED], 0);
    }
}

/* Starts what may start, in the order of asking. */
static void
pump (PtScoreQueue *self)
{
  for (GList *link = self->waiting.head; link != NULL;)
    {
      GTask *task = link->data;
      Order *order = g_task_get_task_data (task);
      GList *next = link->next;

      if (g_cancellable_is_cancelled (g_task_get_cancellable (task))
          || count_running (self, order->scorer) < pt_scorer_get_max_concurrent (order->scorer))
        {
          g_queue_delete_link (&self->waiting, link);
          g_ptr_array_add (self->running, task);
          g_signal_connect_object (task, "notify::completed", G_CALLBACK (on_completed), self, 0);
          g_task_run_in_thread (task, work);
        }
      link = next;
    }
}

void
pt_score_queue_score_async (PtScoreQueue *self,
                            PtScorer *scorer,
                            const char *path,
                            const PtScoreRecord *origin,
                            PtScoreFlags flags,
                            PtProgressFunc progress,
                            gpointer progress_data,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Order *order;
  GTask *task;

  g_return_if_fail (PT_IS_SCORE_QUEUE (self));
  g_return_if_fail (PT_IS_SCORER (scorer));
  g_return_if_fail (path != NULL);

  order = g_new0 (Order, 1);
  order->queue = self;
  order->scorer = g_object_ref (scorer);
  order->path = g_strdup (path);
  order->origin = origin != NULL ? pt_score_record_copy (origin) : NULL;
  order->flags = flags;
  order->progress = progress;
  order->progress_data = progress_data;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pt_score_queue_score_async);
  g_task_set_task_data (task, order, order_free);
  g_queue_push_tail (&self->waiting, task);
  pump (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

PtScoreRecord *
pt_score_queue_score_finish (PtScoreQueue *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

guint
pt_score_queue_get_n_waiting (PtScoreQueue *self)
{
  g_return_val_if_fail (PT_IS_SCORE_QUEUE (self), 0);

  return self->waiting.length;
}

guint
pt_score_queue_get_n_running (PtScoreQueue *self)
{
  g_return_val_if_fail (PT_IS_SCORE_QUEUE (self), 0);

  return self->running->len;
}

static void
pt_score_queue_finalize (GObject *object)
{
  PtScoreQueue *self = PT_SCORE_QUEUE (object);

  /* Every task holds the queue: there are none any more. */
  g_assert (self->waiting.length == 0);
  g_clear_object (&self->history);
  g_hash_table_unref (self->known);
  g_ptr_array_unref (self->running);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (pt_score_queue_parent_class)->finalize (object);
}

static void
pt_score_queue_class_init (PtScoreQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pt_score_queue_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
pt_score_queue_init (PtScoreQueue *self)
{
  g_mutex_init (&self->lock);
  g_queue_init (&self->waiting);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) pt_score_record_free);
  self->running = g_ptr_array_new_with_free_func (g_object_unref);
}

PtScoreQueue *
pt_score_queue_new (PtScoreHistory *history)
{
  PtScoreQueue *self = g_object_new (PT_TYPE_SCORE_QUEUE, NULL);

  if (history != NULL)
    self->history = g_object_ref (history);

  return self;
}
