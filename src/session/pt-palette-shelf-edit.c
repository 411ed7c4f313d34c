/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-palette-shelf-private.h"

#include <glib/gi18n-lib.h>

#include "core/pt-core-error.h"
#include "core/pt-fold.h"
#include "core/pt-util.h"
#include "session/pt-palette-files.h"
#include "session/pt-palette-item-private.h"

/* What a person does with palettes: each an edit outside of the set. */

static gboolean
is_path_taken (PtPaletteShelf *self, const char *path, PtPaletteItem *but)
{
  g_autofree char *folded = pt_fold (path);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (PtPaletteItem) item = g_list_model_get_item (G_LIST_MODEL (self), i);
      g_autofree char *other = pt_palette_item_get_path (item) != NULL ? pt_fold (pt_palette_item_get_path (item)) : NULL;

      /* Some disks do not tell case apart. */
      if (item != but && g_strcmp0 (folded, other) == 0)
        return TRUE;
    }

  return FALSE;
}

/* A file for @name that is nobody else's. */
static char *
choose_path (PtPaletteShelf *self, const char *name, PtPaletteItem *item, PtPaletteKind kind)
{
  g_autofree char *folder = _pt_palette_shelf_folder (self, kind);
  g_autofree char *stem = pt_palette_files_stem (name);
  const char *current = item != NULL ? pt_palette_item_get_path (item) : NULL;

  for (guint number = 1;; number++)
    {
      g_autofree char *file = number == 1 ? g_strdup_printf ("%s.json", stem) : g_strdup_printf ("%s %u.json", stem, number);
      g_autofree char *path = g_build_filename (folder, file, NULL);

      if (g_strcmp0 (path, current) == 0
          || (!is_path_taken (self, path, item) && !g_file_test (path, G_FILE_TEST_EXISTS)))
        return g_steal_pointer (&path);
    }
}

/* Does the edit, with or without a history. */
static void
push (PtUndoHistory *history, const char *name, const PtEditKind *kind, gpointer data)
{
  g_autoptr (PtEdit) edit = pt_edit_new (name, kind, data);

  pt_edit_set_outside (edit);
  if (history != NULL)
    pt_undo_history_push (history, g_steal_pointer (&edit));
  else
    pt_edit_do (edit);
}

/* A palette comes or goes. */
typedef struct
{
  PtPaletteShelf *shelf;
  PtPaletteItem *item;
  gboolean insert; /* what doing it does */
} PresenceEdit;

static void
presence_swap (gpointer data, gboolean undo)
{
  PresenceEdit *edit = data;

  if (edit->insert == undo)
    {
      _pt_palette_shelf_take_out (edit->shelf, edit->item);
      _pt_palette_shelf_erase (edit->shelf, pt_palette_item_get_path (edit->item));
      return;
    }
  /* Another may have got the name of its file meanwhile. */
  if (is_path_taken (edit->shelf, pt_palette_item_get_path (edit->item), edit->item))
    {
      g_autofree char *path = choose_path (edit->shelf, pt_palette_item_get_name (edit->item), NULL,
                                           pt_palette_item_get_kind (edit->item));

      _pt_palette_item_set_palette (edit->item, pt_palette_item_get_palette (edit->item), path);
    }
  _pt_palette_shelf_insert (edit->shelf, edit->item);
  _pt_palette_shelf_write (edit->shelf, edit->item);
}

static void
presence_free (gpointer data)
{
  PresenceEdit *edit = data;

  g_object_unref (edit->shelf);
  g_object_unref (edit->item);
  g_free (edit);
}

static void
push_presence (PtPaletteShelf *self, PtPaletteItem *item, gboolean insert, const char *name, PtUndoHistory *history)
{
  static const PtEditKind kind = { presence_swap, NULL, NULL, presence_free };
  PresenceEdit *edit = g_new (PresenceEdit, 1);

  *edit = (PresenceEdit){ g_object_ref (self), g_object_ref (item), insert };
  push (history, name, &kind, edit);
}

/* A palette is another one now, perhaps by its name alone. */
typedef struct
{
  PtPaletteShelf *shelf;
  PtPaletteItem *item;
  PtPalette *other;
  char *other_path;
} ChangeEdit;

static void
change_swap (gpointer data, gboolean undo)
{
  ChangeEdit *edit = data;
  g_autoptr (PtPalette) palette = g_object_ref (pt_palette_item_get_palette (edit->item));
  g_autofree char *path = g_strdup (pt_palette_item_get_path (edit->item));
  gboolean there = _pt_palette_shelf_contains (edit->shelf, edit->item);

  /* Its place in the list may be another, too. */
  if (there)
    _pt_palette_shelf_take_out (edit->shelf, edit->item);
  _pt_palette_item_set_palette (edit->item, edit->other, edit->other_path);
  if (there)
    _pt_palette_shelf_insert (edit->shelf, edit->item);
  _pt_palette_shelf_write (edit->shelf, edit->item);
  if (!g_str_equal (path, edit->other_path))
    _pt_palette_shelf_erase (edit->shelf, path);

  g_set_object (&edit->other, palette);
  pt_set_str (&edit->other_path, path);
}

