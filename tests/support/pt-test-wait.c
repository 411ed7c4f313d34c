/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "pt-test-wait.h"

#define PATIENCE_USEC (30 * G_USEC_PER_SEC)
#define TICK_MSEC 5

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

PtTestWait
pt_test_wait_begin (void)
{
  /* Without the tick a main loop to which nothing comes would outsleep the deadline. */
  return (PtTestWait){ g_get_monotonic_time () + PATIENCE_USEC, g_timeout_add (TICK_MSEC, tick_cb, NULL) };
}

void
pt_test_wait_step (const PtTestWait *wait)
{
  g_assert_cmpint (g_get_monotonic_time (), <, wait->deadline_usec);
  g_main_context_iteration (NULL, TRUE);
}

void
pt_test_wait_end (const PtTestWait *wait)
{
  g_source_remove (wait->tick_id);
}

void
pt_test_drain (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
pt_test_keep_result (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  g_assert_null (*kept);
  *kept = g_object_ref (result);
}

GAsyncResult *
pt_test_wait_for_result (GAsyncResult **kept)
{
  pt_test_wait_for (*kept != NULL);

  return g_steal_pointer (kept);
}
