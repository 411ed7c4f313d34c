/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <stdio.h>

#include "scores/pt-screening.h"

G_BEGIN_DECLS

/* What a screening leaves in its folder. */

/* Makes the folder and writes, or compares, what was asked for; @items (of PtScreeningItem) are
 * the palettes that belong to it. */
gboolean _pt_screening_open_folder (const PtScreeningOptions *options,
                                    GPtrArray *items,
                                    GError **error);
/* What an earlier run had done goes into @items; a torn line is nobody's. Returns how many. */
guint _pt_screening_read_progress (const PtScreeningOptions *options,
                                   GPtrArray *items);
FILE *_pt_screening_append_progress (const PtScreeningOptions *options,
                                     GError **error);
/* In the hands of the system when it returns. */
gboolean _pt_screening_write_progress (FILE *file,
                                       const PtScreeningItem *item,
                                       GError **error);
/* results.csv, results.jsonl and the best as palettes; @items are in order. */
gboolean _pt_screening_write_results (const PtScreeningOptions *options,
                                      GPtrArray *items,
                                      GError **error);

G_END_DECLS
