/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-master-meter.h"

#include <glib/gi18n.h>
#include <math.h>

#include "core/pt-util.h"
#include "widgets/pt-squeeze.h"

#define FLOOR_DB -60.0
#define TOP_DB 3.0
#define HOLD_USEC (G_USEC_PER_SEC * 3 / 2)
/* Smaller steps of the bar nobody sees. */
#define STEP_DB 0.4
/* The limiter took 3 dB away: that is no longer a rounded corner. */
#define CLIP_LIMITER_GAIN 0.708
#define CLIP_PEAK 1.0

struct _PtMasterMeter
{
  GtkButton parent_instance;

  GSignalGroup *player_signals;
  PtStudio *studio;
  double hold_db;
  gint64 hold_usec;
  gboolean clipped;
  int shown_tenths; /* of a dB; G_MININT: silence */

  GtkLevelBar *bar_left;
  GtkLevelBar *bar_right;
  GtkInscription *value;
  GtkImage *clip_icon;
};

G_DEFINE_FINAL_TYPE (PtMasterMeter, pt_master_meter, GTK_TYPE_BUTTON)

static void
show_bar (GtkLevelBar *bar, double peak)
{
  double value = CLAMP (pt_gain_to_db (peak), FLOOR_DB, TOP_DB) - FLOOR_DB;

  if (fabs (value - gtk_level_bar_get_value (bar)) >= STEP_DB)
    gtk_level_bar_set_value (bar, value);
}

static void
show_value (PtMasterMeter *self)
{
  gboolean silent = self->hold_db < FLOOR_DB;
  int tenths = silent ? G_MININT : (int) lround (10.0 * self->hold_db);
  g_autofree char *text = NULL;

  if (tenths == self->shown_tenths)
    return;
  self->shown_tenths = tenths;
  if (silent)
    text = g_strdup ("−∞");
  else
    text = g_strdup_printf ("%s%d.%d", tenths < 0 ? "−" : "+", ABS (tenths) / 10, ABS (tenths) % 10);
  gtk_inscription_set_text (self->value, text);
}

static void
show_clipped (PtMasterMeter *self)
{
  const char *label = self->clipped ? _ ("Master level: it was too loud and the limiter stepped in. Click to reset") : _ ("Master level in dB, highest peak. Click to reset");

  gtk_widget_set_opacity (GTK_WIDGET (self->clip_icon), self->clipped ? 1.0 : 0.0);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
player_updated_cb (PtMasterMeter *self, PtPlayer *player)
{
  PtPlayerLevels levels;

  g_assert (PT_IS_MASTER_METER (self));

  pt_player_get_levels (player, PT_ROLE_NONE, &levels);
  pt_master_meter_update (self, levels.peak, pt_player_get_limiter_gain (player), g_get_monotonic_time ());
}

static void
studio_notify_player_cb (PtMasterMeter *self)
{
  g_signal_group_set_target (self->player_signals, pt_studio_get_player (self->studio));
}

static void
pt_master_meter_clicked (GtkButton *button)
{
  pt_master_meter_reset (PT_MASTER_METER (button));
}

static void
pt_master_meter_dispose (GObject *object)
{
  PtMasterMeter *self = PT_MASTER_METER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PT_TYPE_MASTER_METER);
  g_clear_object (&self->player_signals);
  g_clear_object (&self->studio);

  G_OBJECT_CLASS (pt_master_meter_parent_class)->dispose (object);
}

static void
pt_master_meter_class_init (PtMasterMeterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pt_master_meter_dispose;
  GTK_BUTTON_CLASS (klass)->clicked = pt_master_meter_clicked;

  g_type_ensure (PT_TYPE_SQUEEZE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/peaktime/Peaktime/ui/pt-master-meter.ui");
  gtk_widget_class_bind_template_child (widget_class, PtMasterMeter, bar_left);
  gtk_widget_class_bind_template_child (widget_class, PtMasterMeter, bar_right);
  gtk_widget_class_bind_template_child (widget_class, PtMasterMeter, value);
  gtk_widget_class_bind_template_child (widget_class, PtMasterMeter, clip_icon);
}

static void
add_offsets (GtkLevelBar *bar)
{
  gtk_level_bar_add_offset_value (bar, GTK_LEVEL_BAR_OFFSET_LOW, -3.0 - FLOOR_DB);
  gtk_level_bar_add_offset_value (bar, GTK_LEVEL_BAR_OFFSET_HIGH, -0.5 - FLOOR_DB);
  gtk_level_bar_add_offset_value (bar, GTK_LEVEL_BAR_OFFSET_FULL, TOP_DB - FLOOR_DB);
}

static void
pt_master_meter_init (PtMasterMeter *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  add_offsets (self->bar_left);
  add_offsets (self->bar_right);
  /* A number is not turned round. */
  gtk_widget_set_direction (GTK_WIDGET (self->value), GTK_TEXT_DIR_LTR);
  self->hold_db = -INFINITY;
  show_value (self);
  show_clipped (self);
  self->player_signals = g_signal_group_new (PT_TYPE_PLAYER);
  g_signal_group_connect_swapped (self->player_signals, "updated", G_CALLBACK (player_updated_cb), self);
}

void
pt_master_meter_set_studio (PtMasterMeter *self, PtStudio *studio)
{
  g_return_if_fail (PT_IS_MASTER_METER (self));
  g_return_if_fail (PT_IS_STUDIO (studio));
  g_return_if_fail (self->studio == NULL);

  self->studio = g_object_ref (studio);
  g_signal_connect_object (studio, "notify::player", G_CALLBACK (studio_notify_player_cb), self, G_CONNECT_SWAPPED);
  studio_notify_player_cb (self);
}

void
pt_master_meter_update (PtMasterMeter *self, const double peak[2], double limiter_gain, gint64 now_usec)
{
  double peak_db = pt_gain_to_db (MAX (peak[0], peak[1]));

  g_return_if_fail (PT_IS_MASTER_METER (self));

  show_bar (self->bar_left, peak[0]);
  show_bar (self->bar_right, peak[1]);
  if (peak_db >= self->hold_db || now_usec - self->hold_usec > HOLD_USEC)
    {
      self->hold_db = peak_db;
      self->hold_usec = now_usec;
      show_value (self);
    }
  if (!self->clipped && (limiter_gain < CLIP_LIMITER_GAIN || MAX (peak[0], peak[1]) >= CLIP_PEAK))
    {
      self->clipped = TRUE;
      show_clipped (self);
    }
}

gboolean
pt_master_meter_get_clipped (PtMasterMeter *self)
{
  g_return_val_if_fail (PT_IS_MASTER_METER (self), FALSE);

  return self->clipped;
}

double
pt_master_meter_get_hold_db (PtMasterMeter *self)
{
  g_return_val_if_fail (PT_IS_MASTER_METER (self), -INFINITY);

  return self->hold_db;
}

void
pt_master_meter_reset (PtMasterMeter *self)
{
  g_return_if_fail (PT_IS_MASTER_METER (self));

  self->clipped = FALSE;
  self->hold_db = -INFINITY;
  show_value (self);
  show_clipped (self);
}
