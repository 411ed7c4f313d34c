/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-device.h"

#include "audio/pt-audio-error.h"
#include "audio/pt-device-portaudio.h"
#include "audio/pt-device-silent.h"

G_DEFINE_INTERFACE (PtDevice, pt_device, G_TYPE_OBJECT)

static void
pt_device_default_init (PtDeviceInterface *iface)
{
}

void
pt_device_info_free (PtDeviceInfo *info)
{
  g_return_if_fail (info != NULL);

  g_free (info->name);
  g_free (info->host);
  g_free (info);
}

GPtrArray *
pt_device_list (void)
{
  GPtrArray *devices = g_ptr_array_new_with_free_func ((GDestroyNotify) pt_device_info_free);
  PtDeviceInfo *silent = g_new0 (PtDeviceInfo, 1);

  pt_device_portaudio_list (devices);

  silent->name = g_strdup (PT_DEVICE_SILENT_NAME);
  silent->host = g_strdup ("Peaktime");
  silent->rate = PT_DEVICE_SILENT_RATE;
  silent->channels = 2;
  silent->is_default = TRUE;
  for (guint i = 0; i < devices->len; i++)
    if (((PtDeviceInfo *) g_ptr_array_index (devices, i))->is_default)
      silent->is_default = FALSE;
  g_ptr_array_add (devices, silent);

  return devices;
}

PtDevice *
pt_device_open (const char *name, guint sample_rate, guint block_frames, GError **error)
{
  g_autoptr (GError) own_error = NULL;
  PtDevicePortaudio *card;

  if (g_strcmp0 (name, PT_DEVICE_SILENT_NAME) == 0)
    return PT_DEVICE (pt_device_silent_new (sample_rate, block_frames));

  card = pt_device_portaudio_open (name, sample_rate, block_frames, &own_error);
  if (card != NULL)
    return PT_DEVICE (card);
  if (own_error == NULL)
    return PT_DEVICE (pt_device_silent_new (sample_rate, block_frames));
  g_propagate_error (error, g_steal_pointer (&own_error));

  return NULL;
}

gboolean
pt_device_start (PtDevice *self, PtDeviceCallback callback, gpointer user_data, GError **error)
{
  g_return_val_if_fail (PT_IS_DEVICE (self), FALSE);
  g_return_val_if_fail (callback != NULL, FALSE);

  return PT_DEVICE_GET_IFACE (self)->start (self, callback, user_data, error);
}

void
pt_device_stop (PtDevice *self)
{
  g_return_if_fail (PT_IS_DEVICE (self));

  PT_DEVICE_GET_IFACE (self)->stop (self);
}

const char *
pt_device_get_name (PtDevice *self)
{
  g_return_val_if_fail (PT_IS_DEVICE (self), NULL);

  return PT_DEVICE_GET_IFACE (self)->get_name (self);
}

guint
pt_device_get_sample_rate (PtDevice *self)
{
  g_return_val_if_fail (PT_IS_DEVICE (self), 0);

  return PT_DEVICE_GET_IFACE (self)->get_sample_rate (self);
}

guint
pt_device_get_block_frames (PtDevice *self)
{
  g_return_val_if_fail (PT_IS_DEVICE (self), 0);

  return PT_DEVICE_GET_IFACE (self)->get_block_frames (self);
}

guint
pt_device_get_underruns (PtDevice *self)
{
  g_return_val_if_fail (PT_IS_DEVICE (self), 0);

  return PT_DEVICE_GET_IFACE (self)->get_underruns (self);
}

double
pt_device_get_load (PtDevice *self)
{
  g_return_val_if_fail (PT_IS_DEVICE (self), 0);

  return PT_DEVICE_GET_IFACE (self)->get_load (self);
}

gboolean
pt_device_is_alive (PtDevice *self)
{
  g_return_val_if_fail (PT_IS_DEVICE (self), FALSE);

  return PT_DEVICE_GET_IFACE (self)->is_alive (self);
}
