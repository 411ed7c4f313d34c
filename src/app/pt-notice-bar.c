/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-notice-bar.h"

struct _PtNoticeBar
{
  AdwBin parent_instance;

  char *id;

  GtkImage *icon;
  GtkLabel *message;
  GtkBox *buttons;
};

G_DEFINE_FINAL_TYPE (PtNoticeBar, pt_notice_bar, ADW_TYPE_BIN)

static void
close_cb (PtNoticeBar *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  g_assert (PT_IS_NOTICE_BAR (self));

  if (GTK_IS_BOX (parent))
    gtk_box_remove (GTK_BOX (parent), GTK_WIDGET (self));
}

static void
pt_notice_bar_dispose (GObject *object)
{
  PtNoticeBar *self = PT_NOTICE_BAR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PT_TYPE_NOTICE_BAR);
  g_clear_pointer (&self->id, g_free);

  G_OBJECT_CLASS (pt_notice_bar_parent_class)->dispose (object);
}

static void
pt_notice_bar_class_init (PtNoticeBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pt_notice_bar_dispose;

  gtk_widget_class_set_css_name (widget_class, "noticebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/peaktime/Peaktime/ui/pt-notice-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PtNoticeBar, icon);
  gtk_widget_class_bind_template_child (widget_class, PtNoticeBar, message);
  gtk_widget_class_bind_template_child (widget_class, PtNoticeBar, buttons);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
pt_notice_bar_init (PtNoticeBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pt_notice_bar_new (const char *id, const char *icon_name, const char *message)
{
  PtNoticeBar *self;

  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (message != NULL, NULL);

  self = g_object_new (PT_TYPE_NOTICE_BAR, NULL);
  self->id = g_strdup (id);
  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_label_set_text (self->message, message);

  return GTK_WIDGET (self);
}

void
pt_notice_bar_add_button (PtNoticeBar *self, const char *label, const char *action)
{
  GtkWidget *button;

  g_return_if_fail (PT_IS_NOTICE_BAR (self));
  g_return_if_fail (label != NULL);
  g_return_if_fail (action != NULL);

  button = gtk_button_new_with_label (label);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  g_signal_connect_object (button, "clicked", G_CALLBACK (close_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  gtk_box_append (self->buttons, button);
}

const char *
pt_notice_bar_get_id (PtNoticeBar *self)
{
  g_return_val_if_fail (PT_IS_NOTICE_BAR (self), NULL);

  return self->id;
}

const char *
pt_notice_bar_get_message (PtNoticeBar *self)
{
  g_return_val_if_fail (PT_IS_NOTICE_BAR (self), NULL);

  return gtk_label_get_text (self->message);
}
