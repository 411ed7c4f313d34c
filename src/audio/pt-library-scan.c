/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-library-scan.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "audio/pt-library-index-private.h"
#include "audio/pt-library-measure.h"
#include "audio/pt-library-walk.h"
#include "core/pt-core-error.h"
#include "core/pt-util.h"

/* How far the workers may run ahead of the writer: one slow file must not fill the memory
 * with the results of those behind it. */
#define WINDOW 1024
#define TRANSACTION_USEC (G_USEC_PER_SEC / 2)
#define PROGRESS_USEC (G_USEC_PER_SEC / 20)

typedef enum
{
  FILE_NEW,
  FILE_CHANGED,
  FILE_RETURNED, /* as it was, but had been missing */
  FILE_UNCHANGED,
} FileState;

/* One file to be measured; filled by a worker, used up by the writer. */
typedef struct
{
  const PtWalkFile *file;
  const PtIndexRow *row; /* NULL: new */
  PtSampleInfo *info;
  GBytes *waveform;
  gint64 modified_ns;
  char *error;
  gboolean done;
} Job;

/* A row whose file was not found. */
typedef struct
{
  const PtIndexRow *row;
  gboolean moved; /* it was found elsewhere */
} Gone;

typedef struct
{
  PtLibraryIndex *index;
  PtScanResult *result;
  PtScanProgressFunc progress;
  gpointer user_data;
  GCancellable *cancellable;
  gint64 next_progress_usec;
  GPtrArray *found; /* of PtSampleInfo, since the last progress */

  char **folders; /* absolute, real, none within another */
  PtWalk walk;
  GStringChunk *strings;
  GArray *rows; /* of PtIndexRow: all below the folders, by path */
  GArray *gone; /* of Gone, by path */
  GArray *jobs; /* of Job, by path */
  guint64 n_done;

  GMutex lock;
  GCond work; /* the writer has moved on, or it is over */
  GCond ready; /* a job is done */
  guint next_job;
  guint next_write;
  gboolean stop;
} Scan;

void
pt_scan_result_clear (PtScanResult *result)
{
  g_clear_pointer (&result->failed, g_ptr_array_unref);
  g_clear_pointer (&result->gone, g_ptr_array_unref);
  g_clear_pointer (&result->moved, g_ptr_array_unref);
}

static void
failure_free (gpointer data)
{
  PtScanFailure *failure = data;

  g_free (failure->path);
  g_free (failure->error);
  g_free (failure);
}

static int
compare_failures (gconstpointer a, gconstpointer b)
{
  const PtScanFailure *x = *(const PtScanFailure *const *) a;
  const PtScanFailure *y = *(const PtScanFailure *const *) b;

  return strcmp (x->path, y->path);
}

static void
add_failure (const char *path, const char *message, gpointer user_data)
{
  Scan *self = user_data;
  PtScanFailure *failure = g_new (PtScanFailure, 1);

  failure->path = g_strdup (path);
  failure->error = g_strdup (message);
  g_ptr_array_add (self->result->failed, failure);
}

static void
report (Scan *self, gboolean now)
{
  gint64 time = g_get_monotonic_time ();

  if (self->progress == NULL || (!now && time < self->next_progress_usec))
    return;
  self->next_progress_usec = time + PROGRESS_USEC;
  self->progress (self->n_done, self->walk.files->len, self->found->len > 0 ? self->found : NULL,
                  self->user_data);
  g_ptr_array_set_size (self->found, 0);
}

static void
walk_progress (guint64 n_files, gpointer user_data)
{
  report (user_data, FALSE);
}

/* --- folders --- */

static char *
resolve_folder (const char *folder, GError **error)
{
  g_autofree char *shown = pt_display_path (folder);
  char *real = realpath (folder, NULL);
  char *copy;

  if (real == NULL)
    {
      int saved_errno = errno;

      if (saved_errno == ENOENT)
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("There is no folder %s"), shown);
      else
        g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
                     _ ("Cannot open the folder %s: %s"), shown, g_strerror (saved_errno));
      return NULL;
    }
  copy = g_strdup (real);
  free (real);
  if (g_file_test (copy, G_FILE_TEST_IS_DIR))
    return copy;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY, _ ("%s is a file; name the folder it lies in"), shown);
  g_free (copy);

  return NULL;
}

