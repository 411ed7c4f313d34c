/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/kit/kit-recipe.h"
#include "audio/kit/kit-space.h"

/* Transitions: risers and downlifters (one voice, up or down), impacts, sirens. */

#define CONTROL 8

static KitBuffer *
new_fast (const KitItem *item)
{
  return kit_buffer_new (kit_item_fast_frames (item), KIT_FAST_RATE, FALSE);
}

/* --- sweeps --- */

enum
{
  SWEEP_NOISE,
  SWEEP_FROM,
  SWEEP_TO,
  SWEEP_Q,
  SWEEP_TONE,
  SWEEP_TONE_FROM,
  SWEEP_TONE_TO,
  SWEEP_DETUNE,
  SWEEP_LEVEL_FROM,
  SWEEP_LEVEL_TO,
  SWEEP_CURVE,
  SWEEP_TREMOLO,
  SWEEP_TREMOLO_FROM,
  SWEEP_TREMOLO_TO,
  SWEEP_TAIL,
  SWEEP_DRIVE,
  SWEEP_ECHO,
  SWEEP_ROOM,
  SWEEP_ROOM_DECAY,
};

static const KitParam sweep_params[] = {
  [SWEEP_NOISE] = KIT_NUMBER ("noise", 0, 1, 0.8),
  [SWEEP_FROM] = KIT_NUMBER ("from_hz", 50, 16000, 200),
  [SWEEP_TO] = KIT_NUMBER ("to_hz", 50, 16000, 9000),
  [SWEEP_Q] = KIT_NUMBER ("q", 0.4, 20, 1.5),
  [SWEEP_TONE] = KIT_NUMBER ("tone", 0, 1, 0.3),
  [SWEEP_TONE_FROM] = KIT_NUMBER ("tone_from_hz", 20, 8000, 110),
  [SWEEP_TONE_TO] = KIT_NUMBER ("tone_to_hz", 20, 8000, 880),
  [SWEEP_DETUNE] = KIT_NUMBER ("detune_cents", 0, 80, 18),
  [SWEEP_LEVEL_FROM] = KIT_NUMBER ("level_from_db", -60, 0, -30),
  [SWEEP_LEVEL_TO] = KIT_NUMBER ("level_to_db", -60, 0, 0),
  [SWEEP_CURVE] = KIT_NUMBER ("curve", 0.3, 4, 1.4),
  [SWEEP_TREMOLO] = KIT_NUMBER ("tremolo", 0, 1, 0),
  [SWEEP_TREMOLO_FROM] = KIT_NUMBER ("tremolo_from_hz", 0.5, 40, 2),
  [SWEEP_TREMOLO_TO] = KIT_NUMBER ("tremolo_to_hz", 0.5, 40, 17),
  [SWEEP_TAIL] = KIT_NUMBER ("tail_s", 0, 6, 0.02),
  [SWEEP_DRIVE] = KIT_NUMBER ("drive", 0, 8, 0.5),
  [SWEEP_ECHO] = KIT_NUMBER ("echo", 0, 1, 0),
  [SWEEP_ROOM] = KIT_NUMBER ("room", 0, 1, 0.3),
  [SWEEP_ROOM_DECAY] = KIT_NUMBER ("room_s", 0.3, 8, 2.5),
  { NULL },
};

/* From @from to @to by ratio, as the ear hears pitch and loudness. */
static double
glide (double from, double to, double place)
{
  return from * kit_pow (to / from, place);
}

static double
sweep_level (const double *v, double place, double time_s, double length_s, double *tremolo_phase, double rate)
{
  double level = kit_from_db (kit_mix (v[SWEEP_LEVEL_FROM], v[SWEEP_LEVEL_TO], place));
  double tremolo = kit_advance (tremolo_phase, glide (v[SWEEP_TREMOLO_FROM], v[SWEEP_TREMOLO_TO], place) / rate);

  level *= 1.0 - v[SWEEP_TREMOLO] * (0.5 + 0.5 * kit_cos (tremolo));
  level *= kit_smoothstep (0.0, 0.01, time_s) * (1.0 - kit_smoothstep (length_s - 0.012, length_s, time_s));

  return level;
}

