/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One thread that does what it is given in the order it is given: files that are written
 * behind, where the later must not overtake the earlier. */
typedef struct _PtWorker PtWorker;

PtWorker *pt_worker_new (void);
/* Waits until all is done. */
void pt_worker_free (PtWorker *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtWorker, pt_worker_free)

/* Calls @func with @task on the thread; it returns the task exactly once. */
void pt_worker_run (PtWorker *self,
                    GTask *task,
                    GTaskThreadFunc func);
/* Waits until all that was given so far is done. */
void pt_worker_flush (PtWorker *self);

G_END_DECLS
