/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-job.h"

struct _PtJob
{
  GObject parent_instance;
};

G_DEFINE_FINAL_TYPE (PtJob, pt_job, G_TYPE_OBJECT)

static void
pt_job_class_init (PtJobClass *klass)
{
}

static void
pt_job_init (PtJob *self)
{
}

GType
pt_job_state_get_type (void)
{
  return G_TYPE_INT;
}

PtJob *
pt_job_new (const char *title)
{
  return g_object_new (pt_job_get_type (), NULL);
}

const char *
pt_job_get_title (PtJob *self)
{
  return NULL;
}

const char *
pt_job_get_detail (PtJob *self)
{
  return NULL;
}

double
pt_job_get_fraction (PtJob *self)
{
  return 0;
}

double
pt_job_get_seconds_left (PtJob *self)
{
  return 0;
}

PtJobState
pt_job_get_state (PtJob *self)
{
  return 0;
}

const char *
pt_job_get_error_message (PtJob *self)
{
  return NULL;
}

GCancellable *
pt_job_get_cancellable (PtJob *self)
{
  return NULL;
}

void
pt_job_report (PtJob *self, double fraction, const char *detail)
{
}

void
pt_job_finish (PtJob *self, const GError *error)
{
}
