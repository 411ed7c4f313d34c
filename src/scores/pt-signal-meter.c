/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "scores/pt-signal-meter.h"

#include <math.h>

#include "audio/pt-lanes.h"
#include "audio/pt-spectrum.h"
#include "scores/pt-signal-curves.h"

/* 1024 frames at 48 kHz, and four hops in each. */
#define WINDOW_S (1024 / 48000.0)
#define CHROMA_WINDOW 4096
#define CHROMA_RATE 12000
#define TRIANGLE_SPAN 2 /* of the low-pass before the chroma, in outputs */
/* Clipping: so many samples in a row at the top. */
#define TOP 0.9998f
#define NEAR_TOP 0.97f
#define HELD_RUN 3

struct _PtSignalMeter
{
  guint channels;
  guint sample_rate;
  guint window;
  guint filled; /* frames in the window so far */
  guint64 frames;
  PtSpectrum *spectrum;
  PtSpectrum *chroma_spectrum;
  guint octave_edges[PT_SIGNAL_OCTAVES + 1];

  float *left;
  float *right;
  float *mono;
  float last_mono;

  /* The signal for the chroma: at a quarter of the rate, or so. */
  guint factor;
  float *slow;
  guint n_slow;
  float half_sum; /* the falling half of the triangle that is under way */
  gint8 *pitch_classes; /* of the bins; -1: none */

  PtSignalCurves curves;
  double mid_energy;
  double side_energy;
};

/* --- making --- */

static void
make_pitch_classes (PtSignalMeter *self)
{
  const double rate = (double) self->sample_rate / self->factor;
  const guint n_bins = CHROMA_WINDOW / 2 + 1;

  self->pitch_classes = g_malloc (n_bins);
  for (guint bin = 0; bin < n_bins; bin++)
    {
      const double hz = bin * rate / CHROMA_WINDOW;

      self->pitch_classes[bin] = -1;
      if (hz >= 100 && hz <= 2000)
        self->pitch_classes[bin] = ((int) floor (12 * log2 (hz / 440) + 0.5) + 1200) % 12;
    }
}

PtSignalMeter *
pt_signal_meter_new (guint channels, guint sample_rate)
{
  PtSignalMeter *self;

  g_return_val_if_fail (channels >= 1, NULL);
  g_return_val_if_fail (sample_rate >= 1000, NULL);

  self = g_new0 (PtSignalMeter, 1);
  self->channels = channels;
  self->sample_rate = sample_rate;
  self->window = MAX (pt_spectrum_size_for (WINDOW_S, sample_rate), 64);
  self->spectrum = pt_spectrum_new (self->window);
  self->chroma_spectrum = pt_spectrum_new (CHROMA_WINDOW);
  self->left = g_new0 (float, self->window);
  self->right = g_new0 (float, self->window);
  self->mono = g_new0 (float, self->window);
  self->slow = g_new0 (float, CHROMA_WINDOW);
  self->factor = MAX ((sample_rate + CHROMA_RATE / 2) / CHROMA_RATE, 1);
  make_pitch_classes (self);

  /* 0, 94, 188 ... 12 000 Hz and all above. */
  self->octave_edges[0] = 0;
  for (guint i = 1; i < PT_SIGNAL_OCTAVES; i++)
    {
      const double hz = 93.75 * (1 << (i - 1));
      const guint bin = (guint) (hz * self->window / sample_rate + 0.5);

      self->octave_edges[i] = MIN (bin, self->window / 2 + 1);
    }
  self->octave_edges[PT_SIGNAL_OCTAVES] = self->window / 2 + 1;
  pt_signal_curves_init (&self->curves, self->window, sample_rate);

  return self;
}

void
pt_signal_meter_free (PtSignalMeter *self)
{
  g_return_if_fail (self != NULL);

  pt_signal_curves_clear (&self->curves);
  pt_spectrum_free (self->spectrum);
  pt_spectrum_free (self->chroma_spectrum);
  g_free (self->left);
  g_free (self->right);
  g_free (self->mono);
  g_free (self->slow);
  g_free (self->pitch_classes);
  g_free (self);
}

/* --- one window --- */

