/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-json.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "core/pt-core-error.h"
#include "core/pt-util.h"

/* The parser of json-glib 1.6 overflows its stack on deep nesting, wraps integers, cuts
 * strings at \u0000, takes the last of two equal keys in silence and accepts text that is
 * not JSON. So its nodes are built here, by a strict reader of bounded depth that says
 * line and column; json-glib stays the tree that everybody passes around. */

typedef struct
{
  const char *start;
  const char *at;
  const char *end;
  const char *name;
  guint depth;
} Reader;

static JsonNode *read_value (Reader *self, GError **error);

G_GNUC_PRINTF (3, 4)
static gpointer
syntax_error (Reader *self, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  guint line = 1;
  const char *line_start = self->start;
  va_list arguments;

  for (const char *p = self->start; p < self->at; p++)
    if (*p == '\n')
      {
        line++;
        line_start = p + 1;
      }

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_SYNTAX, "%s:%u:%u: %s",
               self->name, line, (guint) (self->at - line_start) + 1, message);

  return NULL;
}

static void
skip_space (Reader *self)
{
  while (self->at < self->end
         && (*self->at == ' ' || *self->at == '\t' || *self->at == '\n' || *self->at == '\r'))
    self->at++;
}

static gboolean
read_hex4 (Reader *self, gunichar *out)
{
  gunichar value = 0;

  if (self->end - self->at < 4)
    return FALSE;
  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (self->at[i]);

      if (digit < 0)
        return FALSE;
      value = value * 16 + digit;
    }
  self->at += 4;
  *out = value;

  return TRUE;
}

static gboolean
read_unicode_escape (Reader *self, GString *text, GError **error)
{
  gunichar high, low;

  if (!read_hex4 (self, &high))
    return syntax_error (self, error, "\\u needs four hexadecimal digits") != NULL;
  if (high == 0)
    return syntax_error (self, error, "a NUL character (\\u0000) cannot be part of a string") != NULL;
  if (high >= 0xdc00 && high <= 0xdfff)
    return syntax_error (self, error, "a low surrogate without its high one") != NULL;
  if (high >= 0xd800 && high <= 0xdbff)
    {
      if (self->end - self->at < 6 || self->at[0] != '\\' || self->at[1] != 'u')
        return syntax_error (self, error, "a high surrogate without its low one") != NULL;
      self->at += 2;
      if (!read_hex4 (self, &low) || low < 0xdc00 || low > 0xdfff)
        return syntax_error (self, error, "a high surrogate without its low one") != NULL;
      high = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
    }
  g_string_append_unichar (text, high);

  return TRUE;
}

/* At the opening quote. */
static char *
read_string (Reader *self, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  self->at++;
  while (self->at < self->end)
    {
      const char *run = self->at;
      char escaped;

      while (self->at < self->end && *self->at != '"' && *self->at != '\\' && (guchar) *self->at >= 0x20)
        self->at++;
      g_string_append_len (text, run, self->at - run);
      if (self->at == self->end)
        break;
      if (*self->at == '"')
        {
          self->at++;
          return g_string_free (g_steal_pointer (&text), FALSE);
        }
      if (*self->at != '\\')
        return syntax_error (self, error, "a line break or control character inside a string; write it as an escape");

      if (++self->at == self->end)
        break;
      escaped = *self->at++;
      switch (escaped)
        {
        case '"':
        case '\\':
        case '/':
          g_string_append_c (text, escaped);
          break;
        case 'b':
          g_string_append_c (text, '\b');
          break;
        case 'f':
          g_string_append_c (text, '\f');
          break;
        case 'n':
          g_string_append_c (text, '\n');
          break;
        case 'r':
          g_string_append_c (text, '\r');
          break;
        case 't':
          g_string_append_c (text, '\t');
          break;
        case 'u':
          if (!read_unicode_escape (self, text, error))
            return NULL;
          break;
        default:
          return syntax_error (self, error, "unknown escape in a string");
        }
    }

  return syntax_error (self, error, "the text ends inside a string; the file may be torn");
}

