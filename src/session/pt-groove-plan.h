/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-render-plan.h"
#include "audio/pt-sample-loader.h"

G_BEGIN_DECLS

/* A plan that goes round, made on a thread out of what can be read: a role whose file is
 * missing or broken is silent, and a notice says so. */

typedef struct
{
  PtArrangement *arrangement; /* a snapshot of it is taken */
  PtSampleLoader *loader;
  const char *const *roots; /* nullable */
  guint sample_rate;
  double gain; /* linear, of everything */
} PtGroovePlanRequest;

void pt_groove_plan_load_async (const PtGroovePlanRequest *request,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* NULL without an error: there is nothing to be heard. @notices (out): g_strfreev. */
PtRenderPlan *pt_groove_plan_load_finish (GAsyncResult *result,
                                          char ***notices,
                                          GError **error);

G_END_DECLS
