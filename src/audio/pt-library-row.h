/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <sqlite3.h>

#include "core/pt-sample.h"

G_BEGIN_DECLS

/* One row of the index, as the rest of the program knows it. The file may be damaged, so a
 * value that cannot be is as good as not known. */

/* What pt_library_row_read_info() wants selected, in its order. */
#define PT_LIBRARY_ROW_COLUMNS \
  "path, hash, size, modified_ns, added_usec, missing, role, role_confidence, loop, " \
  "loop_confidence, bpm, bars, key, key_confidence, frames, sample_rate, channels, " \
  "peak_dbfs, rms_dbfs, lufs_i, brightness_hz, onset_rate_hz, user_role, tags, " \
  "favourite, rating, profile "

/* NULL when the row is none of ours: it has no path. (transfer full) */
PtSampleInfo *pt_library_row_read_info (sqlite3_stmt *statement);
/* Paths are kept as bytes. (transfer full) */
char *pt_library_row_read_path (sqlite3_stmt *statement,
                                int column);
PtRole pt_library_row_read_role (sqlite3_stmt *statement,
                                 int column);

G_END_DECLS
