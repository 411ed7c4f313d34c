/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/kit/kit-recipe.h"
#include "audio/kit/kit-space.h"

#include "core/pt-rng.h"

/* Hi-hats and cymbals. A hat is a bank of six square oscillators with no common measure,
 * band and high passed, in two envelopes; a ride is a cloud of ringing modes under the
 * same wash. */

#define N_SQUARES 6
#define N_MODES 30

/* The pitches that stand for "metal" since the early eighties. */
static const double square_hz[N_SQUARES] = { 205.3, 304.4, 369.6, 522.7, 540.0, 800.0 };

enum
{
  HAT_TUNE,
  HAT_RING,
  HAT_NOISE,
  HAT_BAND,
  HAT_Q,
  HAT_HIGH,
  HAT_ATTACK,
  HAT_TICK,
  HAT_HOLD,
  HAT_DECAY,
  HAT_CHOKE,
  HAT_DRIVE,
  HAT_GRIT,
  HAT_WIDTH,
  HAT_ROOM,
};

static const KitParam hat_params[] = {
  [HAT_TUNE] = KIT_NUMBER ("tune", 0.4, 4, 1),
  [HAT_RING] = KIT_NUMBER ("ring", 0, 1, 0.3),
  [HAT_NOISE] = KIT_NUMBER ("noise", 0, 1, 0.3),
  [HAT_BAND] = KIT_NUMBER ("band_hz", 2000, 16000, 9000),
  [HAT_Q] = KIT_NUMBER ("q", 0.4, 8, 0.9),
  [HAT_HIGH] = KIT_NUMBER ("high_pass_hz", 500, 12000, 6500),
  [HAT_ATTACK] = KIT_NUMBER ("attack_s", 0, 0.1, 0),
  [HAT_TICK] = KIT_NUMBER ("tick", 0, 2, 0.5),
  [HAT_HOLD] = KIT_NUMBER ("hold_s", 0, 0.4, 0),
  [HAT_DECAY] = KIT_NUMBER ("decay_s", 0.01, 4, 0.12),
  [HAT_CHOKE] = KIT_NUMBER ("choke_s", 0, 4, 0),
  [HAT_DRIVE] = KIT_NUMBER ("drive", 0, 10, 0.5),
  [HAT_GRIT] = KIT_NUMBER ("grit", 0, 1, 0),
  [HAT_WIDTH] = KIT_NUMBER ("width", 0, 1, 0.4),
  [HAT_ROOM] = KIT_NUMBER ("room", 0, 1, 0),
  { NULL },
};

typedef struct
{
  double phase[N_SQUARES];
  KitSvf band, high[2];
} Metal;

static void
metal_init (Metal *self, const KitItem *item, const char *channel, double rate)
{
  PtRng rng;

  memset (self, 0, sizeof *self);
  pt_rng_init_named (&rng, item->seed, channel);
  for (int i = 0; i < N_SQUARES; i++)
    self->phase[i] = pt_rng_double (&rng);
  kit_svf_set (&self->band, item->values[HAT_BAND], item->values[HAT_Q], rate);
  kit_svf_set (&self->high[0], item->values[HAT_HIGH], 0.8, rate);
  kit_svf_set (&self->high[1], item->values[HAT_HIGH], 0.7, rate);
}

/* Squares multiplied with one another give the many more partials a struck plate has. */
static double
metal_tick (Metal *self, double tune, double ring, double rate)
{
  double x[N_SQUARES];
  double sum = 0.0;

  for (int i = 0; i < N_SQUARES; i++)
    {
      double step = square_hz[i] * tune / rate;

      x[i] = kit_pulse (kit_advance (&self->phase[i], step), step, 0.5);
      sum += x[i];
    }

  return (1.0 - ring) * sum * 0.35 + ring * (x[0] * x[3] + x[1] * x[4] + x[2] * x[5]) * 0.5;
}

/* The coarse steps of an early sampler, without its folded highs. */
static double
coarse (double x, double amount)
{
  double steps = kit_exp2 (9.0 - 5.0 * amount);

  return amount > 0.0 ? kit_floor (x * steps + 0.5) / steps : x;
}

