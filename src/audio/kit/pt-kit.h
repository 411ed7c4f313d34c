/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The factory kit: samples synthesised by our own code from the recipe in
 * data/factory-kit.json, the same bytes every time. */

typedef struct
{
  char *path; /* relative to the kit's folder */
  char *role;
  gboolean loop;
  double bpm; /* 0: none */
  double bars; /* 0: none */
  char *key; /* NULL: none */
  double duration_s;
} PtKitSample;

void pt_kit_sample_free (PtKitSample *sample);

/* Builds every sample of the recipe into @folder (made when missing) on @threads threads
 * (0: one per processor); files that are there with the right bytes are left alone. Blocks.
 * (element-type PtKitSample) (transfer full) */
GPtrArray *pt_kit_build (const char *folder,
                         guint threads,
                         GCancellable *cancellable,
                         GError **error);

/* The same, telling @progress about every file that is done, from the workers' threads but
 * one at a time. @path is the file's, in the kit. */
typedef void (*PtKitProgressFunc) (double fraction,
                                   const char *path,
                                   gpointer user_data);
GPtrArray *pt_kit_build_with_progress (const char *folder,
                                       guint threads,
                                       PtKitProgressFunc progress,
                                       gpointer user_data,
                                       GCancellable *cancellable,
                                       GError **error);

/* The built kit: $PEAKTIME_KIT, beside the program in a build tree, the installed data
 * folder, or the user's data folder, where it is built when there is none yet.
 * (transfer full) */
char *pt_kit_locate (GCancellable *cancellable,
                     GError **error);

/* What the recipe lists, without building anything. (element-type PtKitSample) */
GPtrArray *pt_kit_list (GError **error);

/* The user's own: data folder/peaktime/kit. (transfer full) */
char *pt_kit_user_folder (void);
/* Differs whenever recipe or synthesis do. */
const char *pt_kit_get_version (void);

G_END_DECLS
