/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-set-document-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/pt-util.h"
#include "session/pt-recent-sets.h"

enum
{
  PROP_0,
  PROP_SET,
  PROP_PATH,
  PROP_TITLE,
  PROP_MODIFIED,
  PROP_READ_ONLY,
  PROP_DRAFT_STATE,
  PROP_BUSY,
  N_PROPS
};

enum
{
  SIGNAL_FAILED,
  N_SIGNALS
};

G_DEFINE_ENUM_TYPE (PtDraftState, pt_draft_state, G_DEFINE_ENUM_VALUE (PT_DRAFT_NONE, "none"), G_DEFINE_ENUM_VALUE (PT_DRAFT_PENDING, "pending"), G_DEFINE_ENUM_VALUE (PT_DRAFT_WRITTEN, "written"), G_DEFINE_ENUM_VALUE (PT_DRAFT_FAILED, "failed"))

G_DEFINE_QUARK (pt - set - document - error - quark, pt_set_document_error)

G_DEFINE_FINAL_TYPE (PtSetDocument, pt_set_document, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
modified_cb (PtSetDocument *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODIFIED]);
}

static void
edited_cb (PtSetDocument *self)
{
  self->edited_usec = g_get_real_time ();
  self->n_edits++;
  _pt_set_document_schedule_draft (self);
}

/* Takes @set. */
static void
connect_set (PtSetDocument *self, PtSet *set)
{
  self->set = set;
  g_signal_connect_object (pt_set_get_history (set), "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pt_set_get_history (set), "notify::modified", G_CALLBACK (modified_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (set, "notify::name", G_CALLBACK (_pt_set_document_update_title), self, G_CONNECT_SWAPPED);
}

static void
disconnect_set (PtSetDocument *self)
{
  g_signal_handlers_disconnect_by_data (pt_set_get_history (self->set), self);
  g_signal_handlers_disconnect_by_data (self->set, self);
  g_clear_pointer (&self->writer, pt_set_writer_unref);
  g_clear_object (&self->set);
}

static void
pt_set_document_dispose (GObject *object)
{
  PtSetDocument *self = PT_SET_DOCUMENT (object);

  if (self->set != NULL)
    {
      pt_set_document_flush (self);
      g_clear_handle_id (&self->draft_timer, g_source_remove);
      g_clear_handle_id (&self->save_timer, g_source_remove);
      disconnect_set (self);
    }

  G_OBJECT_CLASS (pt_set_document_parent_class)->dispose (object);
}

static void
pt_set_document_finalize (GObject *object)
{
  PtSetDocument *self = PT_SET_DOCUMENT (object);

  g_clear_pointer (&self->worker, pt_worker_free);
  g_clear_pointer (&self->draft, _pt_draft_file_unref);
  g_free (self->state_folder);
  g_free (self->path);
  g_free (self->title);
  g_strfreev (self->recent);

  G_OBJECT_CLASS (pt_set_document_parent_class)->finalize (object);
}

static void
pt_set_document_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PtSetDocument *self = PT_SET_DOCUMENT (object);

  switch (prop_id)
    {
    case PROP_SET:
      g_value_set_object (value, self->set);
      break;
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_MODIFIED:
      g_value_set_boolean (value, pt_set_document_get_modified (self));
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, self->read_only);
      break;
    case PROP_DRAFT_STATE:
      g_value_set_enum (value, self->draft_state);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->n_busy > 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_set_document_class_init (PtSetDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = pt_set_document_dispose;
  object_class->finalize = pt_set_document_finalize;
  object_class->get_property = pt_set_document_get_property;

  properties[PROP_SET] = g_param_spec_object ("set", NULL, NULL, PT_TYPE_SET, readable);
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, readable);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, readable);
  properties[PROP_MODIFIED] = g_param_spec_boolean ("modified", NULL, NULL, FALSE, readable);
  properties[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, readable);
  properties[PROP_DRAFT_STATE] = g_param_spec_enum ("draft-state", NULL, NULL, PT_TYPE_DRAFT_STATE, PT_DRAFT_NONE, readable);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_FAILED] = g_signal_new ("failed", PT_TYPE_SET_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
pt_set_document_init (PtSetDocument *self)
{
  g_queue_init (&self->saves);
  self->stamp = PT_FILE_STAMP_NONE;
  self->worker = pt_worker_new ();
}

PtSetDocument *
pt_set_document_new (const char *state_folder)
{
  PtSetDocument *self = g_object_new (PT_TYPE_SET_DOCUMENT, NULL);

  self->state_folder = g_strdup (state_folder);
  self->draft = _pt_draft_file_new (state_folder);
  self->recent = pt_recent_sets_read (state_folder);
  connect_set (self, pt_set_new_default ());
  _pt_set_document_update_title (self);

  return self;
}

PtSet *
pt_set_document_get_set (PtSetDocument *self)
{
  g_return_val_if_fail (PT_IS_SET_DOCUMENT (self), NULL);

  return self->set;
}

const char *
pt_set_document_get_path (PtSetDocument *self)
{
  g_return_val_if_fail (PT_IS_SET_DOCUMENT (self), NULL);

  return self->path;
}

const char *
pt_set_document_get_title (PtSetDocument *self)
{
  g_return_val_if_fail (PT_IS_SET_DOCUMENT (self), NULL);

  return self->title;
}

gboolean
pt_set_document_get_modified (PtSetDocument *self)
{
  g_return_val_if_fail (PT_IS_SET_DOCUMENT (self), FALSE);

  return pt_undo_history_get_modified (pt_set_get_history (self->set));
}

gboolean
pt_set_document_get_read_only (PtSetDocument *self)
{
  g_return_val_if_fail (PT_IS_SET_DOCUMENT (self), FALSE);

  return self->read_only;
}

PtDraftState
pt_set_document_get_draft_state (PtSetDocument *self)
{
  g_return_val_if_fail (PT_IS_SET_DOCUMENT (self), PT_DRAFT_NONE);

  return self->draft_state;
}

gint64
pt_set_document_get_draft_usec (PtSetDocument *self)
{
  g_return_val_if_fail (PT_IS_SET_DOCUMENT (self), 0);

  return self->draft_usec;
}

void
_pt_set_document_change_busy (PtSetDocument *self, int change)
{
  gboolean was_busy = self->n_busy > 0;

  g_assert (change > 0 || self->n_busy > 0);

  self->n_busy += change;
  if (was_busy != (self->n_busy > 0))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

void
_pt_set_document_set_draft_state (PtSetDocument *self, PtDraftState state, gint64 usec)
{
  self->draft_usec = usec;
  if (self->draft_state == state)
    return;
  self->draft_state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAFT_STATE]);
}

