/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/kit/kit-space.h"

#define N_LINES 8
#define N_DIFFUSERS 4

/* The reverb works in blocks shorter than its shortest delay, so that within a block no
 * sample waits for the one before it. */
#define BLOCK 64

/* A loop is heard in the steady state: so much of its end is run through unheard before its
 * start. Short loops take several turns until an echo of seconds has settled. */
static gint64
warm_frames (const KitBuffer *buffer, double memory_s)
{
  gint64 frames = (gint64) (memory_s * buffer->rate);

  return buffer->loop ? (frames / BLOCK + 1) * BLOCK : 0;
}

static gint64
place_in_loop (const KitBuffer *buffer, gint64 n)
{
  n %= buffer->frames;

  return n < 0 ? n + buffer->frames : n;
}

/* A ring of a power of two, so that a position is a mask away. */
typedef struct
{
  double *ring;
  guint32 mask;
  guint32 delay;
} DelayLine;

static void
delay_line_init (DelayLine *self, guint32 delay)
{
  guint32 size = 1;

  while (size < delay + BLOCK)
    size *= 2;
  self->ring = g_new0 (double, size);
  self->mask = size - 1;
  self->delay = delay;
}

static inline double
delay_line_read (const DelayLine *self, guint32 now)
{
  return self->ring[(now - self->delay) & self->mask];
}

static inline void
delay_line_write (DelayLine *self, guint32 now, double value)
{
  self->ring[now & self->mask] = kit_flush (value);
}

/* --- the reverb: diffusers into eight lines that feed one another --- */

typedef struct
{
  guint32 now;
  DelayLine pre[2];
  DelayLine diffusers[2][N_DIFFUSERS];
  DelayLine lines[N_LINES];
  double gains[N_LINES];
  double damping_gain;
  double damping[N_LINES];
  KitPole low_cut[2];
} Room;

static void
room_init (Room *self, const KitReverb *settings, double rate)
{
  /* Primes: no two lines meet again soon. */
  static const guint32 line_lengths[N_LINES] = { 1433, 1601, 1867, 2053, 2251, 2399, 2617, 2797 };
  static const guint32 diffuser_lengths[2][N_DIFFUSERS] = { { 142, 107, 379, 277 }, { 151, 113, 367, 293 } };
  KitPole damping = { 0 };

  memset (self, 0, sizeof *self);
  for (int c = 0; c < 2; c++)
    {
      delay_line_init (&self->pre[c], MAX ((guint32) (settings->pre_delay_s * rate), BLOCK));
      kit_pole_set (&self->low_cut[c], settings->low_cut_hz, rate);
      for (int i = 0; i < N_DIFFUSERS; i++)
        delay_line_init (&self->diffusers[c][i], diffuser_lengths[c][i]);
    }
  kit_pole_set (&damping, settings->damp_hz, rate);
  self->damping_gain = damping.gain;
  for (int i = 0; i < N_LINES; i++)
    {
      delay_line_init (&self->lines[i], line_lengths[i]);
      self->gains[i] = kit_exp2 (-9.965784284662087 * line_lengths[i] / (settings->decay_s * rate));
    }
}

static void
room_clear (Room *self)
{
  for (int c = 0; c < 2; c++)
    {
      g_free (self->pre[c].ring);
      for (int i = 0; i < N_DIFFUSERS; i++)
        g_free (self->diffusers[c][i].ring);
    }
  for (int i = 0; i < N_LINES; i++)
    g_free (self->lines[i].ring);
}

static void
room_enter (Room *self, int channel, double *block)
{
  DelayLine *pre = &self->pre[channel];

  for (guint32 n = 0; n < BLOCK; n++)
    {
      double in = block[n];

      block[n] = delay_line_read (pre, self->now + n);
      delay_line_write (pre, self->now + n, in - kit_pole_tick (&self->low_cut[channel], in));
    }
  for (int i = 0; i < N_DIFFUSERS; i++)
    {
      DelayLine *diffuser = &self->diffusers[channel][i];

      for (guint32 n = 0; n < BLOCK; n++)
        {
          double late = delay_line_read (diffuser, self->now + n);
          double early = block[n] - 0.6 * late;

          delay_line_write (diffuser, self->now + n, early);
          block[n] = late + 0.6 * early;
        }
    }
}

