/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-palette-shelf-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "core/pt-fold.h"
#include "core/pt-json.h"
#include "core/pt-util.h"
#include "session/pt-palette-files.h"
#include "session/pt-palette-item-private.h"

enum
{
  PROP_0,
  PROP_LOADING,
  N_PROPS
};

enum
{
  SIGNAL_FAILED,
  N_SIGNALS
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PtPaletteShelf, pt_palette_shelf, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static GType
get_item_type (GListModel *model)
{
  return PT_TYPE_PALETTE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (PT_PALETTE_SHELF (model)->items));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (PT_PALETTE_SHELF (model)->items), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
pt_palette_shelf_finalize (GObject *object)
{
  PtPaletteShelf *self = PT_PALETTE_SHELF (object);

  g_clear_pointer (&self->worker, pt_worker_free);
  g_clear_object (&self->items);
  g_free (self->curated_folder);
  g_free (self->user_folder);
  g_strfreev (self->roots);

  G_OBJECT_CLASS (pt_palette_shelf_parent_class)->finalize (object);
}

static void
pt_palette_shelf_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PtPaletteShelf *self = PT_PALETTE_SHELF (object);

  switch (prop_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_palette_shelf_class_init (PtPaletteShelfClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = pt_palette_shelf_finalize;
  object_class->get_property = pt_palette_shelf_get_property;

  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_FAILED] = g_signal_new ("failed", PT_TYPE_PALETTE_SHELF, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
pt_palette_shelf_init (PtPaletteShelf *self)
{
  self->worker = pt_worker_new ();
  self->items = g_list_store_new (PT_TYPE_PALETTE_ITEM);
  g_signal_connect_object (self->items, "items-changed", G_CALLBACK (g_list_model_items_changed), self, G_CONNECT_SWAPPED);
}

PtPaletteShelf *
pt_palette_shelf_new (const char *curated_folder, const char *user_folder)
{
  PtPaletteShelf *self = g_object_new (PT_TYPE_PALETTE_SHELF, NULL);

  self->curated_folder = curated_folder != NULL ? g_strdup (curated_folder) : pt_palette_files_locate_curated ();
  self->user_folder = user_folder != NULL ? g_strdup (user_folder) : pt_palette_files_user_folder ();

  return self;
}

char *
_pt_palette_shelf_folder (PtPaletteShelf *self, PtPaletteKind kind)
{
  if (kind == PT_PALETTE_CURATED)
    return g_strdup (self->curated_folder);

  return g_build_filename (self->user_folder, kind == PT_PALETTE_MINE ? "mine" : "screened", NULL);
}

void
pt_palette_shelf_set_roots (PtPaletteShelf *self, const char *const *roots)
{
  g_return_if_fail (PT_IS_PALETTE_SHELF (self));

  g_strfreev (self->roots);
  self->roots = g_strdupv ((char **) roots);
}

gboolean
pt_palette_shelf_get_loading (PtPaletteShelf *self)
{
  g_return_val_if_fail (PT_IS_PALETTE_SHELF (self), FALSE);

  return self->loading;
}

/* --- the list --- */

/* Whatever case, numbers by their value. */
static int
compare_names (const char *left, const char *right)
{
  g_autofree char *left_folded = g_utf8_casefold (left, -1);
  g_autofree char *right_folded = g_utf8_casefold (right, -1);
  g_autofree char *left_key = g_utf8_collate_key_for_filename (left_folded, -1);
  g_autofree char *right_key = g_utf8_collate_key_for_filename (right_folded, -1);

  return strcmp (left_key, right_key);
}

static int
compare_items (gconstpointer a, gconstpointer b, gpointer user_data)
{
  PtPaletteItem *left = (gpointer) a;
  PtPaletteItem *right = (gpointer) b;
  int kinds = (int) pt_palette_item_get_kind (left) - (int) pt_palette_item_get_kind (right);
  int names = kinds != 0 ? kinds : compare_names (pt_palette_item_get_name (left), pt_palette_item_get_name (right));

  return names != 0 ? names : g_strcmp0 (pt_palette_item_get_path (left), pt_palette_item_get_path (right));
}

void
_pt_palette_shelf_insert (PtPaletteShelf *self, PtPaletteItem *item)
{
  g_list_store_insert_sorted (self->items, item, compare_items, NULL);
}

void
_pt_palette_shelf_take_out (PtPaletteShelf *self, PtPaletteItem *item)
{
  guint position;

  if (g_list_store_find (self->items, item, &position))
    g_list_store_remove (self->items, position);
}

gboolean
_pt_palette_shelf_contains (PtPaletteShelf *self, PtPaletteItem *item)
{
  return g_list_store_find (self->items, item, NULL);
}

PtPaletteItem *
_pt_palette_shelf_find_other (PtPaletteShelf *self, const char *name, PtPaletteItem *item)
{
  g_autofree char *folded = pt_fold (name);

  for (guint i = 0; i < get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (PtPaletteItem) other = get_item (G_LIST_MODEL (self), i);
      g_autofree char *other_folded = pt_fold (pt_palette_item_get_name (other));

      /* The list keeps it. */
      if (other != item && g_str_equal (folded, other_folded))
        return other;
    }

  return NULL;
}

PtPaletteItem *
pt_palette_shelf_find (PtPaletteShelf *self, const char *name)
{
  g_return_val_if_fail (PT_IS_PALETTE_SHELF (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return _pt_palette_shelf_find_other (self, name, NULL);
}

/* Without the number at its end, which is a copy's. */
static char *
without_number (const char *name)
{
  gsize length = strlen (name);
  gsize end = length;

  while (end > 0 && g_ascii_isdigit (name[end - 1]))
    end--;

  return end < length && end > 1 && length - end < 6 && name[end - 1] == ' ' ? g_strndup (name, end - 1) : g_strdup (name);
}

char *
pt_palette_shelf_unique_name (PtPaletteShelf *self, const char *wish)
{
  g_autofree char *name = NULL;
  g_autofree char *stem = NULL;

  g_return_val_if_fail (PT_IS_PALETTE_SHELF (self), NULL);

  name = g_utf8_make_valid (wish != NULL ? wish : "", -1);
  g_strstrip (name);
  if (*name == '\0')
    {
      g_free (name);
      name = g_strdup (_ ("Palette"));
    }
  if (pt_palette_shelf_find (self, name) == NULL)
    return g_steal_pointer (&name);

  stem = without_number (name);
  for (guint number = 2;; number++)
    {
      g_autofree char *candidate = g_strdup_printf ("%s %u", stem, number);

      if (pt_palette_shelf_find (self, candidate) == NULL)
        return g_steal_pointer (&candidate);
    }
}

GHashTable *
pt_palette_shelf_count_usage (PtPaletteShelf *self, const char *const *roots)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_val_if_fail (PT_IS_PALETTE_SHELF (self), counts);

  for (guint i = 0; i < get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (PtPaletteItem) item = get_item (G_LIST_MODEL (self), i);
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (guint role = 0; role < PT_N_ROLES; role++)
        {
          char *path = pt_palette_resolve (pt_palette_item_get_palette (item), role, roots);

          /* Twice in one palette is one use. */
          if (path != NULL && g_hash_table_add (seen, path))
            g_hash_table_insert (counts, g_strdup (path),
                                 GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, path)) + 1));
        }
    }

  return counts;
}

/* --- reading --- */

typedef struct
{
  char *folders[3];
  GPtrArray *items;
  GPtrArray *errors;
} LoadJob;

static void
load_job_free (LoadJob *job)
{
  for (gsize i = 0; i < G_N_ELEMENTS (job->folders); i++)
    g_free (job->folders[i]);
  g_ptr_array_unref (job->items);
  g_ptr_array_unref (job->errors);
  g_free (job);
}

static void
load_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  LoadJob *job = data;

