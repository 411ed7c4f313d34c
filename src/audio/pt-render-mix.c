/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-render-mix.h"

#include <string.h>

#include "audio/rt/pt-rt-mixer.h"

#define MAX_SEGMENTS 2048
#define SEGMENT_KEY_BYTES offsetof (PtRtSegment, lines)
/* Blocks remembered by the peak pass; a power of two, never more than half full. */
#define N_SLOTS 8192

/* A block that was mixed before: its segments stand in the list of keys. */
typedef struct
{
  guint64 hash;
  gsize offset;
  gsize length; /* 0: free */
  float peak;
} Slot;

struct _PtRenderMix
{
  PtRenderPlan *plan;
  const PtRtPlan *rt;
  PtRtMixer mixer;
  PtRtSegment segments[MAX_SEGMENTS];
  guint n_segments;
  guint frames; /* of the current block */
  gint64 bar; /* the bar that the next block lies in */
  guint64 bar_start;
  guint64 bar_end;

  Slot *slots;
  guint n_used;
  GByteArray *keys;
  GByteArray *key;
  float *block;
};

PtRenderMix *
pt_render_mix_new (PtRenderPlan *plan)
{
  PtRenderMix *self;

  g_return_val_if_fail (plan != NULL, NULL);

  self = g_malloc (sizeof *self);
  memset (self, 0, sizeof *self);
  self->plan = pt_render_plan_ref (plan);
  self->rt = pt_render_plan_get_rt (plan);
  self->keys = g_byte_array_new ();
  self->key = g_byte_array_new ();
  self->block = g_aligned_alloc (2 * PT_RENDER_MAX_BLOCK, sizeof (float), 64);
  pt_render_mix_rewind (self);

  return self;
}

void
pt_render_mix_free (PtRenderMix *self)
{
  g_return_if_fail (self != NULL);

  pt_render_plan_unref (self->plan);
  g_byte_array_unref (self->keys);
  g_byte_array_unref (self->key);
  g_free (self->slots);
  g_aligned_free (self->block);
  g_free (self);
}

void
pt_render_mix_rewind (PtRenderMix *self)
{
  g_return_if_fail (self != NULL);

  pt_rt_mixer_init (&self->mixer, pt_render_plan_get_sample_rate (self->plan), NULL, NULL);
  pt_rt_mixer_play (&self->mixer, self->rt, 0, PT_RT_CHASE_NONE);
  self->bar = 0;
  self->bar_end = 0;
}

/* Every bar is cut alike, so that a bar that repeats repeats block by block. */
static guint
block_length (PtRenderMix *self)
{
  guint64 song = self->mixer.song;
  guint64 length, n, index;

  while (song >= self->bar_end)
    {
      self->bar++;
      self->bar_start = self->bar_end;
      self->bar_end = pt_bars_to_frame (self->bar, pt_render_plan_get_tempo (self->plan),
                                        pt_render_plan_get_sample_rate (self->plan));
    }
  length = self->bar_end - self->bar_start;
  n = (length + PT_RENDER_MAX_BLOCK - 1) / PT_RENDER_MAX_BLOCK;
  index = (song - self->bar_start) * n / length;
  while (self->bar_start + length * (index + 1) / n <= song)
    index++;

  return (guint) (self->bar_start + length * (index + 1) / n - song);
}

guint
pt_render_mix_next (PtRenderMix *self)
{
  g_return_val_if_fail (self != NULL, 0);

  if (self->mixer.song >= self->rt->n_frames)
    return 0;
  self->frames = pt_rt_mixer_schedule (&self->mixer, block_length (self), self->segments, MAX_SEGMENTS, &self->n_segments);

  return self->frames;
}

float *
pt_render_mix_get_block (PtRenderMix *self, guint64 lanes)
{
  g_return_val_if_fail (self != NULL, NULL);

  memset (self->block, 0, 2 * (gsize) self->frames * sizeof (float));
  pt_rt_segments_mix (self->segments, self->n_segments, lanes, self->block);

  return self->block;
}

guint64
pt_render_mix_get_stolen (PtRenderMix *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->mixer.n_stolen;
}

/* --- blocks that repeat --- */

/* The block in bytes; FALSE for one with ramps, which does not come again. */
static gboolean
make_key (PtRenderMix *self)
{
  g_byte_array_set_size (self->key, 0);
  g_byte_array_append (self->key, (const guint8 *) &self->frames, sizeof self->frames);
  for (guint i = 0; i < self->n_segments; i++)
    {
      if (self->segments[i].n_lines > 0)
        return FALSE;
      g_byte_array_append (self->key, (const guint8 *) &self->segments[i], SEGMENT_KEY_BYTES);
    }

  return TRUE;
}

static guint64
hash_key (const GByteArray *key)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  /* Whole words: the key is made of them. */
  for (guint i = 0; i + 4 <= key->len; i += 4)
    {
      guint32 word;

      memcpy (&word, key->data + i, sizeof word);
      hash = (hash ^ word) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
      hash ^= hash >> 29;
    }

  return hash;
}

/* The slot of the current key, or a free one for it. */
static Slot *
find_slot (PtRenderMix *self, guint64 hash)
{
  Slot *slot;

  if (self->slots == NULL)
    self->slots = g_new0 (Slot, N_SLOTS);
  for (guint i = hash % N_SLOTS;; i = (i + 1) % N_SLOTS)
    {
      slot = &self->slots[i];
      if (slot->length == 0
          || (slot->hash == hash && slot->length == self->key->len
              && memcmp (self->keys->data + slot->offset, self->key->data, slot->length) == 0))
        return slot;
    }
}

float
pt_render_mix_get_peak (PtRenderMix *self)
{
  guint64 hash = 0;
  Slot *slot = NULL;
  float peak;

  g_return_val_if_fail (self != NULL, 0);

  if (make_key (self))
    {
      hash = hash_key (self->key);
      slot = find_slot (self, hash);
      if (slot->length > 0)
        return slot->peak;
    }

  peak = pt_rt_peak (pt_render_mix_get_block (self, PT_RENDER_ALL_LANES), 2 * (guint64) self->frames);
  if (slot != NULL && self->n_used < N_SLOTS / 2)
    {
      *slot = (Slot){ hash, self->keys->len, self->key->len, peak };
      g_byte_array_append (self->keys, self->key->data, self->key->len);
      self->n_used++;
    }

  return peak;
}
