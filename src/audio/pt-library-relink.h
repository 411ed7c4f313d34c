/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-library-index.h"

G_BEGIN_DECLS

/* Samples whose files are not where they were. */

typedef struct
{
  char *old_path;
  char *new_path;
} PtMovedFile;

PtMovedFile *pt_moved_file_new (const char *old_path,
                                const char *new_path);
void pt_moved_file_free (PtMovedFile *moved);

/* From the same thread; @fraction below 0: nobody knows. */
typedef void (*PtRelinkProgressFunc) (double fraction,
                                      gpointer user_data);

/* Where below @folder the missing samples of the index are: first by size, then by content.
 * Blocks. (element-type PtMovedFile) (transfer full) */
GPtrArray *pt_library_find_moved (PtLibraryIndex *index,
                                  const char *folder,
                                  PtRelinkProgressFunc progress,
                                  gpointer user_data,
                                  GCancellable *cancellable,
                                  GError **error);
/* The sample at @old_path is the file at @new_path from now on, which is measured; what the
 * user said of it stays. Blocks. (transfer full) */
PtSampleInfo *pt_library_relink (PtLibraryIndex *index,
                                 const char *old_path,
                                 const char *new_path,
                                 GError **error);
/* The folder is not there: its samples are missing. @gone gets their paths (of char *), as far
 * as they were there until now. */
gboolean pt_library_mark_away (PtLibraryIndex *index,
                               const char *folder,
                               GPtrArray *gone,
                               GError **error);

G_END_DECLS
