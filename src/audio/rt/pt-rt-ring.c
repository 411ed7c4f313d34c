/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The pushing thread owns one counter, the popping thread the other; each publishes its
 * own with release order and reads the other's with acquire, which makes the item's bytes
 * visible before the count says they are there. The counters run over at 2^32; their
 * difference stays right because the size is a power of two. */

#include "audio/rt/pt-rt-ring.h"

#include <string.h>

void
pt_rt_ring_init (PtRtRing *self, void *items, uint32_t item_size, uint32_t n_items)
{
  atomic_init (&self->pushed, 0);
  atomic_init (&self->popped, 0);
  self->items = items;
  self->item_size = item_size;
  self->mask = n_items - 1;
}

bool
pt_rt_ring_push (PtRtRing *self, const void *item)
{
  uint32_t pushed = atomic_load_explicit (&self->pushed, memory_order_relaxed);
  uint32_t popped = atomic_load_explicit (&self->popped, memory_order_acquire);

  if (pushed - popped > self->mask)
    return false;

  memcpy (self->items + (size_t) (pushed & self->mask) * self->item_size, item, self->item_size);
  atomic_store_explicit (&self->pushed, pushed + 1, memory_order_release);

  return true;
}

bool
pt_rt_ring_pop (PtRtRing *self, void *item)
{
  uint32_t popped = atomic_load_explicit (&self->popped, memory_order_relaxed);
  uint32_t pushed = atomic_load_explicit (&self->pushed, memory_order_acquire);

  if (pushed == popped)
    return false;

  memcpy (item, self->items + (size_t) (popped & self->mask) * self->item_size, self->item_size);
  atomic_store_explicit (&self->popped, popped + 1, memory_order_release);

  return true;
}

uint32_t
pt_rt_ring_get_length (PtRtRing *self)
{
  uint32_t popped = atomic_load_explicit (&self->popped, memory_order_acquire);

  return atomic_load_explicit (&self->pushed, memory_order_acquire) - popped;
}

uint32_t
pt_rt_ring_get_space (PtRtRing *self)
{
  return self->mask + 1 - pt_rt_ring_get_length (self);
}
