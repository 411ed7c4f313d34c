/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "pt-test-window.h"
#include "widgets/pt-squeeze.h"

static void
test_room (void)
{
  GtkWidget *button = gtk_button_new_with_label ("Undo and redo");
  GtkWidget *squeeze = pt_squeeze_new (button);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *wide = gtk_drawing_area_new ();
  GtkWindow *window;
  int minimum, natural, wanted;

  gtk_widget_set_hexpand (wide, TRUE);
  gtk_box_append (GTK_BOX (box), wide);
  gtk_box_append (GTK_BOX (box), squeeze);
  window = pt_test_show (box, 400, 60);
  gtk_widget_measure (button, GTK_ORIENTATION_HORIZONTAL, -1, &wanted, NULL, NULL, NULL);
  gtk_widget_measure (squeeze, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 0);
  g_assert_cmpint (natural, >=, wanted);
  g_assert_true (gtk_widget_get_child_visible (button));
  g_assert_cmpint (gtk_widget_get_allocated_width (button), >=, wanted);

  gtk_widget_set_size_request (wide, gtk_widget_get_width (box) - wanted / 2, -1);
  pt_test_settle ();
  gtk_test_widget_wait_for_draw (box);
  g_assert_false (gtk_widget_get_child_visible (button));

  gtk_widget_set_size_request (wide, 10, -1);
  gtk_test_widget_wait_for_draw (box);
  g_assert_true (gtk_widget_get_child_visible (button));
  gtk_window_destroy (window);
}

static void
test_child (void)
{
  GtkWidget *squeeze = g_object_ref_sink (pt_squeeze_new (NULL));
  GtkWidget *label = gtk_label_new ("x");

  g_assert_null (pt_squeeze_get_child (PT_SQUEEZE (squeeze)));
  pt_squeeze_set_child (PT_SQUEEZE (squeeze), label);
  g_assert_true (gtk_widget_get_parent (label) == squeeze);
  pt_squeeze_set_child (PT_SQUEEZE (squeeze), NULL);
  g_assert_finalize_object (squeeze);
}

int
main (int argc, char **argv)
{
  pt_test_window_init (&argc, &argv);
  g_test_add_func ("/widgets/squeeze/room", test_room);
  g_test_add_func ("/widgets/squeeze/child", test_child);

  return g_test_run ();
}
