/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <portaudio.h>

G_BEGIN_DECLS

/* PortAudio, opened when a device is and not before: it brings ALSA, JACK and a database
 * with it, which would be a third of what every start of the program costs. */
#define PT_PORTAUDIO_FUNCTIONS(X) \
  X (AbortStream) \
  X (CloseStream) \
  X (GetDefaultOutputDevice) \
  X (GetDeviceCount) \
  X (GetDeviceInfo) \
  X (GetErrorText) \
  X (GetHostApiInfo) \
  X (GetStreamCpuLoad) \
  X (GetStreamInfo) \
  X (Initialize) \
  X (IsFormatSupported) \
  X (IsStreamActive) \
  X (OpenStream) \
  X (StartStream) \
  X (Terminate)

typedef struct
{
#define PT_PORTAUDIO_MEMBER(name) __typeof__ (Pa_##name) *name;
  PT_PORTAUDIO_FUNCTIONS (PT_PORTAUDIO_MEMBER)
#undef PT_PORTAUDIO_MEMBER
} PtPortaudio;

/* NULL with PT_AUDIO_ERROR_DEVICE when it is not installed. Any thread. */
const PtPortaudio *pt_portaudio_get (GError **error);

/* Whether Initialize may be called: where ALSA's settings cannot be read PortAudio does not
 * fail but aborts. May write to standard error. */
gboolean pt_portaudio_may_initialize (void);

G_END_DECLS