void
_pt_set_document_update_title (PtSetDocument *self)
{
  const char *name = pt_set_get_name (self->set);
  g_autofree char *shown = self->path != NULL ? pt_display_path (self->path) : NULL;
  g_autofree char *file = shown != NULL ? g_path_get_basename (shown) : NULL;

  if (file != NULL && g_str_has_suffix (file, ".peaktime") && !g_str_equal (file, ".peaktime"))
    file[strlen (file) - strlen (".peaktime")] = '\0';
  if (pt_set_str (&self->title, name != NULL && *name != '\0' ? name : file != NULL ? file
                                                                                    : "Untitled"))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

void
_pt_set_document_set_place (PtSetDocument *self, const char *path, PtFileStamp stamp, gboolean read_only)
{
  g_object_freeze_notify (G_OBJECT (self));
  self->stamp = stamp;
  if (pt_set_str (&self->path, path))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PATH]);
  if (self->read_only != read_only)
    {
      self->read_only = read_only;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READ_ONLY]);
    }
  _pt_set_document_update_title (self);
  g_object_thaw_notify (G_OBJECT (self));
}

void
_pt_set_document_install (PtSetDocument *self, PtSet *set)
{
  gboolean was_modified = pt_set_document_get_modified (self);

  _pt_set_document_leave_draft (self);
  disconnect_set (self);
  connect_set (self, set);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SET]);
  if (was_modified != pt_set_document_get_modified (self))
    modified_cb (self);
}

void
pt_set_document_new_set (PtSetDocument *self, PtSet *set)
{
  g_return_if_fail (PT_IS_SET_DOCUMENT (self));
  g_return_if_fail (set == NULL || PT_IS_SET (set));

  _pt_set_document_install (self, set != NULL ? g_object_ref (set) : pt_set_new_default ());
  _pt_set_document_set_place (self, NULL, PT_FILE_STAMP_NONE, FALSE);
  /* It may have been edited before it came here. */
  _pt_set_document_schedule_draft (self);
}

PtSetWriter *
_pt_set_document_get_writer (PtSetDocument *self, const char *folder)
{
  if (self->writer != NULL && g_strcmp0 (pt_set_writer_get_folder (self->writer), folder) == 0)
    return pt_set_writer_ref (self->writer);

  return pt_set_writer_new (self->set, folder);
}

/* --- opening --- */

typedef struct
{
  char *state_folder;
  char *path;
  PtSet *set;
  PtFileStamp stamp;
  gboolean newer;
} OpenJob;

static void
open_job_free (OpenJob *job)
{
  g_free (job->state_folder);
  g_free (job->path);
  g_clear_object (&job->set);
  g_free (job);
}

