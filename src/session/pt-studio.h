/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-player.h"
#include "core/pt-job-list.h"
#include "session/pt-audition.h"
#include "session/pt-groove.h"
#include "session/pt-library-keeper.h"
#include "session/pt-palette-shelf.h"
#include "session/pt-set-document.h"

G_BEGIN_DECLS

/* Everything that is open while somebody works, wired together: document, library, shelf,
 * device and player, groove, audition, jobs. The window shows a studio; tests use one without
 * a window. It keeps the groove on the set's palette, tempo and the library's folders, and
 * changes the device under way.
 *
 * Properties, notified: player, on-b, other-palette. Signals: "device-lost" (name), "failed" (message, from any of
 * its parts). */

typedef struct
{
  const char *state_folder; /* drafts, recent sets; NULL: the user's */
  const char *index_path; /* NULL: the default */
  const char *curated_folder; /* NULL: what comes with Peaktime */
  const char *palettes_folder; /* NULL: the user's */
  const char *cache_folder; /* of stretched loops; NULL: the user's */
  guint block_frames; /* 0: the usual */
} PtStudioOptions;

#define PT_TYPE_STUDIO (pt_studio_get_type ())
G_DECLARE_FINAL_TYPE (PtStudio, pt_studio, PT, STUDIO, GObject)

/* Never fails, and plays silently until a device is set: opening one may take long. */
PtStudio *pt_studio_new (const PtStudioOptions *options);
/* Begins to read library and shelf. */
void pt_studio_open (PtStudio *self);
/* Stops the sound, writes what is to be written, waits. Before the end. */
void pt_studio_close (PtStudio *self);

/* All (transfer none), never NULL, and always the same but for the player. */
PtSetDocument *pt_studio_get_document (PtStudio *self);
/* The document's set. */
PtSet *pt_studio_get_set (PtStudio *self);
PtUndoHistory *pt_studio_get_history (PtStudio *self);
PtLibraryKeeper *pt_studio_get_keeper (PtStudio *self);
PtLibrary *pt_studio_get_library (PtStudio *self);
PtPaletteShelf *pt_studio_get_shelf (PtStudio *self);
PtPlayer *pt_studio_get_player (PtStudio *self);
PtSampleLoader *pt_studio_get_loader (PtStudio *self);
PtGroove *pt_studio_get_groove (PtStudio *self);
PtAudition *pt_studio_get_audition (PtStudio *self);
PtJobList *pt_studio_get_jobs (PtStudio *self);

/* Opens another device on a thread and goes on there from the same beat; on failure the old
 * one stays. When several are under way only the newest is taken, the others end as
 * cancelled. @name NULL: the default. */
void pt_studio_set_device_async (PtStudio *self,
                                 const char *name,
                                 guint block_frames,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean pt_studio_set_device_finish (PtStudio *self,
                                      GAsyncResult *result,
                                      GError **error);

/* --- A and B: the set's palette is the one that is heard --- */

/* Exchanges the set's palette for the other one, as an edit; repeated, it leaves no trace in
 * the history. The first time, B begins as a copy of A. */
void pt_studio_switch_ab (PtStudio *self);
/* TRUE: B is heard. */
gboolean pt_studio_get_on_b (PtStudio *self);
/* (transfer none) (nullable): the palette that is not heard. */
PtPalette *pt_studio_get_other_palette (PtStudio *self);
/* Forgets the other one. */
void pt_studio_end_ab (PtStudio *self);

G_END_DECLS
