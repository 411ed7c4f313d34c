/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "core/pt-util.h"
#include "session/pt-groove-plan.h"
#include "session/pt-groove-private.h"

/* A plan is made whenever something changes that can be heard: asked for once the main loop
 * comes round, so that many changes at once make one plan, and made on a thread. The newest
 * request cancels those before it.
 *
 * Levels are matched in the plan, so that they change with it on its frame. To know them takes
 * a render of both palettes: a new palette waits for it (once; what was measured is kept), but
 * a gain that is being turned is heard first and matched after. */

/* Palettes whose loudness is remembered. */
#define MAX_MEASURED 256

/* --- loudness --- */

/* All that the loudness of @palette depends on. */
static char *
describe (PtGroove *self, PtPalette *palette)
{
  g_autoptr (PtGrooveHeard) heard = pt_groove_heard_new (palette, (const char *const *) self->roots);
  g_autofree char *sounds = pt_groove_heard_describe (heard);

  return g_strdup_printf ("%u %" G_GINT64_FORMAT "\n%s", self->part, self->tempo, sounds);
}

static double
look_up (PtGroove *self, const char *description)
{
  const double *lufs = description != NULL ? g_hash_table_lookup (self->measured, description) : NULL;

  return lufs != NULL ? *lufs : NAN;
}

/* Takes @description. */
static void
remember (PtGroove *self, char *description, double lufs)
{
  if (description == NULL || isnan (lufs))
    {
      g_free (description);
      return;
    }
  if (g_hash_table_size (self->measured) >= MAX_MEASURED)
    g_hash_table_remove_all (self->measured);
  g_hash_table_replace (self->measured, description, g_memdup2 (&lufs, sizeof lufs));
}

/* --- requests --- */

typedef struct
{
  GWeakRef groove;
  GCancellable *cancellable;
  guint quantum_beats;
  char *description; /* nullable, as all three */
  char *rival_description;
  char *pair;
} Request;

static void
request_free (Request *request)
{
  g_weak_ref_clear (&request->groove);
  g_object_unref (request->cancellable);
  g_free (request->description);
  g_free (request->rival_description);
  g_free (request->pair);
  g_free (request);
}

/* Once for every palette and sound, not for every plan. */
static void
tell_notices (PtGroove *self, PtGroovePlan *plan)
{
  g_autofree char *text = g_strjoinv ("\n", plan->notices);

  if (!pt_set_str (&self->told, plan->plan != NULL ? text : NULL) && plan->plan != NULL)
    return;
  for (char **notice = plan->notices; *notice != NULL; notice++)
    _pt_groove_notice (self, *notice);
  if (plan->plan != NULL)
    return;
  /* What plays waits for the next sound; what has not begun need not. */
  if (self->began)
    _pt_groove_notice (self, _ ("Nothing of this palette is heard in this part"));
  else
    _pt_groove_fail (self, _ ("Nothing of this palette is heard in this part"));
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Request *request = user_data;
  g_autoptr (PtGroove) self = g_weak_ref_get (&request->groove);
  g_autoptr (GError) error = NULL;
  g_autoptr (PtGroovePlan) plan = pt_groove_plan_load_finish (result, &error);
  guint quantum_beats = request->quantum_beats;

  /* Whatever came of it: something newer is under way. */
  if (self == NULL || self->cancellable != request->cancellable)
    {
      request_free (request);
      return;
    }
  g_clear_object (&self->cancellable);
  if (plan != NULL)
    {
      remember (self, g_steal_pointer (&request->description), plan->lufs);
      remember (self, g_steal_pointer (&request->rival_description), plan->rival_lufs);
      if (!self->unmatched)
        remember (self, g_steal_pointer (&request->pair), plan->gain_db);
    }
  request_free (request);
  _pt_groove_set_loading (self, self->source != NULL);
  if (plan == NULL)
    {
      _pt_groove_fail (self, error->message);
      return;
    }

  self->wanted_gain_db = plan->gain_db;
  _pt_groove_hand_over (self, plan->plan, quantum_beats);
  if (self->unmatched && self->playing)
    _pt_groove_ask (self, PT_PLAYER_NOW);
  tell_notices (self, plan);
}

