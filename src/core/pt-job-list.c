/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-job-list.h"

struct _PtJobList
{
  GObject parent_instance;

  GPtrArray *jobs; /* oldest first */
  guint n_running;
  double fraction;
};

enum
{
  PROP_0,
  PROP_N_RUNNING,
  PROP_FRACTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PtJobList, pt_job_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
get_item_type (GListModel *model)
{
  return PT_TYPE_JOB;
}

static guint
get_n_items (GListModel *model)
{
  return PT_JOB_LIST (model)->jobs->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  PtJobList *self = PT_JOB_LIST (model);

  return position < self->jobs->len ? g_object_ref (self->jobs->pdata[self->jobs->len - 1 - position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
pt_job_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PtJobList *self = PT_JOB_LIST (object);

  switch (prop_id)
    {
    case PROP_N_RUNNING:
      g_value_set_uint (value, self->n_running);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_job_list_finalize (GObject *object)
{
  PtJobList *self = PT_JOB_LIST (object);

  g_ptr_array_unref (self->jobs);

  G_OBJECT_CLASS (pt_job_list_parent_class)->finalize (object);
}

static void
pt_job_list_class_init (PtJobListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = pt_job_list_finalize;
  object_class->get_property = pt_job_list_get_property;

  properties[PROP_N_RUNNING] = g_param_spec_uint ("n-running", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, -1, 1, -1, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pt_job_list_init (PtJobList *self)
{
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  self->fraction = -1;
}

PtJobList *
pt_job_list_new (void)
{
  return g_object_new (PT_TYPE_JOB_LIST, NULL);
}

/* Those of which nobody knows do not count, unless there are no others. */
static void
sum_up (PtJobList *self)
{
  guint n_running = 0;
  guint n_known = 0;
  double sum = 0;
  double fraction;

  for (guint i = 0; i < self->jobs->len; i++)
    {
      PtJob *job = self->jobs->pdata[i];

      if (pt_job_get_state (job) != PT_JOB_RUNNING)
        continue;
      n_running++;
      fraction = pt_job_get_fraction (job);
      if (fraction >= 0)
        {
          n_known++;
          sum += fraction;
        }
    }

  fraction = n_known > 0 ? sum / n_known : -1;
  g_object_freeze_notify (G_OBJECT (self));
  if (self->n_running != n_running)
    {
      self->n_running = n_running;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_RUNNING]);
    }
  if (self->fraction != fraction)
    {
      self->fraction = fraction;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

static void
drop (PtJobList *self, PtJob *job)
{
  guint index;

  if (!g_ptr_array_find (self->jobs, job, &index))
    return;
  g_signal_handlers_disconnect_by_data (job, self);
  g_ptr_array_remove_index (self->jobs, index);
  g_list_model_items_changed (G_LIST_MODEL (self), self->jobs->len - index, 1, 0);
}

static void
state_changed_cb (PtJobList *self, GParamSpec *pspec, PtJob *job)
{
  PtJobState state = pt_job_get_state (job);

  if (state == PT_JOB_DONE || state == PT_JOB_CANCELLED)
    drop (self, job);
  sum_up (self);
}

static void
fraction_changed_cb (PtJobList *self, GParamSpec *pspec, PtJob *job)
{
  sum_up (self);
}

void
pt_job_list_add (PtJobList *self, PtJob *job)
{
  g_return_if_fail (PT_IS_JOB_LIST (self));
  g_return_if_fail (PT_IS_JOB (job));
  g_return_if_fail (!g_ptr_array_find (self->jobs, job, NULL));

  g_ptr_array_add (self->jobs, g_object_ref (job));
  g_signal_connect_object (job, "notify::state", G_CALLBACK (state_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (job, "notify::fraction", G_CALLBACK (fraction_changed_cb), self, G_CONNECT_SWAPPED);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, 1);
  state_changed_cb (self, NULL, job);
}

void
pt_job_list_dismiss (PtJobList *self, PtJob *job)
{
  g_return_if_fail (PT_IS_JOB_LIST (self));
  g_return_if_fail (PT_IS_JOB (job));

  if (pt_job_get_state (job) != PT_JOB_RUNNING)
    drop (self, job);
}

void
pt_job_list_cancel_all (PtJobList *self)
{
  g_autoptr (GPtrArray) jobs = NULL;

  g_return_if_fail (PT_IS_JOB_LIST (self));

  /* Who is told of the cancelling may finish a job, and with it change the list. */
  jobs = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->jobs->len; i++)
    g_ptr_array_add (jobs, g_object_ref (self->jobs->pdata[i]));
  for (guint i = 0; i < jobs->len; i++)
    if (pt_job_get_state (jobs->pdata[i]) == PT_JOB_RUNNING)
      g_cancellable_cancel (pt_job_get_cancellable (jobs->pdata[i]));
}

guint
pt_job_list_get_n_running (PtJobList *self)
{
  g_return_val_if_fail (PT_IS_JOB_LIST (self), 0);

  return self->n_running;
}

double
pt_job_list_get_fraction (PtJobList *self)
{
  g_return_val_if_fail (PT_IS_JOB_LIST (self), -1);

  return self->fraction;
}