static double
hat_level (const double *v, double time_s, double *body)
{
  double tick = v[HAT_TICK] * kit_fall (time_s, 0.018);
  double rise = v[HAT_ATTACK] > 0.0 ? kit_smoothstep (0.0, v[HAT_ATTACK], time_s)
                                    : kit_smoothstep (-0.0002, 0.0003, time_s);
  double choke = v[HAT_CHOKE] > 0.0 ? 1.0 - kit_smoothstep (v[HAT_CHOKE], v[HAT_CHOKE] + 0.02, time_s) : 1.0;

  return (*body + tick) * rise * choke;
}

static KitBuffer *
render_hat (const KitItem *item)
{
  g_autoptr (KitBuffer) fast = kit_buffer_new (kit_item_fast_frames (item), KIT_FAST_RATE, FALSE);
  const double *v = item->values;
  const double rate = fast->rate;
  const double fall = kit_decay (v[HAT_DECAY], rate);
  const guint64 seeds[3] = { kit_item_seed (item, "left"), kit_item_seed (item, "right"),
                             kit_item_seed (item, "middle") };
  const KitReverb room = {
    .decay_s = 0.5,
    .damp_hz = 9000,
    .low_cut_hz = 800,
    .pre_delay_s = 0.004,
    .mix = v[HAT_ROOM] * 0.5,
  };
  KitBuffer *out;
  Metal metal[2];
  double body = 1.0;

  metal_init (&metal[0], item, "metal left", rate);
  metal_init (&metal[1], item, "metal right", rate);
  for (gint64 n = 0; n < fast->frames; n++)
    {
      double time_s = (double) n / rate;
      double level = hat_level (v, time_s, &body);
      double middle_noise = kit_noise (seeds[2], n);
      double y[2], side;

      for (int c = 0; c < 2; c++)
        {
          double x = kit_mix (metal_tick (&metal[c], v[HAT_TUNE], v[HAT_RING], rate),
                              1.4 * kit_mix (middle_noise, kit_noise (seeds[c], n), v[HAT_WIDTH]), v[HAT_NOISE]);

          x = kit_svf_tick (&metal[c].band, x).band;
          x = kit_svf_tick (&metal[c].high[0], coarse (x, v[HAT_GRIT])).high;
          y[c] = kit_svf_tick (&metal[c].high[1], kit_drive (x * level, v[HAT_DRIVE], 0.0)).high;
        }
      side = 0.5 * (y[0] - y[1]) * v[HAT_WIDTH];
      fast->left[n] = 0.5 * (y[0] + y[1]) + side;
      fast->right[n] = 0.5 * (y[0] + y[1]) - side;
      if (time_s > v[HAT_HOLD])
        body *= fall;
    }
  out = kit_buffer_halve (fast);
  kit_reverb (out, &room);

  return out;
}

const KitVoice kit_voice_hat = { "hat", hat_params, FALSE, render_hat };

enum
{
  RIDE_TUNE,
  RIDE_DECAY,
  RIDE_BELL,
  RIDE_WASH,
  RIDE_STICK,
  RIDE_BRIGHT,
  RIDE_HIGH,
  RIDE_SWELL,
  RIDE_WIDTH,
  RIDE_DRIVE,
};

static const KitParam ride_params[] = {
  [RIDE_TUNE] = KIT_NUMBER ("tune", 0.4, 3, 1),
  [RIDE_DECAY] = KIT_NUMBER ("decay_s", 0.2, 10, 2.5),
  [RIDE_BELL] = KIT_NUMBER ("bell", 0, 1, 0.5),
  [RIDE_WASH] = KIT_NUMBER ("wash", 0, 1, 0.5),
  [RIDE_STICK] = KIT_NUMBER ("stick", 0, 1, 0.5),
  [RIDE_BRIGHT] = KIT_NUMBER ("bright", 0, 1, 0.5),
  [RIDE_HIGH] = KIT_NUMBER ("high_pass_hz", 100, 8000, 1500),
  [RIDE_SWELL] = KIT_NUMBER ("swell_s", 0, 0.3, 0.02),
  [RIDE_WIDTH] = KIT_NUMBER ("width", 0, 1, 0.6),
  [RIDE_DRIVE] = KIT_NUMBER ("drive", 0, 6, 0.3),
  { NULL },
};

/* A ringing mode: a point that turns and shrinks, two multiplications a sample. */
typedef struct
{
  double re, im; /* where it is */
  double turn_re, turn_im; /* the step, shrinking included */
  double left, right;
} Mode;

