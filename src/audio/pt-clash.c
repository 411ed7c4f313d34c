/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-clash.h"

#include <math.h>

#include "audio/pt-spectrum.h"

/* The same length in time at every rate, to the frame: the magnitude of a noise depends
 * on it. */
#define WINDOW_S (2048 / 48000.0)

static const PtClashBand clash_bands[PT_N_CLASH_BANDS] = {
  { "sub", 20, 60 },
  { "bass", 60, 250 },
  { "low_mid", 250, 500 },
  { "mid", 500, 2000 },
  { "upper_mid", 2000, 4000 },
  { "high", 4000, 20000 },
};

/* Adds the integral of the magnitude over the hertz of each band. A bin is as wide as the
 * distance of two; an edge inside it takes its share. */
static void
add_bands (double sums[PT_N_CLASH_BANDS], const float *power, guint n_bins, double bin_hz)
{
  for (guint b = 0; b < PT_N_CLASH_BANDS; b++)
    {
      double low = clash_bands[b].low_hz / bin_hz + 0.5;
      double high = MIN (clash_bands[b].high_hz / bin_hz + 0.5, (double) n_bins);

      for (guint i = (guint) low; i < high; i++)
        {
          double width = MIN (high, i + 1.0) - MAX (low, (double) i);

          sums[b] += sqrt (power[i]) * width;
        }
    }
}

static void
measure_one (const float *mono, guint64 frames, guint sample_rate, double energies[PT_N_CLASH_BANDS])
{
  guint size = CLAMP (2 * (guint) (WINDOW_S * sample_rate / 2 + 0.5), 16, 65536);
  double bin_hz = (double) sample_rate / size;
  g_autoptr (PtSpectrum) spectrum = pt_spectrum_new (size);
  guint64 n = 0;

  memset (energies, 0, PT_N_CLASH_BANDS * sizeof *energies);
  for (guint64 at = 0; at < frames; at += size / 4, n++)
    add_bands (energies, pt_spectrum_measure (spectrum, mono, frames, (gint64) at - size / 2), size / 2 + 1, bin_hz);
  for (guint b = 0; b < PT_N_CLASH_BANDS && n > 0; b++)
    energies[b] *= bin_hz / (clash_bands[b].high_hz - clash_bands[b].low_hz) / n;
}

void
pt_clash_measure (const float *first, guint64 first_frames, guint first_rate, const float *second, guint64 second_frames, guint second_rate, PtClashBand bands[PT_N_CLASH_BANDS])
{
  double energies[2][PT_N_CLASH_BANDS];

  g_return_if_fail (first != NULL || first_frames == 0);
  g_return_if_fail (second != NULL || second_frames == 0);
  g_return_if_fail (first_rate > 0 && second_rate > 0);
  g_return_if_fail (bands != NULL);

  measure_one (first, first_frames, first_rate, energies[0]);
  measure_one (second, second_frames, second_rate, energies[1]);
  for (guint b = 0; b < PT_N_CLASH_BANDS; b++)
    {
      bands[b] = clash_bands[b];
      bands[b].energy_1 = energies[0][b];
      bands[b].energy_2 = energies[1][b];
      bands[b].clash = sqrt (energies[0][b] * energies[1][b]);
    }
}
