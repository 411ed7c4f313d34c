/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "core/pt-job.h"

G_BEGIN_DECLS

/* One job in the list: what it is, how far, how long yet, and a way out of it.
 * Signal: "dismiss". */
#define PT_TYPE_JOB_ROW (pt_job_row_get_type ())
G_DECLARE_FINAL_TYPE (PtJobRow, pt_job_row, PT, JOB_ROW, GtkListBoxRow)

GtkWidget *pt_job_row_new (PtJob *job);
/* (transfer none) */
PtJob *pt_job_row_get_job (PtJobRow *self);

G_END_DECLS