/* Fills in what is known of the levels; with @waits the rest is measured first. */
static void
request_levels (PtGroove *self, PtGroovePlanRequest *plan_request, Request *request, gboolean waits)
{
  double gain_db;

  plan_request->lufs = NAN;
  plan_request->rival_lufs = NAN;
  self->unmatched = FALSE;
  if (!self->matching || self->other == NULL)
    return;

  request->description = describe (self, self->palette);
  request->rival_description = describe (self, self->other);
  request->pair = g_strconcat (request->description, "\n\n", request->rival_description, NULL);
  gain_db = look_up (self, request->pair);
  self->unmatched = isnan (gain_db) && !waits;
  plan_request->gain_db = isnan (gain_db) ? self->wanted_gain_db : gain_db;
  if (!isnan (gain_db) || !waits)
    return;
  plan_request->lufs = look_up (self, request->description);
  plan_request->rival_lufs = look_up (self, request->rival_description);
  plan_request->rival = pt_groove_new_arrangement (self->part, self->other, self->tempo, NULL);
}

static void
begin_load (PtGroove *self)
{
  g_autoptr (PtArrangement) arrangement = NULL;
  g_autoptr (GError) error = NULL;
  PtGroovePlanRequest plan_request = {
    .loader = self->loader,
    .roots = (const char *const *) self->roots,
    .sample_rate = pt_player_get_sample_rate (self->player),
  };
  Request *request;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  arrangement = pt_groove_new_arrangement (self->part, self->palette, self->tempo, &error);
  if (arrangement == NULL)
    {
      _pt_groove_set_loading (self, FALSE);
      _pt_groove_fail (self, error->message);
      return;
    }

  self->cancellable = g_cancellable_new ();
  request = g_new0 (Request, 1);
  g_weak_ref_init (&request->groove, self);
  request->cancellable = g_object_ref (self->cancellable);
  request->quantum_beats = self->quantum_beats;
  plan_request.arrangement = arrangement;
  request_levels (self, &plan_request, request, self->quantum_beats > PT_PLAYER_NOW || self->unmatched || !self->started);
  pt_groove_plan_load_async (&plan_request, self->cancellable, loaded_cb, request);
  g_clear_object (&plan_request.rival);
}

static gboolean
source_cb (gpointer data)
{
  PtGroove *self = data;

  g_clear_pointer (&self->source, g_source_unref);
  begin_load (self);

  return G_SOURCE_REMOVE;
}

void
_pt_groove_ask (PtGroove *self, guint quantum_beats)
{
  self->stale = TRUE;
  if (!self->playing || self->palette == NULL)
    return;

  if (self->source == NULL)
    {
      /* One that is loading is out of date, but what it waited for is not. */
      self->quantum_beats = self->cancellable != NULL ? MAX (self->quantum_beats, quantum_beats) : quantum_beats;
      self->source = g_idle_source_new ();
      g_source_set_priority (self->source, G_PRIORITY_DEFAULT);
      g_source_set_callback (self->source, source_cb, self, NULL);
      g_source_attach (self->source, g_main_context_get_thread_default ());
    }
  else
    {
      self->quantum_beats = MAX (self->quantum_beats, quantum_beats);
    }
  _pt_groove_set_loading (self, TRUE);
}

void
_pt_groove_forget_request (PtGroove *self)
{
  if (self->source != NULL)
    {
      g_source_destroy (self->source);
      g_clear_pointer (&self->source, g_source_unref);
    }
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  _pt_groove_set_loading (self, FALSE);
}

void
_pt_groove_rematch (PtGroove *self)
{
  self->unmatched = TRUE;
  _pt_groove_ask (self, PT_PLAYER_NOW);
}
