/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-tap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/pt-beats.h"

static int
compare_intervals (const void *a, const void *b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

double
pt_tap_add (PtTap *self, gint64 now_usec)
{
  gint64 intervals[PT_TAP_MAX_TAPS];
  double median_usec;
  guint n;

  g_return_val_if_fail (self != NULL, 0.0);

  if (self->n_times > 0
      && (now_usec - self->times_usec[self->n_times - 1] > PT_TAP_RESET_USEC || now_usec <= self->times_usec[self->n_times - 1]))
    self->n_times = 0;
  if (self->n_times == PT_TAP_MAX_TAPS)
    {
      memmove (self->times_usec, self->times_usec + 1, (PT_TAP_MAX_TAPS - 1) * sizeof *self->times_usec);
      self->n_times--;
    }
  self->times_usec[self->n_times++] = now_usec;
  if (self->n_times < 2)
    return 0.0;

  n = self->n_times - 1;
  for (guint i = 0; i < n; i++)
    intervals[i] = self->times_usec[i + 1] - self->times_usec[i];
  qsort (intervals, n, sizeof *intervals, compare_intervals);
  median_usec = n % 2 == 1 ? (double) intervals[n / 2] : 0.5 * (double) (intervals[n / 2 - 1] + intervals[n / 2]);

  return CLAMP (round (600.0 * G_USEC_PER_SEC / median_usec) / 10.0, PT_TEMPO_MIN_BPM, PT_TEMPO_MAX_BPM);
}
