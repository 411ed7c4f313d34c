/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/* A queue of fixed-size items between exactly one thread that pushes and one that pops.
 * Neither ever waits. The memory is the caller's. */
typedef struct
{
  _Alignas(64) atomic_uint_least32_t pushed; /* counted on for ever; the difference is the length */
  _Alignas(64) atomic_uint_least32_t popped;
  _Alignas(64) unsigned char *items;
  uint32_t item_size;
  uint32_t mask;
} PtRtRing;

/* @n_items is a power of two; @items holds n_items * item_size bytes. */
void
pt_rt_ring_init (PtRtRing *self,
                 void *items,
                 uint32_t item_size,
                 uint32_t n_items);
/* false: the ring is full. */
bool
pt_rt_ring_push (PtRtRing *self,
                 const void *item);
/* false: the ring is empty. */
bool
pt_rt_ring_pop (PtRtRing *self,
                void *item);
/* Exact on neither side while the other is at work: at least so many items to pop when the
 * popping thread asks, at least so much space when the pushing one does. */
uint32_t
pt_rt_ring_get_length (PtRtRing *self);
uint32_t
pt_rt_ring_get_space (PtRtRing *self);
