/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "core/pt-core-error.h"
#include "core/pt-json.h"
#include "pt-test-audio.h"

static void
test_round_trip (void)
{
  static const char text[] = "{\n"
                             "  \"name\": \"a \\\"b\\\" \\n é\",\n"
                             "  \"beats\": [0, 0.5, 1.25],\n"
                             "  \"empty\": {},\n"
                             "  \"none\": [],\n"
                             "  \"on\": true,\n"
                             "  \"gone\": null,\n"
                             "  \"big\": 9223372036854775807,\n"
                             "  \"gain\": 0.92,\n"
                             "  \"whole\": 8.0,\n"
                             "  \"layers\": [\n"
                             "    {\n"
                             "      \"role\": \"kick\"\n"
                             "    }\n"
                             "  ]\n"
                             "}\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = pt_json_parse (text, -1, "test", &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  again = pt_json_to_string (node);
  g_assert_cmpstr (again, ==, text);
}

static void
test_not_a_number_is_null (void)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_array (builder);
  pt_json_builder_add_number (builder, NAN);
  pt_json_builder_add_number (builder, -INFINITY);
  pt_json_builder_add_number (builder, 0.1);
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  text = pt_json_to_string (root);
  g_assert_cmpstr (text, ==, "[null, null, 0.1]\n");
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    const char *says;
  } cases[] = {
    { "", "test:1:1: the text ends where a value" },
    { "{\"a\": 1", "torn" },
    { "{\"a\": 1}\n x", "test:2:2: something follows" },
    { "{\"a\": NaN}", "NaN and Infinity" },
    { "[-Infinity]", "NaN and Infinity" },
    { "{'a': 1}", "double quotes" },
    { "{\"a\": 1, \"b\": 2,\n \"a\": 3}", "test:2:2: the key “a” stands twice" },
    { "[1e400]", "too large" },
    { "[\"\\u0000\"]", "NUL" },
    { "[\"\\ud800\"]", "surrogate" },
    { "[\"\\udc00\"]", "surrogate" },
    { "[\"a\nb\"]", "control character" },
    { "[01]", "begin with 0" },
    { "[1.]", "decimal point" },
    { "[1e]", "exponent" },
    { "[1, ]", "expected a value" },
    { "[1 2]", "expected “,” or “]”" },
    { "{\"a\" 1}", "expected “:”" },
    { "// no\n1", "expected a value" },
    { "\"\xff\"", "UTF-8" },
    { "[tru]", "expected a value" },
    { "\"\\x\"", "unknown escape" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = pt_json_parse (cases[i].text, -1, "test", &error);

      g_assert_null (node);
      g_assert_error (error, PT_CORE_ERROR, PT_CORE_ERROR_SYNTAX);
      if (strstr (error->message, cases[i].says) == NULL)
        g_error ("“%s” does not say “%s”", error->message, cases[i].says);
    }
}

static void
test_numbers_beyond_int64 (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = pt_json_parse ("[9223372036854775808]", -1, "test", &error);
  JsonNode *element;

  g_assert_no_error (error);
  element = json_array_get_element (json_node_get_array (node), 0);
  g_assert_true (json_node_get_value_type (element) == G_TYPE_DOUBLE);
  g_assert_cmpfloat (json_node_get_double (element), ==, 9223372036854775808.0);
}

static void
test_depth (void)
{
  for (guint depth = PT_JSON_MAX_DEPTH; depth <= 100000; depth = depth == PT_JSON_MAX_DEPTH ? depth + 1 : 100000 + (depth == 100000))
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (JsonNode) node = NULL;

      for (guint i = 0; i < depth; i++)
        g_string_append_c (text, '[');
      for (guint i = 0; i < depth; i++)
        g_string_append_c (text, ']');
      node = pt_json_parse (text->str, text->len, "test", &error);
      if (depth <= PT_JSON_MAX_DEPTH)
        g_assert_no_error (error);
      else
        g_assert_error (error, PT_CORE_ERROR, PT_CORE_ERROR_SYNTAX);
    }
}

