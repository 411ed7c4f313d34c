/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-json.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "core/pt-core-error.h"
#include "core/pt-name.h"
#include "core/pt-util.h"

/* The typed readers: every message names the member by its full place in the document. */

static char *
place_of (const char *where, const char *member)
{
  if (where == NULL || *where == '\0')
    return g_strdup (member);

  return g_strdup_printf ("%s.%s", where, member);
}

static const char *
kind_of (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return _ ("an object");
  if (JSON_NODE_HOLDS_ARRAY (node))
    return _ ("an array");
  if (JSON_NODE_HOLDS_NULL (node))
    return _ ("null");
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return _ ("a string");
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return _ ("true or false");

  return _ ("a number");
}

static gboolean
wrong_kind (const char *where, const char *member, const char *wanted, JsonNode *node, GError **error)
{
  g_autofree char *place = place_of (where, member);

  g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
               _ ("“%s” must be %s, not %s"), place, wanted, kind_of (node));

  return FALSE;
}

/* NULL when there is nothing to read. */
static JsonNode *
member_or_null (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node == NULL || JSON_NODE_HOLDS_NULL (node) ? NULL : node;
}

static gboolean
is_number (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node)
         && (json_node_get_value_type (node) == G_TYPE_INT64
             || json_node_get_value_type (node) == G_TYPE_DOUBLE);
}

static gboolean
out_of_range (const char *where, const char *member, double value, double minimum, double maximum, GError **error)
{
  g_autofree char *place = place_of (where, member);

  g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
               _ ("“%s” is %g; it must lie between %g and %g"), place, value, minimum, maximum);

  return FALSE;
}

gboolean
pt_json_require (JsonObject *object, const char *member, const char *where, GError **error)
{
  g_autofree char *place = NULL;

  g_return_val_if_fail (object != NULL, FALSE);
  g_return_val_if_fail (member != NULL, FALSE);

  if (member_or_null (object, member) != NULL)
    return TRUE;

  place = place_of (where, member);
  g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID, _ ("“%s” is missing"), place);

  return FALSE;
}

gboolean
pt_json_read_double (JsonObject *object,
                     const char *member,
                     const char *where,
                     double minimum,
                     double maximum,
                     double *value,
                     GError **error)
{
  JsonNode *node;
  double number;

  g_return_val_if_fail (object != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  node = member_or_null (object, member);
  if (node == NULL)
    return TRUE;
  if (!is_number (node))
    return wrong_kind (where, member, _ ("a number"), node, error);
  number = json_node_get_double (node);
  if (!isfinite (number) || number < minimum || number > maximum)
    return out_of_range (where, member, number, minimum, maximum, error);
  *value = number;

  return TRUE;
}

gboolean
pt_json_read_int (JsonObject *object,
                  const char *member,
                  const char *where,
                  gint64 minimum,
                  gint64 maximum,
                  gint64 *value,
                  GError **error)
{
  JsonNode *node;
  double number;

  g_return_val_if_fail (object != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  node = member_or_null (object, member);
  if (node == NULL)
    return TRUE;
  if (!is_number (node))
    return wrong_kind (where, member, _ ("a whole number"), node, error);
  number = json_node_get_double (node);
  if (!isfinite (number) || number < minimum || number > maximum)
    return out_of_range (where, member, number, minimum, maximum, error);
  if (number != floor (number))
    {
      g_autofree char *place = place_of (where, member);

      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                   _ ("“%s” is %g; it must be a whole number"), place, number);
      return FALSE;
    }
  *value = json_node_get_int (node);

  return TRUE;
}

gboolean
pt_json_read_boolean (JsonObject *object,
                      const char *member,
                      const char *where,
                      gboolean *value,
                      GError **error)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  node = member_or_null (object, member);
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return wrong_kind (where, member, _ ("true or false"), node, error);
  *value = json_node_get_boolean (node);

  return TRUE;
}

gboolean
pt_json_read_string (JsonObject *object,
                     const char *member,
                     const char *where,
                     char **value,
                     GError **error)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  node = member_or_null (object, member);
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return wrong_kind (where, member, _ ("a string"), node, error);
  g_free (*value);
  *value = json_node_dup_string (node);

  return TRUE;
}

gboolean
pt_json_read_object (JsonObject *object,
                     const char *member,
                     const char *where,
                     JsonObject **value,
                     GError **error)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  node = member_or_null (object, member);
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return wrong_kind (where, member, _ ("an object"), node, error);
  *value = json_node_get_object (node);

  return TRUE;
}

