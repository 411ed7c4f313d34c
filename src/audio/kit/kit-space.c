/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/kit/kit-space.h"

#define N_LINES 8
#define N_DIFFUSERS 4

/* A loop is heard in the steady state: how often it is run through before that. Short loops
 * need several turns until an echo of seconds has settled. */
static int
n_turns (const KitBuffer *buffer, double memory_s)
{
  if (!buffer->loop)
    return 1;

  return 2 + (int) kit_floor (memory_s * buffer->rate / (double) buffer->frames);
}

typedef struct
{
  double *line;
  int length;
  int at;
} DelayLine;

static void
delay_line_init (DelayLine *self, int length)
{
  self->length = MAX (length, 1);
  self->line = g_new0 (double, self->length);
  self->at = 0;
}

static inline double
delay_line_read (const DelayLine *self)
{
  return self->line[self->at];
}

static inline void
delay_line_write (DelayLine *self, double value)
{
  self->line[self->at] = kit_flush (value);
  if (++self->at == self->length)
    self->at = 0;
}

/* --- the reverb: diffusers into eight lines that feed one another --- */

typedef struct
{
  DelayLine pre[2];
  DelayLine diffusers[2][N_DIFFUSERS];
  DelayLine lines[N_LINES];
  double gains[N_LINES];
  KitPole damping[N_LINES];
  KitPole low_cut[2];
} Room;

static void
room_init (Room *self, const KitReverb *settings, double rate)
{
  /* Primes: no two lines meet again soon. */
  static const int line_lengths[N_LINES] = { 1433, 1601, 1867, 2053, 2251, 2399, 2617, 2797 };
  static const int diffuser_lengths[2][N_DIFFUSERS] = { { 142, 107, 379, 277 }, { 151, 113, 367, 293 } };

  memset (self, 0, sizeof *self);
  for (int c = 0; c < 2; c++)
    {
      delay_line_init (&self->pre[c], (int) (settings->pre_delay_s * rate));
      kit_pole_set (&self->low_cut[c], settings->low_cut_hz, rate);
      for (int i = 0; i < N_DIFFUSERS; i++)
        delay_line_init (&self->diffusers[c][i], diffuser_lengths[c][i]);
    }
  for (int i = 0; i < N_LINES; i++)
    {
      delay_line_init (&self->lines[i], line_lengths[i]);
      self->gains[i] = kit_exp2 (-9.965784284662087 * line_lengths[i] / (settings->decay_s * rate));
      kit_pole_set (&self->damping[i], settings->damp_hz, rate);
    }
}

static void
room_clear (Room *self)
{
  for (int c = 0; c < 2; c++)
    {
      g_free (self->pre[c].line);
      for (int i = 0; i < N_DIFFUSERS; i++)
        g_free (self->diffusers[c][i].line);
    }
  for (int i = 0; i < N_LINES; i++)
    g_free (self->lines[i].line);
}

static double
room_enter (Room *self, int channel, double in)
{
  double x = delay_line_read (&self->pre[channel]);

  delay_line_write (&self->pre[channel], in - kit_pole_tick (&self->low_cut[channel], in));
  for (int i = 0; i < N_DIFFUSERS; i++)
    {
      DelayLine *diffuser = &self->diffusers[channel][i];
      double late = delay_line_read (diffuser);
      double early = x - 0.6 * late;

      delay_line_write (diffuser, early);
      x = late + 0.6 * early;
    }

  return x;
}

static void
room_tick (Room *self, double left, double right, double *out_left, double *out_right)
{
  double in_left = room_enter (self, 0, left);
  double in_right = room_enter (self, 1, right);
  double x[N_LINES];
  double sum = 0.0;

  *out_left = *out_right = 0.0;
  for (int i = 0; i < N_LINES; i++)
    {
      x[i] = kit_pole_tick (&self->damping[i], delay_line_read (&self->lines[i])) * self->gains[i];
      sum += x[i];
      if (i % 2 == 0)
        *out_left += (i % 4 == 0 ? x[i] : -x[i]);
      else
        *out_right += (i % 4 == 1 ? x[i] : -x[i]);
    }
  /* A Householder matrix: every line feeds every other, and no energy is lost in it. */
  sum *= 2.0 / N_LINES;
  for (int i = 0; i < N_LINES; i++)
    delay_line_write (&self->lines[i], (i % 2 == 0 ? in_left : in_right) + x[i] - sum);
}

