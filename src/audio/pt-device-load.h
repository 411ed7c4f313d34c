/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <stdatomic.h>

G_BEGIN_DECLS

/* The smoothed share of the block time that a callback takes: written by the audio thread,
 * read by any other, without a lock. */
typedef struct
{
  atomic_uint millionths;
} PtDeviceLoad;

static inline void
pt_device_load_add (PtDeviceLoad *self, double share)
{
  double before = atomic_load_explicit (&self->millionths, memory_order_relaxed);
  double now = before + 0.1 * (CLAMP (share, 0, 1) * 1e6 - before);

  atomic_store_explicit (&self->millionths, (guint) now, memory_order_relaxed);
}

static inline double
pt_device_load_get (PtDeviceLoad *self)
{
  return atomic_load_explicit (&self->millionths, memory_order_relaxed) / 1e6;
}

G_END_DECLS