static KitBuffer *
render_sweep (const KitItem *item)
{
  g_autoptr (KitBuffer) fast = new_fast (item);
  const double *v = item->values;
  const double rate = fast->rate;
  const guint64 seeds[2] = { kit_item_seed (item, "left"), kit_item_seed (item, "right") };
  const KitReverb room = {
    .decay_s = v[SWEEP_ROOM_DECAY],
    .damp_hz = 7000,
    .low_cut_hz = 150,
    .pre_delay_s = 0.01,
    .mix = v[SWEEP_ROOM],
  };
  const KitDelay echo = {
    .time_s = 3.0 * (double) item->step_frames / KIT_RATE,
    .feedback = 0.5,
    .low_cut_hz = 300,
    .high_cut_hz = 6000,
    .spread = 1,
    .mix = v[SWEEP_ECHO],
  };
  double length_s = (double) item->frames / KIT_RATE - v[SWEEP_TAIL];
  double phase[2][2] = { { 0.1, 0.6 }, { 0.35, 0.85 } }, tremolo_phase = 0.0;
  KitSvf filter[2] = { 0 };
  KitBuffer *out;

  for (gint64 n = 0; n < fast->frames && (double) n / rate < length_s; n++)
    {
      double time_s = (double) n / rate;
      double place = kit_pow (MAX (time_s / length_s, 1e-6), v[SWEEP_CURVE]);
      double level = sweep_level (v, place, time_s, length_s, &tremolo_phase, rate);
      double tone_hz = glide (v[SWEEP_TONE_FROM], v[SWEEP_TONE_TO], place);
      double y[2];

      if (n % CONTROL == 0)
        for (int c = 0; c < 2; c++)
          kit_svf_set (&filter[c], glide (v[SWEEP_FROM], v[SWEEP_TO], place) * (c == 0 ? 0.97 : 1.03),
                       v[SWEEP_Q], rate);
      for (int c = 0; c < 2; c++)
        {
          KitSvfOut noise = kit_svf_tick (&filter[c], kit_noise (seeds[c], n));
          double x = v[SWEEP_NOISE] * (1.5 * noise.band + 0.25 * noise.low);

          for (int k = 0; k < 2; k++)
            {
              double step = tone_hz * kit_exp2 ((k == 0 ? -1.0 : 1.0) * (c == 0 ? 0.6 : 1.0) * v[SWEEP_DETUNE] / 1200.0) / rate;

              x += 0.35 * v[SWEEP_TONE] * kit_saw (kit_advance (&phase[c][k], step), step);
            }
          y[c] = kit_drive (x * level, v[SWEEP_DRIVE], 0.0);
        }
      fast->left[n] = y[0];
      fast->right[n] = y[1];
    }
  out = kit_buffer_halve (fast);
  kit_delay (out, &echo);
  kit_reverb (out, &room);

  return out;
}

const KitVoice kit_voice_fx_sweep = { "fx-sweep", sweep_params, FALSE, render_sweep };

/* --- impacts --- */

enum
{
  IMPACT_BOOM,
  IMPACT_FROM,
  IMPACT_TO,
  IMPACT_FALL,
  IMPACT_DECAY,
  IMPACT_NOISE,
  IMPACT_NOISE_FROM,
  IMPACT_NOISE_TO,
  IMPACT_NOISE_DECAY,
  IMPACT_METAL,
  IMPACT_METAL_HZ,
  IMPACT_DRIVE,
  IMPACT_ROOM,
  IMPACT_ROOM_DECAY,
};

