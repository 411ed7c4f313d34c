/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-key-detect.h"

#include <math.h>

#include "audio/pt-decimate.h"
#include "audio/pt-spectrum.h"

#define WINDOW_S 0.36
#define MIN_SIZE 1024
#define MAX_SIZE 8192
/* Shorter than this nothing has a pitch to speak of. */
#define SHORTEST_S 0.05
#define LOWEST_HZ 50.0
#define HIGHEST_HZ 2400.0
#define MAX_PEAKS 96
/* Pitch classes are collected ten cents apart, until the tuning is known. */
#define FINE 120

struct _PtKeyDetector
{
  PtSpectrum *spectra[4]; /* MIN_SIZE, twice that ... MAX_SIZE; made when wanted */
};

typedef struct
{
  float bin;
  float power;
  float lobe; /* power of the whole peak */
} Peak;

typedef struct
{
  Peak peaks[MAX_PEAKS];
  guint n;
} Frame;

typedef struct
{
  double direct[FINE]; /* what sounds */
  double folded[FINE]; /* with overtones counted for the note they belong to */
  double steady; /* power of peaks that stay */
  double total;
} Collection;

/* Krumhansl and Kessler 1982. */
static const double profiles[2][12] = {
  { 6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88 },
  { 6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17 },
};

PtKeyDetector *
pt_key_detector_new (void)
{
  return g_new0 (PtKeyDetector, 1);
}

void
pt_key_detector_free (PtKeyDetector *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (self->spectra); i++)
    g_clear_pointer (&self->spectra[i], pt_spectrum_free);
  g_free (self);
}

static PtSpectrum *
get_spectrum (PtKeyDetector *self, guint size)
{
  guint i = 0;

  while ((MIN_SIZE << i) < size)
    i++;
  g_assert (i < G_N_ELEMENTS (self->spectra));
  if (self->spectra[i] == NULL)
    self->spectra[i] = pt_spectrum_new (size);

  return self->spectra[i];
}

static void
find_peaks (Frame *frame, const float *power, guint n_bins, double bin_hz)
{
  guint first = MAX (2, (guint) (LOWEST_HZ / bin_hz));
  guint last = MIN (n_bins - 3, (guint) (HIGHEST_HZ / bin_hz));
  float strongest = 0;

  frame->n = 0;
  for (guint i = first; i <= last; i++)
    strongest = MAX (strongest, power[i]);
  for (guint i = first; i <= last && frame->n < MAX_PEAKS; i++)
    {
      float left;
      float right;
      float middle;
      float offset;

      if (power[i] <= power[i - 1] || power[i] < power[i + 1] || power[i] < strongest * 1e-5f || power[i] < 1e-14f)
        continue;
      /* A parabola through the logarithms finds the top of a Hann lobe. */
      left = logf (power[i - 1] + 1e-20f);
      middle = logf (power[i]);
      right = logf (power[i + 1] + 1e-20f);
      offset = left + right - 2 * middle < -1e-6f ? 0.5f * (left - right) / (left + right - 2 * middle) : 0;
      frame->peaks[frame->n].bin = i + CLAMP (offset, -0.5f, 0.5f);
      frame->peaks[frame->n].power = power[i];
      frame->peaks[frame->n].lobe = power[i - 2] + power[i - 1] + power[i] + power[i + 1] + power[i + 2];
      frame->n++;
    }
}

static gboolean
is_steady (const Peak *peak, const Frame *before)
{
  for (guint i = 0; i < before->n; i++)
    if (fabsf (before->peaks[i].bin - peak->bin) < 0.4f)
      return before->peaks[i].power < peak->power * 10 && before->peaks[i].power > peak->power * 0.1f;

  return FALSE;
}

static void
add_fine (double *fine, double pitch, double weight)
{
  double place = (pitch / 12 - floor (pitch / 12)) * FINE;
  guint low = (guint) place;
  double part = place - low;

  fine[low % FINE] += weight * (1 - part);
  fine[(low + 1) % FINE] += weight * part;
}

static void
collect (Collection *all, const Frame *frame, const Frame *before, double bin_hz, double total)
{
  for (guint i = 0; i < frame->n; i++)
    {
      const Peak *peak = &frame->peaks[i];
      double pitch = 69 + 12 * log2 (peak->bin * bin_hz / 440);
      double weight = sqrt (peak->power);

      if (is_steady (peak, before))
        {
          all->steady += peak->lobe;
          weight *= 2;
        }
      add_fine (all->direct, pitch, weight);
      add_fine (all->folded, pitch, weight);
      /* It may be the third or fifth partial of a note. */
      add_fine (all->folded, pitch - 12 * log2 (3), weight * 0.3);
      add_fine (all->folded, pitch - 12 * log2 (5), weight * 0.15);
    }
  all->total += total;
}

