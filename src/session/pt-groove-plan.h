/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-render-plan.h"
#include "audio/pt-sample-loader.h"

G_BEGIN_DECLS

/* A plan that goes round, made on a thread out of what can be read: a role whose file is
 * missing or broken is silent, and a notice says so. With a rival the louder of the two is
 * turned down to the other. */

typedef struct
{
  PtArrangement *arrangement; /* a snapshot of it is taken */
  PtSampleLoader *loader;
  const char *const *roots; /* nullable */
  guint sample_rate;
  double gain_db; /* of everything, below the headroom; found out where there is a rival */
  PtArrangement *rival; /* nullable: what it is matched with */
  double lufs; /* NAN: to be measured, here and below */
  double rival_lufs;
} PtGroovePlanRequest;

typedef struct
{
  PtRenderPlan *plan; /* NULL: there is nothing to be heard */
  char **notices;
  double gain_db;
  double lufs; /* as it is, not turned down */
  double rival_lufs;
} PtGroovePlan;

void pt_groove_plan_free (PtGroovePlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtGroovePlan, pt_groove_plan_free)

void pt_groove_plan_load_async (const PtGroovePlanRequest *request,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
PtGroovePlan *pt_groove_plan_load_finish (GAsyncResult *result,
                                          GError **error);

G_END_DECLS