gboolean
pt_json_read_array (JsonObject *object,
                    const char *member,
                    const char *where,
                    JsonArray **value,
                    GError **error)
{
  JsonNode *node;

  g_return_val_if_fail (object != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  node = member_or_null (object, member);
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return wrong_kind (where, member, _ ("an array"), node, error);
  *value = json_node_get_array (node);

  return TRUE;
}

JsonObject *
pt_json_array_object (JsonArray *array, guint index, const char *where, GError **error)
{
  JsonNode *node;

  g_return_val_if_fail (array != NULL, NULL);
  g_return_val_if_fail (index < json_array_get_length (array), NULL);

  node = json_array_get_element (array, index);
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);

  g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
               _ ("“%s[%u]” must be an object, not %s"), where, index, kind_of (node));

  return NULL;
}

JsonObject *
pt_json_document_object (JsonNode *node, const char *name, GError **error)
{
  g_return_val_if_fail (node != NULL, NULL);

  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);

  g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
               _ ("%s must be an object in braces, not %s"), name != NULL ? name : "The document", kind_of (node));

  return NULL;
}

gboolean
pt_json_read_strings (JsonObject *object,
                      const char *member,
                      const char *where,
                      guint maximum,
                      char ***value,
                      GError **error)
{
  g_autoptr (GStrvBuilder) builder = NULL;
  JsonArray *array = NULL;
  guint n;

  g_return_val_if_fail (value != NULL, FALSE);

  if (!pt_json_read_array (object, member, where, &array, error))
    return FALSE;
  if (array == NULL)
    return TRUE;
  n = json_array_get_length (array);
  if (n > maximum)
    {
      g_autofree char *place = place_of (where, member);

      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                   _ ("“%s” has %u entries; at most %u are allowed"), place, n, maximum);
      return FALSE;
    }

  builder = g_strv_builder_new ();
  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        {
          g_autofree char *element = g_strdup_printf ("%s[%u]", member, i);

          return wrong_kind (where, element, _ ("a string"), node, error);
        }
      g_strv_builder_add (builder, json_node_get_string (node));
    }
  g_strfreev (*value);
  *value = g_strv_builder_end (builder);

  return TRUE;
}

gboolean
pt_json_read_name (JsonObject *object,
                   const char *member,
                   const char *where,
                   const char *what,
                   const char *const *names,
                   int *value,
                   GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *place = NULL;
  guint index;

  g_return_val_if_fail (what != NULL, FALSE);
  g_return_val_if_fail (names != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  if (!pt_json_read_string (object, member, where, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  if (pt_name_parse (what, text, names, &index, error))
    {
      *value = index;
      return TRUE;
    }
  place = place_of (where, member);
  g_prefix_error (error, "“%s”: ", place);

  return FALSE;
}

gboolean
pt_json_read_time (JsonObject *object, const char *member, const char *where, gint64 *usec, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *place = NULL;
  g_autoptr (GTimeZone) utc = NULL;
  g_autoptr (GDateTime) time = NULL;

  g_return_val_if_fail (usec != NULL, FALSE);

  if (!pt_json_read_string (object, member, where, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  utc = g_time_zone_new_utc ();
  time = g_date_time_new_from_iso8601 (text, utc);
  if (time != NULL)
    {
      *usec = g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
      return TRUE;
    }

  place = place_of (where, member);
  g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
               _ ("“%s” is “%s”; a time is written like “2026-05-01T21:30:00Z”"), place, PT_SHORT (text));

  return FALSE;
}

JsonObject *
pt_json_take_unknown (JsonObject *object, const char *const *known)
{
  JsonObject *unknown = NULL;
  JsonObjectIter iter;
  const char *key;
  JsonNode *value;

  g_return_val_if_fail (object != NULL, NULL);
  g_return_val_if_fail (known != NULL, NULL);

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &key, &value))
    {
      if (g_strv_contains (known, key))
        continue;
      if (unknown == NULL)
        unknown = json_object_new ();
      json_object_set_member (unknown, key, json_node_copy (value));
    }

  return unknown;
}

void
pt_json_add_unknown (JsonObject *object, JsonObject *unknown)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *value;

  g_return_if_fail (object != NULL);

  if (unknown == NULL)
    return;
  json_object_iter_init_ordered (&iter, unknown);
  while (json_object_iter_next_ordered (&iter, &key, &value))
    if (!json_object_has_member (object, key))
      json_object_set_member (object, key, json_node_copy (value));
}
