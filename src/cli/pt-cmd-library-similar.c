/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-commands.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "audio/pt-library-measure.h"
#include "cli/pt-cli-library.h"
#include "core/pt-json.h"
#include "core/pt-similarity.h"
#include "core/pt-util.h"

#define DEFAULT_LIMIT 10

static PtSampleInfo *
measure (PtMeasureScratch *scratch, const char *path, GError **error)
{
  g_autoptr (GBytes) waveform = NULL;
  PtWalkFile file = { .path = path, .n_folders = 1 };
  PtSampleInfo *info;
  GStatBuf status;
  gint64 modified_ns;

  if (g_stat (path, &status) == 0)
    file.size = status.st_size;
  info = pt_library_measure (scratch, &file, &modified_ns, &waveform, error);
  if (info == NULL)
    {
      g_autofree char *shown = pt_display_path (path);

      g_prefix_error (error, "%s: ", shown);
    }

  return info;
}

/* Of the factory kit the recipe is known, but nobody has listened to it. */
static gboolean
measure_unknown (PtMeasureScratch *scratch, GPtrArray *samples, PtCli *cli, GError **error)
{
  for (guint i = 0; i < samples->len; i++)
    {
      const PtSampleInfo *info = pt_sample_get_info (samples->pdata[i]);
      g_autoptr (PtSampleInfo) measured = NULL;
      PtSampleInfo *both;

      if (g_cancellable_set_error_if_cancelled (pt_cli_get_cancellable (cli), error))
        return FALSE;
      if (info->missing || isfinite (info->brightness_hz))
        continue;
      measured = measure (scratch, info->path, NULL);
      if (measured == NULL)
        continue;
      both = pt_sample_info_copy (info);
      both->brightness_hz = measured->brightness_hz;
      both->onset_rate_hz = measured->onset_rate_hz;
      both->has_profile = measured->has_profile;
      memcpy (both->profile, measured->profile, sizeof both->profile);
      both->peak_dbfs = measured->peak_dbfs;
      both->rms_dbfs = measured->rms_dbfs;
      pt_sample_set_info (samples->pdata[i], both);
    }

  return TRUE;
}

static void
print_json (PtCli *cli, const char *path, GArray *found)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  pt_json_builder_put_text (builder, "path", path);
  json_builder_set_member_name (builder, "similar");
  json_builder_begin_array (builder);
  for (guint i = 0; i < found->len; i++)
    {
      const PtSimilar *similar = &g_array_index (found, PtSimilar, i);
      const PtSampleInfo *info = pt_sample_get_info (similar->sample);

      json_builder_begin_object (builder);
      pt_json_builder_put_text (builder, "path", info->path);
      pt_json_builder_put_text (builder, "role", pt_role_to_string (info->role));
      pt_json_builder_put_number (builder, "distance", similar->distance);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  pt_cli_print_json (cli, builder);
}

static void
print_table (PtCli *cli, GArray *found)
{
  if (found->len > 0)
    pt_cli_print (cli, "%-9s%10s  %s", "Role", "Distance", "File");
  for (guint i = 0; i < found->len; i++)
    {
      const PtSimilar *similar = &g_array_index (found, PtSimilar, i);
      const PtSampleInfo *info = pt_sample_get_info (similar->sample);
      g_autofree char *shown = pt_display_path (info->path);

      pt_cli_print (cli, "%-9s%10.3f  %s", pt_role_to_string (info->role), similar->distance, shown);
    }
}

int
pt_cmd_library_similar (PtCli *cli, int argc, char **argv)
{
  g_autofree char *index_path = NULL;
  g_autofree char *role_name = NULL;
  g_autofree char *limit_text = NULL;
  g_auto (GStrv) files = NULL;
  const GOptionEntry entries[] = {
    { "index", 0, 0, G_OPTION_ARG_FILENAME, &index_path, "The library to look in; yours, or the factory kit, without it", "FILE" },
    { "role", 0, 0, G_OPTION_ARG_STRING, &role_name, "Only this role", "ROLE" },
    { "limit", 0, 0, G_OPTION_ARG_STRING, &limit_text, "How many at most (10)", "N" },
    { NULL },
  };
  g_autoptr (PtMeasureScratch) scratch = pt_measure_scratch_new ();
  g_autoptr (PtLibrary) library = NULL;
  g_autoptr (GPtrArray) samples = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (PtSampleInfo) info = NULL;
  g_autoptr (GArray) found = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  PtRole role = PT_ROLE_NONE;
  gint64 limit = DEFAULT_LIMIT;
  PtSample *known;
  int status;

  if (!pt_cli_parse (cli, argc, argv, entries, 1, 1, &files, &status))
    return status;
  if ((role_name != NULL && !pt_role_parse (role_name, &role, &error))
      || !pt_cli_read_int ("--limit", limit_text, 1, G_MAXINT32, &limit, &error))
    return pt_cli_fail (cli, error);

  library = pt_library_open (index_path, NULL, pt_cli_get_cancellable (cli), &error);
  if (library == NULL)
    return pt_cli_fail (cli, error);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (library)); i++)
    g_ptr_array_add (samples, g_list_model_get_item (G_LIST_MODEL (library), i));
  if (!measure_unknown (scratch, samples, cli, &error))
    return pt_cli_fail (cli, error);

  /* What is not in the library is listened to. */
  path = pt_cli_resolve_file (files[0]);
  known = pt_library_lookup (library, path);
  info = known != NULL ? pt_sample_info_copy (pt_sample_get_info (known)) : measure (scratch, path, &error);
  if (info == NULL)
    return pt_cli_fail (cli, error);
  found = pt_similarity_find (samples, info, role, limit);
  print_json (cli, path, found);
  if (!pt_cli_wants_json (cli))
    print_table (cli, found);

  return PT_EXIT_DONE;
}
