/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Waiting for what comes through the main loop. A test whose wait takes longer than half a
 * minute fails. */

typedef struct
{
  gint64 deadline_usec;
  guint tick_id;
} PtTestWait;

PtTestWait pt_test_wait_begin (void);
/* One round of the main loop, which is not idle for long. */
void pt_test_wait_step (const PtTestWait *wait);
void pt_test_wait_end (const PtTestWait *wait);

#define pt_test_wait_for(condition) \
  G_STMT_START \
  { \
    PtTestWait pt_test_wait = pt_test_wait_begin (); \
\
    while (!(condition)) \
      pt_test_wait_step (&pt_test_wait); \
    pt_test_wait_end (&pt_test_wait); \
  } \
  G_STMT_END

/* All that is due by now. */
void pt_test_drain (void);

/* A callback that keeps the result in the GAsyncResult * that @user_data points at, where
 * the other waits for it. (transfer full) */
void pt_test_keep_result (GObject *object,
                          GAsyncResult *result,
                          gpointer user_data);
GAsyncResult *pt_test_wait_for_result (GAsyncResult **kept);

G_END_DECLS
