/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "widgets/pt-remark-button.h"

#include "core/pt-util.h"

#include <glib/gi18n.h>

struct _PtRemarkButton
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkWidget *icon;
  GtkWidget *label;
  GtkWidget *list; /* in the popover */
  GPtrArray *remarks; /* PtRemark */
  char *text; /* NULL: the title of the gravest */
  char *icon_name;
};

enum
{
  SIGNAL_CURE,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (PtRemarkButton, pt_remark_button, GTK_TYPE_WIDGET)

static guint signals[N_SIGNALS];

PtRemark *
pt_remark_new (PtRemarkWeight weight, const char *title, const char *reason, const char *cure, guint id)
{
  PtRemark *self = g_new (PtRemark, 1);

  *self = (PtRemark){ weight, g_strdup (title), g_strdup (reason), g_strdup (cure), id };

  return self;
}

void
pt_remark_free (PtRemark *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->reason);
  g_free (self->cure);
  g_free (self);
}

static const char *
icon_of (PtRemarkWeight weight)
{
  switch (weight)
    {
    case PT_REMARK_ERROR:
      return "dialog-error-symbolic";
    case PT_REMARK_WARNING:
      return "dialog-warning-symbolic";
    case PT_REMARK_INFO:
    default:
      return "dialog-information-symbolic";
    }
}

static const char *
class_of (PtRemarkWeight weight)
{
  switch (weight)
    {
    case PT_REMARK_ERROR:
      return "error";
    case PT_REMARK_WARNING:
      return "warning";
    case PT_REMARK_INFO:
    default:
      return "accent";
    }
}

static void
cure_clicked_cb (PtRemarkButton *self, GtkWidget *button)
{
  guint id = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "remark-id"));

  g_assert (PT_IS_REMARK_BUTTON (self));

  pt_remark_button_cure (self, id);
}

static GtkWidget *
new_line (PtRemarkButton *self, const PtRemark *remark)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_of (remark->weight));
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title = gtk_label_new (remark->title);
  GtkWidget *reason = gtk_label_new (remark->reason);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (icon, class_of (remark->weight));
  gtk_widget_add_css_class (title, "heading");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (reason), 0);
  gtk_label_set_wrap (GTK_LABEL (reason), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (reason), 40);
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), reason);
  if (remark->cure != NULL)
    {
      GtkWidget *button = gtk_button_new_with_label (remark->cure);

      gtk_widget_set_halign (button, GTK_ALIGN_START);
      gtk_widget_set_margin_top (button, 4);
      g_object_set_data (G_OBJECT (button), "remark-id", GUINT_TO_POINTER (remark->id));
      g_signal_connect_object (button, "clicked", G_CALLBACK (cure_clicked_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (words), button);
    }
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), words);

  return line;
}

static const PtRemark *
get_gravest (PtRemarkButton *self)
{
  const PtRemark *gravest = NULL;

  for (guint i = 0; i < self->remarks->len; i++)
    {
      const PtRemark *remark = g_ptr_array_index (self->remarks, i);

      if (gravest == NULL || remark->weight > gravest->weight)
        gravest = remark;
    }

  return gravest;
}

