/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-palette-advice-private.h"

#include "core/pt-set-edit.h"

/* Three steps: what is wrong (a thread, which listens), what might help (the main thread, which
 * has the library), what does help (a thread). */

void
pt_advice_free (PtAdvice *advice)
{
  if (advice == NULL)
    return;
  g_free (advice->kind);
  g_free (advice->reason);
  g_free (advice->cure_text);
  g_free (advice->sample_path);
  g_free (advice);
}

GPtrArray *
pt_palette_advice_new (PtPalette *palette, PtLibrary *library, const char *const *roots, PtTempo tempo, const char *key, GCancellable *cancellable, GError **error)
{
  g_autoptr (PtAdviceWork) work = NULL;

  g_return_val_if_fail (PT_IS_PALETTE (palette), NULL);
  g_return_val_if_fail (library == NULL || PT_IS_LIBRARY (library), NULL);

  work = _pt_advice_work_new (palette, library, roots, tempo, key);
  if (!_pt_advice_work_find (work, cancellable, error))
    return NULL;
  while (_pt_advice_work_collect (work, library))
    ;
  _pt_advice_work_choose (work, cancellable);

  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : _pt_advice_work_take (work);
}

typedef struct
{
  PtAdviceWork *work;
  PtLibrary *library; /* touched on the main thread alone */
} AdviceJob;

static void
advice_job_free (AdviceJob *job)
{
  _pt_advice_work_free (job->work);
  g_clear_object (&job->library);
  g_free (job);
}

static void
find_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (_pt_advice_work_find (((AdviceJob *) data)->work, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
choose_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  _pt_advice_work_choose (((AdviceJob *) data)->work, cancellable);
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, TRUE);
}

static void
return_advice (GTask *task, AdviceJob *job)
{
  g_task_return_pointer (task, _pt_advice_work_take (job->work), (GDestroyNotify) g_ptr_array_unref);
}

static void
chosen_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    return_advice (task, g_task_get_task_data (task));
  else
    g_task_return_error (task, error);
}

/* One finding at a time: the main thread has other things to do, too. */
static gboolean
collect_cb (gpointer user_data)
{
  GTask *task = user_data;
  AdviceJob *job = g_task_get_task_data (task);
  g_autoptr (GTask) choosing = NULL;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  if (_pt_advice_work_collect (job->work, job->library))
    return G_SOURCE_CONTINUE;
  choosing = g_task_new (NULL, g_task_get_cancellable (task), chosen_cb, g_object_ref (task));
  g_task_set_task_data (choosing, job, NULL);
  g_task_run_in_thread (choosing, choose_worker);

  return G_SOURCE_REMOVE;
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  AdviceJob *job = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_error (task, error);
  else if (job->work->findings->len == 0)
    return_advice (task, job);
  else
    g_timeout_add_full (G_PRIORITY_DEFAULT, 1, collect_cb, g_steal_pointer (&task), g_object_unref);
}

void
pt_palette_advice_async (PtPalette *palette, PtLibrary *library, const char *const *roots, PtTempo tempo, const char *key, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) finding = NULL;
  AdviceJob *job;

  g_return_if_fail (PT_IS_PALETTE (palette));
  g_return_if_fail (library == NULL || PT_IS_LIBRARY (library));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, pt_palette_advice_async);
  job = g_new0 (AdviceJob, 1);
  job->work = _pt_advice_work_new (palette, library, roots, tempo, key);
  job->library = library != NULL ? g_object_ref (library) : NULL;
  g_task_set_task_data (task, job, (GDestroyNotify) advice_job_free);
  finding = g_task_new (NULL, cancellable, found_cb, g_object_ref (task));
  g_task_set_task_data (finding, job, NULL);
  g_task_run_in_thread (finding, find_worker);
}

GPtrArray *
pt_palette_advice_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
pt_palette_advice_apply (const PtAdvice *advice, PtSet *set)
{
  PtUndoHistory *history;
  gboolean done = FALSE;

  g_return_val_if_fail (advice != NULL, FALSE);
  g_return_val_if_fail (PT_IS_SET (set), FALSE);

  if (advice->cure == PT_CURE_NONE || advice->role >= PT_ROLE_NONE)
    return FALSE;
  history = pt_set_get_history (set);
  pt_undo_history_begin_group (history, advice->cure_text);
  switch (advice->cure)
    {
    case PT_CURE_SWAP:
    case PT_CURE_RELINK:
      done = pt_set_edit_palette_path (set, advice->role, advice->sample_path);
      break;
    case PT_CURE_GAIN:
      done = pt_set_edit_palette_gain (set, advice->role, advice->gain);
      break;
    case PT_CURE_EMPTY:
      done = pt_set_edit_palette_path (set, advice->role, NULL);
      break;
    case PT_CURE_NONE:
    default:
      break;
    }
  pt_undo_history_end_group (history);

  return done;
}
