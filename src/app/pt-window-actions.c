/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "app/pt-shortcut.h"
#include "app/pt-window-private.h"

static void
play_change_state (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  PtWindow *self = user_data;
  PtGroove *groove = pt_studio_get_groove (self->studio);

  if (g_variant_get_boolean (state))
    pt_groove_play (groove);
  else
    pt_groove_stop (groove);
  /* What the groove says is what the button shows: it may refuse. */
  g_simple_action_set_state (action, g_variant_new_boolean (pt_groove_get_playing (groove)));
}

static void
groove_notify_playing_cb (PtWindow *self)
{
  gboolean playing = pt_groove_get_playing (pt_studio_get_groove (self->studio));
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "play");

  g_assert (PT_IS_WINDOW (self));

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (playing));
  pt_window_say (self, playing ? _ ("Playing") : _ ("Stopped"));
}

static void
stop_activate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtWindow *self = user_data;

  pt_groove_stop (pt_studio_get_groove (self->studio));
  pt_audition_stop (pt_studio_get_audition (self->studio));
}

static void
stop_now_activate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtWindow *self = user_data;

  stop_activate (action, parameter, user_data);
  pt_player_stop (pt_studio_get_player (self->studio));
  pt_window_say (self, _ ("Stopped"));
}

static void
tap_activate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtWindow *self = user_data;

  pt_transport_tap (self->transport);
}

static void
change_tempo_activate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtWindow *self = user_data;

  pt_transport_change_tempo (self->transport, g_variant_get_double (parameter));
}

static void
undo_activate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtWindow *self = user_data;
  PtUndoHistory *history = pt_studio_get_history (self->studio);
  g_autofree char *name = g_strdup (pt_undo_history_get_undo_name (history));
  g_autofree char *message = NULL;

  if (name == NULL || !pt_undo_history_undo (history))
    return;
  /* Translators: the name of an edit, such as “Set Tempo” */
  message = g_strdup_printf (_ ("Undone: %s"), _ (name));
  pt_window_say (self, message);
}

static void
redo_activate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtWindow *self = user_data;
  PtUndoHistory *history = pt_studio_get_history (self->studio);
  g_autofree char *name = g_strdup (pt_undo_history_get_redo_name (history));
  g_autofree char *message = NULL;

  if (name == NULL || !pt_undo_history_redo (history))
    return;
  /* Translators: the name of an edit, such as “Set Tempo” */
  message = g_strdup_printf (_ ("Done again: %s"), _ (name));
  pt_window_say (self, message);
}

static void
reset_meter_activate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pt_master_meter_reset (PT_WINDOW (user_data)->meter);
}

static void
show_jobs_activate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pt_jobs_button_popup (PT_WINDOW (user_data)->jobs_button);
}

static void
main_menu_activate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_menu_button_popup (PT_WINDOW (user_data)->menu_button);
}

static void
full_screen_change_state (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  if (g_variant_get_boolean (state))
    gtk_window_fullscreen (GTK_WINDOW (user_data));
  else
    gtk_window_unfullscreen (GTK_WINDOW (user_data));
  g_simple_action_set_state (action, state);
}

static void
notify_fullscreened_cb (PtWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "full-screen");

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (gtk_window_is_fullscreen (GTK_WINDOW (self))));
}

static void
show_history_button (GtkWidget *button, const char *label, const char *action)
{
  const char *const *accels = NULL;
  g_autofree char *tooltip = NULL;

  accels = pt_shortcut_get_accels (action);
  if (accels != NULL && accels[0] != NULL)
    {
      GdkModifierType modifiers;
      guint key;

      if (gtk_accelerator_parse (accels[0], &key, &modifiers))
        {
          g_autofree char *keys = gtk_accelerator_get_label (key, modifiers);

          tooltip = g_strdup_printf ("%s (%s)", label, keys);
        }
    }
  gtk_widget_set_tooltip_text (button, tooltip != NULL ? tooltip : label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
set_enabled (PtWindow *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name)), enabled);
}

