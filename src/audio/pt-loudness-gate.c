/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-loudness-gate.h"

#include <math.h>
#include <stdlib.h>

#define OFFSET_DB -0.691 /* so that a 997 Hz sine at full scale in one channel is -3.01 */
#define ABSOLUTE_GATE_LUFS -70.0
#define INTEGRATED_GATE 0.1 /* -10 LU */
#define RANGE_GATE 0.01 /* -20 LU */
#define MOMENTARY_HOPS 4
#define SHORT_TERM_HOPS 30
#define RANGE_STEP_HOPS 10 /* the range looks at short-term loudness once a second */
#define RANGE_LOW 0.10
#define RANGE_HIGH 0.95

double
pt_loudness_from_energy (double energy)
{
  return energy > 0 ? 10 * log10 (energy) + OFFSET_DB : -INFINITY;
}

static double
absolute_gate (void)
{
  return pow (10, (ABSOLUTE_GATE_LUFS - OFFSET_DB) / 10);
}

/* Mean squares of windows of @n_window hops, one every @step hops. (element-type double) */
static GArray *
window_energies (const GArray *hops, guint hop_frames, guint n_window, guint step)
{
  GArray *energies = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint first = 0; first + n_window <= hops->len; first += step)
    {
      double energy = 0;

      for (guint i = 0; i < n_window; i++)
        energy += g_array_index (hops, double, first + i);
      energy /= (double) n_window * hop_frames;
      g_array_append_val (energies, energy);
    }

  return energies;
}

static double
maximum (const GArray *energies)
{
  double max = 0;

  for (guint i = 0; i < energies->len; i++)
    max = MAX (max, g_array_index (energies, double, i));

  return max;
}

/* The mean of those at or above @gate; 0 when there are none. */
static double
gated_mean (const GArray *energies, double gate)
{
  double sum = 0;
  guint n = 0;

  for (guint i = 0; i < energies->len; i++)
    {
      const double energy = g_array_index (energies, double, i);

      if (energy >= gate)
        {
          sum += energy;
          n++;
        }
    }

  return n > 0 ? sum / n : 0;
}

void
pt_loudness_gate_integrated (const GArray *hops, guint hop_frames, PtLoudness *result)
{
  g_autoptr (GArray) energies = NULL;
  const double gate = absolute_gate ();
  double mean;

  g_return_if_fail (hops != NULL);
  g_return_if_fail (hop_frames > 0);
  g_return_if_fail (result != NULL);

  energies = window_energies (hops, hop_frames, MOMENTARY_HOPS, 1);
  mean = gated_mean (energies, gate);
  if (mean > 0)
    mean = gated_mean (energies, MAX (gate, mean * INTEGRATED_GATE));
  result->lufs_i = pt_loudness_from_energy (mean);
  result->lufs_m_max = pt_loudness_from_energy (maximum (energies));
}

static int
compare_energies (gconstpointer a, gconstpointer b)
{
  const double first = *(const double *) a;
  const double second = *(const double *) b;

  return first < second ? -1 : first > second;
}

void
pt_loudness_gate_range (const GArray *hops, guint hop_frames, PtLoudness *result)
{
  g_autoptr (GArray) all = NULL;
  g_autoptr (GArray) energies = NULL;
  g_autoptr (GArray) kept = NULL;
  double absolute, gate;

  g_return_if_fail (hops != NULL);
  g_return_if_fail (hop_frames > 0);
  g_return_if_fail (result != NULL);

  all = window_energies (hops, hop_frames, SHORT_TERM_HOPS, 1);
  result->lufs_s_max = pt_loudness_from_energy (maximum (all));

  energies = window_energies (hops, hop_frames, SHORT_TERM_HOPS, RANGE_STEP_HOPS);
  absolute = absolute_gate ();
  gate = MAX (absolute, gated_mean (energies, absolute) * RANGE_GATE);
  kept = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < energies->len; i++)
    if (g_array_index (energies, double, i) >= gate)
      g_array_append_val (kept, g_array_index (energies, double, i));

  result->lra_lu = 0;
  if (kept->len > 0)
    {
      const guint low = (kept->len - 1) * RANGE_LOW + 0.5;
      const guint high = (kept->len - 1) * RANGE_HIGH + 0.5;

      g_array_sort (kept, compare_energies);
      result->lra_lu = pt_loudness_from_energy (g_array_index (kept, double, high)) - pt_loudness_from_energy (g_array_index (kept, double, low));
    }
}