static gboolean
lies_within (const char *path, const char *folder)
{
  gsize length = strlen (folder);

  if (strncmp (path, folder, length) != 0)
    return FALSE;

  return path[length] == '\0' || path[length] == '/' || (length > 0 && folder[length - 1] == '/');
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char **
pt_library_scan_resolve (const char *const *folders, GError **error)
{
  g_autoptr (GPtrArray) real = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (folders != NULL, NULL);

  for (guint i = 0; folders[i] != NULL; i++)
    {
      char *folder = resolve_folder (folders[i], error);

      if (folder == NULL)
        return NULL;
      g_ptr_array_add (real, folder);
    }
  g_ptr_array_sort (real, compare_strings);
  g_ptr_array_add (real, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&real), FALSE);
}

/* A folder within another one is walked with it. @sorted by name. */
static char **
drop_nested (char **sorted)
{
  GPtrArray *outer = g_ptr_array_new ();

  for (guint i = 0; sorted[i] != NULL; i++)
    {
      gboolean nested = FALSE;

      for (guint k = 0; k < outer->len && !nested; k++)
        nested = lies_within (sorted[i], outer->pdata[k]);
      if (!nested)
        g_ptr_array_add (outer, g_strdup (sorted[i]));
    }
  g_ptr_array_add (outer, NULL);

  return (char **) g_ptr_array_free (outer, FALSE);
}

/* --- comparing the disk with the index --- */

/* The rows of several folders, each in order, and the folders too: they follow each other
 * in byte order only when no name continues another ("a", "a b"), so sort once more. */
static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return strcmp (((const PtIndexRow *) a)->path, ((const PtIndexRow *) b)->path);
}

static gboolean
load_rows (Scan *self, GError **error)
{
  for (guint i = 0; self->folders[i] != NULL; i++)
    {
      g_autoptr (GArray) rows = _pt_library_index_load_rows (self->index, self->folders[i], self->strings, error);

      if (rows == NULL)
        return FALSE;
      g_array_append_vals (self->rows, rows->data, rows->len);
    }
  if (self->folders[0] != NULL && self->folders[1] != NULL)
    g_array_sort (self->rows, compare_rows);

  return TRUE;
}

static gboolean
could_not_be_seen (Scan *self, const char *path)
{
  for (guint i = 0; i < self->walk.closed->len; i++)
    if (lies_within (path, self->walk.closed->pdata[i]))
      return TRUE;

  return FALSE;
}

static FileState
judge_file (const PtWalkFile *file, const PtIndexRow *row)
{
  if (row == NULL)
    return FILE_NEW;
  if (row->outdated || row->file_size != file->size || row->modified_ns != file->modified_ns)
    return FILE_CHANGED;

  return row->missing ? FILE_RETURNED : FILE_UNCHANGED;
}

static void
note_file (Scan *self, const PtWalkFile *file, const PtIndexRow *row, GArray *returned)
{
  FileState state = judge_file (file, row);

  if (state == FILE_NEW || state == FILE_CHANGED)
    {
      Job job = { .file = file, .row = row };

      g_array_append_val (self->jobs, job);
      return;
    }
  if (state == FILE_RETURNED)
    g_array_append_val (returned, row);
  else
    self->result->unchanged++;
  self->result->roles[row->role]++;
  self->n_done++;
}

/* Both lists are in order: one pass over them. */
static void
compare_with_index (Scan *self, GArray *returned)
{
  const PtWalkFile *files = (const PtWalkFile *) self->walk.files->data;
  const PtIndexRow *rows = (const PtIndexRow *) self->rows->data;
  guint n_files = self->walk.files->len;
  guint n_rows = self->rows->len;
  guint f = 0;
  guint r = 0;

  while (f < n_files || r < n_rows)
    {
      int order = f == n_files ? 1 : r == n_rows ? -1
                                                 : strcmp (files[f].path, rows[r].path);

      if (order > 0)
        {
          Gone gone = { .row = &rows[r++] };

          if (!could_not_be_seen (self, gone.row->path))
            g_array_append_val (self->gone, gone);
          continue;
        }
      note_file (self, &files[f++], order == 0 ? &rows[r++] : NULL, returned);
    }
  self->result->files = n_files;
}

