/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-sound-slots.h"

#include <string.h>

/* So many rows are made between two frames. */
#define STEP 20
/* A window full, at once. */
#define FIRST 24
/* GTK makes widgets for so many rows, however many there are. */
#define MAX_WIDGETS 200
/* More than these, and it is another search. */
#define MAX_SPLICED 50

/* --- a slot --- */

struct _PtSoundSlot
{
  GObject parent_instance;

  PtSample *sample;
};

G_DEFINE_FINAL_TYPE (PtSoundSlot, pt_sound_slot, G_TYPE_OBJECT)

static void
pt_sound_slot_dispose (GObject *object)
{
  g_clear_object (&PT_SOUND_SLOT (object)->sample);

  G_OBJECT_CLASS (pt_sound_slot_parent_class)->dispose (object);
}

static void
pt_sound_slot_class_init (PtSoundSlotClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pt_sound_slot_dispose;
}

static void
pt_sound_slot_init (PtSoundSlot *self)
{
}

PtSample *
pt_sound_slot_get_sample (PtSoundSlot *self)
{
  g_return_val_if_fail (PT_IS_SOUND_SLOT (self), NULL);

  return self->sample;
}

/* --- the slots --- */

struct _PtSoundSlots
{
  GObject parent_instance;

  GListModel *list;
  GPtrArray *slots; /* of PtSoundSlot, NULL: nobody asked for it yet; those handed out */
  guint more_source;
};

static guint changed_signal;

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PtSoundSlots, pt_sound_slots, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
get_item_type (GListModel *model)
{
  return PT_TYPE_SOUND_SLOT;
}

static guint
get_n_items (GListModel *model)
{
  return PT_SOUND_SLOTS (model)->slots->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  PtSoundSlots *self = PT_SOUND_SLOTS (model);
  PtSoundSlot *slot;

  if (position >= self->slots->len)
    return NULL;
  slot = self->slots->pdata[position];
  if (slot == NULL)
    {
      slot = g_object_new (PT_TYPE_SOUND_SLOT, NULL);
      slot->sample = g_list_model_get_item (self->list, position);
      self->slots->pdata[position] = slot;
    }

  return g_object_ref (slot);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
clear_slot (gpointer slot)
{
  if (slot != NULL)
    g_object_unref (slot);
}

/* --- following the list --- */

static void
hand_out (PtSoundSlots *self, guint n_slots)
{
  guint n_before = self->slots->len;

  if (n_slots <= n_before)
    return;
  g_ptr_array_set_size (self->slots, (int) n_slots);
  g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, n_slots - n_before);
}

static gboolean
more_cb (gpointer user_data)
{
  PtSoundSlots *self = user_data;
  guint n_wanted = g_list_model_get_n_items (self->list);
  guint n_slots = self->slots->len < MAX_WIDGETS ? self->slots->len + STEP : n_wanted;

  hand_out (self, MIN (n_slots, n_wanted));
  if (self->slots->len < n_wanted)
    return G_SOURCE_CONTINUE;
  self->more_source = 0;

  return G_SOURCE_REMOVE;
}

static void
hand_out_some (PtSoundSlots *self)
{
  guint n_wanted = g_list_model_get_n_items (self->list);

  hand_out (self, self->slots->len >= MAX_WIDGETS ? n_wanted : MIN (MAX (self->slots->len, FIRST), n_wanted));
  if (self->slots->len < n_wanted && self->more_source == 0)
    /* After what is there was drawn. */
    self->more_source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, more_cb, self, NULL);
}

static void
refill (PtSoundSlots *self, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    {
      PtSoundSlot *slot = self->slots->pdata[i];
      g_autoptr (PtSample) sample = NULL;

      if (slot == NULL)
        continue;
      sample = g_list_model_get_item (self->list, i);
      g_set_object (&slot->sample, sample);
    }
}

static void
open_gap (GPtrArray *slots, guint position, guint n_slots)
{
  guint n_behind = slots->len - position;

  g_ptr_array_set_size (slots, (int) (slots->len + n_slots));
  memmove (&slots->pdata[position + n_slots], &slots->pdata[position], n_behind * sizeof (gpointer));
  memset (&slots->pdata[position], 0, n_slots * sizeof (gpointer));
}

/* A few rows come or go where they are, so that those in sight stay where they are. */
static gboolean
splice (PtSoundSlots *self, guint position, guint n_removed, guint n_added)
{
  guint n_before = self->slots->len;
  guint n_same = MIN (n_removed, n_added);
  guint start = position + n_same;

  if (n_before < MAX_WIDGETS || MAX (n_removed, n_added) - n_same > MAX_SPLICED || start >= n_before)
    return FALSE;
  if (n_removed > n_added)
    {
      guint n_gone = MIN (n_removed - n_added, n_before - start);

      g_ptr_array_remove_range (self->slots, start, n_gone);
      refill (self, position, start);
      g_list_model_items_changed (G_LIST_MODEL (self), start, n_gone, 0);
    }
  else
    {
      open_gap (self->slots, start, n_added - n_removed);
      refill (self, position, start);
      if (n_added > n_removed)
        g_list_model_items_changed (G_LIST_MODEL (self), start, 0, n_added - n_removed);
    }

  return TRUE;
}

static void
items_changed_cb (PtSoundSlots *self, guint position, guint n_removed, guint n_added, GListModel *list)
{
  guint n_wanted = g_list_model_get_n_items (list);

  if (!splice (self, position, n_removed, n_added))
    {
      guint n_before = self->slots->len;

      if (n_before > n_wanted)
        g_ptr_array_set_size (self->slots, (int) n_wanted);
      refill (self, MIN (position, self->slots->len), self->slots->len);
      if (n_before > n_wanted)
        g_list_model_items_changed (G_LIST_MODEL (self), n_wanted, n_before - n_wanted, 0);
    }
  hand_out_some (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
pt_sound_slots_dispose (GObject *object)
{
  PtSoundSlots *self = PT_SOUND_SLOTS (object);

  g_clear_handle_id (&self->more_source, g_source_remove);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (pt_sound_slots_parent_class)->dispose (object);
}

static void
pt_sound_slots_finalize (GObject *object)
{
  g_ptr_array_unref (PT_SOUND_SLOTS (object)->slots);

  G_OBJECT_CLASS (pt_sound_slots_parent_class)->finalize (object);
}

static void
pt_sound_slots_class_init (PtSoundSlotsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pt_sound_slots_dispose;
  G_OBJECT_CLASS (klass)->finalize = pt_sound_slots_finalize;
  changed_signal = g_signal_new ("changed", PT_TYPE_SOUND_SLOTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
pt_sound_slots_init (PtSoundSlots *self)
{
  self->slots = g_ptr_array_new_with_free_func (clear_slot);
}

PtSoundSlots *
pt_sound_slots_new (PtSoundList *list)
{
  PtSoundSlots *self;

  g_return_val_if_fail (PT_IS_SOUND_LIST (list), NULL);

  self = g_object_new (PT_TYPE_SOUND_SLOTS, NULL);
  self->list = g_object_ref (G_LIST_MODEL (list));
  g_signal_connect_object (list, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  hand_out_some (self);

  return self;
}

void
pt_sound_slots_flush (PtSoundSlots *self)
{
  g_return_if_fail (PT_IS_SOUND_SLOTS (self));

  g_clear_handle_id (&self->more_source, g_source_remove);
  hand_out (self, g_list_model_get_n_items (self->list));
}
