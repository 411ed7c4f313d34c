/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-palette.h"
#include "pt-fuzz.h"

static gpointer
read_palette (JsonNode *node, GError **error)
{
  return pt_palette_new_from_json (node, "/nowhere", error);
}

static JsonNode *
write_palette (gpointer object)
{
  PtPalette *palette = object;

  for (guint role = 0; role < PT_N_ROLES; role++)
    {
      g_autofree char *path = pt_palette_resolve (palette, role, NULL);

      if ((path != NULL) != (pt_palette_get_path (palette, role) != NULL))
        g_error ("a path that does not resolve");
    }
  json_node_unref (pt_palette_to_flat_json (palette));

  return pt_palette_to_json (palette);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  pt_fuzz_round_trip (data, size, read_palette, write_palette);

  return 0;
}
