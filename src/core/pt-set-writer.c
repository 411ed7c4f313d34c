/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-set-writer.h"

#include <string.h>

#include "core/pt-json.h"
#include "core/pt-set-private.h"

/* How deep a scene lies in the document. */
#define SCENE_LEVEL 2

typedef struct
{
  gsize revision;
  GBytes *text;
} SceneText;

struct _PtSetWriter
{
  grefcount ref_count;
  PtSet *set;
  char *folder;
  GHashTable *scenes; /* PtScene -> SceneText */
};

struct _PtSetText
{
  JsonNode *head; /* json-glib does not count references atomically: threads only read it */
  GPtrArray *scenes; /* of GBytes */
};

static void
scene_text_free (SceneText *text)
{
  g_bytes_unref (text->text);
  g_free (text);
}

PtSetWriter *
pt_set_writer_new (PtSet *set, const char *folder)
{
  PtSetWriter *self;

  g_return_val_if_fail (PT_IS_SET (set), NULL);

  self = g_new0 (PtSetWriter, 1);
  g_ref_count_init (&self->ref_count);
  self->set = g_object_ref (set);
  self->folder = g_strdup (folder);
  self->scenes = g_hash_table_new_full (NULL, NULL, g_object_unref, (GDestroyNotify) scene_text_free);

  return self;
}

PtSetWriter *
pt_set_writer_ref (PtSetWriter *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_ref_count_inc (&self->ref_count);

  return self;
}

void
pt_set_writer_unref (PtSetWriter *self)
{
  g_return_if_fail (self != NULL);

  if (!g_ref_count_dec (&self->ref_count))
    return;
  g_hash_table_unref (self->scenes);
  g_object_unref (self->set);
  g_free (self->folder);
  g_free (self);
}

PtSet *
pt_set_writer_get_set (PtSetWriter *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->set;
}

const char *
pt_set_writer_get_folder (PtSetWriter *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->folder;
}

static gboolean
is_fresh (PtSetWriter *self, PtScene *scene)
{
  const SceneText *text = g_hash_table_lookup (self->scenes, scene);

  return text != NULL && text->revision == pt_scene_get_revision (scene);
}

static void
write_scene (PtSetWriter *self, PtScene *scene)
{
  g_autoptr (JsonNode) node = _pt_set_scene_to_json (self->set, scene, self->folder);
  SceneText *text = g_new (SceneText, 1);
  char *string = pt_json_to_indented_string (node, SCENE_LEVEL);

  text->revision = pt_scene_get_revision (scene);
  text->text = g_bytes_new_take (string, strlen (string));
  g_hash_table_insert (self->scenes, g_object_ref (scene), text);
}

/* What was taken out and is not in the history either would be kept for ever. */
static void
forget_strangers (PtSetWriter *self)
{
  GHashTableIter iter;
  gpointer scene;

  if (g_hash_table_size (self->scenes) <= pt_set_get_n_scenes (self->set))
    return;
  g_hash_table_iter_init (&iter, self->scenes);
  while (g_hash_table_iter_next (&iter, &scene, NULL))
    if (pt_set_get_scene_position (self->set, scene) == G_MAXUINT)
      g_hash_table_iter_remove (&iter);
}

gboolean
pt_set_writer_step (PtSetWriter *self, gint64 max_usec)
{
  gint64 begin_usec = g_get_monotonic_time ();
  gboolean wrote = FALSE;
  guint n;

  g_return_val_if_fail (self != NULL, TRUE);

  n = pt_set_get_n_scenes (self->set);
  for (guint i = 0; i < n; i++)
    {
      PtScene *scene = pt_set_get_scene (self->set, i);

      if (is_fresh (self, scene))
        continue;
      if (wrote && g_get_monotonic_time () - begin_usec > max_usec)
        return FALSE;
      write_scene (self, scene);
      wrote = TRUE;
    }
  forget_strangers (self);

  return TRUE;
}

PtSetText *
pt_set_writer_take (PtSetWriter *self)
{
  PtSetText *text;
  guint n;

  g_return_val_if_fail (self != NULL, NULL);

  pt_set_writer_step (self, G_MAXINT64);
  n = pt_set_get_n_scenes (self->set);
  text = g_new0 (PtSetText, 1);
  text->head = _pt_set_to_json (self->set, self->folder, FALSE);
  text->scenes = g_ptr_array_new_full (n, (GDestroyNotify) g_bytes_unref);
  for (guint i = 0; i < n; i++)
    {
      const SceneText *scene = g_hash_table_lookup (self->scenes, pt_set_get_scene (self->set, i));

      g_ptr_array_add (text->scenes, g_bytes_ref (scene->text));
    }

  return text;
}

static void
append_scenes (PtSetText *self, GString *out)
{
  for (guint i = 0; i < self->scenes->len; i++)
    {
      gsize length;
      const char *scene = g_bytes_get_data (g_ptr_array_index (self->scenes, i), &length);

      g_string_append (out, i == 0 ? "\n    " : ",\n    ");
      g_string_append_len (out, scene, length);
    }
  g_string_append (out, self->scenes->len > 0 ? "\n  " : "");
}

char *
pt_set_text_join (PtSetText *self)
{
  /* Nothing but a member of the document itself stands at this depth. */
  static const char place[] = "\n  \"scenes\": [";
  g_autofree char *head = NULL;
  const char *at;
  GString *out;

  g_return_val_if_fail (self != NULL, NULL);

  head = pt_json_to_string (self->head);
  at = strstr (head, place);
  g_return_val_if_fail (at != NULL, NULL);

  at += strlen (place);
  out = g_string_new_len (head, at - head);
  append_scenes (self, out);
  g_string_append (out, at);

  return g_string_free (out, FALSE);
}

void
pt_set_text_free (PtSetText *self)
{
  g_return_if_fail (self != NULL);

  json_node_unref (self->head);
  g_ptr_array_unref (self->scenes);
  g_free (self);
}
