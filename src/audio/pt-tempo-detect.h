/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double bpm; /* 0: none found */
  double confidence; /* 0..1 */
  GArray *beats; /* of double, seconds; NULL unless asked for */
} PtTempoEstimate;

void
pt_tempo_estimate_clear (PtTempoEstimate *estimate);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PtTempoEstimate, pt_tempo_estimate_clear)

/* The tempo, 70..180 bpm preferred: our own estimate and aubio's, where aubio is
 * installed, weighed against each other. */
void
pt_tempo_detect (const float *mono,
                 guint64 frames,
                 guint sample_rate,
                 gboolean with_beats,
                 PtTempoEstimate *estimate);
/* Our own estimate alone, without beats: a thirtieth of the work. @whole FALSE: the signal
 * is the start of something longer, whose length says nothing of beats. */
void
pt_tempo_detect_part (const float *mono,
                      guint64 frames,
                      guint sample_rate,
                      gboolean whole,
                      PtTempoEstimate *estimate);

G_END_DECLS
