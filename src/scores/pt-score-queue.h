/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "scores/pt-score-history.h"

G_BEGIN_DECLS

/* Scores files in the background, no more at a time than each scorer takes, and keeps what they
 * say: in the history, or in memory when there is none. The same content is not scored twice by
 * the same version of a scorer. Made and asked on the main thread; answers come there.
 *
 * Signal: "changed": something began or ended. */
#define PT_TYPE_SCORE_QUEUE (pt_score_queue_get_type ())
G_DECLARE_FINAL_TYPE (PtScoreQueue, pt_score_queue, PT, SCORE_QUEUE, GObject)

typedef enum
{
  PT_SCORE_PLAIN = 0,
  PT_SCORE_AGAIN = 1 << 0, /* even when there is a score */
  PT_SCORE_NO_STORE = 1 << 1, /* neither look at the history nor write to it */
} PtScoreFlags;

/* @history may be NULL. */
PtScoreQueue *pt_score_queue_new (PtScoreHistory *history);

/* @origin (nullable): what made the file; its texts go into the record. @progress (nullable)
 * arrives on the caller's context. Orders hold the queue until they are done; cancel them to let go sooner. */
void pt_score_queue_score_async (PtScoreQueue *self,
                                 PtScorer *scorer,
                                 const char *path,
                                 const PtScoreRecord *origin,
                                 PtScoreFlags flags,
                                 PtProgressFunc progress,
                                 gpointer progress_data,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* What the file scored; stored already unless that was not wanted. */
PtScoreRecord *pt_score_queue_score_finish (PtScoreQueue *self,
                                            GAsyncResult *result,
                                            GError **error);
guint pt_score_queue_get_n_waiting (PtScoreQueue *self);
guint pt_score_queue_get_n_running (PtScoreQueue *self);

G_END_DECLS
