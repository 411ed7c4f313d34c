/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/kit/kit-recipe.h"

#include "audio/kit/kit-notes.h"
#include "audio/kit/kit-resources.h"
#include "core/pt-core-error.h"
#include "core/pt-json.h"
#include "core/pt-rng.h"
#include "core/pt-util.h"

#define RECIPE_PATH "/org/peaktime/kit/factory-kit.json"
#define STEPS_PER_BAR 16

/* Sorted by name. */
static const KitVoice *const voices[] = {
  &kit_voice_bass_acid,
  &kit_voice_bass_analog,
  &kit_voice_bass_fm,
  &kit_voice_bass_rumble,
  &kit_voice_clap,
  &kit_voice_fx_impact,
  &kit_voice_fx_siren,
  &kit_voice_fx_sweep,
  &kit_voice_hat,
  &kit_voice_kick,
  &kit_voice_loop,
  &kit_voice_perc_fm,
  &kit_voice_perc_modal,
  &kit_voice_perc_shaker,
  &kit_voice_perc_snare,
  &kit_voice_perc_tom,
  &kit_voice_perc_zap,
  &kit_voice_ride,
  &kit_voice_synth_analog,
  &kit_voice_synth_fm,
  &kit_voice_texture_bed,
  &kit_voice_texture_cloud,
  &kit_voice_texture_drone,
  &kit_voice_texture_field,
};

const KitVoice *
kit_voice_find (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (voices); i++)
    if (g_str_equal (voices[i]->name, name))
      return voices[i];

  return NULL;
}

const char *const *
kit_voice_names (void)
{
  static const char *names[G_N_ELEMENTS (voices) + 1];
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (voices); i++)
        names[i] = voices[i]->name;
      g_once_init_leave (&ready, 1);
    }

  return names;
}

guint64
kit_item_seed (const KitItem *item, const char *purpose)
{
  PtRng rng;

  g_return_val_if_fail (item != NULL, 0);

  pt_rng_init_named (&rng, item->seed, purpose);

  return pt_rng_next (&rng);
}

static void
kit_layer_free (gpointer data)
{
  KitLayer *layer = data;

  g_free (layer->path);
  g_free (layer->hits);
  g_free (layer);
}

static void
kit_item_free (gpointer data)
{
  KitItem *item = data;

  g_free (item->path);
  g_free (item->key);
  for (gsize i = 0; i < KIT_MAX_PARAMS; i++)
    g_free (item->texts[i]);
  g_clear_pointer (&item->layers, g_ptr_array_unref);
  g_free (item);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KitItem, kit_item_free)

void
kit_recipe_free (KitRecipe *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->items);
  g_free (self);
}

/* "F minor", "C# major" */
static gboolean
read_key (const char *key, int *tonic, GError **error)
{
  static const char *const names[] = { "C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *minor = g_strdup_printf ("%s minor", names[i]);
      g_autofree char *major = g_strdup_printf ("%s major", names[i]);

      if (g_str_equal (key, minor) || g_str_equal (key, major))
        {
          *tonic = i;
          return TRUE;
        }
    }

  g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
               "“%s” is no key; write “F minor” or “C# major”", PT_SHORT (key));

  return FALSE;
}

static gboolean
check_path (const char *path, GError **error)
{
  if (g_path_is_absolute (path) || strstr (path, "..") != NULL || !g_str_has_suffix (path, ".wav") || path[0] == '.')
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                   "“%s” must be a .wav inside the kit’s folder", PT_SHORT (path));
      return FALSE;
    }

  return TRUE;
}

static KitLayer *
read_layer (JsonObject *object, const char *where, int n_steps, GError **error)
{
  static const char *const known[] = { "sample", "hits", "gain_db", "pan", "tune", "decay", NULL };
  KitLayer *layer = g_new0 (KitLayer, 1);
  g_autoptr (JsonObject) unknown = pt_json_take_unknown (object, known);
  g_autoptr (GArray) hits = NULL;

  if (unknown != NULL)
    {
      g_autoptr (GList) members = json_object_get_members (unknown);

      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_UNKNOWN_NAME,
                   "%s: a layer has no “%s”", where, PT_SHORT (members->data));
    }
  else if (pt_json_require (object, "sample", where, error) && pt_json_require (object, "hits", where, error)
           && pt_json_read_string (object, "sample", where, &layer->path, error)
           && pt_json_read_string (object, "hits", where, &layer->hits, error)
           && pt_json_read_double (object, "gain_db", where, -40, 12, &layer->gain_db, error)
           && pt_json_read_double (object, "pan", where, -1, 1, &layer->pan, error)
           && pt_json_read_double (object, "tune", where, -24, 24, &layer->tune, error)
           && pt_json_read_double (object, "decay", where, 0, 4, &layer->decay_s, error))
    {
      hits = kit_hits_parse (layer->hits, n_steps, error);
      if (hits != NULL)
        return layer;
      g_prefix_error (error, "%s: ", where);
    }
  kit_layer_free (layer);

  return NULL;
}

