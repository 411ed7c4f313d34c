/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-device-portaudio.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "audio/pt-audio-error.h"
#include "audio/pt-portaudio.h"
#include "core/pt-util.h"

/* A stream that has not asked for sound for so long is gone, whatever it says. */
#define SILENT_USEC (2 * G_USEC_PER_SEC)
/* What a card may ask for beyond twice what its buffer holds, and how much faster than ours
 * its clock may run. One that asks for more is no card but a drain: ALSA's null device runs
 * a thousand times too fast, and would take a song with it in the blink of an eye. */
#define MAX_LEAD_S 0.25
#define MAX_SPEED 1.05
#define MONO_FRAMES 4096

struct _PtDevicePortaudio
{
  GObject parent_instance;
  PaStream *stream;
  char *name;
  guint sample_rate;
  guint block_frames;
  guint channels; /* of the device: 1 or 2 */
  gboolean holds_library;
  gboolean started;
  PtDeviceCallback callback;
  gpointer user_data;
  float *stereo; /* for a device with one channel */
  atomic_uint underruns;
  atomic_llong last_call_usec;
  atomic_bool drains;
  guint64 n_frames; /* of the audio thread */
  double lead_s;
  gint64 start_usec;
};

static void pt_device_portaudio_init_iface (PtDeviceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PtDevicePortaudio, pt_device_portaudio, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (PT_TYPE_DEVICE, pt_device_portaudio_init_iface))

/* --- the library --- */

static GMutex library_lock;
static guint library_users;
static const PtPortaudio *portaudio; /* set while there are users */

/* ALSA and JACK tell standard error about every card that is not there. There is no way to
 * ask them not to that does not need their headers, so descriptor 2 leads to nowhere while
 * PortAudio starts: a tenth of a second, once. What another thread prints then is lost,
 * too, which is why nothing else is ever silenced. */
static PaError
initialize_quietly (gboolean *may)
{
  int nowhere = open ("/dev/null", O_WRONLY | O_CLOEXEC);
  int saved = fcntl (STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  gboolean silenced;
  PaError problem = paNoError;

  fflush (stderr);
  silenced = nowhere >= 0 && saved >= 0 && dup2 (nowhere, STDERR_FILENO) >= 0;
  *may = pt_portaudio_may_initialize ();
  if (*may)
    problem = portaudio->Initialize ();
  if (silenced)
    dup2 (saved, STDERR_FILENO);
  if (saved >= 0)
    close (saved);
  if (nowhere >= 0)
    close (nowhere);

  return problem;
}

static gboolean
acquire_library (GError **error)
{
  PaError problem = paNoError;
  const PtPortaudio *found = pt_portaudio_get (error);
  gboolean may = TRUE;

  if (found == NULL)
    return FALSE;

  g_mutex_lock (&library_lock);
  portaudio = found;
  if (library_users == 0)
    problem = initialize_quietly (&may);
  if (may && problem == paNoError)
    library_users++;
  g_mutex_unlock (&library_lock);

  if (!may)
    g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_DEVICE,
                 _ ("The sound system cannot be used: the settings of ALSA cannot be read; “--device silent” works without"));
  else if (problem != paNoError)
    g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_DEVICE,
                 _ ("The sound system cannot be used: %s; “--device silent” works without one"), portaudio->GetErrorText (problem));

  return may && problem == paNoError;
}

static void
release_library (void)
{
  g_mutex_lock (&library_lock);
  if (--library_users == 0)
    portaudio->Terminate ();
  g_mutex_unlock (&library_lock);
}

/* --- the list --- */

static const char *
host_name (const PaDeviceInfo *info)
{
  const PaHostApiInfo *host = portaudio->GetHostApiInfo (info->hostApi);

  return host != NULL && host->name != NULL ? host->name : "unknown";
}

void
pt_device_portaudio_list (GPtrArray *devices)
{
  g_return_if_fail (devices != NULL);

  if (!acquire_library (NULL))
    return;
  for (PaDeviceIndex i = 0; i < portaudio->GetDeviceCount (); i++)
    {
      const PaDeviceInfo *info = portaudio->GetDeviceInfo (i);
      PtDeviceInfo *device;

      if (info == NULL || info->maxOutputChannels < 1)
        continue;
      device = g_new0 (PtDeviceInfo, 1);
      device->name = g_utf8_make_valid (info->name, -1);
      device->host = g_utf8_make_valid (host_name (info), -1);
      device->rate = info->defaultSampleRate;
      device->channels = info->maxOutputChannels;
      device->is_default = i == portaudio->GetDefaultOutputDevice ();
      g_ptr_array_add (devices, device);
    }
  release_library ();
}

