/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The pictures of sounds that were looked at last, by path. */
typedef struct _PtThumbnailCache PtThumbnailCache;

PtThumbnailCache *pt_thumbnail_cache_new (guint n_max);
void pt_thumbnail_cache_free (PtThumbnailCache *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtThumbnailCache, pt_thumbnail_cache_free)

/* (transfer none) (nullable) */
GBytes *pt_thumbnail_cache_lookup (PtThumbnailCache *self,
                                   const char *path);
void pt_thumbnail_cache_insert (PtThumbnailCache *self,
                                const char *path,
                                GBytes *picture);
void pt_thumbnail_cache_remove (PtThumbnailCache *self,
                                const char *path);
guint pt_thumbnail_cache_get_size (PtThumbnailCache *self);

G_END_DECLS