  for (gsize kind = 0; kind < G_N_ELEMENTS (job->folders); kind++)
    pt_palette_files_load (job->folders[kind], kind, job->items, job->errors);
  g_task_return_boolean (task, TRUE);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  PtPaletteShelf *self = PT_PALETTE_SHELF (object);
  LoadJob *job = g_task_get_task_data (G_TASK (result));

  g_list_store_splice (self->items, 0, 0, job->items->pdata, job->items->len);
  g_list_store_sort (self->items, compare_items, NULL);
  self->loading = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  if (job->errors->len > 0)
    {
      g_autofree char *message = NULL;
      g_autofree char *list = NULL;
      guint n = job->errors->len;

      g_ptr_array_add (job->errors, NULL);
      list = g_strjoinv ("\n", (char **) job->errors->pdata);
      message = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u palette could not be read; repair or remove its file:\n%s",
                                              "%u palettes could not be read; repair or remove their files:\n%s", n),
                                 n, list);
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, message);
    }
}

void
pt_palette_shelf_open (PtPaletteShelf *self)
{
  g_autoptr (GTask) task = NULL;
  LoadJob *job;

  g_return_if_fail (PT_IS_PALETTE_SHELF (self));
  g_return_if_fail (!self->opened);

  self->opened = TRUE;
  self->loading = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
  job = g_new0 (LoadJob, 1);
  for (gsize kind = 0; kind < G_N_ELEMENTS (job->folders); kind++)
    job->folders[kind] = _pt_palette_shelf_folder (self, kind);
  job->items = g_ptr_array_new_with_free_func (g_object_unref);
  job->errors = g_ptr_array_new_with_free_func (g_free);
  task = g_task_new (self, NULL, loaded_cb, NULL);
  g_task_set_task_data (task, job, (GDestroyNotify) load_job_free);
  pt_worker_run (self->worker, task, load_worker);
}

