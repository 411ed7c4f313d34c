/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-set-edit.h"

#include <glib/gi18n-lib.h>

#include "core/pt-set-private.h"

/* The edits that change the grid itself: rows, columns, slots, and the list of takes. */

static gboolean
push (PtSet *self, const char *name, const PtEditKind *kind, gpointer data)
{
  pt_undo_history_push (self->history, pt_edit_new (name, kind, data));

  return TRUE;
}

/* Puts an item into a list, or takes it out. */
typedef struct
{
  PtSet *set; /* not owned: it owns the history */
  GObject *item;
  guint position;
  gboolean insert; /* what doing it does */
} ListEdit;

static void
list_insert (PtSet *self, guint position, gpointer item)
{
  if (PT_IS_TRACK (item))
    pt_set_insert_track (self, position, item);
  else if (PT_IS_SCENE (item))
    pt_set_insert_scene (self, position, item);
  else
    pt_set_insert_take (self, position, item);
}

static void
list_remove (PtSet *self, gpointer item)
{
  if (PT_IS_TRACK (item))
    pt_set_remove_track (self, item);
  else if (PT_IS_SCENE (item))
    pt_set_remove_scene (self, item);
  else
    pt_set_remove_take (self, item);
}

static void
list_swap (gpointer data, gboolean undo)
{
  ListEdit *edit = data;

  if (edit->insert != undo)
    list_insert (edit->set, edit->position, edit->item);
  else
    list_remove (edit->set, edit->item);
}

static gsize
list_size (gpointer data)
{
  ListEdit *edit = data;
  gsize size = 1024;

  if (PT_IS_SCENE (edit->item))
    {
      g_auto (GStrv) ids = pt_scene_get_track_ids (PT_SCENE (edit->item));

      for (guint i = 0; ids[i] != NULL; i++)
        size += pt_clip_get_size (pt_scene_get_clip (PT_SCENE (edit->item), ids[i]));
    }

  return size;
}

static void
list_free (gpointer data)
{
  ListEdit *edit = data;

  g_object_unref (edit->item);
  g_free (edit);
}

static gboolean
push_list (PtSet *self, const char *name, gpointer item, guint position, gboolean insert)
{
  static const PtEditKind kind = { list_swap, NULL, list_size, list_free };
  ListEdit *edit = g_new (ListEdit, 1);

  *edit = (ListEdit){ self, g_object_ref (item), position, insert };

  return push (self, name, &kind, edit);
}

/* Moves a row or a column. */
typedef struct
{
  PtSet *set;
  GListStore *list;
  GObject *item;
  guint from;
  guint to;
} MoveEdit;

static void
move_swap (gpointer data, gboolean undo)
{
  MoveEdit *edit = data;

  _pt_set_move (edit->list, undo ? edit->to : edit->from, undo ? edit->from : edit->to);
}

static void
move_free (gpointer data)
{
  MoveEdit *edit = data;

  g_object_unref (edit->item);
  g_free (edit);
}

static gboolean
push_move (PtSet *self, const char *name, GListStore *list, gpointer item, guint to)
{
  static const PtEditKind kind = { move_swap, NULL, NULL, move_free };
  MoveEdit *edit;
  guint from;

  if (!g_list_store_find (list, item, &from))
    return FALSE;
  to = MIN (to, g_list_model_get_n_items (G_LIST_MODEL (list)) - 1);
  if (from == to)
    return FALSE;
  edit = g_new (MoveEdit, 1);
  *edit = (MoveEdit){ self, list, g_object_ref (item), from, to };

  return push (self, name, &kind, edit);
}

/* Fills, changes or empties a slot. */
typedef struct
{
  PtScene *scene;
  char *track_id;
  PtClip *other;
} ClipEdit;

static void
clip_swap (gpointer data, gboolean undo)
{
  ClipEdit *edit = data;
  PtClip *current = pt_scene_get_clip (edit->scene, edit->track_id);

  if (current != NULL)
    g_object_ref (current);
  pt_scene_set_clip (edit->scene, edit->track_id, edit->other);
  g_clear_object (&edit->other);
  edit->other = current;
}

static gsize
clip_size (gpointer data)
{
  ClipEdit *edit = data;

  return sizeof *edit + (edit->other != NULL ? pt_clip_get_size (edit->other) : 0);
}

static void
clip_free (gpointer data)
{
  ClipEdit *edit = data;

  g_object_unref (edit->scene);
  g_free (edit->track_id);
  g_clear_object (&edit->other);
  g_free (edit);
}

