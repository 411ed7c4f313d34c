/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-palette-private.h"

#include <glib/gi18n-lib.h>

#include "core/pt-beats.h"
#include "core/pt-core-error.h"
#include "core/pt-document.h"
#include "core/pt-json.h"
#include "core/pt-sample-path.h"

/* Two forms: flat role -> path, as other programs write it, and an object with "palette"
 * and what is said about it. What was read flat is written flat as long as that loses
 * nothing. */

static const char *const known_members[] = {
  "palette", "name", "description", "bpm", "key", "tags", NULL
};
static const char *const known_slot_members[] = { "path", "gain", "pan", "lock", NULL };

static gboolean
read_slot (PtPaletteSlot *slot, JsonObject *map, const char *member, const char *where, GError **error)
{
  g_autofree char *place = where != NULL ? g_strdup_printf ("%s.%s", where, member) : g_strdup (member);
  JsonObject *object;

  if (!JSON_NODE_HOLDS_OBJECT (json_object_get_member (map, member)))
    return pt_sample_path_read_json (map, member, where, &slot->path, error);

  object = json_object_get_object_member (map, member);
  if (!pt_sample_path_read_json (object, "path", place, &slot->path, error)
      || !pt_json_read_double (object, "gain", place, PT_PALETTE_MIN_GAIN, PT_PALETTE_MAX_GAIN, &slot->gain, error)
      || !pt_json_read_double (object, "pan", place, -1.0, 1.0, &slot->pan, error)
      || !pt_json_read_boolean (object, "lock", place, &slot->lock, error))
    return FALSE;
  slot->unknown = pt_json_take_unknown (object, known_slot_members);

  return TRUE;
}

/* Reads the roles of @map; what is neither a role nor in @skip is kept as it is. */
static gboolean
read_roles (PtPalette *self, JsonObject *map, const char *where, const char *const *skip, GError **error)
{
  gboolean seen[PT_ROLE_NONE] = { FALSE };
  JsonObjectIter iter;
  const char *member;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, map);
  while (json_object_iter_next_ordered (&iter, &member, &value))
    {
      PtRole role = pt_role_from_string (member);

      if (role != PT_ROLE_NONE)
        {
          if (seen[role])
            {
              g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                           _ ("The role “%s” stands twice; remove one of them"), pt_role_to_string (role));
              return FALSE;
            }
          seen[role] = TRUE;
          if (!read_slot (&self->slots[role], map, member, where, error))
            return FALSE;
        }
      else if (skip == NULL || !g_strv_contains (skip, member))
        {
          if (self->unknown_roles == NULL)
            self->unknown_roles = json_object_new ();
          json_object_set_member (self->unknown_roles, member, json_node_copy (value));
        }
    }

  return TRUE;
}

static gboolean
read_palette (PtPalette *self, JsonObject *object, GError **error)
{
  JsonObject *map = NULL;

  if (!pt_json_read_string (object, "name", NULL, &self->name, error)
      || !pt_json_read_string (object, "description", NULL, &self->description, error)
      || !pt_json_read_double (object, "bpm", NULL, PT_TEMPO_MIN_BPM, PT_TEMPO_MAX_BPM, &self->bpm, error)
      || !pt_json_read_string (object, "key", NULL, &self->key, error)
      || !pt_json_read_strings (object, "tags", NULL, PT_PALETTE_MAX_TAGS, &self->tags, error)
      || !pt_json_read_object (object, "palette", NULL, &map, error))
    return FALSE;

  if (map == NULL)
    return read_roles (self, object, NULL, known_members, error);

  self->object_form = TRUE;
  self->unknown = pt_json_take_unknown (object, known_members);

  return read_roles (self, map, "palette", NULL, error);
}

PtPalette *
pt_palette_new_from_json (JsonNode *node, const char *base, GError **error)
{
  g_autoptr (PtPalette) self = NULL;
  JsonObject *object;

  g_return_val_if_fail (node != NULL, NULL);

  object = pt_json_document_object (node, "A palette", error);
  if (object == NULL)
    return NULL;
  self = pt_palette_new ();
  if (!read_palette (self, object, error))
    return NULL;
  self->base = g_strdup (base);

  return g_steal_pointer (&self);
}

static gpointer
read_document (JsonNode *node, const char *folder, GError **error)
{
  return pt_palette_new_from_json (node, folder, error);
}

PtPalette *
pt_palette_load (const char *path, GError **error)
{
  return pt_document_load (path, read_document, error);
}

static gboolean
slot_is_plain (const PtPaletteSlot *slot)
{
  return slot->gain == 1.0 && slot->pan == 0.0 && !slot->lock && slot->unknown == NULL;
}

static gboolean
needs_object_form (PtPalette *self)
{
  if (self->object_form || self->name != NULL || self->description != NULL || self->key != NULL
      || self->bpm != 0 || self->tags != NULL)
    return TRUE;
  for (guint role = 0; role < PT_N_ROLES; role++)
    if (!slot_is_plain (&self->slots[role]))
      return TRUE;

  return FALSE;
}

static void
write_slot (JsonObject *map, const char *name, const PtPaletteSlot *slot)
{
  JsonObject *object;

  if (slot_is_plain (slot))
    {
      pt_sample_path_write_json (map, name, slot->path);
      return;
    }

  object = json_object_new ();
  pt_sample_path_write_json (object, "path", slot->path);
  if (slot->gain != 1.0)
    pt_json_set_number (object, "gain", slot->gain);
  if (slot->pan != 0.0)
    pt_json_set_number (object, "pan", slot->pan);
  if (slot->lock)
    json_object_set_boolean_member (object, "lock", TRUE);
  pt_json_add_unknown (object, slot->unknown);
  json_object_set_object_member (map, name, object);
}

JsonNode *
pt_palette_to_flat_json (PtPalette *self)
{
  JsonObject *map;

  g_return_val_if_fail (PT_IS_PALETTE (self), NULL);

  map = json_object_new ();
  for (guint role = 0; role < PT_N_ROLES; role++)
    pt_sample_path_write_json (map, pt_role_to_string (role), self->slots[role].path);
  pt_json_add_unknown (map, self->unknown_roles);

  return pt_json_object_to_node (map);
}

JsonNode *
pt_palette_to_json (PtPalette *self)
{
  JsonObject *object, *map;

  g_return_val_if_fail (PT_IS_PALETTE (self), NULL);

  if (!needs_object_form (self))
    return pt_palette_to_flat_json (self);

  object = json_object_new ();
  pt_json_set_text (object, "name", self->name);
  pt_json_set_text (object, "description", self->description);
  if (self->bpm != 0)
    pt_json_set_number (object, "bpm", self->bpm);
  pt_json_set_text (object, "key", self->key);
  pt_json_set_strings (object, "tags", (const char *const *) self->tags);

  map = json_object_new ();
  for (guint role = 0; role < PT_N_ROLES; role++)
    write_slot (map, pt_role_to_string (role), &self->slots[role]);
  pt_json_add_unknown (map, self->unknown_roles);
  json_object_set_object_member (object, "palette", map);
  pt_json_add_unknown (object, self->unknown);

  return pt_json_object_to_node (object);
}

gboolean
pt_palette_save (PtPalette *self, const char *path, GError **error)
{
  g_autoptr (PtPalette) moved = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *base = NULL;

  g_return_val_if_fail (PT_IS_PALETTE (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  base = pt_document_get_folder (path);
  moved = pt_palette_copy (self);
  pt_palette_rebase (moved, base);
  node = pt_palette_to_json (moved);

  return pt_json_save (node, path, error);
}
