/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-similarity.h"

#include <math.h>

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

#define ALL_WEIGHTS \
  (BRIGHTNESS_WEIGHT + ROLE_WEIGHT + LENGTH_WEIGHT + LOOP_WEIGHT + ONSET_RATE_WEIGHT + CREST_WEIGHT \
   + LOUDNESS_WEIGHT + BARS_WEIGHT + TEMPO_WEIGHT + KEY_WEIGHT)

/* Beyond this, more different is no matter. */
#define MOST 3.0

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
  return step (log2 (MAX (a, floor_value)), log2 (MAX (b, floor_value)), unit);
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
  difference = log2 (a / b);

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
  sum += BARS_WEIGHT * step (log2 (known (a->bars)), log2 (known (b->bars)), BARS_UNIT);
  sum += TEMPO_WEIGHT * tempo_step (a->bpm, b->bpm);
  sum += KEY_WEIGHT * key_step (a->key, b->key);
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
