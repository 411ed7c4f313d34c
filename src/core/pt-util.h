/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Small helpers that GLib 2.74 does not have yet. */

gboolean pt_set_str (char **target,
                     const char *value);

/* Linear gain and decibels. Zero or less is minus infinity. */
double pt_gain_to_db (double gain);
double pt_gain_from_db (double gain_db);

/* The greatest; with 0 it is the other number. */
guint64 pt_common_divisor (guint64 a,
                           guint64 b);

/* Writes beside @path and renames into place, so that readers see the old file or the
 * new one, never half of it. Creates no folders. */
gboolean pt_file_replace_contents (const char *path,
                                   const void *data,
                                   gsize length,
                                   GError **error);

/* A name beside @path that nobody else uses, for writers that rename when they are done. */
char *pt_file_temporary_name (const char *path);

/* Text a person can read whatever bytes a file name holds. (transfer full) */
char *pt_display_path (const char *path);

/* What somebody wrote, fit for a message: at most 60 characters (an ellipsis stands for the
 * rest), valid UTF-8 and on one line whatever it was. Lives as long as the block around it.
 * Never cut text with a precision in a format: that cuts letters in half. */
#define PT_SHORT(text) (pt_shorten ((text), (char[PT_SHORT_BYTES]){ 0 }))
#define PT_SHORT_CHARACTERS 60
#define PT_SHORT_BYTES (4 * PT_SHORT_CHARACTERS + 1)
/* Writes to @buffer, of PT_SHORT_BYTES, and returns it. */
char *pt_shorten (const char *text,
                  char *buffer);

/* The nearest of @candidates to @word, for "did you mean"; NULL when nothing is near. */
const char *pt_closest_name (const char *word,
                             const char *const *candidates);

/* "1:05", "2 h 03 min": how long something takes, for progress lines. (transfer full) */
char *pt_format_duration (double seconds);

G_END_DECLS
