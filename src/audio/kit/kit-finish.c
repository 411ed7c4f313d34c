/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/kit/kit-finish.h"

#include "audio/kit/kit-space.h"

#define PEAK_DB -1.0
#define MONO_BELOW_HZ 130.0

/* At most so far a loop is pushed into the ceiling to be as loud as its role. */
#define MAX_PUSH_DB 4.0

/* How loud a loop is, so that one can be swapped for another of its role. */
static double
loop_lufs (PtRole role)
{
  switch (role)
    {
    case PT_ROLE_BASSLINE:
      return -11.5;
    case PT_ROLE_DRUM_LOOP:
      return -12.0;
    case PT_ROLE_HAT_LOOP:
      return -16.0;
    case PT_ROLE_SYNTH:
      return -14.0;
    case PT_ROLE_TEXTURE:
      return -12.5;
    default:
      return -16.0;
    }
}

/* A hit is short: what it can be loud with is body under a few round peaks. */
static double
hit_push_db (PtRole role)
{
  switch (role)
    {
    case PT_ROLE_CLAP:
      return 5.0;
    case PT_ROLE_PERC:
      return 4.0;
    case PT_ROLE_HIHAT:
      return 3.0;
    case PT_ROLE_KICK:
      return 1.5;
    default:
      return 0.0;
    }
}

static double
peak_of (const KitBuffer *buffer)
{
  double peak = 0.0;

  for (gint64 n = 0; n < buffer->frames; n++)
    {
      double left = buffer->left[n] < 0.0 ? -buffer->left[n] : buffer->left[n];
      double right = buffer->right[n] < 0.0 ? -buffer->right[n] : buffer->right[n];

      peak = MAX (peak, MAX (left, right));
    }

  return peak;
}

static void
scale (KitBuffer *buffer, double gain)
{
  for (gint64 n = 0; n < buffer->frames; n++)
    {
      buffer->left[n] *= gain;
      buffer->right[n] *= gain;
    }
}

typedef struct
{
  double b0, b1, b2, a1, a2;
  double s1, s2;
} Biquad;

static double
biquad_tick (Biquad *self, double in)
{
  double out = self->b0 * in + self->s1;

  self->s1 = kit_flush (self->b1 * in - self->a1 * out + self->s2);
  self->s2 = kit_flush (self->b2 * in - self->a2 * out);

  return out;
}

/* ITU-R BS.1770 at 48 kHz, without the gate: a loop has no pauses worth leaving out. */
static double
loudness_of (const KitBuffer *buffer)
{
  double energy = 0.0;

  for (int c = 0; c < 2; c++)
    {
      const double *samples = c == 0 ? buffer->left : buffer->right;
      Biquad shelf = { 1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241,
                       0.73248077421585, 0.0, 0.0 };
      Biquad high_pass = { 1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621, 0.0, 0.0 };

      for (gint64 n = 0; n < buffer->frames; n++)
        {
          double x = biquad_tick (&high_pass, biquad_tick (&shelf, samples[n]));

          energy += x * x;
        }
    }
  energy /= (double) buffer->frames;

  return energy > 1e-20 ? -0.691 + 0.5 * kit_to_db (energy) : -200.0;
}

/* What is below MONO_BELOW_HZ goes to the middle: on a club's one subwoofer anything else
 * would cancel or wander. */
static void
center_lows (KitBuffer *buffer)
{
  g_autoptr (KitBuffer) side = kit_buffer_new (buffer->frames, buffer->rate, buffer->loop);

  for (gint64 n = 0; n < buffer->frames; n++)
    side->left[n] = side->right[n] = 0.5 * (buffer->left[n] - buffer->right[n]);
  kit_high_pass (side, MONO_BELOW_HZ);
  kit_high_pass (side, MONO_BELOW_HZ);
  for (gint64 n = 0; n < buffer->frames; n++)
    {
      double middle = 0.5 * (buffer->left[n] + buffer->right[n]);

      buffer->left[n] = middle + side->left[n];
      buffer->right[n] = middle - side->left[n];
    }
}

