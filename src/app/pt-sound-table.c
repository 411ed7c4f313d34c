/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-sound-table-private.h"

#include <glib/gi18n.h>

guint _pt_sound_table_signals[PT_SOUND_TABLE_N_SIGNALS];

G_DEFINE_FINAL_TYPE (PtSoundTable, pt_sound_table, ADW_TYPE_BIN)

static GtkWidget *
find_rows (GtkColumnView *view)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (view)); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child))
      return child;
  g_assert_not_reached ();
}

static void
activate_cb (PtSoundTable *self, guint position)
{
  g_autoptr (PtSample) sample = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  if (sample != NULL)
    g_signal_emit (self, _pt_sound_table_signals[PT_SOUND_TABLE_USE], 0, sample);
}

static void
pt_sound_table_dispose (GObject *object)
{
  PtSoundTable *self = PT_SOUND_TABLE (object);

  /* Columns that go change the sorting. */
  self->restoring = TRUE;
  _pt_sound_table_drop_rows (self);
  adw_bin_set_child (ADW_BIN (self), NULL);
  self->view = NULL;
  self->rows = NULL;
  self->scroller = NULL;
  g_clear_object (&self->heard);
  g_clear_object (&self->keeper);
  g_clear_object (&self->audition);
  g_clear_object (&self->settings);
  g_clear_object (&self->list);
  g_clear_object (&self->slots);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (pt_sound_table_parent_class)->dispose (object);
}

static guint
new_signal (const char *name, guint n_params, GType first, GType second)
{
  return g_signal_new (name, PT_TYPE_SOUND_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, n_params, first, second);
}

static void
pt_sound_table_class_init (PtSoundTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pt_sound_table_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);

  _pt_sound_table_signals[PT_SOUND_TABLE_USE] = new_signal ("use", 1, PT_TYPE_SAMPLE, 0);
  _pt_sound_table_signals[PT_SOUND_TABLE_FAVOURITE] = new_signal ("favourite", 1, PT_TYPE_SAMPLE, 0);
  _pt_sound_table_signals[PT_SOUND_TABLE_RATE] = new_signal ("rate", 2, PT_TYPE_SAMPLE, G_TYPE_INT);
  _pt_sound_table_signals[PT_SOUND_TABLE_ROLE_MENU] = new_signal ("role-menu", 2, PT_TYPE_SAMPLE, GTK_TYPE_WIDGET);
  _pt_sound_table_signals[PT_SOUND_TABLE_MENU] = new_signal ("menu", 1, GDK_TYPE_RECTANGLE, 0);
  _pt_sound_table_signals[PT_SOUND_TABLE_SEEK] = new_signal ("seek", 2, PT_TYPE_SAMPLE, G_TYPE_DOUBLE);
  _pt_sound_table_signals[PT_SOUND_TABLE_DROPPED] = new_signal ("dropped", 1, G_TYPE_STRV, 0);
}

static void
pt_sound_table_init (PtSoundTable *self)
{
  self->cells = g_ptr_array_new ();
  self->waves = g_ptr_array_new ();
  self->scroller = gtk_scrolled_window_new ();
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  self->rows = find_rows (self->view);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "sounds");
  gtk_column_view_set_reorderable (self->view, TRUE);
  gtk_column_view_set_show_row_separators (self->view, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Sounds"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Sounds"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (self->scroller, TRUE);
  adw_bin_set_child (ADW_BIN (self), self->scroller);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
}

void
pt_sound_table_set_model (PtSoundTable *self, PtStudio *studio, GSettings *settings, PtSoundList *list, PtSoundSlots *slots, GtkMultiSelection *selection)
{
  GtkAdjustment *adjustment;

  g_return_if_fail (PT_IS_SOUND_TABLE (self));
  g_return_if_fail (PT_IS_STUDIO (studio));
  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (PT_IS_SOUND_LIST (list));
  g_return_if_fail (PT_IS_SOUND_SLOTS (slots));
  g_return_if_fail (GTK_IS_MULTI_SELECTION (selection));
  g_return_if_fail (self->list == NULL);

  self->keeper = g_object_ref (pt_studio_get_keeper (studio));
  self->audition = g_object_ref (pt_studio_get_audition (studio));
  self->settings = g_object_ref (settings);
  self->list = g_object_ref (list);
  self->slots = g_object_ref (slots);
  self->selection = g_object_ref (selection);
  _pt_sound_table_add_columns (self);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  _pt_sound_table_add_gestures (self);

  g_signal_connect_object (slots, "changed", G_CALLBACK (_pt_sound_table_follow_slots), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "notify::sort", G_CALLBACK (_pt_sound_table_update_sort), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "notify::descending", G_CALLBACK (_pt_sound_table_update_sort), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "notify::similar-to", G_CALLBACK (_pt_sound_table_update_distance), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->audition, "notify::playing", G_CALLBACK (_pt_sound_table_update_heard), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->audition, "notify::path", G_CALLBACK (_pt_sound_table_update_heard), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->audition, "notify::position", G_CALLBACK (_pt_sound_table_update_heard), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pt_library_keeper_get_library (self->keeper), "edited", G_CALLBACK (pt_sound_table_refresh), self, G_CONNECT_SWAPPED);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (_pt_sound_table_load_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "notify::page-size", G_CALLBACK (_pt_sound_table_load_soon), self, G_CONNECT_SWAPPED);
}

GtkColumnView *
pt_sound_table_get_view (PtSoundTable *self)
{
  g_return_val_if_fail (PT_IS_SOUND_TABLE (self), NULL);

  return self->view;
}

gboolean
pt_sound_table_focus_rows (PtSoundTable *self)
{
  g_return_val_if_fail (PT_IS_SOUND_TABLE (self), FALSE);

  if (self->list == NULL || g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0)
    return FALSE;
  if (!gtk_widget_grab_focus (self->rows))
    return gtk_widget_child_focus (self->rows, GTK_DIR_TAB_FORWARD);

  return TRUE;
}

void
pt_sound_table_show_row (PtSoundTable *self, guint position)
{
  g_return_if_fail (PT_IS_SOUND_TABLE (self));

  pt_sound_slots_flush (self->slots);
  if (position >= g_list_model_get_n_items (G_LIST_MODEL (self->selection)))
    return;
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  gtk_widget_activate_action (self->rows, "list.scroll-to-item", "u", position);
}
