/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/kit/kit-notes.h"
#include "audio/kit/kit-recipe.h"
#include "audio/kit/kit-space.h"

/* Everything else that is struck: snares, rims, blocks and bells (ringing modes), toms and
 * congas, shakers, zaps and frequency-modulated hits. */

static KitBuffer *
new_fast (const KitItem *item)
{
  return kit_buffer_new (kit_item_fast_frames (item), KIT_FAST_RATE, FALSE);
}

static KitBuffer *
come_down (KitBuffer *fast, double room, double decay_s)
{
  const KitReverb reverb = { .decay_s = decay_s, .damp_hz = 5500, .low_cut_hz = 300, .pre_delay_s = 0.01, .mix = room };
  KitBuffer *out = kit_buffer_halve (fast);

  kit_reverb (out, &reverb);

  return out;
}

/* --- snare --- */

enum
{
  SNARE_TUNE,
  SNARE_BEND,
  SNARE_BODY,
  SNARE_BODY_DECAY,
  SNARE_WIRES,
  SNARE_WIRES_DECAY,
  SNARE_BAND,
  SNARE_HIGH,
  SNARE_SNAP,
  SNARE_DRIVE,
  SNARE_WIDTH,
  SNARE_ROOM,
  SNARE_ROOM_DECAY,
};

static const KitParam snare_params[] = {
  [SNARE_TUNE] = KIT_NUMBER ("tune_hz", 80, 600, 185),
  [SNARE_BEND] = KIT_NUMBER ("bend", 0, 4, 0.8),
  [SNARE_BODY] = KIT_NUMBER ("body", 0, 1, 0.6),
  [SNARE_BODY_DECAY] = KIT_NUMBER ("body_s", 0.02, 1, 0.16),
  [SNARE_WIRES] = KIT_NUMBER ("wires", 0, 1, 0.7),
  [SNARE_WIRES_DECAY] = KIT_NUMBER ("wires_s", 0.02, 2, 0.25),
  [SNARE_BAND] = KIT_NUMBER ("band_hz", 1000, 10000, 4200),
  [SNARE_HIGH] = KIT_NUMBER ("high_pass_hz", 200, 6000, 1200),
  [SNARE_SNAP] = KIT_NUMBER ("snap", 0, 2, 0.7),
  [SNARE_DRIVE] = KIT_NUMBER ("drive", 0, 10, 1),
  [SNARE_WIDTH] = KIT_NUMBER ("width", 0, 1, 0.4),
  [SNARE_ROOM] = KIT_NUMBER ("room", 0, 1, 0.1),
  [SNARE_ROOM_DECAY] = KIT_NUMBER ("room_s", 0.2, 4, 0.6),
  { NULL },
};

static KitBuffer *
render_snare (const KitItem *item)
{
  g_autoptr (KitBuffer) fast = new_fast (item);
  const double *v = item->values;
  const double rate = fast->rate;
  const guint64 seeds[3] = { kit_item_seed (item, "left"), kit_item_seed (item, "right"),
                             kit_item_seed (item, "middle") };
  KitSvf band[2] = { 0 }, high[2] = { 0 };
  double low_phase = 0.0, high_phase = 0.0;

  for (int c = 0; c < 2; c++)
    {
      kit_svf_set (&band[c], v[SNARE_BAND], 0.6, rate);
      kit_svf_set (&high[c], v[SNARE_HIGH], 0.7, rate);
    }
  for (gint64 n = 0; n < fast->frames; n++)
    {
      double time_s = (double) n / rate;
      double attack = kit_smoothstep (0.0, 0.0005, time_s);
      double bend = 1.0 + v[SNARE_BEND] * kit_fall (time_s, 0.04);
      double snap = 1.0 + v[SNARE_SNAP] * kit_fall (time_s, 0.015);
      double body_level = kit_fall (time_s, v[SNARE_BODY_DECAY]) * attack;
      double wires_level = kit_fall (time_s, v[SNARE_WIRES_DECAY]) * attack * snap;
      double body, middle = kit_noise (seeds[2], n);
      double y[2];

      kit_advance (&low_phase, v[SNARE_TUNE] * bend / rate);
      kit_advance (&high_phase, v[SNARE_TUNE] * 1.78 * bend / rate);
      body = v[SNARE_BODY] * body_level * (kit_sin (low_phase) + 0.55 * kit_sin (high_phase) * body_level);
      for (int c = 0; c < 2; c++)
        {
          double noise = kit_mix (middle, kit_noise (seeds[c], n), v[SNARE_WIDTH]);
          KitSvfOut out = kit_svf_tick (&band[c], noise);
          double wires = kit_svf_tick (&high[c], 1.4 * out.band + 0.35 * out.high).high;

          y[c] = kit_drive (body + v[SNARE_WIRES] * wires_level * wires, v[SNARE_DRIVE], 0.06);
        }
      fast->left[n] = y[0];
      fast->right[n] = y[1];
    }

  return come_down (fast, v[SNARE_ROOM], v[SNARE_ROOM_DECAY]);
}

