/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "scores/pt-trial-plan.h"

#include <math.h>

#include "core/pt-json.h"
#include "core/pt-reference.h"
#include "core/pt-rng.h"
#include "core/pt-util.h"
#include "scores/pt-scores-error.h"

#define FORMAT "peaktime-trial"
#define SCHEMA_VERSION 1
#define DEFAULT_REPLICAS 3
#define DEFAULT_BARS 32

static void
condition_free (gpointer data)
{
  PtTrialCondition *condition = data;

  g_free (condition->name);
  g_free (condition->arrangement);
  g_strfreev (condition->palettes);
  g_free (condition);
}

PtTrialPlan *
pt_trial_plan_new (const char *name)
{
  PtTrialPlan *self = g_new0 (PtTrialPlan, 1);

  self->name = g_strdup (name);
  self->replicas = DEFAULT_REPLICAS;
  self->conditions = g_ptr_array_new_with_free_func (condition_free);

  return self;
}

void
pt_trial_plan_free (PtTrialPlan *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->conditions);
  g_free (self->name);
  g_free (self);
}

PtTrialCondition *
pt_trial_plan_add (PtTrialPlan *self, const char *name, const char *arrangement, gint64 bars, const char *palette)
{
  PtTrialCondition *condition = g_new0 (PtTrialCondition, 1);

  g_return_val_if_fail (self != NULL, NULL);

  condition->name = g_strdup (name);
  condition->arrangement = g_strdup (arrangement);
  condition->bars = bars;
  if (palette != NULL)
    {
      condition->palettes = g_new0 (char *, 2);
      condition->palettes[0] = g_strdup (palette);
    }
  g_ptr_array_add (self->conditions, condition);

  return condition;
}

/* --- reading --- */

static gboolean
is_one_of_ours (const char *name)
{
  return g_str_equal (name, PT_TRIAL_RANDOM) || g_str_equal (name, PT_TRIAL_REFERENCE) || g_str_equal (name, PT_TRIAL_RECIPE);
}

static void
make_absolute (char **path, const char *base)
{
  char *absolute;

  if (*path == NULL || is_one_of_ours (*path))
    return;
  absolute = g_canonicalize_filename (*path, base);
  g_free (*path);
  *path = absolute;
}

static gboolean
set_invalid (GError **error, const char *what)
{
  g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID, "%s", what);

  return FALSE;
}

static gboolean
read_condition (PtTrialPlan *self, JsonObject *object, const char *where, char **palettes, const char *base, GError **error)
{
  PtTrialCondition *condition = pt_trial_plan_add (self, NULL, NULL, 0, NULL);

  if (!pt_json_require (object, "name", where, error)
      || !pt_json_read_string (object, "name", where, &condition->name, error)
      || !pt_json_read_string (object, "arrangement", where, &condition->arrangement, error)
      || !pt_json_read_int (object, "bars", where, 1, PT_ARRANGEMENT_MAX_BARS, &condition->bars, error)
      || !pt_json_read_double (object, "bpm", where, PT_TEMPO_MIN_BPM, PT_TEMPO_MAX_BPM, &condition->bpm, error)
      || !pt_json_read_strings (object, "palettes", where, PT_TRIAL_MAX_PALETTES, &condition->palettes, error))
    return FALSE;
  if (condition->arrangement == NULL)
    condition->arrangement = g_strdup (PT_TRIAL_REFERENCE);
  if (condition->bars == 0 && is_one_of_ours (condition->arrangement))
    condition->bars = DEFAULT_BARS;
  if (g_str_equal (condition->arrangement, PT_TRIAL_REFERENCE) && condition->bars != 32 && condition->bars != 64)
    {
      g_autofree char *what = g_strdup_printf ("“%s.bars”: the reference has 32 or 64 bars", where);

      return set_invalid (error, what);
    }
  if ((condition->palettes == NULL || condition->palettes[0] == NULL) && palettes != NULL && palettes[0] != NULL)
    {
      g_strfreev (condition->palettes);
      condition->palettes = g_strdupv (palettes);
    }
  if (condition->palettes != NULL && condition->palettes[0] == NULL)
    g_clear_pointer (&condition->palettes, g_strfreev);
  if (condition->palettes == NULL && g_str_equal (condition->arrangement, PT_TRIAL_REFERENCE))
    {
      g_autofree char *what = g_strdup_printf ("“%s” needs “palettes”: files, or “random”", where);

      return set_invalid (error, what);
    }
  make_absolute (&condition->arrangement, base);
  for (guint i = 0; condition->palettes != NULL && condition->palettes[i] != NULL; i++)
    make_absolute (&condition->palettes[i], base);

  return TRUE;
}

