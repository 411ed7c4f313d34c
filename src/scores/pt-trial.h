/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "scores/pt-score-history.h"
#include "scores/pt-trial-plan.h"

G_BEGIN_DECLS

/* Hears what a plan asks for, one condition after the other within a replica, so that one that was
 * stopped is balanced. The folder gets plan.json and, as they are done, the runs in runs.jsonl. */

typedef struct
{
  guint condition;
  guint palette; /* of the condition */
  guint replica; /* from 0 */
  guint64 seed;
  char *name; /* the palette's file; "" for none */
  PtScoreRecord *record; /* NULL: not done */
  char *error; /* why it failed */
} PtTrialRun;

/* Every run there is to be. (element-type PtTrialRun) */
GPtrArray *pt_trial_make_runs (PtTrialPlan *plan);

typedef struct
{
  PtTrialPlan *plan;
  PtScorer *scorer;
  PtLibrary *library; /* nullable when the plan leaves nothing to chance */
  const char *const *roots;
  PtScoreHistory *history; /* nullable */
  const char *folder;
  guint jobs; /* 0: one per processor */
  gboolean keep_audio; /* beside, as CONDITION-PALETTE-REPLICA.wav */
  gboolean resume;
} PtTrialOptions;

typedef void (*PtTrialFunc) (const PtTrialRun *run,
                             guint n_done,
                             guint n_all,
                             gpointer user_data);

/* Blocks; @done is called as in pt_screening_run(). The runs, failed ones among them. */
GPtrArray *pt_trial_run (const PtTrialOptions *options,
                         PtTrialFunc done,
                         gpointer user_data,
                         GCancellable *cancellable,
                         GError **error);
/* What is in a folder, whole or not. */
PtTrialPlan *pt_trial_load (const char *folder,
                            GPtrArray **runs,
                            GError **error);

G_END_DECLS
