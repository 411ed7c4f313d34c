/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-set-private.h"

/* The rows and columns of a set, and the ids by which its files name them. */

static guint
position_of (GListStore *list, gpointer item)
{
  guint position;

  return g_list_store_find (list, item, &position) ? position : G_MAXUINT;
}

/* (transfer none): the list keeps it. */
static gpointer
item_at (GListStore *list, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (list), position);

  return item;
}

void
_pt_set_insert (GListStore *list, guint position, gpointer item)
{
  g_list_store_insert (list, MIN (position, g_list_model_get_n_items (G_LIST_MODEL (list))), item);
}

void
_pt_set_remove (GListStore *list, gpointer item)
{
  guint position = position_of (list, item);

  g_return_if_fail (position != G_MAXUINT);
  g_list_store_remove (list, position);
}

void
_pt_set_move (GListStore *list, guint from, guint to)
{
  const guint first = MIN (from, to);
  const guint n = MAX (from, to) - first + 1;
  g_autoptr (GPtrArray) span = g_ptr_array_new_with_free_func (g_object_unref);
  gpointer moved;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (span, g_list_model_get_item (G_LIST_MODEL (list), first + i));
  moved = g_ptr_array_steal_index (span, from - first);
  g_ptr_array_insert (span, to - first, moved);
  g_list_store_splice (list, first, n, span->pdata, n);
}

guint
pt_set_get_n_tracks (PtSet *self)
{
  g_return_val_if_fail (PT_IS_SET (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->tracks));
}

PtTrack *
pt_set_get_track (PtSet *self, guint position)
{
  g_return_val_if_fail (PT_IS_SET (self), NULL);

  return item_at (self->tracks, position);
}

PtTrack *
pt_set_find_track (PtSet *self, const char *id)
{
  g_return_val_if_fail (PT_IS_SET (self), NULL);

  return id != NULL ? g_hash_table_lookup (self->tracks_by_id, id) : NULL;
}

/* "kick", "kick-2": readable, because people read and write the files too. Numbers are not
 * used again, so that many of one name do not search for theirs. */
static char *
free_id (PtSet *self, GHashTable *taken, const char *stem)
{
  char *id = g_strdup (stem);

  while (g_hash_table_contains (taken, id))
    {
      guint n = MAX (GPOINTER_TO_UINT (g_hash_table_lookup (self->last_numbers, stem)), 1) + 1;

      g_hash_table_insert (self->last_numbers, g_strdup (stem), GUINT_TO_POINTER (n));
      g_free (id);
      id = g_strdup_printf ("%s-%u", stem, n);
    }

  return id;
}

static gboolean
is_free (GHashTable *taken, const char *id)
{
  return id != NULL && *id != '\0' && !g_hash_table_contains (taken, id);
}

/* A name as part of an id: letters and digits, lower case, dashes between. */
static char *
stem_of (const char *name, const char *fallback)
{
  g_autofree char *folded = g_str_to_ascii (name, "C");
  GString *stem = g_string_new (NULL);

  for (const char *p = folded; *p != '\0' && stem->len < 40; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (stem, g_ascii_tolower (*p));
    else if (stem->len > 0 && stem->str[stem->len - 1] != '-')
      g_string_append_c (stem, '-');
  while (stem->len > 0 && stem->str[stem->len - 1] == '-')
    g_string_truncate (stem, stem->len - 1);
  if (stem->len == 0)
    g_string_append (stem, fallback);

  return g_string_free (stem, FALSE);
}

void
pt_set_insert_track (PtSet *self, guint position, PtTrack *track)
{
  g_return_if_fail (PT_IS_SET (self));
  g_return_if_fail (PT_IS_TRACK (track));
  g_return_if_fail (pt_set_get_n_tracks (self) < PT_SET_MAX_TRACKS);

  if (!is_free (self->tracks_by_id, pt_track_get_id (track)))
    {
      const char *role = pt_role_to_string (pt_track_get_role (track));
      g_autofree char *stem = stem_of (pt_track_get_name (track), pt_track_get_role (track) != PT_ROLE_NONE ? role : "track");
      g_autofree char *id = free_id (self, self->tracks_by_id, stem);

      pt_track_set_id (track, id);
    }
  g_hash_table_insert (self->tracks_by_id, g_strdup (pt_track_get_id (track)), track);
  _pt_set_insert (self->tracks, position, track);
}

void
pt_set_remove_track (PtSet *self, PtTrack *track)
{
  g_return_if_fail (PT_IS_SET (self));
  g_return_if_fail (PT_IS_TRACK (track));
  g_return_if_fail (pt_set_get_track_position (self, track) != G_MAXUINT);

  for (guint i = 0; i < pt_set_get_n_scenes (self); i++)
    pt_scene_set_clip (pt_set_get_scene (self, i), pt_track_get_id (track), NULL);
  g_hash_table_remove (self->tracks_by_id, pt_track_get_id (track));
  _pt_set_remove (self->tracks, track);
}

guint
pt_set_get_track_position (PtSet *self, PtTrack *track)
{
  g_return_val_if_fail (PT_IS_SET (self), G_MAXUINT);

  return position_of (self->tracks, track);
}

guint
pt_set_get_n_scenes (PtSet *self)
{
  g_return_val_if_fail (PT_IS_SET (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->scenes));
}

PtScene *
pt_set_get_scene (PtSet *self, guint position)
{
  g_return_val_if_fail (PT_IS_SET (self), NULL);

  return item_at (self->scenes, position);
}

void
pt_set_insert_scene (PtSet *self, guint position, PtScene *scene)
{
  g_return_if_fail (PT_IS_SET (self));
  g_return_if_fail (PT_IS_SCENE (scene));
  g_return_if_fail (pt_set_get_n_scenes (self) < PT_SET_MAX_SCENES);

  if (!is_free (self->scenes_by_id, pt_scene_get_id (scene)))
    {
      g_autofree char *stem = stem_of (pt_scene_get_name (scene), "scene");
      g_autofree char *id = free_id (self, self->scenes_by_id, stem);

      pt_scene_set_id (scene, id);
    }
  g_hash_table_insert (self->scenes_by_id, g_strdup (pt_scene_get_id (scene)), scene);
  _pt_set_insert (self->scenes, position, scene);
}

void
pt_set_remove_scene (PtSet *self, PtScene *scene)
{
  g_return_if_fail (PT_IS_SET (self));
  g_return_if_fail (PT_IS_SCENE (scene));
  g_return_if_fail (pt_set_get_scene_position (self, scene) != G_MAXUINT);

  g_hash_table_remove (self->scenes_by_id, pt_scene_get_id (scene));
  _pt_set_remove (self->scenes, scene);
}

guint
pt_set_get_scene_position (PtSet *self, PtScene *scene)
{
  g_return_val_if_fail (PT_IS_SET (self), G_MAXUINT);

  return position_of (self->scenes, scene);
}

PtClip *
pt_set_get_clip (PtSet *self, PtTrack *track, PtScene *scene)
{
  g_return_val_if_fail (PT_IS_SET (self), NULL);
  g_return_val_if_fail (PT_IS_TRACK (track), NULL);
  g_return_val_if_fail (PT_IS_SCENE (scene), NULL);

  return pt_scene_get_clip (scene, pt_track_get_id (track));
}
