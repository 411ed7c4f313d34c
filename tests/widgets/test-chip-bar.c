/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "pt-test-window.h"
#include "widgets/pt-chip-bar.h"

static void
removed_cb (PtChipBar *bar, guint index, int *seen)
{
  *seen = (int) index;
}

static gboolean
press (GtkWidget *widget, guint keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      for (guint k = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) && k < g_list_model_get_n_items (G_LIST_MODEL (controller)); k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger) && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == keyval)
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget, NULL);
        }
    }

  return FALSE;
}

static void
test_chips (void)
{
  GtkWidget *bar = pt_chip_bar_new ();
  GtkWindow *window;
  g_autoptr (PtQuery) query = pt_query_new ("deep -tag:dark");
  g_autoptr (PtQuery) nothing = pt_query_new (NULL);
  int seen = -1;

  pt_chip_bar_set_query (PT_CHIP_BAR (bar), query);
  g_assert_true (gtk_widget_get_visible (bar));
  window = pt_test_show (bar, 400, 60);
  g_signal_connect (bar, "removed", G_CALLBACK (removed_cb), &seen);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (pt_chip_bar_get_chip (PT_CHIP_BAR (bar), 0)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Remove “deep” from the search");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (pt_chip_bar_get_chip (PT_CHIP_BAR (bar), 1)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Remove “not tag:dark” from the search");
  g_assert_null (pt_chip_bar_get_chip (PT_CHIP_BAR (bar), 2));
  g_signal_emit_by_name (pt_chip_bar_get_chip (PT_CHIP_BAR (bar), 1), "clicked");
  g_assert_cmpint (seen, ==, 1);
  g_assert_true (press (pt_chip_bar_get_chip (PT_CHIP_BAR (bar), 0), GDK_KEY_Delete));
  g_assert_cmpint (seen, ==, 0);
  g_assert_cmpint (gtk_widget_get_height (pt_chip_bar_get_chip (PT_CHIP_BAR (bar), 0)), >=, 24);

  pt_chip_bar_set_query (PT_CHIP_BAR (bar), nothing);
  g_assert_false (gtk_widget_get_visible (bar));
  g_assert_null (pt_chip_bar_get_chip (PT_CHIP_BAR (bar), 0));
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  g_free (g_content_type_guess ("icon.svg", NULL, 0, NULL));
  pt_test_window_init (&argc, &argv);
  g_test_add_func ("/widgets/chip-bar/chips", test_chips);

  return g_test_run ();
}
