/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "audio/pt-library-scan.h"
#include "core/pt-util.h"
#include "session/pt-library-keeper-private.h"

#define SHOW_AFTER_MS 700

/* --- scanning --- */

typedef struct
{
  PtLibraryKeeper *keeper;
  PtIndexWorker *worker;
  PtJob *job;
  char **folders; /* NULL: all roots */
  gboolean with_kit;
  guint show_id; /* it is not in the list of jobs yet */
  char **roots; /* afterwards */
  GPtrArray *away; /* of char *: paths below folders that are not there */
  PtScanResult result;
  GError *error;
} Scan;

typedef struct
{
  PtLibraryKeeper *keeper;
  GPtrArray *samples;
} Found;

static void
take_found (gpointer data)
{
  Found *found = data;

  _pt_library_keeper_take_samples (found->keeper, found->samples);
  g_free (found);
}

/* At most this many at once, so that taking them does not block the window. */
#define FOUND_BATCH 500u

static void
tell_found (Scan *scan, GPtrArray *infos)
{
  for (guint start = 0; start < infos->len; start += FOUND_BATCH)
    {
      Found *found = g_new (Found, 1);

      found->keeper = scan->keeper;
      found->samples = g_ptr_array_new_with_free_func (g_object_unref);
      for (guint i = start; i < MIN (start + FOUND_BATCH, infos->len); i++)
        {
          PtSample *sample = pt_sample_new (pt_sample_info_copy (infos->pdata[i]));

          pt_sample_get_name_key (sample);
          g_ptr_array_add (found->samples, sample);
        }
      pt_index_worker_tell (scan->worker, take_found, found);
    }
}

static void
scan_progress (guint64 done, guint64 total, GPtrArray *infos, gpointer user_data)
{
  Scan *scan = user_data;
  g_autofree char *done_text = NULL;
  g_autofree char *total_text = NULL;
  g_autofree char *detail = NULL;

  done_text = g_strdup_printf ("%'" G_GUINT64_FORMAT, done);
  total_text = g_strdup_printf ("%'" G_GUINT64_FORMAT, total);
  /* Translators: how many files were scanned, of how many */
  detail = g_strdup_printf (_ ("%s of %s"), done_text, total_text);
  pt_job_report (scan->job, done > 0 && total > 0 ? (double) done / total : -1, detail);
  if (infos != NULL)
    tell_found (scan, infos);
  pt_index_worker_yield (scan->worker);
}

typedef struct
{
  PtLibraryKeeper *keeper;
  char *kit;
} KitNews;

static void
take_kit (gpointer data)
{
  KitNews *news = data;

  _pt_library_keeper_set_kit (news->keeper, news->kit);
  g_free (news->kit);
  g_free (news);
}

/* At once: palettes look for their sounds there. */
static void
tell_kit (Scan *scan, const char *kit)
{
  KitNews *news = g_new (KitNews, 1);

  *news = (KitNews){ scan->keeper, g_strdup (kit) };
  pt_index_worker_tell (scan->worker, take_kit, news);
}

/* A disk that is away must not keep the others from being looked at. */
static char **
choose_folders (Scan *scan, PtLibraryIndex *index, GError **error)
{
  g_auto (GStrv) roots = scan->folders != NULL ? g_strdupv (scan->folders) : pt_library_index_get_roots (index, error);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (roots == NULL)
    return NULL;
  for (guint i = 0; roots[i] != NULL; i++)
    if (scan->folders != NULL || g_file_test (roots[i], G_FILE_TEST_IS_DIR))
      g_strv_builder_add (builder, roots[i]);
    else if (!pt_library_mark_away (index, roots[i], scan->away, error))
      return NULL;
  if (scan->with_kit)
    {
      g_autofree char *kit = _pt_library_keeper_find_kit (pt_job_get_cancellable (scan->job), error);

      if (kit == NULL)
        return NULL;
      tell_kit (scan, kit);
      g_strv_builder_add (builder, kit);
      /* Before anything is read: whoever dies while it is read finds it again. */
      if (!pt_library_index_add_root (index, kit, error))
        return NULL;
    }

  return g_strv_builder_end (builder);
}