void
pt_palette_shelf_close (PtPaletteShelf *self)
{
  g_return_if_fail (PT_IS_PALETTE_SHELF (self));

  pt_worker_flush (self->worker);
}

/* --- writing behind --- */

typedef struct
{
  PtPaletteItem *item; /* NULL: the file is removed */
  char *name;
  char *path;
  char *text;
} WriteJob;

static void
write_job_free (WriteJob *job)
{
  g_clear_object (&job->item);
  g_free (job->name);
  g_free (job->path);
  g_free (job->text);
  g_free (job);
}

static gboolean
write_file (const WriteJob *job, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (job->path);

  if (g_mkdir_with_parents (folder, 0777) != 0)
    {
      g_autofree char *shown = pt_display_path (folder);

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _ ("Cannot make the folder %s: %s"), shown, g_strerror (errno));
      return FALSE;
    }

  return pt_file_replace_contents (job->path, job->text, strlen (job->text), error);
}

static gboolean
erase_file (const WriteJob *job, GError **error)
{
  g_autofree char *shown = NULL;

  if (g_unlink (job->path) == 0 || errno == ENOENT)
    return TRUE;
  shown = pt_display_path (job->path);
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _ ("Cannot remove %s: %s"), shown, g_strerror (errno));

  return FALSE;
}

static void
write_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const WriteJob *job = data;
  GError *error = NULL;

  if (job->item != NULL ? write_file (job, &error) : erase_file (job, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  PtPaletteShelf *self = PT_PALETTE_SHELF (object);
  WriteJob *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (job->item != NULL)
    _pt_palette_item_set_error (job->item, error != NULL ? error->message : NULL);
  if (error == NULL)
    return;
  message = job->item != NULL ? g_strdup_printf (_ ("The palette “%s” is not saved: %s"), job->name, error->message)
                              : g_strdup (error->message);
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, message);
}

static void
push_job (PtPaletteShelf *self, WriteJob *job)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, written_cb, NULL);

  g_task_set_task_data (task, job, (GDestroyNotify) write_job_free);
  pt_worker_run (self->worker, task, write_worker);
}

void
_pt_palette_shelf_write (PtPaletteShelf *self, PtPaletteItem *item)
{
  g_autoptr (JsonNode) node = pt_palette_to_json (pt_palette_item_get_palette (item));
  WriteJob *job = g_new0 (WriteJob, 1);

  job->item = g_object_ref (item);
  job->name = g_strdup (pt_palette_item_get_name (item));
  job->path = g_strdup (pt_palette_item_get_path (item));
  job->text = pt_json_to_string (node);
  push_job (self, job);
}

void
_pt_palette_shelf_erase (PtPaletteShelf *self, const char *path)
{
  WriteJob *job = g_new0 (WriteJob, 1);

  job->path = g_strdup (path);
  push_job (self, job);
}
