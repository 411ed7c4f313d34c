/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-waveform.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "audio/pt-audio-error.h"
#include "audio/pt-simd.h"

#define LEVEL_STEP 4
#define MAX_LEVELS 24
#define TOP_BINS 16 /* no level above one that is this small */
#define LANES 16

/* In front of the levels in the blob; little endian. */
#define MAGIC "PtW1"
#define HEADER_BYTES 16 /* magic, log2 of the bin, three zeros, frames */

struct _PtWaveform
{
  guint64 frames;
  guint bin_shift;
  guint n_levels;
  guint64 level_start[MAX_LEVELS]; /* in pairs, from the start of @pairs */
  guint64 level_bins[MAX_LEVELS];
  guint64 n_pairs;
  gint8 *pairs; /* min, max */
};

typedef float FloatLanes __attribute__ ((vector_size (LANES * sizeof (float)), aligned (4)));
typedef gint32 MaskLanes __attribute__ ((vector_size (LANES * sizeof (gint32))));

/* Selecting by a compare and never by fmin() keeps one result for every width, also for
 * the NaN a float file may hold: it never wins. */
PT_SIMD_CLONES static void
find_extremes (const float *samples, gsize n, float *minimum, float *maximum)
{
  float low = 0.0f;
  float high = 0.0f;
  gsize i = 0;

  if (n > 0 && samples[0] == samples[0])
    low = high = samples[0];

  if (n >= LANES)
    {
      FloatLanes lows = { 0 };
      FloatLanes highs;

      lows += low;
      highs = lows;
      for (; i + LANES <= n; i += LANES)
        {
          FloatLanes v;
          MaskLanes less, more;

          memcpy (&v, samples + i, sizeof v);
          less = v < lows;
          more = v > highs;
          lows = (FloatLanes) ((less & (MaskLanes) v) | (~less & (MaskLanes) lows));
          highs = (FloatLanes) ((more & (MaskLanes) v) | (~more & (MaskLanes) highs));
        }
      for (int lane = 0; lane < LANES; lane++)
        {
          low = lows[lane] < low ? lows[lane] : low;
          high = highs[lane] > high ? highs[lane] : high;
        }
    }
  for (; i < n; i++)
    {
      low = samples[i] < low ? samples[i] : low;
      high = samples[i] > high ? samples[i] : high;
    }

  *minimum = low;
  *maximum = high;
}

static gint8
to_byte (float value)
{
  if (value >= 1.0f)
    return 127;
  if (value <= -1.0f)
    return -127;

  return value < 0 ? (gint8) (value * 127.0f - 0.5f) : (gint8) (value * 127.0f + 0.5f);
}

/* Lays the levels out for so many frames; FALSE when that cannot be. */
static gboolean
plan_levels (PtWaveform *self)
{
  guint64 bins = (self->frames >> self->bin_shift)
                 + ((self->frames & ((G_GUINT64_CONSTANT (1) << self->bin_shift) - 1)) != 0);

  self->n_levels = 0;
  self->n_pairs = 0;
  do
    {
      if (self->n_levels == MAX_LEVELS)
        return FALSE;
      self->level_start[self->n_levels] = self->n_pairs;
      self->level_bins[self->n_levels] = bins;
      self->n_levels++;
      self->n_pairs += bins;
      if (bins <= TOP_BINS)
        break;
      bins = (bins + LEVEL_STEP - 1) / LEVEL_STEP;
    }
  while (TRUE);

  return TRUE;
}

static void
build_upper_levels (PtWaveform *self)
{
  for (guint level = 1; level < self->n_levels; level++)
    {
      const gint8 *below = self->pairs + 2 * self->level_start[level - 1];
      gint8 *here = self->pairs + 2 * self->level_start[level];
      guint64 n_below = self->level_bins[level - 1];

      for (guint64 i = 0; i < self->level_bins[level]; i++)
        {
          guint64 end = MIN ((i + 1) * LEVEL_STEP, n_below);
          gint8 low = 127;
          gint8 high = -127;

          for (guint64 j = i * LEVEL_STEP; j < end; j++)
            {
              low = MIN (low, below[2 * j]);
              high = MAX (high, below[2 * j + 1]);
            }
          here[2 * i] = low;
          here[2 * i + 1] = high;
        }
    }
}

PtWaveform *
pt_waveform_new (const float *samples, guint64 frames, guint channels, guint max_bins)
{
  PtWaveform *self;
  guint64 bin_frames;

  g_return_val_if_fail (samples != NULL || frames == 0, NULL);
  g_return_val_if_fail (channels > 0, NULL);
  g_return_val_if_fail (max_bins > 0, NULL);
  g_return_val_if_fail (frames <= G_MAXINT64 / channels, NULL);

  self = g_new0 (PtWaveform, 1);
  self->frames = frames;
  while ((1u << self->bin_shift) < PT_WAVEFORM_MIN_BIN_FRAMES)
    self->bin_shift++;
  while (self->bin_shift < 48 && ((frames - (frames > 0)) >> self->bin_shift) >= max_bins)
    self->bin_shift++;
  if (!plan_levels (self))
    g_assert_not_reached ();

  self->pairs = g_malloc (MAX (2 * self->n_pairs, 1));
  bin_frames = G_GUINT64_CONSTANT (1) << self->bin_shift;
  for (guint64 i = 0; i < self->level_bins[0]; i++)
    {
      guint64 start = i * bin_frames;
      float low, high;

      find_extremes (samples + start * channels, MIN (bin_frames, frames - start) * channels, &low, &high);
      self->pairs[2 * i] = to_byte (low);
      self->pairs[2 * i + 1] = to_byte (high);
    }
  build_upper_levels (self);

  return self;
}

