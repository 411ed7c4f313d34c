/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-arrangement.h"
#include "core/pt-library.h"

G_BEGIN_DECLS

/* What a trial compares: conditions, each heard with every palette in every replica. A replica is
 * a seed, the same one in all conditions, so that they can be compared pair by pair; it decides
 * what is left to chance (a random palette, the samples of a recipe).
 *
 * JSON: {"format":"peaktime-trial","schema_version":1,"name","seed","replicas","control",
 * "palettes":[path|"random"],"conditions":[{"name","arrangement":"reference"|"recipe"|path,
 * "bars","bpm","palettes"}]}. Paths are relative to the plan's folder. A recipe, and an
 * arrangement with "bars", is brought to that length by lengthening or shortening its sections
 * alike. */

typedef struct
{
  char *name;
  char *arrangement; /* "reference", "recipe", or an absolute path */
  gint64 bars; /* 0: as it is */
  double bpm; /* 0: as it is */
  char **palettes; /* absolute paths, or "random"; NULL: an arrangement's own */
} PtTrialCondition;

typedef struct
{
  char *name;
  guint64 seed;
  guint replicas;
  guint control; /* which condition the others are compared with */
  GPtrArray *conditions; /* of PtTrialCondition */
} PtTrialPlan;

#define PT_TRIAL_MAX_CONDITIONS 100
#define PT_TRIAL_MAX_PALETTES 1000
#define PT_TRIAL_MAX_REPLICAS 1000
#define PT_TRIAL_MAX_RUNS 100000
#define PT_TRIAL_MIN_REPLICAS 3 /* fewer say nothing about chance */
#define PT_TRIAL_RANDOM "random"
#define PT_TRIAL_REFERENCE "reference"
#define PT_TRIAL_RECIPE "recipe"

PtTrialPlan *pt_trial_plan_new (const char *name);
void pt_trial_plan_free (PtTrialPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtTrialPlan, pt_trial_plan_free)
/* For plans that are not read; @palette may be NULL. Returns what was added. */
PtTrialCondition *pt_trial_plan_add (PtTrialPlan *self,
                                     const char *name,
                                     const char *arrangement,
                                     gint64 bars,
                                     const char *palette);

PtTrialPlan *pt_trial_plan_load (const char *path,
                                 GError **error);
/* All paths absolute. */
JsonNode *pt_trial_plan_to_json (PtTrialPlan *self);
PtTrialPlan *pt_trial_plan_new_from_json (JsonNode *node,
                                          const char *base,
                                          GError **error);

/* A library is needed for what is left to chance. */
gboolean pt_trial_plan_needs_library (PtTrialPlan *self);
guint64 pt_trial_plan_get_seed (PtTrialPlan *self,
                                guint replica);

/* What is heard. @palette: NULL, a path, or "random". */
PtArrangement *pt_trial_condition_make (const PtTrialCondition *self,
                                        const char *palette,
                                        guint64 seed,
                                        PtLibrary *library,
                                        GError **error);
/* The same sections in @bars bars; an error when one would not be whole. */
PtArrangement *pt_trial_fit_bars (PtArrangement *arrangement,
                                  gint64 bars,
                                  GError **error);

G_END_DECLS
