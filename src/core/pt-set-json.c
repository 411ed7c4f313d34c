/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-set-private.h"

#include <glib/gi18n-lib.h>

#include "core/pt-core-error.h"
#include "core/pt-document.h"
#include "core/pt-json.h"
#include "core/pt-key.h"
#include "core/pt-sample-path.h"
#include "core/pt-util.h"

static const char *const known_members[] = {
  "format", "schema_version", "name", "tempo", "key", "quantize", "palette", "arc", "master",
  "tracks", "scenes", "takes", "scores", "log", NULL
};

static const char format_name[] = "peaktime-set";

static gboolean
read_version (JsonObject *object, gint64 *version, GError **error)
{
  g_autofree char *format = NULL;

  if (!pt_json_read_string (object, "format", NULL, &format, error))
    return FALSE;
  if (!pt_json_require (object, "schema_version", NULL, NULL) || (format != NULL && !g_str_equal (format, format_name)))
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                   _ ("This is no Peaktime set: it has no “schema_version”, or “format” is not “%s”"), format_name);
      return FALSE;
    }

  return pt_json_read_int (object, "schema_version", NULL, 0, G_MAXINT32, version, error);
}

static gboolean
read_key (PtSet *self, JsonObject *object, GError **error)
{
  g_autofree char *text = NULL;
  PtKey key;

  if (!pt_json_read_string (object, "key", NULL, &text, error))
    return FALSE;
  if (text == NULL || *text == '\0')
    return TRUE;
  if (!pt_key_parse (text, &key, error))
    {
      g_prefix_error (error, _ ("“key”: "));
      return FALSE;
    }
  self->key = g_steal_pointer (&text);

  return TRUE;
}

static gboolean
read_head (PtSet *self, JsonObject *object, GError **error)
{
  int quantize = PT_QUANTIZE_1_BAR;
  double bpm = PT_TEMPO_DEFAULT_BPM;

  if (!pt_json_read_string (object, "name", NULL, &self->name, error)
      || !pt_json_read_double (object, "tempo", NULL, PT_TEMPO_MIN_BPM, PT_TEMPO_MAX_BPM, &bpm, error)
      || !read_key (self, object, error)
      || !pt_json_read_name (object, "quantize", NULL, N_ ("launch quantum"), pt_quantize_names, &quantize, error))
    return FALSE;
  self->tempo = pt_tempo_from_bpm (bpm);
  self->quantize = quantize == PT_QUANTIZE_INHERIT ? PT_QUANTIZE_1_BAR : quantize;

  return TRUE;
}

static gboolean
read_parts (PtSet *self, JsonObject *object, const char *folder, GError **error)
{
  JsonNode *palette_node = json_object_get_member (object, "palette");
  JsonObject *arc_object = NULL;
  JsonObject *master_object = NULL;

  if (palette_node != NULL && !JSON_NODE_HOLDS_NULL (palette_node))
    {
      PtPalette *palette = pt_palette_new_from_json (palette_node, folder, error);

      if (palette == NULL)
        {
          g_prefix_error (error, _ ("“palette”: "));
          return FALSE;
        }
      g_object_unref (self->palette);
      self->palette = palette;
      pt_palette_rebase (palette, NULL);
    }

  if (!pt_json_read_object (object, "arc", NULL, &arc_object, error)
      || !pt_json_read_object (object, "master", NULL, &master_object, error))
    return FALSE;
  if (arc_object != NULL)
    {
      PtArc *arc = pt_arc_new_from_json (arc_object, "arc", error);

      if (arc == NULL)
        return FALSE;
      g_object_unref (self->arc);
      self->arc = arc;
    }
  if (master_object != NULL)
    {
      PtMixerChannel *master = pt_mixer_channel_new_from_json (master_object, PT_ROLE_NONE, "master", error);

      if (master == NULL)
        return FALSE;
      g_object_unref (self->master);
      self->master = master;
    }

  return TRUE;
}

/* Reads one element of a list at its place, and keeps it. */
typedef gboolean (*ReadElement) (PtSet *self,
                                 JsonObject *object,
                                 const char *where,
                                 const char *folder,
                                 GError **error);

static gboolean
read_list (PtSet *self,
           JsonObject *object,
           const char *member,
           guint maximum,
           ReadElement read,
           const char *folder,
           GError **error)
{
  JsonArray *array = NULL;
  guint n;

  if (!pt_json_read_array (object, member, NULL, &array, error))
    return FALSE;
  n = array != NULL ? json_array_get_length (array) : 0;
  if (n > maximum)
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                   _ ("“%s” has %u entries; at most %u are allowed"), member, n, maximum);
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *place = g_strdup_printf ("%s[%u]", member, i);
      JsonObject *element = pt_json_array_object (array, i, member, error);

      if (element == NULL || !read (self, element, place, folder, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_track (PtSet *self, JsonObject *object, const char *where, const char *folder, GError **error)
{
  g_autoptr (PtTrack) track = pt_track_new_from_json (object, where, error);

  if (track == NULL)
    return FALSE;
  if (pt_track_get_id (track) != NULL && pt_set_find_track (self, pt_track_get_id (track)) != NULL)
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                   _ ("“%s.id” is “%s”, which is another track's; change one of them"), where, PT_SHORT (pt_track_get_id (track)));
      return FALSE;
    }
  pt_set_insert_track (self, G_MAXUINT, track);

  return TRUE;
}

