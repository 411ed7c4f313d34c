/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-util.h"
#include "widgets/pt-level-meter.h"
#include "widgets/pt-remark-button.h"
#include "widgets/pt-role-mark.h"
#include "widgets/pt-slot-card-private.h"
#include "widgets/pt-waveform-view.h"

#include <glib/gi18n.h>
#include <math.h>

/* What stands on a card, from the top down. Within it nothing takes the focus: the card has
 * it, and keys for everything. */

#define SNAP_DB 0.8

static void
button_clicked_cb (PtSlotCard *self, GtkWidget *button)
{
  _pt_slot_card_command (self, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "command")));
}

static void
name_button (GtkWidget *button, const char *label, const char *tooltip)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_tooltip_text (button, tooltip);
}

static GtkWidget *
add_button (PtSlotCard *self, GtkWidget *box, GtkWidget *button, PtSlotCommand command, const char *label, const char *tooltip)
{
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  name_button (button, label, tooltip);
  g_object_set_data (G_OBJECT (button), "command", GINT_TO_POINTER (command));
  g_signal_connect_object (button, "clicked", G_CALLBACK (button_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);

  return button;
}

static GtkWidget *
new_toggle (const char *icon_name, const char *text)
{
  GtkWidget *button = gtk_toggle_button_new ();

  if (icon_name != NULL)
    gtk_button_set_icon_name (GTK_BUTTON (button), icon_name);
  else
    gtk_button_set_label (GTK_BUTTON (button), text);

  return button;
}

static void
build_title (PtSlotCard *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_box_append (GTK_BOX (row), gtk_image_new_from_icon_name (pt_role_mark_get_icon_name (self->role)));
  self->title = gtk_label_new (pt_role_mark_get_title (self->role));
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_widget_add_css_class (self->title, "role");
  gtk_box_append (GTK_BOX (row), self->title);
  self->lock_button = add_button (self, row, new_toggle ("changes-allow-symbolic", NULL), PT_SLOT_COMMAND_LOCK,
                                  _ ("Lock"), _ ("Keep this sound when drawing at random (L)"));
  self->reroll_button = add_button (self, row, gtk_button_new_from_icon_name ("pt-dice-symbolic"), PT_SLOT_COMMAND_REROLL,
                                    _ ("Reroll"), _ ("Draw another sound (R)"));
  gtk_box_append (GTK_BOX (self->box), row);
}

static void
cure_cb (PtSlotCard *self, guint id)
{
  _pt_slot_card_cure (self, id);
}

static void
build_picture (PtSlotCard *self)
{
  GtkWidget *overlay = gtk_overlay_new ();

  self->waveform = pt_waveform_view_new ();
  gtk_widget_set_size_request (self->waveform, -1, 30);
  gtk_widget_set_vexpand (self->waveform, TRUE);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), self->waveform);

  self->hint = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->hint), TRUE);
  gtk_label_set_justify (GTK_LABEL (self->hint), GTK_JUSTIFY_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (self->hint), PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (GTK_LABEL (self->hint), 2);
  gtk_widget_add_css_class (self->hint, "caption");
  gtk_widget_add_css_class (self->hint, "dim-label");
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->hint);
  gtk_overlay_set_measure_overlay (GTK_OVERLAY (overlay), self->hint, TRUE);

  self->remarks = pt_remark_button_new ();
  gtk_widget_set_halign (self->remarks, GTK_ALIGN_END);
  gtk_widget_set_valign (self->remarks, GTK_ALIGN_END);
  gtk_widget_set_visible (self->remarks, FALSE);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->remarks);
  g_signal_connect_object (self->remarks, "cure", G_CALLBACK (cure_cb), self, G_CONNECT_SWAPPED);

  self->meter = pt_level_meter_new ();
  gtk_box_append (GTK_BOX (self->box), overlay);
  gtk_box_append (GTK_BOX (self->box), self->meter);
}

static void
name_clicked_cb (PtSlotCard *self)
{
  _pt_slot_card_command (self, self->state == PT_SLOT_EMPTY     ? PT_SLOT_COMMAND_FIND
                               : self->state == PT_SLOT_MISSING ? PT_SLOT_COMMAND_RELINK
                                                                : PT_SLOT_COMMAND_SWAP);
}

static void
build_name (PtSlotCard *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  self->name_icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  self->name_label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->name_label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->name_label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->name_label, TRUE);
  gtk_box_append (GTK_BOX (content), self->name_icon);
  gtk_box_append (GTK_BOX (content), self->name_label);
  self->name_button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->name_button), content);
  gtk_widget_add_css_class (self->name_button, "flat");
  gtk_widget_add_css_class (self->name_button, "name");
  gtk_widget_set_focusable (self->name_button, FALSE);
  gtk_widget_set_focus_on_click (self->name_button, FALSE);
  g_signal_connect_object (self->name_button, "clicked", G_CALLBACK (name_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), self->name_button);
}

