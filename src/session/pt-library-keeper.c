/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-library-keeper.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "audio/kit/pt-kit.h"
#include "audio/pt-audio-error.h"
#include "audio/pt-library-index.h"
#include "audio/pt-library-scan.h"
#include "core/pt-util.h"
#include "session/pt-library-keeper-private.h"

/* The first rows are there soon; the others in few pieces, for a view draws after each, but
 * in such as take the main thread less than ten milliseconds, with a list that follows. */
#define FIRST_BATCH 500
#define BATCH 2000
#define MAX_THUMBNAILS 4000

enum
{
  PROP_0,
  PROP_STATE,
  PROP_FOLDERS,
  PROP_N_MISSING,
  PROP_WATCH_PROBLEM,
  N_PROPS
};

enum
{
  FAILED,
  SCANNED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PtLibraryKeeper, pt_library_keeper, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (PtLibraryState, pt_library_state, G_DEFINE_ENUM_VALUE (PT_LIBRARY_CLOSED, "closed"), G_DEFINE_ENUM_VALUE (PT_LIBRARY_LOADING, "loading"), G_DEFINE_ENUM_VALUE (PT_LIBRARY_READY, "ready"), G_DEFINE_ENUM_VALUE (PT_LIBRARY_FAILED, "failed"))

/* --- the object --- */

static void
pt_library_keeper_dispose (GObject *object)
{
  PtLibraryKeeper *self = PT_LIBRARY_KEEPER (object);

  pt_library_keeper_close (self);
  g_clear_object (&self->watch);

  G_OBJECT_CLASS (pt_library_keeper_parent_class)->dispose (object);
}

static void
pt_library_keeper_finalize (GObject *object)
{
  PtLibraryKeeper *self = PT_LIBRARY_KEEPER (object);

  g_assert (self->worker == NULL);
  g_free (self->index_path);
  g_clear_object (&self->jobs);
  g_object_unref (self->library);
  g_free (self->error);
  g_strfreev (self->roots);
  g_strfreev (self->folders);
  g_free (self->kit);
  g_object_unref (self->loading);
  g_ptr_array_unref (self->running);
  g_ptr_array_unref (self->scans);
  g_hash_table_unref (self->unsaved);
  g_hash_table_unref (self->edited);
  g_hash_table_unref (self->salvaged);
  pt_thumbnail_cache_free (self->thumbnails);
  g_free (self->watch_problem);

  G_OBJECT_CLASS (pt_library_keeper_parent_class)->finalize (object);
}

static void
pt_library_keeper_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PtLibraryKeeper *self = PT_LIBRARY_KEEPER (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_FOLDERS:
      g_value_set_boxed (value, self->folders);
      break;
    case PROP_N_MISSING:
      g_value_set_uint (value, self->n_missing);
      break;
    case PROP_WATCH_PROBLEM:
      g_value_set_string (value, self->watch_problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_library_keeper_class_init (PtLibraryKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = pt_library_keeper_dispose;
  object_class->finalize = pt_library_keeper_finalize;
  object_class->get_property = pt_library_keeper_get_property;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, PT_TYPE_LIBRARY_STATE, PT_LIBRARY_CLOSED, flags);
  properties[PROP_FOLDERS] = g_param_spec_boxed ("folders", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_N_MISSING] = g_param_spec_uint ("n-missing", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_WATCH_PROBLEM] = g_param_spec_string ("watch-problem", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[FAILED] = g_signal_new ("failed", PT_TYPE_LIBRARY_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SCANNED] = g_signal_new ("scanned", PT_TYPE_LIBRARY_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_POINTER);
}

/* The roots a change may belong to: all that lie around the folders. */
static void
watch_changed_cb (PtLibraryKeeper *self, const char *const *folders)
{
  g_autoptr (GPtrArray) roots = g_ptr_array_new ();

  for (guint i = 0; self->roots[i] != NULL; i++)
    for (guint k = 0; folders[k] != NULL; k++)
      if (g_str_has_prefix (folders[k], self->roots[i]))
        {
          g_ptr_array_add (roots, self->roots[i]);
          break;
        }
  g_ptr_array_add (roots, NULL);
  if (roots->len > 1)
    _pt_library_keeper_scan (self, (const char *const *) roots->pdata, PT_SCAN_QUIETLY);
}

static void
pt_library_keeper_init (PtLibraryKeeper *self)
{
  self->library = pt_library_new ();
  self->roots = g_new0 (char *, 1);
  self->folders = g_new0 (char *, 1);
  self->loading = g_cancellable_new ();
  self->running = g_ptr_array_new_with_free_func (g_object_unref);
  self->scans = g_ptr_array_new ();
  self->unsaved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->salvaged = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) pt_sample_info_free);
  self->edited = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->thumbnails = pt_thumbnail_cache_new (MAX_THUMBNAILS);
  self->wants_watch = TRUE;
  self->watch = pt_folder_watch_new ();
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (watch_changed_cb), self, G_CONNECT_SWAPPED);
}

