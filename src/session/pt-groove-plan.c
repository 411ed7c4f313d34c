/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-groove-plan.h"

#include <math.h>

#include "audio/pt-renderer.h"
#include "core/pt-util.h"

/* Measured over so many rounds, that the seam counts as it does for who listens. */
#define MEASURED_ROUNDS 2

/* What it takes to read an arrangement. */
typedef struct
{
  PtArrangement *arrangement;
  PtSampleLoader *loader;
  const char *const *roots;
  guint sample_rate;
  GPtrArray *notices; /* nullable */
  GCancellable *cancellable;
} Reading;

void
pt_groove_plan_free (PtGroovePlan *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->plan, pt_render_plan_unref);
  g_strfreev (self->notices);
  g_free (self);
}

/* --- what can be read --- */

/* Whether the layer's sample is there; what was loaded stays with the loader. */
static gboolean
can_load (Reading *reading, PtLayer *layer, const char *path, GError **error)
{
  g_autoptr (PtAudioBuffer) buffer = NULL;

  if (pt_layer_get_layer_type (layer) == PT_LAYER_LOOP)
    buffer = pt_sample_loader_load_loop (reading->loader, path, 0, pt_arrangement_get_tempo (reading->arrangement),
                                         reading->sample_rate, NULL, reading->cancellable, error);
  else
    buffer = pt_sample_loader_load_one_shot (reading->loader, path, reading->sample_rate, reading->cancellable, error);

  return buffer != NULL;
}

/* Empties the role of @layer when its sample cannot be had. Returns whether it sounds. */
static gboolean
keep_or_silence (Reading *reading, PtLayer *layer)
{
  g_autofree char *path = pt_arrangement_resolve_sample (reading->arrangement, layer, reading->roots);
  g_autoptr (GError) problem = NULL;
  PtRole role = pt_layer_get_role (layer);

  if (path == NULL)
    return FALSE;
  if (can_load (reading, layer, path, &problem))
    return TRUE;
  if (g_cancellable_is_cancelled (reading->cancellable))
    return FALSE;
  if (reading->notices != NULL)
    g_ptr_array_add (reading->notices, g_strdup_printf ("No %s: %s", pt_role_to_string (role), problem->message));
  pt_palette_set_path (pt_arrangement_get_palette (reading->arrangement), role, NULL);

  return FALSE;
}

/* FALSE: nothing sounds at all. */
static gboolean
silence_what_is_missing (Reading *reading)
{
  gboolean sounds = FALSE;

  for (guint i = 0; i < pt_arrangement_get_n_sections (reading->arrangement); i++)
    {
      PtSection *section = pt_arrangement_get_section (reading->arrangement, i);

      for (guint j = 0; j < pt_section_get_n_layers (section); j++)
        if (!g_cancellable_is_cancelled (reading->cancellable) && keep_or_silence (reading, pt_section_get_layer (section, j)))
          sounds = TRUE;
    }

  return sounds;
}

/* NULL without an error: there is nothing to be heard. */
static PtRenderPlan *
make_plan (Reading *reading, double gain, GError **error)
{
  const PtRenderPlanOptions options = {
    .sample_rate = reading->sample_rate,
    .roots = reading->roots,
    .live = TRUE,
    .looping = TRUE,
    .gain = gain,
  };
  PtRenderPlan *plan = pt_render_plan_new (reading->arrangement, reading->loader, &options, NULL, reading->cancellable, NULL);

  if (plan != NULL)
    return plan;
  /* Who is to blame is looked for only when it did not work. */
  if (silence_what_is_missing (reading))
    return pt_render_plan_new (reading->arrangement, reading->loader, &options, NULL, reading->cancellable, error);
  g_cancellable_set_error_if_cancelled (reading->cancellable, error);

  return NULL;
}

/* --- loudness --- */

gboolean
pt_groove_plan_measure (PtArrangement *arrangement, PtSampleLoader *loader, const char *const *roots, guint sample_rate, double *lufs, GCancellable *cancellable, GError **error)
{
  g_autoptr (PtArrangement) rounds = NULL;
  PtRenderOptions options = PT_RENDER_OPTIONS_INIT;
  Reading reading = { .loader = loader, .roots = roots, .sample_rate = sample_rate, .cancellable = cancellable };
  g_auto (PtRenderResult) result = { 0 };

  g_return_val_if_fail (PT_IS_ARRANGEMENT (arrangement), FALSE);
  g_return_val_if_fail (PT_IS_SAMPLE_LOADER (loader), FALSE);
  g_return_val_if_fail (lufs != NULL, FALSE);

  rounds = pt_arrangement_copy (arrangement);
  for (guint i = 1; i < MEASURED_ROUNDS; i++)
    for (guint j = 0; j < pt_arrangement_get_n_sections (arrangement); j++)
      pt_arrangement_add_section (rounds, pt_section_copy (pt_arrangement_get_section (arrangement, j)));
  reading.arrangement = rounds;
  if (!silence_what_is_missing (&reading))
    {
      *lufs = -INFINITY;
      return !g_cancellable_set_error_if_cancelled (cancellable, error);
    }

  options.sample_rate = sample_rate;
  options.normalize = PT_NORMALIZE_OFF;
  options.without_hash = TRUE;
  options.roots = roots;
  if (!pt_render (rounds, loader, &options, NULL, &result, NULL, NULL, cancellable, error))
    return FALSE;
  *lufs = result.loudness.lufs_i;

  return TRUE;
}

double
pt_groove_plan_match (double lufs, double rival_lufs)
{
  return isfinite (lufs) && isfinite (rival_lufs) ? MIN (rival_lufs - lufs, 0) : 0;
}

/* --- on a thread --- */

typedef struct
{
  PtArrangement *arrangement;
  PtArrangement *rival;
  PtSampleLoader *loader;
  char **roots;
  guint sample_rate;
  gboolean matches;
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

static gboolean
measure (Load *load, PtArrangement *arrangement, double *lufs, GCancellable *cancellable, GError **error)
{
  return !isnan (*lufs)
         || pt_groove_plan_measure (arrangement, load->loader, (const char *const *) load->roots, load->sample_rate, lufs,
                                    cancellable, error);
}

static gboolean
fill_plan (Load *load, PtGroovePlan *plan, GPtrArray *notices, GCancellable *cancellable, GError **error)
{
  Reading reading = {
    .arrangement = load->arrangement,
    .loader = load->loader,
    .roots = (const char *const *) load->roots,
    .sample_rate = load->sample_rate,
    .notices = notices,
    .cancellable = cancellable,
  };
  GError *problem = NULL;

  if (load->matches)
    {
      plan->gain_db = 0;
      if (load->rival != NULL)
        {
          if (!measure (load, load->arrangement, &plan->lufs, cancellable, error)
              || !measure (load, load->rival, &plan->rival_lufs, cancellable, error))
            return FALSE;
          plan->gain_db = pt_groove_plan_match (plan->lufs, plan->rival_lufs);
        }
    }
  plan->plan = make_plan (&reading, pt_gain_from_db (plan->gain_db), &problem);
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
  load->matches = request->matches;
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
