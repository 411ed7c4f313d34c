/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-player.h"

G_BEGIN_DECLS

/* A device that runs when it is told to, at 48 kHz in blocks of 256 frames, and keeps
 * what it was given. */
#define PT_TYPE_TEST_DEVICE (pt_test_device_get_type ())
G_DECLARE_FINAL_TYPE (PtTestDevice, pt_test_device, PT, TEST_DEVICE, GObject)

#define PT_TEST_RATE 48000
#define PT_TEST_BLOCK 256
/* What it always says. */
#define PT_TEST_LOAD 0.25

PtTestDevice *pt_test_device_new (void);
/* Renders @blocks blocks, and lets @player look at the engine after each. */
void pt_test_device_pump (PtTestDevice *self,
                          PtPlayer *player,
                          guint blocks);
/* Interleaved stereo, everything so far. */
const float *pt_test_device_get_heard (PtTestDevice *self,
                                       guint64 *frames);
gboolean pt_test_device_is_running (PtTestDevice *self);
/* The next start fails. */
void pt_test_device_set_refuses (PtTestDevice *self,
                                 gboolean refuses);
/* From now on it is not alive. */
void pt_test_device_unplug (PtTestDevice *self);
void pt_test_device_set_underruns (PtTestDevice *self,
                                   guint n_underruns);

G_END_DECLS
