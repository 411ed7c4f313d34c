/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-scene.h"

#include "core/pt-clip-private.h"
#include "core/pt-json.h"
#include "core/pt-util.h"

struct _PtScene
{
  GObject parent_instance;

  char *id;
  char *name;
  gint64 bars;
  double energy;
  double tempo;
  char *colour;
  PtFollowAction follow_action;
  gint64 follow_bars;
  GHashTable *clips; /* track id -> PtClip */
  JsonObject *unknown;
  gsize revision;
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_BARS,
  PROP_ENERGY,
  PROP_TEMPO,
  PROP_COLOUR,
  PROP_FOLLOW_ACTION,
  PROP_FOLLOW_BARS,
  N_PROPS
};

enum
{
  SIGNAL_CLIP_CHANGED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (PtScene, pt_scene, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static const char *const known_members[] = {
  "id", "name", "bars", "energy", "tempo", "colour", "follow", "clips", NULL
};

static void
pt_scene_finalize (GObject *object)
{
  PtScene *self = PT_SCENE (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->colour);
  g_hash_table_unref (self->clips);
  g_clear_pointer (&self->unknown, json_object_unref);

  G_OBJECT_CLASS (pt_scene_parent_class)->finalize (object);
}

static void
pt_scene_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PtScene *self = PT_SCENE (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_BARS:
      g_value_set_int64 (value, self->bars);
      break;
    case PROP_ENERGY:
      g_value_set_double (value, self->energy);
      break;
    case PROP_TEMPO:
      g_value_set_double (value, self->tempo);
      break;
    case PROP_COLOUR:
      g_value_set_string (value, self->colour);
      break;
    case PROP_FOLLOW_ACTION:
      g_value_set_int (value, self->follow_action);
      break;
    case PROP_FOLLOW_BARS:
      g_value_set_int64 (value, self->follow_bars);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_scene_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PtScene *self = PT_SCENE (object);

  switch (prop_id)
    {
    case PROP_NAME:
      pt_scene_set_name (self, g_value_get_string (value));
      break;
    case PROP_BARS:
      pt_scene_set_bars (self, g_value_get_int64 (value));
      break;
    case PROP_ENERGY:
      pt_scene_set_energy (self, g_value_get_double (value));
      break;
    case PROP_TEMPO:
      pt_scene_set_tempo (self, g_value_get_double (value));
      break;
    case PROP_COLOUR:
      pt_scene_set_colour (self, g_value_get_string (value));
      break;
    case PROP_FOLLOW_ACTION:
      pt_scene_set_follow_action (self, g_value_get_int (value));
      break;
    case PROP_FOLLOW_BARS:
      pt_scene_set_follow_bars (self, g_value_get_int64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_scene_class_init (PtSceneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = pt_scene_finalize;
  object_class->get_property = pt_scene_get_property;
  object_class->set_property = pt_scene_set_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_BARS] = g_param_spec_int64 ("bars", NULL, NULL, 1, PT_SCENE_MAX_BARS, 8, flags);
  properties[PROP_ENERGY] = g_param_spec_double ("energy", NULL, NULL, -1.0, 1.0, -1.0, flags);
  properties[PROP_TEMPO] = g_param_spec_double ("tempo", NULL, NULL, 0.0, PT_TEMPO_MAX_BPM, 0.0, flags);
  properties[PROP_COLOUR] = g_param_spec_string ("colour", NULL, NULL, NULL, flags);
  properties[PROP_FOLLOW_ACTION] = g_param_spec_int ("follow-action", NULL, NULL, PT_FOLLOW_NONE, PT_FOLLOW_OTHER,
                                                     PT_FOLLOW_NONE, flags);
  properties[PROP_FOLLOW_BARS] = g_param_spec_int64 ("follow-bars", NULL, NULL, 0, PT_FOLLOW_MAX_BARS, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_CLIP_CHANGED] = g_signal_new ("clip-changed", PT_TYPE_SCENE, G_SIGNAL_RUN_LAST, 0,
                                               NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
pt_scene_init (PtScene *self)
{
  self->name = g_strdup ("");
  self->bars = 8;
  self->energy = -1.0;
  self->clips = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

static void
notify (PtScene *self, guint property)
{
  self->revision = _pt_next_revision ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

PtScene *
pt_scene_new (const char *name, gint64 bars)
{
  PtScene *self;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (bars >= 1 && bars <= PT_SCENE_MAX_BARS, NULL);

  self = g_object_new (PT_TYPE_SCENE, NULL);
  pt_set_str (&self->name, name);
  self->bars = bars;

  return self;
}

PtScene *
pt_scene_duplicate (PtScene *self)
{
  PtScene *copy;
  GHashTableIter iter;
  gpointer id, clip;

  g_return_val_if_fail (PT_IS_SCENE (self), NULL);

  copy = pt_scene_new (self->name, self->bars);
  copy->energy = self->energy;
  copy->tempo = self->tempo;
  copy->colour = g_strdup (self->colour);
  copy->follow_action = self->follow_action;
  copy->follow_bars = self->follow_bars;
  g_hash_table_iter_init (&iter, self->clips);
  while (g_hash_table_iter_next (&iter, &id, &clip))
    g_hash_table_insert (copy->clips, g_strdup (id), pt_clip_copy (clip));
  copy->unknown = pt_json_copy_object (self->unknown);

  return copy;
}

static gboolean
read_clips (PtScene *self, JsonObject *object, const char *where, GError **error)
{
  JsonObject *map = NULL;
  JsonObjectIter iter;
  const char *id;
  JsonNode *node;

  if (!pt_json_read_object (object, "clips", where, &map, error))
    return FALSE;
  if (map == NULL)
    return TRUE;
  json_object_iter_init_ordered (&iter, map);
  while (json_object_iter_next_ordered (&iter, &id, &node))
    {
      g_autofree char *list = g_strdup_printf ("%s.clips", where);
      g_autofree char *place = g_strdup_printf ("%s.%s", list, PT_SHORT (id));
      JsonObject *value = NULL;
      PtClip *clip;

      if (!pt_json_read_object (map, id, list, &value, error))
        return FALSE;
      if (value == NULL)
        continue;
      clip = pt_clip_new_from_json (value, place, error);
      if (clip == NULL)
        return FALSE;
      g_hash_table_insert (self->clips, g_strdup (id), clip);
    }

  return TRUE;
}

PtScene *
pt_scene_new_from_json (JsonObject *object, const char *where, GError **error)
{
  g_autoptr (PtScene) self = NULL;

  g_return_val_if_fail (object != NULL, NULL);
  g_return_val_if_fail (where != NULL, NULL);

  self = g_object_new (PT_TYPE_SCENE, NULL);
  if (!pt_json_read_string (object, "id", where, &self->id, error)
      || !pt_json_read_string (object, "name", where, &self->name, error)
      || !pt_json_read_int (object, "bars", where, 1, PT_SCENE_MAX_BARS, &self->bars, error)
      || !pt_json_read_double (object, "energy", where, 0.0, 1.0, &self->energy, error)
      || !pt_json_read_double (object, "tempo", where, PT_TEMPO_MIN_BPM, PT_TEMPO_MAX_BPM, &self->tempo, error)
      || !pt_colour_read_json (object, "colour", where, &self->colour, error)
      || !pt_follow_read_json (object, "follow", where, &self->follow_action, &self->follow_bars, error)
      || !read_clips (self, object, where, error))
    return NULL;
  self->unknown = pt_json_take_unknown (object, known_members);

  return g_steal_pointer (&self);
}

JsonNode *
pt_scene_to_json (PtScene *self)
{
  g_auto (GStrv) ids = NULL;
  JsonObject *object;
  JsonObject *map;

  g_return_val_if_fail (PT_IS_SCENE (self), NULL);

  object = json_object_new ();
  pt_json_set_text (object, "id", self->id);
  pt_json_set_text (object, "name", self->name);
  json_object_set_int_member (object, "bars", self->bars);
  if (self->energy >= 0)
    pt_json_set_number (object, "energy", self->energy);
  if (self->tempo > 0)
    pt_json_set_number (object, "tempo", self->tempo);
  pt_json_set_text (object, "colour", self->colour);
  pt_follow_write_json (object, "follow", self->follow_action, self->follow_bars);
  map = json_object_new ();
  ids = pt_scene_get_track_ids (self);
  for (guint i = 0; ids[i] != NULL; i++)
    json_object_set_member (map, ids[i], pt_clip_to_json (g_hash_table_lookup (self->clips, ids[i])));
  json_object_set_object_member (object, "clips", map);
  pt_json_add_unknown (object, self->unknown);

  return pt_json_object_to_node (object);
}

const char *
pt_scene_get_id (PtScene *self)
{
  g_return_val_if_fail (PT_IS_SCENE (self), NULL);

  return self->id;
}

void
pt_scene_set_id (PtScene *self, const char *id)
{
  g_return_if_fail (PT_IS_SCENE (self));

  if (pt_set_str (&self->id, id))
    notify (self, PROP_ID);
}

const char *
pt_scene_get_name (PtScene *self)
{
  g_return_val_if_fail (PT_IS_SCENE (self), NULL);

  return self->name;
}

void
pt_scene_set_name (PtScene *self, const char *name)
{
  g_return_if_fail (PT_IS_SCENE (self));

  if (pt_set_str (&self->name, name != NULL ? name : ""))
    notify (self, PROP_NAME);
}

gint64
pt_scene_get_bars (PtScene *self)
{
  g_return_val_if_fail (PT_IS_SCENE (self), 0);

  return self->bars;
}

void
pt_scene_set_bars (PtScene *self, gint64 bars)
{
  g_return_if_fail (PT_IS_SCENE (self));
  g_return_if_fail (bars >= 1 && bars <= PT_SCENE_MAX_BARS);

  if (self->bars == bars)
    return;
  self->bars = bars;
  notify (self, PROP_BARS);
}

double
pt_scene_get_energy (PtScene *self)
{
  g_return_val_if_fail (PT_IS_SCENE (self), -1.0);

  return self->energy;
}

void
pt_scene_set_energy (PtScene *self, double energy)
{
  g_return_if_fail (PT_IS_SCENE (self));
  g_return_if_fail (energy == -1.0 || (energy >= 0.0 && energy <= 1.0));

  if (self->energy == energy)
    return;
  self->energy = energy;
  notify (self, PROP_ENERGY);
}

double
pt_scene_get_tempo (PtScene *self)
{
  g_return_val_if_fail (PT_IS_SCENE (self), 0.0);

  return self->tempo;
}

void
pt_scene_set_tempo (PtScene *self, double bpm)
{
  g_return_if_fail (PT_IS_SCENE (self));
  g_return_if_fail (bpm == 0.0 || (bpm >= PT_TEMPO_MIN_BPM && bpm <= PT_TEMPO_MAX_BPM));

  if (self->tempo == bpm)
    return;
  self->tempo = bpm;
  notify (self, PROP_TEMPO);
}

const char *
pt_scene_get_colour (PtScene *self)
{
  g_return_val_if_fail (PT_IS_SCENE (self), NULL);

  return self->colour;
}

void
pt_scene_set_colour (PtScene *self, const char *colour)
{
  g_return_if_fail (PT_IS_SCENE (self));
  g_return_if_fail (colour == NULL || pt_colour_is_valid (colour));

  if (pt_set_str (&self->colour, colour))
    notify (self, PROP_COLOUR);
}

PtFollowAction
pt_scene_get_follow_action (PtScene *self)
{
  g_return_val_if_fail (PT_IS_SCENE (self), PT_FOLLOW_NONE);

  return self->follow_action;
}

void
pt_scene_set_follow_action (PtScene *self, PtFollowAction action)
{
  g_return_if_fail (PT_IS_SCENE (self));
  g_return_if_fail (action <= PT_FOLLOW_OTHER);

  if (self->follow_action == action)
    return;
  self->follow_action = action;
  notify (self, PROP_FOLLOW_ACTION);
}

gint64
pt_scene_get_follow_bars (PtScene *self)
{
  g_return_val_if_fail (PT_IS_SCENE (self), 0);

  return self->follow_bars;
}

void
pt_scene_set_follow_bars (PtScene *self, gint64 bars)
{
  g_return_if_fail (PT_IS_SCENE (self));
  g_return_if_fail (bars >= 0 && bars <= PT_FOLLOW_MAX_BARS);

  if (self->follow_bars == bars)
    return;
  self->follow_bars = bars;
  notify (self, PROP_FOLLOW_BARS);
}

PtClip *
pt_scene_get_clip (PtScene *self, const char *track_id)
{
  g_return_val_if_fail (PT_IS_SCENE (self), NULL);
  g_return_val_if_fail (track_id != NULL, NULL);

  return g_hash_table_lookup (self->clips, track_id);
}

void
pt_scene_set_clip (PtScene *self, const char *track_id, PtClip *clip)
{
  g_return_if_fail (PT_IS_SCENE (self));
  g_return_if_fail (track_id != NULL);
  g_return_if_fail (clip == NULL || PT_IS_CLIP (clip));

  if (g_hash_table_lookup (self->clips, track_id) == clip)
    return;
  if (clip != NULL)
    g_hash_table_insert (self->clips, g_strdup (track_id), g_object_ref (clip));
  else
    g_hash_table_remove (self->clips, track_id);
  self->revision = _pt_next_revision ();
  g_signal_emit (self, signals[SIGNAL_CLIP_CHANGED], 0, track_id);
}

gsize
pt_scene_get_revision (PtScene *self)
{
  GHashTableIter iter;
  gpointer clip;
  gsize revision;

  g_return_val_if_fail (PT_IS_SCENE (self), 0);

  revision = self->revision;
  g_hash_table_iter_init (&iter, self->clips);
  while (g_hash_table_iter_next (&iter, NULL, &clip))
    revision = MAX (revision, _pt_clip_get_revision (clip));

  return revision;
}

guint
pt_scene_get_n_clips (PtScene *self)
{
  g_return_val_if_fail (PT_IS_SCENE (self), 0);

  return g_hash_table_size (self->clips);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

char **
pt_scene_get_track_ids (PtScene *self)
{
  GPtrArray *ids;
  GHashTableIter iter;
  gpointer id;

  g_return_val_if_fail (PT_IS_SCENE (self), NULL);

  ids = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, self->clips);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (ids, g_strdup (id));
  g_ptr_array_sort (ids, compare_ids);
  g_ptr_array_add (ids, NULL);

  return (char **) g_ptr_array_free (ids, FALSE);
}
