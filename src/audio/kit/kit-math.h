/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/* The mathematics of the kit's signal path. The functions of libm differ in their last
 * bits from version to version and from processor to processor; a kit that must have the
 * same bytes everywhere can use only what IEEE 754 fixes: + - * / and comparisons. The
 * series below are accurate to better than 1e-11, far beyond 24 bits. */

static inline double
kit_floor (double x)
{
  gint64 whole = (gint64) x;

  return (double) (whole - (x < (double) whole));
}

/* sin (2 pi x): the argument is in cycles. */
static inline double
kit_sin (double cycles)
{
  double x = cycles - kit_floor (cycles + 0.5);
  double y, s, tail;

  if (x > 0.25)
    x = 0.5 - x;
  else if (x < -0.25)
    x = -0.5 - x;
  y = 6.283185307179586 * x;
  s = y * y;

  tail = 1.0 / 362880.0 + s * (-1.0 / 39916800.0 + s * (1.0 / 6227020800.0 - s / 1307674368000.0));

  return y * (1.0 + s * (-1.0 / 6.0 + s * (1.0 / 120.0 + s * (-1.0 / 5040.0 + s * tail))));
}

static inline double
kit_cos (double cycles)
{
  return kit_sin (cycles + 0.25);
}

/* 2^x; beyond the range of normal numbers the nearest of them. */
static inline double
kit_exp2 (double x)
{
  double whole, y, tail, power;
  guint64 bits;

  x = CLAMP (x, -1000.0, 1000.0);
  whole = kit_floor (x + 0.5);
  y = (x - whole) * 0.6931471805599453;
  bits = (guint64) ((gint64) whole + 1023) << 52;
  memcpy (&power, &bits, sizeof power);

  tail = 1.0 / 720.0 + y * (1.0 / 5040.0 + y * (1.0 / 40320.0 + y * (1.0 / 362880.0 + y / 3628800.0)));

  return power * (1.0 + y * (1.0 + y * (1.0 / 2.0 + y * (1.0 / 6.0 + y * (1.0 / 24.0 + y * (1.0 / 120.0 + y * tail))))));
}

/* log2 of a positive normal number. */
static inline double
kit_log2 (double x)
{
  guint64 bits;
  double mantissa, s, q, tail;
  gint64 exponent;

  memcpy (&bits, &x, sizeof bits);
  exponent = (gint64) (bits >> 52 & 0x7ff) - 1023;
  bits = (bits & G_GUINT64_CONSTANT (0x000fffffffffffff)) | G_GUINT64_CONSTANT (0x3ff0000000000000);
  memcpy (&mantissa, &bits, sizeof mantissa);
  if (mantissa > 1.4142135623730951)
    {
      mantissa *= 0.5;
      exponent++;
    }
  s = (mantissa - 1.0) / (mantissa + 1.0);
  q = s * s;

  tail = 1.0 / 7.0 + q * (1.0 / 9.0 + q * (1.0 / 11.0 + q / 13.0));

  return (double) exponent + 2.8853900817779268 * s * (1.0 + q * (1.0 / 3.0 + q * (1.0 / 5.0 + q * tail)));
}

/* @x > 0 */
static inline double
kit_pow (double x, double y)
{
  return kit_exp2 (y * kit_log2 (x));
}

static inline double
kit_from_db (double db)
{
  return kit_exp2 (db * 0.16609640474436813);
}

static inline double
kit_to_db (double gain)
{
  return gain > 1e-15 ? 6.020599913279624 * kit_log2 (gain) : -300.0;
}

static inline double
kit_semitones (double n)
{
  return kit_exp2 (n / 12.0);
}

/* MIDI note number, 69 = 440 Hz. */
static inline double
kit_note_hz (double note)
{
  return 440.0 * kit_semitones (note - 69.0);
}

/* A rational tanh, within 1e-4 of the real one: as a shaper that is no audible difference,
 * and it costs one division. */
static inline double
kit_tanh (double x)
{
  double s;

  if (x > 4.97)
    return 1.0;
  if (x < -4.97)
    return -1.0;
  s = x * x;

  return x * (135135.0 + s * (17325.0 + s * (378.0 + s))) / (135135.0 + s * (62370.0 + s * (3150.0 + s * 28.0)));
}

/* tan (pi f / rate), what a trapezoidal integrator needs for a corner at @hz. */
static inline double
kit_prewarp (double hz, double rate)
{
  double x = CLAMP (hz / rate, 1e-6, 0.48) * 0.5;

  return kit_sin (x) / kit_cos (x);
}

/* The factor per sample that falls by 60 dB in @seconds. */
static inline double
kit_decay (double seconds, double rate)
{
  return kit_exp2 (-9.965784284662087 / (MAX (seconds, 1e-4) * rate));
}

/* What is left after @time_s of something that falls by 60 dB in @decay_s. */
static inline double
kit_fall (double time_s, double decay_s)
{
  return kit_exp2 (-time_s * 9.966 / decay_s);
}

/* White noise in [-1, 1) by position: a loop's noise is the same in every turn, and no
 * generator needs to be carried along. */
static inline double
kit_noise (guint64 seed, guint64 position)
{
  guint64 z = seed + (position + 1) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  z ^= z >> 31;

  return (double) ((gint64) z >> 11) * 0x1p-52;
}

static inline double
kit_mix (double a, double b, double amount)
{
  return a + (b - a) * amount;
}

/* 0 below @low, 1 above @high, smooth in between. */
static inline double
kit_smoothstep (double low, double high, double x)
{
  double t = CLAMP ((x - low) / (high - low), 0.0, 1.0);

  return t * t * (3.0 - 2.0 * t);
}

G_END_DECLS
