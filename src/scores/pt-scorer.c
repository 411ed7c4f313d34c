/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "scores/pt-scorer.h"

#include <math.h>

#include "scores/pt-scores-error.h"

G_DEFINE_ABSTRACT_TYPE (PtScorer, pt_scorer, G_TYPE_OBJECT)

static void
pt_scorer_class_init (PtScorerClass *klass)
{
}

static void
pt_scorer_init (PtScorer *self)
{
}

const char *
pt_scorer_get_name (PtScorer *self)
{
  g_return_val_if_fail (PT_IS_SCORER (self), NULL);

  return PT_SCORER_GET_CLASS (self)->get_name (self);
}

const char *
pt_scorer_get_version (PtScorer *self)
{
  g_return_val_if_fail (PT_IS_SCORER (self), NULL);

  return PT_SCORER_GET_CLASS (self)->get_version (self);
}

gboolean
pt_scorer_is_estimate (PtScorer *self)
{
  PtScorerClass *klass;

  g_return_val_if_fail (PT_IS_SCORER (self), FALSE);

  klass = PT_SCORER_GET_CLASS (self);

  return klass->is_estimate != NULL && klass->is_estimate (self);
}

guint
pt_scorer_get_max_concurrent (PtScorer *self)
{
  PtScorerClass *klass;

  g_return_val_if_fail (PT_IS_SCORER (self), 1);

  klass = PT_SCORER_GET_CLASS (self);

  return klass->get_max_concurrent != NULL ? MAX (klass->get_max_concurrent (self), 1) : 1;
}

static void
clear_result (PtScorerResult *result)
{
  const PtScoreMetrics none = { NAN, NAN, NAN, NAN };

  result->metrics = none;
  result->duration_s = 0;
  result->lufs_i = NAN;
}

gboolean
pt_scorer_score_file (PtScorer *self,
                      const char *path,
                      PtScorerResult *result,
                      PtProgressFunc progress,
                      gpointer user_data,
                      GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (PT_IS_SCORER (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (result != NULL, FALSE);

  clear_result (result);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  return PT_SCORER_GET_CLASS (self)->score_file (self, path, result, progress, user_data, cancellable, error);
}

gboolean
pt_scorer_can_score_plan (PtScorer *self)
{
  g_return_val_if_fail (PT_IS_SCORER (self), FALSE);

  return PT_SCORER_GET_CLASS (self)->score_plan != NULL;
}

gboolean
pt_scorer_score_plan (PtScorer *self,
                      PtRenderPlan *plan,
                      PtScorerResult *result,
                      GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (PT_IS_SCORER (self), FALSE);
  g_return_val_if_fail (plan != NULL, FALSE);
  g_return_val_if_fail (result != NULL, FALSE);

  clear_result (result);
  if (PT_SCORER_GET_CLASS (self)->score_plan == NULL)
    {
      g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID,
                   "The scorer “%s” takes files only; render the music first", pt_scorer_get_name (self));
      return FALSE;
    }

  return PT_SCORER_GET_CLASS (self)->score_plan (self, plan, result, cancellable, error);
}
