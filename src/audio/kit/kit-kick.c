/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/kit/kit-recipe.h"
#include "audio/kit/kit-space.h"

/* Bass drums: a sine that falls from the punch to the tail, pushed into a soft clipper,
 * with a click on top, a clean sub below it, and, where wanted, the rumble of a room that
 * has only lows, pumped by the drum itself. */

enum
{
  TUNE,
  START,
  SWEEP,
  SNAP,
  HOLD,
  DECAY,
  CLICK,
  CLICK_HZ,
  NOISE,
  DRIVE,
  BIAS,
  TONE,
  SUB,
  PUNCH,
  RUMBLE,
  RUMBLE_HZ,
};

static const KitParam params[] = {
  [TUNE] = KIT_NUMBER ("tune_hz", 35, 75, 50),
  [START] = KIT_NUMBER ("start_hz", 60, 900, 240),
  [SWEEP] = KIT_NUMBER ("sweep_s", 0.01, 0.6, 0.09),
  [SNAP] = KIT_NUMBER ("snap_hz", 0, 6000, 900),
  [HOLD] = KIT_NUMBER ("hold_s", 0, 0.3, 0.03),
  [DECAY] = KIT_NUMBER ("decay_s", 0.05, 4, 0.5),
  [CLICK] = KIT_NUMBER ("click", 0, 1, 0.3),
  [CLICK_HZ] = KIT_NUMBER ("click_hz", 500, 9000, 3000),
  [NOISE] = KIT_NUMBER ("noise", 0, 1, 0.1),
  [DRIVE] = KIT_NUMBER ("drive", 0, 20, 1.5),
  [BIAS] = KIT_NUMBER ("bias", 0, 0.6, 0.1),
  [TONE] = KIT_NUMBER ("tone_hz", 200, 20000, 8000),
  [SUB] = KIT_NUMBER ("sub", 0, 1, 0.2),
  [PUNCH] = KIT_NUMBER ("punch", 0, 1, 0.35),
  [RUMBLE] = KIT_NUMBER ("rumble", 0, 1, 0),
  [RUMBLE_HZ] = KIT_NUMBER ("rumble_hz", 60, 400, 110),
  { NULL },
};

typedef struct
{
  double phase;
  double sweep, snap; /* what is left of them, Hz */
  double level;
  KitSvf click_band;
  KitPole noise_low, tone[2];
} Kick;

static void
kick_init (Kick *self, const KitItem *item, double rate)
{
  const double *v = item->values;

  memset (self, 0, sizeof *self);
  self->sweep = v[START] - v[TUNE];
  self->snap = v[SNAP];
  self->level = 1.0;
  kit_svf_set (&self->click_band, v[CLICK_HZ], 0.9, rate);
  kit_pole_set (&self->noise_low, v[CLICK_HZ] * 1.5, rate);
  kit_pole_set (&self->tone[0], v[TONE], rate);
  kit_pole_set (&self->tone[1], v[TONE], rate);
}

/* A pulse of half a millisecond through a band pass: the beater. The noise is its felt. */
static double
kick_click (Kick *self, const KitItem *item, guint64 seed, gint64 n, double time_s)
{
  const double *v = item->values;
  double pulse = time_s < 0.0005 ? kit_sin (time_s / 0.001) : 0.0;
  double click = kit_svf_tick (&self->click_band, 6.0 * pulse).band;
  double noise = kit_pole_tick (&self->noise_low, kit_noise (seed, n)) * kit_exp2 (-time_s * 400.0);

  return v[CLICK] * click + v[NOISE] * 1.2 * noise;
}

static KitBuffer *
kick_body (const KitItem *item)
{
  KitBuffer *out = kit_buffer_new (kit_item_fast_frames (item), KIT_FAST_RATE, FALSE);
  const double *v = item->values;
  const double rate = out->rate;
  const guint64 seed = kit_item_seed (item, "felt");
  const double sweep_fall = kit_decay (v[SWEEP] * 3.0, rate);
  const double snap_fall = kit_decay (0.012, rate);
  const double level_fall = kit_decay (v[DECAY], rate);
  Kick kick;

  kick_init (&kick, item, rate);
  for (gint64 n = 0; n < out->frames; n++)
    {
      double time_s = (double) n / rate;
      double attack = kit_smoothstep (0.0, 0.0004, time_s);
      double click = kick_click (&kick, item, seed, n, time_s);
      double body, sub, x;

      kit_advance (&kick.phase, (v[TUNE] + kick.sweep + kick.snap) / rate);
      kick.sweep *= sweep_fall;
      kick.snap *= snap_fall;
      if (time_s > v[HOLD])
        kick.level *= level_fall;

      body = kit_sin (kick.phase) * kick.level * attack;
      x = kit_drive (body + 0.5 * click, v[DRIVE], v[BIAS]);
      for (int i = 0; i < 2; i++)
        x = kit_pole_tick (&kick.tone[i], x);
      /* The same phase as the body, or the two would fight. */
      sub = kit_sin (kick.phase) * kick.level * kit_smoothstep (0.01, 0.08, time_s);
      x = (x + v[SUB] * sub) / (1.0 + v[SUB]) + 0.25 * click;
      x = kit_drive (x * (1.0 + v[PUNCH] * kit_fall (time_s, 0.16)), 0.15, 0.0);
      out->left[n] = out->right[n] = x;
    }

  return out;
}

/* What dub and warehouse techno put under the drum: its own reverb, only the lows of it,
 * overdriven, and out of the way where the drum itself sounds. */
static void
add_rumble (KitBuffer *kick, const KitItem *item)
{
  const double *v = item->values;
  g_autoptr (KitBuffer) room = kit_buffer_new (kick->frames, kick->rate, FALSE);
  const KitReverb reverb = { .decay_s = 1.4, .damp_hz = 900, .low_cut_hz = 30, .pre_delay_s = 0.055, .mix = 1.0 };
  double length_s = (double) kick->frames / kick->rate;
  double peak = 1e-9;

  kit_buffer_mix (room, kick, 0, 1.0, 1.0);
  kit_reverb (room, &reverb);
  for (gint64 n = 0; n < kick->frames; n++)
    {
      room->left[n] = 0.5 * (room->left[n] + room->right[n]) - kick->left[n];
      room->right[n] = room->left[n];
    }
  kit_low_pass (room, v[RUMBLE_HZ]);
  kit_low_pass (room, v[RUMBLE_HZ] * 1.6);
  kit_high_pass (room, 34.0);
  for (gint64 n = 0; n < kick->frames; n++)
    peak = MAX (peak, MAX (room->left[n], -room->left[n]));
  for (gint64 n = 0; n < kick->frames; n++)
    {
      double time_s = (double) n / kick->rate;
      double gate = kit_smoothstep (0.05, 0.2, time_s)
                    * (1.0 - kit_smoothstep (length_s - 0.18, length_s - 0.01, time_s));
      double x = kit_drive (room->left[n] / peak, 1.5, 0.0) * gate * v[RUMBLE] * 0.7;

      kick->left[n] += x;
      kick->right[n] += x;
    }
}

static KitBuffer *
render_kick (const KitItem *item)
{
  g_autoptr (KitBuffer) fast = kick_body (item);
  KitBuffer *kick = kit_buffer_halve (fast);

  if (item->values[RUMBLE] > 0.0)
    add_rumble (kick, item);

  return kick;
}

const KitVoice kit_voice_kick = { "kick", params, FALSE, render_kick };
