/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where sound goes, behind one interface: a PortAudio device, or a silent one paced by a
 * timer that runs in real time where there is no sound card. The callback runs on the
 * device's own thread: no locks, no allocation, no GObject in it. */

typedef void (*PtDeviceCallback) (float *interleaved, /* stereo, to be filled */
                                  guint frames,
                                  gpointer user_data);

typedef struct
{
  char *name;
  char *host; /* "ALSA", "JACK ...", "Peaktime" for the silent one */
  double rate;
  int channels;
  gboolean is_default;
} PtDeviceInfo;

void pt_device_info_free (PtDeviceInfo *info);

/* (element-type PtDeviceInfo) (transfer full); the silent device is always the last. */
GPtrArray *pt_device_list (void);

#define PT_TYPE_DEVICE (pt_device_get_type ())
G_DECLARE_INTERFACE (PtDevice, pt_device, PT, DEVICE, GObject)

struct _PtDeviceInterface
{
  GTypeInterface parent_interface;

  gboolean (*start) (PtDevice *self,
                     PtDeviceCallback callback,
                     gpointer user_data,
                     GError **error);
  void (*stop) (PtDevice *self); /* returns when the callback will not run any more */
  const char *(*get_name) (PtDevice *self);
  guint (*get_sample_rate) (PtDevice *self);
  guint (*get_block_frames) (PtDevice *self);
  guint (*get_underruns) (PtDevice *self);
  /* Share of the block time spent in the callback, 0..1, smoothed. */
  double (*get_load) (PtDevice *self);
  /* FALSE once the device has gone away on its own. */
  gboolean (*is_alive) (PtDevice *self);
};

/* Used where none is asked for: 11 ms at 48 kHz. */
#define PT_DEVICE_BLOCK_FRAMES 512

/* @name: NULL for the default (silent when there is none), "silent", or a device's name, in
 * any letters, or a part of it that no other has. @sample_rate 0: the device's own; one that
 * it does not have is replaced, so ask it for its rate. @block_frames 0: the usual. */
PtDevice *pt_device_open (const char *name,
                          guint sample_rate,
                          guint block_frames,
                          GError **error);

gboolean pt_device_start (PtDevice *self,
                          PtDeviceCallback callback,
                          gpointer user_data,
                          GError **error);
void pt_device_stop (PtDevice *self);
const char *pt_device_get_name (PtDevice *self);
guint pt_device_get_sample_rate (PtDevice *self);
guint pt_device_get_block_frames (PtDevice *self);
guint pt_device_get_underruns (PtDevice *self);
double pt_device_get_load (PtDevice *self);
gboolean pt_device_is_alive (PtDevice *self);

G_END_DECLS
