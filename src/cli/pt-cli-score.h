/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli/pt-cli.h"
#include "scores/pt-score-history.h"
#include "scores/pt-scorer.h"

G_BEGIN_DECLS

/* What the commands that score share: which scorer, and the history. */
typedef struct
{
  char *name; /* NULL: auto */
  char *url;
  char *timeout_text;
  gboolean allow_upload;
} PtCliScorer;

#define PT_CLI_SCORER_ENTRIES(scorer) \
  { "scorer", 0, 0, G_OPTION_ARG_STRING, &(scorer)->name, "Who scores; auto takes the best that is there", "auto|signal|http" }, \
      { "url", 0, 0, G_OPTION_ARG_STRING, &(scorer)->url, "Where the http scorer is; else $PEAKTIME_SCORER_URL", "URL" }, \
      { "timeout", 0, 0, G_OPTION_ARG_STRING, &(scorer)->timeout_text, "How long the http scorer may take; 120 without it", "SECONDS" }, \
  { \
    "allow-upload", 0, 0, G_OPTION_ARG_NONE, &(scorer)->allow_upload, "Music may be sent to another machine this once", NULL \
  }

void pt_cli_scorer_clear (PtCliScorer *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PtCliScorer, pt_cli_scorer_clear)

PtScorer *pt_cli_scorer_make (PtCliScorer *self,
                              GError **error);

/* The user's own history; @create FALSE: it has to be there. */
PtScoreHistory *pt_cli_open_history (gboolean create,
                                     GError **error);
/* "6.53", or "-" for what is not known. */
const char *pt_cli_format_score (double value,
                                 char buffer[16]);

G_END_DECLS
