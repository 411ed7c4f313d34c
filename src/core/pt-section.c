/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-section.h"

#include <glib/gi18n-lib.h>

#include "core/pt-core-error.h"
#include "core/pt-json.h"
#include "core/pt-util.h"

struct _PtSection
{
  GObject parent_instance;

  char *name;
  gint64 bars;
  double fade_in_bars;
  double fade_out_bars;
  GPtrArray *layers;
  JsonObject *unknown;
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_BARS,
  PROP_FADE_IN,
  PROP_FADE_OUT,
  N_PROPS
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PtSection, pt_section, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GParamSpec *properties[N_PROPS];

static const char *const known_members[] = { "name", "bars", "layers", "fade_in", "fade_out", NULL };

static GType
get_item_type (GListModel *model)
{
  return PT_TYPE_LAYER;
}

static guint
get_n_items (GListModel *model)
{
  return PT_SECTION (model)->layers->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *layers = PT_SECTION (model)->layers;

  return position < layers->len ? g_object_ref (g_ptr_array_index (layers, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
pt_section_finalize (GObject *object)
{
  PtSection *self = PT_SECTION (object);

  g_free (self->name);
  g_ptr_array_unref (self->layers);
  g_clear_pointer (&self->unknown, json_object_unref);

  G_OBJECT_CLASS (pt_section_parent_class)->finalize (object);
}

static void
pt_section_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PtSection *self = PT_SECTION (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_BARS:
      g_value_set_int64 (value, self->bars);
      break;
    case PROP_FADE_IN:
      g_value_set_double (value, self->fade_in_bars);
      break;
    case PROP_FADE_OUT:
      g_value_set_double (value, self->fade_out_bars);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_section_class_init (PtSectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = pt_section_finalize;
  object_class->get_property = pt_section_get_property;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, readable);
  properties[PROP_BARS] = g_param_spec_int64 ("bars", NULL, NULL, 1, PT_SECTION_MAX_BARS, 1, readable);
  properties[PROP_FADE_IN] = g_param_spec_double ("fade-in", NULL, NULL, 0.0, PT_SECTION_MAX_BARS, 0.0, readable);
  properties[PROP_FADE_OUT] = g_param_spec_double ("fade-out", NULL, NULL, 0.0, PT_SECTION_MAX_BARS, 0.0, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pt_section_init (PtSection *self)
{
  self->name = g_strdup ("");
  self->bars = 1;
  self->layers = g_ptr_array_new_with_free_func (g_object_unref);
}

PtSection *
pt_section_new (const char *name, gint64 bars)
{
  PtSection *self;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (bars >= 1 && bars <= PT_SECTION_MAX_BARS, NULL);

  self = g_object_new (PT_TYPE_SECTION, NULL);
  pt_set_str (&self->name, name);
  self->bars = bars;

  return self;
}

PtSection *
pt_section_copy (PtSection *self)
{
  PtSection *copy;

  g_return_val_if_fail (PT_IS_SECTION (self), NULL);

  copy = pt_section_new (self->name, self->bars);
  copy->fade_in_bars = self->fade_in_bars;
  copy->fade_out_bars = self->fade_out_bars;
  for (guint i = 0; i < self->layers->len; i++)
    g_ptr_array_add (copy->layers, pt_layer_copy (g_ptr_array_index (self->layers, i)));
  copy->unknown = pt_json_copy_object (self->unknown);

  return copy;
}

static gboolean
read_layers (PtSection *self, JsonObject *object, const char *where, GError **error)
{
  g_autofree char *list = g_strdup_printf ("%s.layers", where);
  JsonArray *array = NULL;
  guint n;

  if (!pt_json_require (object, "layers", where, error)
      || !pt_json_read_array (object, "layers", where, &array, error))
    return FALSE;
  n = json_array_get_length (array);
  if (n > PT_SECTION_MAX_LAYERS)
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                   _ ("“%s” has %u layers; at most %d are allowed"), list, n, PT_SECTION_MAX_LAYERS);
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *place = g_strdup_printf ("%s[%u]", list, i);
      JsonObject *element = pt_json_array_object (array, i, list, error);
      PtLayer *layer;

      if (element == NULL)
        return FALSE;
      layer = pt_layer_new_from_json (element, self->bars, place, error);
      if (layer == NULL)
        return FALSE;
      g_ptr_array_add (self->layers, layer);
    }

  return TRUE;
}

PtSection *
pt_section_new_from_json (JsonObject *object, const char *where, GError **error)
{
  g_autoptr (PtSection) self = NULL;

  g_return_val_if_fail (object != NULL, NULL);
  g_return_val_if_fail (where != NULL, NULL);

  self = g_object_new (PT_TYPE_SECTION, NULL);
  if (!pt_json_read_string (object, "name", where, &self->name, error)
      || !pt_json_require (object, "bars", where, error)
      || !pt_json_read_int (object, "bars", where, 1, PT_SECTION_MAX_BARS, &self->bars, error)
      || !pt_json_read_double (object, "fade_in", where, 0.0, self->bars, &self->fade_in_bars, error)
      || !pt_json_read_double (object, "fade_out", where, 0.0, self->bars, &self->fade_out_bars, error)
      || !read_layers (self, object, where, error))
    return NULL;
  self->unknown = pt_json_take_unknown (object, known_members);

  return g_steal_pointer (&self);
}

JsonNode *
pt_section_to_json (PtSection *self)
{
  JsonObject *object;
  JsonArray *array;

  g_return_val_if_fail (PT_IS_SECTION (self), NULL);

  object = json_object_new ();
  pt_json_set_text (object, "name", self->name);
  json_object_set_int_member (object, "bars", self->bars);
  if (self->fade_in_bars > 0)
    pt_json_set_number (object, "fade_in", self->fade_in_bars);
  if (self->fade_out_bars > 0)
    pt_json_set_number (object, "fade_out", self->fade_out_bars);
  array = json_array_new ();
  for (guint i = 0; i < self->layers->len; i++)
    json_array_add_element (array, pt_layer_to_json (g_ptr_array_index (self->layers, i)));
  json_object_set_array_member (object, "layers", array);
  pt_json_add_unknown (object, self->unknown);

  return pt_json_object_to_node (object);
}

const char *
pt_section_get_name (PtSection *self)
{
  g_return_val_if_fail (PT_IS_SECTION (self), NULL);

  return self->name;
}

gint64
pt_section_get_bars (PtSection *self)
{
  g_return_val_if_fail (PT_IS_SECTION (self), 0);

  return self->bars;
}

double
pt_section_get_fade_in (PtSection *self)
{
  g_return_val_if_fail (PT_IS_SECTION (self), 0.0);

  return self->fade_in_bars;
}

double
pt_section_get_fade_out (PtSection *self)
{
  g_return_val_if_fail (PT_IS_SECTION (self), 0.0);

  return self->fade_out_bars;
}

void
pt_section_set_fades (PtSection *self, double fade_in_bars, double fade_out_bars)
{
  g_return_if_fail (PT_IS_SECTION (self));
  g_return_if_fail (fade_in_bars >= 0.0 && fade_in_bars <= self->bars);
  g_return_if_fail (fade_out_bars >= 0.0 && fade_out_bars <= self->bars);

  if (self->fade_in_bars != fade_in_bars)
    {
      self->fade_in_bars = fade_in_bars;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FADE_IN]);
    }
  if (self->fade_out_bars != fade_out_bars)
    {
      self->fade_out_bars = fade_out_bars;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FADE_OUT]);
    }
}

void
pt_section_add_layer (PtSection *self, PtLayer *layer)
{
  g_return_if_fail (PT_IS_SECTION (self));
  g_return_if_fail (PT_IS_LAYER (layer));

  g_ptr_array_add (self->layers, layer);
  g_list_model_items_changed (G_LIST_MODEL (self), self->layers->len - 1, 0, 1);
}

guint
pt_section_get_n_layers (PtSection *self)
{
  g_return_val_if_fail (PT_IS_SECTION (self), 0);

  return self->layers->len;
}

PtLayer *
pt_section_get_layer (PtSection *self, guint index)
{
  g_return_val_if_fail (PT_IS_SECTION (self), NULL);
  g_return_val_if_fail (index < self->layers->len, NULL);

  return g_ptr_array_index (self->layers, index);
}
