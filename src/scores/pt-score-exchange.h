/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "scores/pt-score-history.h"

G_BEGIN_DECLS

/* The history in files that other programs read: CSV with a header line (RFC 4180), or one JSON
 * object a line. Both come back as they went. */

typedef enum
{
  PT_SCORE_FORMAT_CSV,
  PT_SCORE_FORMAT_JSONL,
} PtScoreFormat;

gboolean pt_score_format_parse (const char *name, /* csv jsonl */
                                PtScoreFormat *format,
                                GError **error);

/* The text of @records or of all that @query matches, oldest first; written beside @path and
 * renamed. @n_written may be NULL. */
char *pt_score_records_to_text (GPtrArray *records,
                                PtScoreFormat format);
gboolean pt_score_history_export (PtScoreHistory *self,
                                  const char *query,
                                  PtScoreFormat format,
                                  const char *path,
                                  guint *n_written,
                                  GError **error);
/* (element-type PtScoreRecord). The format is told from the text. All or nothing: an error
 * names @name and the line. */
GPtrArray *pt_score_records_from_text (const char *text,
                                       gsize length,
                                       const char *name,
                                       GError **error);
/* What is there already is left out. */
gboolean pt_score_history_import (PtScoreHistory *self,
                                  const char *path,
                                  guint *n_read,
                                  guint *n_added,
                                  GError **error);

G_END_DECLS
