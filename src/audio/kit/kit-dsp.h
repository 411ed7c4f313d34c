/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/kit/kit-math.h"

G_BEGIN_DECLS

/* What the voices are made of: buffers, oscillators, filters, envelopes. Voices work at
 * twice the rate of the file, so that drive, resonance and frequency modulation fold
 * nothing audible back; kit_buffer_halve() comes down with a steep linear-phase filter. */

#define KIT_RATE 48000
#define KIT_FAST_RATE 96000

/* --- buffers --- */

/* Stereo. In a loop, position n is position n modulo the length: what a note leaves
 * behind the end sounds at the start, as it will when the loop runs. */
typedef struct
{
  gint64 frames;
  double rate;
  gboolean loop;
  double *left;
  double *right;
} KitBuffer;

KitBuffer *kit_buffer_new (gint64 frames,
                           double rate,
                           gboolean loop);
void kit_buffer_free (KitBuffer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KitBuffer, kit_buffer_free)

/* A new buffer of half the rate. */
KitBuffer *kit_buffer_halve (const KitBuffer *self);
/* Adds @source (of the same rate) at @start. */
void kit_buffer_mix (KitBuffer *self,
                     const KitBuffer *source,
                     gint64 start,
                     double gain_left,
                     double gain_right);

static inline void
kit_buffer_add (KitBuffer *self, gint64 position, double left, double right)
{
  if (position >= self->frames || position < 0)
    {
      if (!self->loop)
        return;
      position %= self->frames;
      if (position < 0)
        position += self->frames;
    }
  self->left[position] += left;
  self->right[position] += right;
}

/* --- oscillators; phases in cycles, 0..1 --- */

/* @step below 1. */
static inline double
kit_advance (double *phase, double step)
{
  double now = *phase;

  *phase = now + step >= 1.0 ? now + step - 1.0 : now + step;

  return now;
}

/* The polynomial that rounds a step so that it has (nearly) no partials beyond half the
 * rate. */
static inline double
kit_blep (double phase, double step)
{
  double t;

  if (phase < step)
    {
      t = phase / step;
      return t + t - t * t - 1.0;
    }
  if (phase > 1.0 - step)
    {
      t = (phase - 1.0) / step;
      return t * t + t + t + 1.0;
    }

  return 0.0;
}

static inline double
kit_saw (double phase, double step)
{
  return 2.0 * phase - 1.0 - kit_blep (phase, step);
}

static inline double
kit_pulse (double phase, double step, double width)
{
  double other = phase + 1.0 - width;

  other -= kit_floor (other);

  /* Less its own mean, so that narrow pulses carry no DC. */
  return (phase < width ? 1.0 : -1.0) + kit_blep (phase, step) - kit_blep (other, step) - (2.0 * width - 1.0);
}

static inline double
kit_triangle (double phase)
{
  double x = phase < 0.5 ? phase : 1.0 - phase;

  return 4.0 * x - 1.0;
}

/* A slow movement that turns a whole number of times in the loop: -1..1. */
static inline double
kit_turn (double turns, double phase, gint64 n, gint64 frames)
{
  return kit_sin (kit_floor (turns + 0.5) * (double) n / (double) frames + phase);
}

/* Between y[1] and y[2], @t of the way, on a cubic through all four. */
static inline double
kit_cubic (const double y[4], double t)
{
  double bend = 3.0 * (y[1] - y[2]) + y[3] - y[0];
  double curve = 2.0 * y[0] - 5.0 * y[1] + 4.0 * y[2] - y[3];

  return y[1] + 0.5 * t * (y[2] - y[0] + t * (curve + t * bend));
}

/* --- filters: trapezoidal, stable under any modulation --- */

/* Numbers below 1e-30 become zero: silence must not run on denormals. */
static inline double
kit_flush (double x)
{
  return x > 1e-30 || x < -1e-30 ? x : 0.0;
}

typedef struct
{
  double k, a1, a2, a3;
  double s1, s2;
} KitSvf;

typedef struct
{
  double low, band, high;
} KitSvfOut;

static inline void
kit_svf_set (KitSvf *self, double hz, double q, double rate)
{
  double g = kit_prewarp (hz, rate);

  self->k = 1.0 / q;
  self->a1 = 1.0 / (1.0 + g * (g + self->k));
  self->a2 = g * self->a1;
  self->a3 = g * self->a2;
}

static inline KitSvfOut
kit_svf_tick (KitSvf *self, double in)
{
  double v3 = in - self->s2;
  double v1 = self->a1 * self->s1 + self->a2 * v3;
  double v2 = self->s2 + self->a2 * self->s1 + self->a3 * v3;
  KitSvfOut out;

  self->s1 = kit_flush (2.0 * v1 - self->s1);
  self->s2 = kit_flush (2.0 * v2 - self->s2);
  out.low = v2;
  /* Peak gain 1 at the corner, whatever the resonance. */
  out.band = self->k * v1;
  out.high = in - self->k * v1 - v2;

  return out;
}