static JsonNode *
read_number (Reader *self, GError **error)
{
  const char *start = self->at;
  gboolean integer = TRUE;
  char copy[64];
  gsize length;
  double value;
  char *end;

  if (*self->at == '-')
    self->at++;
  if (self->at == self->end || !g_ascii_isdigit (*self->at))
    {
      self->at = start;
      return syntax_error (self, error, "a number needs digits (NaN and Infinity are not JSON)");
    }
  if (*self->at == '0' && self->at + 1 < self->end && g_ascii_isdigit (self->at[1]))
    return syntax_error (self, error, "a number cannot begin with 0");
  while (self->at < self->end && g_ascii_isdigit (*self->at))
    self->at++;
  if (self->at < self->end && *self->at == '.')
    {
      integer = FALSE;
      self->at++;
      if (self->at == self->end || !g_ascii_isdigit (*self->at))
        return syntax_error (self, error, "digits must follow the decimal point");
      while (self->at < self->end && g_ascii_isdigit (*self->at))
        self->at++;
    }
  if (self->at < self->end && (*self->at == 'e' || *self->at == 'E'))
    {
      integer = FALSE;
      self->at++;
      if (self->at < self->end && (*self->at == '+' || *self->at == '-'))
        self->at++;
      if (self->at == self->end || !g_ascii_isdigit (*self->at))
        return syntax_error (self, error, "digits must follow the exponent");
      while (self->at < self->end && g_ascii_isdigit (*self->at))
        self->at++;
    }

  length = self->at - start;
  if (length >= sizeof copy)
    {
      self->at = start;
      return syntax_error (self, error, "a number of %" G_GSIZE_FORMAT " characters is too long", length);
    }
  memcpy (copy, start, length);
  copy[length] = '\0';

  if (integer)
    {
      gint64 whole;

      if (g_ascii_string_to_signed (copy, 10, G_MININT64, G_MAXINT64, &whole, NULL))
        return json_node_init_int (json_node_alloc (), whole);
    }

  value = g_ascii_strtod (copy, &end);
  if (!isfinite (value))
    {
      self->at = start;
      return syntax_error (self, error, "the number %s is too large", copy);
    }

  return json_node_init_double (json_node_alloc (), value);
}

static JsonNode *
read_array (Reader *self, GError **error)
{
  g_autoptr (JsonArray) array = json_array_new ();
  JsonNode *node;

  self->at++;
  skip_space (self);
  if (self->at < self->end && *self->at == ']')
    self->at++;
  else
    for (;;)
      {
        JsonNode *element = read_value (self, error);

        if (element == NULL)
          return NULL;
        json_array_add_element (array, element);
        skip_space (self);
        if (self->at == self->end)
          return syntax_error (self, error, "the text ends inside an array; the file may be torn");
        if (*self->at == ']')
          {
            self->at++;
            break;
          }
        if (*self->at != ',')
          return syntax_error (self, error, "expected “,” or “]” in an array");
        self->at++;
      }

  node = json_node_alloc ();
  json_node_init_array (node, array);

  return node;
}

static JsonNode *
read_object (Reader *self, GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonNode *node;

  self->at++;
  skip_space (self);
  if (self->at < self->end && *self->at == '}')
    self->at++;
  else
    for (;;)
      {
        g_autofree char *key = NULL;
        const char *key_start;
        JsonNode *value;

        skip_space (self);
        key_start = self->at;
        if (self->at == self->end)
          return syntax_error (self, error, "the text ends inside an object; the file may be torn");
        if (*self->at != '"')
          return syntax_error (self, error, "expected a key in double quotes");
        key = read_string (self, error);
        if (key == NULL)
          return NULL;
        if (json_object_has_member (object, key))
          {
            self->at = key_start;
            return syntax_error (self, error, "the key “%s” stands twice in one object; remove one of them", PT_SHORT (key));
          }
        skip_space (self);
        if (self->at == self->end || *self->at != ':')
          return syntax_error (self, error, "expected “:” after the key “%s”", PT_SHORT (key));
        self->at++;
        value = read_value (self, error);
        if (value == NULL)
          return NULL;
        json_object_set_member (object, key, value);
        skip_space (self);
        if (self->at == self->end)
          return syntax_error (self, error, "the text ends inside an object; the file may be torn");
        if (*self->at == '}')
          {
            self->at++;
            break;
          }
        if (*self->at != ',')
          return syntax_error (self, error, "expected “,” or “}” in an object");
        self->at++;
      }

  node = json_node_alloc ();
  json_node_init_object (node, object);

  return node;
}