static void
mode_init (Mode *self, double hz, double decay_s, double level, double pan, double phase, double rate)
{
  double shrink = kit_decay (decay_s, rate);

  self->re = kit_cos (phase);
  self->im = kit_sin (phase);
  self->turn_re = shrink * kit_cos (hz / rate);
  self->turn_im = shrink * kit_sin (hz / rate);
  self->left = level * (1.0 - 0.5 * pan);
  self->right = level * (1.0 + 0.5 * pan);
}

static double
mode_tick (Mode *self)
{
  double re = self->re * self->turn_re - self->im * self->turn_im;

  self->im = kit_flush (self->re * self->turn_im + self->im * self->turn_re);
  self->re = kit_flush (re);

  return self->im;
}

static void
ride_modes (const KitItem *item, Mode *modes, double rate)
{
  const double *v = item->values;
  PtRng rng;

  pt_rng_init_named (&rng, item->seed, "modes");
  for (int i = 0; i < N_MODES; i++)
    {
      /* Dense towards the top, as the modes of a plate are. */
      double place = (i + 0.8 * pt_rng_double (&rng)) / N_MODES;
      double hz = MIN (v[RIDE_TUNE] * 420.0 * kit_exp2 (4.9 * kit_pow (place + 0.001, 0.75)), 19000.0);
      double bell = i < 6 ? v[RIDE_BELL] * 1.6 : 1.0 - 0.5 * v[RIDE_BELL];
      double tilt = kit_exp2 ((place - 0.5) * 5.0 * (v[RIDE_BRIGHT] - 0.6));
      double decay_s = v[RIDE_DECAY] * (1.2 - 0.75 * place) * (0.7 + 0.6 * pt_rng_double (&rng));
      double pan = (2.0 * pt_rng_double (&rng) - 1.0) * v[RIDE_WIDTH];

      mode_init (&modes[i], hz, decay_s, bell * tilt * 0.16, pan, pt_rng_double (&rng), rate);
    }
}

static KitBuffer *
render_ride (const KitItem *item)
{
  g_autoptr (KitBuffer) fast = kit_buffer_new (kit_item_fast_frames (item), KIT_FAST_RATE, FALSE);
  const double *v = item->values;
  const double rate = fast->rate;
  const guint64 seeds[2] = { kit_item_seed (item, "left"), kit_item_seed (item, "right") };
  const double wash_fall = kit_decay (v[RIDE_DECAY] * 0.8, rate);
  KitSvf wash[2] = { 0 }, high[2] = { 0 }, stick = { 0 };
  Mode modes[N_MODES];
  double wash_level = 1.0;
  KitBuffer *out;

  ride_modes (item, modes, rate);
  for (int c = 0; c < 2; c++)
    {
      kit_svf_set (&wash[c], 6000.0 + 4000.0 * v[RIDE_BRIGHT], 0.6, rate);
      kit_svf_set (&high[c], v[RIDE_HIGH], 0.7, rate);
    }
  kit_svf_set (&stick, 3500.0 * v[RIDE_TUNE], 1.2, rate);
  for (gint64 n = 0; n < fast->frames; n++)
    {
      double time_s = (double) n / rate;
      double swell = kit_mix (0.35, 1.0, kit_smoothstep (-0.001, v[RIDE_SWELL] + 0.001, time_s));
      double tick = v[RIDE_STICK] * kit_svf_tick (&stick, kit_noise (seeds[0] ^ seeds[1], n)).band
                    * kit_fall (time_s, 0.02) * 3.0;
      double y[2] = { 0.0, 0.0 };

      for (int i = 0; i < N_MODES; i++)
        {
          double x = mode_tick (&modes[i]);

          y[0] += modes[i].left * x;
          y[1] += modes[i].right * x;
        }
      for (int c = 0; c < 2; c++)
        {
          double noise = kit_svf_tick (&wash[c], kit_noise (seeds[c], n)).band * wash_level * v[RIDE_WASH] * 1.6;

          y[c] = kit_svf_tick (&high[c], kit_drive ((y[c] + noise) * swell + tick, v[RIDE_DRIVE], 0.05)).high;
        }
      wash_level *= wash_fall;
      fast->left[n] = y[0];
      fast->right[n] = y[1];
    }
  out = kit_buffer_halve (fast);

  return out;
}

const KitVoice kit_voice_ride = { "ride", ride_params, FALSE, render_ride };
