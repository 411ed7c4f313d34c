/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-set.h"
#include "pt-fuzz.h"

static gpointer
read_set (JsonNode *node, GError **error)
{
  return pt_set_new_from_json (node, "/nowhere", error);
}

static JsonNode *
write_set (gpointer object)
{
  return pt_set_to_json (object, "/nowhere");
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  pt_fuzz_round_trip (data, size, read_set, write_set);

  return 0;
}
