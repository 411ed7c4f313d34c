/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "core/pt-section-state.h"

G_BEGIN_DECLS

/* What the sections so far say about the arc: figures for people and language models, and
 * what has been used too often. */

typedef enum
{
  PT_TREND_UNKNOWN, /* fewer than three sections */
  PT_TREND_RISING,
  PT_TREND_FALLING,
  PT_TREND_FLAT,
} PtTrend;

/* "unknown", "rising", "falling", "flat" */
const char *pt_trend_to_string (PtTrend trend);

/* The share of the five parts that play, 0..1. */
double pt_arc_get_density (const PtStyleSet *styles);
/* How far two neighbours are apart: the step of energy and a tenth for each changed style. */
double pt_arc_get_contrast (const PtSectionState *a,
                            const PtSectionState *b);
/* The mean over all neighbours; 0 with fewer than two sections. */
double pt_arc_get_mean_contrast (const PtSectionState *sections,
                                 guint n_sections);
/* Over the last five sections: the mean step beyond 0.03 either way. */
PtTrend pt_arc_get_trend (const PtSectionState *sections,
                          guint n_sections);
/* The last three have the same styles and steps of energy below 0.1. */
gboolean pt_arc_is_monotonous (const PtSectionState *sections,
                               guint n_sections);
/* The last three at 0.6 or above, and none of the last four without bass. */
gboolean pt_arc_needs_breakdown (const PtSectionState *sections,
                                 guint n_sections);
/* Style sets used three times or more, and chord progressions used twice or more, each
 * once, in order of first use. (transfer full) NULL-terminated. */
char **pt_arc_get_overused_styles (const PtSectionState *sections,
                                   guint n_sections);
char **pt_arc_get_overused_chords (const PtSectionState *sections,
                                   guint n_sections);

G_END_DECLS