static gboolean
read_layers (KitItem *item, JsonObject *params, const char *name, const char *where, GError **error)
{
  JsonArray *array = NULL;

  if (!pt_json_require (params, name, where, error) || !pt_json_read_array (params, name, where, &array, error))
    return FALSE;

  item->layers = g_ptr_array_new_with_free_func (kit_layer_free);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s.%s[%u]", where, name, i);
      JsonObject *object = pt_json_array_object (array, i, place, error);
      KitLayer *layer = object != NULL ? read_layer (object, place, item->bars * STEPS_PER_BAR, error) : NULL;

      if (layer == NULL)
        return FALSE;
      g_ptr_array_add (item->layers, layer);
    }

  return TRUE;
}

static gboolean
read_text_param (KitItem *item, JsonObject *params, const KitParam *param, char **text, const char *where, GError **error)
{
  g_autoptr (GArray) parsed = NULL;

  *text = g_strdup (param->initial_text);
  if (!pt_json_read_string (params, param->name, where, text, error))
    return FALSE;
  if (param->kind == KIT_PARAM_NOTES)
    parsed = kit_notes_parse (*text, item->bars * STEPS_PER_BAR, error);
  else
    parsed = kit_numbers_parse (*text, param->minimum, param->maximum, error);
  if (parsed == NULL)
    g_prefix_error (error, "%s.%s: ", where, param->name);

  return parsed != NULL;
}

static gboolean
check_param_names (JsonObject *params, const KitVoice *voice, const char *where, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (JsonObject) unknown = NULL;

  for (const KitParam *param = voice->params; param->name != NULL; param++)
    g_ptr_array_add (names, (gpointer) param->name);
  g_ptr_array_add (names, NULL);
  unknown = pt_json_take_unknown (params, (const char *const *) names->pdata);
  if (unknown != NULL)
    {
      g_autoptr (GList) members = json_object_get_members (unknown);
      const char *near = pt_closest_name (members->data, (const char *const *) names->pdata);

      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_UNKNOWN_NAME,
                   "%s: the voice %s has no setting “%s”%s%s%s", where, voice->name, PT_SHORT (members->data),
                   near ? "; did you mean “" : "", near ? near : "", near ? "”?" : "");
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_params (KitItem *item, JsonObject *object, const char *where, GError **error)
{
  g_autoptr (JsonObject) empty = json_object_new ();
  g_autofree char *place = g_strdup_printf ("%s.params", where);
  JsonObject *params = empty;

  if (!pt_json_read_object (object, "params", where, &params, error))
    return FALSE;
  if (!check_param_names (params, item->voice, place, error))
    return FALSE;

  for (guint i = 0; item->voice->params[i].name != NULL; i++)
    {
      const KitParam *param = &item->voice->params[i];

      g_assert (i < KIT_MAX_PARAMS);
      item->values[i] = param->initial;
      if (param->kind == KIT_PARAM_NUMBER)
        {
          if (!pt_json_read_double (params, param->name, place, param->minimum, param->maximum,
                                    &item->values[i], error))
            return FALSE;
        }
      else if (param->kind == KIT_PARAM_LAYERS)
        {
          if (!read_layers (item, params, param->name, place, error))
            return FALSE;
        }
      else if (!read_text_param (item, params, param, &item->texts[i], place, error))
        {
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
read_voice (KitItem *item, JsonObject *object, const char *where, GError **error)
{
  g_autofree char *name = NULL;
  const char *near;

  if (!pt_json_require (object, "voice", where, error) || !pt_json_read_string (object, "voice", where, &name, error))
    return FALSE;
  item->voice = kit_voice_find (name);
  if (item->voice != NULL)
    return TRUE;

  near = pt_closest_name (name, kit_voice_names ());
  g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_UNKNOWN_NAME,
               "%s: there is no voice “%s”%s%s%s", where, PT_SHORT (name),
               near ? "; did you mean “" : "", near ? near : "", near ? "”?" : "");

  return FALSE;
}

/* A loop's length comes from bars and tempo, a one-shot's from "length". */
static gboolean
read_length (KitItem *item, JsonObject *object, double bpm, const char *where, GError **error)
{
  double length_s = 0;
  gint64 bars = 0;
  double step;

  if (!pt_json_read_int (object, "bars", where, 1, 16, &bars, error)
      || !pt_json_read_double (object, "length", where, 0.01, 30, &length_s, error))
    return FALSE;
  if ((bars > 0) != item->voice->loop || (length_s > 0) == (bars > 0))
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                   "%s: the voice %s takes “%s” and nothing else for its length", where,
                   item->voice->name, item->voice->loop ? "bars" : "length");
      return FALSE;
    }

  step = 60.0 * KIT_RATE / bpm / 4.0;
  item->step_frames = (gint64) step;
  if (step != (double) item->step_frames)
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                   "At %g bpm a 16th is not a whole number of frames, and a loop could not be exact", bpm);
      return FALSE;
    }
  item->bars = bars;
  item->bpm = bars > 0 ? bpm : 0.0;
  item->frames = bars > 0 ? bars * STEPS_PER_BAR * item->step_frames : (gint64) (length_s * KIT_RATE + 0.5);

  return TRUE;
}

