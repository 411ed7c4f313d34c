/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>

#include "pt-test-window.h"

/* Golden pictures can fail: as a process of its own, because a test that fails ends as one. */
static void
test_other_picture (void)
{
  GtkWindow *window = pt_test_show (gtk_label_new ("Other words"), 160, 40);

  pt_test_assert_picture (gtk_window_get_child (window), "support-label");
  gtk_window_destroy (window);
}

static void
test_picture (void)
{
  GtkWindow *window = pt_test_show (gtk_label_new ("Words"), 160, 40);

  pt_test_assert_picture (gtk_window_get_child (window), "support-label");
  gtk_window_destroy (window);
}

static void
test_difference (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "support-label-difference.png", NULL);

  if (g_getenv ("PT_UPDATE_PICTURES") != NULL)
    {
      g_test_skip ("pictures are being written");
      return;
    }
  g_remove (path);
  g_test_trap_subprocess ("/support/window/subprocess/other-picture", 0, 0);
  g_test_trap_assert_failed ();
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  g_remove (path);
}

static void
test_find (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new ("Found");
  GtkWindow *window;

  gtk_widget_set_name (label, "this");
  gtk_box_append (GTK_BOX (box), gtk_label_new ("First"));
  gtk_box_append (GTK_BOX (box), label);
  window = pt_test_show (box, 100, 60);
  g_assert_true (pt_test_find (GTK_WIDGET (window), GTK_TYPE_LABEL, "this") == label);
  g_assert_true (pt_test_find (GTK_WIDGET (window), GTK_TYPE_LABEL, NULL) == gtk_widget_get_first_child (box));
  g_assert_null (pt_test_find (GTK_WIDGET (window), GTK_TYPE_ENTRY, NULL));
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  pt_test_window_init (&argc, &argv);
  g_test_add_func ("/support/window/find", test_find);
  g_test_add_func ("/support/window/picture", test_picture);
  g_test_add_func ("/support/window/difference", test_difference);
  g_test_add_func ("/support/window/subprocess/other-picture", test_other_picture);

  return g_test_run ();
}
