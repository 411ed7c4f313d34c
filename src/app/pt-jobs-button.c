/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-jobs-button.h"

#include <glib/gi18n.h>

#include "app/pt-job-row.h"

struct _PtJobsButton
{
  AdwBin parent_instance;

  PtJobList *jobs;

  GtkMenuButton *button;
  GtkProgressBar *bar;
  GtkStack *stack;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (PtJobsButton, pt_jobs_button, ADW_TYPE_BIN)

static gboolean
any_failed (PtJobsButton *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->jobs)); i++)
    {
      g_autoptr (PtJob) job = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);

      if (pt_job_get_state (job) == PT_JOB_FAILED)
        return TRUE;
    }

  return FALSE;
}

static void
show_jobs_cb (PtJobsButton *self)
{
  guint n_running = pt_job_list_get_n_running (self->jobs);
  double fraction = pt_job_list_get_fraction (self->jobs);
  gboolean failed = any_failed (self);
  g_autofree char *label = NULL;

  g_assert (PT_IS_JOBS_BUTTON (self));

  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (G_LIST_MODEL (self->jobs)) > 0 ? "list" : "empty");
  gtk_widget_set_opacity (GTK_WIDGET (self->bar), n_running > 0 ? 1.0 : 0.0);
  gtk_progress_bar_set_fraction (self->bar, CLAMP (fraction, 0.0, 1.0));
  if (n_running > 0 && fraction >= 0.0)
    label = g_strdup_printf (ngettext ("%u job, %.0f %% done", "%u jobs, %.0f %% done", n_running), n_running, 100.0 * fraction);
  else if (n_running > 0)
    label = g_strdup_printf (ngettext ("%u job", "%u jobs", n_running), n_running);
  else if (failed)
    label = g_strdup (_ ("Jobs: something failed"));
  else
    label = g_strdup (_ ("Jobs"));
  if (failed)
    gtk_widget_add_css_class (GTK_WIDGET (self), "failed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "failed");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
row_dismiss_cb (PtJobRow *row, PtJobsButton *self)
{
  pt_job_list_dismiss (self->jobs, pt_job_row_get_job (row));
}

static GtkWidget *
create_row_cb (gpointer item, gpointer user_data)
{
  GtkWidget *row = pt_job_row_new (item);

  g_signal_connect_object (row, "dismiss", G_CALLBACK (row_dismiss_cb), user_data, 0);

  return row;
}

static void
pt_jobs_button_dispose (GObject *object)
{
  PtJobsButton *self = PT_JOBS_BUTTON (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  /* Else the template would let go of it and the bin would not know. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PT_TYPE_JOBS_BUTTON);
  g_clear_object (&self->jobs);

  G_OBJECT_CLASS (pt_jobs_button_parent_class)->dispose (object);
}

static void
pt_jobs_button_class_init (PtJobsButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pt_jobs_button_dispose;

  gtk_widget_class_set_css_name (widget_class, "jobsbutton");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/peaktime/Peaktime/ui/pt-jobs-button.ui");
  gtk_widget_class_bind_template_child (widget_class, PtJobsButton, button);
  gtk_widget_class_bind_template_child (widget_class, PtJobsButton, bar);
  gtk_widget_class_bind_template_child (widget_class, PtJobsButton, stack);
  gtk_widget_class_bind_template_child (widget_class, PtJobsButton, list);
}

static void
pt_jobs_button_init (PtJobsButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pt_jobs_button_set_jobs (PtJobsButton *self, PtJobList *jobs)
{
  g_return_if_fail (PT_IS_JOBS_BUTTON (self));
  g_return_if_fail (PT_IS_JOB_LIST (jobs));
  g_return_if_fail (self->jobs == NULL);

  self->jobs = g_object_ref (jobs);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (jobs), create_row_cb, self, NULL);
  g_signal_connect_object (jobs, "items-changed", G_CALLBACK (show_jobs_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (jobs, "notify::n-running", G_CALLBACK (show_jobs_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (jobs, "notify::fraction", G_CALLBACK (show_jobs_cb), self, G_CONNECT_SWAPPED);
  show_jobs_cb (self);
}

void
pt_jobs_button_popup (PtJobsButton *self)
{
  g_return_if_fail (PT_IS_JOBS_BUTTON (self));

  gtk_menu_button_popup (self->button);
}
