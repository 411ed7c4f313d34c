/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "session/pt-folder-watch.h"
#include "session/pt-index-worker.h"
#include "session/pt-library-keeper.h"
#include "session/pt-thumbnail-cache.h"

G_BEGIN_DECLS

/* What the files of the keeper share. Work that waits or runs names the keeper without a
 * reference: the worker ends before the keeper does. */

struct _PtLibraryKeeper
{
  GObject parent_instance;

  char *index_path;
  PtJobList *jobs;
  PtLibrary *library;
  PtIndexWorker *worker; /* NULL: not open yet, or closed */
  PtLibraryState state;
  char *error;
  gboolean damaged;
  char **roots;
  char *kit; /* NULL: not found yet */
  char **folders; /* the roots, and the kit when it is none of them */
  guint n_missing;
  GCancellable *loading;
  GPtrArray *running; /* of PtJob */
  GPtrArray *scans; /* those that wait or run */
  GHashTable *unsaved; /* path -> how many edits of it are on their way */
  GHashTable *salvaged; /* path -> PtSampleInfo: what the user said, from a damaged index */
  GHashTable *edited; /* paths of which the user said something since the index was opened */
  PtThumbnailCache *thumbnails;
  PtFolderWatch *watch;
  char *watch_problem;
  gboolean wants_watch;
};

void _pt_library_keeper_fail (PtLibraryKeeper *self,
                              const char *message);
/* Takes @roots. */
void _pt_library_keeper_set_roots (PtLibraryKeeper *self,
                                   char **roots);
/* On the main thread: @kit is a folder for paths, scanned or not. */
void _pt_library_keeper_set_kit (PtLibraryKeeper *self,
                                 const char *kit);
/* On the worker: where the kit is, by its real name, as the roots are; made when it is
 * nowhere. (transfer full) */
char *_pt_library_keeper_find_kit (GCancellable *cancellable,
                                   GError **error);
void _pt_library_keeper_count_missing (PtLibraryKeeper *self);
/* Cancelled when the keeper closes. (transfer none) */
PtJob *_pt_library_keeper_begin_job (PtLibraryKeeper *self,
                                     const char *title);
void _pt_library_keeper_show_job (PtLibraryKeeper *self,
                                  PtJob *job);
void _pt_library_keeper_end_job (PtLibraryKeeper *self,
                                 PtJob *job,
                                 const GError *error);
/* Takes @samples (of PtSample), which come from the index: what is known better is kept. */
void _pt_library_keeper_take_samples (PtLibraryKeeper *self,
                                      GPtrArray *samples);
typedef enum
{
  PT_SCAN_OPENLY,
  PT_SCAN_QUIETLY, /* nobody asked: in the list of jobs only when it takes long */
  PT_SCAN_KIT, /* the kit too, which is made when there is none */
} PtScanWish;

/* @folders NULL: all roots. */
void _pt_library_keeper_scan (PtLibraryKeeper *self,
                              const char *const *folders,
                              PtScanWish wish);
/* Gives what was salvaged to the samples that are found again. */
void _pt_library_keeper_give_salvaged (PtLibraryKeeper *self);
/* What was saved in the middle of a scan that failed went with it. */
void _pt_library_keeper_save_again (PtLibraryKeeper *self);
/* Looks which folders there are below the roots, to watch them. */
void _pt_library_keeper_update_watch (PtLibraryKeeper *self);
void _pt_library_keeper_set_watch_problem (PtLibraryKeeper *self,
                                           const char *problem);

/* On the worker, after @error: when it came of damage, the library has failed. */
void _pt_library_keeper_look_for_damage (PtLibraryKeeper *self,
                                         PtIndexWorker *worker,
                                         const GError *error);
/* On the worker: the open index or an error. */
PtLibraryIndex *_pt_library_keeper_need_index (PtIndexWorker *worker,
                                               GError **error);

G_END_DECLS
