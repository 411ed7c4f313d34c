/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The list of sets that were open, in recent.json of the state folder, newest first. Every
 * function reads the file, so that several programs can share it; they block for that long. */

/* What the file says, also of sets that are gone. (transfer full) (array zero-terminated=1) */
char **pt_recent_sets_read (const char *state_folder);
gboolean pt_recent_sets_add (const char *state_folder,
                             const char *path,
                             guint max,
                             GError **error);
/* @path NULL: all. */
gboolean pt_recent_sets_forget (const char *state_folder,
                                const char *path,
                                GError **error);

G_END_DECLS
