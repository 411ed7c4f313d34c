/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* One undoable change with the name a menu shows ("Set Tempo"). Most edits hold the value
 * that is not in the model at the moment, and doing or undoing swaps the two. */
#define PT_TYPE_EDIT (pt_edit_get_type ())
G_DECLARE_FINAL_TYPE (PtEdit, pt_edit, PT, EDIT, GObject)

typedef struct
{
  /* Does it, or, when @undo, undoes it. Called in turns. */
  void (*swap) (gpointer data,
                gboolean undo);
  /* Takes what @next (of the same kind, done just now) did into @data, which is done too;
   * FALSE: they are two edits. NULL: never. */
  gboolean (*merge) (gpointer data,
                     gpointer next);
  /* Bytes of memory, about. NULL: small. */
  gsize (*size) (gpointer data);
  GDestroyNotify free;
} PtEditKind;

/* Not done yet. Takes @data; @kind is static. */
PtEdit *pt_edit_new (const char *name,
                     const PtEditKind *kind,
                     gpointer data);
/* Sets a property of @object to @value. Repeated, for the same object and property, they
 * merge into one. @keep: holds a reference; FALSE for the object that owns the history, which
 * would keep itself alive. */
PtEdit *pt_edit_new_property (const char *name,
                              GObject *object,
                              gboolean keep,
                              const char *property,
                              const GValue *value);
/* Several as one, in order; outside of the document when all are. (element-type PtEdit) */
PtEdit *pt_edit_new_group (const char *name,
                           GPtrArray *edits);

/* The edit changes something that is no part of the document, such as the tags of a sound: it
 * is undone like any other, but does not make the document modified. Before it is pushed. */
void pt_edit_set_outside (PtEdit *self);
gboolean pt_edit_is_outside (PtEdit *self);

const char *pt_edit_get_name (PtEdit *self);
gboolean pt_edit_is_done (PtEdit *self);
void pt_edit_do (PtEdit *self);
void pt_edit_undo (PtEdit *self);
/* Whether @next went into @self; both are done. */
gboolean pt_edit_merge (PtEdit *self,
                        PtEdit *next);
gsize pt_edit_get_size (PtEdit *self);

G_END_DECLS
