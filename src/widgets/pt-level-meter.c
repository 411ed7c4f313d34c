/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "widgets/pt-level-meter.h"

#include "core/pt-util.h"

#include <math.h>

#define FLOOR_DB -48.0
#define HEIGHT 3
#define CLIP_WIDTH 3.0f

struct _PtLevelMeter
{
  GtkWidget parent_instance;

  double peak;
};

G_DEFINE_FINAL_TYPE (PtLevelMeter, pt_level_meter, GTK_TYPE_WIDGET)

/* 0..1 of the bar. */
static double
position_of (double peak)
{
  return peak > 0.0 ? CLAMP (1.0 - pt_gain_to_db (peak) / FLOOR_DB, 0.0, 1.0) : 0.0;
}

static void
pt_level_meter_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 16 : HEIGHT;
}

static void
pt_level_meter_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PtLevelMeter *self = PT_LEVEL_METER (widget);
  const float width = (float) gtk_widget_get_width (widget);
  const float height = (float) gtk_widget_get_height (widget);
  const float length = (float) position_of (self->peak) * width;
  const gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GdkRGBA colour, ground;

  if (self->peak < 0.0)
    return;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  ground = colour;
  ground.alpha *= 0.2f;
  gtk_snapshot_append_color (snapshot, &ground, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT (mirrored ? width - length : 0, 0, length, height));
  if (self->peak > 1.0)
    gtk_snapshot_append_color (snapshot, &colour,
                               &GRAPHENE_RECT_INIT (mirrored ? 0 : width - CLIP_WIDTH, -2, CLIP_WIDTH, height + 4));
}

static void
pt_level_meter_class_init (PtLevelMeterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = pt_level_meter_measure;
  widget_class->snapshot = pt_level_meter_snapshot;
  gtk_widget_class_set_css_name (widget_class, "levelmeter");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
pt_level_meter_init (PtLevelMeter *self)
{
  self->peak = -1.0;
}

GtkWidget *
pt_level_meter_new (void)
{
  return g_object_new (PT_TYPE_LEVEL_METER, NULL);
}

void
pt_level_meter_set_peak (PtLevelMeter *self, double peak)
{
  g_return_if_fail (PT_IS_LEVEL_METER (self));

  if (!(peak > 0.0))
    peak = peak < 0.0 ? -1.0 : 0.0;
  /* Less than half a pixel is no reason to draw. */
  if (fabs (position_of (peak) - position_of (self->peak)) * gtk_widget_get_width (GTK_WIDGET (self)) < 0.5
      && (peak > 1.0) == (self->peak > 1.0) && (peak > 0.0) == (self->peak > 0.0) && (peak < 0.0) == (self->peak < 0.0))
    return;
  self->peak = peak;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

double
pt_level_meter_get_peak (PtLevelMeter *self)
{
  g_return_val_if_fail (PT_IS_LEVEL_METER (self), 0.0);

  return self->peak;
}
