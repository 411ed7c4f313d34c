/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-library.h"

G_BEGIN_DECLS

/* The library on disk: an SQLite file of samples, their features, waveforms and what the
 * user said of them. One writer, many readers (WAL); every call opens nothing twice and
 * may be used from the thread that made the object only. */
#define PT_TYPE_LIBRARY_INDEX (pt_library_index_get_type ())
G_DECLARE_FINAL_TYPE (PtLibraryIndex, pt_library_index, PT, LIBRARY_INDEX, GObject)

/* In the user's data folder. (transfer full) */
char *pt_library_index_default_path (void);
/* @create FALSE: an error when the file is not there. */
PtLibraryIndex *pt_library_index_open (const char *path,
                                       gboolean create,
                                       GError **error);
/* Something was read that cannot be: from then on nothing of it is to be trusted. */
gboolean pt_library_index_is_damaged (PtLibraryIndex *self);
/* All samples, missing ones included when @with_missing, ordered by path.
 * (element-type PtSample) (transfer full) */
GPtrArray *pt_library_index_load (PtLibraryIndex *self,
                                  gboolean with_missing,
                                  GError **error);
/* Takes @samples (of PtSample). */
typedef void (*PtLibraryBatchFunc) (GPtrArray *samples,
                                    gpointer user_data);
/* The same in batches of @n_batch, as they are read. FALSE when damaged or cancelled. */
gboolean pt_library_index_load_batches (PtLibraryIndex *self,
                                        gboolean with_missing,
                                        guint n_batch,
                                        PtLibraryBatchFunc func,
                                        gpointer user_data,
                                        GCancellable *cancellable,
                                        GError **error);
/* The folders that were scanned into it: where relative palette paths are looked for.
 * (transfer full) (array zero-terminated=1) */
char **pt_library_index_get_roots (PtLibraryIndex *self,
                                   GError **error);
/* Enters a folder without looking at it; a scan enters what it looks at by itself. */
gboolean pt_library_index_add_root (PtLibraryIndex *self,
                                    const char *folder,
                                    GError **error);
/* Saves role, tags, favourite and rating of one sample as the user's own. */
gboolean pt_library_index_save_edits (PtLibraryIndex *self,
                                      const PtSampleInfo *info,
                                      GError **error);
/* The same of many (of PtSampleInfo): all of them or none. */
gboolean pt_library_index_save_many (PtLibraryIndex *self,
                                     GPtrArray *infos,
                                     GError **error);
/* Forgets a folder that was scanned and all samples that lie in no other one. Their paths.
 * (transfer full) (array zero-terminated=1) */
char **pt_library_index_remove_root (PtLibraryIndex *self,
                                     const char *folder,
                                     GError **error);

/* The min/max pyramid of one sample, coarse enough for a thumbnail: @n_columns pairs of
 * signed bytes (min, max) over the whole length. An error when there is none. */
GBytes *pt_library_index_load_waveform (PtLibraryIndex *self,
                                        const char *path,
                                        guint n_columns,
                                        GError **error);

/* The library a command works on: the index at @index_path (NULL: the default one when it
 * is there), else the factory kit. *@roots (nullable) gets the folders for relative
 * paths, the kit's among them. */
PtLibrary *pt_library_open (const char *index_path,
                            char ***roots,
                            GCancellable *cancellable,
                            GError **error);
/* Only the folders, without loading any sample: what a document needs whose paths are
 * relative. (transfer full) (array zero-terminated=1) */
char **pt_library_find_roots (const char *index_path,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS
