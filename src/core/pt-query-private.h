/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-query.h"

G_BEGIN_DECLS

typedef enum
{
  PT_QUERY_FIELD_BPM,
  PT_QUERY_FIELD_BARS,
  PT_QUERY_FIELD_LENGTH_S,
  PT_QUERY_FIELD_RATING,
  PT_QUERY_FIELD_RATE,
  PT_QUERY_FIELD_CHANNELS,
  PT_QUERY_FIELD_LUFS,
  PT_QUERY_FIELD_PEAK,
  PT_QUERY_FIELD_BRIGHTNESS,
  PT_QUERY_FIELD_CONFIDENCE,
  PT_QUERY_FIELD_LOOP,
  PT_QUERY_FIELD_FAVOURITE,
  PT_QUERY_FIELD_MISSING,
} PtQueryField;

typedef struct
{
  PtQueryKind kind;
  gboolean negated;
  char *text; /* as typed */
  char *needle; /* folded: words, tags, names, paths */
  gsize needle_length;
  gsize rare; /* where in it the least usual byte stands */
  PtQueryField field; /* numbers and flags */
  double low, high;
  gboolean low_open, high_open;
  guint32 mask; /* bit PtRole, or 2 * tonic + minor */
  gboolean flag;
} PtQueryTerm;

struct _PtQuery
{
  GArray *terms; /* PtQueryTerm */
  PtQueryChip *chips;
  gboolean has_words;
};

void _pt_query_parse (PtQuery *self,
                      const char *text);

G_END_DECLS