const KitVoice kit_voice_perc_snare = { "perc-snare", snare_params, FALSE, render_snare };

/* --- modes: rim shots, blocks, claves, bells, pipes --- */

#define MAX_MODES 32

enum
{
  MODAL_TUNE,
  MODAL_MODES,
  MODAL_DECAY,
  MODAL_DAMP,
  MODAL_TILT,
  MODAL_STRIKE,
  MODAL_STRIKE_HZ,
  MODAL_BEND,
  MODAL_DRIVE,
  MODAL_HIGH,
  MODAL_WIDTH,
  MODAL_ROOM,
  MODAL_ROOM_DECAY,
};

static const KitParam modal_params[] = {
  [MODAL_TUNE] = KIT_NUMBER ("tune_hz", 60, 6000, 500),
  [MODAL_MODES] = KIT_NUMBERS ("modes", 0.2, 30, "1 1.47 2.09 2.56 3.9"),
  [MODAL_DECAY] = KIT_NUMBER ("decay_s", 0.01, 5, 0.1),
  [MODAL_DAMP] = KIT_NUMBER ("damp", 0, 2, 0.6),
  [MODAL_TILT] = KIT_NUMBER ("tilt_db", -24, 12, -4),
  [MODAL_STRIKE] = KIT_NUMBER ("strike", 0, 2, 0.5),
  [MODAL_STRIKE_HZ] = KIT_NUMBER ("strike_hz", 300, 12000, 4000),
  [MODAL_BEND] = KIT_NUMBER ("bend", 0, 1, 0),
  [MODAL_DRIVE] = KIT_NUMBER ("drive", 0, 12, 0.8),
  [MODAL_HIGH] = KIT_NUMBER ("high_pass_hz", 30, 4000, 120),
  [MODAL_WIDTH] = KIT_NUMBER ("width", 0, 1, 0.2),
  [MODAL_ROOM] = KIT_NUMBER ("room", 0, 1, 0.1),
  [MODAL_ROOM_DECAY] = KIT_NUMBER ("room_s", 0.2, 6, 0.5),
  { NULL },
};

