/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "core/pt-job-list.h"

G_BEGIN_DECLS

/* What is being worked on: a button with a bar below its icon, and a popover that lists the
 * jobs, where each can be cancelled or, when it failed, dismissed. */
#define PT_TYPE_JOBS_BUTTON (pt_jobs_button_get_type ())
G_DECLARE_FINAL_TYPE (PtJobsButton, pt_jobs_button, PT, JOBS_BUTTON, AdwBin)

/* Once. */
void pt_jobs_button_set_jobs (PtJobsButton *self,
                              PtJobList *jobs);
void pt_jobs_button_popup (PtJobsButton *self);

G_END_DECLS
