/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-device.h"

G_BEGIN_DECLS

/* Sound cards, through PortAudio (ALSA, JACK, and what stands behind them). PortAudio is
 * started when it is first needed and ended when nothing needs it any more, so that a list
 * shows what is plugged in now. */
#define PT_TYPE_DEVICE_PORTAUDIO (pt_device_portaudio_get_type ())
G_DECLARE_FINAL_TYPE (PtDevicePortaudio, pt_device_portaudio, PT, DEVICE_PORTAUDIO, GObject)

/* (element-type PtDeviceInfo): appends all outputs. */
void pt_device_portaudio_list (GPtrArray *devices);
/* @name NULL: the default. @sample_rate and @block_frames 0: what the device likes best; a
 * rate it does not have is replaced by that, too. NULL without @error set: there is no
 * device at all, and none was named. */
PtDevicePortaudio *pt_device_portaudio_open (const char *name,
                                             guint sample_rate,
                                             guint block_frames,
                                             GError **error);

G_END_DECLS
