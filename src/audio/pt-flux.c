/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-flux.h"

#include <math.h>

#include "audio/pt-spectrum.h"

#define WINDOW_S (1024 / 48000.0)
#define LOW_HZ 150.0
#define LOWEST_HZ 35.0
#define HIGHEST_HZ 16000.0
/* Where the spectrum is finer than this, a band is as wide as this. */
#define BANDS_PER_OCTAVE 6

/* The moving median reaches this far to either side. */
#define MEDIAN_REACH_S 0.1
#define MAX_MEDIAN 64
/* A peak is the largest within this reach, and stands this far out of the median. */
#define PEAK_REACH_S 0.022
#define THRESHOLD_FACTOR 1.6f
#define THRESHOLD_OFFSET 0.3f

static void
make_bands (PtFluxState *state)
{
  double bin_hz = (double) state->sample_rate / state->size;
  double top_hz = MIN (HIGHEST_HZ, state->sample_rate * 0.46);
  guint bin = MAX (1, (guint) ceil (LOWEST_HZ / bin_hz));

  state->n_bands = 0;
  state->low_bin = MIN ((guint) ceil (LOW_HZ / bin_hz), state->size / 2 + 1);
  while (state->n_bands < PT_FLUX_MAX_BANDS && bin * bin_hz < top_hz)
    {
      guint next = MAX (bin + 1, (guint) (bin * exp2 (1.0 / BANDS_PER_OCTAVE) + 0.5));

      state->edges[state->n_bands++] = bin;
      bin = MIN (next, state->size / 2 + 1);
    }
  state->edges[state->n_bands] = bin;
}

void
pt_flux_state_reset (PtFluxState *state, guint sample_rate, guint size, guint hops_per_window, float peak)
{
  g_return_if_fail (state != NULL);
  g_return_if_fail (hops_per_window == 2 || hops_per_window == 4);

  if (state->sample_rate != sample_rate || state->size != size)
    {
      state->sample_rate = sample_rate;
      state->size = size;
      make_bands (state);
    }
  /* From half a window to one and three quarters back. */
  state->nearest = hops_per_window / 2;
  state->farthest = hops_per_window == 2 ? 3 : 7;
  state->floor = MAX (peak * peak * 1e-7f, 1e-20f);
  state->n_pushed = 0;
  memset (state->low_levels, 0, sizeof state->low_levels);
  for (guint i = 0; i < PT_FLUX_MAX_PAST; i++)
    for (guint b = 0; b < G_N_ELEMENTS (state->levels[i]); b++)
      state->levels[i][b] = log2f (state->floor);
}

PT_SIMD_CLONES
static void
take_logarithms (float *levels, guint n)
{
  for (guint b = 0; b < n; b++)
    levels[b] = pt_log2_fast (levels[b]);
}

PT_SIMD_CLONES
static void
keep_largest (float *restrict most, const float *restrict others, guint n)
{
  for (guint b = 0; b < n; b++)
    most[b] = others[b] > most[b] ? others[b] : most[b];
}

/* @now and @past point at the first band; there is one more place before it. */
PT_SIMD_CLONES
static void
make_rises (float *restrict rises, const float *restrict now, const float *restrict past, guint n)
{
  for (guint b = 0; b < n; b++)
    {
      float below = past[(int) b - 1];
      float above = past[b + 1];
      float most = past[b];

      most = below > most ? below : most;
      most = above > most ? above : most;
      rises[b] = now[b] > most ? now[b] - most : 0.0f;
    }
}

static float
push_low (PtFluxState *state, const float *power)
{
  float now = 0;
  float past = 0;

  for (guint i = 1; i < state->low_bin; i++)
    now += power[i];
  now = sqrtf (now);
  for (guint lag = state->nearest; lag <= state->farthest; lag++)
    past = MAX (past, state->low_levels[(state->n_pushed - lag) % PT_FLUX_MAX_PAST]);
  state->low_levels[state->n_pushed % PT_FLUX_MAX_PAST] = now;

  return MAX (now - past, 0);
}

void
pt_flux_state_push (PtFluxState *state, const float *power, float *full, float *low)
{
  float *now = state->levels[state->n_pushed % PT_FLUX_MAX_PAST] + PT_N_LANES;
  float past[PT_FLUX_MAX_BANDS + 2 * PT_N_LANES];
  float rises[PT_FLUX_MAX_BANDS];
  float sum = 0;

  for (guint b = 0; b < state->n_bands; b++)
    {
      float band = state->floor;

      for (guint i = state->edges[b]; i < state->edges[b + 1]; i++)
        band += power[i];
      now[b] = band;
    }
  take_logarithms (now, state->n_bands);
  memcpy (past, state->levels[(state->n_pushed - state->nearest) % PT_FLUX_MAX_PAST], sizeof past);
  for (guint lag = state->nearest + 1; lag <= state->farthest; lag++)
    keep_largest (past, state->levels[(state->n_pushed - lag) % PT_FLUX_MAX_PAST], G_N_ELEMENTS (past));
  make_rises (rises, now, past + PT_N_LANES, state->n_bands);
  for (guint b = 0; b < state->n_bands; b++)
    sum += rises[b];
  *full = state->n_bands > 0 ? sum / state->n_bands : 0;
  *low = push_low (state, power);
  state->n_pushed++;
}

