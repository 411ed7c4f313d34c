/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-arc-private.h"

#include <glib/gi18n-lib.h>

#include "core/pt-core-error.h"
#include "core/pt-json.h"

struct _PtArc
{
  GObject parent_instance;

  PtArcShape shape;
  GArray *points; /* PtArcPoint */
  JsonObject *unknown;
};

enum
{
  PROP_0,
  PROP_SHAPE,
  N_PROPS
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (PtArc, pt_arc, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

const char *const pt_arc_shape_names[] = { "hill", "ramp", "wave", "plateau", "custom", NULL };

static const char *const known_members[] = { "shape", "points", NULL };

/* The hill goes through the middles of the eight steps of the old target curve. */
static const struct
{
  PtArcPoint points[10];
  guint n_points;
} shapes[] = {
  [PT_ARC_HILL] = {
      { { 0, 0.25 }, { 0.0625, 0.25 }, { 0.1875, 0.50 }, { 0.3125, 0.75 }, { 0.4375, 0.90 }, { 0.5625, 0.90 }, { 0.6875, 0.85 }, { 0.8125, 0.60 }, { 0.9375, 0.30 }, { 1, 0.30 } },
      10,
  },
  [PT_ARC_RAMP] = {
      { { 0, 0.20 }, { 0.9, 0.95 }, { 1, 0.95 } },
      3,
  },
  [PT_ARC_WAVE] = {
      { { 0, 0.25 }, { 0.25, 0.80 }, { 0.40, 0.85 }, { 0.50, 0.35 }, { 0.58, 0.40 }, { 0.70, 0.95 }, { 0.85, 0.95 }, { 1, 0.30 } },
      8,
  },
  [PT_ARC_PLATEAU] = {
      { { 0, 0.30 }, { 0.15, 0.85 }, { 0.85, 0.85 }, { 1, 0.30 } },
      4,
  },
};

static void
pt_arc_finalize (GObject *object)
{
  PtArc *self = PT_ARC (object);

  g_array_unref (self->points);
  g_clear_pointer (&self->unknown, json_object_unref);

  G_OBJECT_CLASS (pt_arc_parent_class)->finalize (object);
}

static void
pt_arc_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PtArc *self = PT_ARC (object);

  switch (prop_id)
    {
    case PROP_SHAPE:
      g_value_set_int (value, self->shape);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_arc_class_init (PtArcClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = pt_arc_finalize;
  object_class->get_property = pt_arc_get_property;

  properties[PROP_SHAPE] = g_param_spec_int ("shape", NULL, NULL, PT_ARC_HILL, PT_ARC_CUSTOM, PT_ARC_HILL,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PT_TYPE_ARC, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
use_shape (PtArc *self, PtArcShape shape)
{
  self->shape = shape;
  if (shape == PT_ARC_CUSTOM)
    return;
  g_array_set_size (self->points, 0);
  g_array_append_vals (self->points, shapes[shape].points, shapes[shape].n_points);
}

static void
pt_arc_init (PtArc *self)
{
  self->points = g_array_new (FALSE, FALSE, sizeof (PtArcPoint));
  use_shape (self, PT_ARC_HILL);
}

PtArc *
pt_arc_new (PtArcShape shape)
{
  PtArc *self;

  g_return_val_if_fail (shape <= PT_ARC_CUSTOM, NULL);

  self = g_object_new (PT_TYPE_ARC, NULL);
  use_shape (self, shape);

  return self;
}

PtArc *
pt_arc_copy (PtArc *self)
{
  PtArc *copy;

  g_return_val_if_fail (PT_IS_ARC (self), NULL);

  copy = pt_arc_new (self->shape);
  g_array_set_size (copy->points, 0);
  g_array_append_vals (copy->points, self->points->data, self->points->len);
  copy->unknown = pt_json_copy_object (self->unknown);

  return copy;
}

static gboolean
read_point (JsonNode *node, const char *list, guint index, PtArcPoint *point, GError **error)
{
  double numbers[2];

  if (JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) == 2)
    {
      JsonArray *pair = json_node_get_array (node);
      guint n = 0;

      for (guint i = 0; i < 2; i++)
        {
          JsonNode *element = json_array_get_element (pair, i);
          GType type = JSON_NODE_HOLDS_VALUE (element) ? json_node_get_value_type (element) : G_TYPE_INVALID;

          if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
            break;
          numbers[i] = json_node_get_double (element);
          n += numbers[i] >= 0.0 && numbers[i] <= 1.0;
        }
      if (n == 2)
        {
          *point = (PtArcPoint){ numbers[0], numbers[1] };
          return TRUE;
        }
    }

  g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
               _ ("“%s[%u]” must be a pair of numbers between 0 and 1: [position, energy]"), list, index);

  return FALSE;
}

static gboolean
read_points (PtArc *self, JsonObject *object, const char *where, GError **error)
{
  g_autofree char *list = g_strdup_printf ("%s.points", where);
  PtArcPoint points[PT_ARC_MAX_POINTS];
  JsonArray *array = NULL;
  guint n;

  if (!pt_json_read_array (object, "points", where, &array, error))
    return FALSE;
  n = array != NULL ? json_array_get_length (array) : 0;
  if (n < PT_ARC_MIN_POINTS || n > PT_ARC_MAX_POINTS)
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                   _ ("“%s” has %u points; a custom arc needs %d to %d"), list, n, PT_ARC_MIN_POINTS, PT_ARC_MAX_POINTS);
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    if (!read_point (json_array_get_element (array, i), list, i, &points[i], error))
      return FALSE;
  pt_arc_set_points (self, points, n);

  return TRUE;
}

PtArc *
pt_arc_new_from_json (JsonObject *object, const char *where, GError **error)
{
  g_autoptr (PtArc) self = NULL;
  int shape = PT_ARC_HILL;

  g_return_val_if_fail (object != NULL, NULL);
  g_return_val_if_fail (where != NULL, NULL);

  if (!pt_json_read_name (object, "shape", where, N_ ("arc shape"), pt_arc_shape_names, &shape, error))
    return NULL;
  self = pt_arc_new (shape);
  if (shape == PT_ARC_CUSTOM && !read_points (self, object, where, error))
    return NULL;
  self->unknown = pt_json_take_unknown (object, known_members);

  return g_steal_pointer (&self);
}

JsonNode *
pt_arc_to_json (PtArc *self)
{
  JsonObject *object;

  g_return_val_if_fail (PT_IS_ARC (self), NULL);

  object = json_object_new ();
  json_object_set_string_member (object, "shape", pt_arc_shape_names[self->shape]);
  if (self->shape == PT_ARC_CUSTOM)
    {
      JsonArray *array = json_array_new ();

      for (guint i = 0; i < self->points->len; i++)
        {
          const PtArcPoint *point = &g_array_index (self->points, PtArcPoint, i);
          JsonArray *pair = json_array_new ();

          json_array_add_double_element (pair, point->position);
          json_array_add_double_element (pair, point->energy);
          json_array_add_array_element (array, pair);
        }
      json_object_set_array_member (object, "points", array);
    }
  pt_json_add_unknown (object, self->unknown);

  return pt_json_object_to_node (object);
}

PtArcShape
pt_arc_get_shape (PtArc *self)
{
  g_return_val_if_fail (PT_IS_ARC (self), PT_ARC_HILL);

  return self->shape;
}

static void
announce (PtArc *self, PtArcShape old_shape)
{
  if (self->shape != old_shape)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHAPE]);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
pt_arc_set_shape (PtArc *self, PtArcShape shape)
{
  PtArcShape old;

  g_return_if_fail (PT_IS_ARC (self));
  g_return_if_fail (shape <= PT_ARC_CUSTOM);

  old = self->shape;
  if (old == shape)
    return;
  use_shape (self, shape);
  announce (self, old);
}

const PtArcPoint *
pt_arc_get_points (PtArc *self, guint *n_points)
{
  g_return_val_if_fail (PT_IS_ARC (self), NULL);
  g_return_val_if_fail (n_points != NULL, NULL);

  *n_points = self->points->len;

  return (const PtArcPoint *) (gpointer) self->points->data;
}

gboolean
pt_arc_set_points (PtArc *self, const PtArcPoint *points, guint n_points)
{
  GArray *sorted;
  PtArcShape old;

  g_return_val_if_fail (PT_IS_ARC (self), FALSE);
  g_return_val_if_fail (points != NULL || n_points == 0, FALSE);

  if (n_points < PT_ARC_MIN_POINTS || n_points > PT_ARC_MAX_POINTS)
    return FALSE;
  for (guint i = 0; i < n_points; i++)
    if (!(points[i].position >= 0 && points[i].position <= 1 && points[i].energy >= 0 && points[i].energy <= 1))
      return FALSE;

  /* A stable sort (g_array_sort is none): two points at one place are a step. */
  sorted = g_array_sized_new (FALSE, FALSE, sizeof (PtArcPoint), n_points);
  for (guint i = 0; i < n_points; i++)
    {
      guint at = sorted->len;

      while (at > 0 && g_array_index (sorted, PtArcPoint, at - 1).position > points[i].position)
        at--;
      g_array_insert_val (sorted, at, points[i]);
    }

  old = self->shape;
  g_array_unref (self->points);
  self->points = sorted;
  self->shape = PT_ARC_CUSTOM;
  announce (self, old);

  return TRUE;
}

void
_pt_arc_swap (PtArc *self, PtArcShape *shape, GArray **points)
{
  const PtArcShape old_shape = self->shape;
  GArray *old_points = self->points;

  self->shape = *shape;
  self->points = *points;
  *shape = old_shape;
  *points = old_points;
  announce (self, old_shape);
}

double
pt_arc_get_energy (PtArc *self, double position)
{
  const PtArcPoint *points;
  guint n, i = 0;

  g_return_val_if_fail (PT_IS_ARC (self), 0.0);

  points = pt_arc_get_points (self, &n);
  if (!(position > points[0].position))
    return points[0].energy;
  while (i < n && points[i].position <= position)
    i++;
  if (i == n)
    return points[n - 1].energy;

  return points[i - 1].energy
         + (points[i].energy - points[i - 1].energy) * (position - points[i - 1].position)
               / (points[i].position - points[i - 1].position);
}

double
pt_arc_get_energy_at_bar (PtArc *self, gint64 bar, gint64 total)
{
  g_return_val_if_fail (PT_IS_ARC (self), 0.0);
  g_return_val_if_fail (total > 0, 0.0);

  return pt_arc_get_energy (self, (bar + 0.5) / total);
}