/* Offers the draft of a file that cannot be read, when there is one. */
static GError *
improve_error (OpenJob *job, GError *error)
{
  PtDraft *draft = g_file_test (job->path, G_FILE_TEST_IS_REGULAR) ? pt_draft_store_find (job->state_folder, job->path) : NULL;
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *when = NULL;
  GError *better;

  if (draft == NULL)
    return error;
  time = g_date_time_new_from_unix_local (draft->edited_usec / G_USEC_PER_SEC);
  when = g_date_time_format (time, "%F %R");
  better = g_error_new (PT_SET_DOCUMENT_ERROR, PT_SET_DOCUMENT_ERROR_DAMAGED,
                        _ ("%s; unsaved work on it from %s is whole, recover that"), error->message, when);
  pt_draft_free (draft);
  g_error_free (error);

  return better;
}

static void
open_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  OpenJob *job = data;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  /* Before it is read: what is written between the two counts as changed. */
  job->stamp = pt_file_stamp_read (job->path);
  job->set = pt_set_load_newer (job->path, &job->newer, &error);
  if (job->set == NULL)
    {
      g_task_return_error (task, improve_error (job, error));
      return;
    }
  pt_recent_sets_add (job->state_folder, job->path, PT_SET_DOCUMENT_MAX_RECENT, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  PtSetDocument *self = PT_SET_DOCUMENT (object);
  g_autoptr (GTask) task = user_data;
  OpenJob *job = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  _pt_set_document_change_busy (self, -1);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  _pt_set_document_install (self, g_steal_pointer (&job->set));
  _pt_set_document_set_place (self, job->path, job->stamp, job->newer);
  _pt_set_document_remember_recent (self, job->path);
  g_task_return_boolean (task, TRUE);
}

void
pt_set_document_open_async (PtSetDocument *self, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) reading = NULL;
  OpenJob *job;

  g_return_if_fail (PT_IS_SET_DOCUMENT (self));
  g_return_if_fail (path != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pt_set_document_open_async);
  reading = g_task_new (self, cancellable, opened_cb, g_object_ref (task));
  job = g_new0 (OpenJob, 1);
  job->state_folder = g_strdup (self->state_folder);
  job->path = g_canonicalize_filename (path, NULL);
  g_task_set_task_data (reading, job, (GDestroyNotify) open_job_free);
  _pt_set_document_change_busy (self, 1);
  pt_worker_run (self->worker, reading, open_worker);
}

gboolean
pt_set_document_open_finish (PtSetDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- recent sets --- */

void
_pt_set_document_remember_recent (PtSetDocument *self, const char *path)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add (builder, path);
  for (guint i = 0, n = 1; self->recent[i] != NULL && n < PT_SET_DOCUMENT_MAX_RECENT; i++)
    if (!g_str_equal (self->recent[i], path))
      {
        g_strv_builder_add (builder, self->recent[i]);
        n++;
      }
  g_strfreev (self->recent);
  self->recent = g_strv_builder_end (builder);
}

char **
pt_set_document_list_recent (PtSetDocument *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (PT_IS_SET_DOCUMENT (self), NULL);

  for (guint i = 0; self->recent[i] != NULL; i++)
    if (g_file_test (self->recent[i], G_FILE_TEST_IS_REGULAR))
      g_strv_builder_add (builder, self->recent[i]);

  return g_strv_builder_end (builder);
}

typedef struct
{
  char *state_folder;
  char *path;
} ForgetJob;

static void
forget_job_free (ForgetJob *job)
{
  g_free (job->state_folder);
  g_free (job->path);
  g_free (job);
}

static void
forget_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const ForgetJob *job = data;

  pt_recent_sets_forget (job->state_folder, job->path, NULL);
  g_task_return_boolean (task, TRUE);
}

void
pt_set_document_forget_recent (PtSetDocument *self, const char *path)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GTask) task = NULL;
  ForgetJob *job;

  g_return_if_fail (PT_IS_SET_DOCUMENT (self));

  for (guint i = 0; path != NULL && self->recent[i] != NULL; i++)
    if (!g_str_equal (self->recent[i], path))
      g_strv_builder_add (builder, self->recent[i]);
  g_strfreev (self->recent);
  self->recent = g_strv_builder_end (builder);

  task = g_task_new (NULL, NULL, NULL, NULL);
  job = g_new (ForgetJob, 1);
  *job = (ForgetJob){ g_strdup (self->state_folder), g_strdup (path) };
  g_task_set_task_data (task, job, (GDestroyNotify) forget_job_free);
  pt_worker_run (self->worker, task, forget_worker);
}
