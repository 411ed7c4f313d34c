/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-library.h"

/* Row of the list, and value of the lookup table. It keeps a path of its own, because
 * the sample's dies when its info is replaced. */
typedef struct
{
  PtSample *sample;
  char *path;
  guint position;
} Entry;

struct _PtLibrary
{
  GObject parent_instance;

  GPtrArray *entries; /* owns */
  GHashTable *by_path; /* Entry.path -> Entry */
};

enum
{
  EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PtLibrary, pt_library, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  if (entry == NULL)
    return;
  g_object_unref (entry->sample);
  g_free (entry->path);
  g_free (entry);
}

static GType
get_item_type (GListModel *model)
{
  return PT_TYPE_SAMPLE;
}

static guint
get_n_items (GListModel *model)
{
  return PT_LIBRARY (model)->entries->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *entries = PT_LIBRARY (model)->entries;
  Entry *entry;

  if (position >= entries->len)
    return NULL;
  entry = g_ptr_array_index (entries, position);

  return g_object_ref (entry->sample);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
pt_library_finalize (GObject *object)
{
  PtLibrary *self = PT_LIBRARY (object);

  g_hash_table_unref (self->by_path);
  g_ptr_array_unref (self->entries);

  G_OBJECT_CLASS (pt_library_parent_class)->finalize (object);
}

static void
pt_library_class_init (PtLibraryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pt_library_finalize;

  signals[EDITED] = g_signal_new ("edited", PT_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_PTR_ARRAY);
}

static void
pt_library_init (PtLibrary *self)
{
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->by_path = g_hash_table_new (g_str_hash, g_str_equal);
}

PtLibrary *
pt_library_new (void)
{
  return g_object_new (PT_TYPE_LIBRARY, NULL);
}

/* The first position whose row is not as it was, G_MAXUINT when nothing changed. */
static guint
add_one (PtLibrary *self, PtSample *sample)
{
  const PtSampleInfo *info = pt_sample_get_info (sample);
  Entry *entry = g_hash_table_lookup (self->by_path, info->path);

  if (entry != NULL)
    {
      if (entry->sample == sample || pt_sample_info_equal (pt_sample_get_info (entry->sample), info))
        return G_MAXUINT;
      pt_sample_set_info (entry->sample, pt_sample_info_copy (info));
      return entry->position;
    }

  entry = g_new (Entry, 1);
  entry->sample = g_object_ref (sample);
  entry->path = g_strdup (info->path);
  entry->position = self->entries->len;
  g_ptr_array_add (self->entries, entry);
  g_hash_table_insert (self->by_path, entry->path, entry);

  return entry->position;
}

void
pt_library_add (PtLibrary *self, PtSample *sample)
{
  g_autoptr (GPtrArray) one = NULL;

  g_return_if_fail (PT_IS_LIBRARY (self));
  g_return_if_fail (PT_IS_SAMPLE (sample));

  one = g_ptr_array_new ();
  g_ptr_array_add (one, sample);
  pt_library_add_many (self, one);
}

void
pt_library_add_many (PtLibrary *self, GPtrArray *samples)
{
  guint n_before;
  guint first = G_MAXUINT;
  guint last = 0;

  g_return_if_fail (PT_IS_LIBRARY (self));
  g_return_if_fail (samples != NULL);

  n_before = self->entries->len;
  for (guint i = 0; i < samples->len; i++)
    {
      guint position = add_one (self, g_ptr_array_index (samples, i));

      if (position == G_MAXUINT)
        continue;
      first = MIN (first, position);
      last = MAX (last, position);
    }

  /* One signal for the batch: from the first row that changed to the last. */
  if (first != G_MAXUINT)
    g_list_model_items_changed (G_LIST_MODEL (self), first,
                                MIN (last + 1, n_before) > first ? MIN (last + 1, n_before) - first : 0,
                                last + 1 - first);
}

gboolean
pt_library_remove (PtLibrary *self, const char *path)
{
  const char *const paths[] = { path, NULL };

  g_return_val_if_fail (PT_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  return pt_library_remove_many (self, paths) == 1;
}

guint
pt_library_remove_many (PtLibrary *self, const char *const *paths)
{
  guint first = G_MAXUINT;
  guint last = 0;
  guint n_removed = 0;
  guint kept;

  g_return_val_if_fail (PT_IS_LIBRARY (self), 0);
  g_return_val_if_fail (paths != NULL, 0);

  for (; *paths != NULL; paths++)
    {
      Entry *entry = g_hash_table_lookup (self->by_path, *paths);

      if (entry == NULL)
        continue;
      first = MIN (first, entry->position);
      last = MAX (last, entry->position);
      n_removed++;
      g_hash_table_remove (self->by_path, entry->path);
      self->entries->pdata[entry->position] = NULL;
      entry_free (entry);
    }
  if (n_removed == 0)
    return 0;

  kept = first;
  for (guint i = first; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (entry == NULL)
        continue;
      entry->position = kept;
      self->entries->pdata[kept++] = entry;
    }
  for (guint i = kept; i < self->entries->len; i++)
    self->entries->pdata[i] = NULL;
  g_ptr_array_set_size (self->entries, kept);
  g_list_model_items_changed (G_LIST_MODEL (self), first, last + 1 - first, last + 1 - first - n_removed);

  return n_removed;
}

void
pt_library_tell_edited (PtLibrary *self, GPtrArray *samples)
{
  g_return_if_fail (PT_IS_LIBRARY (self));
  g_return_if_fail (samples != NULL);

  if (samples->len > 0)
    g_signal_emit (self, signals[EDITED], 0, samples);
}

PtSample *
pt_library_lookup (PtLibrary *self, const char *path)
{
  Entry *entry;

  g_return_val_if_fail (PT_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  entry = g_hash_table_lookup (self->by_path, path);

  return entry != NULL ? entry->sample : NULL;
}

static gboolean
follows_rule (const PtSampleInfo *info, PtLoopRule rule)
{
  return rule == PT_LOOP_RULE_ANY || info->loop == (rule == PT_LOOP_RULE_LOOP);
}

GPtrArray *
pt_library_get_candidates (PtLibrary *self, PtRole role)
{
  g_autoptr (GPtrArray) fitting = NULL;
  g_autoptr (GPtrArray) any = NULL;
  PtLoopRule rule;

  g_return_val_if_fail (PT_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (role < PT_ROLE_NONE, NULL);

  fitting = g_ptr_array_new ();
  any = g_ptr_array_new ();
  rule = pt_role_get_loop_rule (role);
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);
      const PtSampleInfo *info = pt_sample_get_info (entry->sample);

      if (info->role != role || info->missing)
        continue;
      g_ptr_array_add (follows_rule (info, rule) ? fitting : any, entry->sample);
    }

  return fitting->len > 0 ? g_steal_pointer (&fitting) : g_steal_pointer (&any);
}