PtLibraryKeeper *
pt_library_keeper_new (const char *index_path, PtJobList *jobs)
{
  PtLibraryKeeper *self;

  g_return_val_if_fail (jobs == NULL || PT_IS_JOB_LIST (jobs), NULL);

  self = g_object_new (PT_TYPE_LIBRARY_KEEPER, NULL);
  self->index_path = index_path != NULL ? g_strdup (index_path) : pt_library_index_default_path ();
  g_set_object (&self->jobs, jobs);

  return self;
}

/* --- what the files of the keeper share --- */

void
_pt_library_keeper_fail (PtLibraryKeeper *self, const char *message)
{
  g_signal_emit (self, signals[FAILED], 0, message);
}

static void
set_state (PtLibraryKeeper *self, PtLibraryState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
update_folders (PtLibraryKeeper *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) folders = NULL;

  g_strv_builder_addv (builder, (const char **) self->roots);
  if (self->kit != NULL && !g_strv_contains ((const char *const *) self->roots, self->kit))
    g_strv_builder_add (builder, self->kit);
  folders = g_strv_builder_end (builder);
  if (g_strv_equal ((const char *const *) folders, (const char *const *) self->folders))
    return;
  g_strfreev (self->folders);
  self->folders = g_steal_pointer (&folders);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDERS]);
}

void
_pt_library_keeper_set_roots (PtLibraryKeeper *self, char **roots)
{
  g_assert (roots != NULL);

  g_strfreev (self->roots);
  self->roots = roots;
  update_folders (self);
}

void
_pt_library_keeper_set_kit (PtLibraryKeeper *self, const char *kit)
{
  if (pt_set_str (&self->kit, kit))
    update_folders (self);
}

char *
_pt_library_keeper_find_kit (GCancellable *cancellable, GError **error)
{
  g_autofree char *kit = pt_kit_locate (cancellable, error);
  g_auto (GStrv) real = NULL;

  if (kit != NULL)
    real = pt_library_scan_resolve ((const char *const[]){ kit, NULL }, error);

  return real != NULL ? g_strdup (real[0]) : NULL;
}

void
_pt_library_keeper_count_missing (PtLibraryKeeper *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->library));
  guint n_missing = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PtSample) sample = g_list_model_get_item (G_LIST_MODEL (self->library), i);

      n_missing += pt_sample_get_info (sample)->missing ? 1 : 0;
    }
  if (self->n_missing == n_missing)
    return;
  self->n_missing = n_missing;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_MISSING]);
}

PtJob *
_pt_library_keeper_begin_job (PtLibraryKeeper *self, const char *title)
{
  PtJob *job = pt_job_new (title);

  g_ptr_array_add (self->running, job);

  return job;
}

void
_pt_library_keeper_show_job (PtLibraryKeeper *self, PtJob *job)
{
  if (self->jobs != NULL)
    pt_job_list_add (self->jobs, job);
}

void
_pt_library_keeper_end_job (PtLibraryKeeper *self, PtJob *job, const GError *error)
{
  pt_job_finish (job, error);
  g_ptr_array_remove (self->running, job);
}

void
_pt_library_keeper_set_watch_problem (PtLibraryKeeper *self, const char *problem)
{
  if (pt_set_str (&self->watch_problem, problem))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WATCH_PROBLEM]);
}

/* What the user has just said and nobody has read back yet. */
static void
keep_words (PtLibraryKeeper *self, PtSample *sample)
{
  const PtSampleInfo *read = pt_sample_get_info (sample);
  PtSample *known = g_hash_table_contains (self->unsaved, read->path) ? pt_library_lookup (self->library, read->path)
                                                                      : NULL;
  const PtSampleInfo *info;
  PtSampleInfo *kept;

  if (known == NULL)
    return;
  info = pt_sample_get_info (known);
  kept = pt_sample_info_copy (read);
  if (info->role_by_user)
    {
      kept->role = info->role;
      kept->role_confidence = info->role_confidence;
      kept->role_by_user = TRUE;
    }
  g_strfreev (kept->tags);
  kept->tags = g_strdupv (info->tags);
  kept->favourite = info->favourite;
  kept->rating = info->rating;
  pt_sample_set_info (sample, kept);
}

