/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-set-document-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/pt-document.h"

/* Drafts: written behind by the worker, a while after the first edit that is not in one. */

/* Before PT_SET_DOCUMENT_DRAFT_MSEC, because writing takes a while too. */
#define DELAY_MSEC 800
/* When a draft could not be written: a full disk may have room again. */
#define RETRY_MSEC 5000

G_STATIC_ASSERT (DELAY_MSEC < PT_SET_DOCUMENT_DRAFT_MSEC);

PtDraftFile *
_pt_draft_file_new (const char *state_folder)
{
  PtDraftFile *self = g_new0 (PtDraftFile, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->state_folder = g_strdup (state_folder);
  self->lock = -1;

  return self;
}

PtDraftFile *
_pt_draft_file_ref (PtDraftFile *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
_pt_draft_file_unref (PtDraftFile *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  if (self->lock >= 0)
    pt_draft_store_unlock (self->state_folder, self->id, self->lock);
  g_free (self->state_folder);
  g_free (self->id);
  g_free (self);
}

typedef struct
{
  PtDraftFile *file;
  PtDraftHead head;
  PtSetText *text; /* freed on the main thread */
  guint64 n_edits;
} WriteJob;

static void
write_job_free (WriteJob *job)
{
  _pt_draft_file_unref (job->file);
  pt_draft_head_clear (&job->head);
  pt_set_text_free (job->text);
  g_free (job);
}

/* Paths are written as in the set's own file, so that both have one text. */
static PtSetWriter *
get_writer (PtSetDocument *self)
{
  g_autofree char *folder = self->path != NULL ? pt_document_get_folder (self->path) : NULL;
  PtSetWriter *writer = _pt_set_document_get_writer (self, folder);

  g_clear_pointer (&self->writer, pt_set_writer_unref);
  self->writer = writer;

  return writer;
}

static WriteJob *
write_job_new (PtSetDocument *self)
{
  WriteJob *job = g_new0 (WriteJob, 1);

  job->file = _pt_draft_file_ref (self->draft);
  job->head = (PtDraftHead){ g_strdup (self->path), g_strdup (self->title), self->edited_usec, self->stamp, self->read_only };
  job->text = pt_set_writer_take (get_writer (self));
  job->n_edits = self->n_edits;

  return job;
}

static gboolean
write_draft (WriteJob *job, GError **error)
{
  PtDraftFile *file = job->file;
  g_autofree char *text = NULL;

  if (file->lock < 0)
    {
      g_clear_pointer (&file->id, g_free);
      file->lock = pt_draft_store_lock (file->state_folder, NULL, &file->id, error);
      if (file->lock < 0)
        return FALSE;
    }
  text = pt_set_text_join (job->text);

  return pt_draft_store_write (file->state_folder, file->id, &job->head, text, error);
}

static void
write_draft_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (write_draft (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean draft_timer_cb (gpointer user_data);

static void
start_timer (PtSetDocument *self, guint msec)
{
  if (self->draft_timer == 0)
    self->draft_timer = g_timeout_add (msec, draft_timer_cb, self);
}

static void
draft_kept (PtSetDocument *self, WriteJob *job)
{
  /* A flush may have overtaken it. */
  if (job->n_edits < self->n_edits_kept)
    return;
  self->n_edits_kept = job->n_edits;
  _pt_set_document_set_draft_state (self, self->n_edits == job->n_edits ? PT_DRAFT_WRITTEN : PT_DRAFT_PENDING,
                                    g_get_real_time ());
}

static void
draft_not_kept (PtSetDocument *self, const GError *error)
{
  gboolean again = self->draft_state == PT_DRAFT_FAILED;
  g_autofree char *message = NULL;

  _pt_set_document_set_draft_state (self, PT_DRAFT_FAILED, self->draft_usec);
  start_timer (self, RETRY_MSEC);
  if (again)
    return;
  message = g_strdup_printf (_ ("What you do is not kept at the moment, save the set: %s"), error->message);
  g_signal_emit_by_name (self, "failed", message);
}

static void
draft_written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  PtSetDocument *self = PT_SET_DOCUMENT (object);
  WriteJob *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean ok = g_task_propagate_boolean (G_TASK (result), &error);

  /* Another set may be open by now, and its draft another. */
  if (job->file == self->draft)
    {
      self->writing_draft = FALSE;
      if (ok)
        draft_kept (self, job);
      else
        draft_not_kept (self, error);
      if (ok && self->n_edits != self->n_edits_kept)
        start_timer (self, DELAY_MSEC);
    }
  write_job_free (job);
}

static void
push_write (PtSetDocument *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, draft_written_cb, NULL);

  g_task_set_source_tag (task, push_write);
  g_task_set_task_data (task, write_job_new (self), NULL);
  self->writing_draft = TRUE;
  pt_worker_run (self->worker, task, write_draft_worker);
}

static void
remove_draft_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  PtDraftFile *file = data;

  if (file->id != NULL)
    pt_draft_store_remove (file->state_folder, file->id);
  g_task_return_boolean (task, TRUE);
}

static void
push_remove (PtSetDocument *self)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_task_data (task, _pt_draft_file_ref (self->draft), (GDestroyNotify) _pt_draft_file_unref);
  pt_worker_run (self->worker, task, remove_draft_worker);
}

