/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-trace.h"
#include "pt-test-window.h"

static GtkWidget *
new_table (void)
{
  const char *const rows[] = { "1", "2", NULL };
  GtkSelectionModel *model = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (gtk_string_list_new (rows))));
  GtkWidget *view = gtk_column_view_new (model);
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new ("Name", gtk_signal_list_item_factory_new ());

  gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);

  return view;
}

static void
test_subprocess (void)
{
  g_autoptr (PtJobList) jobs = pt_job_list_new ();
  g_autoptr (PtLibraryKeeper) keeper = pt_library_keeper_new (NULL, jobs);
  GtkWidget *window = gtk_window_new ();

  pt_trace_milestone ("hello");
  pt_trace_watch (GTK_WINDOW (window), keeper);
  gtk_window_set_child (GTK_WINDOW (window), new_table ());
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);
  gtk_test_widget_wait_for_draw (window);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_milestones (void)
{
  g_setenv ("PEAKTIME_TRACE_START", "1", TRUE);
  g_test_trap_subprocess ("/app/trace/subprocess", 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("*start: * ms: hello\n*start: * ms: first frame\n*start: * ms: first frame with rows\n*");
}

static void
test_silent (void)
{
  g_unsetenv ("PEAKTIME_TRACE_START");
  g_test_trap_subprocess ("/app/trace/subprocess", 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr_unmatched ("*start:*");
}

int
main (int argc, char **argv)
{
  pt_test_window_init (&argc, &argv);
  g_test_add_func ("/app/trace/milestones", test_milestones);
  g_test_add_func ("/app/trace/silent", test_silent);
  g_test_add_func ("/app/trace/subprocess", test_subprocess);

  return g_test_run ();
}
