/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-take.h"

#include <glib/gi18n-lib.h>

#include "core/pt-core-error.h"
#include "core/pt-json.h"
#include "core/pt-sample-path.h"
#include "core/pt-util.h"

#define MAX_DURATION_S (7.0 * 24 * 3600)

struct _PtTake
{
  GObject parent_instance;

  char *name;
  char *path;
  char *hash;
  char *stage;
  gint64 created_usec;
  double duration_s;
  JsonObject *unknown;
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_PATH,
  PROP_HASH,
  PROP_STAGE,
  PROP_CREATED_USEC,
  PROP_DURATION_S,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (PtTake, pt_take, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static const char *const known_members[] = {
  "name", "path", "hash", "stage", "created", "duration_s", NULL
};

static void
pt_take_finalize (GObject *object)
{
  PtTake *self = PT_TAKE (object);

  g_free (self->name);
  g_free (self->path);
  g_free (self->hash);
  g_free (self->stage);
  g_clear_pointer (&self->unknown, json_object_unref);

  G_OBJECT_CLASS (pt_take_parent_class)->finalize (object);
}

static void
pt_take_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PtTake *self = PT_TAKE (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_HASH:
      g_value_set_string (value, self->hash);
      break;
    case PROP_STAGE:
      g_value_set_string (value, self->stage);
      break;
    case PROP_CREATED_USEC:
      g_value_set_int64 (value, self->created_usec);
      break;
    case PROP_DURATION_S:
      g_value_set_double (value, self->duration_s);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_take_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PtTake *self = PT_TAKE (object);

  switch (prop_id)
    {
    case PROP_NAME:
      pt_take_set_name (self, g_value_get_string (value));
      break;
    case PROP_PATH:
      pt_take_set_path (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_take_class_init (PtTakeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = pt_take_finalize;
  object_class->get_property = pt_take_get_property;
  object_class->set_property = pt_take_set_property;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, writable);
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, writable);
  properties[PROP_HASH] = g_param_spec_string ("hash", NULL, NULL, NULL, readable);
  properties[PROP_STAGE] = g_param_spec_string ("stage", NULL, NULL, NULL, readable);
  properties[PROP_CREATED_USEC] = g_param_spec_int64 ("created-usec", NULL, NULL, 0, G_MAXINT64, 0, readable);
  properties[PROP_DURATION_S] = g_param_spec_double ("duration-s", NULL, NULL, 0.0, MAX_DURATION_S, 0.0, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pt_take_init (PtTake *self)
{
  self->name = g_strdup ("");
}

PtTake *
pt_take_new (const char *name,
             const char *path,
             const char *hash,
             const char *stage,
             gint64 created_usec,
             double duration_s)
{
  PtTake *self;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (path != NULL && *path != '\0', NULL);
  g_return_val_if_fail (duration_s >= 0.0 && duration_s <= MAX_DURATION_S, NULL);

  self = g_object_new (PT_TYPE_TAKE, NULL);
  pt_set_str (&self->name, name);
  self->path = g_strdup (path);
  self->hash = g_strdup (hash);
  self->stage = g_strdup (stage);
  self->created_usec = created_usec;
  self->duration_s = duration_s;

  return self;
}

PtTake *
pt_take_new_from_json (JsonObject *object, const char *where, GError **error)
{
  g_autoptr (PtTake) self = NULL;

  g_return_val_if_fail (object != NULL, NULL);
  g_return_val_if_fail (where != NULL, NULL);

  self = g_object_new (PT_TYPE_TAKE, NULL);
  if (!pt_json_read_string (object, "name", where, &self->name, error)
      || !pt_json_require (object, "path", where, error)
      || !pt_sample_path_read_json (object, "path", where, &self->path, error)
      || !pt_json_read_string (object, "hash", where, &self->hash, error)
      || !pt_json_read_string (object, "stage", where, &self->stage, error)
      || !pt_json_read_time (object, "created", where, &self->created_usec, error)
      || !pt_json_read_double (object, "duration_s", where, 0.0, MAX_DURATION_S, &self->duration_s, error))
    return NULL;
  if (self->path == NULL)
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                   _ ("“%s.path” is empty; a take is nothing without its file"), where);
      return NULL;
    }
  self->unknown = pt_json_take_unknown (object, known_members);

  return g_steal_pointer (&self);
}

JsonNode *
pt_take_to_json (PtTake *self)
{
  JsonObject *object;

  g_return_val_if_fail (PT_IS_TAKE (self), NULL);

  object = json_object_new ();
  pt_json_set_text (object, "name", self->name);
  pt_sample_path_write_json (object, "path", self->path);
  pt_json_set_text (object, "hash", self->hash);
  pt_json_set_text (object, "stage", self->stage);
  pt_json_set_time (object, "created", self->created_usec);
  pt_json_set_number (object, "duration_s", self->duration_s);
  pt_json_add_unknown (object, self->unknown);

  return pt_json_object_to_node (object);
}

const char *
pt_take_get_name (PtTake *self)
{
  g_return_val_if_fail (PT_IS_TAKE (self), NULL);

  return self->name;
}

void
pt_take_set_name (PtTake *self, const char *name)
{
  g_return_if_fail (PT_IS_TAKE (self));

  if (pt_set_str (&self->name, name != NULL ? name : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

const char *
pt_take_get_path (PtTake *self)
{
  g_return_val_if_fail (PT_IS_TAKE (self), NULL);

  return self->path;
}

void
pt_take_set_path (PtTake *self, const char *path)
{
  g_return_if_fail (PT_IS_TAKE (self));
  g_return_if_fail (path != NULL && *path != '\0');

  if (pt_set_str (&self->path, path))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PATH]);
}

const char *
pt_take_get_hash (PtTake *self)
{
  g_return_val_if_fail (PT_IS_TAKE (self), NULL);

  return self->hash;
}

const char *
pt_take_get_stage (PtTake *self)
{
  g_return_val_if_fail (PT_IS_TAKE (self), NULL);

  return self->stage;
}

gint64
pt_take_get_created_usec (PtTake *self)
{
  g_return_val_if_fail (PT_IS_TAKE (self), 0);

  return self->created_usec;
}

double
pt_take_get_duration_s (PtTake *self)
{
  g_return_val_if_fail (PT_IS_TAKE (self), 0.0);

  return self->duration_s;
}