static gboolean
bring_back (Scan *self, GArray *returned, GError **error)
{
  for (guint i = 0; i < returned->len; i++)
    {
      const PtIndexRow *row = g_array_index (returned, const PtIndexRow *, i);

      if (!_pt_library_index_set_missing (self->index, row->id, FALSE, FALSE, error))
        return FALSE;
      self->result->added++;
      if (self->progress != NULL)
        {
          PtSampleInfo *info = _pt_library_index_lookup (self->index, row->path, error);

          if (info == NULL)
            return FALSE;
          g_ptr_array_add (self->found, info);
        }
    }

  return TRUE;
}

static gboolean
add_roots (Scan *self, const char *const *roots, gboolean *changed, GError **error)
{
  g_auto (GStrv) known = pt_library_index_get_roots (self->index, error);

  if (known == NULL)
    return FALSE;
  for (guint i = 0; roots[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) known, roots[i]))
      {
        *changed = TRUE;
        if (!pt_library_index_add_root (self->index, roots[i], error))
          return FALSE;
      }

  return TRUE;
}

/* --- measuring --- */

static void
job_clear (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->info, pt_sample_info_free);
  g_clear_pointer (&job->waveform, g_bytes_unref);
  g_clear_pointer (&job->error, g_free);
}

/* NULL: nothing left to do. */
static Job *
take_job (Scan *self)
{
  Job *job = NULL;

  g_mutex_lock (&self->lock);
  while (!self->stop && self->next_job < self->jobs->len && self->next_job >= self->next_write + WINDOW)
    g_cond_wait (&self->work, &self->lock);
  if (!self->stop && self->next_job < self->jobs->len)
    job = &g_array_index (self->jobs, Job, self->next_job++);
  g_mutex_unlock (&self->lock);

  return job;
}

static gpointer
worker_thread (gpointer data)
{
  Scan *self = data;
  g_autoptr (PtMeasureScratch) scratch = pt_measure_scratch_new ();
  Job *job;

  while ((job = take_job (self)) != NULL)
    {
      g_autoptr (GError) error = NULL;

      job->info = pt_library_measure (scratch, job->file, &job->modified_ns, &job->waveform, &error);
      if (job->info == NULL)
        job->error = g_strdup (error->message);

      g_mutex_lock (&self->lock);
      job->done = TRUE;
      if (self->next_write < self->jobs->len && job == &g_array_index (self->jobs, Job, self->next_write))
        g_cond_signal (&self->ready);
      g_mutex_unlock (&self->lock);
    }

  return NULL;
}

/* --- writing --- */

static gboolean
was_walked (Scan *self, const char *path)
{
  for (guint i = 0; self->folders[i] != NULL; i++)
    if (lies_within (path, self->folders[i]))
      return TRUE;

  return FALSE;
}

static Gone *
find_gone (Scan *self, const char *path)
{
  guint low = 0;
  guint high = self->gone->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      Gone *gone = &g_array_index (self->gone, Gone, middle);
      int order = strcmp (gone->row->path, path);

      if (order == 0)
        return gone->moved ? NULL : gone;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return NULL;
}

static gboolean
is_gone (Scan *self, const PtIndexRow *row)
{
  if (was_walked (self, row->path))
    return find_gone (self, row->path) != NULL;

  /* Outside of what was walked only the disk knows. */
  return row->missing || access (row->path, F_OK) != 0;
}

static const char *
base_name (const char *path)
{
  const char *slash = strrchr (path, '/');

  return slash != NULL ? slash + 1 : path;
}

/* A new file with the content of one that is gone is that one: it keeps its row and with
 * it what the user said. Among several the one of the same name, else the first. */
static gboolean
adopt_moved (Scan *self, const Job *job, gboolean *moved, GError **error)
{
  g_autoptr (GStringChunk) strings = g_string_chunk_new (256);
  g_autoptr (GArray) rows = NULL;
  const PtIndexRow *best = NULL;
  Gone *gone;

  *moved = FALSE;
  rows = _pt_library_index_find_content (self->index, job->info->content_hash, strings, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const PtIndexRow *row = &g_array_index (rows, PtIndexRow, i);

      if (!is_gone (self, row))
        continue;
      if (best == NULL)
        best = row;
      if (g_str_equal (base_name (row->path), base_name (job->file->path)))
        {
          best = row;
          break;
        }
    }
  if (best == NULL)
    return TRUE;
  gone = find_gone (self, best->path);
  if (gone != NULL)
    gone->moved = TRUE;
  *moved = TRUE;
  g_ptr_array_add (self->result->moved, g_strdup (best->path));

  return _pt_library_index_move (self->index, best->id, job->file->path, error);
}