static void
change_free (gpointer data)
{
  ChangeEdit *edit = data;

  g_object_unref (edit->shelf);
  g_object_unref (edit->item);
  g_object_unref (edit->other);
  g_free (edit->other_path);
  g_free (edit);
}

static void
push_change (PtPaletteShelf *self, PtPaletteItem *item, PtPalette *palette, const char *path, const char *name, PtUndoHistory *history)
{
  static const PtEditKind kind = { change_swap, NULL, NULL, change_free };
  ChangeEdit *edit = g_new (ChangeEdit, 1);

  *edit = (ChangeEdit){ g_object_ref (self), g_object_ref (item), g_object_ref (palette), g_strdup (path) };
  push (history, name, &kind, edit);
}

/* A copy that lies where palettes of @kind do. */
static PtPalette *
copy_for_shelf (PtPaletteShelf *self, PtPalette *palette, const char *name, PtPaletteKind kind)
{
  g_autofree char *folder = _pt_palette_shelf_folder (self, kind);
  PtPalette *copy = pt_palette_copy (palette);

  pt_palette_set_name (copy, name);
  pt_palette_rebase (copy, folder);

  return copy;
}

static PtPaletteItem *
add (PtPaletteShelf *self, PtPalette *palette, const char *wish, PtPaletteKind kind, const char *edit_name, PtUndoHistory *history)
{
  g_autofree char *name = pt_palette_shelf_unique_name (self, wish);
  g_autofree char *path = choose_path (self, name, NULL, kind);
  g_autoptr (PtPalette) copy = copy_for_shelf (self, palette, name, kind);
  g_autoptr (PtPaletteItem) item = pt_palette_item_new (copy, kind, path);

  push_presence (self, item, TRUE, edit_name, history);

  /* The list keeps it. */
  return item;
}

PtPaletteItem *
pt_palette_shelf_add (PtPaletteShelf *self, PtPalette *palette, const char *name, PtPaletteKind kind, PtUndoHistory *history)
{
  g_return_val_if_fail (PT_IS_PALETTE_SHELF (self), NULL);
  g_return_val_if_fail (PT_IS_PALETTE (palette), NULL);
  g_return_val_if_fail (kind != PT_PALETTE_CURATED, NULL);

  return add (self, palette, name, kind, N_ ("Add Palette"), history);
}

static gboolean
check_mine (PtPaletteItem *item, GError **error)
{
  if (pt_palette_item_get_kind (item) != PT_PALETTE_CURATED)
    return TRUE;
  g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
               _ ("“%s” comes with Peaktime and stays as it is; duplicate it and change the copy"),
               PT_SHORT (pt_palette_item_get_name (item)));

  return FALSE;
}

gboolean
pt_palette_shelf_rename (PtPaletteShelf *self, PtPaletteItem *item, const char *name, PtUndoHistory *history, GError **error)
{
  g_autofree char *wanted = NULL;
  g_autofree char *path = NULL;
  g_autoptr (PtPalette) copy = NULL;

  g_return_val_if_fail (PT_IS_PALETTE_SHELF (self), FALSE);
  g_return_val_if_fail (PT_IS_PALETTE_ITEM (item), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  if (!check_mine (item, error))
    return FALSE;
  wanted = g_utf8_make_valid (name, -1);
  g_strstrip (wanted);
  if (*wanted == '\0')
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID, _ ("A palette needs a name; type one"));
      return FALSE;
    }
  if (_pt_palette_shelf_find_other (self, wanted, item) != NULL)
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID, _ ("There is a palette “%s” already; choose another name"),
                   PT_SHORT (wanted));
      return FALSE;
    }
  if (g_str_equal (wanted, pt_palette_item_get_name (item)))
    return TRUE;

  copy = pt_palette_copy (pt_palette_item_get_palette (item));
  pt_palette_set_name (copy, wanted);
  path = choose_path (self, wanted, item, pt_palette_item_get_kind (item));
  push_change (self, item, copy, path, N_ ("Rename Palette"), history);

  return TRUE;
}

gboolean
pt_palette_shelf_replace (PtPaletteShelf *self, PtPaletteItem *item, PtPalette *palette, PtUndoHistory *history, GError **error)
{
  g_autoptr (PtPalette) copy = NULL;

  g_return_val_if_fail (PT_IS_PALETTE_SHELF (self), FALSE);
  g_return_val_if_fail (PT_IS_PALETTE_ITEM (item), FALSE);
  g_return_val_if_fail (PT_IS_PALETTE (palette), FALSE);

  if (!check_mine (item, error))
    return FALSE;
  copy = copy_for_shelf (self, palette, pt_palette_item_get_name (item), pt_palette_item_get_kind (item));
  push_change (self, item, copy, pt_palette_item_get_path (item), N_ ("Save Palette"), history);

  return TRUE;
}

