/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-player-private.h"

#include <glib/gi18n-lib.h>

/* Loading on a thread: two tasks, one that works there and one that the caller waits for,
 * because the plan is handed to the engine on the caller's thread before he hears of it.
 * The one that works knows nothing of the player: a thread may be the last to let go of its
 * task, and the player must not end there. */

typedef struct
{
  PtArrangement *arrangement;
  PtSampleLoader *loader;
  PtTempo tempo;
  char **roots;
  guint sample_rate;
  guint quantum_beats;
  guint serial;
  GPtrArray *notices;
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_clear_object (&load->arrangement);
  g_clear_object (&load->loader);
  g_strfreev (load->roots);
  g_clear_pointer (&load->notices, g_ptr_array_unref);
  g_free (load);
}

static void
load_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Load *load = task_data;
  const PtRenderPlanOptions options = {
    .sample_rate = load->sample_rate,
    .tempo = load->tempo,
    .roots = (const char *const *) load->roots,
    .live = TRUE,
  };
  GError *error = NULL;
  PtRenderPlan *plan = pt_render_plan_new (load->arrangement, load->loader, &options, load->notices, cancellable, &error);

  if (plan != NULL)
    g_task_return_pointer (task, plan, (GDestroyNotify) pt_render_plan_unref);
  else
    g_task_return_error (task, error);
}

static void
load_done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) outer = user_data;
  PtPlayer *self = g_task_get_source_object (outer);
  Load *load = g_task_get_task_data (G_TASK (result));
  g_autoptr (PtArrangement) arrangement = g_steal_pointer (&load->arrangement);
  g_autoptr (PtSampleLoader) loader = g_steal_pointer (&load->loader);
  GError *error = NULL;
  g_autoptr (PtRenderPlan) plan = g_task_propagate_pointer (G_TASK (result), &error);

  if (plan == NULL)
    {
      g_task_return_error (outer, error);
      return;
    }
  if (!_pt_player_end_load (self, load->serial, arrangement, plan, load->quantum_beats))
    {
      g_task_return_new_error (outer, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Another arrangement was loaded meanwhile"));
      return;
    }
  g_ptr_array_add (load->notices, NULL);
  g_task_return_pointer (outer, g_ptr_array_steal (load->notices, NULL), (GDestroyNotify) g_strfreev);
}

void
pt_player_load_async (PtPlayer *self,
                      PtArrangement *arrangement,
                      PtSampleLoader *loader,
                      PtTempo tempo,
                      const char *const *roots,
                      guint quantum_beats,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) inner = NULL;
  GTask *outer;
  Load *load;

  g_return_if_fail (PT_IS_PLAYER (self));
  g_return_if_fail (PT_IS_ARRANGEMENT (arrangement));
  g_return_if_fail (PT_IS_SAMPLE_LOADER (loader));

  load = g_new0 (Load, 1);
  load->arrangement = pt_arrangement_copy (arrangement);
  load->loader = g_object_ref (loader);
  load->tempo = tempo;
  load->roots = g_strdupv ((char **) roots);
  load->sample_rate = pt_player_get_sample_rate (self);
  load->quantum_beats = quantum_beats;
  load->serial = _pt_player_begin_load (self);
  load->notices = g_ptr_array_new_with_free_func (g_free);

  outer = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (outer, pt_player_load_async);
  inner = g_task_new (NULL, cancellable, load_done_cb, outer);
  g_task_set_source_tag (inner, load_worker);
  g_task_set_task_data (inner, load, load_free);
  g_task_run_in_thread (inner, load_worker);
}

gboolean
pt_player_load_finish (PtPlayer *self, GAsyncResult *result, char ***notices, GError **error)
{
  g_auto (GStrv) found = NULL;

  g_return_val_if_fail (PT_IS_PLAYER (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  found = g_task_propagate_pointer (G_TASK (result), error);
  if (found == NULL)
    return FALSE;
  if (notices != NULL)
    *notices = g_steal_pointer (&found);

  return TRUE;
}
