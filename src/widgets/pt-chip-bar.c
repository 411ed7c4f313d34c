/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "widgets/pt-chip-bar.h"

#include <glib/gi18n.h>

#include "widgets/pt-wrap-box.h"

struct _PtChipBar
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GPtrArray *chips; /* of GtkButton, in order; the box owns them */
};

enum
{
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PtChipBar, pt_chip_bar, GTK_TYPE_WIDGET)

static const char *
get_icon (PtQueryKind kind)
{
  switch (kind)
    {
    case PT_QUERY_TAG:
      return "user-bookmarks-symbolic";
    case PT_QUERY_FLAG:
      return "emblem-ok-symbolic";
    default:
      return NULL;
    }
}

static void
clicked_cb (GtkButton *chip, PtChipBar *self)
{
  guint index;

  if (g_ptr_array_find (self->chips, chip, &index))
    g_signal_emit (self, signals[REMOVED], 0, index);
}

static gboolean
delete_cb (GtkWidget *chip, GVariant *args, gpointer user_data)
{
  g_signal_emit_by_name (chip, "clicked");

  return TRUE;
}

static void
add_delete_key (GtkWidget *chip)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  const guint values[] = { GDK_KEY_Delete, GDK_KEY_KP_Delete, GDK_KEY_BackSpace };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                          gtk_shortcut_new (gtk_keyval_trigger_new (values[i], 0),
                                                            gtk_callback_action_new (delete_cb, NULL, NULL)));
  gtk_widget_add_controller (chip, keys);
}

static GtkWidget *
make_chip (PtChipBar *self, const PtQueryChip *chip)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  g_autofree char *text = NULL;
  g_autofree char *what = NULL;

  /* Said in a word: a minus is easily overlooked. */
  text = chip->negated ? g_strdup_printf (_ ("not %s"), *chip->text == '-' ? chip->text + 1 : chip->text) : g_strdup (chip->text);
  what = g_strdup_printf (_ ("Remove “%s” from the search"), text);
  if (get_icon (chip->kind) != NULL)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (get_icon (chip->kind)));
  gtk_box_append (GTK_BOX (box), gtk_label_new (text));
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "chip");
  if (chip->negated)
    gtk_widget_add_css_class (button, "negated");
  gtk_widget_set_tooltip_text (button, what);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, what, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  add_delete_key (button);

  return button;
}

static void
pt_chip_bar_dispose (GObject *object)
{
  PtChipBar *self = PT_CHIP_BAR (object);

  g_clear_pointer (&self->chips, g_ptr_array_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (pt_chip_bar_parent_class)->dispose (object);
}

static void
pt_chip_bar_class_init (PtChipBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pt_chip_bar_dispose;
  signals[REMOVED] = g_signal_new ("removed", PT_TYPE_CHIP_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "chipbar");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pt_chip_bar_init (PtChipBar *self)
{
  self->chips = g_ptr_array_new ();
  self->box = pt_wrap_box_new ();
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
pt_chip_bar_new (void)
{
  return g_object_new (PT_TYPE_CHIP_BAR, NULL);
}

void
pt_chip_bar_set_query (PtChipBar *self, const PtQuery *query)
{
  guint n_chips;

  g_return_if_fail (PT_IS_CHIP_BAR (self));
  g_return_if_fail (query != NULL);

  n_chips = pt_query_get_n_chips (query);
  for (guint i = 0; i < self->chips->len; i++)
    gtk_widget_unparent (self->chips->pdata[i]);
  g_ptr_array_set_size (self->chips, 0);
  for (guint i = 0; i < n_chips; i++)
    {
      GtkWidget *chip = make_chip (self, pt_query_get_chip (query, i));

      pt_wrap_box_append (PT_WRAP_BOX (self->box), chip);
      g_ptr_array_add (self->chips, chip);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), n_chips > 0);
}

GtkWidget *
pt_chip_bar_get_chip (PtChipBar *self, guint index)
{
  g_return_val_if_fail (PT_IS_CHIP_BAR (self), NULL);

  return index < self->chips->len ? self->chips->pdata[index] : NULL;
}