static KitBuffer *
render_modal (const KitItem *item)
{
  g_autoptr (KitBuffer) fast = new_fast (item);
  g_autoptr (GArray) modes = kit_numbers_parse (item->texts[MODAL_MODES], 0.2, 30, NULL);
  const double *v = item->values;
  const double rate = fast->rate;
  const guint64 seed = kit_item_seed (item, "strike");
  double phase[MAX_MODES] = { 0 }, fall[MAX_MODES], level[MAX_MODES], pan[MAX_MODES];
  KitSvf strike = { 0 }, high[2] = { 0 };
  guint n_modes;

  g_assert (modes != NULL);
  n_modes = MIN (modes->len, MAX_MODES);
  for (guint i = 0; i < n_modes; i++)
    {
      double ratio = g_array_index (modes, double, i);

      fall[i] = kit_decay (v[MODAL_DECAY] * kit_pow (ratio, -v[MODAL_DAMP]), rate);
      level[i] = kit_from_db (v[MODAL_TILT] * kit_log2 (ratio));
      pan[i] = (i % 2 == 0 ? 0.5 : -0.5) * v[MODAL_WIDTH] * (i > 0);
    }
  kit_svf_set (&strike, v[MODAL_STRIKE_HZ], 0.8, rate);
  for (int c = 0; c < 2; c++)
    kit_svf_set (&high[c], v[MODAL_HIGH], 0.7, rate);

  for (gint64 n = 0; n < fast->frames; n++)
    {
      double time_s = (double) n / rate;
      double bend = 1.0 + v[MODAL_BEND] * kit_fall (time_s, 0.05);
      double hit = v[MODAL_STRIKE] * 3.0 * kit_svf_tick (&strike, kit_noise (seed, n)).band
                   * kit_fall (time_s, 0.008) * kit_smoothstep (0.0, 0.0002, time_s);
      double y[2] = { hit, hit };

      for (guint i = 0; i < n_modes; i++)
        {
          double step = MIN (v[MODAL_TUNE] * g_array_index (modes, double, i) * bend / rate, 0.24);
          double x = kit_sin (kit_advance (&phase[i], step)) * level[i];

          level[i] *= fall[i];
          y[0] += x * (1.0 - pan[i]);
          y[1] += x * (1.0 + pan[i]);
        }
      fast->left[n] = kit_svf_tick (&high[0], kit_drive (0.6 * y[0], v[MODAL_DRIVE], 0.1)).high;
      fast->right[n] = kit_svf_tick (&high[1], kit_drive (0.6 * y[1], v[MODAL_DRIVE], 0.1)).high;
    }

  return come_down (fast, v[MODAL_ROOM], v[MODAL_ROOM_DECAY]);
}

const KitVoice kit_voice_perc_modal = { "perc-modal", modal_params, FALSE, render_modal };

/* --- toms, congas, bongos --- */

enum
{
  TOM_TUNE,
  TOM_BEND,
  TOM_BEND_TIME,
  TOM_DECAY,
  TOM_SECOND,
  TOM_SKIN,
  TOM_SKIN_HZ,
  TOM_DRIVE,
  TOM_ROOM,
  TOM_ROOM_DECAY,
};

static const KitParam tom_params[] = {
  [TOM_TUNE] = KIT_NUMBER ("tune_hz", 50, 900, 110),
  [TOM_BEND] = KIT_NUMBER ("bend", 0, 3, 0.7),
  [TOM_BEND_TIME] = KIT_NUMBER ("bend_s", 0.01, 0.5, 0.09),
  [TOM_DECAY] = KIT_NUMBER ("decay_s", 0.05, 3, 0.45),
  [TOM_SECOND] = KIT_NUMBER ("second", 0, 1, 0.25),
  [TOM_SKIN] = KIT_NUMBER ("skin", 0, 1, 0.35),
  [TOM_SKIN_HZ] = KIT_NUMBER ("skin_hz", 200, 8000, 1800),
  [TOM_DRIVE] = KIT_NUMBER ("drive", 0, 10, 1),
  [TOM_ROOM] = KIT_NUMBER ("room", 0, 1, 0.08),
  [TOM_ROOM_DECAY] = KIT_NUMBER ("room_s", 0.2, 4, 0.6),
  { NULL },
};

