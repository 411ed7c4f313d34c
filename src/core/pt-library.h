/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "core/pt-sample.h"

G_BEGIN_DECLS

/* The samples the user has, in the order they were found: a GListModel of PtSample.
 *
 * Signal: "edited" (GPtrArray of PtSample: the values of samples in the list changed, what is
 * in the list did not). */
#define PT_TYPE_LIBRARY (pt_library_get_type ())
G_DECLARE_FINAL_TYPE (PtLibrary, pt_library, PT, LIBRARY, GObject)

PtLibrary *pt_library_new (void);
/* Same path: the sample in the list takes over the info of the new one. Emits one
 * items-changed for the batch, none when nothing differs. The path of a sample in a list
 * does not change: a file that moved is removed and added. */
void pt_library_add (PtLibrary *self,
                     PtSample *sample);
void pt_library_add_many (PtLibrary *self,
                          GPtrArray *samples); /* of PtSample */
gboolean pt_library_remove (PtLibrary *self,
                            const char *path);
/* How many were there. One items-changed. */
guint pt_library_remove_many (PtLibrary *self,
                              const char *const *paths);
/* Tells that @samples (of PtSample, in the list or not) have other values now. */
void pt_library_tell_edited (PtLibrary *self,
                             GPtrArray *samples);
/* (transfer none) (nullable) */
PtSample *pt_library_lookup (PtLibrary *self,
                             const char *path);
/* Samples of one role that follow its loop rule; when none does, all of the role
 * (transfer container), in list order; never those that are missing. */
GPtrArray *pt_library_get_candidates (PtLibrary *self,
                                      PtRole role);

G_END_DECLS
