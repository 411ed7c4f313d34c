/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-tempo-detect.h"

#include "audio/pt-aubio.h"
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

/* aubio is asked where our own estimate is less sure than this: measured on tracks it was
 * not fitted to, a second opinion is worth something there and nothing elsewhere. */
#define SURE 0.5
/* What is shorter than this aubio hears again and again, until it has settled. */
#define SHORT_S 12.0

static double
ask_aubio (const float *mono, guint64 frames, guint sample_rate)
{
  return pt_aubio_detect_tempo (mono, frames, sample_rate, (double) frames / sample_rate < SHORT_S);
}

void
pt_tempo_detect (const float *mono, guint64 frames, guint sample_rate, gboolean with_beats, PtTempoEstimate *estimate)
{
  g_autoptr (PtFlux) flux = NULL;
  PtTempoCandidate found;
  double length_s;

  g_return_if_fail (mono != NULL || frames == 0);
  g_return_if_fail (sample_rate > 0);
  g_return_if_fail (estimate != NULL);

  length_s = (double) frames / sample_rate;
  flux = pt_flux_new (mono, frames, sample_rate);
  found = pt_tempo_own_detect (flux, length_s);
  if (found.bpm > 0 && found.confidence < SURE)
    found = pt_tempo_own_detect_with_aubio (flux, length_s, ask_aubio (mono, frames, sample_rate));
  *estimate = (PtTempoEstimate){ found.bpm, found.confidence, NULL };
  if (with_beats)
    estimate->beats = pt_beat_track (flux, found.bpm, length_s);
}

void
pt_tempo_detect_part (const float *mono, guint64 frames, guint sample_rate, gboolean whole, PtTempoEstimate *estimate)
{
  g_autoptr (PtFlux) flux = NULL;
  PtTempoCandidate found;

  g_return_if_fail (mono != NULL || frames == 0);
  g_return_if_fail (sample_rate > 0);
  g_return_if_fail (estimate != NULL);

  flux = pt_flux_new (mono, frames, sample_rate);
  found = pt_tempo_own_detect (flux, whole ? (double) frames / sample_rate : 0);
  *estimate = (PtTempoEstimate){ found.bpm, found.confidence, NULL };
}