static KitBuffer *
render_tom (const KitItem *item)
{
  g_autoptr (KitBuffer) fast = new_fast (item);
  const double *v = item->values;
  const double rate = fast->rate;
  const guint64 seed = kit_item_seed (item, "skin");
  double phase = 0.0, second_phase = 0.0;
  KitSvf skin = { 0 };

  kit_svf_set (&skin, v[TOM_SKIN_HZ], 0.7, rate);
  for (gint64 n = 0; n < fast->frames; n++)
    {
      double time_s = (double) n / rate;
      double attack = kit_smoothstep (0.0, 0.0006, time_s);
      double hz = v[TOM_TUNE] * (1.0 + v[TOM_BEND] * kit_fall (time_s, 3.0 * v[TOM_BEND_TIME]));
      double level = kit_fall (time_s, v[TOM_DECAY]);
      double noise = kit_svf_tick (&skin, kit_noise (seed, n)).band * kit_fall (time_s, 0.03);
      double x;

      kit_advance (&phase, hz / rate);
      /* The second mode of a round skin. */
      kit_advance (&second_phase, hz * 1.593 / rate);
      x = level * kit_sin (phase) + v[TOM_SECOND] * level * level * kit_sin (second_phase)
          + v[TOM_SKIN] * 2.0 * noise;
      x = kit_drive (x * attack, v[TOM_DRIVE], 0.08);
      fast->left[n] = fast->right[n] = x;
    }

  return come_down (fast, v[TOM_ROOM], v[TOM_ROOM_DECAY]);
}

const KitVoice kit_voice_perc_tom = { "perc-tom", tom_params, FALSE, render_tom };

/* --- shakers --- */

enum
{
  SHAKER_BAND,
  SHAKER_Q,
  SHAKER_HIGH,
  SHAKER_RISE,
  SHAKER_DECAY,
  SHAKER_BACK,
  SHAKER_BACK_AT,
  SHAKER_GRAIN,
  SHAKER_WIDTH,
};

static const KitParam shaker_params[] = {
  [SHAKER_BAND] = KIT_NUMBER ("band_hz", 2000, 14000, 7000),
  [SHAKER_Q] = KIT_NUMBER ("q", 0.4, 6, 1.2),
  [SHAKER_HIGH] = KIT_NUMBER ("high_pass_hz", 500, 10000, 4000),
  [SHAKER_RISE] = KIT_NUMBER ("rise_s", 0.001, 0.1, 0.02),
  [SHAKER_DECAY] = KIT_NUMBER ("decay_s", 0.02, 1, 0.11),
  [SHAKER_BACK] = KIT_NUMBER ("back", 0, 1, 0),
  [SHAKER_BACK_AT] = KIT_NUMBER ("back_s", 0.02, 0.3, 0.09),
  [SHAKER_GRAIN] = KIT_NUMBER ("grain", 0, 1, 0.5),
  [SHAKER_WIDTH] = KIT_NUMBER ("width", 0, 1, 0.5),
  { NULL },
};

static double
shake_level (const double *v, double time_s)
{
  double level = kit_smoothstep (0.0, v[SHAKER_RISE], time_s)
                 * kit_fall (MAX (time_s - v[SHAKER_RISE], 0.0), v[SHAKER_DECAY]);
  double back_s = time_s - v[SHAKER_BACK_AT];

  if (back_s > 0.0)
    level += v[SHAKER_BACK] * kit_smoothstep (0.0, v[SHAKER_RISE] * 0.7, back_s) * kit_fall (back_s, v[SHAKER_DECAY]);

  return level;
}

static KitBuffer *
render_shaker (const KitItem *item)
{
  g_autoptr (KitBuffer) fast = new_fast (item);
  const double *v = item->values;
  const double rate = fast->rate;
  const guint64 beads = kit_item_seed (item, "beads");
  const guint64 seeds[3] = { kit_item_seed (item, "left"), kit_item_seed (item, "right"),
                             kit_item_seed (item, "middle") };
  KitSvf band[2] = { 0 }, high[2] = { 0 };

  for (int c = 0; c < 2; c++)
    {
      kit_svf_set (&band[c], v[SHAKER_BAND], v[SHAKER_Q], rate);
      kit_svf_set (&high[c], v[SHAKER_HIGH], 0.7, rate);
    }
  for (gint64 n = 0; n < fast->frames; n++)
    {
      /* Beads hit the shell one by one: the noise comes in grains of a third of a ms. */
      double bead = kit_noise (beads, n / 32);
      double grain = kit_mix (1.0, 2.2 * bead * bead, v[SHAKER_GRAIN]);
      double level = shake_level (v, (double) n / rate) * grain;
      double y[2];

      for (int c = 0; c < 2; c++)
        {
          double noise = kit_mix (kit_noise (seeds[2], n), kit_noise (seeds[c], n), v[SHAKER_WIDTH]);

          y[c] = kit_svf_tick (&high[c], kit_svf_tick (&band[c], noise * level).band).high;
        }
      fast->left[n] = y[0];
      fast->right[n] = y[1];
    }

  return kit_buffer_halve (fast);
}

