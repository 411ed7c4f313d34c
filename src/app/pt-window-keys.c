/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-shortcut.h"
#include "app/pt-sound-pane.h"
#include "app/pt-window-private.h"

/* Two of them within this time stop at once. */
#define ESCAPE_USEC (G_USEC_PER_SEC / 2)

static GtkWidget *
get_focus (PtWindow *self)
{
  return gtk_root_get_focus (GTK_ROOT (self));
}

static gboolean
is_text (GtkWidget *focus)
{
  return GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus) || (GTK_IS_LABEL (focus) && gtk_label_get_selectable (GTK_LABEL (focus)));
}

/* The sounds play and stop their own preview with Space. */
static gboolean
is_preview_list (GtkWidget *focus)
{
  return gtk_widget_get_ancestor (focus, PT_TYPE_SOUND_PANE) != NULL
         && (gtk_widget_get_ancestor (focus, GTK_TYPE_COLUMN_VIEW) != NULL || gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_VIEW) != NULL
             || gtk_widget_get_ancestor (focus, GTK_TYPE_GRID_VIEW) != NULL);
}

gboolean
pt_window_takes_space (PtWindow *self)
{
  GtkWidget *focus;

  g_return_val_if_fail (PT_IS_WINDOW (self), FALSE);

  focus = get_focus (self);
  if (focus == NULL)
    return TRUE;
  if (g_settings_get_boolean (self->settings, "space-for-focus"))
    return FALSE;

  return !is_text (focus) && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) == NULL && !is_preview_list (focus);
}

static gboolean
key_pressed_cb (PtWindow *self, guint key, guint code, GdkModifierType state, GtkEventController *controller)
{
  GdkModifierType modifiers = state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK | GDK_SUPER_MASK | GDK_META_MASK);

  g_assert (PT_IS_WINDOW (self));

  if (modifiers != 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Escape)
    {
      gint64 now = g_get_monotonic_time ();

      if (now - self->escape_usec <= ESCAPE_USEC)
        {
          self->escape_usec = 0;
          g_action_group_activate_action (G_ACTION_GROUP (self), "stop-now", NULL);
        }
      else
        self->escape_usec = now;
      /* The first one also closes what is open. */
      return GDK_EVENT_PROPAGATE;
    }
  self->escape_usec = 0;
  if ((key == GDK_KEY_space || key == GDK_KEY_KP_Space) && pt_window_takes_space (self))
    {
      g_action_group_activate_action (G_ACTION_GROUP (self), "play", NULL);
      return GDK_EVENT_STOP;
    }

  return GDK_EVENT_PROPAGATE;
}

static gboolean
plain_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  const PtShortcut *shortcut = user_data;
  GtkWidget *focus = get_focus (PT_WINDOW (widget));
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (focus != NULL && (is_text (focus) || gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL))
    return FALSE;
  if (!g_action_parse_detailed_name (shortcut->action, &name, &target, NULL))
    return FALSE;

  /* From where the focus is, so that a part of the page can have the action. */
  return gtk_widget_activate_action_variant (focus != NULL ? focus : widget, name, target);
}

static void
add_plain_keys (PtWindow *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  const PtShortcut *const *tables = pt_shortcut_get_tables ();

  /* Last of all, when no widget wanted the key for itself. */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_BUBBLE);
  for (guint i = 0; tables[i] != NULL; i++)
    for (const PtShortcut *shortcut = tables[i]; shortcut->action != NULL; shortcut++)
      for (guint j = 0; shortcut->accels[j] != NULL; j++)
        if (pt_shortcut_is_plain (shortcut->accels[j]))
          gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                                gtk_shortcut_new (gtk_shortcut_trigger_parse_string (shortcut->accels[j]),
                                                                  gtk_callback_action_new (plain_key_cb, (gpointer) shortcut, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

void
pt_window_init_keys (PtWindow *self)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (controller, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  add_plain_keys (self);
}