static gboolean
do_scan (Scan *scan, GError **error)
{
  PtLibraryIndex *index = _pt_library_keeper_need_index (scan->worker, error);
  GCancellable *cancellable = pt_job_get_cancellable (scan->job);
  g_auto (GStrv) folders = NULL;

  if (index == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  folders = choose_folders (scan, index, error);
  if (folders == NULL)
    return FALSE;
  if (!pt_library_scan (index, (const char *const *) folders, 0, &scan->result, scan_progress, scan, cancellable, error))
    return FALSE;
  scan->roots = pt_library_index_get_roots (index, error);

  return scan->roots != NULL;
}

static void
run_scan (PtIndexWorker *worker, gpointer data)
{
  Scan *scan = data;

  scan->worker = worker;
  do_scan (scan, &scan->error);
  _pt_library_keeper_look_for_damage (scan->keeper, worker, scan->error);
}

static void
mark_missing (PtLibraryKeeper *self, GPtrArray *paths)
{
  g_autoptr (GPtrArray) edited = g_ptr_array_new ();

  for (guint i = 0; paths != NULL && i < paths->len; i++)
    {
      PtSample *sample = pt_library_lookup (self->library, paths->pdata[i]);

      if (sample == NULL)
        continue;
      pt_sample_set_missing (sample, TRUE);
      g_ptr_array_add (edited, sample);
    }
  pt_library_tell_edited (self->library, edited);
}

static void
tell_scanned (Scan *scan)
{
  PtScanSummary summary = {
    .files = scan->result.files,
    .added = scan->result.added,
    .updated = scan->result.updated,
    .removed = scan->result.removed + scan->away->len,
    .failed = scan->result.failed,
    .cancelled = g_error_matches (scan->error, G_IO_ERROR, G_IO_ERROR_CANCELLED),
  };

  g_signal_emit_by_name (scan->keeper, "scanned", &summary);
}

static void
scan_free (Scan *scan)
{
  g_object_unref (scan->job);
  g_strfreev (scan->folders);
  g_strfreev (scan->roots);
  g_ptr_array_unref (scan->away);
  pt_scan_result_clear (&scan->result);
  g_clear_error (&scan->error);
  g_free (scan);
}

static void
scan_done (gpointer data)
{
  Scan *scan = data;
  PtLibraryKeeper *self = scan->keeper;

  g_clear_handle_id (&scan->show_id, g_source_remove);
  mark_missing (self, scan->away);
  mark_missing (self, scan->result.gone);
  if (scan->result.moved != NULL && scan->result.moved->len > 0)
    {
      g_ptr_array_add (scan->result.moved, NULL);
      pt_library_remove_many (self->library, (const char *const *) scan->result.moved->pdata);
    }
  if (scan->roots != NULL)
    _pt_library_keeper_set_roots (self, g_steal_pointer (&scan->roots));
  _pt_library_keeper_count_missing (self);
  if (scan->result.failed == NULL)
    scan->result.failed = g_ptr_array_new ();
  _pt_library_keeper_give_salvaged (self);
  g_ptr_array_remove (self->scans, scan);
  _pt_library_keeper_end_job (self, scan->job, scan->error);
  tell_scanned (scan);
  if (scan->error != NULL && !g_error_matches (scan->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      _pt_library_keeper_fail (self, scan->error->message);
      _pt_library_keeper_save_again (self);
    }
  _pt_library_keeper_update_watch (self);
  scan_free (scan);
}

static char *
scan_title (const char *const *folders, gboolean with_kit)
{
  g_autofree char *name = NULL;
  g_autofree char *shown = NULL;

  if (folders == NULL)
    return g_strdup (with_kit ? _ ("Reading the factory kit") : _ ("Looking at all folders"));
  name = g_path_get_basename (folders[0]);
  shown = pt_display_path (name);

  return g_strdup_printf (_ ("Scanning “%s”"), shown);
}

/* A look around that finds nothing is over before anybody could read its name. */
static gboolean
show_late (gpointer user_data)
{
  Scan *scan = user_data;

  scan->show_id = 0;
  _pt_library_keeper_show_job (scan->keeper, scan->job);

  return G_SOURCE_REMOVE;
}

void
_pt_library_keeper_scan (PtLibraryKeeper *self, const char *const *folders, PtScanWish wish)
{
  g_autofree char *title = scan_title (folders, wish == PT_SCAN_KIT);
  Scan *scan;

  if (self->worker == NULL)
    return;
  scan = g_new0 (Scan, 1);
  scan->keeper = self;
  scan->folders = g_strdupv ((char **) folders);
  scan->with_kit = wish == PT_SCAN_KIT;
  scan->away = g_ptr_array_new_with_free_func (g_free);
  scan->job = g_object_ref (_pt_library_keeper_begin_job (self, title));
  if (wish == PT_SCAN_QUIETLY)
    scan->show_id = g_timeout_add (SHOW_AFTER_MS, show_late, scan);
  else
    _pt_library_keeper_show_job (self, scan->job);
  g_ptr_array_add (self->scans, scan);
  pt_index_worker_push (self->worker, PT_INDEX_WORK, run_scan, scan_done, scan);
}

void
pt_library_keeper_add_folder (PtLibraryKeeper *self, const char *path)
{
  g_autofree char *absolute = NULL;

  g_return_if_fail (PT_IS_LIBRARY_KEEPER (self));
  g_return_if_fail (path != NULL);

  absolute = g_canonicalize_filename (path, NULL);
  _pt_library_keeper_scan (self, (const char *const[]){ absolute, NULL }, PT_SCAN_OPENLY);
}

void
pt_library_keeper_rescan (PtLibraryKeeper *self)
{
  g_return_if_fail (PT_IS_LIBRARY_KEEPER (self));

  _pt_library_keeper_scan (self, NULL, PT_SCAN_OPENLY);
}

/* --- forgetting a folder --- */

typedef struct
{
  PtLibraryKeeper *keeper;
  PtJob *job;
  char *folder;
  char **removed;
  char **roots;
  GError *error;
} Removal;

static void
run_removal (PtIndexWorker *worker, gpointer data)
{
  Removal *removal = data;
  PtLibraryIndex *index = _pt_library_keeper_need_index (worker, &removal->error);

  if (index == NULL)
    return;
  removal->removed = pt_library_index_remove_root (index, removal->folder, &removal->error);
  if (removal->removed != NULL)
    removal->roots = pt_library_index_get_roots (index, &removal->error);
  _pt_library_keeper_look_for_damage (removal->keeper, worker, removal->error);
}

static void
removal_done (gpointer data)
{
  Removal *removal = data;
  PtLibraryKeeper *self = removal->keeper;

  if (removal->removed != NULL)
    pt_library_remove_many (self->library, (const char *const *) removal->removed);
  if (removal->roots != NULL)
    _pt_library_keeper_set_roots (self, g_steal_pointer (&removal->roots));
  _pt_library_keeper_count_missing (self);
  _pt_library_keeper_end_job (self, removal->job, removal->error);
  if (removal->error != NULL)
    _pt_library_keeper_fail (self, removal->error->message);
  _pt_library_keeper_update_watch (self);
  g_object_unref (removal->job);
  g_free (removal->folder);
  g_strfreev (removal->removed);
  g_clear_error (&removal->error);
  g_free (removal);
}

/* What is forgotten need not be read to its end. */
static void
cancel_scans_of (PtLibraryKeeper *self, const char *folder)
{
  for (guint i = 0; i < self->scans->len; i++)
    {
      const Scan *scan = self->scans->pdata[i];

      if (scan->folders != NULL && g_str_equal (scan->folders[0], folder) && scan->folders[1] == NULL)
        g_cancellable_cancel (pt_job_get_cancellable (scan->job));
    }
}

void
pt_library_keeper_remove_folder (PtLibraryKeeper *self, const char *path)
{
  g_autofree char *name = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *title = NULL;
  Removal *removal;

  g_return_if_fail (PT_IS_LIBRARY_KEEPER (self));
  g_return_if_fail (path != NULL);

  if (self->worker == NULL)
    return;
  cancel_scans_of (self, path);
  name = g_path_get_basename (path);
  shown = pt_display_path (name);
  title = g_strdup_printf (_ ("Forgetting “%s”"), shown);
  removal = g_new0 (Removal, 1);
  removal->keeper = self;
  removal->folder = g_strdup (path);
  removal->job = g_object_ref (_pt_library_keeper_begin_job (self, title));
  _pt_library_keeper_show_job (self, removal->job);
  pt_index_worker_push (self->worker, PT_INDEX_WORK, run_removal, removal_done, removal);
}

/* --- watching --- */

typedef struct
{
  PtLibraryKeeper *keeper;
  char **roots;
  char **folders; /* NULL: too many */
} Listing;

static void
run_listing (PtIndexWorker *worker, gpointer data)
{
  Listing *listing = data;

  listing->folders = pt_folder_watch_list ((const char *const *) listing->roots);
}

static void
listing_done (gpointer data)
{
  Listing *listing = data;
  PtLibraryKeeper *self = listing->keeper;
  g_autofree char *problem = NULL;

  if (self->wants_watch && self->worker != NULL)
    {
      if (listing->folders == NULL)
        problem = g_strdup_printf (_ ("There are more than %d folders, too many to watch; scan again to see what is new"),
                                   PT_FOLDER_WATCH_MAX);
      pt_folder_watch_set_folders (self->watch, listing->folders != NULL ? (const char *const *) listing->folders
                                                                         : (const char *const[]){ NULL });
      _pt_library_keeper_set_watch_problem (self, problem);
    }
  g_strfreev (listing->roots);
  g_strfreev (listing->folders);
  g_free (listing);
}

void
_pt_library_keeper_update_watch (PtLibraryKeeper *self)
{
  Listing *listing;

  if (self->worker == NULL || !self->wants_watch)
    return;
  listing = g_new0 (Listing, 1);
  listing->keeper = self;
  listing->roots = g_strdupv (self->roots);
  pt_index_worker_push (self->worker, PT_INDEX_WORK, run_listing, listing_done, listing);
}

void
pt_library_keeper_set_watch (PtLibraryKeeper *self, gboolean watch)
{
  g_return_if_fail (PT_IS_LIBRARY_KEEPER (self));

  if (self->wants_watch == !!watch)
    return;
  self->wants_watch = !!watch;
  if (watch)
    {
      _pt_library_keeper_update_watch (self);
      return;
    }
  pt_folder_watch_set_folders (self->watch, (const char *const[]){ NULL });
  _pt_library_keeper_set_watch_problem (self, NULL);
}
