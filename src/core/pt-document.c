/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-document.h"

#include "core/pt-json.h"
#include "core/pt-util.h"

gpointer
pt_document_load (const char *path, PtDocumentReader read, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *folder = NULL;
  gpointer document;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (read != NULL, NULL);

  node = pt_json_load (path, error);
  if (node == NULL)
    return NULL;
  folder = pt_document_get_folder (path);
  document = read (node, folder, error);
  if (document == NULL)
    {
      g_autofree char *shown = pt_display_path (path);

      g_prefix_error (error, "%s: ", shown);
    }

  return document;
}

char *
pt_document_get_folder (const char *path)
{
  g_autofree char *absolute = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  absolute = g_canonicalize_filename (path, NULL);

  return g_path_get_dirname (absolute);
}
