/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "core/pt-sample.h"

G_BEGIN_DECLS

/* What is dragged within the window and from file managers. */

/* Some sounds: our own rows carry this and a file list for other programs. A boxed type,
 * (element-type PtSample). */
#define PT_TYPE_SOUND_DRAG (pt_sound_drag_get_type ())
GType pt_sound_drag_get_type (void);

/* What the source of a drag offers: PT_TYPE_SOUND_DRAG, GDK_TYPE_FILE_LIST and text.
 * @samples: of PtSample. (transfer full) */
GdkContentProvider *pt_drag_new_provider (GPtrArray *samples);
/* The types a drop target for sounds takes: ours, then file lists. For
 * gtk_drop_target_set_gtypes(). */
const GType *pt_drag_get_drop_types (gsize *n_types);
/* The absolute paths a drop brings; samples or files. (transfer full)
 * (array zero-terminated=1) (nullable) */
char **pt_drag_get_paths (const GValue *value);

G_END_DECLS
