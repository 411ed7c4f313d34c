/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/kit/pt-kit.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "audio/kit/kit-finish.h"
#include "audio/kit/kit-version.h"
#include "audio/kit/pt-kit-manifest.h"
#include "audio/kit/pt-kit-private.h"
#include "core/pt-util.h"

void
pt_kit_sample_free (PtKitSample *sample)
{
  if (sample == NULL)
    return;
  g_free (sample->path);
  g_free (sample->role);
  g_free (sample->key);
  g_free (sample);
}

static void
free_sample (gpointer data)
{
  pt_kit_sample_free (data);
}

static GPtrArray *
list_samples (const KitRecipe *recipe)
{
  GPtrArray *samples = g_ptr_array_new_with_free_func (free_sample);

  for (guint i = 0; i < recipe->items->len; i++)
    {
      const KitItem *item = g_ptr_array_index (recipe->items, i);
      PtKitSample *sample = g_new0 (PtKitSample, 1);

      sample->path = g_strdup (item->path);
      sample->role = g_strdup (pt_role_to_string (item->role));
      sample->loop = item->bars > 0;
      sample->bpm = item->bpm;
      sample->bars = item->bars;
      sample->key = g_strdup (item->key);
      sample->duration_s = (double) item->frames / KIT_RATE;
      g_ptr_array_add (samples, sample);
    }

  return samples;
}

GPtrArray *
pt_kit_list (GError **error)
{
  g_autoptr (KitRecipe) recipe = kit_recipe_load (error);

  return recipe != NULL ? list_samples (recipe) : NULL;
}

const char *
pt_kit_get_version (void)
{
  return KIT_VERSION;
}

/* One build: the workers share it, and write to it under the lock. */
typedef struct
{
  const char *folder;
  GCancellable *cancellable;
  PtKitProgressFunc progress;
  gpointer progress_data;
  guint n_items;
  GMutex lock;
  guint n_done;
  PtKitManifest *manifest; /* what is in the folder now */
  GError *error; /* the first */
} Build;

static gboolean
build_stopped (Build *build)
{
  gboolean stopped;

  g_mutex_lock (&build->lock);
  if (build->error == NULL)
    g_cancellable_set_error_if_cancelled (build->cancellable, &build->error);
  stopped = build->error != NULL;
  g_mutex_unlock (&build->lock);

  return stopped;
}

GBytes *
_pt_kit_render (const KitItem *item)
{
  g_autoptr (KitBuffer) buffer = item->voice->render (item);

  kit_finish (item, buffer);

  return kit_encode_wav (buffer);
}

static void
build_item (gpointer data, gpointer user_data)
{
  const KitItem *item = data;
  Build *build = user_data;
  g_autoptr (GBytes) wav = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *hash = NULL;
  gboolean written;

  if (build_stopped (build))
    return;
  wav = _pt_kit_render (item);
  if (build_stopped (build))
    return;

  path = g_build_filename (build->folder, item->path, NULL);
  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, wav);
  written = pt_file_replace_contents (path, g_bytes_get_data (wav, NULL), g_bytes_get_size (wav), &error);

  g_mutex_lock (&build->lock);
  if (written)
    {
      pt_kit_manifest_add (build->manifest, build->folder, item->path, hash);
      build->n_done++;
      if (build->progress != NULL)
        build->progress ((double) build->n_done / build->n_items, item->path, build->progress_data);
    }
  else if (build->error == NULL)
    {
      build->error = g_steal_pointer (&error);
    }
  g_mutex_unlock (&build->lock);
}

static gboolean
make_folders (const char *folder, const KitRecipe *recipe, GError **error)
{
  for (guint i = 0; i < recipe->items->len; i++)
    {
      const KitItem *item = g_ptr_array_index (recipe->items, i);
      g_autofree char *path = g_build_filename (folder, item->path, NULL);
      g_autofree char *parent = g_path_get_dirname (path);

      if (g_mkdir_with_parents (parent, 0777) != 0)
        {
          int saved_errno = errno;
          g_autofree char *shown = pt_display_path (parent);

          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
                       _ ("Cannot make the folder %s: %s"), shown, g_strerror (saved_errno));
          return FALSE;
        }
    }

  return TRUE;
}

