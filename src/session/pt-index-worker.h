/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-library-index.h"

G_BEGIN_DECLS

/* The thread that owns the library's index. Work is done in the order it was given; what the
 * user said is saved before that, and pictures are drawn before that, also while a scan runs.
 * What it finds goes to the main thread in order, a few milliseconds at a time. */
typedef struct _PtIndexWorker PtIndexWorker;

typedef enum
{
  PT_INDEX_SAVE, /* first, in order */
  PT_INDEX_PICTURE, /* then, newest first */
  PT_INDEX_WORK, /* then, in order */
  PT_N_INDEX_LANES,
} PtIndexLane;

/* On the thread. */
typedef void (*PtIndexFunc) (PtIndexWorker *worker,
                             gpointer data);

/* On the main context of the caller all results are handed over. */
PtIndexWorker *pt_index_worker_new (void);
/* Does all that is to be done (cancel it before), hands over all results, and is gone. */
void pt_index_worker_free (PtIndexWorker *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtIndexWorker, pt_index_worker_free)

/* @run on the thread with @data; then, on the main thread, @done (nullable) with the same,
 * which takes it. */
void pt_index_worker_push (PtIndexWorker *self,
                           PtIndexLane lane,
                           PtIndexFunc run,
                           GDestroyNotify done,
                           gpointer data);

/* --- on the thread --- */

/* NULL: nothing is open. (transfer none) */
PtLibraryIndex *pt_index_worker_get_index (PtIndexWorker *self);
/* Takes @index (nullable). */
void pt_index_worker_take_index (PtIndexWorker *self,
                                 PtLibraryIndex *index);
/* Saves and draws what waits for it: to be called now and then by long work. */
void pt_index_worker_yield (PtIndexWorker *self);
/* What runs was let in by other work, which still needs the index. */
gboolean pt_index_worker_is_yielding (PtIndexWorker *self);
/* Calls @func with @data, which it takes, on the main thread, in order. */
void pt_index_worker_tell (PtIndexWorker *self,
                           GDestroyNotify func,
                           gpointer data);

G_END_DECLS