static const KitParam impact_params[] = {
  [IMPACT_BOOM] = KIT_NUMBER ("boom", 0, 1, 0.8),
  [IMPACT_FROM] = KIT_NUMBER ("from_hz", 40, 400, 130),
  [IMPACT_TO] = KIT_NUMBER ("to_hz", 25, 100, 36),
  [IMPACT_FALL] = KIT_NUMBER ("fall_s", 0.05, 2, 0.35),
  [IMPACT_DECAY] = KIT_NUMBER ("decay_s", 0.2, 8, 2.2),
  [IMPACT_NOISE] = KIT_NUMBER ("noise", 0, 1, 0.6),
  [IMPACT_NOISE_FROM] = KIT_NUMBER ("noise_from_hz", 500, 16000, 9000),
  [IMPACT_NOISE_TO] = KIT_NUMBER ("noise_to_hz", 60, 8000, 300),
  [IMPACT_NOISE_DECAY] = KIT_NUMBER ("noise_s", 0.1, 6, 1.2),
  [IMPACT_METAL] = KIT_NUMBER ("metal", 0, 1, 0),
  [IMPACT_METAL_HZ] = KIT_NUMBER ("metal_hz", 60, 2000, 190),
  [IMPACT_DRIVE] = KIT_NUMBER ("drive", 0, 8, 1.5),
  [IMPACT_ROOM] = KIT_NUMBER ("room", 0, 1, 0.6),
  [IMPACT_ROOM_DECAY] = KIT_NUMBER ("room_s", 0.5, 10, 4),
  { NULL },
};

static KitBuffer *
render_impact (const KitItem *item)
{
  g_autoptr (KitBuffer) fast = new_fast (item);
  const double *v = item->values;
  const double rate = fast->rate;
  const guint64 seeds[2] = { kit_item_seed (item, "left"), kit_item_seed (item, "right") };
  const KitReverb room = {
    .decay_s = v[IMPACT_ROOM_DECAY],
    .damp_hz = 4500,
    .low_cut_hz = 90,
    .pre_delay_s = 0.015,
    .mix = v[IMPACT_ROOM],
  };
  double phase = 0.0, carrier[2] = { 0.0, 0.0 }, modulator = 0.0;
  KitSvf filter[2] = { 0 };
  KitBuffer *out;

  for (gint64 n = 0; n < fast->frames; n++)
    {
      double time_s = (double) n / rate;
      double attack = kit_smoothstep (0.0, 0.002, time_s);
      double hz = v[IMPACT_TO] + (v[IMPACT_FROM] - v[IMPACT_TO]) * kit_exp2 (-time_s * 3.0 / v[IMPACT_FALL]);
      double boom = kit_sin (kit_advance (&phase, hz / rate)) * kit_fall (time_s, v[IMPACT_DECAY]);
      double noise_level = kit_fall (time_s, v[IMPACT_NOISE_DECAY]);
      double bend = 0.5 * kit_exp2 (-time_s * 6.0)
                    * kit_sin (kit_advance (&modulator, v[IMPACT_METAL_HZ] * 1.414 / rate));
      double y[2];

      if (n % CONTROL == 0)
        for (int c = 0; c < 2; c++)
          kit_svf_set (&filter[c], v[IMPACT_NOISE_TO] + (v[IMPACT_NOISE_FROM] - v[IMPACT_NOISE_TO]) * noise_level, 0.7, rate);
      for (int c = 0; c < 2; c++)
        {
          double noise = kit_svf_tick (&filter[c], kit_noise (seeds[c], n)).low * noise_level;
          double metal = kit_sin (kit_advance (&carrier[c],
                                               v[IMPACT_METAL_HZ] * (c == 0 ? 0.996 : 1.004) / rate)
                                  + bend)
                         * kit_fall (time_s, 0.7 * v[IMPACT_DECAY]);

          y[c] = kit_drive ((v[IMPACT_BOOM] * boom + v[IMPACT_NOISE] * noise + 0.6 * v[IMPACT_METAL] * metal)
                                * attack,
                            v[IMPACT_DRIVE], 0.05);
        }
      fast->left[n] = y[0];
      fast->right[n] = y[1];
    }
  out = kit_buffer_halve (fast);
  kit_reverb (out, &room);

  return out;
}

