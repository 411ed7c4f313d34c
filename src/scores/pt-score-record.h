/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "scores/pt-scorer.h"

G_BEGIN_DECLS

/* One line of the history: a score, and what made the file. A plain value; strings are NULL
 * when nothing is known. Numbers that are not known are NAN. */
typedef struct
{
  gint64 id; /* in the history; 0: not there yet */
  char *file_hash; /* SHA-256 of the content, 64 digits */
  char *path;
  char *scorer;
  char *version;
  PtScoreMetrics metrics;
  double objective;
  double duration_s;
  double lufs;
  gint64 scored_usec; /* since 1970, UTC */
  gboolean cached; /* found, not scored again; not kept */

  char *palette; /* its file, or its name */
  char *arrangement;
  char *set;
  char *seed;
  char *model;
  char *prompt;
  char *settings; /* the commit, or a hash, of what else mattered */

  char *note;
  gboolean star;
} PtScoreRecord;

#define PT_TYPE_SCORE_RECORD (pt_score_record_get_type ())
GType pt_score_record_get_type (void);

PtScoreRecord *pt_score_record_new (void);
PtScoreRecord *pt_score_record_copy (const PtScoreRecord *self);
void pt_score_record_free (PtScoreRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtScoreRecord, pt_score_record_free)

/* What @scorer said just now. */
void pt_score_record_set_result (PtScoreRecord *self,
                                 PtScorer *scorer,
                                 const PtScorerResult *result);

/* Every text member, in the order of the columns, and its place in the struct. */
typedef struct
{
  const char *name;
  gsize offset;
} PtScoreTextMember;
#define PT_SCORE_N_TEXTS 12
extern const PtScoreTextMember pt_score_text_members[PT_SCORE_N_TEXTS];
char **pt_score_record_text (PtScoreRecord *self,
                             guint index);

/* {"file_hash","path","scorer","version","CE","CU","PC","PQ","OBJ","duration_s","lufs",
 * "scored","palette","arrangement","set","seed","model","prompt","settings","note","star"};
 * members that are not known are left out. Other keys are ignored. */
JsonObject *pt_score_record_to_json (const PtScoreRecord *self);
PtScoreRecord *pt_score_record_new_from_json (JsonObject *object,
                                              const char *where,
                                              GError **error);

/* SHA-256 of a file's content as 64 digits. Blocks. */
char *pt_score_hash_file (const char *path,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