static void
test_readers (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = pt_json_parse ("{\"d\": 1.5, \"i\": 8.0, \"s\": \"x\", \"b\": true, \"n\": null}", -1, "test", &error);
  JsonObject *object = json_node_get_object (node);
  double number = 0;
  gint64 whole = 0;
  gboolean flag = FALSE;
  g_autofree char *text = g_strdup ("before");

  g_assert_no_error (error);
  g_assert_true (pt_json_read_double (object, "d", NULL, 0, 2, &number, &error));
  g_assert_cmpfloat (number, ==, 1.5);
  g_assert_true (pt_json_read_int (object, "i", NULL, 0, 10, &whole, &error));
  g_assert_cmpint (whole, ==, 8);
  g_assert_true (pt_json_read_string (object, "n", NULL, &text, &error));
  g_assert_cmpstr (text, ==, "before");
  g_assert_true (pt_json_read_string (object, "s", NULL, &text, &error));
  g_assert_cmpstr (text, ==, "x");
  g_assert_true (pt_json_read_boolean (object, "b", NULL, &flag, &error));
  g_assert_true (flag);

  g_assert_false (pt_json_read_int (object, "d", "sections[2]", 0, 10, &whole, &error));
  g_assert_cmpstr (error->message, ==, "“sections[2].d” is 1.5; it must be a whole number");
  g_clear_error (&error);
  g_assert_false (pt_json_read_double (object, "d", NULL, 2, 3, &number, &error));
  g_assert_cmpstr (error->message, ==, "“d” is 1.5; it must lie between 2 and 3");
  g_clear_error (&error);
  g_assert_false (pt_json_read_double (object, "s", NULL, 2, 3, &number, &error));
  g_assert_cmpstr (error->message, ==, "“s” must be a number, not a string");
  g_clear_error (&error);
  g_assert_false (pt_json_require (object, "z", "top", &error));
  g_assert_cmpstr (error->message, ==, "“top.z” is missing");
}

static void
test_unknown_keys (void)
{
  static const char *const known[] = { "a", NULL };
  g_autoptr (JsonNode) node = pt_json_parse ("{\"a\": 1, \"x\": [2], \"y\": {\"z\": 3}}", -1, "test", NULL);
  g_autoptr (JsonObject) unknown = pt_json_take_unknown (json_node_get_object (node), known);
  g_autoptr (JsonObject) target = json_object_new ();

  g_assert_cmpuint (json_object_get_size (unknown), ==, 2);
  json_object_set_int_member (target, "x", 9);
  pt_json_add_unknown (target, unknown);
  g_assert_cmpint (json_object_get_int_member (target, "x"), ==, 9);
  g_assert_true (json_object_has_member (target, "y"));
}

static void
test_files (void)
{
  g_autofree char *folder = pt_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "a.json", NULL);
  g_autofree char *missing = g_build_filename (folder, "none", "a.json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = pt_json_parse ("[1]", -1, "test", NULL);
  g_autoptr (JsonNode) again = NULL;
  g_autoptr (GDir) dir = NULL;

  g_assert_true (pt_json_save (node, path, &error));
  g_assert_no_error (error);
  again = pt_json_load (path, &error);
  g_assert_no_error (error);
  g_assert_true (json_node_equal (node, again));

  g_assert_null (pt_json_load (folder, &error));
  g_assert_nonnull (strstr (error->message, "is a folder"));
  g_clear_error (&error);
  g_assert_null (pt_json_load (missing, &error));
  g_assert_nonnull (strstr (error->message, missing));
  g_clear_error (&error);
  g_assert_false (pt_json_save (node, missing, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  /* Nothing is left beside the file. */
  dir = g_dir_open (folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "a.json");
  g_assert_null (g_dir_read_name (dir));
  pt_test_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/json/round-trip", test_round_trip);
  g_test_add_func ("/core/json/not-a-number-is-null", test_not_a_number_is_null);
  g_test_add_func ("/core/json/refused", test_refused);
  g_test_add_func ("/core/json/numbers-beyond-int64", test_numbers_beyond_int64);
  g_test_add_func ("/core/json/depth", test_depth);
  g_test_add_func ("/core/json/readers", test_readers);
  g_test_add_func ("/core/json/unknown-keys", test_unknown_keys);
  g_test_add_func ("/core/json/files", test_files);

  return g_test_run ();
}
