/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-edit.h"

G_BEGIN_DECLS

/* What was done to a document, to be undone and redone; and what was done beside it, which
 * does not count as modified (pt_edit_set_outside()).
 *
 * Properties, all notifying: can-undo, can-redo, undo-name, redo-name, modified. Signal:
 * "edited" (the document itself was changed: an edit was done, undone or redone, also within
 * a group). Main thread only. */
#define PT_TYPE_UNDO_HISTORY (pt_undo_history_get_type ())
G_DECLARE_FINAL_TYPE (PtUndoHistory, pt_undo_history, PT, UNDO_HISTORY, GObject)

#define PT_UNDO_HISTORY_MAX_EDITS 1000
#define PT_UNDO_HISTORY_MAX_BYTES (32 * 1024 * 1024)
/* Edits of one slider closer than this are one. */
#define PT_UNDO_HISTORY_MERGE_USEC (800 * 1000)

PtUndoHistory *pt_undo_history_new (void);

/* Does @edit (unless it is done already) and remembers it; takes it. What was undone before
 * is forgotten. */
void pt_undo_history_push (PtUndoHistory *self,
                           PtEdit *edit);
/* FALSE when there is nothing, or a group is open. */
gboolean pt_undo_history_undo (PtUndoHistory *self);
gboolean pt_undo_history_redo (PtUndoHistory *self);
void pt_undo_history_clear (PtUndoHistory *self);

/* What is pushed between the two becomes one edit: a drag, a command of the conductor.
 * Groups nest, the outermost names the edit. An empty one leaves nothing. */
void pt_undo_history_begin_group (PtUndoHistory *self,
                                  const char *name);
void pt_undo_history_end_group (PtUndoHistory *self);
/* Undoes what the open groups did and closes them all: Esc while dragging. */
void pt_undo_history_cancel_group (PtUndoHistory *self);
/* The next edit is one of its own, however soon it comes: the mouse was let go. */
void pt_undo_history_seal (PtUndoHistory *self);

/* It was saved just now: not modified until something changes, and again when undo leads
 * back here. */
void pt_undo_history_mark_clean (PtUndoHistory *self);
/* It never was saved like this: what comes back after a crash. */
void pt_undo_history_mark_modified (PtUndoHistory *self);
/* Saving takes a while: note the state that is being written, and mark that one as clean when
 * it is done; what was edited meanwhile stays modified. */
void pt_undo_history_note (PtUndoHistory *self);
void pt_undo_history_mark_noted_clean (PtUndoHistory *self);

gboolean pt_undo_history_can_undo (PtUndoHistory *self);
gboolean pt_undo_history_can_redo (PtUndoHistory *self);
/* NULL: nothing to undo (redo) */
const char *pt_undo_history_get_undo_name (PtUndoHistory *self);
const char *pt_undo_history_get_redo_name (PtUndoHistory *self);
gboolean pt_undo_history_get_modified (PtUndoHistory *self);
guint pt_undo_history_get_n_edits (PtUndoHistory *self);
gsize pt_undo_history_get_size (PtUndoHistory *self);
/* For tests and small machines. */
void pt_undo_history_set_limits (PtUndoHistory *self,
                                 guint max_edits,
                                 gsize max_bytes);

G_END_DECLS
