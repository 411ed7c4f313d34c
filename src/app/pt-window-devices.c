/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "app/pt-window-private.h"
#include "audio/pt-device-silent.h"

static void
device_lost_cb (PtWindow *self, const char *name)
{
  g_autofree char *message = g_strdup_printf (_ ("Audio device “%s” was lost; playing silently"), name);

  g_assert (PT_IS_WINDOW (self));

  pt_window_show_bar (self, "device", "dialog-warning-symbolic", message, _ ("Reconnect"), "win.reconnect", _ ("Choose…"), "app.preferences('audio')");
}

void
pt_window_use_device (PtWindow *self)
{
  g_autofree char *name = NULL;
  g_autofree char *message = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (PT_IS_WINDOW (self));

  name = g_settings_get_string (self->settings, "audio-device");
  if (pt_studio_set_device (self->studio, *name != '\0' ? name : NULL, g_settings_get_uint (self->settings, "audio-block-frames"), &error))
    {
      pt_window_hide_bar (self, "device");
      message = g_strdup_printf (_ ("Audio device: %s"), pt_device_get_name (pt_player_get_device (pt_studio_get_player (self->studio))));
      pt_window_say (self, message);
      return;
    }
  pt_window_show_bar (self, "device", "dialog-warning-symbolic", error->message, _ ("Reconnect"), "win.reconnect", _ ("Choose…"),
                      "app.preferences('audio')");
}

static void
reconnect_activate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pt_window_use_device (user_data);
}

static void
show_missing_device (PtWindow *self)
{
  const char *error = pt_studio_get_device_error (self->studio);
  PtDevice *device = pt_player_get_device (pt_studio_get_player (self->studio));
  g_autofree char *wanted = g_settings_get_string (self->settings, "audio-device");
  g_autofree char *message = NULL;

  if (error != NULL)
    message = g_strdup_printf (_ ("%s. Playing silently"), error);
  else if (PT_IS_DEVICE_SILENT (device) && *wanted == '\0')
    message = g_strdup (_ ("No audio device: playing silently"));
  if (message != NULL)
    pt_window_show_bar (self, "device", "audio-volume-muted-symbolic", message, _ ("Choose…"), "app.preferences('audio')", NULL, NULL);
}

void
pt_window_init_devices (PtWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "reconnect", .activate = reconnect_activate },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->studio, "device-lost", G_CALLBACK (device_lost_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::audio-device", G_CALLBACK (pt_window_use_device), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::audio-block-frames", G_CALLBACK (pt_window_use_device), self, G_CONNECT_SWAPPED);
  show_missing_device (self);
}
