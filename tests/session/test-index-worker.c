/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-index-worker.h"

#include <glib/gstdio.h>

#include "pt-test-audio.h"
#include "pt-test-wait.h"

/* What was done in which order: on the thread, and told on the main one. */
typedef struct
{
  GString *run;
  GString *told;
  GMutex gate;
  PtIndexWorker *worker;
  char *path;
} Log;

typedef struct
{
  Log *log;
  char name;
} Step;

static Step *
step_new (Log *log, char name)
{
  Step *step = g_new (Step, 1);

  *step = (Step){ log, name };

  return step;
}

static void
run_step (PtIndexWorker *worker, gpointer data)
{
  Step *step = data;

  g_string_append_c (step->log->run, step->name);
}

static void
tell_step (gpointer data)
{
  Step *step = data;

  g_string_append_c (step->log->told, step->name);
  g_free (step);
}

static void
push (Log *log, PtIndexLane lane, char name)
{
  pt_index_worker_push (log->worker, lane, run_step, tell_step, step_new (log, name));
}

/* Waits until the test has asked for all the rest. */
static void
open_index (PtIndexWorker *worker, gpointer data)
{
  Log *log = data;

  g_mutex_lock (&log->gate);
  pt_index_worker_take_index (worker, pt_library_index_open (log->path, TRUE, NULL));
  g_assert_nonnull (pt_index_worker_get_index (worker));
  g_mutex_unlock (&log->gate);
}

/* Long work, in the middle of which more comes. */
static void
run_long (PtIndexWorker *worker, gpointer data)
{
  Step *step = data;

  g_string_append_c (step->log->run, '(');
  push (step->log, PT_INDEX_WORK, 'y');
  push (step->log, PT_INDEX_PICTURE, '3');
  push (step->log, PT_INDEX_SAVE, 'c');
  pt_index_worker_yield (worker);
  g_string_append_c (step->log->run, ')');
  pt_index_worker_tell (worker, tell_step, step_new (step->log, 'l'));
}

static void
set_up (Log *log, gconstpointer data)
{
  log->run = g_string_new (NULL);
  log->told = g_string_new (NULL);
  g_mutex_init (&log->gate);
  log->worker = pt_index_worker_new ();
}

static void
tear_down (Log *log, gconstpointer data)
{
  g_string_free (log->run, TRUE);
  g_string_free (log->told, TRUE);
  g_mutex_clear (&log->gate);
  g_free (log->path);
}

static void
test_lanes (Log *log, gconstpointer data)
{
  g_autofree char *folder = pt_test_make_folder ();

  log->path = g_build_filename (folder, "index", NULL);
  g_mutex_lock (&log->gate);
  pt_index_worker_push (log->worker, PT_INDEX_WORK, open_index, NULL, log);
  pt_index_worker_push (log->worker, PT_INDEX_WORK, run_long, tell_step, step_new (log, 'L'));
  push (log, PT_INDEX_WORK, 'x');
  push (log, PT_INDEX_PICTURE, '1');
  push (log, PT_INDEX_PICTURE, '2');
  push (log, PT_INDEX_SAVE, 'a');
  push (log, PT_INDEX_SAVE, 'b');
  g_mutex_unlock (&log->gate);
  pt_index_worker_free (log->worker);

  /* Saving first and in order, pictures newest first, also in the middle of long work; all of
   * it is done and told when the worker goes. */
  g_assert_cmpstr (log->run->str, ==, "ab21(c3)xy");
  g_assert_cmpstr (log->told->str, ==, "ab21c3lLxy");
  pt_test_remove_folder (folder);
}

static void
free_worker (gpointer data)
{
  Step *step = data;

  pt_index_worker_free (step->log->worker);
  tell_step (step);
}

/* Whoever is told something may end it. */
static void
test_free_when_told (Log *log, gconstpointer data)
{
  pt_index_worker_push (log->worker, PT_INDEX_WORK, run_step, free_worker, step_new (log, 'a'));
  pt_index_worker_push (log->worker, PT_INDEX_WORK, run_step, tell_step, step_new (log, 'b'));
  pt_test_wait_for (log->told->len >= 2);
  g_assert_cmpstr (log->told->str, ==, "ba");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/index-worker/lanes", Log, NULL, set_up, test_lanes, tear_down);
  g_test_add ("/index-worker/free-when-told", Log, NULL, set_up, test_free_when_told, tear_down);

  return g_test_run ();
}