PT_SIMD_CLONES
static float
find_peak (const float *samples, guint n)
{
  PtLanes peak = { 0 };
  float best = 0;

  for (guint i = 0; i < n; i += PT_N_LANES)
    {
      PtLanes now;

      memcpy (&now, samples + i, sizeof now);
      now = PT_LANES_CLEAN_ABS (now);
      peak = PT_LANES_MAX (now, peak);
    }
  for (guint i = 0; i < PT_N_LANES; i++)
    best = MAX (best, peak[i]);

  return best;
}

/* How many samples stand still at @peak: in runs, and as good as equal to it. The top of a deep
 * sine does so for a moment too; that is too short to matter. */
static guint
count_held (const float *samples, guint n, float peak)
{
  const float top = TOP * peak;
  guint held = 0, run = 0;

  for (guint i = 0; i < n; i++)
    {
      if (fabsf (samples[i]) >= top)
        {
          run++;
          continue;
        }
      held += run >= HELD_RUN ? run : 0;
      run = 0;
    }

  return held + (run >= HELD_RUN ? run : 0);
}

/* Writes the mean of both to @mono; returns the energies of mean and half difference. */
PT_SIMD_CLONES
static void
make_mono (const float *left, const float *right, float *mono, guint n, double *mid, double *side)
{
  PtLanes mids = { 0 }, sides = { 0 };

  for (guint i = 0; i < n; i += PT_N_LANES)
    {
      PtLanes a, b, half, difference;

      memcpy (&a, left + i, sizeof a);
      memcpy (&b, right + i, sizeof b);
      half = 0.5f * (a + b);
      difference = 0.5f * (a - b);
      mids += half * half;
      sides += difference * difference;
      memcpy (mono + i, &half, sizeof half);
    }
  *mid += pt_lanes_sum (&mids);
  *side += pt_lanes_sum (&sides);
}

/* Energy of the signal and of its slope. */
PT_SIMD_CLONES
static void
measure_hop (const float *mono, float before, guint n, float *energy, float *slope)
{
  PtLanes energies = { 0 }, slopes = { 0 };
  PtLanes first;
  float shifted[PT_N_LANES];

  memcpy (&first, mono, sizeof first);
  shifted[0] = before;
  memcpy (shifted + 1, mono, (PT_N_LANES - 1) * sizeof (float));
  for (guint i = 0; i < n; i += PT_N_LANES)
    {
      PtLanes now, last, difference;

      memcpy (&now, mono + i, sizeof now);
      if (i == 0)
        memcpy (&last, shifted, sizeof last);
      else
        memcpy (&last, mono + i - 1, sizeof last);
      difference = now - last;
      energies += now * now;
      slopes += difference * difference;
    }
  *energy = pt_lanes_sum (&energies);
  *slope = pt_lanes_sum (&slopes);
}

PT_SIMD_CLONES
static float
sum_range (const float *values, guint n)
{
  PtLanes sum = { 0 };
  float rest = 0;
  guint i = 0;

  for (; i + PT_N_LANES <= n; i += PT_N_LANES)
    {
      PtLanes now;

      memcpy (&now, values + i, sizeof now);
      sum += now;
    }
  for (; i < n; i++)
    rest += values[i];

  return pt_lanes_sum (&sum) + rest;
}

static void
measure_octaves (PtSignalMeter *self, float octaves[PT_SIGNAL_OCTAVES])
{
  const float *power = pt_spectrum_measure (self->spectrum, self->mono, self->window, 0);

  for (guint i = 0; i < PT_SIGNAL_OCTAVES; i++)
    {
      const guint low = self->octave_edges[i], high = self->octave_edges[i + 1];

      octaves[i] = high > low ? sum_range (power + low, high - low) : 0.0f;
    }
}

static void
end_chroma_window (PtSignalMeter *self)
{
  const float *power = pt_spectrum_measure (self->chroma_spectrum, self->slow, CHROMA_WINDOW, 0);
  float chroma[PT_SIGNAL_CHROMA] = { 0 };
  double log_sum = 0, sum = 0;
  guint n = 0;

  for (guint bin = 0; bin <= CHROMA_WINDOW / 2; bin++)
    {
      if (self->pitch_classes[bin] < 0)
        continue;
      chroma[self->pitch_classes[bin]] += power[bin];
      log_sum += pt_log2_fast (power[bin] + 1e-30f);
      sum += power[bin];
      n++;
    }
  pt_signal_curves_add_chroma (&self->curves, chroma, n > 0 && sum > 0 ? exp2 (log_sum / n) / (sum / n) : 0);
}