/* How far off A = 440 Hz all of it lies: -0.5 .. 0.5 semitones. */
static double
estimate_tuning (const Collection *all)
{
  double x = 0;
  double y = 0;

  for (guint i = 0; i < FINE; i++)
    {
      x += all->direct[i] * cos (2 * G_PI * i * 12 / FINE);
      y += all->direct[i] * sin (2 * G_PI * i * 12 / FINE);
    }

  return atan2 (y, x) / (2 * G_PI);
}

static void
fold (const Collection *all, double tuning, double chroma[12])
{
  for (guint i = 0; i < FINE; i++)
    {
      double pitch = (double) i * 12 / FINE - tuning;
      int nearest = (int) floor (pitch + 0.5);
      double off = pitch - nearest;
      double weight = cos (G_PI * off);

      chroma[(nearest + 12) % 12] += all->folded[i] * weight * weight;
    }
}

static double
correlate (const double chroma[12], const double profile[12], int tonic)
{
  double chroma_mean = 0;
  double profile_mean = 0;
  double product = 0;
  double chroma_square = 0;
  double profile_square = 0;

  for (int i = 0; i < 12; i++)
    {
      chroma_mean += chroma[i] / 12;
      profile_mean += profile[i] / 12;
    }
  for (int i = 0; i < 12; i++)
    {
      double a = chroma[(i + tonic) % 12] - chroma_mean;
      double b = profile[i] - profile_mean;

      product += a * b;
      chroma_square += a * a;
      profile_square += b * b;
    }

  return chroma_square > 0 ? product / sqrt (chroma_square * profile_square) : 0;
}

static guint
choose_size (guint64 n, double rate)
{
  guint size = MIN (pt_spectrum_size_for (WINDOW_S, (guint) rate), MAX_SIZE);

  /* At least two places, or nothing can be said to be steady. */
  while (size > MIN_SIZE && n < size + size / 2)
    size /= 2;

  return MAX (size, MIN_SIZE);
}

void
pt_key_detector_run (PtKeyDetector *self, const float *pitched, guint64 n, double rate, double tonal_share, PtKeyEstimate *estimate)
{
  Collection all = { 0 };
  Frame frames[2] = { 0 };
  double chroma[12] = { 0 };
  PtSpectrum *spectrum;
  guint size;
  guint n_places;
  double best = -2;

  g_return_if_fail (self != NULL && estimate != NULL);

  *estimate = (PtKeyEstimate){ 0 };
  if (n < SHORTEST_S * rate || rate < 2000)
    return;

  size = choose_size (n, rate);
  spectrum = get_spectrum (self, size);
  n_places = n <= size ? 1 : 1 + (n - size + size / 4) / (size / 2);
  for (guint i = 0; i < n_places; i++)
    {
      gint64 first = n <= size ? -(gint64) (size - n) / 2 : (gint64) i * (size / 2);
      const float *power = pt_spectrum_measure (spectrum, pitched, n, first);
      double total = 0;

      for (guint k = 1; k < size / 2; k++)
        total += power[k];
      find_peaks (&frames[i % 2], power, size / 2 + 1, rate / size);
      collect (&all, &frames[i % 2], &frames[1 - i % 2], rate / size, total);
    }
  if (all.total <= 0)
    return;

  fold (&all, estimate_tuning (&all), chroma);
  for (int minor = 0; minor < 2; minor++)
    for (int tonic = 0; tonic < 12; tonic++)
      {
        double correlation = correlate (chroma, profiles[minor], tonic);

        if (correlation > best)
          {
            best = correlation;
            estimate->tonic = tonic;
            estimate->minor = minor;
          }
      }
  estimate->confidence = CLAMP (best, 0, 1);
  estimate->tonalness = CLAMP (all.steady / all.total * tonal_share, 0, 1);
}

void
pt_key_detect (const float *mono, guint64 frames, guint sample_rate, PtKeyEstimate *estimate)
{
  g_autoptr (PtKeyDetector) detector = NULL;
  g_autofree float *pitched = NULL;
  guint factor;
  guint64 n;
  double energy;
  double left = 0;

  g_return_if_fail (mono != NULL || frames == 0);
  g_return_if_fail (estimate != NULL);

  factor = pt_decimate_factor (sample_rate);
  n = pt_decimate_length (frames, factor);
  detector = pt_key_detector_new ();
  pitched = g_new (float, n + 1);
  energy = pt_decimate (mono, frames, factor, pitched);
  for (guint64 i = 0; i < n; i++)
    left += (double) pitched[i] * pitched[i];
  pt_key_detector_run (detector, pitched, n, (double) sample_rate / factor,
                       energy > 0 ? MIN (left * factor / energy, 1) : 0, estimate);
}

const char *
pt_key_tonic_name (int tonic)
{
  static const char *const names[] = { "C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B" };

  return names[CLAMP (tonic, 0, 11)];
}

char *
pt_key_estimate_to_string (const PtKeyEstimate *estimate)
{
  g_return_val_if_fail (estimate != NULL, NULL);

  return g_strdup_printf ("%s %s", pt_key_tonic_name (estimate->tonic), estimate->minor ? "minor" : "major");
}