const KitVoice kit_voice_fx_impact = { "fx-impact", impact_params, FALSE, render_impact };

/* --- sirens --- */

enum
{
  SIREN_HZ,
  SIREN_RANGE,
  SIREN_RATE,
  SIREN_RATE_TO,
  SIREN_SQUARE,
  SIREN_SOUNDS,
  SIREN_TONE,
  SIREN_ECHO,
  SIREN_FEEDBACK,
  SIREN_ROOM,
  SIREN_ROOM_DECAY,
};

static const KitParam siren_params[] = {
  [SIREN_HZ] = KIT_NUMBER ("tune_hz", 80, 2000, 440),
  [SIREN_RANGE] = KIT_NUMBER ("range_oct", 0, 3, 0.7),
  [SIREN_RATE] = KIT_NUMBER ("rate_hz", 0.2, 40, 6),
  [SIREN_RATE_TO] = KIT_NUMBER ("rate_to_hz", 0.2, 40, 6),
  [SIREN_SQUARE] = KIT_NUMBER ("square", 0, 1, 0.5),
  [SIREN_SOUNDS] = KIT_NUMBER ("sounds_s", 0.05, 8, 0.9),
  [SIREN_TONE] = KIT_NUMBER ("tone_hz", 300, 12000, 2500),
  [SIREN_ECHO] = KIT_NUMBER ("echo", 0, 1, 0.8),
  [SIREN_FEEDBACK] = KIT_NUMBER ("feedback", 0, 0.85, 0.62),
  [SIREN_ROOM] = KIT_NUMBER ("room", 0, 1, 0.3),
  [SIREN_ROOM_DECAY] = KIT_NUMBER ("room_s", 0.3, 8, 2.5),
  { NULL },
};

static KitBuffer *
render_siren (const KitItem *item)
{
  g_autoptr (KitBuffer) fast = new_fast (item);
  const double *v = item->values;
  const double rate = fast->rate;
  const KitDelay echo = {
    .time_s = 3.0 * (double) item->step_frames / KIT_RATE,
    .feedback = v[SIREN_FEEDBACK],
    .low_cut_hz = 350,
    .high_cut_hz = 3200,
    .spread = 1,
    .mix = v[SIREN_ECHO],
  };
  const KitReverb room = {
    .decay_s = v[SIREN_ROOM_DECAY],
    .damp_hz = 4000,
    .low_cut_hz = 250,
    .pre_delay_s = 0.02,
    .mix = v[SIREN_ROOM],
  };
  double phase = 0.0, lfo = 0.0;
  KitLadder filter = { 0 };
  KitBuffer *out;

  kit_ladder_set (&filter, v[SIREN_TONE], 0.3, rate);
  for (gint64 n = 0; n < fast->frames; n++)
    {
      double time_s = (double) n / rate;
      double level = kit_smoothstep (0.0, 0.004, time_s)
                     * (1.0 - kit_smoothstep (v[SIREN_SOUNDS] - 0.03, v[SIREN_SOUNDS], time_s));
      double place = MIN (time_s / v[SIREN_SOUNDS], 1.0);
      double turn = kit_advance (&lfo, glide (v[SIREN_RATE], v[SIREN_RATE_TO], place) / rate);
      double step = v[SIREN_HZ] * kit_exp2 (v[SIREN_RANGE] * kit_triangle (turn)) / rate;
      double at = kit_advance (&phase, step);
      double x = kit_mix (kit_sin (at), kit_pulse (at, step, 0.5), v[SIREN_SQUARE]);

      x = kit_ladder_tick (&filter, 0.8 * x * level);
      fast->left[n] = fast->right[n] = x;
    }
  out = kit_buffer_halve (fast);
  kit_delay (out, &echo);
  kit_reverb (out, &room);

  return out;
}

const KitVoice kit_voice_fx_siren = { "fx-siren", siren_params, FALSE, render_siren };