static KitItem *
read_item (JsonObject *object, double bpm, const char *where, GError **error)
{
  static const char *const known[] = { "path", "role", "voice", "bars", "length", "key", "gain_db", "params", NULL };
  g_autoptr (KitItem) item = g_new0 (KitItem, 1);
  g_autoptr (JsonObject) unknown = pt_json_take_unknown (object, known);
  g_autofree char *role = NULL;
  PtRng rng;

  if (unknown != NULL)
    {
      g_autoptr (GList) members = json_object_get_members (unknown);

      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_UNKNOWN_NAME,
                   "%s: a sample has no “%s”", where, PT_SHORT (members->data));
      return NULL;
    }
  if (!pt_json_require (object, "path", where, error)
      || !pt_json_read_string (object, "path", where, &item->path, error))
    return NULL;
  if (!pt_json_require (object, "role", where, error) || !pt_json_read_string (object, "role", where, &role, error))
    return NULL;
  if (!pt_json_read_string (object, "key", where, &item->key, error))
    return NULL;
  if (!pt_json_read_double (object, "gain_db", where, -24, 12, &item->gain_db, error))
    return NULL;
  if (!check_path (item->path, error) || !pt_role_parse (role, &item->role, error)
      || (item->key != NULL && !read_key (item->key, &item->tonic, error)))
    {
      g_prefix_error (error, "%s: ", where);
      return NULL;
    }

  pt_rng_init_named (&rng, 0, item->path);
  item->seed = pt_rng_next (&rng);
  if (!read_voice (item, object, where, error) || !read_length (item, object, bpm, where, error)
      || !read_params (item, object, where, error))
    return NULL;

  return g_steal_pointer (&item);
}

/* Drum loops name other samples: find them. */
static gboolean
link_layers (KitRecipe *self, GHashTable *by_path, GError **error)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      KitItem *item = g_ptr_array_index (self->items, i);

      for (guint k = 0; item->layers != NULL && k < item->layers->len; k++)
        {
          KitLayer *layer = g_ptr_array_index (item->layers, k);

          layer->item = g_hash_table_lookup (by_path, layer->path);
          if (layer->item == NULL || layer->item->bars > 0)
            {
              g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_NOT_FOUND,
                           "%s plays “%s”, which is no one-shot of the kit", item->path, PT_SHORT (layer->path));
              return FALSE;
            }
        }
    }

  return TRUE;
}

static gboolean
read_items (KitRecipe *self, JsonArray *array, double bpm, GError **error)
{
  g_autoptr (GHashTable) by_path = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *where = g_strdup_printf ("samples[%u]", i);
      JsonObject *object = pt_json_array_object (array, i, "samples", error);
      KitItem *item = object != NULL ? read_item (object, bpm, where, error) : NULL;

      if (item == NULL)
        return FALSE;
      g_ptr_array_add (self->items, item);
      if (!g_hash_table_insert (by_path, item->path, item))
        {
          g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                       "%s: “%s” is there twice", where, PT_SHORT (item->path));
          return FALSE;
        }
    }

  return link_layers (self, by_path, error);
}

KitRecipe *
kit_recipe_parse (const char *text, gssize length, const char *name, GError **error)
{
  g_autoptr (KitRecipe) self = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonArray *samples = NULL;
  double bpm = 128.0;
  gboolean done = FALSE;

  g_return_val_if_fail (text != NULL, NULL);

  root = pt_json_parse (text, length, name, error);
  if (root == NULL)
    return NULL;

  self = g_new0 (KitRecipe, 1);
  self->items = g_ptr_array_new_with_free_func (kit_item_free);
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID, "a recipe is an object with “samples”");
    }
  else
    {
      JsonObject *object = json_node_get_object (root);

      done = pt_json_read_double (object, "bpm", NULL, 20, 400, &bpm, error)
             && pt_json_require (object, "samples", NULL, error)
             && pt_json_read_array (object, "samples", NULL, &samples, error)
             && read_items (self, samples, bpm, error);
    }
  if (!done)
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }

  return g_steal_pointer (&self);
}

KitRecipe *
kit_recipe_load (GError **error)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (kit_get_resource (), RECIPE_PATH,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (bytes == NULL)
    return NULL;

  return kit_recipe_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "factory-kit.json", error);
}
