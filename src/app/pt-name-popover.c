/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-name-popover.h"

#include <glib/gi18n.h>

struct _PtNamePopover
{
  GtkPopover parent_instance;

  GtkWidget *title;
  GtkWidget *entry;
  GtkWidget *button;
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (PtNamePopover, pt_name_popover, GTK_TYPE_POPOVER)

static guint signals[N_SIGNALS];

static void
changed_cb (PtNamePopover *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  gtk_widget_set_sensitive (self->button, *name != '\0');
}

static void
choose_cb (PtNamePopover *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (*name == '\0')
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, name);
}

static void
pt_name_popover_class_init (PtNamePopoverClass *klass)
{
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", PT_TYPE_NAME_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
pt_name_popover_init (PtNamePopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->title = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->title, "heading");
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_box_append (GTK_BOX (box), self->title);

  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 24);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name"), -1);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (choose_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), self->entry);

  self->button = gtk_button_new ();
  gtk_button_set_use_underline (GTK_BUTTON (self->button), TRUE);
  gtk_widget_add_css_class (self->button, "suggested-action");
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (choose_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), self->button);
  gtk_box_append (GTK_BOX (box), row);
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

GtkWidget *
pt_name_popover_new (const char *title, const char *button)
{
  PtNamePopover *self = g_object_new (PT_TYPE_NAME_POPOVER, NULL);

  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_button_set_label (GTK_BUTTON (self->button), button);

  return GTK_WIDGET (self);
}

void
pt_name_popover_show (PtNamePopover *self, const char *name)
{
  g_return_if_fail (PT_IS_NAME_POPOVER (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), name != NULL ? name : "");
  changed_cb (self);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (self->entry);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

void
pt_name_popover_choose (PtNamePopover *self, const char *name)
{
  g_return_if_fail (PT_IS_NAME_POPOVER (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), name != NULL ? name : "");
  choose_cb (self);
}
