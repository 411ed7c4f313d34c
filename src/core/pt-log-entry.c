/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-log-entry.h"

#include "core/pt-json.h"
#include "core/pt-util.h"

struct _PtLogEntry
{
  GObject parent_instance;

  gint64 time_usec;
  char *source;
  gint64 bar;
  char *text;
  JsonObject *unknown;
};

enum
{
  PROP_0,
  PROP_TIME_USEC,
  PROP_SOURCE,
  PROP_BAR,
  PROP_TEXT,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (PtLogEntry, pt_log_entry, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static const char *const known_members[] = { "time", "source", "bar", "text", NULL };

static void
pt_log_entry_finalize (GObject *object)
{
  PtLogEntry *self = PT_LOG_ENTRY (object);

  g_free (self->source);
  g_free (self->text);
  g_clear_pointer (&self->unknown, json_object_unref);

  G_OBJECT_CLASS (pt_log_entry_parent_class)->finalize (object);
}

static void
pt_log_entry_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PtLogEntry *self = PT_LOG_ENTRY (object);

  switch (prop_id)
    {
    case PROP_TIME_USEC:
      g_value_set_int64 (value, self->time_usec);
      break;
    case PROP_SOURCE:
      g_value_set_string (value, self->source);
      break;
    case PROP_BAR:
      g_value_set_int64 (value, self->bar);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_log_entry_class_init (PtLogEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = pt_log_entry_finalize;
  object_class->get_property = pt_log_entry_get_property;

  properties[PROP_TIME_USEC] = g_param_spec_int64 ("time-usec", NULL, NULL, G_MININT64, G_MAXINT64, 0, readable);
  properties[PROP_SOURCE] = g_param_spec_string ("source", NULL, NULL, NULL, readable);
  properties[PROP_BAR] = g_param_spec_int64 ("bar", NULL, NULL, -1, G_MAXINT64, -1, readable);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pt_log_entry_init (PtLogEntry *self)
{
  self->bar = -1;
  self->source = g_strdup ("");
  self->text = g_strdup ("");
}

PtLogEntry *
pt_log_entry_new (gint64 time_usec, const char *source, gint64 bar, const char *text)
{
  PtLogEntry *self;

  g_return_val_if_fail (source != NULL && text != NULL, NULL);
  g_return_val_if_fail (bar >= -1, NULL);

  self = g_object_new (PT_TYPE_LOG_ENTRY, NULL);
  self->time_usec = time_usec;
  pt_set_str (&self->source, source);
  self->bar = bar;
  pt_set_str (&self->text, text);

  return self;
}

PtLogEntry *
pt_log_entry_new_from_json (JsonObject *object, const char *where, GError **error)
{
  g_autoptr (PtLogEntry) self = NULL;

  g_return_val_if_fail (object != NULL, NULL);
  g_return_val_if_fail (where != NULL, NULL);

  self = g_object_new (PT_TYPE_LOG_ENTRY, NULL);
  if (!pt_json_read_time (object, "time", where, &self->time_usec, error)
      || !pt_json_read_string (object, "source", where, &self->source, error)
      || !pt_json_read_int (object, "bar", where, 0, G_MAXINT32, &self->bar, error)
      || !pt_json_read_string (object, "text", where, &self->text, error))
    return NULL;
  self->unknown = pt_json_take_unknown (object, known_members);

  return g_steal_pointer (&self);
}

JsonNode *
pt_log_entry_to_json (PtLogEntry *self)
{
  JsonObject *object;

  g_return_val_if_fail (PT_IS_LOG_ENTRY (self), NULL);

  object = json_object_new ();
  pt_json_set_time (object, "time", self->time_usec);
  pt_json_set_text (object, "source", self->source);
  if (self->bar >= 0)
    json_object_set_int_member (object, "bar", self->bar);
  pt_json_set_text (object, "text", self->text);
  pt_json_add_unknown (object, self->unknown);

  return pt_json_object_to_node (object);
}

gint64
pt_log_entry_get_time_usec (PtLogEntry *self)
{
  g_return_val_if_fail (PT_IS_LOG_ENTRY (self), 0);

  return self->time_usec;
}

const char *
pt_log_entry_get_source (PtLogEntry *self)
{
  g_return_val_if_fail (PT_IS_LOG_ENTRY (self), NULL);

  return self->source;
}

gint64
pt_log_entry_get_bar (PtLogEntry *self)
{
  g_return_val_if_fail (PT_IS_LOG_ENTRY (self), -1);

  return self->bar;
}

const char *
pt_log_entry_get_text (PtLogEntry *self)
{
  g_return_val_if_fail (PT_IS_LOG_ENTRY (self), NULL);

  return self->text;
}
