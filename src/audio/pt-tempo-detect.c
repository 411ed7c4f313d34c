/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-tempo-detect.h"

#include "audio/pt-beat-track.h"
#include "audio/pt-tempo-own.h"

void
pt_tempo_estimate_clear (PtTempoEstimate *estimate)
{
  g_return_if_fail (estimate != NULL);

  g_clear_pointer (&estimate->beats, g_array_unref);
  estimate->bpm = 0;
  estimate->confidence = 0;
}

/* The flux is kept for the beats. */
static PtFlux *
detect (const float *mono, guint64 frames, guint sample_rate, gboolean whole, PtTempoEstimate *estimate)
{
  PtFlux *flux = pt_flux_new (mono, frames, sample_rate);
  PtTempoCandidate own = pt_tempo_own_detect (flux, whole ? (double) frames / sample_rate : 0);

  *estimate = (PtTempoEstimate){ own.bpm, own.confidence, NULL };

  return flux;
}

void
pt_tempo_detect (const float *mono, guint64 frames, guint sample_rate, gboolean with_beats, PtTempoEstimate *estimate)
{
  g_autoptr (PtFlux) flux = NULL;

  g_return_if_fail (mono != NULL || frames == 0);
  g_return_if_fail (sample_rate > 0);
  g_return_if_fail (estimate != NULL);

  flux = detect (mono, frames, sample_rate, TRUE, estimate);
  if (with_beats)
    estimate->beats = pt_beat_track (flux, estimate->bpm, (double) frames / sample_rate);
}

void
pt_tempo_detect_part (const float *mono, guint64 frames, guint sample_rate, gboolean whole, PtTempoEstimate *estimate)
{
  g_return_if_fail (mono != NULL || frames == 0);
  g_return_if_fail (sample_rate > 0);
  g_return_if_fail (estimate != NULL);

  pt_flux_free (detect (mono, frames, sample_rate, whole, estimate));
}
