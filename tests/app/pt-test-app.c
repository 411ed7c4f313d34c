/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "pt-test-app.h"

static gboolean
is_quiet (gpointer data)
{
  PtStudio *studio = pt_application_get_studio (data);
  PtLibraryState state = pt_library_keeper_get_state (pt_studio_get_keeper (studio));

  return (state == PT_LIBRARY_READY || state == PT_LIBRARY_FAILED)
         && !pt_palette_shelf_get_loading (pt_studio_get_shelf (studio))
         && pt_job_list_get_n_running (pt_studio_get_jobs (studio)) == 0
         && !pt_groove_get_loading (pt_studio_get_groove (studio));
}

static gboolean
is_drawn (gpointer data)
{
  GtkWidget *content = pt_test_app_get_content (data);

  return gtk_widget_get_mapped (content) && gtk_widget_get_width (content) > 0;
}

void
pt_test_app_settle (PtApplication *application)
{
  pt_test_wait_until (is_quiet, application, 60);
  pt_test_settle ();
  gtk_test_widget_wait_for_draw (GTK_WIDGET (pt_test_app_get_window (application)));
  pt_test_settle ();
}

typedef struct
{
  PtApplication *application;
  PtTestAppFunc func;
  gconstpointer data;
} Run;

static gboolean
run_cb (gpointer data)
{
  Run *run = data;

  pt_test_wait_until (is_drawn, run->application, 30);
  pt_test_app_settle (run->application);
  run->func (run->application, run->data);
  gtk_window_destroy (GTK_WINDOW (pt_test_app_get_window (run->application)));
  g_application_quit (G_APPLICATION (run->application));

  return G_SOURCE_REMOVE;
}

static void
activate_cb (GApplication *application, Run *run)
{
  g_idle_add (run_cb, run);
}

void
pt_test_app_run (int width, int height, PtTestAppFunc func, gconstpointer data)
{
  PtApplication *application = pt_application_new ();
  g_autoptr (GSettings) settings = g_settings_new (PT_APPLICATION_ID);
  Run run = { application, func, data };
  char name[] = "peaktime";
  char *argv[] = { name, NULL };

  g_settings_set_int (settings, "window-width", width);
  g_settings_set_int (settings, "window-height", height);
  g_settings_set_string (settings, "audio-device", "silent");
  g_application_set_flags (G_APPLICATION (application), g_application_get_flags (G_APPLICATION (application)) | G_APPLICATION_NON_UNIQUE);
  g_signal_connect_after (application, "activate", G_CALLBACK (activate_cb), &run);
  g_assert_cmpint (g_application_run (G_APPLICATION (application), 1, argv), ==, 0);
  g_assert_finalize_object (application);
}

PtWindow *
pt_test_app_get_window (PtApplication *application)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (application));

  for (GList *l = windows; l != NULL; l = l->next)
    if (PT_IS_WINDOW (l->data))
      return l->data;
  g_assert_not_reached ();
}

GtkWidget *
pt_test_app_get_content (PtApplication *application)
{
  return adw_application_window_get_content (ADW_APPLICATION_WINDOW (pt_test_app_get_window (application)));
}