static gboolean
read_scene (PtSet *self, JsonObject *object, const char *where, const char *folder, GError **error)
{
  g_autoptr (PtScene) scene = pt_scene_new_from_json (object, where, error);
  g_auto (GStrv) ids = NULL;

  if (scene == NULL)
    return FALSE;
  ids = pt_scene_get_track_ids (scene);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      PtClip *clip = pt_scene_get_clip (scene, ids[i]);

      if (pt_set_find_track (self, ids[i]) == NULL)
        {
          g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_NOT_FOUND,
                       _ ("“%s.clips” has a clip for “%s”, and no track has that id"), where, PT_SHORT (ids[i]));
          return FALSE;
        }
      if (pt_clip_get_sample (clip) != NULL)
        {
          g_autofree char *absolute = pt_sample_path_rebase (pt_clip_get_sample (clip), folder, NULL);

          pt_clip_set_sample (clip, absolute);
        }
    }
  pt_set_insert_scene (self, G_MAXUINT, scene);

  return TRUE;
}

static gboolean
read_take (PtSet *self, JsonObject *object, const char *where, const char *folder, GError **error)
{
  g_autoptr (PtTake) take = pt_take_new_from_json (object, where, error);
  g_autofree char *absolute = NULL;

  if (take == NULL)
    return FALSE;
  absolute = pt_sample_path_rebase (pt_take_get_path (take), folder, NULL);
  pt_take_set_path (take, absolute);
  pt_set_insert_take (self, G_MAXUINT, take);

  return TRUE;
}

static gboolean
read_log_entry (PtSet *self, JsonObject *object, const char *where, const char *folder, GError **error)
{
  g_autoptr (PtLogEntry) entry = pt_log_entry_new_from_json (object, where, error);

  if (entry == NULL)
    return FALSE;
  pt_set_add_log (self, entry);

  return TRUE;
}

static gboolean
read_scores (PtSet *self, JsonObject *object, GError **error)
{
  g_auto (GStrv) ids = NULL;

  if (!pt_json_read_strings (object, "scores", NULL, PT_SET_MAX_SCORES, &ids, error))
    return FALSE;
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    if (*ids[i] != '\0')
      pt_set_add_score (self, ids[i]);

  return TRUE;
}

/* @newer NULL: a set of a newer version is an error. */
static PtSet *
read_set (JsonNode *node, const char *folder, gboolean *newer, GError **error)
{
  g_autoptr (PtSet) self = NULL;
  g_autoptr (JsonObject) object = NULL;
  JsonObject *given;
  gint64 version = 0;

  given = pt_json_document_object (node, "A set", error);
  if (given == NULL || !read_version (given, &version, error))
    return NULL;
  if (newer != NULL)
    *newer = version > PT_SET_SCHEMA_VERSION;
  /* What is given stays as it is, also when it is migrated. */
  object = version < PT_SET_SCHEMA_VERSION ? pt_json_copy_object (given) : json_object_ref (given);
  if ((newer == NULL || !*newer) && !_pt_set_migrate (object, version, error))
    return NULL;

  self = pt_set_new ();
  if (!read_head (self, object, error)
      || !read_parts (self, object, folder, error)
      || !read_list (self, object, "tracks", PT_SET_MAX_TRACKS, read_track, folder, error)
      || !read_list (self, object, "scenes", PT_SET_MAX_SCENES, read_scene, folder, error)
      || !read_list (self, object, "takes", PT_SET_MAX_TAKES, read_take, folder, error)
      || !read_list (self, object, "log", PT_SET_MAX_LOG, read_log_entry, folder, error)
      || !read_scores (self, object, error))
    return NULL;
  self->folder = g_strdup (folder);
  self->unknown = pt_json_take_unknown (object, known_members);

  return g_steal_pointer (&self);
}

PtSet *
pt_set_new_from_json (JsonNode *node, const char *folder, GError **error)
{
  g_return_val_if_fail (node != NULL, NULL);

  return read_set (node, folder, NULL, error);
}

static gpointer
read_document (JsonNode *node, const char *folder, GError **error)
{
  return pt_set_new_from_json (node, folder, error);
}

