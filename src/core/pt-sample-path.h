/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* How palettes, arrangements and sets name sample files: as written in the document, kept
 * relative when it was relative, with the rules to find and to move them. */

/* Where the file is: as it stands when absolute, else against @base (nullable), else
 * against each of @roots (nullable); the first that exists, or, when none does, the first
 * that was tried. Always absolute. (transfer full) */
char *pt_sample_path_resolve (const char *path,
                              const char *base,
                              const char *const *roots);
/* What to write in a document that lies in @new_base so that it names the file @path
 * named from @old_base. Paths that do not resolve there (they are looked for under the
 * library's roots) stay as they are. (transfer full) */
char *pt_sample_path_rebase (const char *path,
                             const char *old_base,
                             const char *new_base);

/* Relative to @folder when @path is absolute and lies below it, else as it is.
 * (transfer full) */
char *pt_sample_path_relative_to (const char *path,
                                  const char *folder);

/* JSON holds UTF-8, file names any bytes: those that are not UTF-8 become a file URI.
 * (transfer full) */
char *pt_sample_path_to_text (const char *path);
/* @where names the place for messages. (transfer full) */
char *pt_sample_path_from_text (const char *text,
                                const char *where,
                                GError **error);

/* The member of @object; *@path (g_free) stays when it is missing, null or empty. */
gboolean pt_sample_path_read_json (JsonObject *object,
                                   const char *member,
                                   const char *where,
                                   char **path,
                                   GError **error);
/* Writes nothing for NULL. */
void pt_sample_path_write_json (JsonObject *object,
                                const char *member,
                                const char *path);

G_END_DECLS