void
_pt_library_keeper_take_samples (PtLibraryKeeper *self, GPtrArray *samples)
{
  for (guint i = 0; i < samples->len; i++)
    {
      pt_thumbnail_cache_remove (self->thumbnails, pt_sample_get_info (samples->pdata[i])->path);
      if (g_hash_table_size (self->unsaved) > 0)
        keep_words (self, samples->pdata[i]);
    }
  pt_library_add_many (self->library, samples);
  g_ptr_array_unref (samples);
}

PtLibraryIndex *
_pt_library_keeper_need_index (PtIndexWorker *worker, GError **error)
{
  PtLibraryIndex *index = pt_index_worker_get_index (worker);

  if (index == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED, _ ("The library is not open"));

  return index;
}

typedef struct
{
  PtLibraryKeeper *keeper;
  char *message;
} Damage;

static void
fail_for_good (PtLibraryKeeper *self, const char *message, gboolean damaged)
{
  pt_set_str (&self->error, message);
  self->damaged = damaged;
  set_state (self, PT_LIBRARY_FAILED);
}

static void
take_damage (gpointer data)
{
  Damage *damage = data;

  fail_for_good (damage->keeper, damage->message, TRUE);
  g_free (damage->message);
  g_free (damage);
}

void
_pt_library_keeper_look_for_damage (PtLibraryKeeper *self, PtIndexWorker *worker, const GError *error)
{
  PtLibraryIndex *index = pt_index_worker_get_index (worker);
  Damage *damage;

  if (error == NULL || index == NULL || !pt_library_index_is_damaged (index) || pt_index_worker_is_yielding (worker))
    return;
  damage = g_new (Damage, 1);
  *damage = (Damage){ self, g_strdup (error->message) };
  /* Nothing more is written into it. */
  pt_index_worker_take_index (worker, NULL);
  pt_index_worker_tell (worker, take_damage, damage);
}

/* --- opening --- */

typedef struct
{
  PtLibraryKeeper *keeper;
  PtIndexWorker *worker;
  GCancellable *cancellable;
  char *path;
  char **scan; /* (nullable) what is scanned into it when it is new */
  gboolean rebuild;
  gboolean is_new;
  GPtrArray *salvaged; /* of PtSampleInfo */
  GPtrArray *pending; /* of PtSample: read, and not handed over yet */
  gboolean has_begun;
  char *kit;
  GError *error;
} Opening;

typedef struct
{
  PtLibraryKeeper *keeper;
  GPtrArray *samples;
  char **roots;
} News;

static void
take_roots (gpointer data)
{
  News *news = data;

  _pt_library_keeper_set_roots (news->keeper, news->roots);
  g_free (news);
}

static void
take_batch (gpointer data)
{
  News *news = data;

  _pt_library_keeper_take_samples (news->keeper, news->samples);
  g_free (news);
}

static void
hand_over (Opening *opening)
{
  News *news;

  if (opening->pending->len == 0)
    return;
  news = g_new0 (News, 1);
  news->keeper = opening->keeper;
  news->samples = g_steal_pointer (&opening->pending);
  pt_index_worker_tell (opening->worker, take_batch, news);
  opening->pending = g_ptr_array_new_with_free_func (g_object_unref);
  opening->has_begun = TRUE;
}

static void
read_batch (GPtrArray *samples, gpointer user_data)
{
  Opening *opening = user_data;

  /* Here, for it takes longer than all the rest. */
  for (guint i = 0; i < samples->len; i++)
    pt_sample_get_name_key (samples->pdata[i]);
  g_ptr_array_extend_and_steal (opening->pending, samples);
  if (!opening->has_begun || opening->pending->len >= BATCH)
    hand_over (opening);
}

static gboolean
is_new_file (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) != 0 || status.st_size == 0;
}

