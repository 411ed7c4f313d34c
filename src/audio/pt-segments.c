/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-segments.h"

#include <math.h>

#include "audio/pt-bar-features.h"
#include "audio/pt-beat-track.h"
#include "audio/pt-flux.h"

#define BEATS_PER_BAR 4
#define LEAST_BARS 4
#define LEAST_RATE 4000
#define LONGEST_BARS 128
#define NEAR_START_S 0.03
/* The price of a cut, in squared differences: that of a change that is clearly heard, and
 * a multiple of what bars that follow each other differ by anyway. */
#define CUT_PRICE 3.0
#define CUT_NOISE 6.0
/* Parts of odd lengths are rare. */
#define ODD_PRICE 1.0
/* Parts whose means are nearer than this sound alike. */
#define ALIKE 1.6

typedef struct
{
  guint n;
  double (*features)[PT_BAR_DIMENSIONS]; /* of each bar */
  double (*sums)[PT_BAR_DIMENSIONS + 1]; /* running; the last place sums the squares */
} Bars;

static void
bars_clear (Bars *bars)
{
  g_free (bars->features);
  g_free (bars->sums);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bars, bars_clear)

static void
bars_init (Bars *bars, const GArray *beats, guint first_beat)
{
  const PtBeatSums *sums = (const PtBeatSums *) beats->data + first_beat;
  guint n_beats = beats->len - first_beat;
  double loudest = pt_beat_sums_get_loudest ((const PtBeatSums *) beats->data, beats->len);

  /* A last bar of which less than half is there belongs to the one before. */
  bars->n = (n_beats + BEATS_PER_BAR / 2) / BEATS_PER_BAR;
  bars->features = g_malloc0_n (bars->n + 1, sizeof *bars->features);
  bars->sums = g_malloc0_n (bars->n + 1, sizeof *bars->sums);
  for (guint i = 0; i < bars->n; i++)
    {
      pt_bar_features_make (sums + i * BEATS_PER_BAR, MIN (BEATS_PER_BAR, n_beats - i * BEATS_PER_BAR), loudest, bars->features[i]);
      for (guint d = 0; d < PT_BAR_DIMENSIONS; d++)
        {
          bars->sums[i + 1][d] = bars->sums[i][d] + bars->features[i][d];
          bars->sums[i + 1][PT_BAR_DIMENSIONS] += bars->features[i][d] * bars->features[i][d];
        }
      bars->sums[i + 1][PT_BAR_DIMENSIONS] += bars->sums[i][PT_BAR_DIMENSIONS];
    }
}

/* The squared differences of the bars [from, to) from their mean. */
static double
spread (const Bars *bars, guint from, guint to)
{
  double squares = bars->sums[to][PT_BAR_DIMENSIONS] - bars->sums[from][PT_BAR_DIMENSIONS];

  for (guint d = 0; d < PT_BAR_DIMENSIONS; d++)
    {
      double sum = bars->sums[to][d] - bars->sums[from][d];

      squares -= sum * sum / (to - from);
    }

  return MAX (squares, 0);
}

