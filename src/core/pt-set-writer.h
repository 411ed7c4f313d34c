/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-set.h"

G_BEGIN_DECLS

/* The text of a set, made a few milliseconds at a time on the main thread: a large one has
 * 50 000 clips, and to write them at once would stop the window. The text of a scene is kept
 * until the scene changes. */
typedef struct _PtSetWriter PtSetWriter;

/* @folder: as for pt_set_to_json(). */
PtSetWriter *pt_set_writer_new (PtSet *set,
                                const char *folder);
PtSetWriter *pt_set_writer_ref (PtSetWriter *self);
void pt_set_writer_unref (PtSetWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtSetWriter, pt_set_writer_unref)

PtSet *pt_set_writer_get_set (PtSetWriter *self);
/* (nullable) */
const char *pt_set_writer_get_folder (PtSetWriter *self);

/* Goes on for about @max_usec, for one scene at least. TRUE: everything is there, as the set
 * is now. */
gboolean pt_set_writer_step (PtSetWriter *self,
                             gint64 max_usec);

/* The set as it is at this moment, which any thread makes text of, once. */
typedef struct _PtSetText PtSetText;

/* What is not there yet is made now. */
PtSetText *pt_set_writer_take (PtSetWriter *self);
/* What pt_json_to_string() of the whole set would give. */
char *pt_set_text_join (PtSetText *self);
/* On the thread that took it. */
void pt_set_text_free (PtSetText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtSetText, pt_set_text_free)

G_END_DECLS