static void
salvage_batch (GPtrArray *samples, gpointer user_data)
{
  Opening *opening = user_data;

  for (guint i = 0; i < samples->len; i++)
    {
      const PtSampleInfo *info = pt_sample_get_info (samples->pdata[i]);

      if (info->role_by_user || info->favourite || info->rating > 0 || info->tags != NULL)
        g_ptr_array_add (opening->salvaged, pt_sample_info_copy (info));
    }
  g_ptr_array_unref (samples);
}

/* Damage is seldom everywhere: what comes before it can be read. One by one, so that nothing
 * of that is lost. */
static void
salvage (Opening *opening)
{
  g_autoptr (PtLibraryIndex) index = pt_library_index_open (opening->path, FALSE, NULL);

  if (index == NULL)
    return;
  if (opening->scan == NULL)
    {
      opening->scan = pt_library_index_get_roots (index, NULL);
      if (opening->scan != NULL && opening->scan[0] == NULL)
        g_clear_pointer (&opening->scan, g_strfreev);
    }
  pt_library_index_load_batches (index, TRUE, 1, salvage_batch, opening, opening->cancellable, NULL);
}

/* The log and its shared memory belong to the file. */
static gboolean
put_aside (const char *path, GError **error)
{
  static const char *const endings[] = { "", "-wal", "-shm" };
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%Y%m%d-%H%M%S");

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *from = g_strconcat (path, endings[i], NULL);
      g_autofree char *to = g_strdup_printf ("%s.damaged-%s%s", path, time, endings[i]);

      if (g_file_test (from, G_FILE_TEST_EXISTS) && g_rename (from, to) != 0)
        {
          int saved_errno = errno;
          g_autofree char *shown = pt_display_path (from);

          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
                       _ ("Cannot put the library index %s aside: %s"), shown, g_strerror (saved_errno));
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
open_and_read (PtIndexWorker *worker, Opening *opening, GError **error)
{
  PtLibraryIndex *index;
  News *news;

  pt_index_worker_take_index (worker, NULL);
  if (opening->rebuild)
    {
      salvage (opening);
      if (!put_aside (opening->path, error))
        return FALSE;
    }
  opening->is_new = is_new_file (opening->path);
  index = pt_library_index_open (opening->path, TRUE, error);
  if (index == NULL)
    return FALSE;
  pt_index_worker_take_index (worker, index);

  news = g_new0 (News, 1);
  news->keeper = opening->keeper;
  news->roots = pt_library_index_get_roots (index, error);
  if (news->roots == NULL)
    {
      g_free (news);
      return FALSE;
    }
  pt_index_worker_tell (worker, take_roots, news);

  if (!pt_library_index_load_batches (index, TRUE, FIRST_BATCH, read_batch, opening, opening->cancellable, error))
    return FALSE;
  hand_over (opening);

  return TRUE;
}

static void
run_opening (PtIndexWorker *worker, gpointer data)
{
  Opening *opening = data;

  opening->worker = worker;
  if (!open_and_read (worker, opening, &opening->error))
    pt_index_worker_take_index (worker, NULL);
  else if (!opening->is_new)
    opening->kit = _pt_library_keeper_find_kit (opening->cancellable, NULL);
}

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->cancellable);
  g_free (opening->path);
  g_strfreev (opening->scan);
  g_free (opening->kit);
  g_ptr_array_unref (opening->salvaged);
  g_ptr_array_unref (opening->pending);
  g_clear_error (&opening->error);
  g_free (opening);
}

static void
opening_done (gpointer data)
{
  Opening *opening = data;
  PtLibraryKeeper *self = opening->keeper;

  if (opening->error == NULL)
    {
      if (opening->kit != NULL)
        _pt_library_keeper_set_kit (self, opening->kit);
      for (guint i = 0; i < opening->salvaged->len; i++)
        {
          PtSampleInfo *copy = pt_sample_info_copy (opening->salvaged->pdata[i]);

          g_hash_table_replace (self->salvaged, copy->path, copy);
        }
      _pt_library_keeper_count_missing (self);
      set_state (self, PT_LIBRARY_READY);
      if (opening->is_new)
        _pt_library_keeper_scan (self, (const char *const *) opening->scan,
                                 opening->scan == NULL ? PT_SCAN_KIT : PT_SCAN_OPENLY);
      else if (self->wants_watch)
        /* What came and went while nobody watched. */
        _pt_library_keeper_scan (self, NULL, PT_SCAN_QUIETLY);
    }
  else if (!g_error_matches (opening->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      fail_for_good (self, opening->error->message,
                     g_error_matches (opening->error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNREADABLE));
      _pt_library_keeper_fail (self, self->error);
    }
  opening_free (opening);
}

static void
forget_samples (PtLibraryKeeper *self)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->library));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PtSample) sample = g_list_model_get_item (G_LIST_MODEL (self->library), i);

      g_ptr_array_add (paths, g_strdup (pt_sample_get_info (sample)->path));
    }
  g_ptr_array_add (paths, NULL);
  pt_library_remove_many (self->library, (const char *const *) paths->pdata);
}

