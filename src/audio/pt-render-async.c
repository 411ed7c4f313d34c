/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-renderer.h"

#include <string.h>

typedef struct
{
  PtArrangement *arrangement;
  PtSampleLoader *loader;
  PtRenderOptions options;
  char *stems_folder;
  char **roots;
  char *path;
  PtProgressFunc progress;
  gpointer user_data;
  GTask *task; /* not owned */
} AsyncRender;

typedef struct
{
  PtProgressFunc progress;
  gpointer user_data;
  double fraction;
  char *message;
} Report;

static void
async_render_free (gpointer data)
{
  AsyncRender *self = data;

  g_object_unref (self->arrangement);
  g_object_unref (self->loader);
  g_free (self->stems_folder);
  g_strfreev (self->roots);
  g_free (self->path);
  g_free (self);
}

static void
result_free (gpointer data)
{
  pt_render_result_clear (data);
  g_free (data);
}

static void
report_free (gpointer data)
{
  Report *report = data;

  g_free (report->message);
  g_free (report);
}

static gboolean
report_cb (gpointer data)
{
  Report *report = data;

  report->progress (report->fraction, report->message, report->user_data);

  return G_SOURCE_REMOVE;
}

/* In the rendering thread: passes it on to the caller's. */
static void
async_progress (double fraction, const char *message, gpointer user_data)
{
  AsyncRender *self = user_data;
  Report *report = g_new (Report, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  *report = (Report){ self->progress, self->user_data, fraction, g_strdup (message) };
  /* Not g_main_context_invoke(), which would call it here when nobody runs the context. */
  g_source_set_priority (source, g_task_get_priority (self->task));
  g_source_set_callback (source, report_cb, report, report_free);
  g_source_attach (source, g_task_get_context (self->task));
}

static void
render_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  AsyncRender *self = task_data;
  PtRenderResult *result = g_new0 (PtRenderResult, 1);
  GError *error = NULL;

  if (pt_render (self->arrangement, self->loader, &self->options, self->path, result,
                 self->progress != NULL ? async_progress : NULL, self, cancellable, &error))
    {
      g_task_return_pointer (task, result, result_free);
    }
  else
    {
      g_free (result);
      g_task_return_error (task, error);
    }
}

void
pt_render_async (PtArrangement *arrangement, PtSampleLoader *loader, const PtRenderOptions *options, const char *path, PtProgressFunc progress, gpointer user_data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer callback_data)
{
  g_autoptr (GTask) task = NULL;
  AsyncRender *self;

  g_return_if_fail (PT_IS_ARRANGEMENT (arrangement));
  g_return_if_fail (PT_IS_SAMPLE_LOADER (loader));
  g_return_if_fail (options != NULL);

  self = g_new0 (AsyncRender, 1);
  self->arrangement = pt_arrangement_copy (arrangement);
  self->loader = g_object_ref (loader);
  self->options = *options;
  self->stems_folder = g_strdup (options->stems_folder);
  self->roots = g_strdupv ((char **) options->roots);
  self->options.stems_folder = self->stems_folder;
  self->options.roots = (const char *const *) self->roots;
  self->path = g_strdup (path);
  self->progress = progress;
  self->user_data = user_data;

  task = g_task_new (NULL, cancellable, callback, callback_data);
  g_task_set_source_tag (task, pt_render_async);
  g_task_set_task_data (task, self, async_render_free);
  self->task = task;
  g_task_run_in_thread (task, render_worker);
}

gboolean
pt_render_finish (GAsyncResult *async_result, PtRenderResult *result, GError **error)
{
  g_autofree PtRenderResult *finished = NULL;

  g_return_val_if_fail (g_task_is_valid (async_result, NULL), FALSE);
  g_return_val_if_fail (result != NULL, FALSE);

  memset (result, 0, sizeof *result);
  finished = g_task_propagate_pointer (G_TASK (async_result), error);
  if (finished == NULL)
    return FALSE;
  *result = *finished;

  return TRUE;
}
