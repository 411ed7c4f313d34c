/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-set-document-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "core/pt-document.h"
#include "core/pt-util.h"
#include "session/pt-recent-sets.h"

/* Saving: the set as it is now, written by the worker. One at a time, in order. */

typedef struct
{
  PtSet *set; /* to know whether it is still the one that is open */
  char *state_folder;
  char *path; /* NULL until it begins: where the set is */
  gboolean anyway;
  gboolean in_place; /* the file is the one we know by the stamp */
  PtFileStamp stamp;
  PtSetWriter *writer;
  PtSetText *text; /* freed on the main thread */
} SaveJob;

static void
save_job_free (SaveJob *job)
{
  g_clear_object (&job->set);
  g_free (job->state_folder);
  g_free (job->path);
  g_clear_pointer (&job->writer, pt_set_writer_unref);
  g_clear_pointer (&job->text, pt_set_text_free);
  g_free (job);
}

static gboolean
is_unchanged (const SaveJob *job, GError **error)
{
  PtFileStamp now = pt_file_stamp_read (job->path);
  g_autofree char *shown = NULL;

  /* Where nothing is, nothing is lost. */
  if (job->anyway || !job->in_place || now.size < 0 || pt_file_stamp_equal (&now, &job->stamp))
    return TRUE;
  shown = pt_display_path (job->path);
  g_set_error (error, PT_SET_DOCUMENT_ERROR, PT_SET_DOCUMENT_ERROR_CHANGED,
               _ ("%s was changed by another program since it was opened; save it anyway, or under another name"), shown);

  return FALSE;
}

static gboolean
write_text (const SaveJob *job, const char *path, GError **error)
{
  g_autofree char *text = pt_set_text_join (job->text);

  return pt_file_replace_contents (path, text, strlen (text), error);
}

static void
save_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  SaveJob *job = data;
  /* What the name points at is written, not the name. */
  char *target = realpath (job->path, NULL);
  GError *error = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, &error) || !is_unchanged (job, &error)
      || !write_text (job, target != NULL ? target : job->path, &error))
    {
      g_task_return_error (task, error);
    }
  else
    {
      job->stamp = pt_file_stamp_read (job->path);
      pt_recent_sets_add (job->state_folder, job->path, PT_SET_DOCUMENT_MAX_RECENT, NULL);
      g_task_return_boolean (task, TRUE);
    }
  free (target);
}

static void begin_next_save (PtSetDocument *self);

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  PtSetDocument *self = PT_SET_DOCUMENT (object);
  g_autoptr (GTask) task = user_data;
  SaveJob *job = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean ok = g_task_propagate_boolean (G_TASK (result), &error);

  self->saving = FALSE;
  _pt_set_document_change_busy (self, -1);
  if (ok)
    {
      pt_undo_history_mark_noted_clean (pt_set_get_history (job->set));
      _pt_set_document_remember_recent (self, job->path);
    }
  /* Another set may have been opened while this one was written. */
  if (ok && job->set == self->set)
    {
      _pt_set_document_set_place (self, job->path, job->stamp, FALSE);
      g_clear_pointer (&self->writer, pt_set_writer_unref);
      self->writer = pt_set_writer_ref (job->writer);
      _pt_set_document_schedule_draft (self);
    }
  if (ok)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  begin_next_save (self);
}

/* FALSE: it cannot be, and the task was returned. */
static gboolean
check_place (PtSetDocument *self, GTask *task, SaveJob *job)
{
  if (job->path == NULL && self->path == NULL)
    {
      g_task_return_new_error (task, PT_SET_DOCUMENT_ERROR, PT_SET_DOCUMENT_ERROR_NO_PATH,
                               _ ("The set was never saved; choose where to save it"));
      return FALSE;
    }
  if (job->path == NULL)
    job->path = g_strdup (self->path);
  job->in_place = g_strcmp0 (job->path, self->path) == 0;
  job->stamp = self->stamp;
  if (self->read_only && job->in_place)
    {
      g_autofree char *shown = pt_display_path (job->path);

      g_task_return_new_error (task, PT_SET_DOCUMENT_ERROR, PT_SET_DOCUMENT_ERROR_READ_ONLY,
                               _ ("%s was written by a newer Peaktime and would lose what this one does not know; "
                                  "save the set under another name"),
                               shown);
      return FALSE;
    }

  return TRUE;
}

static gboolean
save_step_cb (gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  PtSetDocument *self = g_task_get_source_object (task);
  SaveJob *job = g_task_get_task_data (task);
  g_autoptr (GTask) writing = NULL;

  if (!pt_set_writer_step (job->writer, PT_SET_DOCUMENT_STEP_USEC))
    return G_SOURCE_CONTINUE;

  self->save_timer = 0;
  job->text = pt_set_writer_take (job->writer);
  pt_undo_history_note (pt_set_get_history (job->set));
  writing = g_task_new (self, g_task_get_cancellable (task), saved_cb, g_object_ref (task));
  g_task_set_task_data (writing, job, NULL);
  pt_worker_run (self->worker, writing, save_worker);

  return G_SOURCE_REMOVE;
}

static void
begin_next_save (PtSetDocument *self)
{
  while (!self->saving && !g_queue_is_empty (&self->saves))
    {
      g_autoptr (GTask) task = g_queue_pop_head (&self->saves);
      SaveJob *job = g_task_get_task_data (task);
      g_autofree char *folder = NULL;

      if (!check_place (self, task, job))
        continue;
      folder = pt_document_get_folder (job->path);
      job->set = g_object_ref (self->set);
      job->writer = _pt_set_document_get_writer (self, folder);
      self->saving = TRUE;
      _pt_set_document_change_busy (self, 1);
      /* At once for all but the largest. */
      if (save_step_cb (task) == G_SOURCE_CONTINUE)
        self->save_timer = g_timeout_add_full (G_PRIORITY_DEFAULT, PT_SET_DOCUMENT_STEP_MSEC, save_step_cb,
                                               g_steal_pointer (&task), g_object_unref);
    }
}

static void
save (PtSetDocument *self, const char *path, gboolean anyway, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  SaveJob *job = g_new0 (SaveJob, 1);

  g_task_set_source_tag (task, pt_set_document_save_async);
  job->state_folder = g_strdup (self->state_folder);
  job->path = path != NULL ? g_canonicalize_filename (path, NULL) : NULL;
  job->anyway = anyway;
  g_task_set_task_data (task, job, (GDestroyNotify) save_job_free);
  g_queue_push_tail (&self->saves, task);
  begin_next_save (self);
}

void
pt_set_document_save_async (PtSetDocument *self, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (PT_IS_SET_DOCUMENT (self));

  save (self, path, FALSE, cancellable, callback, user_data);
}

void
pt_set_document_save_anyway_async (PtSetDocument *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (PT_IS_SET_DOCUMENT (self));

  save (self, NULL, TRUE, cancellable, callback, user_data);
}

gboolean
pt_set_document_save_finish (PtSetDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
