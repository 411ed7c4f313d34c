/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-thumbnail-cache.h"

typedef struct
{
  char *path;
  GBytes *picture;
  GList link; /* in the order */
} Thumbnail;

struct _PtThumbnailCache
{
  GHashTable *by_path; /* Thumbnail.path -> Thumbnail, which it owns */
  GQueue order; /* of Thumbnail, those looked at last in front */
  guint n_max;
};

static void
thumbnail_free (gpointer data)
{
  Thumbnail *thumbnail = data;

  g_free (thumbnail->path);
  g_bytes_unref (thumbnail->picture);
  g_free (thumbnail);
}

PtThumbnailCache *
pt_thumbnail_cache_new (guint n_max)
{
  PtThumbnailCache *self;

  g_return_val_if_fail (n_max > 0, NULL);

  self = g_new0 (PtThumbnailCache, 1);
  self->by_path = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, thumbnail_free);
  self->n_max = n_max;

  return self;
}

void
pt_thumbnail_cache_free (PtThumbnailCache *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_path);
  g_free (self);
}

GBytes *
pt_thumbnail_cache_lookup (PtThumbnailCache *self, const char *path)
{
  Thumbnail *thumbnail;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  thumbnail = g_hash_table_lookup (self->by_path, path);
  if (thumbnail == NULL)
    return NULL;
  g_queue_unlink (&self->order, &thumbnail->link);
  g_queue_push_head_link (&self->order, &thumbnail->link);

  return thumbnail->picture;
}

void
pt_thumbnail_cache_insert (PtThumbnailCache *self, const char *path, GBytes *picture)
{
  Thumbnail *thumbnail;

  g_return_if_fail (self != NULL);
  g_return_if_fail (path != NULL);
  g_return_if_fail (picture != NULL);

  pt_thumbnail_cache_remove (self, path);
  thumbnail = g_new0 (Thumbnail, 1);
  thumbnail->path = g_strdup (path);
  thumbnail->picture = g_bytes_ref (picture);
  thumbnail->link.data = thumbnail;
  g_hash_table_insert (self->by_path, thumbnail->path, thumbnail);
  g_queue_push_head_link (&self->order, &thumbnail->link);
  if (self->order.length > self->n_max)
    pt_thumbnail_cache_remove (self, ((Thumbnail *) self->order.tail->data)->path);
}

void
pt_thumbnail_cache_remove (PtThumbnailCache *self, const char *path)
{
  Thumbnail *thumbnail;

  g_return_if_fail (self != NULL);
  g_return_if_fail (path != NULL);

  thumbnail = g_hash_table_lookup (self->by_path, path);
  if (thumbnail == NULL)
    return;
  g_queue_unlink (&self->order, &thumbnail->link);
  g_hash_table_remove (self->by_path, thumbnail->path);
}

guint
pt_thumbnail_cache_get_size (PtThumbnailCache *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->order.length;
}
