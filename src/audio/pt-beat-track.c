/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-beat-track.h"

#include <math.h>

/* The grid is looked at in stretches of this many beats, each of which may be off by up
 * to this share of a beat. */
#define STRETCH_BEATS 8
#define STRETCH_OFF 0.2
/* When half of the stretches lie this close to a line, the line is the truth. */
#define EVEN_S 0.012
/* How dearly a step that is not one beat long is paid. */
#define TIGHTNESS 800.0
/* The flux above which a beat is heard at all. */
#define HEARD 0.3f

/* A beat every @period points, one of them at @phase. */
typedef struct
{
  double phase;
  double period;
} Grid;

/* The mean strength at @n_places places of the period, over the points [from, to). */
static void
fold (const float *strength, int from, int to, double period, double *folded, int n_places)
{
  g_autofree int *counts = g_new0 (int, n_places);

  memset (folded, 0, n_places * sizeof *folded);
  for (int i = from; i < to; i++)
    {
      double turns = i / period;
      int place = (int) ((turns - floor (turns)) * n_places) % n_places;

      folded[place] += strength[i];
      counts[place]++;
    }
  for (int i = 0; i < n_places; i++)
    folded[i] /= MAX (counts[i], 1);
}

/* The middle of three neighbours counts double: a peak between two places is one. */
static double
smoothed (const double *folded, int n_places, int i)
{
  return folded[(i + n_places - 1) % n_places] + 2 * folded[i % n_places] + folded[(i + 1) % n_places];
}

static double
find_phase (const float *strength, int n, double period)
{
  int n_places = MAX (4, (int) (period + 0.5));
  g_autofree double *folded = g_new (double, n_places);
  int best = 0;

  fold (strength, 0, n, period, folded, n_places);
  for (int i = 1; i < n_places; i++)
    if (smoothed (folded, n_places, i) > smoothed (folded, n_places, best))
      best = i;

  return (best + 0.5) / n_places * period;
}

