/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-arc-summary.h"

#include <math.h>

#include "core/pt-arc-guardrail.h"

#define TREND_SECTIONS 5
#define TREND_STEP 0.03
#define CONTRAST_PER_STYLE 0.1
#define FLAT_STEP 0.1
#define STYLES_LIMIT 3
#define CHORDS_LIMIT 2

const char *
pt_trend_to_string (PtTrend trend)
{
  static const char *const names[] = { "unknown", "rising", "falling", "flat" };

  g_return_val_if_fail (trend < G_N_ELEMENTS (names), NULL);

  return names[trend];
}

double
pt_arc_get_density (const PtStyleSet *styles)
{
  g_return_val_if_fail (styles != NULL, 0.0);

  return (double) pt_style_set_count_active (styles) / PT_N_STYLE_PARTS;
}

double
pt_arc_get_contrast (const PtSectionState *a, const PtSectionState *b)
{
  g_return_val_if_fail (a != NULL, 0.0);
  g_return_val_if_fail (b != NULL, 0.0);

  return fabs (a->energy - b->energy) + CONTRAST_PER_STYLE * pt_style_set_count_changes (&a->styles, &b->styles);
}

double
pt_arc_get_mean_contrast (const PtSectionState *sections, guint n_sections)
{
  double sum = 0.0;

  g_return_val_if_fail (sections != NULL || n_sections == 0, 0.0);

  if (n_sections < 2)
    return 0.0;

  for (guint i = 1; i < n_sections; i++)
    sum += pt_arc_get_contrast (&sections[i - 1], &sections[i]);

  return sum / (n_sections - 1);
}

PtTrend
pt_arc_get_trend (const PtSectionState *sections, guint n_sections)
{
  guint n = MIN (n_sections, TREND_SECTIONS);
  double step;

  g_return_val_if_fail (sections != NULL || n_sections == 0, PT_TREND_UNKNOWN);

  if (n < 3)
    return PT_TREND_UNKNOWN;

  /* The mean of the steps is the way from first to last. */
  step = (sections[n_sections - 1].energy - sections[n_sections - n].energy) / (n - 1);
  if (step > TREND_STEP)
    return PT_TREND_RISING;

  return step < -TREND_STEP ? PT_TREND_FALLING : PT_TREND_FLAT;
}

gboolean
pt_arc_is_monotonous (const PtSectionState *sections, guint n_sections)
{
  g_return_val_if_fail (sections != NULL || n_sections == 0, FALSE);

  if (n_sections < 3)
    return FALSE;

  for (guint i = n_sections - 2; i < n_sections; i++)
    if (!pt_style_set_equal (&sections[i - 1].styles, &sections[i].styles) || fabs (sections[i - 1].energy - sections[i].energy) >= FLAT_STEP)
      return FALSE;

  return TRUE;
}

gboolean
pt_arc_needs_breakdown (const PtSectionState *sections, guint n_sections)
{
  g_return_val_if_fail (sections != NULL || n_sections == 0, FALSE);

  if (n_sections < 3)
    return FALSE;

  for (guint i = n_sections - 3; i < n_sections; i++)
    if (sections[i].energy < PT_ARC_PEAK_ENERGY)
      return FALSE;
  for (guint i = n_sections - MIN (n_sections, 4); i < n_sections; i++)
    if (sections[i].styles.bass == PT_BASS_STYLE_NONE)
      return FALSE;

  return TRUE;
}

/* Those of @names that come @limit times or more; NULL names do not count. */
static char **
find_repeated (GPtrArray *names, guint limit)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GStrvBuilder) repeated = g_strv_builder_new ();

  for (guint i = 0; i < names->len; i++)
    {
      char *name = g_ptr_array_index (names, i);
      guint count;

      if (name == NULL || *name == '\0')
        continue;
      count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, name)) + 1;
      g_hash_table_insert (counts, name, GUINT_TO_POINTER (count));
    }

  for (guint i = 0; i < names->len; i++)
    {
      char *name = g_ptr_array_index (names, i);

      if (name == NULL || GPOINTER_TO_UINT (g_hash_table_lookup (counts, name)) < limit)
        continue;
      g_strv_builder_add (repeated, name);
      g_hash_table_remove (counts, name);
    }

  return g_strv_builder_end (repeated);
}

char **
pt_arc_get_overused_styles (const PtSectionState *sections, guint n_sections)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (sections != NULL || n_sections == 0, NULL);

  for (guint i = 0; i < n_sections; i++)
    g_ptr_array_add (names, pt_style_set_to_string (&sections[i].styles));

  return find_repeated (names, STYLES_LIMIT);
}

char **
pt_arc_get_overused_chords (const PtSectionState *sections, guint n_sections)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  g_return_val_if_fail (sections != NULL || n_sections == 0, NULL);

  for (guint i = 0; i < n_sections; i++)
    g_ptr_array_add (names, (char *) sections[i].chords);

  return find_repeated (names, CHORDS_LIMIT);
}
