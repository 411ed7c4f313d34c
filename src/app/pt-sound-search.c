/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-sound-search.h"

#include <glib/gi18n.h>

#include "core/pt-query-edit.h"
#include "widgets/pt-chip-bar.h"
#include "widgets/pt-role-mark.h"
#include "widgets/pt-wrap-box.h"

struct _PtSoundSearch
{
  AdwBin parent_instance;

  PtSoundList *list;
  GtkBox *tools;
  GtkEditable *entry;
  GtkPopover *help_popover;
  GtkListBox *operators;
  PtWrapBox *roles;
  PtChipBar *chips;
  GtkToggleButton *role_buttons[PT_N_ROLES];
  guint updating : 1; /* buttons follow the text */
};

enum
{
  LEAVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PtSoundSearch, pt_sound_search, ADW_TYPE_BIN)

static const struct
{
  const char *term;
  const char *meaning;
} operators[] = {
  { "role:kick", N_ ("What it is for; several with a comma") },
  { "bpm:120-130", N_ ("Tempo: a number, a range, >125, <90") },
  { "key:~Fm", N_ ("A key, with ~ also those that mix well with it") },
  { "len:<2s", N_ ("Length: seconds, 500ms, 4bars") },
  { "tag:dark", N_ ("With this tag") },
  { "loop", N_ ("Only loops") },
  { "oneshot", N_ ("Only one-shots") },
  { "fav:yes", N_ ("Only favourites") },
  { "rating:>3", N_ ("More than three stars") },
  { "bright:>2000", N_ ("Brightness in Hz") },
  { "lufs:>-14", N_ ("Loudness in LUFS") },
  { "path:909", N_ ("In the path of the file") },
  { "missing:yes", N_ ("Files that are missing") },
  { "-loop", N_ ("A minus turns any of these around") },
};

/* --- text and buttons --- */

static void
show_query (PtSoundSearch *self)
{
  const PtQuery *query = pt_sound_list_get_query (self->list);
  guint roles = pt_query_edit_get_roles (query);

  self->updating = TRUE;
  for (guint i = 0; i < PT_N_ROLES; i++)
    gtk_toggle_button_set_active (self->role_buttons[i], (roles & (1u << i)) != 0);
  self->updating = FALSE;
  pt_chip_bar_set_query (self->chips, query);
}

static void
search_changed_cb (PtSoundSearch *self)
{
  if (self->list != NULL)
    pt_sound_list_set_query (self->list, gtk_editable_get_text (self->entry));
}

/* Whoever sets the list's query: the entry says the same. */
static void
query_changed_cb (PtSoundSearch *self)
{
  const char *text = pt_sound_list_get_query_text (self->list);

  if (g_strcmp0 (text, gtk_editable_get_text (self->entry)) != 0)
    pt_sound_search_set_text (self, text);
  show_query (self);
}

static void
role_toggled_cb (PtSoundSearch *self, GtkToggleButton *button)
{
  g_autofree char *text = NULL;

  if (self->updating || self->list == NULL)
    return;
  for (guint i = 0; i < PT_N_ROLES; i++)
    if (self->role_buttons[i] == button)
      text = pt_query_edit_toggle_role (pt_sound_list_get_query (self->list), i);
  pt_sound_search_set_text (self, text);
}

static void
chip_removed_cb (PtSoundSearch *self, guint index)
{
  g_autofree char *text = pt_query_edit_remove_chip (pt_sound_list_get_query (self->list), index);
  GtkWidget *next;

  pt_sound_search_set_text (self, text);
  next = pt_chip_bar_get_chip (self->chips, index);
  if (next == NULL && index > 0)
    next = pt_chip_bar_get_chip (self->chips, index - 1);
  gtk_widget_grab_focus (next != NULL ? next : GTK_WIDGET (self->entry));
}

static void
leave_cb (PtSoundSearch *self)
{
  g_signal_emit (self, signals[LEAVE], 0);
}

static void
stop_search_cb (PtSoundSearch *self)
{
  if (*gtk_editable_get_text (self->entry) != '\0')
    pt_sound_search_set_text (self, "");
  leave_cb (self);
}

static gboolean
down_cb (GtkWidget *entry, GVariant *args, gpointer user_data)
{
  leave_cb (user_data);

  return TRUE;
}

static void
operator_activated_cb (PtSoundSearch *self, GtkListBoxRow *row)
{
  const char *before = gtk_editable_get_text (self->entry);
  g_autofree char *text = g_strdup_printf ("%s%s%s", before, *before != '\0' && !g_str_has_suffix (before, " ") ? " " : "",
                                           operators[gtk_list_box_row_get_index (row)].term);

  gtk_popover_popdown (self->help_popover);
  pt_sound_search_set_text (self, text);
  pt_sound_search_focus (self);
  gtk_editable_set_position (self->entry, -1);
}

/* --- building --- */

