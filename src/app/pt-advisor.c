/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-advisor.h"

#include "session/pt-palette-advice.h"

#define PAUSE_MSEC 150

struct _PtAdvisor
{
  GObject parent_instance;

  PtStudio *studio;
  GPtrArray *advice; /* NULL: not known */
  GCancellable *cancellable;
  guint source;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (PtAdvisor, pt_advisor, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

static void
advised_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PtAdvisor) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *advice = pt_palette_advice_finish (result, &error);

  /* Cancelled: a newer question is under way. */
  if (advice == NULL)
    return;
  g_clear_pointer (&self->advice, g_ptr_array_unref);
  self->advice = advice;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
ask_cb (gpointer data)
{
  PtAdvisor *self = data;
  PtSet *set = pt_studio_get_set (self->studio);

  self->source = 0;
  self->cancellable = g_cancellable_new ();
  pt_palette_advice_async (pt_set_get_palette (set), pt_studio_get_library (self->studio),
                           pt_library_keeper_get_folders (pt_studio_get_keeper (self->studio)),
                           pt_set_get_tempo (set), pt_set_get_key (set), self->cancellable, advised_cb, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
forget (PtAdvisor *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
pt_advisor_dispose (GObject *object)
{
  PtAdvisor *self = PT_ADVISOR (object);

  forget (self);
  g_clear_pointer (&self->advice, g_ptr_array_unref);
  g_clear_object (&self->studio);

  G_OBJECT_CLASS (pt_advisor_parent_class)->dispose (object);
}

static void
pt_advisor_class_init (PtAdvisorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pt_advisor_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PT_TYPE_ADVISOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
pt_advisor_init (PtAdvisor *self)
{
}

PtAdvisor *
pt_advisor_new (PtStudio *studio)
{
  PtAdvisor *self;

  g_return_val_if_fail (PT_IS_STUDIO (studio), NULL);

  self = g_object_new (PT_TYPE_ADVISOR, NULL);
  self->studio = g_object_ref (studio);

  return self;
}

void
pt_advisor_ask (PtAdvisor *self)
{
  gboolean known;

  g_return_if_fail (PT_IS_ADVISOR (self));

  known = self->advice != NULL;
  forget (self);
  g_clear_pointer (&self->advice, g_ptr_array_unref);
  self->source = g_timeout_add (PAUSE_MSEC, ask_cb, self);
  if (known)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

GPtrArray *
pt_advisor_get_advice (PtAdvisor *self)
{
  g_return_val_if_fail (PT_IS_ADVISOR (self), NULL);

  return self->advice;
}
