/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What one types to find scores, as SQL. Terms stand side by side and all must hold:
 *
 *   night "warm up"        words and phrases in path, palette, model, prompt or note
 *   OBJ:>6.5 CE:6-7        likewise CU: PC: PQ: dur: (seconds) lufs:; lufs:-9..-7
 *   scorer:signal          exactly; version: and id: as well; hash: its beginning
 *   palette:night          somewhere in it; likewise path: arrangement: set: seed: model:
 *                          prompt: settings: note:; palette:=FILE the whole of it
 *   date:2026-11-20        that day (UTC); date:2026-11, date:>2026-11-20 (after that day),
 *                          date:<2026-11-20, date:2026-11-01..2026-11-20
 *   star star:no           with or without a star
 *   -term                  not
 *
 * Nothing is wrong: what is not understood is a word. */

typedef struct
{
  enum
  {
    PT_SCORE_VALUE_TEXT,
    PT_SCORE_VALUE_NUMBER,
    PT_SCORE_VALUE_INTEGER,
  } kind;
  char *text;
  double number;
  gint64 integer;
} PtScoreQueryValue;

typedef struct
{
  char *where; /* "1" when it holds for all; a ? for each value */
  GArray *values; /* of PtScoreQueryValue */
} PtScoreQuery;

/* NULL and "" match everything. */
PtScoreQuery *pt_score_query_new (const char *text);
void pt_score_query_free (PtScoreQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtScoreQuery, pt_score_query_free)

G_END_DECLS
