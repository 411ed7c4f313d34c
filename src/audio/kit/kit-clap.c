/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/kit/kit-recipe.h"
#include "audio/kit/kit-space.h"

#include "core/pt-rng.h"

/* Hand claps: noise in a band, three or four quick bursts and then the tail of the room the
 * hands clap in. */

#define MAX_BURSTS 6

enum
{
  BAND,
  Q,
  BODY,
  BODY_HZ,
  BURSTS,
  SPACING,
  SLOPPY,
  SHARP,
  TAIL,
  DECAY,
  HIGH,
  DRIVE,
  WIDTH,
  ROOM,
  ROOM_DECAY,
};

static const KitParam params[] = {
  [BAND] = KIT_NUMBER ("band_hz", 400, 4000, 1150),
  [Q] = KIT_NUMBER ("q", 0.3, 6, 1.4),
  [BODY] = KIT_NUMBER ("air", 0, 1, 0.35),
  [BODY_HZ] = KIT_NUMBER ("air_hz", 1500, 9000, 3200),
  [BURSTS] = KIT_NUMBER ("bursts", 1, MAX_BURSTS, 4),
  [SPACING] = KIT_NUMBER ("spacing_s", 0.003, 0.03, 0.0105),
  [SLOPPY] = KIT_NUMBER ("sloppy", 0, 1, 0.15),
  [SHARP] = KIT_NUMBER ("burst_s", 0.005, 0.1, 0.022),
  [TAIL] = KIT_NUMBER ("tail", 0, 1, 0.6),
  [DECAY] = KIT_NUMBER ("decay_s", 0.05, 2, 0.3),
  [HIGH] = KIT_NUMBER ("high_pass_hz", 100, 3000, 450),
  [DRIVE] = KIT_NUMBER ("drive", 0, 10, 1.2),
  [WIDTH] = KIT_NUMBER ("width", 0, 1, 0.5),
  [ROOM] = KIT_NUMBER ("room", 0, 1, 0.15),
  [ROOM_DECAY] = KIT_NUMBER ("room_s", 0.2, 4, 0.7),
  { NULL },
};

typedef struct
{
  int n;
  double start_s[MAX_BURSTS];
  double pan[MAX_BURSTS];
} Hands;

static void
hands_init (Hands *self, const KitItem *item)
{
  const double *v = item->values;
  PtRng rng;

  pt_rng_init_named (&rng, item->seed, "hands");
  self->n = (int) v[BURSTS];
  for (int i = 0; i < self->n; i++)
    {
      double late = i == 0 ? 0.0 : v[SLOPPY] * (pt_rng_double (&rng) - 0.5);

      self->start_s[i] = v[SPACING] * (i + late);
      self->pan[i] = (2.0 * pt_rng_double (&rng) - 1.0) * v[WIDTH];
    }
}

/* The last pair of hands is the one that rings. */
static double
hands_level (const Hands *self, const double *v, double time_s, double pan_sign)
{
  double level = 0.0;

  for (int i = 0; i < self->n; i++)
    {
      double since = time_s - self->start_s[i];
      double side = 1.0 + 0.4 * pan_sign * self->pan[i];

      if (since < 0.0)
        break;
      level = MAX (level, side * kit_smoothstep (0.0, 0.0004, since) * kit_fall (since, v[SHARP])
                              * (i == self->n - 1 ? 1.0 : 0.85));
      if (i == self->n - 1)
        level = MAX (level, v[TAIL] * kit_fall (since, v[DECAY]));
    }

  return level;
}

static KitBuffer *
render_clap (const KitItem *item)
{
  g_autoptr (KitBuffer) fast = kit_buffer_new (kit_item_fast_frames (item), KIT_FAST_RATE, FALSE);
  const double *v = item->values;
  const double rate = fast->rate;
  const guint64 seeds[3] = { kit_item_seed (item, "left"), kit_item_seed (item, "right"),
                             kit_item_seed (item, "middle") };
  const KitReverb room = {
    .decay_s = v[ROOM_DECAY],
    .damp_hz = 5000,
    .low_cut_hz = 350,
    .pre_delay_s = 0.012,
    .mix = v[ROOM],
  };
  KitSvf band[2] = { 0 }, air[2] = { 0 }, high[2] = { 0 };
  Hands hands;
  KitBuffer *out;

  hands_init (&hands, item);
  for (int c = 0; c < 2; c++)
    {
      kit_svf_set (&band[c], v[BAND], v[Q], rate);
      kit_svf_set (&air[c], v[BODY_HZ], 0.8, rate);
      kit_svf_set (&high[c], v[HIGH], 0.7, rate);
    }
  for (gint64 n = 0; n < fast->frames; n++)
    {
      double time_s = (double) n / rate;
      double middle = kit_noise (seeds[2], n);
      double y[2];

      for (int c = 0; c < 2; c++)
        {
          double noise = kit_mix (middle, kit_noise (seeds[c], n), v[WIDTH]);
          double x = 2.2 * kit_svf_tick (&band[c], noise).band + 1.3 * v[BODY] * kit_svf_tick (&air[c], noise).band;

          x *= hands_level (&hands, v, time_s, c == 0 ? -1.0 : 1.0);
          y[c] = kit_svf_tick (&high[c], kit_drive (x, v[DRIVE], 0.04)).high;
        }
      fast->left[n] = y[0];
      fast->right[n] = y[1];
    }
  out = kit_buffer_halve (fast);
  kit_reverb (out, &room);

  return out;
}

const KitVoice kit_voice_clap = { "clap", params, FALSE, render_clap };