static gboolean
read_conditions (PtTrialPlan *self, JsonObject *object, const char *base, GError **error)
{
  g_auto (GStrv) palettes = NULL;
  JsonArray *array = NULL;

  if (!pt_json_read_strings (object, "palettes", NULL, PT_TRIAL_MAX_PALETTES, &palettes, error)
      || !pt_json_require (object, "conditions", NULL, error)
      || !pt_json_read_array (object, "conditions", NULL, &array, error))
    return FALSE;
  if (json_array_get_length (array) == 0 || json_array_get_length (array) > PT_TRIAL_MAX_CONDITIONS)
    return set_invalid (error, "“conditions” must hold between 1 and 100");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *where = g_strdup_printf ("conditions[%u]", i);
      JsonObject *one = pt_json_array_object (array, i, "conditions", error);

      if (one == NULL || !read_condition (self, one, where, palettes, base, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check (PtTrialPlan *self, const char *control, GError **error)
{
  guint64 n_runs = 0;
  gboolean found = control == NULL;

  for (guint i = 0; i < self->conditions->len; i++)
    {
      PtTrialCondition *condition = self->conditions->pdata[i];

      n_runs += (guint64) self->replicas * (condition->palettes != NULL ? g_strv_length (condition->palettes) : 1);
      if (!found && g_str_equal (condition->name, control))
        {
          self->control = i;
          found = TRUE;
        }
      for (guint k = 0; k < i; k++)
        if (g_str_equal (condition->name, ((PtTrialCondition *) self->conditions->pdata[k])->name))
          {
            g_autofree char *what = g_strdup_printf ("Two conditions are called “%s”", PT_SHORT (condition->name));

            return set_invalid (error, what);
          }
    }
  if (!found)
    {
      g_autofree char *what = g_strdup_printf ("“control” names no condition: “%s”", PT_SHORT (control));

      return set_invalid (error, what);
    }
  if (n_runs > PT_TRIAL_MAX_RUNS)
    return set_invalid (error, "The trial would take more than 100000 runs; use fewer palettes or replicas");

  return TRUE;
}

PtTrialPlan *
pt_trial_plan_new_from_json (JsonNode *node, const char *base, GError **error)
{
  g_autoptr (PtTrialPlan) self = pt_trial_plan_new (NULL);
  JsonObject *object = pt_json_document_object (node, NULL, error);
  g_autofree char *format = NULL;
  g_autofree char *control = NULL;
  gint64 version = SCHEMA_VERSION, seed = 0, replicas = DEFAULT_REPLICAS;

  if (object == NULL || !pt_json_read_string (object, "format", NULL, &format, error)
      || !pt_json_read_int (object, "schema_version", NULL, 1, G_MAXINT, &version, error)
      || !pt_json_read_string (object, "name", NULL, &self->name, error)
      || !pt_json_read_int (object, "seed", NULL, 0, G_MAXINT64, &seed, error)
      || !pt_json_read_int (object, "replicas", NULL, 1, PT_TRIAL_MAX_REPLICAS, &replicas, error)
      || !pt_json_read_string (object, "control", NULL, &control, error))
    return NULL;
  if ((format != NULL && !g_str_equal (format, FORMAT)) || version > SCHEMA_VERSION)
    {
      set_invalid (error, "This is no plan of a trial that this version of Peaktime knows");
      return NULL;
    }
  self->seed = seed;
  self->replicas = replicas;
  if (!read_conditions (self, object, base, error) || !check (self, control, error))
    return NULL;

  return g_steal_pointer (&self);
}

PtTrialPlan *
pt_trial_plan_load (const char *path, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *absolute = NULL;
  g_autofree char *base = NULL;
  g_autoptr (GError) local_error = NULL;
  PtTrialPlan *self;

  g_return_val_if_fail (path != NULL, NULL);

  node = pt_json_load (path, error);
  if (node == NULL)
    return NULL;
  absolute = g_canonicalize_filename (path, NULL);
  base = g_path_get_dirname (absolute);
  self = pt_trial_plan_new_from_json (node, base, &local_error);
  if (self == NULL)
    {
      g_autofree char *shown = pt_display_path (path);

      g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID, "%s: %s", shown, local_error->message);
    }

  return self;
}

JsonNode *
pt_trial_plan_to_json (PtTrialPlan *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *conditions = json_array_new ();

  g_return_val_if_fail (self != NULL, NULL);

  pt_json_set_text (object, "format", FORMAT);
  json_object_set_int_member (object, "schema_version", SCHEMA_VERSION);
  pt_json_set_text (object, "name", self->name);
  json_object_set_int_member (object, "seed", self->seed);
  json_object_set_int_member (object, "replicas", self->replicas);
  pt_json_set_text (object, "control", ((PtTrialCondition *) self->conditions->pdata[self->control])->name);
  for (guint i = 0; i < self->conditions->len; i++)
    {
      PtTrialCondition *condition = self->conditions->pdata[i];
      JsonObject *one = json_object_new ();

      pt_json_set_text (one, "name", condition->name);
      pt_json_set_text (one, "arrangement", condition->arrangement);
      if (condition->bars > 0)
        json_object_set_int_member (one, "bars", condition->bars);
      if (condition->bpm > 0)
        pt_json_set_number (one, "bpm", condition->bpm);
      if (condition->palettes != NULL)
        pt_json_set_strings (one, "palettes", (const char *const *) condition->palettes);
      json_array_add_object_element (conditions, one);
    }
  json_object_set_array_member (object, "conditions", conditions);

  return pt_json_object_to_node (object);
}

/* --- what is heard --- */

gboolean
pt_trial_plan_needs_library (PtTrialPlan *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->conditions->len; i++)
    {
      PtTrialCondition *condition = self->conditions->pdata[i];

      if (g_str_equal (condition->arrangement, PT_TRIAL_RECIPE)
          || (condition->palettes != NULL && g_strv_contains ((const char *const *) condition->palettes, PT_TRIAL_RANDOM)))
        return TRUE;
    }

  return FALSE;
}

guint64
pt_trial_plan_get_seed (PtTrialPlan *self, guint replica)
{
  PtRng rng;

  g_return_val_if_fail (self != NULL, 0);

  pt_rng_init_named (&rng, self->seed + replica, "trial");

  return pt_rng_next (&rng) >> 1;
}

static void
scale_member (JsonObject *object, const char *member, double factor, double (*round_to) (double))
{
  JsonNode *node = json_object_get_member (object, member);

  if (node != NULL && !json_node_is_null (node))
    pt_json_set_number (object, member, round_to != NULL ? round_to (json_node_get_double (node) * factor) : json_node_get_double (node) * factor);
}

static gboolean
scale_section (JsonObject *section, double factor, GError **error)
{
  JsonArray *layers = json_object_get_array_member (section, "layers");
  const double bars = json_object_get_double_member (section, "bars") * factor;

  if (bars != floor (bars) || bars < 1)
    {
      g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID,
                   "The arrangement cannot be brought to that length: a section would not have whole bars");
      return FALSE;
    }
  pt_json_set_number (section, "bars", bars);
  scale_member (section, "fade_in", factor, NULL);
  scale_member (section, "fade_out", factor, NULL);
  for (guint i = 0; i < json_array_get_length (layers); i++)
    {
      JsonObject *layer = json_array_get_object_element (layers, i);

      scale_member (layer, "start_bar", factor, floor);
      scale_member (layer, "end_bar", factor, ceil);
    }

  return TRUE;
}

