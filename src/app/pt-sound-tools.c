/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-sound-pane-private.h"

#include <glib/gi18n.h>

/* The buttons beside the search: what is shown, what is heard, in what order. */

static void
name (GtkWidget *widget, const char *label, const char *tooltip)
{
  gtk_widget_set_tooltip_text (widget, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static GtkWidget *
new_toggle (const char *icon_name, const char *action, const char *label, const char *tooltip)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_icon_name (GTK_BUTTON (button), icon_name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "flat");
  name (button, label, tooltip);

  return button;
}

/* --- missing --- */

static GtkWidget *
new_missing_button (PtSoundPane *self)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  self->missing_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->missing_label));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "sounds.only-missing");
  gtk_widget_add_css_class (button, "flat");
  self->missing_button = button;

  return button;
}

/* --- volume --- */

static GtkWidget *
new_volume_button (PtSoundPane *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkAdjustment *adjustment = gtk_adjustment_new (1, 0, 2, 0.05, 0.25, 0);
  GtkWidget *scale = gtk_scale_new (GTK_ORIENTATION_HORIZONTAL, adjustment);

  g_settings_bind (self->settings, "audition-volume", adjustment, "value", G_SETTINGS_BIND_DEFAULT);
  gtk_scale_add_mark (GTK_SCALE (scale), 1, GTK_POS_BOTTOM, NULL);
  gtk_widget_set_size_request (scale, 180, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scale), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Volume of previews"), -1);
  gtk_popover_set_child (GTK_POPOVER (popover), scale);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "audio-volume-high-symbolic");
  gtk_widget_add_css_class (button, "flat");
  name (button, _ ("Volume of previews"), _ ("Volume of Previews"));

  return button;
}

/* --- sorting --- */

static GtkWidget *
new_sort_button (void)
{
  static const struct
  {
    PtSoundSort sort;
    const char *title;
  } entries[] = {
    { PT_SOUND_SORT_NAME, N_ ("Name") },
    { PT_SOUND_SORT_ROLE, N_ ("Role") },
    { PT_SOUND_SORT_BPM, N_ ("BPM") },
    { PT_SOUND_SORT_KEY, N_ ("Key") },
    { PT_SOUND_SORT_LENGTH, N_ ("Length") },
    { PT_SOUND_SORT_LOOP, N_ ("Kind") },
    { PT_SOUND_SORT_BRIGHTNESS, N_ ("Brightness") },
    { PT_SOUND_SORT_LOUDNESS, N_ ("Loudness") },
    { PT_SOUND_SORT_RATING, N_ ("Rating") },
    { PT_SOUND_SORT_FAVOURITE, N_ ("Favourite") },
    { PT_SOUND_SORT_ADDED, N_ ("Added") },
    { PT_SOUND_SORT_USED, N_ ("Used") },
  };
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) by = g_menu_new ();
  g_autoptr (GMenu) direction = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autofree char *action = g_strdup_printf ("sounds.sort-sounds::%s", pt_sound_sort_to_string (entries[i].sort));

      g_menu_append (by, _ (entries[i].title), action);
    }
  g_menu_append (direction, _ ("Descending"), "sounds.sort-sounds-descending");
  g_menu_append_section (menu, _ ("Sort by"), G_MENU_MODEL (by));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (direction));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-sort-ascending-symbolic");
  gtk_widget_add_css_class (button, "flat");
  name (button, _ ("Sort sounds"), _ ("Sort"));

  return button;
}

/* --- columns --- */

static void show_columns (PtSoundPane *self);

static GtkWidget *
new_move_button (PtSoundPane *self, const char *icon_name, const char *what, PtSoundColumn column, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_name (button, pt_sound_column_to_string (column));
  g_object_set_data (G_OBJECT (button), "column", GUINT_TO_POINTER (column));
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  name (button, what, what);

  return button;
}

/* The buttons are made anew: the keys stay where they were, at the column. */
static void
move_column (PtSoundPane *self, GtkWidget *button, int step)
{
  PtSoundColumn column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "column"));

  pt_sound_table_move_column (self->table, column, step);
  show_columns (self);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->column_rows)); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (gtk_widget_get_name (row), pt_sound_column_to_string (column)) == 0)
      gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
}

static void
earlier_cb (PtSoundPane *self, GtkWidget *button)
{
  move_column (self, button, -1);
}

static void
later_cb (PtSoundPane *self, GtkWidget *button)
{
  move_column (self, button, 1);
}