static void
fade_ends (KitBuffer *buffer)
{
  double in_frames = 0.00025 * buffer->rate;
  double out_frames = MIN (0.008 * buffer->rate, 0.1 * (double) buffer->frames);

  for (gint64 n = 0; n < buffer->frames; n++)
    {
      double gain = kit_smoothstep (-1.0, in_frames, (double) n)
                    * kit_smoothstep (0.0, out_frames, (double) (buffer->frames - 1 - n));

      buffer->left[n] *= gain;
      buffer->right[n] *= gain;
    }
}

/* Untouched up to half the ceiling, from there bent so that it never reaches it. */
static double
bend (double x, double ceiling)
{
  double size = x < 0.0 ? -x : x;
  double knee = 0.5 * ceiling;

  if (size > knee)
    size = knee + (ceiling - knee) * kit_tanh ((size - knee) / (ceiling - knee));

  return x < 0.0 ? -size : size;
}

static void
set_level (const KitItem *item, KitBuffer *buffer, double peak)
{
  const double ceiling = kit_from_db (PEAK_DB);
  double full = ceiling / peak;
  double gain;

  if (buffer->loop)
    gain = MIN (full * kit_from_db (MAX_PUSH_DB),
                kit_from_db (loop_lufs (item->role) + item->gain_db - loudness_of (buffer)));
  else
    gain = full * kit_from_db (hit_push_db (item->role) + MAX (item->gain_db, 0.0));
  scale (buffer, gain);

  if (gain > 0.6 * full)
    {
      for (gint64 n = 0; n < buffer->frames; n++)
        {
          buffer->left[n] = bend (buffer->left[n], ceiling);
          buffer->right[n] = bend (buffer->right[n], ceiling);
        }
      /* Bent waves are not symmetric any more. */
      kit_high_pass (buffer, 20.0);
    }
  peak = peak_of (buffer);
  if (!buffer->loop)
    scale (buffer, ceiling * kit_from_db (MIN (item->gain_db, 0.0)) / peak);
  else if (peak > ceiling)
    scale (buffer, ceiling / peak);
}

void
kit_finish (const KitItem *item, KitBuffer *buffer)
{
  double peak;

  g_return_if_fail (item != NULL);
  g_return_if_fail (buffer != NULL);

  kit_high_pass (buffer, 20.0);
  center_lows (buffer);
  peak = peak_of (buffer);
  if (peak > 0.0)
    set_level (item, buffer, peak);
  if (!buffer->loop)
    fade_ends (buffer);
}

static void
put (guint8 **at, guint32 value, int n_bytes)
{
  for (int i = 0; i < n_bytes; i++)
    *(*at)++ = value >> (8 * i);
}

static void
put_tag (guint8 **at, const char *tag)
{
  memcpy (*at, tag, 4);
  *at += 4;
}

static void
put_sample (guint8 **at, double x)
{
  double scaled = kit_floor (x * 8388608.0 + 0.5);

  put (at, (guint32) (gint32) CLAMP (scaled, -8388608.0, 8388607.0), 3);
}

GBytes *
kit_encode_wav (const KitBuffer *buffer)
{
  const guint32 data_bytes = buffer->frames * 6;
  guint8 *data = g_malloc (44 + data_bytes);
  guint8 *at = data;

  put_tag (&at, "RIFF");
  put (&at, 36 + data_bytes, 4);
  put_tag (&at, "WAVE");
  put_tag (&at, "fmt ");
  put (&at, 16, 4);
  put (&at, 1, 2); /* PCM */
  put (&at, 2, 2);
  put (&at, KIT_RATE, 4);
  put (&at, KIT_RATE * 6, 4);
  put (&at, 6, 2);
  put (&at, 24, 2);
  put_tag (&at, "data");
  put (&at, data_bytes, 4);
  for (gint64 n = 0; n < buffer->frames; n++)
    {
      put_sample (&at, buffer->left[n]);
      put_sample (&at, buffer->right[n]);
    }

  return g_bytes_new_take (data, 44 + data_bytes);
}