static gboolean
write_failed (Scan *self, const Job *job, GError **error)
{
  add_failure (job->file->path, job->error, self);
  /* What was known of it is not true any more. */
  if (job->row == NULL)
    return TRUE;
  g_ptr_array_add (self->result->gone, g_strdup (job->row->path));

  return _pt_library_index_set_missing (self->index, job->row->id, TRUE, TRUE, error);
}

static gboolean
write_job (Scan *self, Job *job, GError **error)
{
  g_autoptr (PtSampleInfo) info = NULL;
  gboolean moved = FALSE;

  if (job->info == NULL)
    return write_failed (self, job, error);

  if (job->row == NULL && !adopt_moved (self, job, &moved, error))
    return FALSE;
  job->info->added_usec = g_get_real_time ();
  if (!_pt_library_index_store (self->index, job->info, job->modified_ns, job->waveform, error))
    return FALSE;

  /* A row that was there may hold the user's word. */
  if (moved || job->row != NULL)
    {
      info = _pt_library_index_lookup (self->index, job->file->path, error);
      if (info == NULL)
        return FALSE;
      self->result->updated++;
    }
  else
    {
      info = g_steal_pointer (&job->info);
      self->result->added++;
    }
  self->result->roles[info->role]++;
  if (self->progress != NULL)
    g_ptr_array_add (self->found, g_steal_pointer (&info));

  return TRUE;
}

/* The next result in order, waiting for it; NULL when all are used up. */
static Job *
wait_for_job (Scan *self)
{
  Job *job = NULL;

  g_mutex_lock (&self->lock);
  if (self->next_write < self->jobs->len)
    {
      job = &g_array_index (self->jobs, Job, self->next_write);
      while (!job->done)
        g_cond_wait (&self->ready, &self->lock);
    }
  g_mutex_unlock (&self->lock);

  return job;
}

static void
release_job (Scan *self, Job *job)
{
  job_clear (job);
  self->n_done++;
  g_mutex_lock (&self->lock);
  self->next_write++;
  g_cond_signal (&self->work);
  g_mutex_unlock (&self->lock);
}

/* In the order of the paths, whatever thread was faster: the same folders give the same
 * index. What is committed stays, also when the rest is cancelled or fails. */
