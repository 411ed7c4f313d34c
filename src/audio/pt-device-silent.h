/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-device.h"

G_BEGIN_DECLS

/* A device without a sound card: it asks for its blocks in real time and throws them away.
 * The clock of everything goes on where there is no card, or no longer one. */
#define PT_TYPE_DEVICE_SILENT (pt_device_silent_get_type ())
G_DECLARE_FINAL_TYPE (PtDeviceSilent, pt_device_silent, PT, DEVICE_SILENT, GObject)

#define PT_DEVICE_SILENT_NAME "silent"
#define PT_DEVICE_SILENT_RATE 48000

/* 0: the usual rate, the usual block. */
PtDeviceSilent *pt_device_silent_new (guint sample_rate,
                                      guint block_frames);

G_END_DECLS
