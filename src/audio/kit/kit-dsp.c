/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/kit/kit-dsp.h"

#include <math.h>

/* The half-band filter has its centre tap, and one tap on each side at every odd distance
 * up to 2 * N_SIDE_TAPS - 1. */
#define N_SIDE_TAPS 24

KitBuffer *
kit_buffer_new (gint64 frames, double rate, gboolean loop)
{
  KitBuffer *self = g_new0 (KitBuffer, 1);

  g_return_val_if_fail (frames > 0, NULL);

  self->frames = frames;
  self->rate = rate;
  self->loop = loop;
  self->left = g_new0 (double, frames);
  self->right = g_new0 (double, frames);

  return self;
}

void
kit_buffer_free (KitBuffer *self)
{
  if (self == NULL)
    return;
  g_free (self->left);
  g_free (self->right);
  g_free (self);
}

/* The modified Bessel function of the Kaiser window, by its series. (sqrt, which the window
 * needs too, is the one function of libm whose result IEEE 754 fixes to the last bit.) */
static double
bessel_i0 (double x)
{
  double sum = 1.0;
  double term = 1.0;

  for (int n = 1; n < 40; n++)
    {
      term *= (x / (2.0 * n)) * (x / (2.0 * n));
      sum += term;
    }

  return sum;
}

static const double *
half_band_taps (void)
{
  static double taps[N_SIDE_TAPS];
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      const double beta = 9.0; /* the stop band is 90 dB down */
      double sum = 0.0;

      for (int i = 0; i < N_SIDE_TAPS; i++)
        {
          double distance = 2 * i + 1;
          double edge = distance / (2 * N_SIDE_TAPS);
          double window = bessel_i0 (beta * sqrt (1.0 - edge * edge)) / bessel_i0 (beta);

          taps[i] = (i % 2 == 0 ? 1.0 : -1.0) / (3.141592653589793 * distance) * window;
          sum += taps[i];
        }
      for (int i = 0; i < N_SIDE_TAPS; i++)
        taps[i] *= 0.25 / sum;
      g_once_init_leave (&ready, 1);
    }

  return taps;
}

static double
halve_slow (const double *in, gint64 frames, gboolean loop, gint64 centre, const double *taps)
{
  double sum = 0.5 * in[centre];

  for (int i = 0; i < N_SIDE_TAPS; i++)
    {
      gint64 before = centre - (2 * i + 1);
      gint64 after = centre + (2 * i + 1);

      if (loop)
        {
          before = ((before % frames) + frames) % frames;
          after %= frames;
        }
      sum += taps[i] * ((before >= 0 ? in[before] : 0.0) + (after < frames ? in[after] : 0.0));
    }

  return sum;
}

static void
halve (const double *in, gint64 frames, gboolean loop, double *out)
{
  const double *taps = half_band_taps ();
  const gint64 reach = 2 * N_SIDE_TAPS;

  for (gint64 n = 0; n < frames / 2; n++)
    {
      gint64 centre = 2 * n;
      const double *at = in + centre;
      double sum;

      if (centre < reach || centre + reach >= frames)
        {
          out[n] = halve_slow (in, frames, loop, centre, taps);
          continue;
        }
      sum = 0.5 * at[0];
      for (int i = 0; i < N_SIDE_TAPS; i++)
        sum += taps[i] * (at[-(2 * i + 1)] + at[2 * i + 1]);
      out[n] = sum;
    }
}

KitBuffer *
kit_buffer_halve (const KitBuffer *self)
{
  KitBuffer *half;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (self->frames % 2 == 0, NULL);

  half = kit_buffer_new (self->frames / 2, self->rate / 2.0, self->loop);
  halve (self->left, self->frames, self->loop, half->left);
  halve (self->right, self->frames, self->loop, half->right);

  return half;
}

void
kit_buffer_mix (KitBuffer *self, const KitBuffer *source, gint64 start, double gain_left, double gain_right)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (source != NULL);

  for (gint64 n = 0; n < source->frames; n++)
    kit_buffer_add (self, start + n, gain_left * source->left[n], gain_right * source->right[n]);
}