/* A low-pass of triangular shape, @factor samples apart. */
static void
feed_chroma (PtSignalMeter *self)
{
  const guint factor = self->factor;
  const guint n = self->window / factor;
  const float scale = 1.0f / (factor * (factor + 1));

  for (guint k = 0; k < n; k++)
    {
      const float *samples = self->mono + k * factor;
      float rising = 0, falling = 0;

      for (guint i = 0; i < factor; i++)
        {
          rising += (i + 1) * samples[i];
          falling += (factor - i) * samples[i];
        }
      self->slow[self->n_slow++] = (self->half_sum + rising) * scale;
      self->half_sum = falling;
      if (self->n_slow == CHROMA_WINDOW)
        {
          end_chroma_window (self);
          self->n_slow = 0;
        }
    }
}

static void
end_window (PtSignalMeter *self)
{
  const guint n = self->window, hop = n / PT_SIGNAL_HOPS;
  PtSignalWindow window = { 0 };
  const float left = find_peak (self->left, n);
  const float right = self->channels > 1 ? find_peak (self->right, n) : left;

  window.peak = MAX (left, right);
  if (window.peak >= NEAR_TOP * self->curves.peak && window.peak > 0)
    {
      window.held = count_held (self->left, n, window.peak);
      window.held += self->channels > 1 ? count_held (self->right, n, window.peak) : window.held;
    }

  if (self->channels == 2)
    make_mono (self->left, self->right, self->mono, n, &self->mid_energy, &self->side_energy);
  for (guint i = 0; i < PT_SIGNAL_HOPS; i++)
    {
      const float *start = self->mono + i * hop;

      measure_hop (start, i == 0 ? self->last_mono : start[-1], hop, &window.energy[i], &window.slope[i]);
    }
  self->last_mono = self->mono[n - 1];
  measure_octaves (self, window.octaves);
  feed_chroma (self);
  pt_signal_curves_add (&self->curves, &window);
  self->filled = 0;
}

/* --- streaming --- */

static float
clean (float sample)
{
  return fabsf (sample) <= 1e6f ? sample : 0.0f;
}

static void
take_frames (PtSignalMeter *self, const float *samples, guint n)
{
  float *left = self->left + self->filled, *right = self->right + self->filled;
  float *mono = self->mono + self->filled;
  const guint channels = self->channels;

  if (channels == 2)
    {
      for (guint i = 0; i < n; i++)
        {
          left[i] = clean (samples[2 * i]);
          right[i] = clean (samples[2 * i + 1]);
        }
      return;
    }
  for (guint i = 0; i < n; i++)
    {
      float sum = 0;

      for (guint k = 0; k < channels; k++)
        sum += clean (samples[i * channels + k]);
      mono[i] = sum / channels;
      left[i] = clean (samples[i * channels]);
      right[i] = channels > 1 ? clean (samples[i * channels + 1]) : left[i];
    }
}

void
pt_signal_meter_add (PtSignalMeter *self, const float *samples, guint64 frames)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (samples != NULL || frames == 0);

  while (frames > 0)
    {
      const guint n = MIN (frames, self->window - self->filled);

      take_frames (self, samples, n);
      self->filled += n;
      self->frames += n;
      samples += (gsize) n * self->channels;
      frames -= n;
      if (self->filled == self->window)
        end_window (self);
    }
}

void
pt_signal_meter_finish (PtSignalMeter *self, PtSignalFeatures *features)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (features != NULL);

  /* A last window that is not full counts for its peak only, unless there is no other: its
   * silence is none of the music's. */
  if (self->filled > 0 && (self->curves.n_windows == 0 || self->filled >= self->window / 2))
    {
      const gsize rest = (self->window - self->filled) * sizeof (float);

      memset (self->left + self->filled, 0, rest);
      memset (self->right + self->filled, 0, rest);
      memset (self->mono + self->filled, 0, rest);
      end_window (self);
    }
  memset (features, 0, sizeof *features);
  features->duration_s = (double) self->frames / self->sample_rate;
  if (self->mid_energy + self->side_energy > 0)
    features->width = sqrt (self->side_energy / MAX (self->mid_energy, 1e-3 * self->side_energy));
  pt_signal_curves_report (&self->curves, features);
}
