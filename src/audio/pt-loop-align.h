/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-audio-buffer.h"

G_BEGIN_DECLS

/* Frames by which the hits in @planes (as many as @loop has channels, each of @frames: the
 * loop stretched) come later than they should; negative when earlier. At most @maximum
 * either way; 0 where there are no hits to tell by. */
gint64 pt_loop_align_measure (const PtAudioBuffer *loop,
                              const float *const *planes,
                              guint64 frames,
                              gint64 maximum);

G_END_DECLS
