/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-audio-buffer.h"

G_BEGIN_DECLS

/* The mean of the channels, what all analysis hears. g_free. */
float *
pt_mono_mix (const PtAudioBuffer *buffer);

G_END_DECLS
