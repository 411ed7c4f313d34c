/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-set.h"

G_BEGIN_DECLS

/* The set that is open, and where it is on disk. What is edited is written to a draft within
 * two seconds, on a thread; so closing needs no question, and a crash loses nothing older.
 * The draft goes when the set is saved or discarded.
 *
 * Properties, notified: set, path (nullable), title, modified, read-only, draft-state,
 * busy (loading or saving). Signals: "failed" (message: a draft could not be written). */

#define PT_SET_DOCUMENT_ERROR (pt_set_document_error_quark ())

typedef enum
{
  PT_SET_DOCUMENT_ERROR_CHANGED, /* somebody else wrote the file since; saving can be forced */
  PT_SET_DOCUMENT_ERROR_READ_ONLY, /* of a newer Peaktime: save it as another */
  PT_SET_DOCUMENT_ERROR_NO_PATH, /* it was never saved: say where */
  PT_SET_DOCUMENT_ERROR_DAMAGED, /* it cannot be read, but there is a draft of it that can */
} PtSetDocumentError;

GQuark pt_set_document_error_quark (void);

typedef enum
{
  PT_DRAFT_NONE, /* nothing to keep */
  PT_DRAFT_PENDING, /* edited, not written yet */
  PT_DRAFT_WRITTEN,
  PT_DRAFT_FAILED,
} PtDraftState;

GType pt_draft_state_get_type (void);
#define PT_TYPE_DRAFT_STATE (pt_draft_state_get_type ())

/* Work of an earlier run that was not saved. */
typedef struct
{
  char *id;
  char *draft_path;
  char *path; /* of the set it belongs to; NULL: it was never saved */
  char *title;
  gint64 edited_usec;
} PtDraft;

void pt_draft_free (PtDraft *draft);

/* A draft is written at the latest this long after an edit. */
#define PT_SET_DOCUMENT_DRAFT_MSEC 1500

#define PT_TYPE_SET_DOCUMENT (pt_set_document_get_type ())
G_DECLARE_FINAL_TYPE (PtSetDocument, pt_set_document, PT, SET_DOCUMENT, GObject)

/* A new, untitled set. @state_folder: where drafts and the list of recent sets are kept; NULL:
 * the user's. */
PtSetDocument *pt_set_document_new (const char *state_folder);

/* (transfer none), never NULL; another one after opening. */
PtSet *pt_set_document_get_set (PtSetDocument *self);
const char *pt_set_document_get_path (PtSetDocument *self);
/* The set's name, else the file's, else "Untitled" untranslated. (transfer none) */
const char *pt_set_document_get_title (PtSetDocument *self);
gboolean pt_set_document_get_modified (PtSetDocument *self);
/* A set of a newer Peaktime can be looked at and heard, and saved as another. */
gboolean pt_set_document_get_read_only (PtSetDocument *self);
PtDraftState pt_set_document_get_draft_state (PtSetDocument *self);
/* 0: never. */
gint64 pt_set_document_get_draft_usec (PtSetDocument *self);

/* What is unsaved stays behind as a draft that can be reopened. @set (nullable): an empty
 * one. */
void pt_set_document_new_set (PtSetDocument *self,
                              PtSet *set);
/* Parses on a thread; the old set stays when it fails. A damaged file whose draft is whole
 * fails with a message that says so. */
void pt_set_document_open_async (PtSetDocument *self,
                                 const char *path,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean pt_set_document_open_finish (PtSetDocument *self,
                                      GAsyncResult *result,
                                      GError **error);
/* @path NULL: where it is. What is edited while it is written stays modified. */
void pt_set_document_save_async (PtSetDocument *self,
                                 const char *path,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* Where it is, also over what somebody else wrote there since; ends with save_finish(). */
void pt_set_document_save_anyway_async (PtSetDocument *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean pt_set_document_save_finish (PtSetDocument *self,
                                      GAsyncResult *result,
                                      GError **error);
/* Writes the draft now and waits for it: before the program ends. */
void pt_set_document_flush (PtSetDocument *self);

/* --- recovery; blocking functions read a few small files --- */

/* Drafts of programs that do not run any more, newest first. (element-type PtDraft)
 * (transfer full) */
GPtrArray *pt_set_document_list_drafts (const char *state_folder);
void pt_set_document_recover_async (PtSetDocument *self,
                                    const PtDraft *draft,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean pt_set_document_recover_finish (PtSetDocument *self,
                                         GAsyncResult *result,
                                         GError **error);
void pt_set_document_discard_draft (PtSetDocument *self,
                                    const PtDraft *draft);

/* --- recent sets, newest first; those that are gone are left out. (transfer full)
 * (array zero-terminated=1) --- */
#define PT_SET_DOCUMENT_MAX_RECENT 20
char **pt_set_document_list_recent (PtSetDocument *self);
void pt_set_document_forget_recent (PtSetDocument *self,
                                    const char *path); /* NULL: all */

G_END_DECLS
