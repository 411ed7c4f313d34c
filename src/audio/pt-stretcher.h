/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-audio-buffer.h"

G_BEGIN_DECLS

/* Counted up whenever the result changes: stretched loops kept on disk carry it. */
#define PT_STRETCHER_VERSION 1
/* Beyond these Rubber Band has nothing useful left. */
#define PT_STRETCHER_MIN_RATIO 0.2
#define PT_STRETCHER_MAX_RATIO 5.0

/* @loop lasting exactly @frames, at its own pitch, by Rubber Band's finer engine (about 12
 * times faster than it sounds). It is fed around its own end and joins without a click.
 * Equal lengths: the loop itself, bit for bit. Thread safe. */
PtAudioBuffer *pt_stretch_loop (PtAudioBuffer *loop,
                                guint64 frames,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