/* What an older version put there and this one does not know any more; a file that was
 * changed since is somebody's own and stays. */
static void
remove_leftovers (Build *build, PtKitManifest *old)
{
  GHashTableIter iter;
  gpointer path;

  g_hash_table_iter_init (&iter, old->files);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    if (!g_hash_table_contains (build->manifest->files, path) && pt_kit_manifest_check (old, build->folder, path))
      {
        g_autofree char *full = g_build_filename (build->folder, path, NULL);

        g_unlink (full);
      }
}

/* Long work first: the last worker should not be alone with the longest loop. */
static int
compare_work (gconstpointer a, gconstpointer b)
{
  const KitItem *first = *(const KitItem *const *) a;
  const KitItem *second = *(const KitItem *const *) b;

  if (first->frames != second->frames)
    return first->frames < second->frames ? 1 : -1;

  return strcmp (first->path, second->path);
}

/* The items whose files are not there or not right; the others enter the new manifest. */
static GPtrArray *
find_work (Build *build, const KitRecipe *recipe, PtKitManifest *old)
{
  GPtrArray *work = g_ptr_array_new ();
  gboolean same_version = old != NULL && g_strcmp0 (old->version, build->manifest->version) == 0;

  for (guint i = 0; i < recipe->items->len; i++)
    {
      KitItem *item = g_ptr_array_index (recipe->items, i);

      if (same_version && pt_kit_manifest_check (old, build->folder, item->path))
        {
          const PtKitFile *file = g_hash_table_lookup (old->files, item->path);

          pt_kit_manifest_add (build->manifest, build->folder, item->path, file->sha256);
        }
      else
        {
          g_ptr_array_add (work, item);
        }
    }
  g_ptr_array_sort (work, compare_work);

  return work;
}

static gboolean
run_work (Build *build, GPtrArray *work, guint threads, GError **error)
{
  GThreadPool *pool;

  build->n_items = work->len;
  if (threads == 0)
    threads = g_get_num_processors ();
  pool = g_thread_pool_new (build_item, build, MIN (threads, work->len), TRUE, error);
  if (pool == NULL)
    return FALSE;
  for (guint i = 0; i < work->len; i++)
    g_thread_pool_push (pool, g_ptr_array_index (work, i), NULL);
  g_thread_pool_free (pool, FALSE, TRUE);

  if (build->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&build->error));
      return FALSE;
    }

  return TRUE;
}

GPtrArray *
_pt_kit_build_recipe (const KitRecipe *recipe,
                      const char *version,
                      const char *folder,
                      guint threads,
                      PtKitProgressFunc progress,
                      gpointer user_data,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (PtKitManifest) old = NULL;
  g_autoptr (PtKitManifest) manifest = pt_kit_manifest_new (version);
  g_autoptr (GPtrArray) work = NULL;
  Build build = { .folder = folder, .cancellable = cancellable, .progress = progress, .progress_data = user_data, .manifest = manifest };
  gboolean done;

  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !make_folders (folder, recipe, error))
    return NULL;

  old = pt_kit_manifest_load (folder);
  work = find_work (&build, recipe, old);
  if (work->len > 0)
    {
      g_mutex_init (&build.lock);
      done = run_work (&build, work, threads, error);
      g_mutex_clear (&build.lock);
      if (!done)
        return NULL;
      if (old != NULL)
        remove_leftovers (&build, old);
      if (!pt_kit_manifest_save (manifest, folder, error))
        return NULL;
    }

  return list_samples (recipe);
}

GPtrArray *
pt_kit_build_with_progress (const char *folder,
                            guint threads,
                            PtKitProgressFunc progress,
                            gpointer user_data,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (KitRecipe) recipe = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  recipe = kit_recipe_load (error);
  if (recipe == NULL)
    return NULL;

  return _pt_kit_build_recipe (recipe, KIT_VERSION, folder, threads, progress, user_data, cancellable, error);
}

GPtrArray *
pt_kit_build (const char *folder, guint threads, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (folder != NULL, NULL);

  return pt_kit_build_with_progress (folder, threads, NULL, NULL, cancellable, error);
}
