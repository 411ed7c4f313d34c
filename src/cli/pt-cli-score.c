/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-cli-score.h"

#include <math.h>

#include "core/pt-util.h"
#include "scores/pt-http-scorer.h"
#include "scores/pt-scores-error.h"
#include "scores/pt-signal-scorer.h"

void
pt_cli_scorer_clear (PtCliScorer *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->timeout_text, g_free);
}

/* The key is in the environment and nowhere else: what stands on a command line others can read. */
static PtScorer *
make_http_scorer (PtCliScorer *self, GError **error)
{
  const char *url = self->url != NULL ? self->url : g_getenv ("PEAKTIME_SCORER_URL");
  const char *key = g_getenv ("PEAKTIME_SCORER_KEY");
  PtHttpService *service;
  double timeout_s = PT_HTTP_TIMEOUT_S;

  if (url == NULL || *url == '\0')
    {
      g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID,
                   "The http scorer needs its address: give --url, or set PEAKTIME_SCORER_URL");
      return NULL;
    }
  if (!pt_cli_read_double ("--timeout", self->timeout_text, 0.1, 3600, &timeout_s, error))
    return NULL;
  service = pt_http_service_new (url, key != NULL && *key != '\0' ? key : NULL, error);
  if (service == NULL)
    return NULL;
  service->timeout_s = timeout_s;
  service->allowed = self->allow_upload;

  return pt_http_scorer_new (service);
}

PtScorer *
pt_cli_scorer_make (PtCliScorer *self, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->name != NULL && g_str_equal (self->name, PT_HTTP_SCORER_NAME))
    return make_http_scorer (self, error);
  if (self->url != NULL)
    {
      g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID, "--url goes with --scorer http");
      return NULL;
    }
  if (self->name == NULL || g_str_equal (self->name, "auto") || g_str_equal (self->name, PT_SIGNAL_SCORER_NAME))
    return pt_signal_scorer_new ();

  g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID, "There is no scorer “%s”; take auto, signal or http",
               PT_SHORT (self->name));

  return NULL;
}

PtScoreHistory *
pt_cli_open_history (gboolean create, GError **error)
{
  g_autofree char *path = pt_score_history_default_path ();

  return pt_score_history_open (path, create, error);
}

const char *
pt_cli_format_score (double value, char buffer[16])
{
  if (isfinite (value))
    g_snprintf (buffer, 16, "%.2f", value);
  else
    g_strlcpy (buffer, "-", 16);

  return buffer;
}