void
pt_window_update_history (PtWindow *self)
{
  PtUndoHistory *history = pt_studio_get_history (self->studio);
  const char *undo_name = pt_undo_history_get_undo_name (history);
  const char *redo_name = pt_undo_history_get_redo_name (history);
  g_autofree char *undo = NULL;
  g_autofree char *redo = NULL;

  /* Translators: the name of an edit, such as “Set Tempo” */
  undo = undo_name != NULL ? g_strdup_printf (_ ("Undo %s"), _ (undo_name)) : g_strdup (_ ("Undo"));
  /* Translators: the name of an edit, such as “Set Tempo” */
  redo = redo_name != NULL ? g_strdup_printf (_ ("Redo %s"), _ (redo_name)) : g_strdup (_ ("Redo"));
  g_menu_remove_all (self->undo_section);
  g_menu_append (self->undo_section, undo, "win.undo");
  g_menu_append (self->undo_section, redo, "win.redo");
  show_history_button (self->undo_button, undo, "win.undo");
  show_history_button (self->redo_button, redo, "win.redo");
  set_enabled (self, "undo", pt_undo_history_can_undo (history));
  set_enabled (self, "redo", pt_undo_history_can_redo (history));
}

static void
history_notify_undo_name_cb (PtWindow *self)
{
  const char *name = pt_undo_history_get_undo_name (pt_studio_get_history (self->studio));

  g_assert (PT_IS_WINDOW (self));

  if (name != NULL && g_settings_get_boolean (self->settings, "describe-more"))
    pt_window_say (self, _ (name));
}

static void
document_notify_set_cb (PtWindow *self)
{
  g_signal_group_set_target (self->history_signals, pt_studio_get_history (self->studio));
}

void
pt_window_init_actions (PtWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "play", .state = "false", .change_state = play_change_state },
    { .name = "stop", .activate = stop_activate },
    { .name = "stop-now", .activate = stop_now_activate },
    { .name = "tap", .activate = tap_activate },
    { .name = "change-tempo", .parameter_type = "d", .activate = change_tempo_activate },
    { .name = "undo", .activate = undo_activate },
    { .name = "redo", .activate = redo_activate },
    { .name = "reset-meter", .activate = reset_meter_activate },
    { .name = "show-jobs", .activate = show_jobs_activate },
    { .name = "main-menu", .activate = main_menu_activate },
    { .name = "full-screen", .state = "false", .change_state = full_screen_change_state },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect (self, "notify::fullscreened", G_CALLBACK (notify_fullscreened_cb), NULL);
  g_signal_connect_object (pt_studio_get_groove (self->studio), "notify::playing", G_CALLBACK (groove_notify_playing_cb), self, G_CONNECT_SWAPPED);

  self->history_signals = g_signal_group_new (PT_TYPE_UNDO_HISTORY);
  g_signal_group_connect_swapped (self->history_signals, "notify::undo-name", G_CALLBACK (pt_window_update_history), self);
  g_signal_group_connect_swapped (self->history_signals, "notify::redo-name", G_CALLBACK (pt_window_update_history), self);
  g_signal_group_connect_swapped (self->history_signals, "notify::can-undo", G_CALLBACK (pt_window_update_history), self);
  g_signal_group_connect_swapped (self->history_signals, "notify::can-redo", G_CALLBACK (pt_window_update_history), self);
  g_signal_group_connect_swapped (self->history_signals, "notify::undo-name", G_CALLBACK (history_notify_undo_name_cb), self);
  g_signal_connect_object (self->history_signals, "bind", G_CALLBACK (pt_window_update_history), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pt_studio_get_document (self->studio), "notify::set", G_CALLBACK (document_notify_set_cb), self, G_CONNECT_SWAPPED);
  document_notify_set_cb (self);
}
