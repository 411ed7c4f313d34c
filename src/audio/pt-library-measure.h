/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-library-walk.h"
#include "core/pt-sample.h"

G_BEGIN_DECLS

/* Everything the library wants to know of one file, in one read of it. */

/* Longer ones are recordings, not samples: two of them at once would not fit everywhere. */
#define PT_LIBRARY_MAX_DURATION_S 1800

/* The memory one thread keeps from file to file. */
typedef struct _PtMeasureScratch PtMeasureScratch;

PtMeasureScratch *pt_measure_scratch_new (void);
void pt_measure_scratch_free (PtMeasureScratch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtMeasureScratch, pt_measure_scratch_free)

/* @modified_ns and @waveform are filled on success. The error names the
 * file without its folder: the list of failures has that. */
PtSampleInfo *pt_library_measure (PtMeasureScratch *scratch,
                                  const PtWalkFile *file,
                                  gint64 *modified_ns,
                                  GBytes **waveform,
                                  GError **error);

/* Peak and RMS of those of @samples (PtSample) that nobody has measured yet, such as those of
 * the factory kit; what cannot be read stays unknown. On several threads; FALSE when
 * cancelled. */
gboolean pt_library_measure_levels (GPtrArray *samples,
                                    GCancellable *cancellable,
                                    GError **error);

G_END_DECLS