static void
add_operators (PtSoundSearch *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    {
      GtkWidget *row = gtk_list_box_row_new ();
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
      GtkWidget *term = gtk_label_new (operators[i].term);
      GtkWidget *meaning = gtk_label_new (_ (operators[i].meaning));
      g_autofree char *label = g_strdup_printf ("%s: %s", operators[i].term, _ (operators[i].meaning));

      gtk_label_set_xalign (GTK_LABEL (term), 0);
      gtk_label_set_width_chars (GTK_LABEL (term), 12);
      gtk_label_set_xalign (GTK_LABEL (meaning), 0);
      gtk_widget_add_css_class (term, "monospace");
      gtk_widget_add_css_class (meaning, "dim-label");
      gtk_box_append (GTK_BOX (box), term);
      gtk_box_append (GTK_BOX (box), meaning);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      gtk_list_box_append (self->operators, row);
    }
}

static void
add_roles (PtSoundSearch *self)
{
  for (guint i = 0; i < PT_N_ROLES; i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (pt_role_mark_get_title (i));
      g_autofree char *what = g_strdup_printf (_ ("Show sounds of role “%s”"), pt_role_mark_get_title (i));

      gtk_widget_add_css_class (button, "filter");
      gtk_widget_set_tooltip_text (button, what);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, what, -1);
      g_signal_connect_object (button, "toggled", G_CALLBACK (role_toggled_cb), self, G_CONNECT_SWAPPED);
      pt_wrap_box_append (self->roles, button);
      self->role_buttons[i] = GTK_TOGGLE_BUTTON (button);
    }
}

static void
pt_sound_search_dispose (GObject *object)
{
  PtSoundSearch *self = PT_SOUND_SEARCH (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PT_TYPE_SOUND_SEARCH);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (pt_sound_search_parent_class)->dispose (object);
}

static void
pt_sound_search_class_init (PtSoundSearchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pt_sound_search_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  signals[LEAVE] = g_signal_new ("leave", PT_TYPE_SOUND_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (PT_TYPE_CHIP_BAR);
  g_type_ensure (PT_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/peaktime/Peaktime/ui/pt-sound-search.ui");
  gtk_widget_class_bind_template_child (widget_class, PtSoundSearch, tools);
  gtk_widget_class_bind_template_child (widget_class, PtSoundSearch, entry);
  gtk_widget_class_bind_template_child (widget_class, PtSoundSearch, help_popover);
  gtk_widget_class_bind_template_child (widget_class, PtSoundSearch, operators);
  gtk_widget_class_bind_template_child (widget_class, PtSoundSearch, roles);
  gtk_widget_class_bind_template_child (widget_class, PtSoundSearch, chips);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, operator_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, chip_removed_cb);
}

static void
pt_sound_search_init (PtSoundSearch *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  add_operators (self);
  add_roles (self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Down, 0),
                                                          gtk_callback_action_new (down_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
}

void
pt_sound_search_set_list (PtSoundSearch *self, PtSoundList *list)
{
  g_return_if_fail (PT_IS_SOUND_SEARCH (self));
  g_return_if_fail (PT_IS_SOUND_LIST (list));
  g_return_if_fail (self->list == NULL);

  self->list = g_object_ref (list);
  g_signal_connect_object (list, "notify::query", G_CALLBACK (query_changed_cb), self, G_CONNECT_SWAPPED);
  query_changed_cb (self);
}

void
pt_sound_search_add_tools (PtSoundSearch *self, GtkWidget *tools)
{
  g_return_if_fail (PT_IS_SOUND_SEARCH (self));
  g_return_if_fail (GTK_IS_WIDGET (tools));

  gtk_box_append (self->tools, tools);
}

void
pt_sound_search_add_filter (PtSoundSearch *self, GtkWidget *filter)
{
  g_return_if_fail (PT_IS_SOUND_SEARCH (self));
  g_return_if_fail (GTK_IS_WIDGET (filter));

  pt_wrap_box_append (self->roles, filter);
}

void
pt_sound_search_focus (PtSoundSearch *self)
{
  g_return_if_fail (PT_IS_SOUND_SEARCH (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

const char *
pt_sound_search_get_text (PtSoundSearch *self)
{
  g_return_val_if_fail (PT_IS_SOUND_SEARCH (self), NULL);

  return gtk_editable_get_text (self->entry);
}

void
pt_sound_search_set_text (PtSoundSearch *self, const char *text)
{
  g_return_if_fail (PT_IS_SOUND_SEARCH (self));

  gtk_editable_set_text (self->entry, text != NULL ? text : "");
}

void
pt_sound_search_toggle_term (PtSoundSearch *self, const char *term)
{
  g_autofree char *text = NULL;

  g_return_if_fail (PT_IS_SOUND_SEARCH (self));
  g_return_if_fail (term != NULL);

  if (self->list == NULL)
    return;
  text = pt_query_edit_toggle_term (pt_sound_list_get_query (self->list), term);
  pt_sound_search_set_text (self, text);
}