static void
gain_changed_cb (PtSlotCard *self, GtkRange *range)
{
  double gain_db = gtk_range_get_value (range);

  /* An adjustment that is set while it tells of a change tells again. */
  if (self->updating || fabs (gain_db - CLAMP (pt_gain_to_db (self->gain), PT_SLOT_CARD_MIN_DB, PT_SLOT_CARD_MAX_DB)) < 0.001)
    return;
  if (fabs (gain_db) < SNAP_DB)
    gain_db = 0.0;
  _pt_slot_card_slide_gain (self, gain_db);
}

static void
pan_changed_cb (PtSlotCard *self, GtkRange *range)
{
  double pan = gtk_range_get_value (range);

  if (self->updating || fabs (pan - self->pan) < 0.0001)
    return;
  _pt_slot_card_slide_pan (self, fabs (pan) < 0.05 ? 0.0 : pan);
}

/* The range takes the sequence for itself, so a gesture of ours would end at once. */
static gboolean
scale_event_cb (PtSlotCard *self, GdkEvent *event)
{
  const GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_BUTTON_PRESS || type == GDK_TOUCH_BEGIN)
    _pt_slot_card_set_sliding (self, TRUE);
  else if (type == GDK_BUTTON_RELEASE || type == GDK_TOUCH_END || type == GDK_TOUCH_CANCEL)
    _pt_slot_card_set_sliding (self, FALSE);

  return FALSE;
}

static void
scale_pressed_cb (PtSlotCard *self, int n_press, double x, double y, GtkGesture *gesture)
{
  GtkWidget *scale = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  if (n_press != 2)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (scale == self->gain_scale)
    _pt_slot_card_slide_gain (self, 0.0);
  else
    _pt_slot_card_slide_pan (self, 0.0);
}

static GtkWidget *
new_scale (PtSlotCard *self, double minimum, double maximum, double step, const char *label, const char *tooltip)
{
  GtkWidget *scale = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, minimum, maximum, step);
  GtkEventController *watcher = gtk_event_controller_legacy_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_scale_set_draw_value (GTK_SCALE (scale), FALSE);
  gtk_widget_set_focusable (scale, FALSE);
  gtk_widget_set_focus_on_click (scale, FALSE);
  gtk_widget_set_hexpand (scale, TRUE);
  gtk_widget_set_valign (scale, GTK_ALIGN_CENTER);
  name_button (scale, label, tooltip);
  gtk_event_controller_set_propagation_phase (watcher, GTK_PHASE_CAPTURE);
  g_signal_connect_object (watcher, "event", G_CALLBACK (scale_event_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (scale, watcher);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (scale_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (scale, GTK_EVENT_CONTROLLER (click));

  return scale;
}

static void
build_gain (PtSlotCard *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->gain_scale = new_scale (self, PT_SLOT_CARD_MIN_DB, PT_SLOT_CARD_MAX_DB, 0.5, _ ("Gain"),
                                _ ("Gain (+ and −; 0 or double click: 0 dB)"));
  g_signal_connect_object (self->gain_scale, "value-changed", G_CALLBACK (gain_changed_cb), self, G_CONNECT_SWAPPED);
  self->gain_label = gtk_label_new (NULL);
  gtk_label_set_width_chars (GTK_LABEL (self->gain_label), 7);
  gtk_label_set_xalign (GTK_LABEL (self->gain_label), 1);
  gtk_widget_add_css_class (self->gain_label, "numeric");
  gtk_widget_add_css_class (self->gain_label, "caption");
  gtk_box_append (GTK_BOX (row), self->gain_scale);
  gtk_box_append (GTK_BOX (row), self->gain_label);
  gtk_box_append (GTK_BOX (self->box), row);
}

static void
build_tools (PtSlotCard *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);

  self->pan_scale = new_scale (self, -1.0, 1.0, 0.05, _ ("Pan"), _ ("Pan (Shift+Left, Shift+Right; double click: centre)"));
  gtk_scale_set_has_origin (GTK_SCALE (self->pan_scale), FALSE);
  g_signal_connect_object (self->pan_scale, "value-changed", G_CALLBACK (pan_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), self->pan_scale);
  /* Translators: one letter for “solo”, as on mixers */
  self->solo_button = add_button (self, row, new_toggle (NULL, C_ ("mixer", "S")), PT_SLOT_COMMAND_SOLO, _ ("Solo"),
                                  _ ("Hear only this role (S)"));
  /* Translators: one letter for “mute”, as on mixers */
  self->mute_button = add_button (self, row, new_toggle (NULL, C_ ("mixer", "M")), PT_SLOT_COMMAND_MUTE, _ ("Mute"),
                                  _ ("Silence this role (M)"));
  self->menu_button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->menu_button), "view-more-symbolic");
  gtk_widget_add_css_class (self->menu_button, "flat");
  gtk_widget_set_can_focus (self->menu_button, FALSE);
  gtk_widget_set_valign (self->menu_button, GTK_ALIGN_CENTER);
  name_button (self->menu_button, _ ("More"), _ ("More (Menu key)"));
  gtk_box_append (GTK_BOX (row), self->menu_button);
  gtk_box_append (GTK_BOX (self->box), row);
}

void
_pt_slot_card_build (PtSlotCard *self)
{
  g_assert (PT_IS_SLOT_CARD (self));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  build_title (self);
  build_picture (self);
  build_name (self);
  build_gain (self);
  build_tools (self);
}
