/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-audio-error.h"

/* clang-format off: it would read minus signs */
G_DEFINE_QUARK (pt - audio - error - quark, pt_audio_error)