typedef struct
{
  double gain; /* g / (1 + g) */
  double s;
} KitPole;

static inline void
kit_pole_set (KitPole *self, double hz, double rate)
{
  double g = kit_prewarp (hz, rate);

  self->gain = g / (1.0 + g);
}

/* The low pass; in minus it is the high pass. */
static inline double
kit_pole_tick (KitPole *self, double in)
{
  double v = (in - self->s) * self->gain;
  double low = v + self->s;

  self->s = kit_flush (low + v);

  return low;
}

/* Four equal poles with feedback and a saturating input: the round, fat low pass. */
typedef struct
{
  double g, inverse, b, feedback;
  double s[4];
} KitLadder;

/* @resonance 0..1, 1 just sings by itself. */
static inline void
kit_ladder_set (KitLadder *self, double hz, double resonance, double rate)
{
  double g = kit_prewarp (hz, rate);

  self->g = g / (1.0 + g);
  self->inverse = 1.0 / (1.0 + g);
  self->feedback = 4.0 * resonance;
  self->b = self->g * self->g * self->g * self->g;
}

static inline double
kit_ladder_tick (KitLadder *self, double in)
{
  double *s = self->s;
  double rest = self->inverse * (s[3] + self->g * (s[2] + self->g * (s[1] + self->g * s[0])));
  double x = kit_tanh ((in * (1.0 + 0.5 * self->feedback) - self->feedback * rest) / (1.0 + self->feedback * self->b));

  for (int i = 0; i < 4; i++)
    {
      double v = (x - s[i]) * self->g;

      x = v + s[i];
      s[i] = kit_flush (x + v);
    }

  return x;
}

/* Four coupled poles, as in the little silver box: each stage loads the one before, so the
 * slope is shallow above the corner and resonance squelches instead of singing. The
 * feedback loses its lows, which keeps the bass in. */
typedef struct
{
  double g, feedback;
  double d1, d2, d3, d4; /* the reciprocal pivots of the tridiagonal system */
  double z[4];
  double lows, lows_gain;
} KitDiode;

static inline void
kit_diode_set (KitDiode *self, double hz, double resonance, double rate)
{
  /* The phase turns over at 1.195 times the stage's own corner, and 18.4 is the loop gain
   * at which it oscillates: both follow from 1 + 10 s + 15 s^2 + 7 s^3 + s^4. */
  double g = kit_prewarp (hz / 1.195, rate);

  self->g = g;
  self->feedback = 18.4 * resonance;
  self->d4 = 1.0 / (1.0 + g);
  self->d3 = 1.0 / (1.0 + 2.0 * g - g * g * self->d4);
  self->d2 = 1.0 / (1.0 + 2.0 * g - g * g * self->d3);
  self->d1 = 1.0 / (1.0 + 2.0 * g - g * g * self->d2);
  self->lows_gain = 6.283185307179586 * 110.0 / rate;
}

static inline double
kit_diode_tick (KitDiode *self, double in)
{
  double g = self->g;
  double *z = self->z;
  /* v4 = a4 + g d4 v3 and so on down to the input: v4 = rest + through u. */
  double a4 = z[3] * self->d4;
  double a3 = (z[2] + g * a4) * self->d3;
  double a2 = (z[1] + g * a3) * self->d2;
  double a1 = (z[0] + g * a2) * self->d1;
  double b4 = g * self->d4, b3 = g * self->d3, b2 = g * self->d2, b1 = g * self->d1;
  double rest = a4 + b4 * (a3 + b3 * (a2 + b2 * a1));
  double through = b1 * b2 * b3 * b4;
  double u, v1, v2, v3, v4;

  u = (in * (1.0 + 0.06 * self->feedback) - self->feedback * (rest - self->lows)) / (1.0 + self->feedback * through);
  u = kit_tanh (u);
  v1 = a1 + b1 * u;
  v2 = a2 + b2 * v1;
  v3 = a3 + b3 * v2;
  v4 = a4 + b4 * v3;
  z[0] = kit_flush (2.0 * v1 - z[0]);
  z[1] = kit_flush (2.0 * v2 - z[1]);
  z[2] = kit_flush (2.0 * v3 - z[2]);
  z[3] = kit_flush (2.0 * v4 - z[3]);
  self->lows = kit_flush (self->lows + self->lows_gain * (v4 - self->lows));

  return v4;
}

/* --- shaping --- */

/* Soft clipping with @drive >= 0 (0: nearly clean); @bias adds even harmonics. The level of
 * quiet parts rises with the drive, loud ones stay at 1. */
static inline double
kit_drive (double x, double drive, double bias)
{
  double gain = 1.0 + drive;

  return kit_tanh (x * gain + bias) - kit_tanh (bias);
}

G_END_DECLS
