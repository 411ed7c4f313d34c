/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-loop-align.h"

#include <math.h>

/* A phase vocoder keeps a hit together but lays it down with the frame it was found in:
 * at 133 to 128 bpm all hits of a loop come 1.5 ms late, at other ratios early. Under a
 * kick that stands on its frame that is heard as a thinner kick. So the rise of the energy
 * around each hit, in steps of a third of a millisecond, is looked for where the hit
 * belongs in the result; the shift at which they agree best, over all hits, is the answer. */

#define HOP 16
/* Around a hit: 5 ms before its steepest rise, 11 ms behind. */
#define HOPS_BEFORE 16
#define HOPS_AFTER 32
/* A hit is the steepest within this many hops to both sides (20 ms), and steep enough. */
#define HIT_HOPS 60
#define HIT_SHARE 0.1
/* Below this likeness the two have no hits in common. */
#define MIN_LIKENESS 0.5

/* What the level rises by in each hop of @n frames; the first hop follows the last. */
static float *
find_rises (const float *energies, guint64 n_hops)
{
  float *rises = g_new (float, n_hops);
  float before = sqrtf (energies[n_hops - 1] / HOP);

  for (guint64 h = 0; h < n_hops; h++)
    {
      float level = sqrtf (energies[h] / HOP);

      rises[h] = MAX (level - before, 0);
      before = level;
    }

  return rises;
}

static float *
rises_of_planes (const float *const *planes, guint channels, guint64 n_hops)
{
  g_autofree float *energies = g_new0 (float, n_hops);

  for (guint c = 0; c < channels; c++)
    for (guint64 i = 0; i < n_hops * HOP; i++)
      energies[i / HOP] += planes[c][i] * planes[c][i];

  return find_rises (energies, n_hops);
}

static float *
rises_of_buffer (const PtAudioBuffer *buffer, guint64 n_hops)
{
  guint channels = pt_audio_buffer_get_channels (buffer);
  const float *samples = pt_audio_buffer_get_samples (buffer);
  g_autofree float *energies = g_new0 (float, n_hops);

  for (guint64 h = 0; h < n_hops; h++)
    for (guint64 i = h * HOP * channels; i < (h + 1) * HOP * channels; i++)
      energies[h] += samples[i] * samples[i];

  return find_rises (energies, n_hops);
}

static gboolean
is_hit (const float *rises, guint64 n, guint64 at, float least)
{
  if (rises[at] < least)
    return FALSE;
  for (gint64 k = -HIT_HOPS; k <= HIT_HOPS; k++)
    if (k != 0 && rises[(at + n + k) % n] >= rises[at])
      return FALSE;

  return TRUE;
}

/* Adds, for each lag from -@reach to @reach, how well the surroundings of the hit at
 * @before[@at] agree with those of @after at @place. */
static void
compare_hit (const float *before,
             guint64 n_before,
             guint64 at,
             const float *after,
             guint64 n_after,
             double place,
             gint64 reach,
             double *scores,
             double *power_before,
             double *power_after)
{
  guint64 whole = place;
  double part = place - whole;

  for (gint64 k = -HOPS_BEFORE; k <= HOPS_AFTER; k++)
    {
      double value = before[(at + n_before + k) % n_before];

      *power_before += value * value;
      for (gint64 lag = -reach; lag <= reach; lag++)
        {
          guint64 index = (whole + n_after + k + lag) % n_after;
          double other = after[index] * (1 - part) + after[(index + 1) % n_after] * part;

          scores[lag + reach] += value * other;
          power_after[lag + reach] += other * other;
        }
    }
}

gint64
pt_loop_align_measure (const PtAudioBuffer *loop, const float *const *planes, guint64 frames, gint64 maximum)
{
  g_autofree float *before = NULL;
  g_autofree float *after = NULL;
  g_autofree double *scores = NULL;
  g_autofree double *power_after = NULL;
  gint64 reach = maximum / HOP + 1;
  guint64 n_before;
  guint64 n_after = frames / HOP;
  double power_before = 0;
  double bend;
  float steepest = 0;
  gint64 best;

  g_return_val_if_fail (loop != NULL && planes != NULL, 0);
  g_return_val_if_fail (maximum >= 0, 0);

  n_before = pt_audio_buffer_get_frames (loop) / HOP;
  if (MIN (n_before, n_after) < 4 * (guint64) (reach + HIT_HOPS))
    return 0;
  before = rises_of_buffer (loop, n_before);
  after = rises_of_planes (planes, pt_audio_buffer_get_channels (loop), n_after);
  for (guint64 h = 0; h < n_before; h++)
    steepest = MAX (steepest, before[h]);
  if (steepest <= 0)
    return 0;

  scores = g_new0 (double, 2 * reach + 1);
  power_after = g_new0 (double, 2 * reach + 1);
  for (guint64 h = 0; h < n_before; h++)
    if (is_hit (before, n_before, h, HIT_SHARE * steepest))
      compare_hit (before, n_before, h, after, n_after, h * (double) frames / pt_audio_buffer_get_frames (loop),
                   reach, scores, &power_before, power_after);

  best = reach;
  for (gint64 lag = 1; lag < 2 * reach; lag++)
    if (scores[lag] > scores[best])
      best = lag;
  if (scores[best] <= 0 || scores[best] < MIN_LIKENESS * sqrt (power_before * power_after[best]))
    return 0;

  /* Between the hops: the top of the parabola through the best and its neighbours. */
  bend = scores[best - 1] - 2 * scores[best] + scores[best + 1];
  if (bend >= 0)
    return 0;

  return CLAMP (lround ((best - reach + 0.5 * (scores[best - 1] - scores[best + 1]) / bend) * HOP), -maximum, maximum);
}
