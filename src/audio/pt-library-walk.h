/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Finding the audio files below some folders: by their ending, hidden ones and the
 * leftovers of other systems left out, every real folder once however many links lead to
 * it. Nothing is opened but folders. */

typedef struct
{
  const char *path; /* in the strings of the walk */
  gint64 size;
  gint64 modified_ns;
  guint n_folders; /* that may speak for the file: those of the walk, the chosen one included */
} PtWalkFile;

typedef struct
{
  GArray *files; /* of PtWalkFile, by path in byte order */
  GPtrArray *closed; /* folders that could not be read, by path */
  GStringChunk *strings;
} PtWalk;

void pt_walk_clear (PtWalk *walk);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PtWalk, pt_walk_clear)

gboolean pt_walk_is_audio_name (const char *name);

/* What could not be read, or is no file though it is called one. */
typedef void (*PtWalkFailureFunc) (const char *path,
                                   const char *message,
                                   gpointer user_data);
typedef void (*PtWalkProgressFunc) (guint64 n_files,
                                    gpointer user_data);

/* @folders: absolute, real, none within another. FALSE only when cancelled. */
gboolean pt_walk_folders (PtWalk *walk,
                          const char *const *folders,
                          PtWalkFailureFunc failure,
                          PtWalkProgressFunc progress,
                          gpointer user_data,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
