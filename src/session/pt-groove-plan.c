/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-groove-plan.h"

#include <math.h>

#include "core/pt-util.h"
#include "session/pt-groove-listener.h"
#include "session/pt-groove.h"

void
pt_groove_plan_free (PtGroovePlan *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->plan, pt_render_plan_unref);
  g_strfreev (self->notices);
  g_free (self);
}

/* NULL without an error: there is nothing to be heard. */
static PtRenderPlan *
make_plan (const PtGrooveListener *self, double gain, GError **error)
{
  const PtRenderPlanOptions options = {
    .sample_rate = self->sample_rate,
    .roots = self->roots,
    .live = TRUE,
    .looping = TRUE,
    .gain = gain,
  };
  PtRenderPlan *plan = pt_render_plan_new (self->arrangement, self->loader, &options, NULL, self->cancellable, NULL);

  if (plan != NULL)
    return plan;
  /* Who is to blame is looked for only when it did not work. */
  if (pt_groove_listener_silence_missing (self))
    return pt_render_plan_new (self->arrangement, self->loader, &options, NULL, self->cancellable, error);
  g_cancellable_set_error_if_cancelled (self->cancellable, error);

  return NULL;
}

/* --- on a thread --- */

typedef struct
{
  PtArrangement *arrangement;
  PtArrangement *rival;
  PtSampleLoader *loader;
  char **roots;
  guint sample_rate;
  PtGroovePlan *plan; /* what is known of it */
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_object_unref (load->arrangement);
  g_clear_object (&load->rival);
  g_object_unref (load->loader);
  g_strfreev (load->roots);
  g_clear_pointer (&load->plan, pt_groove_plan_free);
  g_free (load);
}

/* The gain of @plan, and what it was found by. */
static gboolean
find_gain (Load *load, PtGroovePlan *plan, GCancellable *cancellable, GError **error)
{
  PtGrooveListener own = {
    .arrangement = load->arrangement,
    .loader = load->loader,
    .roots = (const char *const *) load->roots,
    .sample_rate = load->sample_rate,
    .cancellable = cancellable,
  };
  PtGrooveListener rival = own;

  rival.arrangement = load->rival;

  return (!isnan (plan->lufs) || pt_groove_listener_measure (&own, 0, &plan->lufs, error))
         && (!isnan (plan->rival_lufs) || pt_groove_listener_measure (&rival, 0, &plan->rival_lufs, error))
         && pt_groove_listener_match (&own, plan->lufs, plan->rival_lufs, &plan->gain_db, error);
}

static gboolean
fill_plan (Load *load, PtGroovePlan *plan, GPtrArray *notices, GCancellable *cancellable, GError **error)
{
  const PtGrooveListener listener = {
    .arrangement = load->arrangement,
    .loader = load->loader,
    .roots = (const char *const *) load->roots,
    .sample_rate = load->sample_rate,
    .notices = notices,
    .cancellable = cancellable,
  };
  GError *problem = NULL;

  if (load->rival != NULL && !find_gain (load, plan, cancellable, error))
    return FALSE;
  plan->plan = make_plan (&listener, pt_gain_from_db (plan->gain_db - PT_GROOVE_HEADROOM_DB), &problem);
  if (problem != NULL)
    g_propagate_error (error, problem);

  return problem == NULL;
}

static void
load_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Load *load = task_data;
  g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func (g_free);
  GError *error = NULL;

  if (!fill_plan (load, load->plan, notices, cancellable, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_ptr_array_add (notices, NULL);
  load->plan->notices = (char **) g_ptr_array_steal (notices, NULL);
  g_task_return_pointer (task, g_steal_pointer (&load->plan), (GDestroyNotify) pt_groove_plan_free);
}

void
pt_groove_plan_load_async (const PtGroovePlanRequest *request, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Load *load;

  g_return_if_fail (request != NULL);
  g_return_if_fail (PT_IS_ARRANGEMENT (request->arrangement));
  g_return_if_fail (PT_IS_SAMPLE_LOADER (request->loader));

  load = g_new0 (Load, 1);
  load->arrangement = pt_arrangement_copy (request->arrangement);
  if (request->rival != NULL)
    load->rival = pt_arrangement_copy (request->rival);
  load->loader = g_object_ref (request->loader);
  load->roots = g_strdupv ((char **) request->roots);
  load->sample_rate = request->sample_rate;
  load->plan = g_new0 (PtGroovePlan, 1);
  load->plan->gain_db = request->gain_db;
  load->plan->lufs = request->lufs;
  load->plan->rival_lufs = request->rival_lufs;

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, pt_groove_plan_load_async);
  g_task_set_task_data (task, load, load_free);
  g_task_run_in_thread (task, load_worker);
}

PtGroovePlan *
pt_groove_plan_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
