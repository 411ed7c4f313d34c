/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-audio-buffer.h"

G_BEGIN_DECLS

/* Stretched loops on disk. A cache is a convenience: what cannot be read is made anew,
 * what cannot be written is not kept, and neither is an error. Any number of threads and
 * processes may share a folder. */
typedef struct _PtLoopCache PtLoopCache;

#define PT_LOOP_CACHE_KEY_BYTES 32
#define PT_LOOP_CACHE_MAX_BYTES (G_GUINT64_CONSTANT (1024) * 1024 * 1024)

/* @folder NULL: none, nothing is ever found. It is made on the first store. @max_bytes:
 * what was used longest ago goes when there is more. */
PtLoopCache *pt_loop_cache_new (const char *folder,
                                guint64 max_bytes);
void pt_loop_cache_free (PtLoopCache *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtLoopCache, pt_loop_cache_free)

/* (transfer full) (nullable) */
PtAudioBuffer *pt_loop_cache_lookup (PtLoopCache *self,
                                     const guint8 key[PT_LOOP_CACHE_KEY_BYTES]);
void pt_loop_cache_store (PtLoopCache *self,
                          const guint8 key[PT_LOOP_CACHE_KEY_BYTES],
                          const PtAudioBuffer *buffer);

G_END_DECLS
