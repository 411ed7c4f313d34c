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

static void
device_set_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PtWindow) self = user_data;
  g_autofree char *wanted = NULL;
  g_autofree char *message = NULL;
  g_autoptr (GError) error = NULL;
  PtDevice *device;

  if (!pt_studio_set_device_finish (PT_STUDIO (object), result, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        pt_window_show_bar (self, "device", "dialog-warning-symbolic", error->message, _ ("Reconnect"), "win.reconnect",
                            _ ("Choose…"), "app.preferences('audio')");
      return;
    }
  device = pt_player_get_device (pt_studio_get_player (self->studio));
  wanted = g_settings_get_string (self->settings, "audio-device");
  pt_window_hide_bar (self, "device");
  if (PT_IS_DEVICE_SILENT (device))
    {
      /* Silence that was asked for needs no bar. */
      if (*wanted == '\0')
        pt_window_show_bar (self, "device", "audio-volume-muted-symbolic", _ ("No audio device: playing silently"),
                            _ ("Choose…"), "app.preferences('audio')", NULL, NULL);
      return;
    }
  message = g_strdup_printf (_ ("Audio device: %s"), pt_device_get_name (device));
  pt_window_say (self, message);
}

void
pt_window_use_device (PtWindow *self)
{
  g_autofree char *name = NULL;

  g_return_if_fail (PT_IS_WINDOW (self));

  name = g_settings_get_string (self->settings, "audio-device");
  pt_studio_set_device_async (self->studio, *name != '\0' ? name : NULL, g_settings_get_uint (self->settings, "audio-block-frames"),
                              self->cancellable, device_set_cb, g_object_ref (self));
}

static void
reconnect_activate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pt_window_use_device (user_data);
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
}
