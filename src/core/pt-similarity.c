/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-similarity.h"

#include <math.h>
#include <stdlib.h>

#include "core/pt-key.h"

/* What the difference of two sounds of a library is on average, in each measure: the unit of
 * its distance. Logarithms are to the base of two: octaves, doublings. */
#define BRIGHTNESS_UNIT 1.9
#define ONSET_RATE_UNIT 1.6
#define LENGTH_UNIT 2.6
#define LOUDNESS_UNIT 6.0
#define CREST_UNIT 6.0
#define BARS_UNIT 1.5
#define TEMPO_UNIT 0.06
#define OCTAVES_UNIT 15.0 /* decibels, the mean of all octaves */
#define FLATNESS_UNIT 5.0 /* decibels */
#define ATTACK_UNIT 5.5
#define DECAY_UNIT 2.6
#define GLIDE_UNIT 1.1

/* How much each of them says. */
#define BRIGHTNESS_WEIGHT 3.0
#define ROLE_WEIGHT 2.5
#define LENGTH_WEIGHT 1.5
#define LOOP_WEIGHT 1.5
#define ONSET_RATE_WEIGHT 1.5
#define CREST_WEIGHT 1.5
#define LOUDNESS_WEIGHT 0.75
#define BARS_WEIGHT 0.5
#define TEMPO_WEIGHT 0.5
#define KEY_WEIGHT 0.75
#define OCTAVES_WEIGHT 3.0
#define FLATNESS_WEIGHT 1.0
#define ATTACK_WEIGHT 1.0
#define DECAY_WEIGHT 1.0
#define GLIDE_WEIGHT 0.5
#define PROFILE_WEIGHT (OCTAVES_WEIGHT + FLATNESS_WEIGHT + ATTACK_WEIGHT + DECAY_WEIGHT + GLIDE_WEIGHT)

#define ALL_WEIGHTS \
  (BRIGHTNESS_WEIGHT + ROLE_WEIGHT + LENGTH_WEIGHT + LOOP_WEIGHT + ONSET_RATE_WEIGHT + CREST_WEIGHT \
   + LOUDNESS_WEIGHT + BARS_WEIGHT + TEMPO_WEIGHT + KEY_WEIGHT + PROFILE_WEIGHT)

/* Beyond this, more different is no matter. */
#define MOST 3.0

/* Below this, in half decibels, an octave is as good as silent. */
#define SILENT_OCTAVE (-80)

/* One, the average, when one of them is not known. */
static double
step (double a, double b, double unit)
{
  double difference = fabs (a - b) / unit;

  return isfinite (difference) ? MIN (difference, MOST) : 1.0;
}

static double
octaves (double a, double b, double floor_value, double unit)
{
  return step (log2f (MAX (a, floor_value)), log2f (MAX (b, floor_value)), unit);
}

static double
known (double value)
{
  return value > 0 ? value : NAN;
}

static double
crest (const PtSampleInfo *info)
{
  return info->peak_dbfs - info->rms_dbfs;
}

/* Half and double are one tempo. */
static double
tempo_step (double a, double b)
{
  double difference;

  if (a <= 0 || b <= 0)
    return 1.0;
  difference = log2f (a / b);

  return MIN (fabs (difference - round (difference)) / TEMPO_UNIT, MOST);
}

static double
key_step (const char *a, const char *b)
{
  PtKey key_a, key_b;

  if (a == NULL || b == NULL || !pt_key_parse (a, &key_a, NULL) || !pt_key_parse (b, &key_b, NULL))
    return 1.0;
  switch (pt_key_relate (&key_a, &key_b))
    {
    case PT_KEY_SAME:
      return 0;
    case PT_KEY_RELATIVE:
    case PT_KEY_FIFTH_UP:
    case PT_KEY_FIFTH_DOWN:
      return 0.5;
    case PT_KEY_DISTANT:
    default:
      return 1.5;
    }
}

/* What the spectrum and the envelope say, weighed. */
static double
profile_steps (const PtSampleInfo *a, const PtSampleInfo *b)
{
  const gint8 *x = a->profile;
  const gint8 *y = b->profile;
  double sum = 0;
  int octaves_apart = 0;

  if (!a->has_profile || !b->has_profile)
    return PROFILE_WEIGHT;
  for (guint i = 0; i < PT_PROFILE_N_OCTAVES; i++)
    octaves_apart += abs (MAX (x[i], SILENT_OCTAVE) - MAX (y[i], SILENT_OCTAVE));
  sum += OCTAVES_WEIGHT * MIN (octaves_apart * 0.5 / PT_PROFILE_N_OCTAVES / OCTAVES_UNIT, MOST);
  sum += FLATNESS_WEIGHT * step (x[PT_PROFILE_FLATNESS] * 0.5, y[PT_PROFILE_FLATNESS] * 0.5, FLATNESS_UNIT);
  sum += ATTACK_WEIGHT * step (x[PT_PROFILE_ATTACK] / 8.0, y[PT_PROFILE_ATTACK] / 8.0, ATTACK_UNIT);
  sum += DECAY_WEIGHT * step (x[PT_PROFILE_DECAY] / 8.0, y[PT_PROFILE_DECAY] / 8.0, DECAY_UNIT);
  sum += GLIDE_WEIGHT * step (x[PT_PROFILE_GLIDE] / 16.0, y[PT_PROFILE_GLIDE] / 16.0, GLIDE_UNIT);

  return sum;
}

