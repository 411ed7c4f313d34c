/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-job-list.h"

#define DEADLINE_USEC (10 * G_USEC_PER_SEC)

static void
count_cb (guint *counter)
{
  (*counter)++;
}

static gboolean
nothing (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Runs the main loop until the job stands at @fraction. */
static void
wait_for_fraction (PtJob *job, double fraction)
{
  gint64 deadline_usec = g_get_monotonic_time () + DEADLINE_USEC;
  guint tick = g_timeout_add (5, nothing, NULL);

  while (pt_job_get_fraction (job) != fraction)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline_usec);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (tick);
}

static gpointer
report_often (gpointer data)
{
  PtJob *job = data;

  for (guint i = 1; i <= 100000; i++)
    pt_job_report (job, i / 100000.0, "all of them");

  return NULL;
}

static void
test_report_from_a_thread (void)
{
  g_autoptr (PtJob) job = pt_job_new ("Scanning");
  g_autoptr (GThread) thread = NULL;
  guint n_notified = 0;

  g_signal_connect_swapped (job, "notify::fraction", G_CALLBACK (count_cb), &n_notified);
  g_assert_cmpstr (pt_job_get_title (job), ==, "Scanning");
  g_assert_cmpfloat (pt_job_get_fraction (job), <, 0);
  thread = g_thread_new ("reporter", report_often, job);
  wait_for_fraction (job, 1);
  g_thread_join (g_steal_pointer (&thread));
  /* A hundred thousand reports, but only a few of them are shown. */
  g_assert_cmpuint (n_notified, >, 0);
  g_assert_cmpuint (n_notified, <, 200);
  g_assert_cmpstr (pt_job_get_detail (job), ==, "all of them");
  pt_job_finish (job, NULL);
  g_assert_cmpint (pt_job_get_state (job), ==, PT_JOB_DONE);
}

static void
test_seconds_left (void)
{
  g_autoptr (PtJob) job = pt_job_new ("Scanning");
  gint64 start_usec = g_get_monotonic_time ();
  guint tick = g_timeout_add (5, nothing, NULL);

  g_assert_cmpfloat (pt_job_get_seconds_left (job), <, 0);
  /* A quarter of it in a second. */
  while (pt_job_get_seconds_left (job) < 0)
    {
      double elapsed_s = (g_get_monotonic_time () - start_usec) / 1e6;

      g_assert_cmpfloat (elapsed_s, <, 10);
      pt_job_report (job, elapsed_s / 4, NULL);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (tick);
  g_assert_cmpfloat (pt_job_get_seconds_left (job), >, 1);
  g_assert_cmpfloat (pt_job_get_seconds_left (job), <, 8);
  pt_job_report (job, 0.9, "late");
  pt_job_finish (job, NULL);
  g_assert_cmpfloat (pt_job_get_seconds_left (job), ==, 0);
  g_assert_cmpfloat (pt_job_get_fraction (job), ==, 1);
}

static void
test_finish_once (void)
{
  PtJob *job = pt_job_new ("Scanning");
  g_autoptr (GError) failed = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "The disk is gone");

  pt_job_report (job, 0.5, "half");
  pt_job_finish (job, failed);
  g_assert_cmpint (pt_job_get_state (job), ==, PT_JOB_FAILED);
  g_assert_cmpstr (pt_job_get_error_message (job), ==, "The disk is gone");
  g_assert_cmpstr (pt_job_get_detail (job), ==, "half");
  pt_job_finish (job, NULL);
  pt_job_report (job, 1, "too late");
  g_assert_cmpint (pt_job_get_state (job), ==, PT_JOB_FAILED);
  /* Nothing waits that would keep it alive. */
  g_assert_finalize_object (job);
}

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, GString *log)
{
  g_string_append_printf (log, "%u-%u+%u ", position, removed, added);
}

static void
test_list (void)
{
  PtJobList *list = pt_job_list_new ();
  g_autoptr (PtJob) first = pt_job_new ("first");
  g_autoptr (PtJob) second = pt_job_new ("second");
  g_autoptr (PtJob) third = pt_job_new ("third");
  g_autoptr (GError) failed = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "The disk is gone");
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (PtJob) top = NULL;

  g_signal_connect (list, "items-changed", G_CALLBACK (changed_cb), log);
  pt_job_list_add (list, first);
  pt_job_list_add (list, second);
  pt_job_list_add (list, third);
  g_assert_cmpstr (log->str, ==, "0-0+1 0-0+1 0-0+1 ");
  top = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_true (top == third);
  g_assert_cmpuint (pt_job_list_get_n_running (list), ==, 3);
  g_assert_cmpfloat (pt_job_list_get_fraction (list), <, 0);
  pt_job_report (first, 0.5, NULL);
  wait_for_fraction (first, 0.5);
  pt_job_report (second, 0.25, NULL);
  wait_for_fraction (second, 0.25);
  g_assert_cmpfloat (pt_job_list_get_fraction (list), ==, 0.375);

  /* The middle one goes, the failed one stays until it is dismissed. */
  g_string_truncate (log, 0);
  pt_job_list_dismiss (list, second);
  pt_job_finish (second, NULL);
  pt_job_finish (first, failed);
  g_assert_cmpstr (log->str, ==, "1-1+0 ");
  g_assert_cmpuint (pt_job_list_get_n_running (list), ==, 1);
  pt_job_list_dismiss (list, first);
  g_assert_cmpstr (log->str, ==, "1-1+0 1-1+0 ");

  pt_job_list_cancel_all (list);
  g_assert_true (g_cancellable_is_cancelled (pt_job_get_cancellable (third)));
  g_assert_false (g_cancellable_is_cancelled (pt_job_get_cancellable (first)));
  g_assert_finalize_object (list);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/job/report-from-a-thread", test_report_from_a_thread);
  g_test_add_func ("/job/seconds-left", test_seconds_left);
  g_test_add_func ("/job/finish-once", test_finish_once);
  g_test_add_func ("/job/list", test_list);

  return g_test_run ();
}
