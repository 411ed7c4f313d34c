/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-library-index.h"

G_BEGIN_DECLS

/* Scanning folders into an index, recursively, on several threads. What has not changed
 * (path, size, time) is not opened; what moved is known by its hash and keeps the user's
 * edits; what cannot be read is a failure of that file alone. */

typedef struct
{
  guint64 files; /* with an audio ending, those that failed included */
  guint64 added; /* new, or back again */
  guint64 updated; /* changed or moved */
  guint64 unchanged;
  guint64 removed; /* gone: kept as missing, so that edits survive a disk that is away */
  GPtrArray *gone; /* of char *: the paths of those, and of rows that cannot be read any more */
  GPtrArray *moved; /* of char *: old paths of rows that have another one now */
  GPtrArray *failed; /* of PtScanFailure, by path; folders that cannot be read too */
  guint64 roles[PT_ROLE_NONE + 1]; /* of all files that did not fail */
  double elapsed_s;
} PtScanResult;

typedef struct
{
  char *path;
  char *error;
} PtScanFailure;

void pt_scan_result_clear (PtScanResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PtScanResult, pt_scan_result_clear)

/* The folders as absolute paths without links, sorted; an error when one is not there or is
 * none. For those who want to know before they make an index. (transfer full) */
char **pt_library_scan_resolve (const char *const *folders,
                                GError **error);

/* From the scanning thread, at most 20 times a second; @found may be NULL or a batch of
 * PtSampleInfo (transfer none) that are new or changed. */
typedef void (*PtScanProgressFunc) (guint64 done,
                                    guint64 total, /* grows while folders are walked */
                                    GPtrArray *found,
                                    gpointer user_data);

/* Blocks; call it on a worker. Cancelled, what was finished is kept. */
gboolean pt_library_scan (PtLibraryIndex *index,
                          const char *const *folders,
                          guint jobs, /* 0: one per processor, at least two */
                          PtScanResult *result,
                          PtScanProgressFunc progress,
                          gpointer user_data,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
