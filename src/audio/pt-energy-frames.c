/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-energy-frames.h"

#include <math.h>

#include "audio/pt-flux.h"
#include "audio/pt-spectrum.h"

#define WINDOW_S (1024 / 48000.0)

static float
measure_rms (const float *mono, guint64 from, guint64 to)
{
  double sum = 0;

  for (guint64 i = from; i < to; i++)
    if (fabsf (mono[i]) <= 1e6f)
      sum += (double) mono[i] * mono[i];

  return to > from ? sqrt (sum / (to - from)) : 0;
}

static float
measure_flux (const PtFlux *flux, guint64 from, guint64 to)
{
  guint first = MIN ((from + flux->hop - 1) / flux->hop, flux->n);
  guint end = MIN ((to + flux->hop - 1) / flux->hop, flux->n);
  double sum = 0;

  for (guint i = first; i < end; i++)
    sum += flux->full[i];

  return end > first ? sum / (end - first) : 0;
}

static float
measure_centroid (PtSpectrum *spectrum, const float *mono, guint64 frames, guint sample_rate, guint64 from, guint64 to)
{
  guint size = pt_spectrum_get_size (spectrum);
  double weighted = 0;
  double total = 0;

  for (guint64 at = from; at < to; at += size / 2)
    {
      const float *power = pt_spectrum_measure (spectrum, mono, frames, (gint64) at - size / 4);

      for (guint i = 1; i <= size / 2; i++)
        {
          weighted += (double) power[i] * i;
          total += power[i];
        }
    }

  return total > 1e-18 ? weighted / total * sample_rate / size : 0;
}

GArray *
pt_energy_frames (const float *mono, guint64 frames, guint sample_rate, double bpm)
{
  GArray *energy = g_array_new (FALSE, FALSE, sizeof (PtEnergyFrame));
  g_autoptr (PtFlux) flux = NULL;
  g_autoptr (PtSpectrum) spectrum = NULL;
  double step;

  g_return_val_if_fail (mono != NULL || frames == 0, energy);
  g_return_val_if_fail (sample_rate > 0, energy);

  if (!(bpm >= 20 && bpm <= 1000))
    return energy;

  step = 15 / bpm * sample_rate;
  flux = pt_flux_new (mono, frames, sample_rate);
  spectrum = pt_spectrum_new (pt_spectrum_size_for (WINDOW_S, sample_rate));
  for (guint64 i = 0; (i + 0.5) * step <= frames; i++)
    {
      guint64 from = (guint64) (i * step + 0.5);
      guint64 to = MIN ((guint64) ((i + 1) * step + 0.5), frames);
      PtEnergyFrame frame = {
        measure_rms (mono, from, to),
        measure_flux (flux, from, to),
        measure_centroid (spectrum, mono, frames, sample_rate, from, to),
      };

      g_array_append_val (energy, frame);
    }

  return energy;
}