static double
distance (const double *a, const double *b)
{
  double squares = 0;

  for (guint d = 0; d < PT_BAR_DIMENSIONS; d++)
    squares += (a[d] - b[d]) * (a[d] - b[d]);

  return squares;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

/* Half of the squared difference of neighbours, at the median: what stays when nothing
 * changes. */
static double
measure_noise (const Bars *bars)
{
  g_autofree double *steps = g_new (double, bars->n);

  for (guint i = 0; i + 1 < bars->n; i++)
    steps[i] = distance (bars->features[i], bars->features[i + 1]) / 2;
  qsort (steps, bars->n - 1, sizeof *steps, compare_doubles);

  return steps[(bars->n - 1) / 2];
}

static double
price_of_length (guint length)
{
  return length % 4 == 0 ? 0 : length % 2 == 0 ? ODD_PRICE
                                               : 2 * ODD_PRICE;
}

/* The cheapest way to cut: fills @starts (element-type guint) and returns its price. */
static double
cut (const Bars *bars, GArray *starts)
{
  g_autofree double *cost = g_new (double, bars->n + 1);
  g_autofree guint *from = g_new0 (guint, bars->n + 1);
  double price = CUT_PRICE + CUT_NOISE * measure_noise (bars);

  cost[0] = 0;
  for (guint to = 1; to <= bars->n; to++)
    {
      cost[to] = INFINITY;
      for (guint start = to > LONGEST_BARS ? to - LONGEST_BARS : 0; start < to; start++)
        {
          double value = cost[start] + spread (bars, start, to) + price + price_of_length (to - start);

          if (value < cost[to])
            {
              cost[to] = value;
              from[to] = start;
            }
        }
    }
  g_array_set_size (starts, 0);
  for (guint to = bars->n; to > 0; to = from[to])
    g_array_prepend_val (starts, from[to]);

  return cost[bars->n];
}

static void
mean_of (const Bars *bars, guint from, guint to, double mean[PT_BAR_DIMENSIONS])
{
  for (guint d = 0; d < PT_BAR_DIMENSIONS; d++)
    mean[d] = (bars->sums[to][d] - bars->sums[from][d]) / (to - from);
}

/* The letter of the part before @which that is nearest, or a new one. */
static char
label (const Bars *bars, const GArray *starts, guint which, const GArray *segments)
{
  double mean[PT_BAR_DIMENSIONS];
  double nearest = ALIKE * ALIKE + measure_noise (bars);
  char last = 'A' - 1;
  char letter = 0;

  mean_of (bars, g_array_index (starts, guint, which), which + 1 < starts->len ? g_array_index (starts, guint, which + 1) : bars->n, mean);
  for (guint i = 0; i < which; i++)
    {
      double other[PT_BAR_DIMENSIONS];
      char its = g_array_index (segments, PtSegment, i).label;

      mean_of (bars, g_array_index (starts, guint, i), g_array_index (starts, guint, i + 1), other);
      if (distance (mean, other) < nearest)
        {
          nearest = distance (mean, other);
          letter = its;
        }
      last = MAX (last, its);
    }

  return letter != 0 ? letter : MIN (last + 1, 'Z');
}

/* When the first beat is. */
static double
find_beat (const float *mono, guint64 frames, guint sample_rate, double bpm)
{
  g_autoptr (PtFlux) flux = pt_flux_new (mono, frames, sample_rate);
  g_autoptr (GArray) beats = pt_beat_track (flux, bpm, (double) frames / sample_rate);

  return beats->len > 0 ? g_array_index (beats, double, 0) : 0;
}

/* Cuts at every of the four beats that may be the first of a bar and keeps the cheapest;
 * the first of the signal when nothing speaks clearly against it. Returns that beat. */
static guint
choose_downbeat (const GArray *beats, Bars *best_bars, GArray *best_starts)
{
  double least = INFINITY;
  guint best_beat = 0;

  for (guint beat = 0; beat < BEATS_PER_BAR; beat++)
    {
      g_auto (Bars) bars = { 0 };
      g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint));
      double price;

      bars_init (&bars, beats, beat);
      price = cut (&bars, starts) / bars.n;
      if (price >= least * 0.9)
        continue;
      least = price;
      best_beat = beat;
      g_array_set_size (best_starts, 0);
      g_array_append_vals (best_starts, starts->data, starts->len);
      bars_clear (best_bars);
      *best_bars = bars;
      bars = (Bars){ 0 };
    }

  return best_beat;
}

GArray *
pt_segments_detect (const float *mono, guint64 frames, guint sample_rate, double bpm)
{
  GArray *segments = g_array_new (FALSE, FALSE, sizeof (PtSegment));
  g_autoptr (GArray) beats = NULL;
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_auto (Bars) bars = { 0 };
  double beat_s;
  double first_s;
  double length_s;

  g_return_val_if_fail (mono != NULL || frames == 0, segments);
  g_return_val_if_fail (sample_rate > 0, segments);

  length_s = (double) frames / sample_rate;
  if (sample_rate < LEAST_RATE || !(bpm >= 20 && bpm <= 400) || length_s < LEAST_BARS * BEATS_PER_BAR * 60 / bpm - 0.05)
    return segments;

  beat_s = 60 / bpm;
  first_s = fmod (find_beat (mono, frames, sample_rate, bpm), beat_s);
  /* A beat that does not begin at the start has one before it that began earlier. */
  if (first_s > NEAR_START_S)
    first_s -= beat_s;
  beats = pt_beat_sums_measure (mono, frames, sample_rate, first_s, beat_s);
  first_s += choose_downbeat (beats, &bars, starts) * beat_s;

  for (guint i = 0; i < starts->len; i++)
    {
      PtSegment segment = { 0, length_s, label (&bars, starts, i, segments) };

      if (i > 0)
        {
          segment.start_s = first_s + BEATS_PER_BAR * beat_s * g_array_index (starts, guint, i);
          g_array_index (segments, PtSegment, i - 1).end_s = segment.start_s;
        }
      g_array_append_val (segments, segment);
    }

  return segments;
}
