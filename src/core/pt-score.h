/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What one scorer said of one file, and what that file came from. Never changes: scoring
 * again makes another one. Two scores compare only when scorer, version and, nearly, the
 * duration are the same.
 *
 * JSON: {"file_hash","scorer","version","CE","CU","PC","PQ","OBJ","duration_s","scored",
 * "provenance":{..}}; a missing metric is null; unknown keys survive.
 * Properties: file-hash scorer version ce cu pc pq objective duration-s scored-usec. */

#define PT_SCORE_MAX 10.0

typedef struct
{
  double ce; /* content enjoyment; NAN: not scored, here and below */
  double cu; /* content usefulness */
  double pc; /* production complexity */
  double pq; /* production quality */
} PtScoreMetrics;

#define PT_TYPE_SCORE (pt_score_get_type ())
G_DECLARE_FINAL_TYPE (PtScore, pt_score, PT, SCORE, GObject)

/* @file_hash: SHA-256 of the file in hexadecimal; @scored_usec since 1970 in UTC;
 * @provenance (nullable) is copied. */
PtScore *pt_score_new (const char *file_hash,
                       const char *scorer,
                       const char *version,
                       const PtScoreMetrics *metrics,
                       double duration_s,
                       gint64 scored_usec,
                       JsonObject *provenance);
PtScore *pt_score_new_from_json (JsonObject *object,
                                 const char *where,
                                 GError **error);
JsonNode *pt_score_to_json (PtScore *self);

const char *pt_score_get_file_hash (PtScore *self);
const char *pt_score_get_scorer (PtScore *self);
const char *pt_score_get_version (PtScore *self);
const PtScoreMetrics *pt_score_get_metrics (PtScore *self);
/* NAN when no metric was scored. */
double pt_score_get_objective (PtScore *self);
double pt_score_get_duration_s (PtScore *self);
gint64 pt_score_get_scored_usec (PtScore *self);
/* (transfer none) (nullable) */
JsonObject *pt_score_get_provenance (PtScore *self);
/* Same scorer, same version, and durations that differ by no more than a tenth: scores fall with
 * duration. */
gboolean pt_score_is_comparable (PtScore *self,
                                 PtScore *other);

G_END_DECLS
