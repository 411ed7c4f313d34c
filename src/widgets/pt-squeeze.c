/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "widgets/pt-squeeze.h"

struct _PtSqueeze
{
  GtkWidget parent_instance;

  GtkWidget *child;
};

enum
{
  PROP_0,
  PROP_CHILD,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (PtSqueeze, pt_squeeze, GTK_TYPE_WIDGET)

static GParamSpec *properties[N_PROPS];

static void
pt_squeeze_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  PtSqueeze *self = PT_SQUEEZE (widget);

  if (self->child == NULL)
    return;
  gtk_widget_measure (self->child, orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = 0;
}

static void
pt_squeeze_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PtSqueeze *self = PT_SQUEEZE (widget);
  int minimum;

  if (self->child == NULL)
    return;
  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_set_child_visible (self->child, width >= minimum);
  if (width >= minimum)
    gtk_widget_allocate (self->child, width, height, baseline, NULL);
}

static void
pt_squeeze_dispose (GObject *object)
{
  g_clear_pointer (&PT_SQUEEZE (object)->child, gtk_widget_unparent);

  G_OBJECT_CLASS (pt_squeeze_parent_class)->dispose (object);
}

static void
pt_squeeze_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, pt_squeeze_get_child (PT_SQUEEZE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_squeeze_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CHILD:
      pt_squeeze_set_child (PT_SQUEEZE (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_squeeze_class_init (PtSqueezeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pt_squeeze_dispose;
  object_class->get_property = pt_squeeze_get_property;
  object_class->set_property = pt_squeeze_set_property;
  widget_class->measure = pt_squeeze_measure;
  widget_class->size_allocate = pt_squeeze_size_allocate;

  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "squeeze");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
pt_squeeze_init (PtSqueeze *self)
{
}

GtkWidget *
pt_squeeze_new (GtkWidget *child)
{
  return g_object_new (PT_TYPE_SQUEEZE, "child", child, NULL);
}

GtkWidget *
pt_squeeze_get_child (PtSqueeze *self)
{
  g_return_val_if_fail (PT_IS_SQUEEZE (self), NULL);

  return self->child;
}

void
pt_squeeze_set_child (PtSqueeze *self, GtkWidget *child)
{
  g_return_if_fail (PT_IS_SQUEEZE (self));
  g_return_if_fail (child == NULL || GTK_IS_WIDGET (child));

  if (child == self->child)
    return;
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHILD]);
}
