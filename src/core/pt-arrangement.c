/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-arrangement.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "core/pt-core-error.h"
#include "core/pt-document.h"
#include "core/pt-json.h"
#include "core/pt-sample-path.h"
#include "core/pt-util.h"

struct _PtArrangement
{
  GObject parent_instance;

  PtTempo tempo;
  guint sample_rate;
  PtPalette *palette;
  PtMixerChannel *channels[PT_ROLE_NONE];
  GPtrArray *sections;
  gint64 bars;
  char *base;
  JsonObject *unknown;
};

enum
{
  PROP_0,
  PROP_BPM,
  PROP_BARS,
  PROP_PALETTE,
  N_PROPS
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PtArrangement, pt_arrangement, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GParamSpec *properties[N_PROPS];

static const char *const known_members[] = {
  "bpm", "sample_rate", "palette", "channels", "sections", NULL
};

static GType
get_item_type (GListModel *model)
{
  return PT_TYPE_SECTION;
}

static guint
get_n_items (GListModel *model)
{
  return PT_ARRANGEMENT (model)->sections->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *sections = PT_ARRANGEMENT (model)->sections;

  return position < sections->len ? g_object_ref (g_ptr_array_index (sections, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
pt_arrangement_finalize (GObject *object)
{
  PtArrangement *self = PT_ARRANGEMENT (object);

  g_object_unref (self->palette);
  for (guint role = 0; role < PT_N_ROLES; role++)
    g_object_unref (self->channels[role]);
  g_ptr_array_unref (self->sections);
  g_free (self->base);
  g_clear_pointer (&self->unknown, json_object_unref);

  G_OBJECT_CLASS (pt_arrangement_parent_class)->finalize (object);
}

static void
pt_arrangement_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PtArrangement *self = PT_ARRANGEMENT (object);

  switch (prop_id)
    {
    case PROP_BPM:
      g_value_set_double (value, pt_tempo_to_bpm (self->tempo));
      break;
    case PROP_BARS:
      g_value_set_int64 (value, self->bars);
      break;
    case PROP_PALETTE:
      g_value_set_object (value, self->palette);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_arrangement_class_init (PtArrangementClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = pt_arrangement_finalize;
  object_class->get_property = pt_arrangement_get_property;

  properties[PROP_BPM] = g_param_spec_double ("bpm", NULL, NULL, PT_TEMPO_MIN_BPM, PT_TEMPO_MAX_BPM,
                                              PT_TEMPO_DEFAULT_BPM, readable);
  properties[PROP_BARS] = g_param_spec_int64 ("bars", NULL, NULL, 0, PT_ARRANGEMENT_MAX_BARS, 0, readable);
  properties[PROP_PALETTE] = g_param_spec_object ("palette", NULL, NULL, PT_TYPE_PALETTE, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pt_arrangement_init (PtArrangement *self)
{
  self->tempo = pt_tempo_from_bpm (PT_TEMPO_DEFAULT_BPM);
  self->palette = pt_palette_new ();
  for (guint role = 0; role < PT_N_ROLES; role++)
    self->channels[role] = pt_mixer_channel_new (role);
  self->sections = g_ptr_array_new_with_free_func (g_object_unref);
}

PtArrangement *
pt_arrangement_new (void)
{
  return g_object_new (PT_TYPE_ARRANGEMENT, NULL);
}

PtArrangement *
pt_arrangement_copy (PtArrangement *self)
{
  PtArrangement *copy;

  g_return_val_if_fail (PT_IS_ARRANGEMENT (self), NULL);

  copy = pt_arrangement_new ();
  copy->tempo = self->tempo;
  copy->sample_rate = self->sample_rate;
  g_object_unref (copy->palette);
  copy->palette = pt_palette_copy (self->palette);
  for (guint role = 0; role < PT_N_ROLES; role++)
    {
      g_object_unref (copy->channels[role]);
      copy->channels[role] = pt_mixer_channel_copy (self->channels[role]);
    }
  for (guint i = 0; i < self->sections->len; i++)
    g_ptr_array_add (copy->sections, pt_section_copy (g_ptr_array_index (self->sections, i)));
  copy->bars = self->bars;
  copy->base = g_strdup (self->base);
  copy->unknown = pt_json_copy_object (self->unknown);

  return copy;
}

static gboolean
read_palette (PtArrangement *self, JsonObject *object, const char *base, GError **error)
{
  JsonNode *node = json_object_get_member (object, "palette");
  PtPalette *palette;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    {
      pt_palette_rebase (self->palette, base);
      return TRUE;
    }
  palette = pt_palette_new_from_json (node, base, error);
  if (palette == NULL)
    {
      g_prefix_error (error, _ ("“palette”: "));
      return FALSE;
    }
  g_object_unref (self->palette);
  self->palette = palette;

  return TRUE;
}

static gboolean
read_channels (PtArrangement *self, JsonObject *object, GError **error)
{
  JsonObject *map = NULL;
  JsonObjectIter iter;
  const char *member;
  JsonNode *value;

  if (!pt_json_read_object (object, "channels", NULL, &map, error))
    return FALSE;
  if (map == NULL)
    return TRUE;
  json_object_iter_init_ordered (&iter, map);
  while (json_object_iter_next_ordered (&iter, &member, &value))
    {
      g_autofree char *place = g_strdup_printf ("channels.%s", PT_SHORT (member));
      JsonObject *strip = NULL;
      PtMixerChannel *channel;
      PtRole role;

      if (!pt_role_parse (member, &role, error))
        {
          g_prefix_error (error, _ ("“channels”: "));
          return FALSE;
        }
      if (!pt_json_read_object (map, member, "channels", &strip, error))
        return FALSE;
      if (strip == NULL)
        continue;
      channel = pt_mixer_channel_new_from_json (strip, role, place, error);
      if (channel == NULL)
        return FALSE;
      g_object_unref (self->channels[role]);
      self->channels[role] = channel;
    }

  return TRUE;
}

static gboolean
read_sections (PtArrangement *self, JsonObject *object, GError **error)
{
  JsonArray *array = NULL;
  guint n;

  if (!pt_json_require (object, "sections", NULL, error)
      || !pt_json_read_array (object, "sections", NULL, &array, error))
    return FALSE;
  n = json_array_get_length (array);
  if (n == 0)
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                   _ ("“sections” is empty; an arrangement needs at least one section"));
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *place = g_strdup_printf ("sections[%u]", i);
      JsonObject *element = pt_json_array_object (array, i, "sections", error);
      PtSection *section;

      if (element == NULL)
        return FALSE;
      section = pt_section_new_from_json (element, place, error);
      if (section == NULL)
        return FALSE;
      g_ptr_array_add (self->sections, section);
      self->bars += pt_section_get_bars (section);
      if (self->bars > PT_ARRANGEMENT_MAX_BARS)
        {
          g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                       _ ("The sections up to “%s” are %" PRId64 " bars long; at most %d are allowed"),
                       place, self->bars, PT_ARRANGEMENT_MAX_BARS);
          return FALSE;
        }
    }

  return TRUE;
}

PtArrangement *
pt_arrangement_new_from_json (JsonNode *node, const char *base, GError **error)
{
  g_autoptr (PtArrangement) self = NULL;
  JsonObject *object;
  double bpm = PT_TEMPO_DEFAULT_BPM;
  gint64 sample_rate = 0;

  g_return_val_if_fail (node != NULL, NULL);

  object = pt_json_document_object (node, "An arrangement", error);
  if (object == NULL)
    return NULL;
  self = pt_arrangement_new ();
  if (!pt_json_read_double (object, "bpm", NULL, PT_TEMPO_MIN_BPM, PT_TEMPO_MAX_BPM, &bpm, error)
      || !pt_json_read_int (object, "sample_rate", NULL, PT_ARRANGEMENT_MIN_RATE, PT_ARRANGEMENT_MAX_RATE,
                            &sample_rate, error)
      || !read_palette (self, object, base, error)
      || !read_channels (self, object, error)
      || !read_sections (self, object, error))
    return NULL;
  self->tempo = pt_tempo_from_bpm (bpm);
  self->sample_rate = sample_rate;
  self->base = g_strdup (base);
  self->unknown = pt_json_take_unknown (object, known_members);

  return g_steal_pointer (&self);
}

static gpointer
read_document (JsonNode *node, const char *folder, GError **error)
{
  return pt_arrangement_new_from_json (node, folder, error);
}

PtArrangement *
pt_arrangement_load (const char *path, GError **error)
{
  return pt_document_load (path, read_document, error);
}

JsonNode *
pt_arrangement_to_json (PtArrangement *self)
{
  JsonObject *object;
  JsonObject *channels = NULL;
  JsonArray *sections;

  g_return_val_if_fail (PT_IS_ARRANGEMENT (self), NULL);

  object = json_object_new ();
  pt_json_set_number (object, "bpm", pt_tempo_to_bpm (self->tempo));
  if (self->sample_rate != 0)
    json_object_set_int_member (object, "sample_rate", self->sample_rate);
  json_object_set_member (object, "palette", pt_palette_to_json (self->palette));

  for (guint role = 0; role < PT_N_ROLES; role++)
    if (!pt_mixer_channel_is_default (self->channels[role]))
      {
        if (channels == NULL)
          channels = json_object_new ();
        json_object_set_member (channels, pt_role_to_string (role),
                                pt_mixer_channel_to_json (self->channels[role]));
      }
  if (channels != NULL)
    json_object_set_object_member (object, "channels", channels);

  sections = json_array_new ();
  for (guint i = 0; i < self->sections->len; i++)
    json_array_add_element (sections, pt_section_to_json (g_ptr_array_index (self->sections, i)));
  json_object_set_array_member (object, "sections", sections);
  pt_json_add_unknown (object, self->unknown);

  return pt_json_object_to_node (object);
}

void
pt_arrangement_rebase (PtArrangement *self, const char *base)
{
  g_return_if_fail (PT_IS_ARRANGEMENT (self));

  pt_palette_rebase (self->palette, base);
  for (guint i = 0; i < self->sections->len; i++)
    {
      PtSection *section = g_ptr_array_index (self->sections, i);

      for (guint j = 0; j < pt_section_get_n_layers (section); j++)
        {
          PtLayer *layer = pt_section_get_layer (section, j);
          g_autofree char *moved = NULL;

          if (pt_layer_get_sample (layer) == NULL)
            continue;
          moved = pt_sample_path_rebase (pt_layer_get_sample (layer), self->base, base);
          pt_layer_set_sample (layer, moved);
        }
    }
  pt_set_str (&self->base, base);
}

gboolean
pt_arrangement_save (PtArrangement *self, const char *path, GError **error)
{
  g_autoptr (PtArrangement) moved = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *base = NULL;

  g_return_val_if_fail (PT_IS_ARRANGEMENT (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  base = pt_document_get_folder (path);
  moved = pt_arrangement_copy (self);
  pt_arrangement_rebase (moved, base);
  node = pt_arrangement_to_json (moved);

  return pt_json_save (node, path, error);
}

char *
pt_arrangement_resolve_sample (PtArrangement *self, PtLayer *layer, const char *const *roots)
{
  const char *own;

  g_return_val_if_fail (PT_IS_ARRANGEMENT (self), NULL);
  g_return_val_if_fail (PT_IS_LAYER (layer), NULL);

  own = pt_layer_get_sample (layer);
  if (own != NULL)
    return pt_sample_path_resolve (own, self->base, roots);

  return pt_palette_resolve (self->palette, pt_layer_get_role (layer), roots);
}

PtTempo
pt_arrangement_get_tempo (PtArrangement *self)
{
  g_return_val_if_fail (PT_IS_ARRANGEMENT (self), 0);

  return self->tempo;
}

void
pt_arrangement_set_tempo (PtArrangement *self, PtTempo tempo)
{
  g_return_if_fail (PT_IS_ARRANGEMENT (self));
  g_return_if_fail (tempo >= pt_tempo_from_bpm (PT_TEMPO_MIN_BPM) && tempo <= pt_tempo_from_bpm (PT_TEMPO_MAX_BPM));

  if (self->tempo == tempo)
    return;
  self->tempo = tempo;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BPM]);
}

guint
pt_arrangement_get_sample_rate (PtArrangement *self)
{
  g_return_val_if_fail (PT_IS_ARRANGEMENT (self), 0);

  return self->sample_rate;
}

void
pt_arrangement_set_sample_rate (PtArrangement *self, guint sample_rate)
{
  g_return_if_fail (PT_IS_ARRANGEMENT (self));
  g_return_if_fail (sample_rate == 0
                    || (sample_rate >= PT_ARRANGEMENT_MIN_RATE && sample_rate <= PT_ARRANGEMENT_MAX_RATE));

  self->sample_rate = sample_rate;
}

PtPalette *
pt_arrangement_get_palette (PtArrangement *self)
{
  g_return_val_if_fail (PT_IS_ARRANGEMENT (self), NULL);

  return self->palette;
}

void
pt_arrangement_set_palette (PtArrangement *self, PtPalette *palette)
{
  g_return_if_fail (PT_IS_ARRANGEMENT (self));
  g_return_if_fail (PT_IS_PALETTE (palette));

  if (g_set_object (&self->palette, palette))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PALETTE]);
}

PtMixerChannel *
pt_arrangement_get_channel (PtArrangement *self, PtRole role)
{
  g_return_val_if_fail (PT_IS_ARRANGEMENT (self), NULL);
  g_return_val_if_fail (role < PT_ROLE_NONE, NULL);

  return self->channels[role];
}

void
pt_arrangement_add_section (PtArrangement *self, PtSection *section)
{
  g_return_if_fail (PT_IS_ARRANGEMENT (self));
  g_return_if_fail (PT_IS_SECTION (section));
  g_return_if_fail (self->bars + pt_section_get_bars (section) <= PT_ARRANGEMENT_MAX_BARS);

  g_ptr_array_add (self->sections, section);
  self->bars += pt_section_get_bars (section);
  g_list_model_items_changed (G_LIST_MODEL (self), self->sections->len - 1, 0, 1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BARS]);
}

guint
pt_arrangement_get_n_sections (PtArrangement *self)
{
  g_return_val_if_fail (PT_IS_ARRANGEMENT (self), 0);

  return self->sections->len;
}

PtSection *
pt_arrangement_get_section (PtArrangement *self, guint index)
{
  g_return_val_if_fail (PT_IS_ARRANGEMENT (self), NULL);
  g_return_val_if_fail (index < self->sections->len, NULL);

  return g_ptr_array_index (self->sections, index);
}

gint64
pt_arrangement_get_bars (PtArrangement *self)
{
  g_return_val_if_fail (PT_IS_ARRANGEMENT (self), 0);

  return self->bars;
}