static void
update_button (PtRemarkButton *self)
{
  const PtRemark *gravest = get_gravest (self);
  g_autofree char *text = NULL;
  g_autofree char *description = NULL;

  if (self->text != NULL)
    text = g_strdup (self->text);
  else if (self->remarks->len > 1)
    text = g_strdup_printf ("%s +%u", gravest->title, self->remarks->len - 1);
  else
    text = g_strdup (gravest != NULL ? gravest->title : "");
  for (PtRemarkWeight weight = PT_REMARK_INFO; weight <= PT_REMARK_ERROR; weight++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), class_of (weight));
  if (gravest != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), class_of (gravest->weight));
  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), self->icon_name != NULL ? self->icon_name
                                                        : gravest != NULL       ? icon_of (gravest->weight)
                                                                                : NULL);
  description = gravest != NULL ? g_strdup_printf ("%s: %s", text, gravest->reason) : g_strdup (text);
  gtk_widget_set_tooltip_text (self->button, *description != '\0' ? description : NULL);
  /* The menu button hands its label and its focus to the toggle within. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  *description != '\0' ? description : _ ("Remarks"), -1);
  gtk_widget_set_sensitive (self->button, self->remarks->len > 0);
}

static void
pt_remark_button_dispose (GObject *object)
{
  PtRemarkButton *self = PT_REMARK_BUTTON (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);

  G_OBJECT_CLASS (pt_remark_button_parent_class)->dispose (object);
}

static void
pt_remark_button_finalize (GObject *object)
{
  PtRemarkButton *self = PT_REMARK_BUTTON (object);

  g_ptr_array_unref (self->remarks);
  g_free (self->text);
  g_free (self->icon_name);

  G_OBJECT_CLASS (pt_remark_button_parent_class)->finalize (object);
}

static void
pt_remark_button_class_init (PtRemarkButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pt_remark_button_dispose;
  object_class->finalize = pt_remark_button_finalize;

  signals[SIGNAL_CURE] = g_signal_new ("cure", PT_TYPE_REMARK_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "remarkbutton");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
pt_remark_button_init (PtRemarkButton *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->remarks = g_ptr_array_new_with_free_func ((GDestroyNotify) pt_remark_free);
  self->icon = gtk_image_new ();
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (content), self->icon);
  gtk_box_append (GTK_BOX (content), self->label);

  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 400);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);

  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), content);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (self->button), FALSE);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  update_button (self);
}

GtkWidget *
pt_remark_button_new (void)
{
  return g_object_new (PT_TYPE_REMARK_BUTTON, NULL);
}

void
pt_remark_button_set_remarks (PtRemarkButton *self, GPtrArray *remarks)
{
  GtkWidget *child;

  g_return_if_fail (PT_IS_REMARK_BUTTON (self));

  if (self->remarks->len == 0 && (remarks == NULL || remarks->len == 0))
    return;
  g_ptr_array_set_size (self->remarks, 0);
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
  for (guint i = 0; remarks != NULL && i < remarks->len; i++)
    {
      const PtRemark *remark = g_ptr_array_index (remarks, i);

      g_ptr_array_add (self->remarks, pt_remark_new (remark->weight, remark->title, remark->reason, remark->cure, remark->id));
      gtk_box_append (GTK_BOX (self->list), new_line (self, remark));
    }
  if (self->remarks->len == 0)
    gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  update_button (self);
}

guint
pt_remark_button_get_n_remarks (PtRemarkButton *self)
{
  g_return_val_if_fail (PT_IS_REMARK_BUTTON (self), 0);

  return self->remarks->len;
}

void
pt_remark_button_set_text (PtRemarkButton *self, const char *text, const char *icon_name)
{
  gboolean changed;

  g_return_if_fail (PT_IS_REMARK_BUTTON (self));

  changed = pt_set_str (&self->text, text);
  changed = pt_set_str (&self->icon_name, icon_name) || changed;
  if (changed)
    update_button (self);
}

const char *
pt_remark_button_get_text (PtRemarkButton *self)
{
  g_return_val_if_fail (PT_IS_REMARK_BUTTON (self), NULL);

  return gtk_label_get_text (GTK_LABEL (self->label));
}

void
pt_remark_button_popup (PtRemarkButton *self)
{
  g_return_if_fail (PT_IS_REMARK_BUTTON (self));

  if (self->remarks->len > 0)
    gtk_menu_button_popup (GTK_MENU_BUTTON (self->button));
}

void
pt_remark_button_cure (PtRemarkButton *self, guint id)
{
  g_return_if_fail (PT_IS_REMARK_BUTTON (self));

  /* First: the cure may take away the line whose button was clicked. */
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  g_signal_emit (self, signals[SIGNAL_CURE], 0, id);
}