gboolean
pt_set_edit_clip (PtSet *self, PtTrack *track, PtScene *scene, PtClip *clip)
{
  static const PtEditKind kind = { clip_swap, NULL, clip_size, clip_free };
  PtClip *old;
  ClipEdit *edit;

  g_return_val_if_fail (PT_IS_SET (self), FALSE);
  g_return_val_if_fail (PT_IS_TRACK (track), FALSE);
  g_return_val_if_fail (PT_IS_SCENE (scene), FALSE);
  g_return_val_if_fail (clip == NULL || PT_IS_CLIP (clip), FALSE);

  if (pt_set_get_track_position (self, track) == G_MAXUINT || pt_set_get_scene_position (self, scene) == G_MAXUINT)
    return FALSE;
  old = pt_set_get_clip (self, track, scene);
  if (old == clip)
    return FALSE;

  edit = g_new (ClipEdit, 1);
  *edit = (ClipEdit){ g_object_ref (scene), g_strdup (pt_track_get_id (track)), clip != NULL ? g_object_ref (clip) : NULL };

  return push (self, clip == NULL ? N_ ("Clear Slot") : old == NULL ? N_ ("Add Clip")
                                                                    : N_ ("Replace Clip"),
               &kind, edit);
}

gboolean
pt_set_edit_insert_track (PtSet *self, guint position, PtTrack *track)
{
  g_return_val_if_fail (PT_IS_SET (self), FALSE);
  g_return_val_if_fail (PT_IS_TRACK (track), FALSE);

  if (pt_set_get_n_tracks (self) >= PT_SET_MAX_TRACKS || pt_set_get_track_position (self, track) != G_MAXUINT)
    return FALSE;

  return push_list (self, N_ ("Add Track"), track, position, TRUE);
}

gboolean
pt_set_edit_remove_track (PtSet *self, PtTrack *track)
{
  guint position;

  g_return_val_if_fail (PT_IS_SET (self), FALSE);
  g_return_val_if_fail (PT_IS_TRACK (track), FALSE);

  position = pt_set_get_track_position (self, track);
  if (position == G_MAXUINT)
    return FALSE;
  pt_undo_history_begin_group (self->history, N_ ("Remove Track"));
  for (guint i = 0; i < pt_set_get_n_scenes (self); i++)
    pt_set_edit_clip (self, track, pt_set_get_scene (self, i), NULL);
  push_list (self, N_ ("Remove Track"), track, position, FALSE);
  pt_undo_history_end_group (self->history);

  return TRUE;
}

gboolean
pt_set_edit_move_track (PtSet *self, PtTrack *track, guint position)
{
  g_return_val_if_fail (PT_IS_SET (self), FALSE);

  return push_move (self, N_ ("Move Track"), self->tracks, track, position);
}

gboolean
pt_set_edit_insert_scene (PtSet *self, guint position, PtScene *scene)
{
  g_return_val_if_fail (PT_IS_SET (self), FALSE);
  g_return_val_if_fail (PT_IS_SCENE (scene), FALSE);

  if (pt_set_get_n_scenes (self) >= PT_SET_MAX_SCENES || pt_set_get_scene_position (self, scene) != G_MAXUINT)
    return FALSE;

  return push_list (self, N_ ("Add Scene"), scene, position, TRUE);
}

gboolean
pt_set_edit_remove_scene (PtSet *self, PtScene *scene)
{
  guint position;

  g_return_val_if_fail (PT_IS_SET (self), FALSE);
  g_return_val_if_fail (PT_IS_SCENE (scene), FALSE);

  position = pt_set_get_scene_position (self, scene);

  return position != G_MAXUINT && push_list (self, N_ ("Remove Scene"), scene, position, FALSE);
}

gboolean
pt_set_edit_move_scene (PtSet *self, PtScene *scene, guint position)
{
  g_return_val_if_fail (PT_IS_SET (self), FALSE);

  return push_move (self, N_ ("Move Scene"), self->scenes, scene, position);
}

PtScene *
pt_set_edit_duplicate_scene (PtSet *self, PtScene *scene)
{
  g_autoptr (PtScene) copy = NULL;
  guint position;

  g_return_val_if_fail (PT_IS_SET (self), NULL);
  g_return_val_if_fail (PT_IS_SCENE (scene), NULL);

  position = pt_set_get_scene_position (self, scene);
  if (position == G_MAXUINT || pt_set_get_n_scenes (self) >= PT_SET_MAX_SCENES)
    return NULL;
  copy = pt_scene_duplicate (scene);
  push_list (self, N_ ("Duplicate Scene"), copy, position + 1, TRUE);

  /* The list keeps it. */
  return copy;
}

gboolean
pt_set_edit_remove_take (PtSet *self, PtTake *take)
{
  guint position;

  g_return_val_if_fail (PT_IS_SET (self), FALSE);
  g_return_val_if_fail (PT_IS_TAKE (take), FALSE);

  return g_list_store_find (self->takes, take, &position)
         && push_list (self, N_ ("Remove Take"), take, position, FALSE);
}
