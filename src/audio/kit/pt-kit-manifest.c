/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/kit/pt-kit-manifest.h"

#include <glib/gstdio.h>

#include "core/pt-json.h"

static void
pt_kit_file_free (gpointer data)
{
  PtKitFile *file = data;

  g_free (file->path);
  g_free (file->sha256);
  g_free (file);
}

PtKitManifest *
pt_kit_manifest_new (const char *version)
{
  PtKitManifest *self = g_new0 (PtKitManifest, 1);

  self->version = g_strdup (version);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, pt_kit_file_free);

  return self;
}

void
pt_kit_manifest_free (PtKitManifest *self)
{
  if (self == NULL)
    return;
  g_free (self->version);
  g_hash_table_unref (self->files);
  g_free (self);
}

static gboolean
read_file (PtKitManifest *self, JsonObject *object, const char *where, GError **error)
{
  PtKitFile *file = g_new0 (PtKitFile, 1);

  if (pt_json_require (object, "path", where, error)
      && pt_json_read_string (object, "path", where, &file->path, error)
      && pt_json_require (object, "sha256", where, error)
      && pt_json_read_string (object, "sha256", where, &file->sha256, error)
      && pt_json_read_int (object, "size", where, 0, G_MAXINT64, &file->size, error)
      && pt_json_read_int (object, "modified_usec", where, 0, G_MAXINT64, &file->modified_usec, error))
    {
      g_hash_table_replace (self->files, file->path, file);
      return TRUE;
    }
  pt_kit_file_free (file);

  return FALSE;
}

static PtKitManifest *
read_manifest (JsonObject *object, GError **error)
{
  g_autoptr (PtKitManifest) self = pt_kit_manifest_new (NULL);
  JsonArray *files = NULL;

  if (!pt_json_require (object, "version", NULL, error)
      || !pt_json_read_string (object, "version", NULL, &self->version, error)
      || !pt_json_require (object, "files", NULL, error)
      || !pt_json_read_array (object, "files", NULL, &files, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (files); i++)
    {
      JsonObject *file = pt_json_array_object (files, i, "files", error);

      if (file == NULL || !read_file (self, file, "files", error))
        return NULL;
    }

  return g_steal_pointer (&self);
}

PtKitManifest *
pt_kit_manifest_load (const char *folder)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;
  PtKitManifest *self = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  path = g_build_filename (folder, PT_KIT_MANIFEST_NAME, NULL);
  root = pt_json_load (path, &error);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    self = read_manifest (json_node_get_object (root), &error);
  if (self == NULL && error != NULL)
    g_debug ("%s", error->message);

  return self;
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

gboolean
pt_kit_manifest_save (PtKitManifest *self, const char *folder, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GList) paths = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (folder != NULL, FALSE);

  path = g_build_filename (folder, PT_KIT_MANIFEST_NAME, NULL);
  paths = g_list_sort (g_hash_table_get_keys (self->files), compare_paths);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_add_string_value (builder, self->version);
  json_builder_set_member_name (builder, "files");
  json_builder_begin_array (builder);
  for (GList *l = paths; l != NULL; l = l->next)
    {
      const PtKitFile *file = g_hash_table_lookup (self->files, l->data);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "path");
      json_builder_add_string_value (builder, file->path);
      json_builder_set_member_name (builder, "sha256");
      json_builder_add_string_value (builder, file->sha256);
      json_builder_set_member_name (builder, "size");
      json_builder_add_int_value (builder, file->size);
      json_builder_set_member_name (builder, "modified_usec");
      json_builder_add_int_value (builder, file->modified_usec);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return pt_json_save (root, path, error);
}

static gboolean
stat_file (const char *folder, const char *path, gint64 *size, gint64 *modified_usec)
{
  g_autofree char *full = g_build_filename (folder, path, NULL);
  GStatBuf info;

  if (g_stat (full, &info) != 0 || !S_ISREG (info.st_mode))
    return FALSE;
  *size = info.st_size;
  *modified_usec = (gint64) info.st_mtim.tv_sec * G_USEC_PER_SEC + info.st_mtim.tv_nsec / 1000;

  return TRUE;
}

void
pt_kit_manifest_add (PtKitManifest *self, const char *folder, const char *path, const char *sha256)
{
  PtKitFile *file = g_new0 (PtKitFile, 1);

  g_return_if_fail (self != NULL);

  file->path = g_strdup (path);
  file->sha256 = g_strdup (sha256);
  stat_file (folder, path, &file->size, &file->modified_usec);
  g_hash_table_replace (self->files, file->path, file);
}

static gboolean
hash_matches (const char *folder, const PtKitFile *file)
{
  g_autofree char *full = g_build_filename (folder, file->path, NULL);
  g_autofree char *hash = NULL;
  g_autofree char *data = NULL;
  gsize length;

  if (!g_file_get_contents (full, &data, &length, NULL))
    return FALSE;
  hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, length);

  return g_str_equal (hash, file->sha256);
}

gboolean
pt_kit_manifest_check (PtKitManifest *self, const char *folder, const char *path)
{
  const PtKitFile *file;
  gint64 size, modified_usec;

  g_return_val_if_fail (self != NULL, FALSE);

  file = g_hash_table_lookup (self->files, path);
  if (file == NULL || !stat_file (folder, path, &size, &modified_usec) || size != file->size)
    return FALSE;

  return modified_usec == file->modified_usec || hash_matches (folder, file);
}