PtArrangement *
pt_trial_fit_bars (PtArrangement *arrangement, gint64 bars, GError **error)
{
  const gint64 own = pt_arrangement_get_bars (arrangement);
  const double factor = (double) bars / MAX (own, 1);
  g_autoptr (JsonNode) node = NULL;
  JsonArray *sections;

  g_return_val_if_fail (PT_IS_ARRANGEMENT (arrangement), NULL);

  if (bars == own)
    return g_object_ref (arrangement);
  node = pt_arrangement_to_json (arrangement);
  sections = json_object_get_array_member (json_node_get_object (node), "sections");
  for (guint i = 0; i < json_array_get_length (sections); i++)
    if (!scale_section (json_array_get_object_element (sections, i), factor, error))
      return NULL;

  return pt_arrangement_new_from_json (node, pt_palette_get_base (pt_arrangement_get_palette (arrangement)), error);
}

/* The samples of @over where it has one, else those of the arrangement. */
static void
lay_palette_over (PtArrangement *arrangement, PtPalette *over)
{
  g_autoptr (PtPalette) palette = pt_palette_copy (over);
  PtPalette *own = pt_arrangement_get_palette (arrangement);

  for (guint role = 0; role < PT_N_ROLES; role++)
    if (pt_palette_get_path (palette, role) == NULL && pt_palette_get_path (own, role) != NULL)
      {
        g_autofree char *path = pt_palette_resolve (own, role, NULL);

        pt_palette_set_path (palette, role, path);
      }
  pt_arrangement_set_palette (arrangement, palette);
}

static PtArrangement *
make_plain (const PtTrialCondition *self, guint64 seed, PtLibrary *library, GError **error)
{
  if (g_str_equal (self->arrangement, PT_TRIAL_REFERENCE))
    return pt_reference_arrangement_new (self->bars, PT_TEMPO_DEFAULT_BPM, NULL, error);
  if (g_str_equal (self->arrangement, PT_TRIAL_RECIPE))
    return pt_recipe_arrangement_new (library, seed, error);

  return pt_arrangement_load (self->arrangement, error);
}

PtArrangement *
pt_trial_condition_make (const PtTrialCondition *self, const char *palette, guint64 seed, PtLibrary *library, GError **error)
{
  g_autoptr (PtArrangement) plain = NULL;
  g_autoptr (PtArrangement) arrangement = NULL;
  g_autoptr (PtPalette) over = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  plain = make_plain (self, seed, library, error);
  if (plain == NULL)
    return NULL;
  arrangement = self->bars > 0 ? pt_trial_fit_bars (plain, self->bars, error) : g_object_ref (plain);
  if (arrangement == NULL)
    return NULL;
  if (palette != NULL)
    {
      over = g_str_equal (palette, PT_TRIAL_RANDOM) ? pt_palette_new_random (library, seed, NULL, error)
                                                    : pt_palette_load (palette, error);
      if (over == NULL)
        return NULL;
      lay_palette_over (arrangement, over);
    }
  if (self->bpm > 0)
    pt_arrangement_set_tempo (arrangement, pt_tempo_from_bpm (self->bpm));

  return g_steal_pointer (&arrangement);
}