void
kit_reverb (KitBuffer *buffer, const KitReverb *settings)
{
  Room room;
  int turns;

  g_return_if_fail (buffer != NULL);
  g_return_if_fail (settings != NULL);

  if (settings->mix <= 0.0)
    return;
  room_init (&room, settings, buffer->rate);
  turns = n_turns (buffer, settings->decay_s);
  for (int turn = 1; turn <= turns; turn++)
    for (gint64 n = 0; n < buffer->frames; n++)
      {
        double left, right;

        room_tick (&room, buffer->left[n], buffer->right[n], &left, &right);
        if (turn == turns)
          {
            buffer->left[n] += settings->mix * left;
            buffer->right[n] += settings->mix * right;
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
  int turns;

  g_return_if_fail (buffer != NULL);
  g_return_if_fail (settings != NULL);
  g_return_if_fail (settings->feedback < 0.95);

  if (settings->mix <= 0.0)
    return;
  memory_s = settings->time_s * (1.0 + 60.0 / MAX (-kit_to_db (MAX (settings->feedback, 1e-3)), 0.5));
  turns = n_turns (buffer, memory_s);
  for (int c = 0; c < 2; c++)
    {
      delay_line_init (&lines[c], (int) (settings->time_s * buffer->rate + 0.5));
      kit_pole_set (&low_cut[c], settings->low_cut_hz, buffer->rate);
      kit_pole_set (&high_cut[c], settings->high_cut_hz, buffer->rate);
    }
  for (int turn = 1; turn <= turns; turn++)
    for (gint64 n = 0; n < buffer->frames; n++)
      {
        double in[2] = { buffer->left[n], buffer->right[n] };
        double out[2];
        double middle = 0.5 * (in[0] + in[1]);

        for (int c = 0; c < 2; c++)
          {
            double echo = delay_line_read (&lines[c]);

            echo -= kit_pole_tick (&low_cut[c], echo);
            out[c] = kit_pole_tick (&high_cut[c], echo);
          }
        /* Spread out, the signal goes in on the left and changes sides with every echo. */
        delay_line_write (&lines[0], kit_mix (in[0], middle * 1.4, settings->spread) + settings->feedback * kit_mix (out[0], out[1], settings->spread));
        delay_line_write (&lines[1], in[1] * (1.0 - settings->spread) + settings->feedback * kit_mix (out[1], out[0], settings->spread));
        if (turn == turns)
          {
            buffer->left[n] += settings->mix * out[0];
            buffer->right[n] += settings->mix * out[1];
          }
      }
  for (int c = 0; c < 2; c++)
    g_free (lines[c].line);
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

  return y[1] + 0.5 * t * (y[2] - y[0] + t * (2.0 * y[0] - 5.0 * y[1] + 4.0 * y[2] - y[3] + t * (3.0 * (y[1] - y[2]) + y[3] - y[0])));
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

      samples[n] += settings->mix * (read_between (in, buffer->frames, buffer->loop, (double) n - first) + read_between (in, buffer->frames, buffer->loop, (double) n - second));
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
      /* Down over the last 3 ms before the beat: a jump would click. */
      double before = (double) (beat_frames - n % beat_frames);
      double open = kit_smoothstep (0.0, 1.0, since / release_frames);
      double close = kit_smoothstep (0.0, 0.003 * buffer->rate, before);
      double gain = 1.0 - depth * (1.0 - MIN (open, close));

      buffer->left[n] *= gain;
      buffer->right[n] *= gain;
    }
}
