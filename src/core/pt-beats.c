/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-beats.h"

#include <math.h>

#include "core/pt-util.h"

__extension__ typedef __int128 wide_int;

PtBeats
pt_beats_new (gint64 num, gint64 den)
{
  gint64 divisor;

  g_return_val_if_fail (den != 0, PT_BEATS_ZERO);

  divisor = (gint64) pt_common_divisor ((guint64) ABS (num), (guint64) ABS (den));
  if (den < 0)
    divisor = -divisor;

  return (PtBeats){ num / divisor, den / divisor };
}

/* Millionths of a beat that are a fraction of the musical grid, 1/384 at the finest, to within
 * one millionth. Two such fractions are further apart than that, so there is one or none, and
 * it is a convergent of the continued fraction. */
static gboolean
find_on_grid (gint64 millionths, PtBeats *result)
{
  const double x = millionths / 1e6;
  double rest = x;
  gint64 n0 = 0, d0 = 1, n1 = 1, d1 = 0;

  for (;;)
    {
      double whole = floor (rest);
      gint64 n2 = (gint64) whole * n1 + n0;
      gint64 d2 = (gint64) whole * d1 + d0;

      if (d2 > 384)
        return FALSE;
      n0 = n1, d0 = d1, n1 = n2, d1 = d2;
      if (fabs ((double) n1 / d1 - x) <= 1e-6)
        break;
      rest = 1.0 / (rest - whole);
    }
  *result = pt_beats_new (n1, d1);

  return TRUE;
}

PtBeats
pt_beats_from_double (double beats)
{
  gint64 millionths;
  PtBeats result;

  g_return_val_if_fail (isfinite (beats) && fabs (beats) < 1e9, PT_BEATS_ZERO);

  /* First to millionths, so that what is written and read again stays what it is. */
  millionths = llround (fabs (beats) * 1e6);
  if (!find_on_grid (millionths, &result))
    result = pt_beats_new (millionths, 1000000);

  return beats < 0 ? (PtBeats){ -result.num, result.den } : result;
}

double
pt_beats_to_double (PtBeats beats)
{
  return (double) beats.num / beats.den;
}

PtBeats
pt_beats_add (PtBeats a, PtBeats b)
{
  return pt_beats_new (a.num * b.den + b.num * a.den, a.den * b.den);
}

int
pt_beats_compare (PtBeats a, PtBeats b)
{
  wide_int left = (wide_int) a.num * b.den;
  wide_int right = (wide_int) b.num * a.den;

  return left < right ? -1 : left > right;
}

PtTempo
pt_tempo_from_bpm (double bpm)
{
  g_return_val_if_fail (isfinite (bpm) && bpm > 0, 0);

  return llround (bpm * 1e6);
}

double
pt_tempo_to_bpm (PtTempo tempo)
{
  return tempo / 1e6;
}

guint64
pt_beats_to_frame (PtBeats beats, PtTempo tempo, guint sample_rate)
{
  wide_int numerator, denominator;

  g_return_val_if_fail (beats.num >= 0 && beats.den > 0, 0);
  g_return_val_if_fail (tempo > 0, 0);

  numerator = (wide_int) beats.num * 60 * sample_rate * 1000000;
  denominator = (wide_int) beats.den * tempo;

  return (guint64) ((2 * numerator + denominator) / (2 * denominator));
}

guint64
pt_bars_to_frame (gint64 bars, PtTempo tempo, guint sample_rate)
{
  return pt_beats_to_frame ((PtBeats){ bars * PT_BEATS_PER_BAR, 1 }, tempo, sample_rate);
}