/* How far the stretch of points [from, to) is off the phase, in points, and how clearly. */
static double
find_offset (const float *strength, int from, int to, Grid grid, double *weight)
{
  int n_places = MAX (4, (int) (grid.period + 0.5));
  g_autofree double *folded = g_new (double, n_places);
  int reach = (int) (n_places * STRETCH_OFF);
  int middle = (int) (grid.phase / grid.period * n_places) % n_places;
  int best = 0;
  double mean = 0;

  fold (strength, from, to, grid.period, folded, n_places);
  for (int i = 0; i < n_places; i++)
    mean += folded[i] / n_places;
  for (int i = -reach; i <= reach; i++)
    if (smoothed (folded, n_places, middle + i + n_places) > smoothed (folded, n_places, middle + best + n_places))
      best = i;
  *weight = MAX (0, smoothed (folded, n_places, middle + best + n_places) / 4 - mean);

  return best * grid.period / n_places;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

static double
median (double *values, guint n)
{
  qsort (values, n, sizeof *values, compare_doubles);

  return n > 0 ? values[n / 2] : 0;
}

/* A line through the offsets, without those that lie far off the first try. Returns the
 * median distance from it. */
static double
fit_line (const double *offsets, const double *weights, guint n, double *start, double *slope)
{
  g_autofree double *away = g_new0 (double, n);
  g_autofree double *sorted = g_new0 (double, n);
  double limit = INFINITY;

  for (int round = 0; round < 3; round++)
    {
      double w = 1e-12;
      double x = 0;
      double y = 0;
      double xx = 0;
      double xy = 0;

      for (guint i = 0; i < n; i++)
        if (away[i] <= limit)
          {
            w += weights[i];
            x += weights[i] * i;
            y += weights[i] * offsets[i];
            xx += weights[i] * i * i;
            xy += weights[i] * i * offsets[i];
          }
      *slope = w * xx - x * x > 1e-6 * w * w ? (w * xy - x * y) / (w * xx - x * x) : 0;
      *start = (y - *slope * x) / w;
      for (guint i = 0; i < n; i++)
        sorted[i] = away[i] = fabs (offsets[i] - *start - *slope * i);
      limit = 2.5 * median (sorted, n) + 0.5;
    }

  return sorted[n / 2];
}

/* FALSE when the music does not keep to a grid. */
static gboolean
follow_grid (const float *strength, int n, double hop_s, Grid *grid)
{
  guint n_stretches = MAX (1, (guint) (n / (STRETCH_BEATS * grid->period)));
  g_autofree double *offsets = g_new (double, n_stretches);
  g_autofree double *weights = g_new (double, n_stretches);
  double start;
  double slope;

  for (guint i = 0; i < n_stretches; i++)
    offsets[i] = find_offset (strength, (gint64) n * i / n_stretches, (gint64) n * (i + 1) / n_stretches, *grid, &weights[i]);
  if (fit_line (offsets, weights, n_stretches, &start, &slope) * hop_s > EVEN_S)
    return FALSE;

  /* The slope is points per stretch, and a stretch so many beats. */
  slope /= n / (double) n_stretches / grid->period;
  grid->phase += start - slope * (n / (double) n_stretches / grid->period) / 2;
  if (n_stretches >= 4)
    grid->period += slope;

  return TRUE;
}

/* The place of the largest rise of all bands near @at, between the points: the low ones
 * alone rise later than a beat begins. */
static double
peak_near (const PtFlux *flux, double at)
{
  int n = flux->n;
  int middle = CLAMP ((int) floor (at + 0.5), 0, n - 1);
  int best = middle;

  for (int i = MAX (0, middle - 3); i <= MIN (n - 1, middle + 3); i++)
    if (flux->full[i] > flux->full[best])
      best = i;

  return flux->full[best] >= HEARD ? pt_flux_peak_place (flux->full, n, best) : at;
}

/* Moves the grid onto what is heard at its beats. */
static void
settle_grid (const PtFlux *flux, Grid *grid)
{
  g_autofree double *late = g_new (double, (gsize) (flux->n / grid->period) + 2);
  guint n = 0;

  for (double at = grid->phase; at < flux->n; at += grid->period)
    {
      double peak = peak_near (flux, at);

      if (peak != at)
        late[n++] = peak - at;
    }
  grid->phase += median (late, n);
}

static void
add_grid (GArray *beats, Grid grid, double hop_s, double duration_s)
{
  /* The first beat may lie a hair before the first frame. */
  double first = (grid.phase / grid.period - floor (grid.phase / grid.period + 0.05)) * grid.period * hop_s;
  guint n = 0;

  for (double beat = MAX (first, 0); beat < duration_s - 0.005; beat = first + ++n * grid.period * hop_s)
    g_array_append_val (beats, beat);
}

static void
add_path (GArray *beats, const PtFlux *flux, const float *strength, double period)
{
  int n = flux->n;
  g_autofree double *score = g_new (double, n);
  g_autofree int *from = g_new (int, n);
  int longest = (int) (period * 1.5);
  int shortest = MAX (1, (int) (period / 1.5));
  g_autofree double *costs = g_new0 (double, longest + 1);
  int best = MAX (0, n - (int) period);

  for (int step = shortest; step <= longest; step++)
    costs[step] = TIGHTNESS * log (step / period) * log (step / period);
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
  for (int i = best; i < n; i++)
    if (score[i] > score[best])
      best = i;
  for (int i = best; i >= 0; i = from[i])
    {
      double beat = peak_near (flux, i) * flux->hop_s;

      g_array_prepend_val (beats, beat);
    }
}

GArray *
pt_beat_track (const PtFlux *flux, double bpm, double duration_s)
{
  GArray *beats = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree float *strength = NULL;
  Grid grid;

  g_return_val_if_fail (flux != NULL, beats);

  if (!(bpm > 0) || flux->n < 2 || 60 / bpm < 4 * flux->hop_s)
    return beats;

  strength = pt_flux_make_strength (flux);
  grid.period = 60 / bpm / flux->hop_s;
  grid.phase = find_phase (strength, flux->n, grid.period);
  if (follow_grid (strength, flux->n, flux->hop_s, &grid))
    {
      settle_grid (flux, &grid);
      add_grid (beats, grid, flux->hop_s, duration_s);
    }
  else
    add_path (beats, flux, strength, grid.period);

  return beats;
}
