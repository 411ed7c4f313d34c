/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Long work as a person sees it: what it is, how far it is, how long it will take, and a way
 * to cancel it. The service that works reports; a list of jobs shows it. Made, read and
 * finished on the main thread; only pt_job_report() may be called from any.
 *
 * Properties, all notifying: title, detail, fraction (0..1; below 0: nobody knows),
 * seconds-left (below 0: nobody knows), state, error-message. */

typedef enum
{
  PT_JOB_RUNNING,
  PT_JOB_DONE,
  PT_JOB_FAILED,
  PT_JOB_CANCELLED,
} PtJobState;

GType pt_job_state_get_type (void);
#define PT_TYPE_JOB_STATE (pt_job_state_get_type ())

#define PT_TYPE_JOB (pt_job_get_type ())
G_DECLARE_FINAL_TYPE (PtJob, pt_job, PT, JOB, GObject)

PtJob *pt_job_new (const char *title);

const char *pt_job_get_title (PtJob *self);
/* (nullable) "1 240 of 5 012" */
const char *pt_job_get_detail (PtJob *self);
double pt_job_get_fraction (PtJob *self);
double pt_job_get_seconds_left (PtJob *self);
PtJobState pt_job_get_state (PtJob *self);
/* (nullable) why it failed */
const char *pt_job_get_error_message (PtJob *self);
/* (transfer none); never NULL. Cancelling it is how a job is cancelled. */
GCancellable *pt_job_get_cancellable (PtJob *self);

/* From any thread. Notified on the context the job was made on, at most 10 times a second;
 * the time left is reckoned from what was reported so far. */
void pt_job_report (PtJob *self,
                    double fraction,
                    const char *detail);
/* Once; what is reported later is ignored. @error NULL: done; G_IO_ERROR_CANCELLED:
 * cancelled; else failed. */
void pt_job_finish (PtJob *self,
                    const GError *error);

G_END_DECLS