static gboolean
write_jobs (Scan *self, GError **error)
{
  gint64 commit_usec = g_get_monotonic_time () + TRANSACTION_USEC;
  Job *job;

  while ((job = wait_for_job (self)) != NULL)
    {
      gboolean written = write_job (self, job, error);

      release_job (self, job);
      if (!written || g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (g_get_monotonic_time () >= commit_usec)
        {
          if (!_pt_library_index_commit (self->index, error) || !_pt_library_index_begin (self->index, error))
            return FALSE;
          commit_usec = g_get_monotonic_time () + TRANSACTION_USEC;
        }
      report (self, FALSE);
    }

  return TRUE;
}

static void
stop_workers (Scan *self, GPtrArray *threads)
{
  g_mutex_lock (&self->lock);
  self->stop = TRUE;
  g_cond_broadcast (&self->work);
  g_mutex_unlock (&self->lock);
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (threads->pdata[i]);
}

static gboolean
measure_and_write (Scan *self, guint jobs, GError **error)
{
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();
  gboolean done;

  if (jobs == 0)
    jobs = MAX (g_get_num_processors (), 2);
  for (guint i = 0; i < MIN (jobs, self->jobs->len); i++)
    g_ptr_array_add (threads, g_thread_new ("library scan", worker_thread, self));
  done = write_jobs (self, error);
  stop_workers (self, threads);

  return done;
}

static gboolean
mark_gone (Scan *self, GError **error)
{
  for (guint i = 0; i < self->gone->len; i++)
    {
      const Gone *gone = &g_array_index (self->gone, Gone, i);

      if (gone->moved || gone->row->missing)
        continue;
      if (!_pt_library_index_set_missing (self->index, gone->row->id, TRUE, FALSE, error))
        return FALSE;
      g_ptr_array_add (self->result->gone, g_strdup (gone->row->path));
      self->result->removed++;
    }

  return TRUE;
}

/* --- all together --- */

static gboolean
has_news (Scan *self, GArray *returned)
{
  if (self->jobs->len > 0 || returned->len > 0)
    return TRUE;
  for (guint i = 0; i < self->gone->len; i++)
    if (!g_array_index (self->gone, Gone, i).row->missing)
      return TRUE;

  return FALSE;
}

static gboolean
update_index (Scan *self, const char *const *roots, guint jobs, GError **error)
{
  g_autoptr (GArray) returned = g_array_new (FALSE, FALSE, sizeof (PtIndexRow *));
  gboolean changed;
  gboolean done;

  if (!load_rows (self, error))
    return FALSE;
  compare_with_index (self, returned);
  changed = has_news (self, returned);

  /* When nothing changed, nothing is written, and nobody else has to wait. */
  if (!changed)
    {
      g_auto (GStrv) known = pt_library_index_get_roots (self->index, error);

      if (known == NULL)
        return FALSE;
      for (guint i = 0; roots[i] != NULL && !changed; i++)
        changed = !g_strv_contains ((const char *const *) known, roots[i]);
      if (!changed)
        return TRUE;
    }

  if (!_pt_library_index_begin (self->index, error))
    return FALSE;
  done = add_roots (self, roots, &changed, error) && bring_back (self, returned, error)
         && measure_and_write (self, jobs, error) && mark_gone (self, error);
  if (done || g_cancellable_is_cancelled (self->cancellable))
    return _pt_library_index_commit (self->index, done ? error : NULL) && done;
  _pt_library_index_rollback (self->index);

  return FALSE;
}

gboolean
pt_library_scan (PtLibraryIndex *index,
                 const char *const *folders,
                 guint jobs,
                 PtScanResult *result,
                 PtScanProgressFunc progress,
                 gpointer user_data,
                 GCancellable *cancellable,
                 GError **error)
{
  g_auto (GStrv) roots = NULL;
  g_auto (GStrv) outer = NULL;
  gint64 start_usec = g_get_monotonic_time ();
  gboolean done;
  Scan self = { 0 };

  g_return_val_if_fail (PT_IS_LIBRARY_INDEX (index), FALSE);
  g_return_val_if_fail (folders != NULL, FALSE);
  g_return_val_if_fail (result != NULL, FALSE);

  memset (result, 0, sizeof *result);
  result->failed = g_ptr_array_new_with_free_func (failure_free);
  result->gone = g_ptr_array_new_with_free_func (g_free);
  result->moved = g_ptr_array_new_with_free_func (g_free);
  roots = pt_library_scan_resolve (folders, error);
  if (roots == NULL)
    return FALSE;
  outer = drop_nested (roots);

  self = (Scan){
    .index = index,
    .result = result,
    .progress = progress,
    .user_data = user_data,
    .cancellable = cancellable,
    .folders = outer,
    .found = g_ptr_array_new_with_free_func ((GDestroyNotify) pt_sample_info_free),
    .strings = g_string_chunk_new (64 * 1024),
    .rows = g_array_new (FALSE, FALSE, sizeof (PtIndexRow)),
    .gone = g_array_new (FALSE, FALSE, sizeof (Gone)),
    .jobs = g_array_new (FALSE, FALSE, sizeof (Job)),
  };
  g_array_set_clear_func (self.jobs, job_clear);
  g_mutex_init (&self.lock);
  g_cond_init (&self.work);
  g_cond_init (&self.ready);

  done = pt_walk_folders (&self.walk, (const char *const *) outer, add_failure, walk_progress, &self,
                          cancellable, error)
         && update_index (&self, (const char *const *) roots, jobs, error);
  report (&self, TRUE);
  g_ptr_array_sort (result->failed, compare_failures);
  result->elapsed_s = (g_get_monotonic_time () - start_usec) / 1e6;

  g_ptr_array_unref (self.found);
  g_array_unref (self.jobs);
  g_array_unref (self.gone);
  g_array_unref (self.rows);
  g_string_chunk_free (self.strings);
  pt_walk_clear (&self.walk);
  g_mutex_clear (&self.lock);
  g_cond_clear (&self.work);
  g_cond_clear (&self.ready);

  return done;
}
