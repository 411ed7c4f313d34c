/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-trace.h"

/* Of the environment; 0: nothing is traced. */
static gint64
get_base_usec (void)
{
  static gint64 base = -1;

  if (base < 0)
    {
      const char *value = g_getenv ("PEAKTIME_TRACE_START");

      base = value != NULL ? g_ascii_strtoll (value, NULL, 10) : 0;
      if (base == 1)
        base = g_get_monotonic_time ();
    }

  return base;
}

void
pt_trace_milestone (const char *milestone)
{
  g_return_if_fail (milestone != NULL);

  if (get_base_usec () > 0)
    g_printerr ("start: %.1f ms: %s\n", (double) (g_get_monotonic_time () - get_base_usec ()) / 1000.0, milestone);
}

static gboolean
has_rows (GtkWidget *widget, gboolean in_table)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (in_table && GTK_IS_LIST_VIEW (widget) && gtk_widget_get_first_child (widget) != NULL)
    return TRUE;
  in_table = in_table || GTK_IS_COLUMN_VIEW (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (has_rows (child, in_table))
      return TRUE;

  return FALSE;
}

static void
after_paint_cb (GdkFrameClock *clock, GtkWidget *window)
{
  static gboolean painted = FALSE;

  if (!painted)
    pt_trace_milestone ("first frame");
  painted = TRUE;
  if (has_rows (window, FALSE))
    {
      pt_trace_milestone ("first frame with rows");
      g_signal_handlers_disconnect_by_func (clock, after_paint_cb, window);
    }
}

static void
realize_cb (GtkWidget *window, gpointer data)
{
  g_signal_connect_object (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (after_paint_cb), window, 0);
}

static void
state_cb (PtLibraryKeeper *keeper, GParamSpec *pspec, gpointer data)
{
  g_autofree char *text = NULL;

  if (pt_library_keeper_get_state (keeper) != PT_LIBRARY_READY)
    return;
  text = g_strdup_printf ("library read, %u sounds", g_list_model_get_n_items (G_LIST_MODEL (pt_library_keeper_get_library (keeper))));
  pt_trace_milestone (text);
  g_signal_handlers_disconnect_by_func (keeper, state_cb, data);
}

void
pt_trace_watch (GtkWindow *window, PtLibraryKeeper *keeper)
{
  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (PT_IS_LIBRARY_KEEPER (keeper));

  if (get_base_usec () <= 0)
    return;
  g_signal_connect (window, "realize", G_CALLBACK (realize_cb), NULL);
  g_signal_connect (keeper, "notify::state", G_CALLBACK (state_cb), NULL);
}