static void
shown_cb (PtSoundPane *self, GtkCheckButton *check)
{
  pt_sound_table_show_column (self->table, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (check), "column")),
                              gtk_check_button_get_active (check));
}

static GtkWidget *
new_column_row (PtSoundPane *self, PtSoundColumn column)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *check = gtk_check_button_new_with_label (pt_sound_column_get_title (column));
  g_autofree char *earlier = g_strdup_printf (_ ("Move “%s” to the Start"), pt_sound_column_get_title (column));
  g_autofree char *later = g_strdup_printf (_ ("Move “%s” to the End"), pt_sound_column_get_title (column));

  gtk_widget_set_name (row, pt_sound_column_to_string (column));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), pt_sound_table_get_column_shown (self->table, column));
  gtk_widget_set_sensitive (check, column != PT_SOUND_COLUMN_NAME);
  gtk_widget_set_hexpand (check, TRUE);
  g_object_set_data (G_OBJECT (check), "column", GUINT_TO_POINTER (column));
  g_signal_connect_object (check, "toggled", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (GTK_BOX (box), new_move_button (self, "go-up-symbolic", earlier, column, G_CALLBACK (earlier_cb)));
  gtk_box_append (GTK_BOX (box), new_move_button (self, "go-down-symbolic", later, column, G_CALLBACK (later_cb)));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);

  return row;
}

static void
show_columns (PtSoundPane *self)
{
  GListModel *columns = pt_sound_table_get_columns (self->table);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->column_rows))) != NULL)
    gtk_list_box_remove (self->column_rows, child);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      PtSoundColumn id = pt_sound_table_get_column_id (column);

      if (id != PT_SOUND_COLUMN_DISTANCE)
        gtk_list_box_append (self->column_rows, new_column_row (self, id));
    }
}

static GtkWidget *
new_columns_button (PtSoundPane *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->column_rows = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->column_rows, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->column_rows), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Columns"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->column_rows));
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-dual-symbolic");
  gtk_widget_add_css_class (button, "flat");
  name (button, _ ("Columns"), _ ("Columns"));
  g_signal_connect_object (popover, "show", G_CALLBACK (show_columns), self, G_CONNECT_SWAPPED);

  return button;
}

/* --- */

GtkWidget *
_pt_sound_pane_new_tools (PtSoundPane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->count_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count_label), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->count_label), "dim-label");
  pt_sound_search_add_filter (self->search, GTK_WIDGET (self->count_label));
  gtk_box_append (GTK_BOX (box), new_toggle ("starred-symbolic", "sounds.only-favourites", _ ("Only favourites"), _ ("Only Favourites")));
  gtk_box_append (GTK_BOX (box), new_missing_button (self));
  gtk_box_append (GTK_BOX (box), new_toggle ("audio-headphones-symbolic", "sounds.audition-enabled", _ ("Play what is selected"),
                                             _ ("Play What Is Selected")));
  gtk_box_append (GTK_BOX (box), new_toggle ("pt-clip-symbolic", "sounds.audition-in-tempo", _ ("Previews in the tempo of the set"),
                                             _ ("Previews in the Tempo of the Set, on Its Next Beat")));
  gtk_box_append (GTK_BOX (box), new_volume_button (self));
  gtk_box_append (GTK_BOX (box), new_sort_button ());
  gtk_box_append (GTK_BOX (box), new_columns_button (self));

  return box;
}

void
_pt_sound_pane_update_tools (PtSoundPane *self)
{
  guint n_missing = pt_library_keeper_get_n_missing (self->keeper);
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  guint n_total = pt_sound_list_get_n_total (self->list);
  g_autofree char *missing = g_strdup_printf ("%u", n_missing);
  g_autofree char *what = g_strdup_printf (ngettext ("Only the %u Missing Sound", "Only the %u Missing Sounds", n_missing), n_missing);
  g_autofree char *count = NULL;

  if (n_rows == n_total)
    count = g_strdup_printf (ngettext ("%'u sound", "%'u sounds", n_total), n_total);
  else
    /* Translators: how many of all sounds are shown. */
    count = g_strdup_printf (_ ("%'u of %'u"), n_rows, n_total);
  gtk_label_set_text (self->count_label, count);
  gtk_label_set_text (self->missing_label, missing);
  gtk_widget_set_visible (self->missing_button, n_missing > 0);
  name (self->missing_button, what, what);
}
