/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "pt-test-music.h"

#include <math.h>

PtTestMusic *
pt_test_music_new (double seconds, guint rate)
{
  PtTestMusic *self = g_new0 (PtTestMusic, 1);

  self->rate = rate;
  self->frames = (guint64) (seconds * rate + 0.5);
  self->mono = g_new0 (float, MAX (self->frames, 1));

  return self;
}

void
pt_test_music_free (PtTestMusic *self)
{
  g_free (self->mono);
  g_free (self);
}

/* The frames from @at_s on for @length_s that lie inside. */
static guint64
room (const PtTestMusic *self, double at_s, double length_s, float **out)
{
  guint64 start = (guint64) (at_s * self->rate + 0.5);

  if (start >= self->frames)
    return 0;
  *out = self->mono + start;

  return MIN ((guint64) (length_s * self->rate), self->frames - start);
}

/* The same noise wherever it sounds. */
static float
noise (guint32 *state)
{
  *state = *state * 1664525u + 1013904223u;

  return (gint32) *state / 2147483648.0f;
}

void
pt_test_music_kick (PtTestMusic *self, double at_s, double gain)
{
  float *out = NULL;
  guint64 n = room (self, at_s, 0.3, &out);
  double phase = 0;

  for (guint64 i = 0; i < n; i++)
    {
      double t = (double) i / self->rate;

      out[i] += gain * exp (-t / 0.09) * MIN (1, t / 0.001) * (1 - t / 0.3) * cos (phase);
      phase += 2 * G_PI * (48 + 250 * exp (-t / 0.018)) / self->rate;
    }
}

static void
burst (PtTestMusic *self, double at_s, double gain, double decay_s, double brightness)
{
  float *out = NULL;
  guint64 n = room (self, at_s, decay_s * 7, &out);
  guint32 state = 1;
  double last = 0;

  for (guint64 i = 0; i < n; i++)
    {
      double t = (double) i / self->rate;
      double sample = noise (&state);

      out[i] += gain * exp (-t / decay_s) * (sample - brightness * last);
      last = sample;
    }
}

void
pt_test_music_hat (PtTestMusic *self, double at_s, double gain)
{
  burst (self, at_s, gain * 0.5, 0.025, 1);
}

void
pt_test_music_clap (PtTestMusic *self, double at_s, double gain)
{
  burst (self, at_s, gain * 0.7, 0.08, 0.5);
}

void
pt_test_music_note (PtTestMusic *self, double at_s, double length_s, double midi_pitch, double gain)
{
  float *out = NULL;
  guint64 n = room (self, at_s, length_s, &out);
  double hz = 440 * exp2 ((midi_pitch - 69) / 12);

  for (guint64 i = 0; i < n; i++)
    {
      double t = (double) i / self->rate;
      double level = MIN (1, t / 0.004) * MIN (1, (length_s - t) / 0.01) * exp (-t / (length_s * 0.7));
      double sample = 0;

      for (guint k = 1; k <= 12 && k * hz < self->rate * 0.45; k++)
        sample += sin (2 * G_PI * k * hz * t) / k * exp ((1.0 - k) * (0.2 + t * 3));
      out[i] += gain * level * sample * 0.7;
    }
}

void
pt_test_music_tone (PtTestMusic *self, double at_s, double length_s, double midi_pitch, guint n_partials, double gain)
{
  float *out = NULL;
  guint64 n = room (self, at_s, length_s, &out);
  double hz = 440 * exp2 ((midi_pitch - 69) / 12);

  for (guint64 i = 0; i < n; i++)
    {
      double t = (double) i / self->rate;
      double level = MIN (1, MIN (t, length_s - t) / 0.02);

      for (guint k = 1; k <= n_partials && k * hz < self->rate * 0.45; k++)
        out[i] += gain * level * sin (2 * G_PI * k * hz * t + k) / k;
    }
}

void
pt_test_music_noise (PtTestMusic *self, guint32 seed, double gain)
{
  guint32 state = seed;

  for (guint64 i = 0; i < self->frames; i++)
    self->mono[i] += gain * noise (&state);
}