double
pt_similarity_distance (const PtSampleInfo *a, const PtSampleInfo *b)
{
  double sum = 0;

  g_return_val_if_fail (a != NULL && b != NULL, 1.0);

  if (a == b)
    return 0;
  sum += BRIGHTNESS_WEIGHT * octaves (a->brightness_hz, b->brightness_hz, 20, BRIGHTNESS_UNIT);
  sum += ONSET_RATE_WEIGHT * octaves (a->onset_rate_hz, b->onset_rate_hz, 0.5, ONSET_RATE_UNIT);
  sum += LENGTH_WEIGHT * octaves (a->duration_s, b->duration_s, 0.01, LENGTH_UNIT);
  sum += CREST_WEIGHT * step (crest (a), crest (b), CREST_UNIT);
  sum += LOUDNESS_WEIGHT * step (a->rms_dbfs, b->rms_dbfs, LOUDNESS_UNIT);
  sum += BARS_WEIGHT * step (log2f (known (a->bars)), log2f (known (b->bars)), BARS_UNIT);
  sum += TEMPO_WEIGHT * tempo_step (a->bpm, b->bpm);
  sum += KEY_WEIGHT * key_step (a->key, b->key);
  sum += profile_steps (a, b);
  sum += LOOP_WEIGHT * (!a->loop != !b->loop ? 1.5 : 0);
  if (a->role == PT_ROLE_NONE || b->role == PT_ROLE_NONE)
    sum += ROLE_WEIGHT;
  else
    sum += ROLE_WEIGHT * (a->role != b->role ? 1.2 : 0);

  return sum / ALL_WEIGHTS;
}

static int
compare_similar (gconstpointer a, gconstpointer b)
{
  const PtSimilar *x = a;
  const PtSimilar *y = b;

  if (x->distance != y->distance)
    return x->distance < y->distance ? -1 : 1;

  return g_strcmp0 (pt_sample_get_info (x->sample)->path, pt_sample_get_info (y->sample)->path);
}

static void
keep_nearest (GArray *found, guint n_max)
{
  g_array_sort (found, compare_similar);
  if (found->len > n_max)
    g_array_set_size (found, n_max);
}

GArray *
pt_similarity_find (GPtrArray *samples, const PtSampleInfo *sample, PtRole role, guint n_max)
{
  GArray *found;

  g_return_val_if_fail (samples != NULL, NULL);
  g_return_val_if_fail (sample != NULL, NULL);

  found = g_array_new (FALSE, FALSE, sizeof (PtSimilar));
  for (guint i = 0; i < samples->len; i++)
    {
      const PtSampleInfo *info = pt_sample_get_info (samples->pdata[i]);
      PtSimilar similar = { samples->pdata[i] };

      if (info->missing || (role != PT_ROLE_NONE && info->role != role) || g_str_equal (info->path, sample->path))
        continue;
      similar.distance = pt_similarity_distance (sample, info);
      g_array_append_val (found, similar);
    }
  keep_nearest (found, n_max);

  return found;
}

GArray *
pt_similarity_rank_alternatives (PtLibrary *library,
                                 PtRole role,
                                 const PtSampleInfo *current,
                                 double bpm,
                                 const char *key,
                                 guint n_max)
{
  g_autoptr (GPtrArray) candidates = NULL;
  GArray *found;

  g_return_val_if_fail (PT_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (role < PT_ROLE_NONE, NULL);

  candidates = pt_library_get_candidates (library, role);
  found = g_array_new (FALSE, FALSE, sizeof (PtSimilar));
  for (guint i = 0; i < candidates->len; i++)
    {
      const PtSampleInfo *info = pt_sample_get_info (candidates->pdata[i]);
      PtSimilar similar = { candidates->pdata[i] };

      if (current != NULL && g_str_equal (info->path, current->path))
        continue;
      similar.distance = current != NULL ? pt_similarity_distance (current, info) : 1.0;
      /* A loop of another tempo is stretched, one of another key clashes; a drum has neither. */
      if (bpm > 0 && info->loop)
        similar.distance += 0.25 * tempo_step (bpm, info->bpm);
      if (key != NULL && info->key != NULL)
        similar.distance += 0.25 * key_step (key, info->key);
      g_array_append_val (found, similar);
    }
  keep_nearest (found, n_max);

  return found;
}
