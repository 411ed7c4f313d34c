/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "scores/pt-score-music.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "audio/pt-renderer.h"
#include "core/pt-json.h"
#include "core/pt-sha256.h"
#include "core/pt-util.h"

/* What the sound depends on, without making it: the arrangement as it would be saved, and of
 * each sample the place, the size and the time of its last change. */
static char *
hash_music (PtArrangement *arrangement, PtRenderPlan *plan)
{
  g_autoptr (JsonNode) node = pt_arrangement_to_json (arrangement);
  g_autofree char *text = pt_json_to_string (node);
  const char *const *paths = pt_render_plan_get_paths (plan);
  guint8 digest[PT_SHA256_BYTES];
  PtSha256 sha;

  pt_sha256_init (&sha);
  pt_sha256_update (&sha, "peaktime music 1\n", 17);
  pt_sha256_update (&sha, text, strlen (text));
  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autofree char *line = NULL;
      GStatBuf status = { 0 };

      g_stat (paths[i], &status);
      line = g_strdup_printf ("%s\n%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", paths[i], (gint64) status.st_size,
                              (gint64) status.st_mtime);
      pt_sha256_update (&sha, line, strlen (line));
    }
  pt_sha256_finish (&sha, digest);

  return pt_sha256_to_string (digest);
}

static gboolean
score_plan (PtArrangement *arrangement,
            PtSampleLoader *loader,
            const char *const *roots,
            PtScorer *scorer,
            PtScoreRecord *record,
            PtScorerResult *result,
            GCancellable *cancellable,
            GError **error)
{
  const PtRenderPlanOptions options = { .roots = roots, .threads = 1 };
  g_autoptr (PtRenderPlan) plan = pt_render_plan_new (arrangement, loader, &options, NULL, cancellable, error);

  if (plan == NULL || !pt_scorer_score_plan (scorer, plan, result, cancellable, error))
    return FALSE;
  g_free (record->file_hash);
  record->file_hash = hash_music (arrangement, plan);

  return TRUE;
}

static gboolean
score_file (PtArrangement *arrangement,
            PtSampleLoader *loader,
            const char *const *roots,
            PtScorer *scorer,
            const char *path,
            PtScoreRecord *record,
            PtScorerResult *result,
            GCancellable *cancellable,
            GError **error)
{
  PtRenderOptions options = PT_RENDER_OPTIONS_INIT;
  g_auto (PtRenderResult) rendered = { 0 };

  options.format = PT_FILE_FORMAT_WAV16;
  options.threads = 1;
  options.roots = roots;
  if (!pt_render (arrangement, loader, &options, path, &rendered, NULL, NULL, cancellable, error)
      || !pt_scorer_score_file (scorer, path, result, NULL, NULL, cancellable, error))
    return FALSE;
  pt_set_str (&record->file_hash, rendered.sha256);
  if (isnan (result->lufs_i))
    result->lufs_i = rendered.loudness.lufs_i;
  if (result->duration_s <= 0)
    result->duration_s = (double) rendered.frames / rendered.sample_rate;

  return TRUE;
}

/* For scorers that want a file when nobody wants to keep one. */
static char *
make_temporary (GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("peaktime-score-XXXXXX", error);

  return folder != NULL ? g_build_filename (folder, "music.wav", NULL) : NULL;
}

static void
remove_temporary (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_unlink (path);
  g_rmdir (folder);
}

gboolean
pt_score_music (PtArrangement *arrangement,
                PtSampleLoader *loader,
                const char *const *roots,
                PtScorer *scorer,
                const char *keep_path,
                PtScoreRecord *record,
                GCancellable *cancellable,
                GError **error)
{
  PtScorerResult result;
  gboolean scored;

  g_return_val_if_fail (PT_IS_ARRANGEMENT (arrangement), FALSE);
  g_return_val_if_fail (PT_IS_SCORER (scorer), FALSE);
  g_return_val_if_fail (record != NULL, FALSE);

  if (keep_path != NULL)
    {
      scored = score_file (arrangement, loader, roots, scorer, keep_path, record, &result, cancellable, error);
      if (scored)
        {
          g_free (record->path);
          record->path = g_canonicalize_filename (keep_path, NULL);
        }
    }
  else if (pt_scorer_can_score_plan (scorer))
    {
      scored = score_plan (arrangement, loader, roots, scorer, record, &result, cancellable, error);
    }
  else
    {
      g_autofree char *path = make_temporary (error);

      if (path == NULL)
        return FALSE;
      scored = score_file (arrangement, loader, roots, scorer, path, record, &result, cancellable, error);
      remove_temporary (path);
    }
  if (scored)
    pt_score_record_set_result (record, scorer, &result);

  return scored;
}
