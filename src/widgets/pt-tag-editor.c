/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "widgets/pt-tag-editor.h"

#include <glib/gi18n.h>
#include <string.h>

#define CHIPS_PER_LINE 4

struct _PtTagEditor
{
  GtkWidget parent_instance;

  GPtrArray *samples;
  GtkWidget *box;
  GtkWidget *entry;
  GtkWidget *chips; /* a grid */
};

enum
{
  ADD,
  REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PtTagEditor, pt_tag_editor, GTK_TYPE_WIDGET)

static G_DEFINE_QUARK (pt_tag, tag);

static void
activate_cb (PtTagEditor *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (*text == '\0')
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  g_signal_emit (self, signals[ADD], 0, text);
}

static void
clicked_cb (PtTagEditor *self, GtkButton *chip)
{
  g_autofree char *text = g_strdup (g_object_get_qdata (G_OBJECT (chip), tag_quark ()));

  gtk_widget_grab_focus (self->entry);
  g_signal_emit (self, signals[REMOVE], 0, text);
}

static GtkWidget *
new_chip (PtTagEditor *self, const char *tag, guint n_sounds)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  g_autofree char *label = n_sounds < self->samples->len ? g_strdup_printf ("%s (%u)", tag, n_sounds) : g_strdup (tag);
  g_autofree char *what = g_strdup_printf (_ ("Remove the tag “%s”"), tag);

  gtk_box_append (GTK_BOX (box), gtk_label_new (label));
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "chip");
  gtk_widget_set_tooltip_text (button, what);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, what, -1);
  g_object_set_qdata_full (G_OBJECT (button), tag_quark (), g_strdup (tag), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);

  return button;
}

void
pt_tag_editor_refresh (PtTagEditor *self)
{
  g_autoptr (GHashTable) counts = NULL;
  g_autoptr (GList) tags = NULL;
  GtkWidget *child;
  int i = 0;

  g_return_if_fail (PT_IS_TAG_EDITOR (self));

  counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint k = 0; self->samples != NULL && k < self->samples->len; k++)
    {
      char **of_sample = pt_sample_get_info (self->samples->pdata[k])->tags;

      for (char **tag = of_sample; tag != NULL && *tag != NULL; tag++)
        {
          guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, *tag));

          g_hash_table_replace (counts, g_strdup (*tag), GUINT_TO_POINTER (count + 1));
        }
    }
  while ((child = gtk_widget_get_first_child (self->chips)) != NULL)
    gtk_grid_remove (GTK_GRID (self->chips), child);
  tags = g_list_sort (g_hash_table_get_keys (counts), (GCompareFunc) strcmp);
  for (GList *l = tags; l != NULL; l = l->next, i++)
    gtk_grid_attach (GTK_GRID (self->chips), new_chip (self, l->data, GPOINTER_TO_UINT (g_hash_table_lookup (counts, l->data))),
                     i % CHIPS_PER_LINE, i / CHIPS_PER_LINE, 1, 1);
  gtk_widget_set_visible (self->chips, i > 0);
}

static gboolean
pt_tag_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (PT_TAG_EDITOR (widget)->entry);
}

static void
pt_tag_editor_dispose (GObject *object)
{
  PtTagEditor *self = PT_TAG_EDITOR (object);

  g_clear_pointer (&self->samples, g_ptr_array_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (pt_tag_editor_parent_class)->dispose (object);
}

static void
pt_tag_editor_class_init (PtTagEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pt_tag_editor_dispose;
  widget_class->grab_focus = pt_tag_editor_grab_focus;
  signals[ADD] = g_signal_new ("add", PT_TYPE_TAG_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REMOVE] = g_signal_new ("remove", PT_TYPE_TAG_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "tageditor");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pt_tag_editor_init (PtTagEditor *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->entry = gtk_entry_new ();
  self->chips = gtk_grid_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("Add a Tag"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Add a tag"), -1);
  gtk_grid_set_row_spacing (GTK_GRID (self->chips), 6);
  gtk_grid_set_column_spacing (GTK_GRID (self->chips), 6);
  gtk_box_append (GTK_BOX (self->box), self->entry);
  gtk_box_append (GTK_BOX (self->box), self->chips);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
pt_tag_editor_new (void)
{
  return g_object_new (PT_TYPE_TAG_EDITOR, NULL);
}

void
pt_tag_editor_set_samples (PtTagEditor *self, GPtrArray *samples)
{
  g_return_if_fail (PT_IS_TAG_EDITOR (self));
  g_return_if_fail (samples != NULL);

  g_ptr_array_ref (samples);
  g_clear_pointer (&self->samples, g_ptr_array_unref);
  self->samples = samples;
  pt_tag_editor_refresh (self);
}

GPtrArray *
pt_tag_editor_get_samples (PtTagEditor *self)
{
  g_return_val_if_fail (PT_IS_TAG_EDITOR (self), NULL);

  return self->samples;
}
