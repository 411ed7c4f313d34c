/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Tells when sounds come, go or change in some folders. Folders below them are watched only
 * when they are named too.
 *
 * Signal: "changed" (folders: strv), once it has been quiet for a moment. */
#define PT_TYPE_FOLDER_WATCH (pt_folder_watch_get_type ())
G_DECLARE_FINAL_TYPE (PtFolderWatch, pt_folder_watch, PT, FOLDER_WATCH, GObject)

/* The system has only so many watches, and other programs want some. */
#define PT_FOLDER_WATCH_MAX 2048

PtFolderWatch *pt_folder_watch_new (void);
/* Absolute; those that are watched already stay so. The others follow a few at a time. */
void pt_folder_watch_set_folders (PtFolderWatch *self,
                                  const char *const *folders);
/* That are watched by now. */
guint pt_folder_watch_get_n_watched (PtFolderWatch *self);
/* For tests. */
void pt_folder_watch_set_quiet_ms (PtFolderWatch *self,
                                   guint quiet_ms);

/* All folders below @roots, they themselves included, hidden ones not. NULL: there are more
 * than PT_FOLDER_WATCH_MAX. Blocks. (transfer full) (nullable) */
char **pt_folder_watch_list (const char *const *roots);

G_END_DECLS