/* --- opening --- */

/* The name itself, the name in other letters, or the only one with that in it. */
static PaDeviceIndex
find_device (const char *name, GError **error)
{
  g_autofree char *wanted = g_utf8_casefold (name, -1);
  g_autoptr (GString) names = g_string_new (NULL);
  PaDeviceIndex by_part = paNoDevice;
  PaDeviceIndex by_case = paNoDevice;
  guint n_parts = 0;

  for (PaDeviceIndex i = 0; i < portaudio->GetDeviceCount (); i++)
    {
      const PaDeviceInfo *info = portaudio->GetDeviceInfo (i);
      g_autofree char *valid = NULL;
      g_autofree char *folded = NULL;

      if (info == NULL || info->maxOutputChannels < 1)
        continue;
      valid = g_utf8_make_valid (info->name, -1);
      if (g_str_equal (valid, name))
        return i;
      folded = g_utf8_casefold (valid, -1);
      if (by_case == paNoDevice && g_str_equal (folded, wanted))
        by_case = i;
      if (strstr (folded, wanted) != NULL)
        {
          by_part = i;
          n_parts++;
        }
      g_string_append_printf (names, "“%s”, ", valid);
    }
  if (by_case != paNoDevice)
    return by_case;
  if (n_parts == 1)
    return by_part;

  g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_DEVICE,
               n_parts > 1 ? _ ("More than one device is called “%s”; there are: %s“silent”")
                           : _ ("There is no device “%s”; there are: %s“silent”"),
               PT_SHORT (name), names->str);

  return paNoDevice;
}

static int
stream_cb (const void *input,
           void *output,
           unsigned long frames,
           const PaStreamCallbackTimeInfo *time,
           PaStreamCallbackFlags flags,
           void *user_data)
{
  PtDevicePortaudio *self = user_data;
  float *out = output;
  gint64 now = g_get_monotonic_time ();

  self->n_frames += frames;
  if ((double) self->n_frames / self->sample_rate > (now - self->start_usec) / 1e6 * MAX_SPEED + self->lead_s)
    {
      atomic_store_explicit (&self->drains, true, memory_order_relaxed);
      memset (output, 0, frames * self->channels * sizeof (float));
      return paAbort;
    }
  if ((flags & paOutputUnderflow) != 0)
    atomic_fetch_add_explicit (&self->underruns, 1, memory_order_relaxed);
  atomic_store_explicit (&self->last_call_usec, now, memory_order_relaxed);

  if (self->channels == 2)
    {
      self->callback (out, frames, self->user_data);
      return paContinue;
    }
  while (frames > 0)
    {
      guint n = MIN (frames, MONO_FRAMES);

      self->callback (self->stereo, n, self->user_data);
      for (guint i = 0; i < n; i++)
        out[i] = 0.5f * (self->stereo[2 * i] + self->stereo[2 * i + 1]);
      out += n;
      frames -= n;
    }

  return paContinue;
}

static gboolean
open_stream (PtDevicePortaudio *self, PaDeviceIndex index, guint sample_rate, guint block_frames, GError **error)
{
  const PaDeviceInfo *info = portaudio->GetDeviceInfo (index);
  PaStreamParameters parameters = {
    .device = index,
    .channelCount = MIN (info->maxOutputChannels, 2),
    .sampleFormat = paFloat32,
    .suggestedLatency = info->defaultHighOutputLatency,
  };
  PaError problem;

  self->name = g_utf8_make_valid (info->name, -1);
  self->channels = parameters.channelCount;
  self->block_frames = block_frames > 0 ? block_frames : PT_DEVICE_BLOCK_FRAMES;
  if (sample_rate == 0 || portaudio->IsFormatSupported (NULL, &parameters, sample_rate) != paFormatIsSupported)
    sample_rate = (guint) lround (info->defaultSampleRate);

  problem = portaudio->OpenStream (&self->stream, NULL, &parameters, sample_rate, self->block_frames, paNoFlag, stream_cb, self);
  if (problem != paNoError)
    {
      self->stream = NULL;
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_DEVICE,
                   _ ("The device “%s” cannot be opened: %s; does another program use it?"), self->name, portaudio->GetErrorText (problem));
      return FALSE;
    }
  self->sample_rate = (guint) lround (portaudio->GetStreamInfo (self->stream)->sampleRate);
  self->lead_s = 2 * MAX (portaudio->GetStreamInfo (self->stream)->outputLatency, 0) + MAX_LEAD_S;
  if (self->channels == 1)
    self->stereo = g_new0 (float, 2 * MONO_FRAMES);

  return TRUE;
}

