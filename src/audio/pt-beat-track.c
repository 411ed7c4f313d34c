/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-beat-track.h"

#include <math.h>

/* How dearly a step that is not one beat long is paid. */
#define TIGHTNESS 400.0
/* When half of the beats lie this close to an even grid, the grid is the truth. */
#define EVEN_S 0.012

/* Full and low flux, each in units of its own spread: the beat is where the kick is. */
static float *
make_strength (const PtFlux *flux)
{
  float *strength = g_new (float, flux->n + 1);
  double full = 1e-9;
  double low = 1e-9;

  for (guint i = 0; i < flux->n; i++)
    {
      full += (double) flux->full[i] * flux->full[i] / flux->n;
      low += (double) flux->low[i] * flux->low[i] / flux->n;
    }
  for (guint i = 0; i < flux->n; i++)
    strength[i] = flux->full[i] / sqrt (full) + flux->low[i] / sqrt (low);

  return strength;
}

/* (element-type int), the points of the path in order */
static GArray *
find_path (const float *strength, int n, double period)
{
  g_autofree double *score = g_new (double, n);
  g_autofree int *from = g_new (int, n);
  GArray *path = g_array_new (FALSE, FALSE, sizeof (int));
  int longest = (int) (period * 1.5);
  int shortest = MAX (1, (int) (period / 1.5));
  g_autofree double *costs = g_new0 (double, longest + 1);
  int best = 0;

  for (int step = shortest; step <= longest; step++)
    {
      double off = log (step / period);

      costs[step] = TIGHTNESS * off * off;
    }
  for (int i = 0; i < n; i++)
    {
      double most = 0;

      from[i] = -1;
      for (int step = shortest; step <= longest && step <= i; step++)
        if (score[i - step] - costs[step] > most)
          {
            most = score[i - step] - costs[step];
            from[i] = i - step;
          }
      score[i] = strength[i] + most;
    }
  for (int i = MAX (0, n - (int) period); i < n; i++)
    if (i == MAX (0, n - (int) period) || score[i] > score[best])
      best = i;
  for (int i = best; i >= 0; i = from[i])
    g_array_append_val (path, i);
  for (guint i = 0; i < path->len / 2; i++)
    {
      int swap = g_array_index (path, int, i);

      g_array_index (path, int, i) = g_array_index (path, int, path->len - 1 - i);
      g_array_index (path, int, path->len - 1 - i) = swap;
    }

  return path;
}

/* The place of the largest flux within a few points of @at, between the points. */
static double
peak_near (const float *strength, int n, double at)
{
  int middle = (int) floor (at + 0.5);
  int best = CLAMP (middle, 0, n - 1);

  for (int i = MAX (0, middle - 3); i <= MIN (n - 1, middle + 3); i++)
    if (strength[i] > strength[best])
      best = i;

  return pt_flux_peak_place (strength, n, best);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

/* The median of how late the path is against beats @period apart from 0. */
static double
find_phase (const float *strength, int n, const GArray *path, double period, double *spread)
{
  g_autofree double *late = g_new (double, path->len);
  double phase;
  double first = peak_near (strength, n, g_array_index (path, int, path->len / 2));

  for (guint i = 0; i < path->len; i++)
    {
      double off = (peak_near (strength, n, g_array_index (path, int, i)) - first) / period;

      late[i] = (off - floor (off + 0.5)) * period;
    }
  qsort (late, path->len, sizeof *late, compare_doubles);
  phase = first + late[path->len / 2];
  for (guint i = 0; i < path->len; i++)
    late[i] = fabs (late[i] + first - phase);
  qsort (late, path->len, sizeof *late, compare_doubles);
  *spread = late[path->len / 2];

  return phase;
}

GArray *
pt_beat_track (const PtFlux *flux, double bpm, double duration_s)
{
  GArray *beats = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree float *strength = NULL;
  g_autoptr (GArray) path = NULL;
  double period;
  double phase;
  double spread;

  g_return_val_if_fail (flux != NULL, beats);

  if (bpm <= 0 || flux->n < 2)
    return beats;

  period = 60 / bpm / flux->hop_s;
  strength = make_strength (flux);
  path = find_path (strength, flux->n, period);
  phase = find_phase (strength, flux->n, path, period, &spread);
  if (spread * flux->hop_s < EVEN_S)
    {
      /* The first beat may lie a hair before the first frame. */
      double first = (phase / period - floor (phase / period + 0.02)) * period * flux->hop_s;

      for (double beat = MAX (first, 0); beat < duration_s; beat = first + beats->len * period * flux->hop_s)
        g_array_append_val (beats, beat);
    }
  else
    for (guint i = 0; i < path->len; i++)
      {
        double beat = peak_near (strength, flux->n, g_array_index (path, int, i)) * flux->hop_s;

        g_array_append_val (beats, beat);
      }

  return beats;
}
