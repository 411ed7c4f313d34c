/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "pt-test-window.h"
#include "widgets/pt-waveform-view.h"

#define WIDTH 100
#define HEIGHT 40

/* Loud in the first half, nearly silent in the second. */
static GBytes *
make_columns (void)
{
  gint8 pairs[64];

  for (guint i = 0; i < 32; i++)
    {
      pairs[2 * i] = i < 16 ? -120 : -1;
      pairs[2 * i + 1] = i < 16 ? 120 : 1;
    }

  return g_bytes_new (pairs, sizeof pairs);
}

/* Pixels of column @x that differ from the corner of an empty picture. */
static guint
count_ink (cairo_surface_t *picture, int x, guint32 ground)
{
  guint n = 0;

  for (int y = 0; y < cairo_image_surface_get_height (picture); y++)
    {
      const guint32 *row = (const guint32 *) (gpointer) (cairo_image_surface_get_data (picture) + y * cairo_image_surface_get_stride (picture));

      n += (row[x] & 0xffffff) != ground;
    }

  return n;
}

static guint32
get_pixel (cairo_surface_t *picture, int x, int y)
{
  const guint32 *row = (const guint32 *) (gpointer) (cairo_image_surface_get_data (picture) + y * cairo_image_surface_get_stride (picture));

  return row[x] & 0xffffff;
}

static PtWaveformView *
show (GtkWindow **window)
{
  PtWaveformView *view = PT_WAVEFORM_VIEW (pt_waveform_view_new ());

  *window = pt_test_show (GTK_WIDGET (view), WIDTH, HEIGHT);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (view)), >=, WIDTH);

  return view;
}

static void
test_drawn (void)
{
  GtkWindow *window;
  PtWaveformView *view = show (&window);
  g_autoptr (GBytes) columns = make_columns ();
  const guint32 ground = 0xfafafa;
  cairo_surface_t *picture = pt_test_draw (GTK_WIDGET (view));

  g_assert_cmpuint (count_ink (picture, 10, ground), <=, 2);
  cairo_surface_destroy (picture);

  pt_waveform_view_set_columns (view, columns);
  g_assert_true (pt_waveform_view_get_columns (view) == columns);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (view));
  picture = pt_test_draw (GTK_WIDGET (view));
  g_assert_cmpuint (count_ink (picture, 10, ground), >, (guint) HEIGHT * 3 / 4);
  g_assert_cmpuint (count_ink (picture, WIDTH - 10, ground), <=, 2);
  cairo_surface_destroy (picture);
  gtk_window_destroy (window);
}

/* The part that was heard has another colour, and a line stands where it ends; time runs the
 * same way in every language. */
static void
test_position (void)
{
  GtkWindow *window;
  PtWaveformView *view = show (&window);
  g_autoptr (GBytes) columns = make_columns ();
  cairo_surface_t *picture;

  gtk_widget_set_direction (GTK_WIDGET (view), GTK_TEXT_DIR_RTL);
  pt_waveform_view_set_columns (view, columns);
  pt_waveform_view_set_position (view, 0.25);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (view));
  picture = pt_test_draw (GTK_WIDGET (view));
  g_assert_cmpuint (get_pixel (picture, 10, HEIGHT / 2), !=, get_pixel (picture, 35, HEIGHT / 2));
  cairo_surface_destroy (picture);

  pt_waveform_view_set_position (view, 0.8);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (view));
  picture = pt_test_draw (GTK_WIDGET (view));
  g_assert_cmpuint (count_ink (picture, 80, 0xfafafa), ==, (guint) gtk_widget_get_height (GTK_WIDGET (view)));
  g_assert_cmpuint (count_ink (picture, 90, 0xfafafa), <=, 2);
  cairo_surface_destroy (picture);
  gtk_window_destroy (window);
}

static void
seek_cb (PtWaveformView *view, double position, double *seen)
{
  *seen = position;
}

static gboolean
press (GtkWidget *widget, guint keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint k = 0; k < g_list_model_get_n_items (G_LIST_MODEL (controller)); k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger) && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == keyval)
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget, gtk_shortcut_get_arguments (shortcut));
        }
    }

  return FALSE;
}

static GtkGesture *
find_drag (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_DRAG (controller))
        return GTK_GESTURE (controller);
    }
  g_assert_not_reached ();
}

static void
test_seek (void)
{
  GtkWindow *window;
  PtWaveformView *view = show (&window);
  double seen = -1;

  g_signal_connect (view, "seek", G_CALLBACK (seek_cb), &seen);
  g_assert_false (gtk_widget_get_focusable (GTK_WIDGET (view)));
  g_assert_false (press (GTK_WIDGET (view), GDK_KEY_Right));
  g_assert_cmpfloat (seen, ==, -1);

  pt_waveform_view_set_seekable (view, TRUE);
  g_assert_true (gtk_widget_get_focusable (GTK_WIDGET (view)));
  pt_waveform_view_set_position (view, 0.5);
  g_assert_true (press (GTK_WIDGET (view), GDK_KEY_Right));
  g_assert_cmpfloat_with_epsilon (seen, 0.55, 1e-9);
  g_assert_true (press (GTK_WIDGET (view), GDK_KEY_Left));
  g_assert_cmpfloat_with_epsilon (seen, 0.45, 1e-9);
  g_assert_true (press (GTK_WIDGET (view), GDK_KEY_Home));
  g_assert_cmpfloat (seen, ==, 0);

  g_signal_emit_by_name (find_drag (GTK_WIDGET (view)), "drag-begin",
                         0.75 * gtk_widget_get_width (GTK_WIDGET (view)), 5.0);
  g_assert_cmpfloat_with_epsilon (seen, 0.75, 0.01);
  gtk_window_destroy (window);
}

static void
test_accessible (void)
{
  GtkWindow *window;
  PtWaveformView *view = show (&window);
  /* The macro takes no percent sign. */
  const char *half = "At 50 %";

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_ROLE_SLIDER);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, "Waveform");
  pt_waveform_view_set_position (view, 0.5);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, half);
  pt_waveform_view_set_position (view, -3);
  g_assert_cmpfloat (pt_waveform_view_get_position (view), ==, -1);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, "No waveform yet");
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  pt_test_window_init (&argc, &argv);
  g_test_add_func ("/widgets/waveform-view/drawn", test_drawn);
  g_test_add_func ("/widgets/waveform-view/position", test_position);
  g_test_add_func ("/widgets/waveform-view/seek", test_seek);
  g_test_add_func ("/widgets/waveform-view/accessible", test_accessible);

  return g_test_run ();
}
