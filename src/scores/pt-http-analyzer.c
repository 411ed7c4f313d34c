/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "scores/pt-http-analyzer.h"

#include "core/pt-util.h"
#include "scores/pt-scores-error.h"

JsonNode *
pt_http_analyze (const PtHttpService *service,
                 const char *path,
                 const char *type,
                 double bpm,
                 const char *second_path,
                 PtProgressFunc progress,
                 gpointer user_data,
                 GCancellable *cancellable,
                 GError **error)
{
  static const char *const types[] = { "key", "structure", "energy", "onsets", "frequency_clash", NULL };
  char tempo[G_ASCII_DTOSTR_BUF_SIZE];
  PtHttpPart parts[4] = { { .name = "file", .path = path }, { .name = "analysis_type", .value = type } };
  g_autoptr (JsonNode) node = NULL;
  JsonNode *trouble;
  guint n_parts = 2;

  g_return_val_if_fail (service != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (type != NULL, NULL);

  if (!g_strv_contains (types, type) || (g_str_equal (type, "frequency_clash") && second_path == NULL))
    {
      g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID,
                   "“%s” is nothing that can be analysed; take key, structure, energy, onsets, or frequency_clash of two files",
                   PT_SHORT (type));
      return NULL;
    }
  if (bpm > 0)
    {
      const PtHttpPart part = { .name = "bpm", .value = g_ascii_formatd (tempo, sizeof tempo, "%.6g", bpm) };

      parts[n_parts++] = part;
    }
  if (second_path != NULL)
    {
      const PtHttpPart part = { .name = "file2", .path = second_path };

      parts[n_parts++] = part;
    }

  node = pt_http_service_ask (service, parts, n_parts, progress, user_data, cancellable, error);
  if (node == NULL)
    return NULL;
  trouble = json_object_get_member (json_node_get_object (node), "error");
  if (trouble != NULL && json_node_get_value_type (trouble) == G_TYPE_STRING)
    {
      g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_REFUSED, "The analyser at %s says: %s", PT_SHORT (service->url),
                   PT_SHORT (json_node_get_string (trouble)));
      return NULL;
    }

  return g_steal_pointer (&node);
}
