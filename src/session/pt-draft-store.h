/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "core/pt-set.h"
#include "session/pt-set-document.h"

G_BEGIN_DECLS

/* The files drafts are kept in: ID.json with the set and where it belongs, and ID.lock, which
 * the program that writes it holds locked while it runs. The kernel lets go of the lock
 * however the program ends; so a draft whose lock can be had belongs to nobody. */

/* What a file was when it was read or written, to notice that somebody else changed it. */
typedef struct
{
  gint64 size; /* -1: it was not there */
  gint64 modified_nsec;
} PtFileStamp;

#define PT_FILE_STAMP_NONE ((PtFileStamp){ -1, 0 })

PtFileStamp pt_file_stamp_read (const char *path);
gboolean pt_file_stamp_equal (const PtFileStamp *a,
                              const PtFileStamp *b);

/* @state_folder NULL: the user's. (transfer full) */
char *pt_state_folder (const char *state_folder);

/* The lock on a draft; closing it lets go. -1: somebody else holds it, or it cannot be made.
 * @id NULL: a new one, returned in *@new_id. */
int pt_draft_store_lock (const char *state_folder,
                         const char *id,
                         char **new_id,
                         GError **error);
/* Lets go; removes the lock's file when there is no draft beside it. */
void pt_draft_store_unlock (const char *state_folder,
                            const char *id,
                            int lock);
/* (transfer full) */
char *pt_draft_store_path (const char *state_folder,
                           const char *id);

typedef struct
{
  char *path; /* of the set; NULL: it was never saved */
  char *title;
  gint64 edited_usec;
  PtFileStamp stamp; /* of the set's file */
  gboolean read_only;
} PtDraftHead;

void pt_draft_head_clear (PtDraftHead *head);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PtDraftHead, pt_draft_head_clear)

/* @set_text: the set as JSON, as it would stand in its own file. */
gboolean pt_draft_store_write (const char *state_folder,
                               const char *id,
                               const PtDraftHead *head,
                               const char *set_text,
                               GError **error);
/* @set (nullable): the set too. */
gboolean pt_draft_store_read (const char *draft_path,
                              PtDraftHead *head,
                              PtSet **set,
                              GError **error);
/* Of programs that do not run any more, newest first; those that cannot be read are left out.
 * (element-type PtDraft) (transfer full) */
GPtrArray *pt_draft_store_list (const char *state_folder);
/* The newest draft of the set at @path that is whole. (transfer full) (nullable) */
PtDraft *pt_draft_store_find (const char *state_folder,
                              const char *path);
void pt_draft_store_remove (const char *state_folder,
                            const char *id);

G_END_DECLS
