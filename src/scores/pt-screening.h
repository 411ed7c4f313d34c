/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-library.h"
#include "core/pt-palette.h"
#include "scores/pt-score-history.h"

G_BEGIN_DECLS

/* Which palettes are worth hearing: so many that differ, made from one seed under the loop rules,
 * each put into the reference arrangement and scored on as many threads as there are processors.
 * What is done is written down as it is done, in the folder of the screening, so that one that was
 * stopped, or killed, goes on where it was; in the end it leaves the same bytes as one that was
 * not.
 *
 * The folder: screening.json (what was asked for), progress.jsonl (a line a palette, in the order
 * of finishing), and when all are done results.csv and results.jsonl, best first, and
 * curated/palette_NNN.json. */

typedef struct
{
  PtLibrary *library;
  const char *const *roots; /* where relative sample paths are looked for */
  PtPalette *locked; /* nullable: its locked roles stay as they are */
  PtScorer *scorer;
  PtScoreHistory *history; /* nullable: scores are not kept */
  const char *folder;
  guint count;
  guint top; /* so many are saved as palettes */
  guint64 seed;
  gint64 bars; /* 32 or 64 */
  guint jobs; /* threads; 0: one per processor */
  gboolean keep_audio; /* in audio/NNNN.wav */
  gboolean resume;
} PtScreeningOptions;

#define PT_SCREENING_MAX_COUNT 100000
#define PT_SCREENING_DEFAULT_TOP 10

typedef struct
{
  guint number; /* from 1, in the order of making */
  guint rank; /* from 1; 0: not scored */
  PtPalette *palette;
  guint64 seed;
  PtScoreMetrics metrics;
  double objective; /* NAN: not scored */
  double duration_s;
  double lufs;
  char *error; /* why not */
  char *saved_path; /* as a palette; NULL: not among the best */
} PtScreeningItem;

typedef struct
{
  PtRole role;
  char *path;
  guint count; /* of the best palettes that have it */
} PtScreeningShared;

typedef struct
{
  GPtrArray *items; /* of PtScreeningItem, best first, those without a score last */
  guint n_scored;
  guint n_failed;
  guint n_found; /* that had been scored before this run */
  guint n_top;
  double min;
  double median;
  double max;
  double elapsed_s;
  double cores; /* how many were kept busy */
  GArray *shared; /* of PtScreeningShared: what two or more of the best have in common */
} PtScreeningResult;

void pt_screening_result_clear (PtScreeningResult *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PtScreeningResult, pt_screening_result_clear)

/* Called for every palette that is done, from working threads but one at a time: @item lives as
 * long as the call; @n_done of @n_all. */
typedef void (*PtScreeningFunc) (const PtScreeningItem *item,
                                 guint n_done,
                                 guint n_all,
                                 gpointer user_data);

/* Blocks. Cancelled, what is done stays, for resuming. */
gboolean pt_screening_run (const PtScreeningOptions *options,
                           PtScreeningFunc done,
                           gpointer user_data,
                           PtScreeningResult *result,
                           GCancellable *cancellable,
                           GError **error);

/* The palettes it would hear: unique, at most @count, fewer when the library gives no more.
 * (element-type PtPalette) */
GPtrArray *pt_screening_make_palettes (PtLibrary *library,
                                       PtPalette *locked,
                                       guint count,
                                       guint64 seed,
                                       GArray *seeds,
                                       GError **error);

G_END_DECLS
