/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-cli-score.h"

#include <math.h>

#include "core/pt-util.h"
#include "scores/pt-scores-error.h"
#include "scores/pt-signal-scorer.h"

void
pt_cli_scorer_clear (PtCliScorer *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->name, g_free);
}

PtScorer *
pt_cli_scorer_make (PtCliScorer *self, PtCli *cli, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->name == NULL || g_str_equal (self->name, "auto") || g_str_equal (self->name, PT_SIGNAL_SCORER_NAME))
    return pt_signal_scorer_new ();

  g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID, "There is no scorer “%s”; take auto or signal",
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
