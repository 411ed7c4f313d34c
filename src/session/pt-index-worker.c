/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-index-worker.h"

/* What one round of the main loop may take, and what pictures may keep other work waiting. */
#define TELL_USEC 4000
#define YIELD_USEC 25000

typedef struct
{
  PtIndexFunc run;
  GDestroyNotify done;
  gpointer data;
} Work;

typedef struct
{
  GDestroyNotify func;
  gpointer data;
} Message;

struct _PtIndexWorker
{
  GThread *thread;
  GMainContext *context;
  PtLibraryIndex *index; /* the thread's, and so is the next */
  gboolean yielding;

  GMutex lock;
  GCond wake;
  GQueue lanes[PT_N_INDEX_LANES]; /* of Work */
  GQueue messages; /* of Message */
  GSource *source; /* that delivers them */
  gboolean stop;

  guint delivering : 1; /* main thread, and so is the next */
  guint freed : 1; /* by what was delivered */
};

/* --- to the main thread --- */

static Message *
take_message (PtIndexWorker *self)
{
  Message *message;

  g_mutex_lock (&self->lock);
  message = g_queue_pop_head (&self->messages);
  if (message == NULL)
    g_clear_pointer (&self->source, g_source_unref);
  g_mutex_unlock (&self->lock);

  return message;
}

static void
deliver_one (Message *message)
{
  message->func (message->data);
  g_free (message);
}

static gboolean
deliver (gpointer user_data)
{
  PtIndexWorker *self = user_data;
  gint64 end_usec = g_get_monotonic_time () + TELL_USEC;
  Message *message = NULL;

  self->delivering = TRUE;
  while (!self->freed && (message = take_message (self)) != NULL)
    {
      deliver_one (message);
      if (g_get_monotonic_time () >= end_usec)
        break;
    }
  self->delivering = FALSE;
  if (self->freed)
    {
      g_free (self);
      return G_SOURCE_REMOVE;
    }

  return message != NULL ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

void
pt_index_worker_tell (PtIndexWorker *self, GDestroyNotify func, gpointer data)
{
  Message *message;

  g_return_if_fail (self != NULL);
  g_return_if_fail (func != NULL);

  message = g_new (Message, 1);
  *message = (Message){ func, data };
  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->messages, message);
  if (self->source == NULL)
    {
      /* Behind input and drawing. */
      self->source = g_idle_source_new ();
      g_source_set_callback (self->source, deliver, self, NULL);
      g_source_attach (self->source, self->context);
    }
  g_mutex_unlock (&self->lock);
}

/* --- the thread --- */

/* With the lock. Newest first among pictures: what was asked for last is on the screen. */
static Work *
take_urgent (PtIndexWorker *self)
{
  Work *work = g_queue_pop_head (&self->lanes[PT_INDEX_SAVE]);

  return work != NULL ? work : g_queue_pop_tail (&self->lanes[PT_INDEX_PICTURE]);
}

static void
do_work (PtIndexWorker *self, Work *work)
{
  work->run (self, work->data);
  if (work->done != NULL)
    pt_index_worker_tell (self, work->done, work->data);
  g_free (work);
}

void
pt_index_worker_yield (PtIndexWorker *self)
{
  gint64 end_usec = g_get_monotonic_time () + YIELD_USEC;
  Work *work;

  g_return_if_fail (self != NULL);

  self->yielding = TRUE;
  do
    {
      g_mutex_lock (&self->lock);
      work = take_urgent (self);
      g_mutex_unlock (&self->lock);
      if (work != NULL)
        do_work (self, work);
    }
  while (work != NULL && g_get_monotonic_time () < end_usec);
  self->yielding = FALSE;
}

gboolean
pt_index_worker_is_yielding (PtIndexWorker *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->yielding;
}

/* NULL: all is done and no more will come. */
static Work *
wait_for_work (PtIndexWorker *self)
{
  Work *work = NULL;

  g_mutex_lock (&self->lock);
  for (;;)
    {
      /* Nothing can be saved or drawn before the index is open. */
      if (self->index != NULL || g_queue_is_empty (&self->lanes[PT_INDEX_WORK]))
        work = take_urgent (self);
      if (work == NULL)
        work = g_queue_pop_head (&self->lanes[PT_INDEX_WORK]);
      if (work != NULL || self->stop)
        break;
      g_cond_wait (&self->wake, &self->lock);
    }
  g_mutex_unlock (&self->lock);

  return work;
}

static gpointer
thread_func (gpointer data)
{
  PtIndexWorker *self = data;
  Work *work;

  while ((work = wait_for_work (self)) != NULL)
    do_work (self, work);
  g_clear_object (&self->index);

  return NULL;
}

PtIndexWorker *
pt_index_worker_new (void)
{
  PtIndexWorker *self = g_new0 (PtIndexWorker, 1);

  self->context = g_main_context_ref_thread_default ();
  g_mutex_init (&self->lock);
  g_cond_init (&self->wake);
  self->thread = g_thread_new ("library", thread_func, self);

  return self;
}

void
pt_index_worker_free (PtIndexWorker *self)
{
  Message *message;

  if (self == NULL)
    return;
  g_mutex_lock (&self->lock);
  self->stop = TRUE;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);

  if (self->source != NULL)
    g_source_destroy (self->source);
  while ((message = take_message (self)) != NULL)
    deliver_one (message);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->wake);
  self->freed = TRUE;
  if (!self->delivering)
    g_free (self);
}

void
pt_index_worker_push (PtIndexWorker *self, PtIndexLane lane, PtIndexFunc run, GDestroyNotify done, gpointer data)
{
  Work *work;

  g_return_if_fail (self != NULL);
  g_return_if_fail (lane < PT_N_INDEX_LANES);
  g_return_if_fail (run != NULL);

  work = g_new (Work, 1);
  *work = (Work){ run, done, data };
  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->lanes[lane], work);
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
}

PtLibraryIndex *
pt_index_worker_get_index (PtIndexWorker *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->index;
}

void
pt_index_worker_take_index (PtIndexWorker *self, PtLibraryIndex *index)
{
  g_return_if_fail (self != NULL);

  g_clear_object (&self->index);
  self->index = index;
}
