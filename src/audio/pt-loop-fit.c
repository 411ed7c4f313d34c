/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-loop-fit.h"

#include <math.h>

/* A length this near to whole bars is meant so: tempos in names are rounded. */
#define SAME_LENGTH 0.01
/* Up to a beat too long or too short: a tail, or silence cut off. */
#define SLACK_BEATS 1.05
/* What the analysis hears may be off by so much, or an octave. */
#define HEARD_TEMPO 0.03
#define SOME_CONFIDENCE 0.4
#define HIGH_CONFIDENCE 0.65
#define MIN_BPM 60.0
#define MAX_BPM 200.0

static const guint whole_beats[] = { 4, 8, 16, 32, 64, 128, 2 };

static double
count_beats (guint64 frames, guint sample_rate, double bpm)
{
  return frames * bpm / (60.0 * sample_rate);
}

static guint64
count_frames (guint beats, guint sample_rate, double bpm)
{
  return pt_beats_to_frame (pt_beats_new (beats, 1), pt_tempo_from_bpm (bpm), sample_rate);
}

static gboolean
is_near (double length, double wanted)
{
  return fabs (length - wanted) <= SAME_LENGTH * wanted;
}

gboolean
pt_loop_fit_known (guint64 frames, guint sample_rate, double bpm, PtLoopFit *fit)
{
  double length;
  guint bars_beats;
  guint half_beats;

  g_return_val_if_fail (fit != NULL, FALSE);
  g_return_val_if_fail (sample_rate > 0, FALSE);

  if (!(bpm >= PT_TEMPO_MIN_BPM && bpm <= PT_TEMPO_MAX_BPM))
    return FALSE;
  length = count_beats (frames, sample_rate, bpm);
  if (length < 0.45 || length > PT_LOOP_MAX_BEATS + SLACK_BEATS)
    return FALSE;

  bars_beats = PT_BEATS_PER_BAR * MAX (1, (guint) lround (length / PT_BEATS_PER_BAR));
  half_beats = length < 1.5 ? 1 : 4 * (guint) floor (length / 4) + 2;
  if (is_near (length, bars_beats) || is_near (length, half_beats))
    {
      /* As it is: half a bar and a bar and a half are loops, too. */
      fit->beats = is_near (length, bars_beats) ? bars_beats : half_beats;
      fit->frames = frames;
      return TRUE;
    }

  fit->beats = fabs (length - bars_beats) <= SLACK_BEATS
                   ? bars_beats
                   : PT_BEATS_PER_BAR * (guint) ceil (length / PT_BEATS_PER_BAR);
  fit->frames = count_frames (fit->beats, sample_rate, bpm);

  return TRUE;
}

gboolean
pt_loop_fit_number (guint64 frames, guint sample_rate, double bpm, PtLoopFit *fit)
{
  double length;

  g_return_val_if_fail (fit != NULL, FALSE);
  g_return_val_if_fail (sample_rate > 0, FALSE);

  if (!(bpm >= MIN_BPM && bpm <= MAX_BPM))
    return FALSE;
  length = count_beats (frames, sample_rate, bpm);
  for (gsize i = 0; i < G_N_ELEMENTS (whole_beats); i++)
    if (is_near (length, whole_beats[i]))
      {
        fit->beats = whole_beats[i];
        fit->frames = frames;
        return TRUE;
      }

  return FALSE;
}

/* Of the whole numbers of bars the one whose tempo is nearest to what was heard; when it
 * was heard at half or double the pace, that is the same file all the same. */
static gboolean
fit_heard (guint64 frames, guint sample_rate, double bpm, PtLoopFit *fit)
{
  double best = HEARD_TEMPO;

  for (gsize i = 0; i < G_N_ELEMENTS (whole_beats); i++)
    {
      double implied = whole_beats[i] * 60.0 * sample_rate / frames;
      double distance = fabs (log2 (implied / bpm));

      if (implied >= MIN_BPM && implied <= MAX_BPM && distance < best)
        {
          best = distance;
          fit->beats = whole_beats[i];
          fit->frames = frames;
        }
    }

  return best < HEARD_TEMPO;
}

/* A producer who exports whole bars at 125 bpm leaves a length that says so: chance hits a
 * whole number that closely one time in a hundred. */
static gboolean
fit_whole_number (guint64 frames, guint sample_rate, PtLoopFit *fit)
{
  for (gsize i = 0; i < G_N_ELEMENTS (whole_beats); i++)
    {
      double implied = whole_beats[i] * 60.0 * sample_rate / frames;
      double tolerance = MAX (0.003, 1.5 * implied / frames);

      if (whole_beats[i] >= 4 && implied >= 80 && implied < 160 && fabs (implied - round (implied)) <= tolerance)
        {
          fit->beats = whole_beats[i];
          fit->frames = frames;
          return TRUE;
        }
    }

  return FALSE;
}

/* Whole bars of the session already. */
static gboolean
fit_session (guint64 frames, guint sample_rate, PtTempo session, PtLoopFit *fit)
{
  for (gsize i = 0; i < G_N_ELEMENTS (whole_beats); i++)
    {
      guint64 wanted = pt_beats_to_frame (pt_beats_new (whole_beats[i], 1), session, sample_rate);

      if (whole_beats[i] >= 4 && MAX (wanted, frames) - MIN (wanted, frames) <= 1 + whole_beats[i] / 8)
        {
          fit->beats = whole_beats[i];
          fit->frames = frames;
          return TRUE;
        }
    }

  return FALSE;
}

gboolean
pt_loop_fit_guess (guint64 frames, guint sample_rate, double bpm, double confidence, PtTempo session, PtLoopFit *fit)
{
  gboolean heard;

  g_return_val_if_fail (fit != NULL, FALSE);
  g_return_val_if_fail (sample_rate > 0, FALSE);

  if (frames == 0)
    return FALSE;
  heard = bpm >= PT_TEMPO_MIN_BPM && bpm <= PT_TEMPO_MAX_BPM && confidence >= SOME_CONFIDENCE;

  return (heard && fit_heard (frames, sample_rate, bpm, fit))
         || fit_session (frames, sample_rate, session, fit)
         || fit_whole_number (frames, sample_rate, fit)
         || (heard && confidence >= HIGH_CONFIDENCE && pt_loop_fit_known (frames, sample_rate, bpm, fit));
}
