/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "pt-test-window.h"
#include "widgets/pt-fingerprint.h"
#include "widgets/pt-role-mark.h"
#include "widgets/pt-slot-grid.h"
#include "widgets/pt-wrap-box.h"

/* How slots, tools and the tiny pictures of the gallery lay themselves out. */

static GtkWidget *
new_box (int width, int height)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_size_request (box, width, height);

  return box;
}

static graphene_rect_t
bounds_of (GtkWidget *child)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (child, gtk_widget_get_parent (child), &bounds));

  return bounds;
}

static void
test_grid (void)
{
  GtkWidget *grid = pt_slot_grid_new ();
  GtkWidget *boxes[6];
  GtkWindow *window;
  int height;

  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    {
      boxes[i] = new_box (100, i == 2 ? 60 : 40);
      pt_slot_grid_append (PT_SLOT_GRID (grid), boxes[i]);
    }
  g_assert_cmpuint (pt_slot_grid_get_n_columns (PT_SLOT_GRID (grid), 640), ==, 6);
  g_assert_cmpuint (pt_slot_grid_get_n_columns (PT_SLOT_GRID (grid), 639), ==, 5);
  g_assert_cmpuint (pt_slot_grid_get_n_columns (PT_SLOT_GRID (grid), 10), ==, 1);
  gtk_widget_measure (grid, GTK_ORIENTATION_VERTICAL, 340, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, ==, 60 + 8 + 60);

  window = pt_test_show (grid, 340, 200);
  g_assert_cmpfloat (bounds_of (boxes[0]).size.width, ==, 108);
  g_assert_cmpfloat (bounds_of (boxes[0]).size.height, ==, 60);
  g_assert_cmpfloat (bounds_of (boxes[1]).origin.x, ==, 116);
  g_assert_cmpfloat (bounds_of (boxes[3]).origin.x, ==, 0);
  g_assert_cmpfloat (bounds_of (boxes[3]).origin.y, ==, 68);
  /* What is hidden takes no place. */
  gtk_widget_set_visible (boxes[0], FALSE);
  gtk_test_widget_wait_for_draw (grid);
  g_assert_cmpfloat (bounds_of (boxes[1]).origin.x, ==, 0);
  gtk_widget_set_direction (grid, GTK_TEXT_DIR_RTL);
  gtk_widget_queue_allocate (grid);
  gtk_test_widget_wait_for_draw (grid);
  g_assert_cmpfloat (bounds_of (boxes[1]).origin.x, ==, 340 - 108);
  gtk_window_destroy (window);
}

static void
test_wrap (void)
{
  GtkWidget *wrap = pt_wrap_box_new ();
  GtkWidget *a = new_box (100, 20);
  GtkWidget *b = new_box (100, 30);
  GtkWidget *c = new_box (150, 20);
  GtkWindow *window;
  int minimum, natural;

  gtk_widget_set_hexpand (b, TRUE);
  pt_wrap_box_append (PT_WRAP_BOX (wrap), a);
  pt_wrap_box_append (PT_WRAP_BOX (wrap), b);
  pt_wrap_box_append (PT_WRAP_BOX (wrap), c);
  gtk_widget_measure (wrap, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 150);
  g_assert_cmpint (natural, ==, 366);
  gtk_widget_measure (wrap, GTK_ORIENTATION_VERTICAL, 366, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, ==, 30);
  gtk_widget_measure (wrap, GTK_ORIENTATION_VERTICAL, 300, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, ==, 56);

  window = pt_test_show (wrap, 300, 100);
  g_assert_cmpfloat (bounds_of (b).origin.x, ==, 108);
  g_assert_cmpfloat (bounds_of (b).size.width, ==, 192);
  g_assert_cmpfloat (bounds_of (c).origin.y, ==, 36);
  gtk_widget_set_direction (wrap, GTK_TEXT_DIR_RTL);
  gtk_widget_queue_allocate (wrap);
  gtk_test_widget_wait_for_draw (wrap);
  g_assert_cmpfloat (bounds_of (a).origin.x, ==, 200);
  g_assert_cmpfloat (bounds_of (b).origin.x, ==, 0);
  gtk_window_destroy (window);
}

static guint
count_dark (GtkWidget *widget)
{
  cairo_surface_t *surface;
  guint n = 0;

  gtk_widget_queue_draw (widget);
  gtk_test_widget_wait_for_draw (widget);
  surface = pt_test_draw (widget);
  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
      n += cairo_image_surface_get_data (surface)[y * cairo_image_surface_get_stride (surface) + 4 * x] < 200 ? 1 : 0;
  cairo_surface_destroy (surface);

  return n;
}

static void
test_fingerprint (void)
{
  GtkWidget *fingerprint = pt_fingerprint_new ();
  GtkWindow *window = pt_test_show (fingerprint, 200, 20);
  gint8 loud[24];
  g_autoptr (GBytes) columns = NULL;
  guint empty = count_dark (fingerprint);
  int before, after;

  for (guint i = 0; i < G_N_ELEMENTS (loud); i++)
    loud[i] = i % 2 == 0 ? -127 : 127;
  columns = g_bytes_new (loud, sizeof loud);
  pt_fingerprint_set_filled (PT_FINGERPRINT (fingerprint), PT_ROLE_KICK, TRUE);
  pt_fingerprint_set_columns (PT_FINGERPRINT (fingerprint), PT_ROLE_KICK, columns);
  g_assert_cmpuint (count_dark (fingerprint), >, empty);
  gtk_widget_measure (fingerprint, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &before, NULL, NULL);
  pt_fingerprint_set_filled (PT_FINGERPRINT (fingerprint), PT_ROLE_SYNTH, TRUE);
  gtk_widget_measure (fingerprint, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &after, NULL, NULL);
  g_assert_cmpint (after, >, before);
  gtk_window_destroy (window);
}

static void
test_marks (void)
{
  for (guint role = 0; role <= PT_N_ROLES; role++)
    {
      g_autofree char *file = g_strconcat (pt_role_mark_get_icon_name ((PtRole) role), ".svg", NULL);
      g_autofree char *path = g_build_filename (g_getenv ("PEAKTIME_SOURCE"), "icons", "scalable", "actions", file, NULL);

      g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
      g_assert_cmpstr (pt_role_mark_get_title ((PtRole) role), !=, "");
    }
}

int
main (int argc, char **argv)
{
  pt_test_window_init (&argc, &argv);
  g_test_add_func ("/widgets/slot-layout/grid", test_grid);
  g_test_add_func ("/widgets/slot-layout/wrap", test_wrap);
  g_test_add_func ("/widgets/slot-layout/fingerprint", test_fingerprint);
  g_test_add_func ("/widgets/slot-layout/marks", test_marks);

  return g_test_run ();
}