/* In: what goes into the room; out: what comes back from it. */
static void
room_process (Room *self, double *left, double *right)
{
  room_enter (self, 0, left);
  room_enter (self, 1, right);
  for (guint32 n = 0; n < BLOCK; n++)
    {
      guint32 now = self->now + n;
      double in[2] = { left[n], right[n] };
      double x[N_LINES], sum;

      for (int i = 0; i < N_LINES; i++)
        {
          double v = (delay_line_read (&self->lines[i], now) - self->damping[i]) * self->damping_gain;
          double low = v + self->damping[i];

          self->damping[i] = kit_flush (low + v);
          x[i] = low * self->gains[i];
        }
      /* The diffusers alone are the first reflections: the lines answer only after 30 ms. */
      left[n] = 0.35 * in[0] + ((x[0] - x[2]) + (x[4] - x[6]));
      right[n] = 0.35 * in[1] + ((x[1] - x[3]) + (x[5] - x[7]));
      /* A Householder matrix: every line feeds every other, and no energy is lost in it. */
      sum = (((x[0] + x[1]) + (x[2] + x[3])) + ((x[4] + x[5]) + (x[6] + x[7]))) * (2.0 / N_LINES);
      for (int i = 0; i < N_LINES; i++)
        delay_line_write (&self->lines[i], now, in[i % 2] + x[i] - sum);
    }
  self->now += BLOCK;
}

void
kit_reverb (KitBuffer *buffer, const KitReverb *settings)
{
  Room room;

  g_return_if_fail (buffer != NULL);
  g_return_if_fail (settings != NULL);

  if (settings->mix <= 0.0)
    return;
  room_init (&room, settings, buffer->rate);
  for (gint64 start = -warm_frames (buffer, settings->decay_s); start < buffer->frames; start += BLOCK)
    {
      double left[BLOCK] = { 0 }, right[BLOCK] = { 0 };
      int n_frames = MIN (BLOCK, buffer->frames - start);

      for (int i = 0; i < n_frames; i++)
        {
          gint64 at = start + i >= 0 ? start + i : place_in_loop (buffer, start + i);

          left[i] = buffer->left[at];
          right[i] = buffer->right[at];
        }
      room_process (&room, left, right);
      for (int i = 0; i < n_frames && start >= 0; i++)
        {
          buffer->left[start + i] += settings->mix * left[i];
          buffer->right[start + i] += settings->mix * right[i];
        }
    }
  room_clear (&room);
}

/* --- the delay --- */

void
kit_delay (KitBuffer *buffer, const KitDelay *settings)
{
  DelayLine lines[2];
  KitPole low_cut[2] = { 0 };
  KitPole high_cut[2] = { 0 };
  double memory_s;

  g_return_if_fail (buffer != NULL);
  g_return_if_fail (settings != NULL);
  g_return_if_fail (settings->feedback < 0.95);

  if (settings->mix <= 0.0)
    return;
  /* Until the echoes are 70 dB down. */
  memory_s = settings->time_s * (1.0 + 70.0 / MAX (-kit_to_db (MAX (settings->feedback, 1e-3)), 0.5));
  for (int c = 0; c < 2; c++)
    {
      delay_line_init (&lines[c], (guint32) (settings->time_s * buffer->rate + 0.5));
      kit_pole_set (&low_cut[c], settings->low_cut_hz, buffer->rate);
      kit_pole_set (&high_cut[c], settings->high_cut_hz, buffer->rate);
    }
  for (gint64 n = -warm_frames (buffer, memory_s); n < buffer->frames; n++)
    {
      gint64 at = n >= 0 ? n : place_in_loop (buffer, n);
      double in[2] = { buffer->left[at], buffer->right[at] };
      double middle = 0.5 * (in[0] + in[1]);
      double out[2];

      for (int c = 0; c < 2; c++)
        {
          double echo = delay_line_read (&lines[c], (guint32) n);

          echo -= kit_pole_tick (&low_cut[c], echo);
          out[c] = kit_pole_tick (&high_cut[c], echo);
        }
      /* Spread out, the signal goes in on the left and changes sides with every echo. */
      delay_line_write (&lines[0], (guint32) n,
                        kit_mix (in[0], middle * 1.4, settings->spread)
                            + settings->feedback * kit_mix (out[0], out[1], settings->spread));
      delay_line_write (&lines[1], (guint32) n,
                        in[1] * (1.0 - settings->spread) + settings->feedback * kit_mix (out[1], out[0], settings->spread));
      if (n >= 0)
        {
          buffer->left[n] += settings->mix * out[0];
          buffer->right[n] += settings->mix * out[1];
        }
    }
  for (int c = 0; c < 2; c++)
    g_free (lines[c].ring);
}

