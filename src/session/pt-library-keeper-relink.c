/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "session/pt-library-keeper-private.h"

/* Sounds whose files are gone: looking for where they went, and linking them there. */

typedef struct
{
  PtLibraryKeeper *keeper;
  PtJob *job;
  char *folder;
  GTask *task;
  PtIndexWorker *worker;
  GPtrArray *moved;
  GError *error;
} Search;

static void
search_progress (double fraction, gpointer user_data)
{
  Search *search = user_data;

  pt_job_report (search->job, fraction, NULL);
  pt_index_worker_yield (search->worker);
}

static void
run_search (PtIndexWorker *worker, gpointer data)
{
  Search *search = data;
  PtLibraryIndex *index = _pt_library_keeper_need_index (worker, &search->error);

  search->worker = worker;
  if (index != NULL)
    search->moved = pt_library_find_moved (index, search->folder, search_progress, search,
                                           pt_job_get_cancellable (search->job), &search->error);
}

static void
search_done (gpointer data)
{
  Search *search = data;

  _pt_library_keeper_end_job (search->keeper, search->job, search->error);
  if (search->error != NULL)
    g_task_return_error (search->task, search->error);
  else
    g_task_return_pointer (search->task, search->moved, (GDestroyNotify) g_ptr_array_unref);
  g_object_unref (search->task);
  g_object_unref (search->job);
  g_free (search->folder);
  g_free (search);
}

void
pt_library_keeper_find_moved_async (PtLibraryKeeper *self,
                                    const char *folder,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Search *search;

  g_return_if_fail (PT_IS_LIBRARY_KEEPER (self));
  g_return_if_fail (folder != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, pt_library_keeper_find_moved_async);
  if (self->worker == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, _ ("The library is not open"));
      return;
    }
  search = g_new0 (Search, 1);
  search->keeper = self;
  search->folder = g_strdup (folder);
  search->task = g_steal_pointer (&task);
  search->job = g_object_ref (_pt_library_keeper_begin_job (self, _ ("Looking for missing sounds")));
  _pt_library_keeper_show_job (self, search->job);
  pt_index_worker_push (self->worker, PT_INDEX_WORK, run_search, search_done, search);
}

GPtrArray *
pt_library_keeper_find_moved_finish (PtLibraryKeeper *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  PtLibraryKeeper *keeper;
  PtJob *job;
  PtIndexWorker *worker;
  GPtrArray *moved; /* of PtMovedFile */
  GPtrArray *old_paths; /* of those that have a new one */
  GPtrArray *samples; /* of PtSample */
  GPtrArray *errors; /* of char * */
} Relinking;

static void
run_relinking (PtIndexWorker *worker, gpointer data)
{
  Relinking *relinking = data;
  g_autoptr (GError) closed = NULL;
  PtLibraryIndex *index = _pt_library_keeper_need_index (worker, &closed);

  if (index == NULL)
    {
      g_ptr_array_add (relinking->errors, g_strdup (closed->message));
      return;
    }
  for (guint i = 0; i < relinking->moved->len && !g_cancellable_is_cancelled (pt_job_get_cancellable (relinking->job)); i++)
    {
      const PtMovedFile *moved = relinking->moved->pdata[i];
      g_autoptr (GError) error = NULL;
      PtSampleInfo *info = pt_library_relink (index, moved->old_path, moved->new_path, &error);

      pt_job_report (relinking->job, (double) (i + 1) / relinking->moved->len, NULL);
      if (info == NULL)
        {
          g_ptr_array_add (relinking->errors, g_strdup (error->message));
          continue;
        }
      g_ptr_array_add (relinking->old_paths, g_strdup (moved->old_path));
      g_ptr_array_add (relinking->samples, pt_sample_new (info));
      pt_index_worker_yield (worker);
    }
}

static void
relinking_done (gpointer data)
{
  Relinking *relinking = data;
  PtLibraryKeeper *self = relinking->keeper;

  g_ptr_array_add (relinking->old_paths, NULL);
  pt_library_remove_many (self->library, (const char *const *) relinking->old_paths->pdata);
  _pt_library_keeper_take_samples (self, relinking->samples);
  _pt_library_keeper_count_missing (self);
  _pt_library_keeper_end_job (self, relinking->job, NULL);
  if (relinking->errors->len > 0)
    {
      g_autofree char *message = NULL;

      /* A pack that cannot be linked is one failure, not one for each of its sounds. */
      g_ptr_array_add (relinking->errors, NULL);
      message = g_strjoinv ("\n", (char **) relinking->errors->pdata);
      _pt_library_keeper_fail (self, message);
    }
  g_object_unref (relinking->job);
  g_ptr_array_unref (relinking->moved);
  g_ptr_array_unref (relinking->old_paths);
  g_ptr_array_unref (relinking->errors);
  g_free (relinking);
}

void
pt_library_keeper_relink (PtLibraryKeeper *self, GPtrArray *moved)
{
  Relinking *relinking;

  g_return_if_fail (PT_IS_LIBRARY_KEEPER (self));
  g_return_if_fail (moved != NULL);

  if (self->worker == NULL || moved->len == 0)
    return;
  relinking = g_new0 (Relinking, 1);
  relinking->keeper = self;
  relinking->moved = g_ptr_array_new_with_free_func ((GDestroyNotify) pt_moved_file_free);
  for (guint i = 0; i < moved->len; i++)
    {
      const PtMovedFile *file = moved->pdata[i];

      g_ptr_array_add (relinking->moved, pt_moved_file_new (file->old_path, file->new_path));
    }
  relinking->old_paths = g_ptr_array_new_with_free_func (g_free);
  relinking->samples = g_ptr_array_new_with_free_func (g_object_unref);
  relinking->errors = g_ptr_array_new_with_free_func (g_free);
  relinking->job = g_object_ref (_pt_library_keeper_begin_job (self, _ ("Linking missing sounds")));
  _pt_library_keeper_show_job (self, relinking->job);
  pt_index_worker_push (self->worker, PT_INDEX_WORK, run_relinking, relinking_done, relinking);
}
