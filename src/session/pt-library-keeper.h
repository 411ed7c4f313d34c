/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-library-relink.h"
#include "core/pt-job-list.h"
#include "core/pt-library.h"
#include "core/pt-undo-history.h"

G_BEGIN_DECLS

/* The library while it is open: the list of samples on the main thread, its index on a thread
 * of its own, where everything is read, scanned and saved in the order it was asked for. The
 * main thread never waits for it. The factory kit is a folder of the library like any other,
 * added when the index is new.
 *
 * Properties: state, folders (strv), n-missing (uint), watch-problem (string, NULL: none).
 * Signals: "failed" (message: something could not be saved or read), "scanned"
 * (PtScanSummary *, after every scan). */

typedef enum
{
  PT_LIBRARY_CLOSED,
  PT_LIBRARY_LOADING, /* rows appear */
  PT_LIBRARY_READY,
  PT_LIBRARY_FAILED,
} PtLibraryState;

GType pt_library_state_get_type (void);
#define PT_TYPE_LIBRARY_STATE (pt_library_state_get_type ())

typedef struct
{
  guint64 files, added, updated, removed;
  GPtrArray *failed; /* of PtScanFailure (audio/pt-library-scan.h) */
  gboolean cancelled;
} PtScanSummary;

#define PT_TYPE_LIBRARY_KEEPER (pt_library_keeper_get_type ())
G_DECLARE_FINAL_TYPE (PtLibraryKeeper, pt_library_keeper, PT, LIBRARY_KEEPER, GObject)

/* @index_path NULL: the default one, made when it is not there. */
PtLibraryKeeper *pt_library_keeper_new (const char *index_path,
                                        PtJobList *jobs);
/* Reads the index; rows appear in @library in batches. Once, or again when it failed: another
 * program may have been in the way. */
void pt_library_keeper_open (PtLibraryKeeper *self);
/* Cancels what runs and waits until what was to be saved is saved. Before the end. */
void pt_library_keeper_close (PtLibraryKeeper *self);

PtLibraryState pt_library_keeper_get_state (PtLibraryKeeper *self);
/* (nullable) why it failed */
const char *pt_library_keeper_get_error (PtLibraryKeeper *self);
/* It failed because the index is damaged, and pt_library_keeper_rebuild() is the way out. */
gboolean pt_library_keeper_is_damaged (PtLibraryKeeper *self);
/* (transfer none), never NULL, always the same */
PtLibrary *pt_library_keeper_get_library (PtLibraryKeeper *self);
/* Absolute; where relative paths of palettes are looked for, the kit's among them.
 * (transfer none) (array zero-terminated=1) */
const char *const *pt_library_keeper_get_folders (PtLibraryKeeper *self);
/* Of these, those that were added and can be removed: all but perhaps the kit's.
 * (transfer none) (array zero-terminated=1) */
const char *const *pt_library_keeper_get_roots (PtLibraryKeeper *self);
guint pt_library_keeper_get_n_missing (PtLibraryKeeper *self);

/* --- folders; each is a job in the list --- */

/* Scans it, and from then on watches it: files that come and go appear and disappear. */
void pt_library_keeper_add_folder (PtLibraryKeeper *self,
                                   const char *path);
/* Forgets the folder and all of its sounds; files are not touched. */
void pt_library_keeper_remove_folder (PtLibraryKeeper *self,
                                      const char *path);
/* Looks at all folders again. */
void pt_library_keeper_rescan (PtLibraryKeeper *self);
/* On from the start; then folders are also looked at again when the library is opened. */
void pt_library_keeper_set_watch (PtLibraryKeeper *self,
                                  gboolean watch);
/* (nullable) why folders are not watched though they should be */
const char *pt_library_keeper_get_watch_problem (PtLibraryKeeper *self);
/* The way out when the index cannot be read: puts it aside, under another name, makes a new
 * one and scans @folders into it (nullable: those it had, as far as that can still be read,
 * else the kit). What can be read of what the user said is kept. */
void pt_library_keeper_rebuild (PtLibraryKeeper *self,
                                const char *const *folders);

/* --- what the user says of sounds: changed at once, saved behind. Each is one named edit of
 * @history (nullable: not to be undone), which does not make a set modified. @samples: of
 * PtSample. --- */

void pt_library_keeper_edit_role (PtLibraryKeeper *self,
                                  GPtrArray *samples,
                                  PtRole role,
                                  PtUndoHistory *history);
void pt_library_keeper_edit_favourite (PtLibraryKeeper *self,
                                       GPtrArray *samples,
                                       gboolean favourite,
                                       PtUndoHistory *history);
void pt_library_keeper_edit_rating (PtLibraryKeeper *self,
                                    GPtrArray *samples,
                                    int rating,
                                    PtUndoHistory *history);
void pt_library_keeper_add_tag (PtLibraryKeeper *self,
                                GPtrArray *samples,
                                const char *tag,
                                PtUndoHistory *history);
void pt_library_keeper_remove_tag (PtLibraryKeeper *self,
                                   GPtrArray *samples,
                                   const char *tag,
                                   PtUndoHistory *history);

/* --- pictures of sounds --- */

/* The number of columns every thumbnail has; each is two signed bytes, minimum, maximum. */
#define PT_LIBRARY_THUMBNAIL_COLUMNS 128

/* NULL: not in memory; ask for it. (transfer none) (nullable) */
GBytes *pt_library_keeper_peek_thumbnail (PtLibraryKeeper *self,
                                          const char *path);
/* Newest asked first, cancelled ones not at all; a few thousand are kept. A short sound that
 * is in no folder of the library is drawn from its file; what has no picture is an error. */
void pt_library_keeper_load_thumbnail_async (PtLibraryKeeper *self,
                                             const char *path,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
GBytes *pt_library_keeper_load_thumbnail_finish (PtLibraryKeeper *self,
                                                 GAsyncResult *result,
                                                 GError **error);

/* --- missing files --- */

/* Looks for missing sounds below @folder by size and hash, as a job. (element-type
 * PtMovedFile) */
void pt_library_keeper_find_moved_async (PtLibraryKeeper *self,
                                         const char *folder,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GPtrArray *pt_library_keeper_find_moved_finish (PtLibraryKeeper *self,
                                                GAsyncResult *result,
                                                GError **error);
/* The sounds keep what the user said of them. (element-type PtMovedFile) */
void pt_library_keeper_relink (PtLibraryKeeper *self,
                               GPtrArray *moved);

G_END_DECLS
