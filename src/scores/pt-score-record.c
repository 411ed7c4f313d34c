/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "scores/pt-score-record.h"

#include <math.h>

#include "core/pt-json.h"
#include "core/pt-objective.h"
#include "core/pt-sha256.h"
#include "core/pt-util.h"
#include "scores/pt-scores-error.h"

#define READ_BYTES (256 * 1024)
#define MAX_DURATION_S 1e6
#define LOWEST_LUFS -300.0
#define HIGHEST_LUFS 100.0

G_DEFINE_BOXED_TYPE (PtScoreRecord, pt_score_record, pt_score_record_copy, pt_score_record_free)

#define TEXT(name) \
  { \
#    name, G_STRUCT_OFFSET(PtScoreRecord, name) \
  }

const PtScoreTextMember pt_score_text_members[PT_SCORE_N_TEXTS] = {
  TEXT (file_hash),
  TEXT (path),
  TEXT (scorer),
  TEXT (version),
  TEXT (palette),
  TEXT (arrangement),
  TEXT (set),
  TEXT (seed),
  TEXT (model),
  TEXT (prompt),
  TEXT (settings),
  TEXT (note),
};

char **
pt_score_record_text (PtScoreRecord *self, guint index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < PT_SCORE_N_TEXTS, NULL);

  return (char **) G_STRUCT_MEMBER_P (self, pt_score_text_members[index].offset);
}

PtScoreRecord *
pt_score_record_new (void)
{
  const PtScoreMetrics none = { NAN, NAN, NAN, NAN };
  PtScoreRecord *self = g_new0 (PtScoreRecord, 1);

  self->metrics = none;
  self->objective = NAN;
  self->duration_s = NAN;
  self->lufs = NAN;

  return self;
}

PtScoreRecord *
pt_score_record_copy (const PtScoreRecord *self)
{
  PtScoreRecord *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  for (guint i = 0; i < PT_SCORE_N_TEXTS; i++)
    {
      char **text = pt_score_record_text (copy, i);

      *text = g_strdup (*text);
    }

  return copy;
}

void
pt_score_record_free (PtScoreRecord *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < PT_SCORE_N_TEXTS; i++)
    g_free (*pt_score_record_text (self, i));
  g_free (self);
}

static double
compute_objective (const PtScoreMetrics *metrics)
{
  if (isnan (metrics->ce) && isnan (metrics->cu) && isnan (metrics->pc) && isnan (metrics->pq))
    return NAN;

  return pt_objective (metrics->ce, metrics->cu, metrics->pc, metrics->pq);
}

void
pt_score_record_set_result (PtScoreRecord *self, PtScorer *scorer, const PtScorerResult *result)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (PT_IS_SCORER (scorer));
  g_return_if_fail (result != NULL);

  pt_set_str (&self->scorer, pt_scorer_get_name (scorer));
  pt_set_str (&self->version, pt_scorer_get_version (scorer));
  self->metrics = result->metrics;
  self->objective = compute_objective (&result->metrics);
  self->duration_s = result->duration_s;
  if (isfinite (result->lufs_i))
    self->lufs = result->lufs_i;
  self->scored_usec = g_get_real_time ();
}

/* --- JSON --- */

static void
set_number (JsonObject *object, const char *member, double value)
{
  if (isfinite (value))
    pt_json_set_number (object, member, value);
}

JsonObject *
pt_score_record_to_json (const PtScoreRecord *self)
{
  JsonObject *object;
  PtScoreRecord *record = (PtScoreRecord *) self;

  g_return_val_if_fail (self != NULL, NULL);

  object = json_object_new ();
  for (guint i = 0; i < 4; i++)
    pt_json_set_text (object, pt_score_text_members[i].name, *pt_score_record_text (record, i));
  set_number (object, "CE", self->metrics.ce);
  set_number (object, "CU", self->metrics.cu);
  set_number (object, "PC", self->metrics.pc);
  set_number (object, "PQ", self->metrics.pq);
  set_number (object, "OBJ", self->objective);
  set_number (object, "duration_s", self->duration_s);
  set_number (object, "lufs", self->lufs);
  pt_json_set_time (object, "scored", self->scored_usec);
  for (guint i = 4; i < PT_SCORE_N_TEXTS; i++)
    pt_json_set_text (object, pt_score_text_members[i].name, *pt_score_record_text (record, i));
  if (self->star)
    json_object_set_boolean_member (object, "star", TRUE);

  return object;
}

static gboolean
read_numbers (PtScoreRecord *self, JsonObject *object, const char *where, GError **error)
{
  return pt_json_read_double (object, "CE", where, 0.0, PT_SCORE_MAX, &self->metrics.ce, error)
         && pt_json_read_double (object, "CU", where, 0.0, PT_SCORE_MAX, &self->metrics.cu, error)
         && pt_json_read_double (object, "PC", where, 0.0, PT_SCORE_MAX, &self->metrics.pc, error)
         && pt_json_read_double (object, "PQ", where, 0.0, PT_SCORE_MAX, &self->metrics.pq, error)
         && pt_json_read_double (object, "OBJ", where, 0.0, PT_SCORE_MAX, &self->objective, error)
         && pt_json_read_double (object, "duration_s", where, 0.0, MAX_DURATION_S, &self->duration_s, error)
         && pt_json_read_double (object, "lufs", where, LOWEST_LUFS, HIGHEST_LUFS, &self->lufs, error)
         && pt_json_read_time (object, "scored", where, &self->scored_usec, error)
         && pt_json_read_boolean (object, "star", where, &self->star, error);
}

PtScoreRecord *
pt_score_record_new_from_json (JsonObject *object, const char *where, GError **error)
{
  g_autoptr (PtScoreRecord) self = pt_score_record_new ();

  g_return_val_if_fail (object != NULL, NULL);

  for (guint i = 0; i < PT_SCORE_N_TEXTS; i++)
    if (!pt_json_read_string (object, pt_score_text_members[i].name, where, pt_score_record_text (self, i), error))
      return NULL;
  if (!pt_json_require (object, "file_hash", where, error) || !pt_json_require (object, "scorer", where, error)
      || !read_numbers (self, object, where, error))
    return NULL;
  if (self->version == NULL)
    self->version = g_strdup ("");
  if (isnan (self->objective))
    self->objective = compute_objective (&self->metrics);

  return g_steal_pointer (&self);
}

/* --- content --- */

char *
pt_score_hash_file (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree guint8 *bytes = NULL;
  guint8 digest[PT_SHA256_BYTES];
  PtSha256 sha;
  gssize n;

  g_return_val_if_fail (path != NULL, NULL);

  file = g_file_new_for_path (path);
  stream = g_file_read (file, cancellable, &local_error);
  bytes = g_malloc (READ_BYTES);
  pt_sha256_init (&sha);
  while (stream != NULL && (n = g_input_stream_read (G_INPUT_STREAM (stream), bytes, READ_BYTES, cancellable, &local_error)) > 0)
    pt_sha256_update (&sha, bytes, n);
  if (local_error != NULL)
    {
      g_autofree char *shown = pt_display_path (path);

      if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_propagate_error (error, g_steal_pointer (&local_error));
      else if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no file %s", shown);
      else
        g_set_error (error, local_error->domain, local_error->code, "Cannot read %s: %s", shown, local_error->message);
      return NULL;
    }
  pt_sha256_finish (&sha, digest);

  return pt_sha256_to_string (digest);
}
