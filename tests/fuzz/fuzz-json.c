/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-json.h"
#include "pt-fuzz.h"

/* Our reader in front of json-glib, and our writer. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) first = NULL;
  g_autoptr (JsonNode) second = NULL;
  g_autofree char *once = NULL;
  g_autofree char *twice = NULL;

  first = pt_json_parse ((const char *) data, size, "input", &error);
  pt_fuzz_check_outcome (first != NULL, error);
  if (first == NULL)
    return 0;

  once = pt_json_to_string (first);
  second = pt_json_parse (once, -1, "output", &error);
  if (second == NULL)
    g_error ("what was written cannot be read: %s\n%s", error->message, once);
  twice = pt_json_to_string (second);
  if (!g_str_equal (once, twice) || !json_node_equal (first, second))
    g_error ("not the same after a second time:\n%s\n%s", once, twice);

  return 0;
}
