/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "scores/pt-http-scorer.h"

#include <string.h>

#include "audio/pt-audio-file.h"
#include "core/pt-json.h"
#include "core/pt-util.h"
#include "scores/pt-scores-error.h"

/* One graphics card at the other end; a second upload goes on while it works. */
#define MAX_CONCURRENT 2

struct _PtHttpScorer
{
  PtScorer parent_instance;

  PtHttpService *service;
  char *version;
};

G_DEFINE_FINAL_TYPE (PtHttpScorer, pt_http_scorer, PT_TYPE_SCORER)

static gboolean
read_metrics (JsonObject *object, PtScoreMetrics *metrics, GError **error)
{
  const struct
  {
    const char *name;
    double *place;
  } axes[] = { { "CE", &metrics->ce }, { "CU", &metrics->cu }, { "PC", &metrics->pc }, { "PQ", &metrics->pq } };
  JsonObject *scores = NULL;

  if (!pt_json_require (object, "scores", NULL, error) || !pt_json_read_object (object, "scores", NULL, &scores, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (axes); i++)
    if (!pt_json_require (scores, axes[i].name, "scores", error)
        || !pt_json_read_double (scores, axes[i].name, "scores", 0.0, PT_SCORE_MAX, axes[i].place, error))
      return FALSE;

  return TRUE;
}

static gboolean
pt_http_scorer_score_file (PtScorer *scorer,
                           const char *path,
                           PtScorerResult *result,
                           PtProgressFunc progress,
                           gpointer user_data,
                           GCancellable *cancellable,
                           GError **error)
{
  PtHttpScorer *self = PT_HTTP_SCORER (scorer);
  const PtHttpPart part = { .name = "file", .path = path };
  g_autoptr (GError) local_error = NULL;
  g_autoptr (JsonNode) node = NULL;
  PtAudioFileInfo info;

  /* What is no music does not leave this machine. */
  if (!pt_audio_file_probe (path, &info, error))
    return FALSE;
  node = pt_http_service_ask (self->service, &part, 1, progress, user_data, cancellable, error);
  if (node == NULL)
    return FALSE;
  if (!read_metrics (json_node_get_object (node), &result->metrics, &local_error))
    {
      g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_ANSWER, "The scorer at %s gave no scores that can be used: %s",
                   PT_SHORT (self->service->url), local_error->message);
      return FALSE;
    }

  return TRUE;
}

static const char *
pt_http_scorer_get_name (PtScorer *scorer)
{
  return PT_HTTP_SCORER_NAME;
}

static const char *
pt_http_scorer_get_version (PtScorer *scorer)
{
  return PT_HTTP_SCORER (scorer)->version;
}

static guint
pt_http_scorer_get_max_concurrent (PtScorer *scorer)
{
  return MAX_CONCURRENT;
}

static void
pt_http_scorer_finalize (GObject *object)
{
  PtHttpScorer *self = PT_HTTP_SCORER (object);

  g_clear_pointer (&self->service, pt_http_service_free);
  g_free (self->version);

  G_OBJECT_CLASS (pt_http_scorer_parent_class)->finalize (object);
}

static void
pt_http_scorer_class_init (PtHttpScorerClass *klass)
{
  PtScorerClass *scorer_class = PT_SCORER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pt_http_scorer_finalize;

  scorer_class->get_name = pt_http_scorer_get_name;
  scorer_class->get_version = pt_http_scorer_get_version;
  scorer_class->get_max_concurrent = pt_http_scorer_get_max_concurrent;
  scorer_class->score_file = pt_http_scorer_score_file;
}

static void
pt_http_scorer_init (PtHttpScorer *self)
{
}

PtScorer *
pt_http_scorer_new (PtHttpService *service)
{
  PtHttpScorer *self = g_object_new (PT_TYPE_HTTP_SCORER, NULL);
  const char *start;

  g_return_val_if_fail (service != NULL, NULL);

  self->service = service;
  start = strstr (service->url, "://");
  self->version = g_strdup (start != NULL ? start + 3 : service->url);
  /* What stands behind a question mark may be a secret. */
  if (strchr (self->version, '?') != NULL)
    *strchr (self->version, '?') = '\0';

  return PT_SCORER (self);
}