const KitVoice kit_voice_perc_shaker = { "perc-shaker", shaker_params, FALSE, render_shaker };

/* --- zaps: a tone that falls very fast --- */

enum
{
  ZAP_START,
  ZAP_END,
  ZAP_TIME,
  ZAP_DECAY,
  ZAP_FM,
  ZAP_RATIO,
  ZAP_DRIVE,
  ZAP_HIGH,
  ZAP_ECHO,
  ZAP_ROOM,
};

static const KitParam zap_params[] = {
  [ZAP_START] = KIT_NUMBER ("start_hz", 200, 12000, 5000),
  [ZAP_END] = KIT_NUMBER ("end_hz", 40, 2000, 120),
  [ZAP_TIME] = KIT_NUMBER ("fall_s", 0.01, 1, 0.12),
  [ZAP_DECAY] = KIT_NUMBER ("decay_s", 0.02, 2, 0.25),
  [ZAP_FM] = KIT_NUMBER ("fm", 0, 6, 0.5),
  [ZAP_RATIO] = KIT_NUMBER ("ratio", 0.25, 8, 1.5),
  [ZAP_DRIVE] = KIT_NUMBER ("drive", 0, 10, 0.8),
  [ZAP_HIGH] = KIT_NUMBER ("high_pass_hz", 30, 2000, 150),
  [ZAP_ECHO] = KIT_NUMBER ("echo", 0, 1, 0),
  [ZAP_ROOM] = KIT_NUMBER ("room", 0, 1, 0.1),
  { NULL },
};

static KitBuffer *
render_zap (const KitItem *item)
{
  g_autoptr (KitBuffer) fast = new_fast (item);
  const double *v = item->values;
  const double rate = fast->rate;
  const KitDelay echo = {
    .time_s = 60.0 / 128.0 / 4.0 * 3.0,
    .feedback = 0.45,
    .low_cut_hz = 300,
    .high_cut_hz = 4500,
    .spread = 1,
    .mix = v[ZAP_ECHO],
  };
  const double fall = kit_decay (v[ZAP_TIME] * 1.5, rate);
  double spread = v[ZAP_START] - v[ZAP_END];
  double phase = 0.0, other = 0.0;
  KitSvf high = { 0 };
  KitBuffer *out;

  kit_svf_set (&high, v[ZAP_HIGH], 0.7, rate);
  for (gint64 n = 0; n < fast->frames; n++)
    {
      double time_s = (double) n / rate;
      double hz = v[ZAP_END] + spread;
      double level = kit_fall (time_s, v[ZAP_DECAY]) * kit_smoothstep (0.0, 0.0005, time_s);
      double x;

      spread *= fall;
      kit_advance (&phase, hz / rate);
      kit_advance (&other, hz * v[ZAP_RATIO] / rate);
      x = kit_sin (phase + v[ZAP_FM] * 0.159 * level * kit_sin (other)) * level;
      x = kit_svf_tick (&high, kit_drive (x, v[ZAP_DRIVE], 0.05)).high;
      fast->left[n] = fast->right[n] = x;
    }
  out = come_down (fast, v[ZAP_ROOM], 0.9);
  kit_delay (out, &echo);

  return out;
}

const KitVoice kit_voice_perc_zap = { "perc-zap", zap_params, FALSE, render_zap };

