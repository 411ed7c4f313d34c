/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-library-index.h"

G_BEGIN_DECLS

/* What the scan needs of the index and nobody else. */

/* Raised when the analysis gives other results: older rows are then measured again. */
#define PT_LIBRARY_ANALYSIS_VERSION 2

/* What tells whether a file has changed. */
typedef struct
{
  gint64 id;
  const char *path;
  gint64 file_size;
  gint64 modified_ns;
  PtRole role; /* the user's when there is one */
  guint missing : 1;
  guint outdated : 1; /* measured by an older version */
} PtIndexRow;

/* All rows of files below @folder in the order of their paths, which are put into
 * @strings. (element-type PtIndexRow) */
GArray *_pt_library_index_load_rows (PtLibraryIndex *self,
                                     const char *folder,
                                     GStringChunk *strings,
                                     GError **error);
/* Rows with this content. (element-type PtIndexRow), in the order of their paths. */
GArray *_pt_library_index_find_content (PtLibraryIndex *self,
                                        const guint8 hash[32],
                                        GStringChunk *strings,
                                        GError **error);
/* The row of a path, if there is one. (element-type PtIndexRow) */
GArray *_pt_library_index_find_path (PtLibraryIndex *self,
                                     const char *path,
                                     GStringChunk *strings,
                                     GError **error);
/* NULL without an error: not there. */
PtSampleInfo *_pt_library_index_lookup (PtLibraryIndex *self,
                                        const char *path,
                                        GError **error);

gboolean _pt_library_index_begin (PtLibraryIndex *self,
                                  GError **error);
gboolean _pt_library_index_commit (PtLibraryIndex *self,
                                   GError **error);
void _pt_library_index_rollback (PtLibraryIndex *self);

/* Enters or replaces what was measured; what the user said stays. @waveform may be NULL. */
gboolean _pt_library_index_store (PtLibraryIndex *self,
                                  const PtSampleInfo *info,
                                  gint64 modified_ns,
                                  GBytes *waveform,
                                  GError **error);
gboolean _pt_library_index_move (PtLibraryIndex *self,
                                 gint64 id,
                                 const char *path,
                                 GError **error);
gboolean _pt_library_index_remove (PtLibraryIndex *self,
                                   gint64 id,
                                   GError **error);
/* @forget: the file has to be measured again when it is seen again. */
gboolean _pt_library_index_set_missing (PtLibraryIndex *self,
                                        gint64 id,
                                        gboolean missing,
                                        gboolean forget,
                                        GError **error);

G_END_DECLS
