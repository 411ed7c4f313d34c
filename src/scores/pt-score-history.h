/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "scores/pt-score-record.h"

G_BEGIN_DECLS

/* Every score that was ever given, in an SQLite file. What was reported as stored stays, even
 * when the program is killed in the next moment. Any thread may call; calls wait for each
 * other. Several programs may use one file.
 *
 * Signal: "changed", on the main context, some time after scores were added or edited. */
#define PT_TYPE_SCORE_HISTORY (pt_score_history_get_type ())
G_DECLARE_FINAL_TYPE (PtScoreHistory, pt_score_history, PT, SCORE_HISTORY, GObject)

/* In the user's data folder. (transfer full) */
char *pt_score_history_default_path (void);
/* @create FALSE: an error when the file is not there. A file that is damaged, or is something
 * else, or was written by a newer version, is refused and left as it is. */
PtScoreHistory *pt_score_history_open (const char *path,
                                       gboolean create,
                                       GError **error);
const char *pt_score_history_get_path (PtScoreHistory *self);

/* Sets the id of @record. */
gboolean pt_score_history_add (PtScoreHistory *self,
                               PtScoreRecord *record,
                               GError **error);
/* All or none; those that are there already (same content, path, scorer, version and time) are
 * left out. @records: of PtScoreRecord. @n_added (nullable): how many were new. */
gboolean pt_score_history_add_many (PtScoreHistory *self,
                                    GPtrArray *records,
                                    guint *n_added,
                                    GError **error);
/* The newest score of this content by this scorer; NULL without an error: none. */
PtScoreRecord *pt_score_history_find (PtScoreHistory *self,
                                      const char *file_hash,
                                      const char *scorer,
                                      const char *version,
                                      GError **error);
/* Newest first, those that @query (pt-score-query.h, nullable) matches; @limit 0: all.
 * (element-type PtScoreRecord) */
GPtrArray *pt_score_history_list (PtScoreHistory *self,
                                  const char *query,
                                  guint limit,
                                  GError **error);
/* -1 with @error set. */
gint64 pt_score_history_count (PtScoreHistory *self,
                               const char *query,
                               GError **error);
/* Oldest first, one after the other, without having all in memory. @each returns FALSE to
 * stop; it must not call the history. */
typedef gboolean (*PtScoreHistoryFunc) (const PtScoreRecord *record,
                                        gpointer user_data);
gboolean pt_score_history_foreach (PtScoreHistory *self,
                                   const char *query,
                                   PtScoreHistoryFunc each,
                                   gpointer user_data,
                                   GError **error);
/* What a person says of a score. @note NULL takes it away. */
gboolean pt_score_history_set_note (PtScoreHistory *self,
                                    gint64 id,
                                    const char *note,
                                    GError **error);
gboolean pt_score_history_set_star (PtScoreHistory *self,
                                    gint64 id,
                                    gboolean star,
                                    GError **error);

G_END_DECLS
