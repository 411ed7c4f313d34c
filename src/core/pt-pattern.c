/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-pattern.h"

#include <glib/gi18n-lib.h>

#include "core/pt-name.h"

/* clang-format off */
#define HALF(n) { n, 2 }
#define WHOLE(n) { n, 1 }
/* clang-format on */

static const PtPattern patterns[] = {
  { "four_on_floor", "kick", 4, { WHOLE (0), WHOLE (1), WHOLE (2), WHOLE (3) } },
  { "offbeat_8ths", "hats", 4, { HALF (1), HALF (3), HALF (5), HALF (7) } },
  { "syncopated_a", "sparse percussion", 2, { HALF (1), HALF (5) } },
  { "syncopated_b", "displaced percussion", 2, { HALF (3), HALF (7) } },
  { "backbeat", "clap", 2, { WHOLE (1), WHOLE (3) } },
  { "sparse_accent", "accent", 1, { WHOLE (1) } },
  { "gallop", "urgency", 4, { WHOLE (0), HALF (1), WHOLE (2), HALF (5) } },
  { "sixteenth_drive", "intensity: every eighth", 8, { WHOLE (0), HALF (1), WHOLE (1), HALF (3), WHOLE (2), HALF (5), WHOLE (3), HALF (7) } },
  { NULL },
};

/* In the order of the table above. */
static const char *const pattern_names[] = {
  "four_on_floor", "offbeat_8ths", "syncopated_a", "syncopated_b",
  "backbeat", "sparse_accent", "gallop", "sixteenth_drive", NULL
};

const PtPattern *
pt_pattern_all (void)
{
  return patterns;
}

const PtPattern *
pt_pattern_lookup (const char *name, GError **error)
{
  guint index;

  g_return_val_if_fail (name != NULL, NULL);

  return pt_name_parse (N_ ("pattern"), name, pattern_names, &index, error) ? &patterns[index] : NULL;
}

const PtPattern *
pt_pattern_find (const PtBeats *beats, guint n_beats)
{
  g_return_val_if_fail (beats != NULL || n_beats == 0, NULL);

  for (const PtPattern *pattern = patterns; pattern->name != NULL; pattern++)
    {
      guint i = 0;

      if (pattern->n_beats != n_beats)
        continue;
      while (i < n_beats && pt_beats_compare (pattern->beats[i], beats[i]) == 0)
        i++;
      if (i == n_beats)
        return pattern;
    }

  return NULL;
}