static gboolean
read_word (Reader *self, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (self->end - self->at) < length || memcmp (self->at, word, length) != 0)
    return FALSE;
  self->at += length;

  return TRUE;
}

static JsonNode *
read_value (Reader *self, GError **error)
{
  JsonNode *node = NULL;

  skip_space (self);
  if (self->at == self->end)
    return syntax_error (self, error, "the text ends where a value should be; the file may be torn");

  if (*self->at == '{' || *self->at == '[')
    {
      if (self->depth == PT_JSON_MAX_DEPTH)
        return syntax_error (self, error, "nested deeper than %d levels", PT_JSON_MAX_DEPTH);
      self->depth++;
      node = *self->at == '{' ? read_object (self, error) : read_array (self, error);
      self->depth--;
      return node;
    }

  if (*self->at == '"')
    {
      g_autofree char *text = read_string (self, error);

      if (text != NULL)
        node = json_node_init_string (json_node_alloc (), text);
      return node;
    }

  if (*self->at == '-' || g_ascii_isdigit (*self->at))
    return read_number (self, error);
  if (read_word (self, "true"))
    return json_node_init_boolean (json_node_alloc (), TRUE);
  if (read_word (self, "false"))
    return json_node_init_boolean (json_node_alloc (), FALSE);
  if (read_word (self, "null"))
    return json_node_init_null (json_node_alloc ());
  if (read_word (self, "NaN") || read_word (self, "Infinity"))
    return syntax_error (self, error, "NaN and Infinity are not JSON; write a number or null");

  return syntax_error (self, error, "expected a value");
}

JsonNode *
pt_json_parse (const char *text, gssize length, const char *name, GError **error)
{
  Reader reader;
  const char *invalid;
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (text != NULL || length == 0, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (length < 0)
    length = strlen (text);
  if (length > PT_JSON_MAX_BYTES)
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_SYNTAX,
                   _ ("%s is larger than %d MiB"), name, PT_JSON_MAX_BYTES / (1024 * 1024));
      return NULL;
    }

  reader = (Reader){ .start = text, .at = text, .end = text + length, .name = name };
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    reader.at += 3;
  if (!g_utf8_validate (text, length, &invalid))
    {
      reader.at = invalid;
      return syntax_error (&reader, error, "this is not text in UTF-8");
    }

  node = read_value (&reader, error);
  if (node == NULL)
    return NULL;
  skip_space (&reader);
  if (reader.at != reader.end)
    return syntax_error (&reader, error, "something follows the end of the JSON document");

  return g_steal_pointer (&node);
}

JsonNode *
pt_json_load (const char *path, GError **error)
{
  g_autofree char *name = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (GError) local_error = NULL;
  guint8 chunk[65536];
  gssize n;

  g_return_val_if_fail (path != NULL, NULL);

  name = pt_display_path (path);
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY,
                   _ ("%s is a folder, not a JSON file"), name);
      return NULL;
    }

  file = g_file_new_for_path (path);
  stream = g_file_read (file, NULL, &local_error);
  bytes = g_byte_array_new ();
  /* In pieces: a device or a file of gigabytes must not be swallowed whole. */
  while (stream != NULL
         && (n = g_input_stream_read (G_INPUT_STREAM (stream), chunk, sizeof chunk, NULL, &local_error)) > 0
         && bytes->len <= PT_JSON_MAX_BYTES)
    g_byte_array_append (bytes, chunk, n);
  if (local_error != NULL)
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&local_error), _ ("Cannot read %s: "), name);
      return NULL;
    }

  return pt_json_parse ((const char *) bytes->data, bytes->len, name, error);
}