void
pt_waveform_free (PtWaveform *self)
{
  if (self == NULL)
    return;
  g_free (self->pairs);
  g_free (self);
}

GBytes *
pt_waveform_to_bytes (const PtWaveform *self)
{
  guint8 *data;
  guint64 frames;

  g_return_val_if_fail (self != NULL, NULL);

  data = g_malloc0 (HEADER_BYTES + 2 * self->n_pairs);
  frames = GUINT64_TO_LE (self->frames);
  memcpy (data, MAGIC, 4);
  data[4] = self->bin_shift;
  memcpy (data + 8, &frames, sizeof frames);
  memcpy (data + HEADER_BYTES, self->pairs, 2 * self->n_pairs);

  return g_bytes_new_take (data, HEADER_BYTES + 2 * self->n_pairs);
}

PtWaveform *
pt_waveform_new_from_bytes (const void *data, gsize length, GError **error)
{
  g_autoptr (PtWaveform) self = g_new0 (PtWaveform, 1);
  const guint8 *bytes = data;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  if (length >= HEADER_BYTES && memcmp (bytes, MAGIC, 4) == 0)
    {
      memcpy (&self->frames, bytes + 8, sizeof self->frames);
      self->frames = GUINT64_FROM_LE (self->frames);
      self->bin_shift = bytes[4];
      if (self->bin_shift <= 48 && self->frames >> self->bin_shift <= length && plan_levels (self)
          && length == HEADER_BYTES + 2 * self->n_pairs)
        {
          self->pairs = g_malloc (MAX (2 * self->n_pairs, 1));
          memcpy (self->pairs, bytes + HEADER_BYTES, 2 * self->n_pairs);
          return g_steal_pointer (&self);
        }
    }

  g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNREADABLE,
               _ ("The stored waveform is damaged (%zu bytes); scan the file again"), length);

  return NULL;
}

guint64
pt_waveform_get_frames (const PtWaveform *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->frames;
}

guint
pt_waveform_get_bin_frames (const PtWaveform *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->bin_shift < 32 ? 1u << self->bin_shift : G_MAXUINT;
}

guint
pt_waveform_get_n_levels (const PtWaveform *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_levels;
}

/* The highest level with bins no longer than a column: what a column touches is then a
 * handful of bins, whatever the zoom. */
static guint
choose_level (const PtWaveform *self, double frames_per_column)
{
  guint level = 0;
  double bin_frames = (double) (G_GUINT64_CONSTANT (1) << self->bin_shift);

  while (level + 1 < self->n_levels && bin_frames * LEVEL_STEP * LEVEL_STEP <= frames_per_column)
    {
      bin_frames *= LEVEL_STEP;
      level++;
    }

  return level;
}

/* floor (range * i / n) without overflow for any range. */
static guint64
divide_range (guint64 range, guint64 i, guint64 n)
{
  return range / n * i + range % n * i / n;
}

void
pt_waveform_get_columns (const PtWaveform *self,
                         guint64 start_frame,
                         guint64 end_frame,
                         guint n_columns,
                         gint8 *columns)
{
  const gint8 *pairs;
  guint64 range;
  guint level;
  guint shift;

  g_return_if_fail (self != NULL);
  g_return_if_fail (start_frame <= end_frame);
  g_return_if_fail (columns != NULL || n_columns == 0);

  if (n_columns == 0)
    return;
  memset (columns, 0, 2 * (gsize) n_columns);

  range = end_frame - start_frame;
  level = choose_level (self, (double) range / n_columns);
  shift = self->bin_shift + 2 * level;
  pairs = self->pairs + 2 * self->level_start[level];
  for (guint i = 0; i < n_columns; i++)
    {
      guint64 from = start_frame + divide_range (range, i, n_columns);
      guint64 to = start_frame + divide_range (range, i + 1, n_columns);
      guint64 first = from >> shift;
      guint64 last;
      gint8 low, high;

      if (from >= self->frames)
        break;
      to = CLAMP (to, from + 1, self->frames);
      last = MIN ((to - 1) >> shift, self->level_bins[level] - 1);
      low = pairs[2 * first];
      high = pairs[2 * first + 1];
      for (guint64 bin = first + 1; bin <= last; bin++)
        {
          low = MIN (low, pairs[2 * bin]);
          high = MAX (high, pairs[2 * bin + 1]);
        }
      columns[2 * i] = low;
      columns[2 * i + 1] = high;
    }
}
