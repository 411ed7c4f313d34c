/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PT_AUDIO_ERROR (pt_audio_error_quark ())

/**
 * PtAudioError:
 * @PT_AUDIO_ERROR_FAILED: something else went wrong
 * @PT_AUDIO_ERROR_UNREADABLE: the file cannot be opened or is not audio
 * @PT_AUDIO_ERROR_TORN: the file ends before its own header says
 * @PT_AUDIO_ERROR_EMPTY: no audio in it
 * @PT_AUDIO_ERROR_UNSUPPORTED: audio, but of a kind we do not play (eight channels ...)
 * @PT_AUDIO_ERROR_WRITE: the output could not be written
 * @PT_AUDIO_ERROR_DEVICE: a device is missing, busy or gone
 * @PT_AUDIO_ERROR_INVALID: the request makes no sense (no bars, unknown format ...)
 */
typedef enum
{
  PT_AUDIO_ERROR_FAILED,
  PT_AUDIO_ERROR_UNREADABLE,
  PT_AUDIO_ERROR_TORN,
  PT_AUDIO_ERROR_EMPTY,
  PT_AUDIO_ERROR_UNSUPPORTED,
  PT_AUDIO_ERROR_WRITE,
  PT_AUDIO_ERROR_DEVICE,
  PT_AUDIO_ERROR_INVALID,
} PtAudioError;

GQuark pt_audio_error_quark (void);

G_END_DECLS