gboolean
pt_palette_shelf_remove (PtPaletteShelf *self, PtPaletteItem *item, PtUndoHistory *history, GError **error)
{
  g_return_val_if_fail (PT_IS_PALETTE_SHELF (self), FALSE);
  g_return_val_if_fail (PT_IS_PALETTE_ITEM (item), FALSE);

  if (!check_mine (item, error))
    return FALSE;
  if (!_pt_palette_shelf_contains (self, item))
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_NOT_FOUND, _ ("The palette “%s” is gone already"),
                   PT_SHORT (pt_palette_item_get_name (item)));
      return FALSE;
    }
  push_presence (self, item, FALSE, N_ ("Delete Palette"), history);

  return TRUE;
}

PtPaletteItem *
pt_palette_shelf_duplicate (PtPaletteShelf *self, PtPaletteItem *item, PtUndoHistory *history)
{
  g_return_val_if_fail (PT_IS_PALETTE_SHELF (self), NULL);
  g_return_val_if_fail (PT_IS_PALETTE_ITEM (item), NULL);

  return add (self, pt_palette_item_get_palette (item), pt_palette_item_get_name (item), PT_PALETTE_MINE,
              N_ ("Duplicate Palette"), history);
}

/* --- import and export --- */

typedef struct
{
  char *path;
  PtUndoHistory *history;
  PtPaletteItem *item; /* as it was read */
} ImportJob;

static void
import_job_free (ImportJob *job)
{
  g_free (job->path);
  g_clear_object (&job->history);
  g_clear_object (&job->item);
  g_free (job);
}

static void
import_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ImportJob *job = data;
  GError *error = NULL;
  g_autoptr (PtPalette) palette = pt_palette_load (job->path, &error);

  if (palette == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  job->item = pt_palette_item_new (palette, PT_PALETTE_MINE, job->path);
  g_task_return_boolean (task, TRUE);
}

static void
imported_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  PtPaletteShelf *self = PT_PALETTE_SHELF (object);
  g_autoptr (GTask) task = user_data;
  ImportJob *job = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_pointer (task, g_object_ref (add (self, pt_palette_item_get_palette (job->item), pt_palette_item_get_name (job->item), PT_PALETTE_MINE, N_ ("Import Palette"), job->history)),
                           g_object_unref);
  else
    g_task_return_error (task, error);
}

void
pt_palette_shelf_import_async (PtPaletteShelf *self, const char *path, PtUndoHistory *history, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) reading = NULL;
  ImportJob *job;

  g_return_if_fail (PT_IS_PALETTE_SHELF (self));
  g_return_if_fail (path != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, pt_palette_shelf_import_async);
  reading = g_task_new (self, NULL, imported_cb, g_object_ref (task));
  job = g_new0 (ImportJob, 1);
  job->path = g_canonicalize_filename (path, NULL);
  job->history = history != NULL ? g_object_ref (history) : NULL;
  g_task_set_task_data (reading, job, (GDestroyNotify) import_job_free);
  pt_worker_run (self->worker, reading, import_worker);
}

PtPaletteItem *
pt_palette_shelf_import_finish (PtPaletteShelf *self, GAsyncResult *result, GError **error)
{
  g_autoptr (PtPaletteItem) item = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  item = g_task_propagate_pointer (G_TASK (result), error);

  /* The list keeps it. */
  return item;
}

typedef struct
{
  PtPalette *palette;
  char *path;
  char **roots;
} ExportJob;

static void
export_job_free (ExportJob *job)
{
  g_object_unref (job->palette);
  g_free (job->path);
  g_strfreev (job->roots);
  g_free (job);
}

static void
export_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const ExportJob *job = data;
  GError *error = NULL;

  if (pt_palette_files_export (job->palette, job->path, (const char *const *) job->roots, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
pt_palette_shelf_export_async (PtPaletteShelf *self, PtPalette *palette, const char *path, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  ExportJob *job;

  g_return_if_fail (PT_IS_PALETTE_SHELF (self));
  g_return_if_fail (PT_IS_PALETTE (palette));
  g_return_if_fail (path != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, pt_palette_shelf_export_async);
  job = g_new0 (ExportJob, 1);
  job->palette = pt_palette_copy (palette);
  job->path = g_canonicalize_filename (path, NULL);
  job->roots = g_strdupv (self->roots);
  g_task_set_task_data (task, job, (GDestroyNotify) export_job_free);
  pt_worker_run (self->worker, task, export_worker);
}

gboolean
pt_palette_shelf_export_finish (PtPaletteShelf *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