/* --- frequency modulation: metal, wood and everything between --- */

enum
{
  FM_TUNE,
  FM_RATIO,
  FM_INDEX,
  FM_INDEX_DECAY,
  FM_RATIO_2,
  FM_INDEX_2,
  FM_DECAY,
  FM_BEND,
  FM_NOISE,
  FM_DRIVE,
  FM_HIGH,
  FM_WIDTH,
  FM_ROOM,
  FM_ROOM_DECAY,
};

static const KitParam fm_params[] = {
  [FM_TUNE] = KIT_NUMBER ("tune_hz", 40, 3000, 300),
  [FM_RATIO] = KIT_NUMBER ("ratio", 0.1, 12, 1.41),
  [FM_INDEX] = KIT_NUMBER ("index", 0, 12, 3),
  [FM_INDEX_DECAY] = KIT_NUMBER ("index_s", 0.01, 2, 0.08),
  [FM_RATIO_2] = KIT_NUMBER ("ratio_2", 0.1, 12, 3.77),
  [FM_INDEX_2] = KIT_NUMBER ("index_2", 0, 8, 0),
  [FM_DECAY] = KIT_NUMBER ("decay_s", 0.02, 3, 0.2),
  [FM_BEND] = KIT_NUMBER ("bend", 0, 3, 0),
  [FM_NOISE] = KIT_NUMBER ("noise", 0, 1, 0),
  [FM_DRIVE] = KIT_NUMBER ("drive", 0, 10, 0.5),
  [FM_HIGH] = KIT_NUMBER ("high_pass_hz", 30, 6000, 150),
  [FM_WIDTH] = KIT_NUMBER ("width", 0, 1, 0.3),
  [FM_ROOM] = KIT_NUMBER ("room", 0, 1, 0.1),
  [FM_ROOM_DECAY] = KIT_NUMBER ("room_s", 0.2, 6, 0.7),
  { NULL },
};

static KitBuffer *
render_fm (const KitItem *item)
{
  g_autoptr (KitBuffer) fast = new_fast (item);
  const double *v = item->values;
  const double rate = fast->rate;
  const guint64 seed = kit_item_seed (item, "noise");
  double phase[2] = { 0 }, first = 0.0, second = 0.0;
  KitSvf high[2] = { 0 };

  for (int c = 0; c < 2; c++)
    kit_svf_set (&high[c], v[FM_HIGH], 0.7, rate);
  for (gint64 n = 0; n < fast->frames; n++)
    {
      double time_s = (double) n / rate;
      double hz = v[FM_TUNE] * (1.0 + v[FM_BEND] * kit_fall (time_s, 0.05));
      double level = kit_fall (time_s, v[FM_DECAY]) * kit_smoothstep (0.0, 0.0005, time_s);
      double index = kit_fall (time_s, v[FM_INDEX_DECAY]);
      double bend, noise = v[FM_NOISE] * kit_noise (seed, n) * index;
      double y[2];

      kit_advance (&first, hz * v[FM_RATIO] / rate);
      kit_advance (&second, hz * v[FM_RATIO_2] / rate);
      bend = 0.159 * (v[FM_INDEX] * index * kit_sin (first + 0.159 * v[FM_INDEX_2] * kit_sin (second)));
      for (int c = 0; c < 2; c++)
        {
          double side = 1.0 + (c == 0 ? -0.004 : 0.004) * v[FM_WIDTH];

          kit_advance (&phase[c], hz * side / rate);
          y[c] = kit_svf_tick (&high[c], kit_drive ((kit_sin (phase[c] + bend) + noise) * level, v[FM_DRIVE],
                                                    0.05))
                     .high;
        }
      fast->left[n] = y[0];
      fast->right[n] = y[1];
    }

  return come_down (fast, v[FM_ROOM], v[FM_ROOM_DECAY]);
}

const KitVoice kit_voice_perc_fm = { "perc-fm", fm_params, FALSE, render_fm };