PT_SIMD_CLONES
static float
find_peak (const float *mono, guint64 frames)
{
  PtLanes peaks = { 0 };
  float peak = 0;
  guint64 i = 0;

  for (; i + PT_N_LANES <= frames; i += PT_N_LANES)
    {
      PtLanes samples;

      memcpy (&samples, mono + i, sizeof samples);
      samples = PT_LANES_CLEAN_ABS (samples);
      peaks = PT_LANES_MAX (samples, peaks);
    }
  for (; i < frames; i++)
    if (fabsf (mono[i]) <= 1e6f && fabsf (mono[i]) > peak)
      peak = fabsf (mono[i]);
  for (guint lane = 0; lane < PT_N_LANES; lane++)
    peak = MAX (peak, peaks[lane]);

  return peak;
}

float
pt_flux_peak (const float *mono, guint64 frames)
{
  g_return_val_if_fail (mono != NULL || frames == 0, 0);

  return find_peak (mono, frames);
}

PtFlux *
pt_flux_new (const float *mono, guint64 frames, guint sample_rate)
{
  PtFlux *flux = g_new0 (PtFlux, 1);
  guint size = pt_spectrum_size_for (WINDOW_S, MAX (sample_rate, 1));
  g_autoptr (PtSpectrum) spectrum = pt_spectrum_new (size);
  g_autofree PtFluxState *state = g_new0 (PtFluxState, 1);

  g_return_val_if_fail (mono != NULL || frames == 0, flux);

  flux->hop = size / 4;
  flux->hop_s = (double) flux->hop / MAX (sample_rate, 1);
  /* A window that reaches over the end hears the cut as a click. */
  flux->n = frames == 0 ? 0 : frames < size ? 1 + frames / 2 / flux->hop
                                            : 1 + (frames - size / 2) / flux->hop;
  flux->full = g_new (float, flux->n + 1);
  flux->low = g_new (float, flux->n + 1);
  pt_flux_state_reset (state, sample_rate, size, 4, find_peak (mono, frames));
  for (guint i = 0; i < flux->n; i++)
    pt_flux_state_push (state, pt_spectrum_measure (spectrum, mono, frames, (gint64) i * flux->hop - size / 2),
                        &flux->full[i], &flux->low[i]);

  return flux;
}

void
pt_flux_free (PtFlux *flux)
{
  g_return_if_fail (flux != NULL);

  g_free (flux->full);
  g_free (flux->low);
  g_free (flux);
}

float *
pt_flux_make_strength (const PtFlux *flux)
{
  float *strength;
  double full = 1e-9;
  double low = 1e-9;

  g_return_val_if_fail (flux != NULL, NULL);

  strength = g_new (float, flux->n + 1);
  for (guint i = 0; i < flux->n; i++)
    {
      full += (double) flux->full[i] * flux->full[i] / flux->n;
      low += (double) flux->low[i] * flux->low[i] / flux->n;
    }
  for (guint i = 0; i < flux->n; i++)
    strength[i] = flux->full[i] / sqrt (full) + flux->low[i] / sqrt (low);

  return strength;
}

/* The values around the place in question, kept in order. */
typedef struct
{
  float sorted[MAX_MEDIAN * 2 + 1];
  guint n;
} MovingMedian;

static void
moving_median_add (MovingMedian *median, float value)
{
  guint i = median->n++;

  for (; i > 0 && median->sorted[i - 1] > value; i--)
    median->sorted[i] = median->sorted[i - 1];
  median->sorted[i] = value;
}

static void
moving_median_remove (MovingMedian *median, float value)
{
  guint i = 0;

  while (i < median->n - 1 && median->sorted[i] < value)
    i++;
  memmove (median->sorted + i, median->sorted + i + 1, (median->n - 1 - i) * sizeof (float));
  median->n--;
}

guint
pt_flux_pick (const float *curve, guint n, double hop_s, guint *peaks, guint max_peaks)
{
  guint reach = CLAMP ((guint) (MEDIAN_REACH_S / MAX (hop_s, 1e-4) + 0.5), 1, MAX_MEDIAN);
  guint neighbours = MAX (1, (guint) (PEAK_REACH_S / MAX (hop_s, 1e-4) + 0.5));
  MovingMedian median = { .n = 0 };
  guint n_peaks = 0;

  for (guint i = 0; i < MIN (reach, n); i++)
    moving_median_add (&median, curve[i]);
  for (guint i = 0; i < n; i++)
    {
      gboolean largest = TRUE;

      if (i + reach < n)
        moving_median_add (&median, curve[i + reach]);
      if (i > reach)
        moving_median_remove (&median, curve[i - reach - 1]);
      if (curve[i] < median.sorted[median.n / 2] * THRESHOLD_FACTOR + THRESHOLD_OFFSET)
        continue;
      /* Of equal neighbours the first is the peak. */
      for (guint k = 1; k <= neighbours && largest; k++)
        largest = (i < k || curve[i - k] < curve[i]) && (i + k >= n || curve[i + k] <= curve[i]);
      if (largest && n_peaks < max_peaks)
        peaks[n_peaks++] = i;
    }

  return n_peaks;
}

double
pt_flux_peak_place (const float *curve, guint n, guint peak)
{
  double bend;

  g_return_val_if_fail (curve != NULL && peak < n, peak);

  if (peak == 0 || peak + 1 >= n)
    return peak;
  bend = (double) curve[peak - 1] + curve[peak + 1] - 2.0 * curve[peak];

  return bend < 0 ? peak + CLAMP (0.5 * (curve[peak - 1] - curve[peak + 1]) / bend, -0.5, 0.5) : peak;
}
