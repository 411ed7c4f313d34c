/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-groove-plan.h"

typedef struct
{
  PtArrangement *arrangement;
  PtSampleLoader *loader;
  char **roots;
  guint sample_rate;
  double gain;
  GPtrArray *notices;
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_object_unref (load->arrangement);
  g_object_unref (load->loader);
  g_strfreev (load->roots);
  g_ptr_array_unref (load->notices);
  g_free (load);
}

/* Whether the layer's sample is there; what was loaded stays with the loader. */
static gboolean
can_load (Load *load, PtLayer *layer, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (PtAudioBuffer) buffer = NULL;

  if (pt_layer_get_layer_type (layer) == PT_LAYER_LOOP)
    buffer = pt_sample_loader_load_loop (load->loader, path, 0, pt_arrangement_get_tempo (load->arrangement),
                                         load->sample_rate, NULL, cancellable, error);
  else
    buffer = pt_sample_loader_load_one_shot (load->loader, path, load->sample_rate, cancellable, error);

  return buffer != NULL;
}

/* Empties the role of @layer when its sample cannot be had. Returns whether it sounds. */
static gboolean
keep_or_silence (Load *load, PtLayer *layer, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = pt_arrangement_resolve_sample (load->arrangement, layer, (const char *const *) load->roots);
  g_autoptr (GError) problem = NULL;
  PtRole role = pt_layer_get_role (layer);

  if (path == NULL)
    return FALSE;
  if (can_load (load, layer, path, cancellable, &problem))
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  g_ptr_array_add (load->notices, g_strdup_printf ("No %s: %s", pt_role_to_string (role), problem->message));
  pt_palette_set_path (pt_arrangement_get_palette (load->arrangement), role, NULL);

  return FALSE;
}

/* FALSE with an error: cancelled. */
static gboolean
silence_what_is_missing (Load *load, gboolean *sounds, GCancellable *cancellable, GError **error)
{
  *sounds = FALSE;
  for (guint i = 0; i < pt_arrangement_get_n_sections (load->arrangement); i++)
    {
      PtSection *section = pt_arrangement_get_section (load->arrangement, i);

      for (guint j = 0; j < pt_section_get_n_layers (section); j++)
        {
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          if (keep_or_silence (load, pt_section_get_layer (section, j), cancellable, error))
            *sounds = TRUE;
        }
    }

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static void
load_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Load *load = task_data;
  const PtRenderPlanOptions options = {
    .sample_rate = load->sample_rate,
    .roots = (const char *const *) load->roots,
    .live = TRUE,
    .looping = TRUE,
    .gain = load->gain,
  };
  GError *error = NULL;
  PtRenderPlan *plan = pt_render_plan_new (load->arrangement, load->loader, &options, NULL, cancellable, &error);
  gboolean sounds;

  /* Who is to blame is looked for only when it did not work. */
  if (plan == NULL && !g_cancellable_is_cancelled (cancellable))
    {
      g_clear_error (&error);
      if (silence_what_is_missing (load, &sounds, cancellable, &error) && sounds)
        plan = pt_render_plan_new (load->arrangement, load->loader, &options, NULL, cancellable, &error);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, plan, (GDestroyNotify) pt_render_plan_unref);
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
  load->loader = g_object_ref (request->loader);
  load->roots = g_strdupv ((char **) request->roots);
  load->sample_rate = request->sample_rate;
  load->gain = request->gain;
  load->notices = g_ptr_array_new_with_free_func (g_free);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, pt_groove_plan_load_async);
  g_task_set_task_data (task, load, load_free);
  g_task_run_in_thread (task, load_worker);
}

PtRenderPlan *
pt_groove_plan_load_finish (GAsyncResult *result, char ***notices, GError **error)
{
  Load *load;
  PtRenderPlan *plan;
  GError *problem = NULL;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (notices != NULL, NULL);

  load = g_task_get_task_data (G_TASK (result));
  plan = g_task_propagate_pointer (G_TASK (result), &problem);
  *notices = NULL;
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return NULL;
    }
  g_ptr_array_add (load->notices, NULL);
  *notices = (char **) g_ptr_array_steal (load->notices, NULL);

  return plan;
}
