/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-job.h"

G_BEGIN_DECLS

/* What is being worked on, newest first: a GListModel of PtJob. Jobs that are done leave by
 * themselves, those that failed stay until they are dismissed. Properties: n-running (uint),
 * fraction (of all that run, below 0: nobody knows). */
#define PT_TYPE_JOB_LIST (pt_job_list_get_type ())
G_DECLARE_FINAL_TYPE (PtJobList, pt_job_list, PT, JOB_LIST, GObject)

PtJobList *pt_job_list_new (void);
void pt_job_list_add (PtJobList *self,
                      PtJob *job);
/* Forgets a job that does not run any more. */
void pt_job_list_dismiss (PtJobList *self,
                          PtJob *job);
void pt_job_list_cancel_all (PtJobList *self);
guint pt_job_list_get_n_running (PtJobList *self);
double pt_job_list_get_fraction (PtJobList *self);

G_END_DECLS