static gboolean
draft_timer_cb (gpointer user_data)
{
  PtSetDocument *self = user_data;

  self->draft_timer = 0;
  /* Then it goes on when that one is written. */
  if (self->writing_draft)
    return G_SOURCE_REMOVE;

  if (pt_set_document_get_modified (self))
    {
      if (pt_set_writer_step (get_writer (self), PT_SET_DOCUMENT_STEP_USEC))
        push_write (self);
      else
        start_timer (self, PT_SET_DOCUMENT_STEP_MSEC);
    }
  else
    {
      push_remove (self);
      self->n_edits_kept = self->n_edits;
      _pt_set_document_set_draft_state (self, PT_DRAFT_NONE, 0);
    }

  return G_SOURCE_REMOVE;
}

void
_pt_set_document_schedule_draft (PtSetDocument *self)
{
  if (!pt_set_document_get_modified (self) && !self->writing_draft && self->draft_state == PT_DRAFT_NONE)
    return;
  if (self->draft_state != PT_DRAFT_FAILED)
    _pt_set_document_set_draft_state (self, PT_DRAFT_PENDING, self->draft_usec);
  start_timer (self, DELAY_MSEC);
}

static void
leave_draft_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  PtDraftFile *file = data;

  if (file->lock >= 0)
    pt_draft_store_unlock (file->state_folder, file->id, file->lock);
  file->lock = -1;
  g_task_return_boolean (task, TRUE);
}

void
_pt_set_document_leave_draft (PtSetDocument *self)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_clear_handle_id (&self->draft_timer, g_source_remove);
  if (!pt_set_document_get_modified (self))
    push_remove (self);
  else if (self->draft_state != PT_DRAFT_WRITTEN)
    push_write (self);
  g_task_set_task_data (task, self->draft, (GDestroyNotify) _pt_draft_file_unref);
  pt_worker_run (self->worker, task, leave_draft_worker);

  self->draft = _pt_draft_file_new (self->state_folder);
  self->writing_draft = FALSE;
  self->n_edits_kept = self->n_edits;
  _pt_set_document_set_draft_state (self, PT_DRAFT_NONE, 0);
}

