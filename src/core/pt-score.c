/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-score.h"

#include <math.h>

#include "core/pt-json.h"
#include "core/pt-objective.h"

#define MAX_DURATION_S (7.0 * 24 * 3600)

struct _PtScore
{
  GObject parent_instance;

  char *file_hash;
  char *scorer;
  char *version;
  PtScoreMetrics metrics;
  double objective;
  double duration_s;
  gint64 scored_usec;
  JsonObject *provenance;
  JsonObject *unknown;
};

enum
{
  PROP_0,
  PROP_FILE_HASH,
  PROP_SCORER,
  PROP_VERSION,
  PROP_CE,
  PROP_CU,
  PROP_PC,
  PROP_PQ,
  PROP_OBJECTIVE,
  PROP_DURATION_S,
  PROP_SCORED_USEC,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (PtScore, pt_score, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static const char *const known_members[] = {
  "file_hash", "scorer", "version", "CE", "CU", "PC", "PQ", "OBJ", "duration_s", "scored", "provenance", NULL
};

static void
pt_score_finalize (GObject *object)
{
  PtScore *self = PT_SCORE (object);

  g_free (self->file_hash);
  g_free (self->scorer);
  g_free (self->version);
  g_clear_pointer (&self->provenance, json_object_unref);
  g_clear_pointer (&self->unknown, json_object_unref);

  G_OBJECT_CLASS (pt_score_parent_class)->finalize (object);
}

static void
pt_score_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PtScore *self = PT_SCORE (object);

  switch (prop_id)
    {
    case PROP_FILE_HASH:
      g_value_set_string (value, self->file_hash);
      break;
    case PROP_SCORER:
      g_value_set_string (value, self->scorer);
      break;
    case PROP_VERSION:
      g_value_set_string (value, self->version);
      break;
    case PROP_CE:
      g_value_set_double (value, self->metrics.ce);
      break;
    case PROP_CU:
      g_value_set_double (value, self->metrics.cu);
      break;
    case PROP_PC:
      g_value_set_double (value, self->metrics.pc);
      break;
    case PROP_PQ:
      g_value_set_double (value, self->metrics.pq);
      break;
    case PROP_OBJECTIVE:
      g_value_set_double (value, self->objective);
      break;
    case PROP_DURATION_S:
      g_value_set_double (value, self->duration_s);
      break;
    case PROP_SCORED_USEC:
      g_value_set_int64 (value, self->scored_usec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static GParamSpec *
metric_spec (const char *name)
{
  return g_param_spec_double (name, NULL, NULL, 0.0, PT_SCORE_MAX, 0.0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
pt_score_class_init (PtScoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = pt_score_finalize;
  object_class->get_property = pt_score_get_property;

  properties[PROP_FILE_HASH] = g_param_spec_string ("file-hash", NULL, NULL, NULL, readable);
  properties[PROP_SCORER] = g_param_spec_string ("scorer", NULL, NULL, NULL, readable);
  properties[PROP_VERSION] = g_param_spec_string ("version", NULL, NULL, NULL, readable);
  properties[PROP_CE] = metric_spec ("ce");
  properties[PROP_CU] = metric_spec ("cu");
  properties[PROP_PC] = metric_spec ("pc");
  properties[PROP_PQ] = metric_spec ("pq");
  properties[PROP_OBJECTIVE] = metric_spec ("objective");
  properties[PROP_DURATION_S] = g_param_spec_double ("duration-s", NULL, NULL, 0.0, MAX_DURATION_S, 0.0, readable);
  properties[PROP_SCORED_USEC] = g_param_spec_int64 ("scored-usec", NULL, NULL, G_MININT64, G_MAXINT64, 0, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pt_score_init (PtScore *self)
{
  self->metrics = (PtScoreMetrics){ NAN, NAN, NAN, NAN };
  self->objective = NAN;
}

static double
compute_objective (const PtScoreMetrics *metrics)
{
  if (isnan (metrics->ce) && isnan (metrics->cu) && isnan (metrics->pc) && isnan (metrics->pq))
    return NAN;

  return pt_objective (metrics->ce, metrics->cu, metrics->pc, metrics->pq);
}

PtScore *
pt_score_new (const char *file_hash,
              const char *scorer,
              const char *version,
              const PtScoreMetrics *metrics,
              double duration_s,
              gint64 scored_usec,
              JsonObject *provenance)
{
  PtScore *self;

  g_return_val_if_fail (file_hash != NULL && scorer != NULL && version != NULL, NULL);
  g_return_val_if_fail (metrics != NULL, NULL);
  g_return_val_if_fail (duration_s >= 0.0 && duration_s <= MAX_DURATION_S, NULL);

  self = g_object_new (PT_TYPE_SCORE, NULL);
  self->file_hash = g_strdup (file_hash);
  self->scorer = g_strdup (scorer);
  self->version = g_strdup (version);
  self->metrics = *metrics;
  self->objective = compute_objective (metrics);
  self->duration_s = duration_s;
  self->scored_usec = scored_usec;
  self->provenance = pt_json_copy_object (provenance);

  return self;
}

PtScore *
pt_score_new_from_json (JsonObject *object, const char *where, GError **error)
{
  g_autoptr (PtScore) self = NULL;
  JsonObject *provenance = NULL;

  g_return_val_if_fail (object != NULL, NULL);

  self = g_object_new (PT_TYPE_SCORE, NULL);
  if (!pt_json_require (object, "file_hash", where, error)
      || !pt_json_read_string (object, "file_hash", where, &self->file_hash, error)
      || !pt_json_require (object, "scorer", where, error)
      || !pt_json_read_string (object, "scorer", where, &self->scorer, error)
      || !pt_json_read_string (object, "version", where, &self->version, error)
      || !pt_json_read_double (object, "CE", where, 0.0, PT_SCORE_MAX, &self->metrics.ce, error)
      || !pt_json_read_double (object, "CU", where, 0.0, PT_SCORE_MAX, &self->metrics.cu, error)
      || !pt_json_read_double (object, "PC", where, 0.0, PT_SCORE_MAX, &self->metrics.pc, error)
      || !pt_json_read_double (object, "PQ", where, 0.0, PT_SCORE_MAX, &self->metrics.pq, error))
    return NULL;
  /* One that was recorded stays: it came from numbers with more digits than were written. */
  self->objective = compute_objective (&self->metrics);
  if (!pt_json_read_double (object, "OBJ", where, 0.0, PT_SCORE_MAX, &self->objective, error)
      || !pt_json_read_double (object, "duration_s", where, 0.0, MAX_DURATION_S, &self->duration_s, error)
      || !pt_json_read_time (object, "scored", where, &self->scored_usec, error)
      || !pt_json_read_object (object, "provenance", where, &provenance, error))
    return NULL;
  if (self->version == NULL)
    self->version = g_strdup ("");
  self->provenance = pt_json_copy_object (provenance);
  self->unknown = pt_json_take_unknown (object, known_members);

  return g_steal_pointer (&self);
}

JsonNode *
pt_score_to_json (PtScore *self)
{
  JsonObject *object;

  g_return_val_if_fail (PT_IS_SCORE (self), NULL);

  object = json_object_new ();
  pt_json_set_text (object, "file_hash", self->file_hash);
  pt_json_set_text (object, "scorer", self->scorer);
  pt_json_set_text (object, "version", self->version);
  pt_json_set_number (object, "CE", self->metrics.ce);
  pt_json_set_number (object, "CU", self->metrics.cu);
  pt_json_set_number (object, "PC", self->metrics.pc);
  pt_json_set_number (object, "PQ", self->metrics.pq);
  pt_json_set_number (object, "OBJ", self->objective);
  pt_json_set_number (object, "duration_s", self->duration_s);
  pt_json_set_time (object, "scored", self->scored_usec);
  if (self->provenance != NULL)
    json_object_set_object_member (object, "provenance", pt_json_copy_object (self->provenance));
  pt_json_add_unknown (object, self->unknown);

  return pt_json_object_to_node (object);
}

const char *
pt_score_get_file_hash (PtScore *self)
{
  g_return_val_if_fail (PT_IS_SCORE (self), NULL);

  return self->file_hash;
}

const char *
pt_score_get_scorer (PtScore *self)
{
  g_return_val_if_fail (PT_IS_SCORE (self), NULL);

  return self->scorer;
}

const char *
pt_score_get_version (PtScore *self)
{
  g_return_val_if_fail (PT_IS_SCORE (self), NULL);

  return self->version;
}

const PtScoreMetrics *
pt_score_get_metrics (PtScore *self)
{
  g_return_val_if_fail (PT_IS_SCORE (self), NULL);

  return &self->metrics;
}

double
pt_score_get_objective (PtScore *self)
{
  g_return_val_if_fail (PT_IS_SCORE (self), NAN);

  return self->objective;
}

double
pt_score_get_duration_s (PtScore *self)
{
  g_return_val_if_fail (PT_IS_SCORE (self), 0.0);

  return self->duration_s;
}

gint64
pt_score_get_scored_usec (PtScore *self)
{
  g_return_val_if_fail (PT_IS_SCORE (self), 0);

  return self->scored_usec;
}

JsonObject *
pt_score_get_provenance (PtScore *self)
{
  g_return_val_if_fail (PT_IS_SCORE (self), NULL);

  return self->provenance;
}

gboolean
pt_score_is_comparable (PtScore *self, PtScore *other)
{
  g_return_val_if_fail (PT_IS_SCORE (self), FALSE);
  g_return_val_if_fail (PT_IS_SCORE (other), FALSE);

  return g_str_equal (self->scorer, other->scorer) && g_str_equal (self->version, other->version)
         && fabs (self->duration_s - other->duration_s) <= 0.1 * MAX (self->duration_s, other->duration_s);
}
