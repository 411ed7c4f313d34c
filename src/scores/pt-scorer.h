/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-render-plan.h"
#include "core/pt-score.h"

G_BEGIN_DECLS

/* Something that gives a piece of music its four marks. A scorer never changes once made and
 * may be asked from several threads at once, up to its limit; PtScoreQueue keeps to that.
 * Marks of two scorers, or of two versions of one, never compare. */

typedef struct
{
  PtScoreMetrics metrics;
  double duration_s;
  double lufs_i; /* NAN: the scorer did not measure it */
} PtScorerResult;

#define PT_TYPE_SCORER (pt_scorer_get_type ())
G_DECLARE_DERIVABLE_TYPE (PtScorer, pt_scorer, PT, SCORER, GObject)

struct _PtScorerClass
{
  GObjectClass parent_class;

  const char *(*get_name) (PtScorer *self);
  const char *(*get_version) (PtScorer *self);
  gboolean (*is_estimate) (PtScorer *self); /* NULL: no */
  guint (*get_max_concurrent) (PtScorer *self); /* NULL: 1 */
  gboolean (*score_file) (PtScorer *self,
                          const char *path,
                          PtScorerResult *result,
                          PtProgressFunc progress,
                          gpointer user_data,
                          GCancellable *cancellable,
                          GError **error);
  /* NULL: it needs a file. */
  gboolean (*score_plan) (PtScorer *self,
                          PtRenderPlan *plan,
                          PtScorerResult *result,
                          GCancellable *cancellable,
                          GError **error);
};

/* "signal": what stands in the history and on the command line. */
const char *pt_scorer_get_name (PtScorer *self);
const char *pt_scorer_get_version (PtScorer *self);
/* Wherever its marks are shown the word “estimate” stands beside them. */
gboolean pt_scorer_is_estimate (PtScorer *self);
/* So many pieces at a time, never 0. */
guint pt_scorer_get_max_concurrent (PtScorer *self);

/* Blocks; call it on a worker. @progress (nullable) is called from there, with a fraction
 * below 0 when nobody knows. */
gboolean pt_scorer_score_file (PtScorer *self,
                               const char *path,
                               PtScorerResult *result,
                               PtProgressFunc progress,
                               gpointer user_data,
                               GCancellable *cancellable,
                               GError **error);
/* Music that is in no file: mixed and heard block by block. Blocks. */
gboolean pt_scorer_can_score_plan (PtScorer *self);
gboolean pt_scorer_score_plan (PtScorer *self,
                               PtRenderPlan *plan,
                               PtScorerResult *result,
                               GCancellable *cancellable,
                               GError **error);

G_END_DECLS
