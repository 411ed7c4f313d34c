/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-json.h"

#include <math.h>

void
pt_json_builder_put_number (JsonBuilder *builder, const char *member, double value)
{
  g_return_if_fail (member != NULL);

  json_builder_set_member_name (builder, member);
  pt_json_builder_add_number (builder, value);
}

void
pt_json_builder_put_text (JsonBuilder *builder, const char *member, const char *text)
{
  g_return_if_fail (member != NULL);

  json_builder_set_member_name (builder, member);
  pt_json_builder_add_text (builder, text);
}

void
pt_json_builder_put_int (JsonBuilder *builder, const char *member, gint64 value)
{
  g_return_if_fail (member != NULL);

  json_builder_set_member_name (builder, member);
  json_builder_add_int_value (builder, value);
}

void
pt_json_builder_put_boolean (JsonBuilder *builder, const char *member, gboolean value)
{
  g_return_if_fail (member != NULL);

  json_builder_set_member_name (builder, member);
  json_builder_add_boolean_value (builder, value);
}

void
pt_json_set_number (JsonObject *object, const char *member, double value)
{
  g_return_if_fail (object != NULL);
  g_return_if_fail (member != NULL);

  if (!isfinite (value))
    json_object_set_null_member (object, member);
  else if (value == floor (value) && fabs (value) < 0x1p53)
    json_object_set_int_member (object, member, (gint64) value);
  else
    json_object_set_double_member (object, member, value);
}

void
pt_json_set_time (JsonObject *object, const char *member, gint64 usec)
{
  g_autoptr (GDateTime) seconds = g_date_time_new_from_unix_utc (usec / G_USEC_PER_SEC);
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (object != NULL);
  g_return_if_fail (seconds != NULL);

  time = g_date_time_add (seconds, usec % G_USEC_PER_SEC);
  text = g_date_time_format_iso8601 (time);
  json_object_set_string_member (object, member, text);
}

void
pt_json_set_text (JsonObject *object, const char *member, const char *text)
{
  g_autofree char *valid = NULL;

  g_return_if_fail (object != NULL);
  g_return_if_fail (member != NULL);

  if (text == NULL || *text == '\0')
    return;
  valid = g_utf8_make_valid (text, -1);
  json_object_set_string_member (object, member, valid);
}

void
pt_json_set_strings (JsonObject *object, const char *member, const char *const *strings)
{
  JsonArray *array;

  g_return_if_fail (object != NULL);
  g_return_if_fail (member != NULL);

  if (strings == NULL || *strings == NULL)
    return;
  array = json_array_new ();
  for (; *strings != NULL; strings++)
    json_array_add_string_element (array, *strings);
  json_object_set_array_member (object, member, array);
}

JsonNode *
pt_json_object_to_node (JsonObject *object)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL, NULL);

  node = json_node_alloc ();
  json_node_init (node, JSON_NODE_OBJECT);
  json_node_take_object (node, object);

  return node;
}

static JsonNode *
copy_node (JsonNode *node)
{
  JsonNode *copy;

  if (JSON_NODE_HOLDS_OBJECT (node))
    return pt_json_object_to_node (pt_json_copy_object (json_node_get_object (node)));
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      JsonArray *copied = json_array_new ();

      for (guint i = 0; i < json_array_get_length (array); i++)
        json_array_add_element (copied, copy_node (json_array_get_element (array, i)));
      copy = json_node_alloc ();
      json_node_init (copy, JSON_NODE_ARRAY);
      json_node_take_array (copy, copied);
      return copy;
    }

  return json_node_copy (node);
}

JsonObject *
pt_json_copy_object (JsonObject *object)
{
  JsonObject *copy;
  JsonObjectIter iter;
  const char *member;
  JsonNode *value;

  if (object == NULL)
    return NULL;

  copy = json_object_new ();
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &member, &value))
    json_object_set_member (copy, member, copy_node (value));

  return copy;
}
