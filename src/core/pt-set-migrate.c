/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-set-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "core/pt-core-error.h"

/* One step for each version; what it gets wrong in shape, the reader of the newest version
 * refuses with its place. */
typedef void (*Migration) (JsonObject *object);

/* 0, the short form people sketch sets in: "bpm", and tracks that are role names. */
static void
migrate_0 (JsonObject *object)
{
  JsonNode *bpm = json_object_get_member (object, "bpm");
  JsonNode *tracks = json_object_get_member (object, "tracks");

  if (bpm != NULL)
    {
      if (!json_object_has_member (object, "tempo"))
        json_object_set_member (object, "tempo", json_node_copy (bpm));
      json_object_remove_member (object, "bpm");
    }

  if (tracks != NULL && JSON_NODE_HOLDS_ARRAY (tracks))
    {
      JsonArray *old = json_node_get_array (tracks);
      JsonArray *array = json_array_new ();

      for (guint i = 0; i < json_array_get_length (old); i++)
        {
          JsonNode *element = json_array_get_element (old, i);
          JsonObject *track;

          if (!JSON_NODE_HOLDS_VALUE (element) || json_node_get_value_type (element) != G_TYPE_STRING)
            {
              json_array_add_element (array, json_node_copy (element));
              continue;
            }
          track = json_object_new ();
          json_object_set_string_member (track, "id", json_node_get_string (element));
          json_object_set_string_member (track, "name", json_node_get_string (element));
          json_object_set_string_member (track, "role", json_node_get_string (element));
          json_array_add_object_element (array, track);
        }
      json_object_set_array_member (object, "tracks", array);
    }
}

gboolean
_pt_set_migrate (JsonObject *object, gint64 version, GError **error)
{
  static const Migration migrations[] = { migrate_0 };

  G_STATIC_ASSERT (G_N_ELEMENTS (migrations) == PT_SET_SCHEMA_VERSION);

  if (version > PT_SET_SCHEMA_VERSION)
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                   _ ("It was written by a newer Peaktime (schema %" PRId64
                      ", this version reads up to %d); update Peaktime to open it"),
                   version, PT_SET_SCHEMA_VERSION);
      return FALSE;
    }
  for (gint64 i = version; i < PT_SET_SCHEMA_VERSION; i++)
    migrations[i](object);

  return TRUE;
}
