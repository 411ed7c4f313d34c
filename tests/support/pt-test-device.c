/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "pt-test-device.h"

#include "audio/pt-audio-error.h"

struct _PtTestDevice
{
  GObject parent_instance;
  PtDeviceCallback callback;
  gpointer user_data;
  GArray *heard; /* of float */
  gboolean refuses;
  gboolean unplugged;
  guint n_underruns;
};

static void pt_test_device_init_iface (PtDeviceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PtTestDevice, pt_test_device, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (PT_TYPE_DEVICE, pt_test_device_init_iface))

static gboolean
pt_test_device_start (PtDevice *device, PtDeviceCallback callback, gpointer user_data, GError **error)
{
  PtTestDevice *self = PT_TEST_DEVICE (device);

  if (self->refuses)
    {
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_DEVICE, "The device is busy");
      return FALSE;
    }
  self->callback = callback;
  self->user_data = user_data;

  return TRUE;
}

static void
pt_test_device_stop (PtDevice *device)
{
  PT_TEST_DEVICE (device)->callback = NULL;
}

static const char *
pt_test_device_get_name (PtDevice *device)
{
  return "test";
}

static guint
pt_test_device_get_sample_rate (PtDevice *device)
{
  return PT_TEST_RATE;
}

static guint
pt_test_device_get_block_frames (PtDevice *device)
{
  return PT_TEST_BLOCK;
}

static guint
pt_test_device_get_underruns (PtDevice *device)
{
  return PT_TEST_DEVICE (device)->n_underruns;
}

static double
pt_test_device_get_load (PtDevice *device)
{
  return PT_TEST_LOAD;
}

static gboolean
pt_test_device_is_alive (PtDevice *device)
{
  return !PT_TEST_DEVICE (device)->unplugged;
}

static void
pt_test_device_init_iface (PtDeviceInterface *iface)
{
  iface->start = pt_test_device_start;
  iface->stop = pt_test_device_stop;
  iface->get_name = pt_test_device_get_name;
  iface->get_sample_rate = pt_test_device_get_sample_rate;
  iface->get_block_frames = pt_test_device_get_block_frames;
  iface->get_underruns = pt_test_device_get_underruns;
  iface->get_load = pt_test_device_get_load;
  iface->is_alive = pt_test_device_is_alive;
}

static void
pt_test_device_finalize (GObject *object)
{
  g_array_unref (PT_TEST_DEVICE (object)->heard);

  G_OBJECT_CLASS (pt_test_device_parent_class)->finalize (object);
}

static void
pt_test_device_class_init (PtTestDeviceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pt_test_device_finalize;
}

static void
pt_test_device_init (PtTestDevice *self)
{
  self->heard = g_array_new (FALSE, FALSE, sizeof (float));
}

PtTestDevice *
pt_test_device_new (void)
{
  return g_object_new (PT_TYPE_TEST_DEVICE, NULL);
}

void
pt_test_device_pump (PtTestDevice *self, PtPlayer *player, guint blocks)
{
  float out[2 * PT_TEST_BLOCK];

  for (guint i = 0; i < blocks; i++)
    {
      g_assert_nonnull (self->callback);
      self->callback (out, PT_TEST_BLOCK, self->user_data);
      g_array_append_vals (self->heard, out, G_N_ELEMENTS (out));
      pt_player_update (player);
    }
}

const float *
pt_test_device_get_heard (PtTestDevice *self, guint64 *frames)
{
  if (frames != NULL)
    *frames = self->heard->len / 2;

  return (const float *) (gpointer) self->heard->data;
}

gboolean
pt_test_device_is_running (PtTestDevice *self)
{
  return self->callback != NULL;
}

void
pt_test_device_set_refuses (PtTestDevice *self, gboolean refuses)
{
  self->refuses = refuses;
}

void
pt_test_device_unplug (PtTestDevice *self)
{
  self->unplugged = TRUE;
}

void
pt_test_device_set_underruns (PtTestDevice *self, guint n_underruns)
{
  self->n_underruns = n_underruns;
}
