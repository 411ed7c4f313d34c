/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A small window with one fault that the accessibility walk has to find:
 * faulty-window [none|unnamed|type-name|order|list|colour]. */

#include <gtk/gtk.h>

static const char *fault = "none";

static GtkWidget *
new_icon_button (const char *icon, const char *label)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, "Plays");
  if (label != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return button;
}

/* Its state is said in words, or, with the fault, by its colour alone. */
static GtkWidget *
new_state_button (gboolean playing)
{
  gboolean by_colour = g_strcmp0 (fault, "colour") == 0;
  GtkWidget *button = gtk_button_new_with_label (playing && !by_colour ? "Bass ▶" : "Bass");

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  playing && !by_colour ? "Bass, playing" : "Bass", -1);
  gtk_widget_add_css_class (button, playing ? "suggested-action" : "flat");

  return button;
}

static void
setup_row (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  gtk_list_item_set_child (item, gtk_label_new ("Row"));
}

/* Tab goes through it row by row, as GTK does by itself. */
static GtkWidget *
new_list (void)
{
  const char *const rows[] = { "1", "2", "3", "4", "5", "6", NULL };
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSelectionModel *model = GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (gtk_string_list_new (rows))));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row), NULL);

  return gtk_list_view_new (model, factory);
}

/* The upper box has its button below that of the lower box. */
static GtkWidget *
new_disorder (void)
{
  GtkWidget *fixed = gtk_fixed_new ();
  GtkWidget *upper = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *low = gtk_button_new_with_label ("Low");

  gtk_widget_set_size_request (upper, -1, 160);
  gtk_widget_set_vexpand (low, TRUE);
  gtk_widget_set_valign (low, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (upper), low);
  gtk_fixed_put (GTK_FIXED (fixed), upper, 0, 0);
  gtk_fixed_put (GTK_FIXED (fixed), gtk_button_new_with_label ("High"), 0, 100);

  return fixed;
}

static void
activate_cb (GtkApplication *application, gpointer data)
{
  GtkWidget *window = gtk_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *entry = gtk_entry_new ();

  gtk_window_set_title (GTK_WINDOW (window), "Faulty");
  gtk_window_set_default_size (GTK_WINDOW (window), 600, 200);
  if (g_strcmp0 (fault, "unnamed") == 0)
    gtk_box_append (GTK_BOX (box), gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0, 1, 0.1));
  gtk_box_append (GTK_BOX (box), new_icon_button ("media-playback-start-symbolic",
                                                  g_strcmp0 (fault, "type-name") == 0 ? NULL : "Play"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, "Search", -1);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), new_state_button (FALSE));
  gtk_box_append (GTK_BOX (box), new_state_button (TRUE));
  if (g_strcmp0 (fault, "order") == 0)
    gtk_box_append (GTK_BOX (box), new_disorder ());
  if (g_strcmp0 (fault, "list") == 0)
    gtk_box_append (GTK_BOX (box), new_list ());
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) application = gtk_application_new ("org.peaktime.Faulty", G_APPLICATION_DEFAULT_FLAGS);

  if (argc > 1)
    fault = argv[1];
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);

  return g_application_run (G_APPLICATION (application), 1, argv);
}
