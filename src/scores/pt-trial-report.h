/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "scores/pt-stats.h"
#include "scores/pt-trial.h"

G_BEGIN_DECLS

/* What a trial says: each condition with its interval, each against the control, in numbers and
 * in plain words, and what stands in the way of believing it. Pure: of plan and runs only. */

/* Whoever finds less has found nothing that can be heard: what replicas to come should show. */
#define PT_TRIAL_WORTH 0.2

typedef struct
{
  const char *name; /* the plan's */
  guint n;
  guint n_failed;
  PtStatsSummary objective; /* n 0: nothing was scored */
  PtStatsSummary axes[4]; /* CE CU PC PQ */
  double duration_s; /* mean */
} PtTrialArm;

typedef struct
{
  guint arm;
  guint control;
  PtStatsComparison welch; /* all values of one against all of the other */
  double permutation_p;
  guint n_pairs; /* same palette, same replica */
  PtStatsComparison paired;
  double paired_sd; /* of the differences */
  double paired_permutation_p;
  double p; /* the one that decides: paired from 3 pairs on, else Welch's */
  double p_holm; /* corrected for the number of comparisons */
  guint more_replicas; /* that would show PT_TRIAL_WORTH; 0: it would have shown, or nobody can tell */
  char *words;
} PtTrialComparison;

typedef struct
{
  GArray *arms; /* of PtTrialArm */
  GArray *comparisons; /* of PtTrialComparison */
  GPtrArray *warnings; /* of char * */
  char *scorer; /* name and version; NULL: nothing was scored */
  gboolean estimate;
} PtTrialReport;

PtTrialReport *pt_trial_report_new (PtTrialPlan *plan,
                                    GPtrArray *runs);
void pt_trial_report_free (PtTrialReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtTrialReport, pt_trial_report_free)

JsonNode *pt_trial_report_to_json (PtTrialReport *self,
                                   PtTrialPlan *plan);
/* A page that needs nothing else, light or dark as the reader has it. */
char *pt_trial_report_to_html (PtTrialReport *self,
                               PtTrialPlan *plan);

G_END_DECLS