void
pt_set_document_flush (PtSetDocument *self)
{
  g_return_if_fail (PT_IS_SET_DOCUMENT (self));

  g_clear_handle_id (&self->draft_timer, g_source_remove);
  pt_worker_flush (self->worker);
  if (!pt_set_document_get_modified (self))
    {
      if (self->draft->id != NULL)
        pt_draft_store_remove (self->draft->state_folder, self->draft->id);
      self->n_edits_kept = self->n_edits;
      _pt_set_document_set_draft_state (self, PT_DRAFT_NONE, 0);
    }
  else if (self->draft_state != PT_DRAFT_WRITTEN || self->n_edits != self->n_edits_kept)
    {
      WriteJob *job = write_job_new (self);
      g_autoptr (GError) error = NULL;

      /* The worker is idle: its file is ours. */
      if (write_draft (job, &error))
        draft_kept (self, job);
      else
        draft_not_kept (self, error);
      write_job_free (job);
    }
}

/* --- recovery --- */

GPtrArray *
pt_set_document_list_drafts (const char *state_folder)
{
  return pt_draft_store_list (state_folder);
}

typedef struct
{
  PtDraftFile *file;
  PtDraftHead head;
  PtSet *set;
} RecoverJob;

static void
recover_job_free (RecoverJob *job)
{
  g_clear_pointer (&job->file, _pt_draft_file_unref);
  pt_draft_head_clear (&job->head);
  g_clear_object (&job->set);
  g_free (job);
}

static void
recover_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RecoverJob *job = data;
  PtDraftFile *file = job->file;
  g_autofree char *path = pt_draft_store_path (file->state_folder, file->id);
  GError *error = NULL;

  file->lock = pt_draft_store_lock (file->state_folder, file->id, NULL, &error);
  if (file->lock >= 0 && pt_draft_store_read (path, &job->head, &job->set, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
recovered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  PtSetDocument *self = PT_SET_DOCUMENT (object);
  g_autoptr (GTask) task = user_data;
  RecoverJob *job = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  _pt_set_document_change_busy (self, -1);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_prefix_error (&error, _ ("The unsaved work cannot be brought back: "));
      g_task_return_error (task, error);
      return;
    }
  _pt_set_document_install (self, g_steal_pointer (&job->set));
  _pt_draft_file_unref (self->draft);
  self->draft = g_steal_pointer (&job->file);
  self->edited_usec = job->head.edited_usec;
  pt_undo_history_mark_modified (pt_set_get_history (self->set));
  _pt_set_document_set_place (self, job->head.path, job->head.stamp, job->head.read_only);
  _pt_set_document_set_draft_state (self, PT_DRAFT_WRITTEN, job->head.edited_usec);
  g_task_return_boolean (task, TRUE);
}

void
pt_set_document_recover_async (PtSetDocument *self, const PtDraft *draft, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) reading = NULL;
  RecoverJob *job;

  g_return_if_fail (PT_IS_SET_DOCUMENT (self));
  g_return_if_fail (draft != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, pt_set_document_recover_async);
  reading = g_task_new (self, NULL, recovered_cb, g_object_ref (task));
  job = g_new0 (RecoverJob, 1);
  job->file = _pt_draft_file_new (self->state_folder);
  job->file->id = g_strdup (draft->id);
  g_task_set_task_data (reading, job, (GDestroyNotify) recover_job_free);
  _pt_set_document_change_busy (self, 1);
  pt_worker_run (self->worker, reading, recover_worker);
}

gboolean
pt_set_document_recover_finish (PtSetDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
discard_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  PtDraftFile *file = data;

  file->lock = pt_draft_store_lock (file->state_folder, file->id, NULL, NULL);
  if (file->lock >= 0)
    pt_draft_store_remove (file->state_folder, file->id);
  g_task_return_boolean (task, TRUE);
}

void
pt_set_document_discard_draft (PtSetDocument *self, const PtDraft *draft)
{
  g_autoptr (GTask) task = NULL;
  PtDraftFile *file;

  g_return_if_fail (PT_IS_SET_DOCUMENT (self));
  g_return_if_fail (draft != NULL);

  file = _pt_draft_file_new (self->state_folder);
  file->id = g_strdup (draft->id);
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_task_data (task, file, (GDestroyNotify) _pt_draft_file_unref);
  pt_worker_run (self->worker, task, discard_worker);
}
