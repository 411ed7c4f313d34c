/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-arrangement.h"
#include "scores/pt-score-record.h"

G_BEGIN_DECLS

/* One arrangement heard by one scorer, on one thread: mixed straight into it when it can take
 * that, else through a file. Blocks.
 *
 * @keep_path (nullable): where the sound stays, as WAV of 16 bits, with the peak at -1 dBFS.
 * Fills the score and, of the file, its hash and path; without a file the hash is of what the
 * sound was made from: the arrangement and its samples. */
gboolean pt_score_music (PtArrangement *arrangement,
                         PtSampleLoader *loader,
                         const char *const *roots,
                         PtScorer *scorer,
                         const char *keep_path,
                         PtScoreRecord *record,
                         GCancellable *cancellable,
                         GError **error);

G_END_DECLS
