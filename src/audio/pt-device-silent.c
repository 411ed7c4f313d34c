/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-device-silent.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <time.h>

#include "audio/pt-device-load.h"

/* The one place in the tree that waits for a time: it stands for the crystal of a sound
 * card. Each block has an absolute deadline counted from the start, so that no error adds
 * up; a wait that is interrupted, or wakes late, makes only that block late. */

#define NSEC_PER_SEC G_GINT64_CONSTANT (1000000000)
/* After a longer pause (the machine slept) time is not caught up with. */
#define MAX_LATE_NSEC (NSEC_PER_SEC / 2)

struct _PtDeviceSilent
{
  GObject parent_instance;
  guint sample_rate;
  guint block_frames;
  float *block;
  GThread *thread; /* NULL: stopped */
  PtDeviceCallback callback;
  gpointer user_data;
  atomic_bool stopping;
  atomic_uint underruns;
  PtDeviceLoad load;
};

static void pt_device_silent_init_iface (PtDeviceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PtDeviceSilent, pt_device_silent, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (PT_TYPE_DEVICE, pt_device_silent_init_iface))

static gint64
read_clock (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);

  return now.tv_sec * NSEC_PER_SEC + now.tv_nsec;
}

static void
wait_until (gint64 deadline)
{
  const struct timespec time = { .tv_sec = deadline / NSEC_PER_SEC, .tv_nsec = deadline % NSEC_PER_SEC };

  while (clock_nanosleep (CLOCK_MONOTONIC, TIMER_ABSTIME, &time, NULL) == EINTR)
    continue;
}

static gpointer
run (gpointer data)
{
  PtDeviceSilent *self = data;
  gint64 block_nsec = self->block_frames * NSEC_PER_SEC / self->sample_rate;
  gint64 start = read_clock ();

  for (guint64 n = 0; !atomic_load_explicit (&self->stopping, memory_order_acquire); n++)
    {
      gint64 begun = read_clock ();
      gint64 deadline;
      gint64 done;

      self->callback (self->block, self->block_frames, self->user_data);
      done = read_clock ();
      pt_device_load_add (&self->load, (double) (done - begun) / block_nsec);

      /* When a card would have played all of it. */
      deadline = start + (gint64) ((unsigned __int128) (n + 1) * self->block_frames * NSEC_PER_SEC / self->sample_rate);
      if (done > deadline + block_nsec)
        {
          atomic_fetch_add_explicit (&self->underruns, 1, memory_order_relaxed);
          if (done > deadline + MAX_LATE_NSEC)
            start += done - deadline;
        }
      else
        {
          wait_until (deadline);
        }
    }

  return NULL;
}

static gboolean
pt_device_silent_start (PtDevice *device, PtDeviceCallback callback, gpointer user_data, GError **error)
{
  PtDeviceSilent *self = PT_DEVICE_SILENT (device);

  g_return_val_if_fail (self->thread == NULL, FALSE);

  self->callback = callback;
  self->user_data = user_data;
  atomic_store (&self->stopping, false);
  self->thread = g_thread_try_new ("silent-device", run, self, error);
  if (self->thread == NULL)
    g_prefix_error (error, _ ("The silent device cannot start: "));

  return self->thread != NULL;
}

static void
pt_device_silent_stop (PtDevice *device)
{
  PtDeviceSilent *self = PT_DEVICE_SILENT (device);

  if (self->thread == NULL)
    return;
  /* Seen within a block. */
  atomic_store_explicit (&self->stopping, true, memory_order_release);
  g_clear_pointer (&self->thread, g_thread_join);
}

static const char *
pt_device_silent_get_name (PtDevice *device)
{
  return PT_DEVICE_SILENT_NAME;
}

static guint
pt_device_silent_get_sample_rate (PtDevice *device)
{
  return PT_DEVICE_SILENT (device)->sample_rate;
}

static guint
pt_device_silent_get_block_frames (PtDevice *device)
{
  return PT_DEVICE_SILENT (device)->block_frames;
}

static guint
pt_device_silent_get_underruns (PtDevice *device)
{
  return atomic_load_explicit (&PT_DEVICE_SILENT (device)->underruns, memory_order_relaxed);
}

static double
pt_device_silent_get_load (PtDevice *device)
{
  return pt_device_load_get (&PT_DEVICE_SILENT (device)->load);
}

static gboolean
pt_device_silent_is_alive (PtDevice *device)
{
  return TRUE;
}

static void
pt_device_silent_init_iface (PtDeviceInterface *iface)
{
  iface->start = pt_device_silent_start;
  iface->stop = pt_device_silent_stop;
  iface->get_name = pt_device_silent_get_name;
  iface->get_sample_rate = pt_device_silent_get_sample_rate;
  iface->get_block_frames = pt_device_silent_get_block_frames;
  iface->get_underruns = pt_device_silent_get_underruns;
  iface->get_load = pt_device_silent_get_load;
  iface->is_alive = pt_device_silent_is_alive;
}

static void
pt_device_silent_finalize (GObject *object)
{
  PtDeviceSilent *self = PT_DEVICE_SILENT (object);

  pt_device_silent_stop (PT_DEVICE (self));
  g_free (self->block);

  G_OBJECT_CLASS (pt_device_silent_parent_class)->finalize (object);
}

static void
pt_device_silent_class_init (PtDeviceSilentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = pt_device_silent_finalize;
}

static void
pt_device_silent_init (PtDeviceSilent *self)
{
}

PtDeviceSilent *
pt_device_silent_new (guint sample_rate, guint block_frames)
{
  PtDeviceSilent *self = g_object_new (PT_TYPE_DEVICE_SILENT, NULL);

  self->sample_rate = sample_rate > 0 ? sample_rate : PT_DEVICE_SILENT_RATE;
  self->block_frames = block_frames > 0 ? block_frames : PT_DEVICE_BLOCK_FRAMES;
  self->block = g_new0 (float, 2 * (gsize) self->block_frames);

  return self;
}