static void
start_opening (PtLibraryKeeper *self, gboolean rebuild, const char *const *scan)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->keeper = self;
  opening->cancellable = g_object_ref (self->loading);
  opening->path = g_strdup (self->index_path);
  opening->rebuild = rebuild;
  opening->pending = g_ptr_array_new_with_free_func (g_object_unref);
  opening->salvaged = g_ptr_array_new_with_free_func ((GDestroyNotify) pt_sample_info_free);
  opening->scan = scan != NULL && scan[0] != NULL ? g_strdupv ((char **) scan) : NULL;
  forget_samples (self);
  g_clear_pointer (&self->error, g_free);
  self->damaged = FALSE;
  set_state (self, PT_LIBRARY_LOADING);
  pt_index_worker_push (self->worker, PT_INDEX_WORK, run_opening, opening_done, opening);
}

void
pt_library_keeper_open (PtLibraryKeeper *self)
{
  g_return_if_fail (PT_IS_LIBRARY_KEEPER (self));
  g_return_if_fail (self->worker == NULL || self->state == PT_LIBRARY_FAILED);

  if (self->worker == NULL)
    self->worker = pt_index_worker_new ();
  start_opening (self, FALSE, NULL);
}

void
pt_library_keeper_rebuild (PtLibraryKeeper *self, const char *const *folders)
{
  g_return_if_fail (PT_IS_LIBRARY_KEEPER (self));
  g_return_if_fail (self->worker != NULL);

  start_opening (self, TRUE, folders);
}

void
pt_library_keeper_close (PtLibraryKeeper *self)
{
  g_return_if_fail (PT_IS_LIBRARY_KEEPER (self));

  if (self->worker == NULL)
    return;
  pt_folder_watch_set_folders (self->watch, (const char *const[]){ NULL });
  g_cancellable_cancel (self->loading);
  for (guint i = 0; i < self->running->len; i++)
    g_cancellable_cancel (pt_job_get_cancellable (self->running->pdata[i]));
  /* What is handed over at the end asks for no more work. */
  g_clear_pointer (&self->worker, pt_index_worker_free);
  set_state (self, PT_LIBRARY_CLOSED);
}

PtLibraryState
pt_library_keeper_get_state (PtLibraryKeeper *self)
{
  g_return_val_if_fail (PT_IS_LIBRARY_KEEPER (self), PT_LIBRARY_CLOSED);

  return self->state;
}

const char *
pt_library_keeper_get_error (PtLibraryKeeper *self)
{
  g_return_val_if_fail (PT_IS_LIBRARY_KEEPER (self), NULL);

  return self->error;
}

gboolean
pt_library_keeper_is_damaged (PtLibraryKeeper *self)
{
  g_return_val_if_fail (PT_IS_LIBRARY_KEEPER (self), FALSE);

  return self->damaged;
}

PtLibrary *
pt_library_keeper_get_library (PtLibraryKeeper *self)
{
  g_return_val_if_fail (PT_IS_LIBRARY_KEEPER (self), NULL);

  return self->library;
}

const char *const *
pt_library_keeper_get_folders (PtLibraryKeeper *self)
{
  g_return_val_if_fail (PT_IS_LIBRARY_KEEPER (self), NULL);

  return (const char *const *) self->folders;
}

const char *const *
pt_library_keeper_get_roots (PtLibraryKeeper *self)
{
  g_return_val_if_fail (PT_IS_LIBRARY_KEEPER (self), NULL);

  return (const char *const *) self->roots;
}

guint
pt_library_keeper_get_n_missing (PtLibraryKeeper *self)
{
  g_return_val_if_fail (PT_IS_LIBRARY_KEEPER (self), 0);

  return self->n_missing;
}

const char *
pt_library_keeper_get_watch_problem (PtLibraryKeeper *self)
{
  g_return_val_if_fail (PT_IS_LIBRARY_KEEPER (self), NULL);

  return self->watch_problem;
}
