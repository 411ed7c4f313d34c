/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "core/pt-sample.h"

G_BEGIN_DECLS

/* The tags of some sounds: an entry that adds one, and a chip for each that any of them has,
 * with the number of sounds that have it. It changes nothing itself.
 *
 * Signals: "add" (string), "remove" (string): to and from all of them. */
#define PT_TYPE_TAG_EDITOR (pt_tag_editor_get_type ())
G_DECLARE_FINAL_TYPE (PtTagEditor, pt_tag_editor, PT, TAG_EDITOR, GtkWidget)

GtkWidget *pt_tag_editor_new (void);
/* @samples: of PtSample; a reference is taken. */
void pt_tag_editor_set_samples (PtTagEditor *self,
                                GPtrArray *samples);
/* (transfer none) */
GPtrArray *pt_tag_editor_get_samples (PtTagEditor *self);
/* The sounds have other tags now. */
void pt_tag_editor_refresh (PtTagEditor *self);

G_END_DECLS
