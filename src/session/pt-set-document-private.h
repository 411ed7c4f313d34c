/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-set-writer.h"
#include "session/pt-draft-store.h"
#include "session/pt-set-document.h"
#include "session/pt-worker.h"

G_BEGIN_DECLS

/* The file of the draft and its lock. Made on the main thread; from then on only the worker
 * touches it, or the main thread while the worker is idle. */
typedef struct
{
  gatomicrefcount ref_count;
  char *state_folder; /* (nullable) */
  char *id; /* NULL: not made yet */
  int lock; /* -1: none */
} PtDraftFile;

struct _PtSetDocument
{
  GObject parent_instance;

  char *state_folder; /* (nullable) */
  PtWorker *worker;

  PtSet *set;
  char *path;
  char *title;
  PtFileStamp stamp; /* of the file at path, as we know it */
  gboolean read_only;
  guint n_busy;
  PtSetWriter *writer; /* for the set and the folder it lies in; NULL: not made yet */
  GQueue saves; /* of GTask, those that wait for the one before */
  gboolean saving;
  char **recent;

  PtDraftFile *draft;
  PtDraftState draft_state;
  gint64 draft_usec;
  gint64 edited_usec; /* the last edit, by the clock */
  guint64 n_edits; /* to know whether something came while a draft was written */
  guint64 n_edits_kept;
  guint draft_timer;
  guint save_timer;
  gboolean writing_draft;
};

PtDraftFile *_pt_draft_file_new (const char *state_folder);
PtDraftFile *_pt_draft_file_ref (PtDraftFile *self);
void _pt_draft_file_unref (PtDraftFile *self);

void _pt_set_document_change_busy (PtSetDocument *self,
                                   int change);
void _pt_set_document_update_title (PtSetDocument *self);
/* Tells of path, title and read-only. */
void _pt_set_document_set_place (PtSetDocument *self,
                                 const char *path,
                                 PtFileStamp stamp,
                                 gboolean read_only);
/* Puts another set in place of the one that is open; takes @set. What is unsaved of the old
 * one stays behind as a draft. */
void _pt_set_document_install (PtSetDocument *self,
                               PtSet *set);
void _pt_set_document_set_draft_state (PtSetDocument *self,
                                       PtDraftState state,
                                       gint64 usec);
void _pt_set_document_remember_recent (PtSetDocument *self,
                                       const char *path);

/* The text of the set is made in steps this long, with this much time for others between. */
#define PT_SET_DOCUMENT_STEP_USEC 4000
#define PT_SET_DOCUMENT_STEP_MSEC 4

/* That of the set as it would lie in @folder. (transfer full) */
PtSetWriter *_pt_set_document_get_writer (PtSetDocument *self,
                                          const char *folder);

/* --- drafts --- */

/* The set was edited, or saved: writes or removes the draft soon. */
void _pt_set_document_schedule_draft (PtSetDocument *self);
/* Goes away from the draft: keeps it when something is unsaved. */
void _pt_set_document_leave_draft (PtSetDocument *self);

G_END_DECLS