PtDevicePortaudio *
pt_device_portaudio_open (const char *name, guint sample_rate, guint block_frames, GError **error)
{
  g_autoptr (PtDevicePortaudio) self = g_object_new (PT_TYPE_DEVICE_PORTAUDIO, NULL);
  PaDeviceIndex index;

  self->holds_library = acquire_library (name != NULL ? error : NULL);
  if (!self->holds_library)
    return NULL;
  index = name != NULL ? find_device (name, error) : portaudio->GetDefaultOutputDevice ();
  if (index == paNoDevice || index < 0 || !open_stream (self, index, sample_rate, block_frames, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* --- the interface --- */

static gboolean
pt_device_portaudio_start (PtDevice *device, PtDeviceCallback callback, gpointer user_data, GError **error)
{
  PtDevicePortaudio *self = PT_DEVICE_PORTAUDIO (device);
  PaError problem;

  g_return_val_if_fail (!self->started, FALSE);

  self->callback = callback;
  self->user_data = user_data;
  self->start_usec = g_get_monotonic_time ();
  atomic_store (&self->last_call_usec, self->start_usec);
  atomic_store (&self->drains, false);
  self->n_frames = 0;
  problem = portaudio->StartStream (self->stream);
  if (problem != paNoError)
    {
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_DEVICE, _ ("The device “%s” does not start: %s"), self->name,
                   portaudio->GetErrorText (problem));
      return FALSE;
    }
  self->started = TRUE;

  return TRUE;
}

static void
pt_device_portaudio_stop (PtDevice *device)
{
  PtDevicePortaudio *self = PT_DEVICE_PORTAUDIO (device);

  if (!self->started)
    return;
  /* Abort, not stop: what is in the card's buffer is not waited for. */
  portaudio->AbortStream (self->stream);
  self->started = FALSE;
}

static const char *
pt_device_portaudio_get_name (PtDevice *device)
{
  return PT_DEVICE_PORTAUDIO (device)->name;
}

static guint
pt_device_portaudio_get_sample_rate (PtDevice *device)
{
  return PT_DEVICE_PORTAUDIO (device)->sample_rate;
}

static guint
pt_device_portaudio_get_block_frames (PtDevice *device)
{
  return PT_DEVICE_PORTAUDIO (device)->block_frames;
}

static guint
pt_device_portaudio_get_underruns (PtDevice *device)
{
  return atomic_load_explicit (&PT_DEVICE_PORTAUDIO (device)->underruns, memory_order_relaxed);
}

static double
pt_device_portaudio_get_load (PtDevice *device)
{
  PtDevicePortaudio *self = PT_DEVICE_PORTAUDIO (device);

  return self->started ? CLAMP (portaudio->GetStreamCpuLoad (self->stream), 0, 1) : 0;
}

static gboolean
pt_device_portaudio_is_alive (PtDevice *device)
{
  PtDevicePortaudio *self = PT_DEVICE_PORTAUDIO (device);
  gint64 now = g_get_monotonic_time ();

  return !self->started
         || (portaudio->IsStreamActive (self->stream) == 1
             && !atomic_load (&self->drains)
             && now - atomic_load (&self->last_call_usec) < SILENT_USEC);
}

static void
pt_device_portaudio_init_iface (PtDeviceInterface *iface)
{
  iface->start = pt_device_portaudio_start;
  iface->stop = pt_device_portaudio_stop;
  iface->get_name = pt_device_portaudio_get_name;
  iface->get_sample_rate = pt_device_portaudio_get_sample_rate;
  iface->get_block_frames = pt_device_portaudio_get_block_frames;
  iface->get_underruns = pt_device_portaudio_get_underruns;
  iface->get_load = pt_device_portaudio_get_load;
  iface->is_alive = pt_device_portaudio_is_alive;
}

static void
pt_device_portaudio_finalize (GObject *object)
{
  PtDevicePortaudio *self = PT_DEVICE_PORTAUDIO (object);

  pt_device_portaudio_stop (PT_DEVICE (self));
  if (self->stream != NULL)
    portaudio->CloseStream (self->stream);
  if (self->holds_library)
    release_library ();
  g_free (self->stereo);
  g_free (self->name);

  G_OBJECT_CLASS (pt_device_portaudio_parent_class)->finalize (object);
}

static void
pt_device_portaudio_class_init (PtDevicePortaudioClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = pt_device_portaudio_finalize;
}

static void
pt_device_portaudio_init (PtDevicePortaudio *self)
{
}
