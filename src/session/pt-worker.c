/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-worker.h"

struct _PtWorker
{
  GThreadPool *pool;
  GMutex mutex;
  GCond idle;
  guint n_waiting; /* given, and not done yet */
};

typedef struct
{
  GTask *task;
  GTaskThreadFunc func;
} Work;

static gboolean
unref_cb (gpointer user_data)
{
  g_object_unref (user_data);

  return G_SOURCE_REMOVE;
}

/* On the task's own context: it may hold the last reference to its source, which waits for
 * this thread when it goes. */
static void
drop_task (GTask *task)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, unref_cb, task, NULL);
  g_source_attach (source, g_task_get_context (task));
}

static void
do_work (gpointer data, gpointer user_data)
{
  PtWorker *self = user_data;
  Work *work = data;

  work->func (work->task, g_task_get_source_object (work->task), g_task_get_task_data (work->task),
              g_task_get_cancellable (work->task));
  drop_task (work->task);
  g_free (work);

  g_mutex_lock (&self->mutex);
  if (--self->n_waiting == 0)
    g_cond_broadcast (&self->idle);
  g_mutex_unlock (&self->mutex);
}

PtWorker *
pt_worker_new (void)
{
  PtWorker *self = g_new0 (PtWorker, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->idle);
  self->pool = g_thread_pool_new (do_work, self, 1, FALSE, NULL);

  return self;
}

void
pt_worker_free (PtWorker *self)
{
  g_return_if_fail (self != NULL);

  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->idle);
  g_free (self);
}

void
pt_worker_run (PtWorker *self, GTask *task, GTaskThreadFunc func)
{
  Work *work;

  g_return_if_fail (self != NULL);
  g_return_if_fail (G_IS_TASK (task));
  g_return_if_fail (func != NULL);

  work = g_new (Work, 1);
  *work = (Work){ g_object_ref (task), func };
  g_mutex_lock (&self->mutex);
  self->n_waiting++;
  g_mutex_unlock (&self->mutex);
  g_thread_pool_push (self->pool, work, NULL);
}

void
pt_worker_flush (PtWorker *self)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->mutex);
  while (self->n_waiting > 0)
    g_cond_wait (&self->idle, &self->mutex);
  g_mutex_unlock (&self->mutex);
}
