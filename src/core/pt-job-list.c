/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-job-list.h"

struct _PtJobList
{
  GObject parent_instance;
};

static GType
get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  return 0;
}

static gpointer
get_item (GListModel *model, guint position)
{
  return NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PtJobList, pt_job_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
pt_job_list_class_init (PtJobListClass *klass)
{
}

static void
pt_job_list_init (PtJobList *self)
{
}

PtJobList *
pt_job_list_new (void)
{
  return g_object_new (pt_job_list_get_type (), NULL);
}

void
pt_job_list_add (PtJobList *self, PtJob *job)
{
}

void
pt_job_list_dismiss (PtJobList *self, PtJob *job)
{
}

void
pt_job_list_cancel_all (PtJobList *self)
{
}

guint
pt_job_list_get_n_running (PtJobList *self)
{
  return 0;
}

double
pt_job_list_get_fraction (PtJobList *self)
{
  return 0;
}
