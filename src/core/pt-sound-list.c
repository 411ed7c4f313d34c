/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-sound-list.h"

struct _PtSoundList
{
  GObject parent_instance;
};

static GType
get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  return 0;
}

static gpointer
get_item (GListModel *model, guint position)
{
  return NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PtSoundList, pt_sound_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
pt_sound_list_class_init (PtSoundListClass *klass)
{
}

static void
pt_sound_list_init (PtSoundList *self)
{
}

GType
pt_sound_sort_get_type (void)
{
  return G_TYPE_INT;
}

const char *
pt_sound_sort_to_string (PtSoundSort sort)
{
  return NULL;
}

gboolean
pt_sound_sort_parse (const char *text, PtSoundSort *sort, GError **error)
{
  return FALSE;
}

PtSoundList *
pt_sound_list_new (PtLibrary *library)
{
  return g_object_new (pt_sound_list_get_type (), NULL);
}

void
pt_sound_list_set_query (PtSoundList *self, const char *text)
{
}

const PtQuery *
pt_sound_list_get_query (PtSoundList *self)
{
  return NULL;
}

const char *
pt_sound_list_get_query_text (PtSoundList *self)
{
  return NULL;
}

PtSoundSort
pt_sound_list_get_sort (PtSoundList *self)
{
  return 0;
}

gboolean
pt_sound_list_get_descending (PtSoundList *self)
{
  return FALSE;
}

void
pt_sound_list_set_sort (PtSoundList *self, PtSoundSort sort, gboolean descending)
{
}

gboolean
pt_sound_list_get_show_missing (PtSoundList *self)
{
  return FALSE;
}

void
pt_sound_list_set_show_missing (PtSoundList *self, gboolean show)
{
}

PtSample *
pt_sound_list_get_similar_to (PtSoundList *self)
{
  return NULL;
}

void
pt_sound_list_set_similar_to (PtSoundList *self, PtSample *sample)
{
}

void
pt_sound_list_set_usage (PtSoundList *self, GHashTable *usage)
{
}

guint
pt_sound_list_get_usage (PtSoundList *self, PtSample *sample)
{
  return 0;
}

guint
pt_sound_list_get_n_total (PtSoundList *self)
{
  return 0;
}

guint
pt_sound_list_find (PtSoundList *self, PtSample *sample)
{
  return 0;
}