/* --- the chorus --- */

static double
read_between (const double *in, gint64 frames, gboolean loop, double position)
{
  double whole = kit_floor (position);
  double t = position - whole;
  gint64 at = (gint64) whole;
  double y[4];

  for (int i = 0; i < 4; i++)
    {
      gint64 n = at - 1 + i;

      if (loop)
        n = ((n % frames) + frames) % frames;
      y[i] = n >= 0 && n < frames ? in[n] : 0.0;
    }

  return kit_cubic (y, t);
}

static void
chorus_channel (double *samples, const KitBuffer *buffer, const KitChorus *settings, double phase)
{
  g_autofree double *in = g_memdup2 (samples, buffer->frames * sizeof *samples);
  double turns = kit_floor (settings->rate_hz * (double) buffer->frames / buffer->rate + 0.5);
  double step = buffer->loop ? MAX (turns, 1.0) / (double) buffer->frames : settings->rate_hz / buffer->rate;

  for (gint64 n = 0; n < buffer->frames; n++)
    {
      double lfo = (double) n * step + phase;
      double first = (0.012 + settings->depth_s * kit_sin (lfo)) * buffer->rate;
      double second = (0.019 + settings->depth_s * kit_sin (lfo + 0.37)) * buffer->rate;
      double one = read_between (in, buffer->frames, buffer->loop, (double) n - first);
      double other = read_between (in, buffer->frames, buffer->loop, (double) n - second);

      samples[n] += settings->mix * (one + other);
    }
}

void
kit_chorus (KitBuffer *buffer, const KitChorus *settings)
{
  g_return_if_fail (buffer != NULL);
  g_return_if_fail (settings != NULL);

  if (settings->mix <= 0.0)
    return;
  chorus_channel (buffer->left, buffer, settings, 0.0);
  chorus_channel (buffer->right, buffer, settings, 0.25);
}

/* --- filters of the whole buffer --- */

static void
filter_channel (double *samples, const KitBuffer *buffer, double hz, gboolean high)
{
  KitSvf filter = { 0 };
  gint64 warm = buffer->loop ? MIN (buffer->frames, (gint64) (buffer->rate * 20.0 / hz)) : 0;

  kit_svf_set (&filter, hz, 0.7071, buffer->rate);
  for (gint64 n = -warm; n < 0; n++)
    kit_svf_tick (&filter, samples[n + buffer->frames]);
  for (gint64 n = 0; n < buffer->frames; n++)
    {
      KitSvfOut out = kit_svf_tick (&filter, samples[n]);

      samples[n] = high ? out.high : out.low;
    }
}

void
kit_high_pass (KitBuffer *buffer, double hz)
{
  g_return_if_fail (buffer != NULL);

  filter_channel (buffer->left, buffer, hz, TRUE);
  filter_channel (buffer->right, buffer, hz, TRUE);
}

void
kit_low_pass (KitBuffer *buffer, double hz)
{
  g_return_if_fail (buffer != NULL);

  filter_channel (buffer->left, buffer, hz, FALSE);
  filter_channel (buffer->right, buffer, hz, FALSE);
}

void
kit_duck (KitBuffer *buffer, gint64 beat_frames, double depth, double release_s)
{
  double release_frames;

  g_return_if_fail (buffer != NULL);
  g_return_if_fail (beat_frames > 0);

  release_frames = release_s * buffer->rate;
  for (gint64 n = 0; n < buffer->frames; n++)
    {
      double since = (double) (n % beat_frames);
      /* Down over the last 6 ms before the beat: a jump would click. */
      double before = (double) (beat_frames - n % beat_frames);
      double open = kit_smoothstep (0.0, 1.0, since / release_frames);
      double close = kit_smoothstep (0.0, 0.006 * buffer->rate, before);
      double gain = 1.0 - depth * (1.0 - MIN (open, close));

      buffer->left[n] *= gain;
      buffer->right[n] *= gain;
    }
}