PtSet *
pt_set_load_newer (const char *path, gboolean *newer, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *folder = NULL;
  PtSet *self;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (newer != NULL, NULL);

  *newer = FALSE;
  node = pt_json_load (path, error);
  if (node == NULL)
    return NULL;
  folder = pt_document_get_folder (path);
  self = read_set (node, folder, newer, error);
  if (self == NULL)
    {
      g_autofree char *shown = pt_display_path (path);

      if (*newer)
        g_prefix_error (error, _ ("%s was written by a newer Peaktime, and this one cannot read it; update Peaktime to open it: "), shown);
      else
        g_prefix_error (error, "%s: ", shown);
    }

  return self;
}

PtSet *
pt_set_load (const char *path, GError **error)
{
  return pt_document_load (path, read_document, error);
}

static JsonNode *
palette_to_json (PtPalette *palette, const char *folder)
{
  g_autoptr (PtPalette) copy = pt_palette_copy (palette);

  for (guint role = 0; folder != NULL && role < PT_N_ROLES; role++)
    if (pt_palette_get_path (copy, role) != NULL)
      {
        g_autofree char *relative = pt_sample_path_relative_to (pt_palette_get_path (copy, role), folder);

        pt_palette_set_path (copy, role, relative);
      }

  return pt_palette_to_json (copy);
}

/* A file URI stays: it is one because its bytes fit nowhere else. */
static void
make_relative (JsonObject *object, const char *member, const char *folder)
{
  const char *text = json_object_get_string_member_with_default (object, member, NULL);
  g_autofree char *relative = NULL;

  if (text == NULL || folder == NULL)
    return;
  relative = pt_sample_path_relative_to (text, folder);
  json_object_set_string_member (object, member, relative);
}

JsonNode *
_pt_set_scene_to_json (PtSet *self, PtScene *scene, const char *folder)
{
  JsonNode *node = pt_scene_to_json (scene);
  JsonObject *clips = json_object_get_object_member (json_node_get_object (node), "clips");
  g_autoptr (GList) ids = json_object_get_members (clips);

  for (GList *l = ids; l != NULL; l = l->next)
    if (pt_set_find_track (self, l->data) != NULL)
      make_relative (json_object_get_object_member (clips, l->data), "sample", folder);
    else
      json_object_remove_member (clips, l->data);

  return node;
}

static JsonNode *
item_to_json (PtSet *self, gpointer item, const char *folder)
{
  JsonNode *node;

  if (PT_IS_SCENE (item))
    return _pt_set_scene_to_json (self, item, folder);
  if (PT_IS_TRACK (item))
    return pt_track_to_json (item);
  if (PT_IS_LOG_ENTRY (item))
    return pt_log_entry_to_json (item);
  node = pt_take_to_json (item);
  make_relative (json_node_get_object (node), "path", folder);

  return node;
}

static void
write_list (PtSet *self, JsonObject *object, const char *member, GListStore *list, const char *folder)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (list), i);

      json_array_add_element (array, item_to_json (self, item, folder));
    }
  json_object_set_array_member (object, member, array);
}

JsonNode *
pt_set_to_json (PtSet *self, const char *folder)
{
  g_return_val_if_fail (PT_IS_SET (self), NULL);

  return _pt_set_to_json (self, folder, TRUE);
}

JsonNode *
_pt_set_to_json (PtSet *self, const char *folder, gboolean with_scenes)
{
  JsonObject *object;

  object = json_object_new ();
  json_object_set_string_member (object, "format", format_name);
  json_object_set_int_member (object, "schema_version", PT_SET_SCHEMA_VERSION);
  pt_json_set_text (object, "name", self->name);
  pt_json_set_number (object, "tempo", pt_tempo_to_bpm (self->tempo));
  pt_json_set_text (object, "key", self->key);
  json_object_set_string_member (object, "quantize", pt_quantize_names[self->quantize]);
  json_object_set_member (object, "palette", palette_to_json (self->palette, folder));
  json_object_set_member (object, "arc", pt_arc_to_json (self->arc));
  if (!pt_mixer_channel_is_default (self->master))
    json_object_set_member (object, "master", pt_mixer_channel_to_json (self->master));
  write_list (self, object, "tracks", self->tracks, folder);
  if (with_scenes)
    write_list (self, object, "scenes", self->scenes, folder);
  else
    json_object_set_array_member (object, "scenes", json_array_new ());
  write_list (self, object, "takes", self->takes, folder);
  pt_json_set_strings (object, "scores", pt_set_get_scores (self));
  write_list (self, object, "log", self->log, folder);
  pt_json_add_unknown (object, self->unknown);

  return pt_json_object_to_node (object);
}

gboolean
pt_set_save (PtSet *self, const char *path, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (PT_IS_SET (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  folder = pt_document_get_folder (path);
  node = pt_set_to_json (self, folder);
  if (!pt_json_save (node, path, error))
    return FALSE;
  pt_set_str (&self->folder, folder);

  return TRUE;
}
