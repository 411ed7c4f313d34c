/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-job-row.h"

#include <glib/gi18n.h>

#include "core/pt-util.h"

struct _PtJobRow
{
  GtkListBoxRow parent_instance;

  PtJob *job;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *detail;
  GtkProgressBar *bar;
  GtkButton *button;
};

enum
{
  SIGNAL_DISMISS,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (PtJobRow, pt_job_row, GTK_TYPE_LIST_BOX_ROW)

static guint signals[N_SIGNALS];

static char *
describe (PtJob *job)
{
  const char *detail = pt_job_get_detail (job);
  g_autofree char *time = NULL;

  switch (pt_job_get_state (job))
    {
    case PT_JOB_FAILED:
      return g_strdup (pt_job_get_error_message (job));
    case PT_JOB_DONE:
      return g_strdup (_ ("Done"));
    case PT_JOB_CANCELLED:
      return g_strdup (_ ("Cancelled"));
    case PT_JOB_RUNNING:
    default:
      break;
    }
  if (g_cancellable_is_cancelled (pt_job_get_cancellable (job)))
    return g_strdup (_ ("Cancelling…"));
  if (pt_job_get_seconds_left (job) < 0.0)
    return g_strdup (detail != NULL ? detail : _ ("Working…"));
  time = pt_format_duration (pt_job_get_seconds_left (job));
  if (detail == NULL)
    /* Translators: a time such as “1:05” */
    return g_strdup_printf (_ ("%s left"), time);
  /* Translators: how much is done (“1 240 of 5 012”), then a time (“1:05”) */
  return g_strdup_printf (_ ("%s · %s left"), detail, time);
}

static void
show_job_cb (PtJobRow *self)
{
  PtJobState state = pt_job_get_state (self->job);
  gboolean running = state == PT_JOB_RUNNING;
  double fraction = pt_job_get_fraction (self->job);
  g_autofree char *detail = describe (self->job);
  g_autofree char *label = NULL;

  g_assert (PT_IS_JOB_ROW (self));

  gtk_label_set_text (self->title, pt_job_get_title (self->job));
  gtk_label_set_text (self->detail, detail);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), state == PT_JOB_FAILED);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), running);
  if (fraction >= 0.0)
    gtk_progress_bar_set_fraction (self->bar, MIN (fraction, 1.0));
  else
    gtk_progress_bar_pulse (self->bar);
  gtk_button_set_label (self->button, running ? _ ("Cancel") : _ ("Dismiss"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), !running || !g_cancellable_is_cancelled (pt_job_get_cancellable (self->job)));
  label = g_strdup_printf (running ? _ ("Cancel “%s”") : _ ("Dismiss “%s”"), pt_job_get_title (self->job));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
button_clicked_cb (PtJobRow *self)
{
  g_assert (PT_IS_JOB_ROW (self));

  if (pt_job_get_state (self->job) != PT_JOB_RUNNING)
    {
      g_signal_emit (self, signals[SIGNAL_DISMISS], 0);
      return;
    }
  g_cancellable_cancel (pt_job_get_cancellable (self->job));
  show_job_cb (self);
}

static void
pt_job_row_dispose (GObject *object)
{
  PtJobRow *self = PT_JOB_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PT_TYPE_JOB_ROW);
  g_clear_object (&self->job);

  G_OBJECT_CLASS (pt_job_row_parent_class)->dispose (object);
}

static void
pt_job_row_class_init (PtJobRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pt_job_row_dispose;

  signals[SIGNAL_DISMISS] = g_signal_new ("dismiss", PT_TYPE_JOB_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/peaktime/Peaktime/ui/pt-job-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PtJobRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PtJobRow, title);
  gtk_widget_class_bind_template_child (widget_class, PtJobRow, detail);
  gtk_widget_class_bind_template_child (widget_class, PtJobRow, bar);
  gtk_widget_class_bind_template_child (widget_class, PtJobRow, button);
  gtk_widget_class_bind_template_callback (widget_class, button_clicked_cb);
}

static void
pt_job_row_init (PtJobRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pt_job_row_new (PtJob *job)
{
  PtJobRow *self;

  g_return_val_if_fail (PT_IS_JOB (job), NULL);

  self = g_object_new (PT_TYPE_JOB_ROW, NULL);
  self->job = g_object_ref (job);
  g_signal_connect_object (job, "notify", G_CALLBACK (show_job_cb), self, G_CONNECT_SWAPPED);
  show_job_cb (self);

  return GTK_WIDGET (self);
}

PtJob *
pt_job_row_get_job (PtJobRow *self)
{
  g_return_val_if_fail (PT_IS_JOB_ROW (self), NULL);

  return self->job;
}