static void
append_string (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    switch (*p)
      {
      case '"':
        g_string_append (out, "\\\"");
        break;
      case '\\':
        g_string_append (out, "\\\\");
        break;
      case '\n':
        g_string_append (out, "\\n");
        break;
      case '\r':
        g_string_append (out, "\\r");
        break;
      case '\t':
        g_string_append (out, "\\t");
        break;
      default:
        if ((guchar) *p < 0x20)
          g_string_append_printf (out, "\\u%04x", *p);
        else
          g_string_append_c (out, *p);
      }
  g_string_append_c (out, '"');
}

static void
append_double (GString *out, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (value))
    {
      g_string_append (out, "null");
      return;
    }

  for (int digits = 6; digits <= 17; digits++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (buffer, sizeof buffer, format, value);
      if (g_ascii_strtod (buffer, NULL) == value)
        break;
    }
  g_string_append (out, buffer);
  /* Keep it a double when it is read back. */
  if (strpbrk (buffer, ".e") == NULL)
    g_string_append (out, ".0");
}

static gboolean
is_plain (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) || JSON_NODE_HOLDS_NULL (node);
}

static void
append_break (GString *out, guint level)
{
  g_string_append_c (out, '\n');
  for (guint i = 0; i < level; i++)
    g_string_append (out, "  ");
}

static void append_node (GString *out, JsonNode *node, guint level);

static void
append_array (GString *out, JsonArray *array, guint level)
{
  guint n = json_array_get_length (array);
  gboolean one_line = TRUE;

  for (guint i = 0; i < n && one_line; i++)
    one_line = is_plain (json_array_get_element (array, i));

  g_string_append_c (out, '[');
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append (out, one_line ? ", " : ",");
      if (!one_line)
        append_break (out, level + 1);
      append_node (out, json_array_get_element (array, i), level + 1);
    }
  if (!one_line)
    append_break (out, level);
  g_string_append_c (out, ']');
}

static void
append_object (GString *out, JsonObject *object, guint level)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *value;
  gboolean first = TRUE;

  g_string_append_c (out, '{');
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &key, &value))
    {
      if (!first)
        g_string_append_c (out, ',');
      first = FALSE;
      append_break (out, level + 1);
      append_string (out, key);
      g_string_append (out, ": ");
      append_node (out, value, level + 1);
    }
  if (!first)
    append_break (out, level);
  g_string_append_c (out, '}');
}

static void
append_node (GString *out, JsonNode *node, guint level)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      append_object (out, json_node_get_object (node), level);
      break;

    case JSON_NODE_ARRAY:
      append_array (out, json_node_get_array (node), level);
      break;

    case JSON_NODE_VALUE:
      if (json_node_get_value_type (node) == G_TYPE_STRING)
        append_string (out, json_node_get_string (node));
      else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
        g_string_append (out, json_node_get_boolean (node) ? "true" : "false");
      else if (json_node_get_value_type (node) == G_TYPE_INT64)
        g_string_append_printf (out, "%" G_GINT64_FORMAT, json_node_get_int (node));
      else
        append_double (out, json_node_get_double (node));
      break;

    case JSON_NODE_NULL:
    default:
      g_string_append (out, "null");
    }
}

char *
pt_json_to_string (JsonNode *node)
{
  GString *out;

  g_return_val_if_fail (node != NULL, NULL);

  out = g_string_new (NULL);
  append_node (out, node, 0);
  g_string_append_c (out, '\n');

  return g_string_free (out, FALSE);
}

char *
pt_json_to_indented_string (JsonNode *node, guint level)
{
  GString *out;

  g_return_val_if_fail (node != NULL, NULL);

  out = g_string_new (NULL);
  append_node (out, node, level);

  return g_string_free (out, FALSE);
}

gboolean
pt_json_save (JsonNode *node, const char *path, GError **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (node != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  text = pt_json_to_string (node);

  return pt_file_replace_contents (path, text, strlen (text), error);
}

void
pt_json_builder_add_number (JsonBuilder *builder, double value)
{
  g_return_if_fail (JSON_IS_BUILDER (builder));

  if (isfinite (value))
    json_builder_add_double_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
pt_json_builder_add_text (JsonBuilder *builder, const char *text)
{
  g_autofree char *valid = NULL;

  g_return_if_fail (JSON_IS_BUILDER (builder));

  if (text == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  valid = g_utf8_make_valid (text, -1);
  json_builder_add_string_value (builder, valid);
}
