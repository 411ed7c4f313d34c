/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/kit/kit-line.h"
#include "audio/kit/kit-space.h"

/* Bass lines: the acid box, the analogue pair with a ladder filter, frequency modulation
 * and sub, and the rumble that is all reverb. */

/* Filters follow their envelopes every so many frames; finer cannot be heard. */
#define CONTROL 8

static KitBuffer *
new_fast_loop (const KitItem *item)
{
  return kit_buffer_new (kit_item_fast_frames (item), KIT_FAST_RATE, TRUE);
}

/* What all bass lines end with: down to the rate of the file, echo, room for the kick. */
static KitBuffer *
come_down (const KitItem *item, const KitBuffer *fast, double echo, double echo_steps, double width, double duck)
{
  KitBuffer *out = kit_buffer_halve (fast);
  const KitDelay delay = {
    .time_s = echo_steps * (double) item->step_frames / KIT_RATE,
    .feedback = 0.4,
    .low_cut_hz = 350,
    .high_cut_hz = 4000,
    .spread = 1.0,
    .mix = echo,
  };
  const KitChorus chorus = { .depth_s = 0.0022, .rate_hz = 0.5, .mix = width * 0.5 };

  kit_chorus (out, &chorus);
  kit_delay (out, &delay);
  if (duck > 0.0)
    kit_duck (out, item->step_frames * 4, duck, 0.16);

  return out;
}

/* --- acid --- */

enum
{
  ACID_NOTES,
  ACID_OCTAVE,
  ACID_SQUARE,
  ACID_CUTOFF,
  ACID_RESONANCE,
  ACID_ENVELOPE,
  ACID_DECAY,
  ACID_ACCENT,
  ACID_GATE,
  ACID_GLIDE,
  ACID_SWEEP,
  ACID_TURNS,
  ACID_PHASE,
  ACID_DRIVE,
  ACID_SUB,
  ACID_SWING,
  ACID_ECHO,
  ACID_ECHO_STEPS,
  ACID_DUCK,
};

static const KitParam acid_params[] = {
  [ACID_NOTES] = KIT_NOTES ("notes", "0"),
  [ACID_OCTAVE] = KIT_NUMBER ("octave", 0, 4, 1),
  [ACID_SQUARE] = KIT_NUMBER ("square", 0, 1, 0),
  [ACID_CUTOFF] = KIT_NUMBER ("cutoff_hz", 60, 6000, 320),
  [ACID_RESONANCE] = KIT_NUMBER ("resonance", 0, 0.98, 0.75),
  [ACID_ENVELOPE] = KIT_NUMBER ("envelope_oct", 0, 6, 2.5),
  [ACID_DECAY] = KIT_NUMBER ("decay_s", 0.03, 3, 0.35),
  [ACID_ACCENT] = KIT_NUMBER ("accent", 0, 1, 0.6),
  [ACID_GATE] = KIT_NUMBER ("gate", 0.1, 1, 0.55),
  [ACID_GLIDE] = KIT_NUMBER ("glide_s", 0.005, 0.3, 0.06),
  [ACID_SWEEP] = KIT_NUMBER ("sweep_oct", 0, 3, 0.5),
  [ACID_TURNS] = KIT_NUMBER ("turns", 1, 16, 1),
  [ACID_PHASE] = KIT_NUMBER ("phase", 0, 1, 0.75),
  [ACID_DRIVE] = KIT_NUMBER ("drive", 0, 12, 1.5),
  [ACID_SUB] = KIT_NUMBER ("sub", 0, 1, 0.2),
  [ACID_SWING] = KIT_NUMBER ("swing", 0, 0.4, 0),
  [ACID_ECHO] = KIT_NUMBER ("echo", 0, 1, 0),
  [ACID_ECHO_STEPS] = KIT_NUMBER ("echo_steps", 1, 8, 3),
  [ACID_DUCK] = KIT_NUMBER ("duck", 0, 1, 0.2),
  { NULL },
};

static KitBuffer *
render_acid (const KitItem *item)
{
  g_autoptr (KitBuffer) fast = new_fast_loop (item);
  const double *v = item->values;
  const double rate = fast->rate;
  const KitLineSettings settings = { item->texts[ACID_NOTES], (int) v[ACID_OCTAVE], v[ACID_SWING], v[ACID_GATE],
                                     v[ACID_GLIDE], 0.002, 0.008 };
  KitLine line;
  KitDiode filter = { 0 };
  KitPole smooth = { 0 };
  double phase = 0.0, sub_phase = 0.0, heat = 0.0;

  kit_pole_set (&smooth, 60.0, rate / CONTROL);
  kit_line_init (&line, item, &settings, rate);
  for (gint64 n = kit_line_first_frame (&line); n < fast->frames; n++)
    {
      double step, wave, level, x;

      kit_line_tick (&line, n);
      if (line.trigger)
        phase = sub_phase = 0.0;
      if (n % CONTROL == 0)
        {
          double decay_s = line.accent > 0.0 ? MIN (v[ACID_DECAY], 0.25) : v[ACID_DECAY];
          double envelope = kit_fall (line.age_s, 2.0 * decay_s);
          double octaves;

          /* Accents in a row heat the filter up, as the box's capacitor does. */
          heat = kit_pole_tick (&smooth, line.accent * envelope) * v[ACID_ACCENT];
          octaves = v[ACID_ENVELOPE] * envelope * (1.0 - 0.4 * line.ghost) + 1.4 * heat
                    + v[ACID_SWEEP] * kit_turn (v[ACID_TURNS], v[ACID_PHASE], n, fast->frames);
          kit_diode_set (&filter, MIN (v[ACID_CUTOFF] * kit_exp2 (octaves), 14000.0),
                         MIN (v[ACID_RESONANCE] + 0.12 * heat, 0.98), rate);
        }
      step = line.hz / rate;
      wave = kit_mix (kit_saw (phase, step), 0.8 * kit_pulse (phase, step, 0.48), v[ACID_SQUARE]);
      kit_advance (&phase, step);
      kit_advance (&sub_phase, step);
      level = line.gate * (0.62 + 0.38 * v[ACID_ACCENT] * line.accent - 0.3 * line.ghost)
              * kit_exp2 (-line.age_s * 1.2);
      x = kit_diode_tick (&filter, 0.9 * wave) * level;
      x = kit_drive (1.6 * x, v[ACID_DRIVE], 0.08) * 0.8 + v[ACID_SUB] * kit_sin (sub_phase) * level;
      if (n >= 0)
        fast->left[n] = fast->right[n] = x;
    }
  kit_line_clear (&line);

  return come_down (item, fast, v[ACID_ECHO], v[ACID_ECHO_STEPS], 0.0, v[ACID_DUCK]);
}

const KitVoice kit_voice_bass_acid = { "bass-acid", acid_params, TRUE, render_acid };

/* --- analogue --- */

enum
{
  ANALOG_NOTES,
  ANALOG_OCTAVE,
  ANALOG_SAW,
  ANALOG_PULSE,
  ANALOG_PULSE_WIDTH,
  ANALOG_DETUNE,
  ANALOG_SUB,
  ANALOG_NOISE,
  ANALOG_CUTOFF,
  ANALOG_RESONANCE,
  ANALOG_ENVELOPE,
  ANALOG_DECAY,
  ANALOG_ATTACK,
  ANALOG_LEVEL_DECAY,
  ANALOG_SUSTAIN,
  ANALOG_RELEASE,
  ANALOG_GATE,
  ANALOG_GLIDE,
  ANALOG_SWEEP,
  ANALOG_TURNS,
  ANALOG_PHASE,
  ANALOG_DRIVE_IN,
  ANALOG_DRIVE,
  ANALOG_SWING,
  ANALOG_WIDTH,
  ANALOG_ECHO,
  ANALOG_ECHO_STEPS,
  ANALOG_DUCK,
};

static const KitParam analog_params[] = {
  [ANALOG_NOTES] = KIT_NOTES ("notes", "0"),
  [ANALOG_OCTAVE] = KIT_NUMBER ("octave", 0, 4, 1),
  [ANALOG_SAW] = KIT_NUMBER ("saw", 0, 1, 0.7),
  [ANALOG_PULSE] = KIT_NUMBER ("pulse", 0, 1, 0.3),
  [ANALOG_PULSE_WIDTH] = KIT_NUMBER ("pulse_width", 0.05, 0.95, 0.4),
  [ANALOG_DETUNE] = KIT_NUMBER ("detune_cents", 0, 50, 6),
  [ANALOG_SUB] = KIT_NUMBER ("sub", 0, 1, 0.4),
  [ANALOG_NOISE] = KIT_NUMBER ("noise", 0, 1, 0),
  [ANALOG_CUTOFF] = KIT_NUMBER ("cutoff_hz", 40, 8000, 250),
  [ANALOG_RESONANCE] = KIT_NUMBER ("resonance", 0, 0.98, 0.3),
  [ANALOG_ENVELOPE] = KIT_NUMBER ("envelope_oct", 0, 7, 2),
  [ANALOG_DECAY] = KIT_NUMBER ("decay_s", 0.02, 3, 0.15),
  [ANALOG_ATTACK] = KIT_NUMBER ("attack_s", 0.0005, 1, 0.002),
  [ANALOG_LEVEL_DECAY] = KIT_NUMBER ("level_decay_s", 0.03, 5, 0.6),
  [ANALOG_SUSTAIN] = KIT_NUMBER ("sustain", 0, 1, 0.5),
  [ANALOG_RELEASE] = KIT_NUMBER ("release_s", 0.002, 1, 0.02),
  [ANALOG_GATE] = KIT_NUMBER ("gate", 0.1, 1, 0.7),
  [ANALOG_GLIDE] = KIT_NUMBER ("glide_s", 0.002, 0.5, 0.05),
  [ANALOG_SWEEP] = KIT_NUMBER ("sweep_oct", 0, 4, 0.4),
  [ANALOG_TURNS] = KIT_NUMBER ("turns", 1, 16, 1),
  [ANALOG_PHASE] = KIT_NUMBER ("phase", 0, 1, 0.75),
  [ANALOG_DRIVE_IN] = KIT_NUMBER ("drive_in", 0, 6, 0.4),
  [ANALOG_DRIVE] = KIT_NUMBER ("drive", 0, 10, 0.6),
  [ANALOG_SWING] = KIT_NUMBER ("swing", 0, 0.4, 0),
  [ANALOG_WIDTH] = KIT_NUMBER ("width", 0, 1, 0.2),
  [ANALOG_ECHO] = KIT_NUMBER ("echo", 0, 1, 0),
  [ANALOG_ECHO_STEPS] = KIT_NUMBER ("echo_steps", 1, 8, 3),
  [ANALOG_DUCK] = KIT_NUMBER ("duck", 0, 1, 0.5),
  { NULL },
};

typedef struct
{
  double saw[2], pulse, sub;
} AnalogPhases;

static double
analog_wave (AnalogPhases *phases, const double *v, double hz, double rate, guint64 seed, gint64 n)
{
  double apart = v[ANALOG_DETUNE] / 1200.0;
  double steps[2] = { hz * kit_exp2 (-apart) / rate, hz * kit_exp2 (apart) / rate };
  double step = hz / rate;
  double x = 0.0;

  for (int i = 0; i < 2; i++)
    x += 0.5 * v[ANALOG_SAW] * kit_saw (kit_advance (&phases->saw[i], steps[i]), steps[i]);
  x += v[ANALOG_PULSE] * 0.7 * kit_pulse (kit_advance (&phases->pulse, step), step, v[ANALOG_PULSE_WIDTH]);
  x += v[ANALOG_NOISE] * kit_noise (seed, n);

  return x;
}

static KitBuffer *
render_analog (const KitItem *item)
{
  g_autoptr (KitBuffer) fast = new_fast_loop (item);
  const double *v = item->values;
  const double rate = fast->rate;
  const guint64 seed = kit_item_seed (item, "noise");
  const KitLineSettings settings = { item->texts[ANALOG_NOTES], (int) v[ANALOG_OCTAVE], v[ANALOG_SWING],
                                     v[ANALOG_GATE], v[ANALOG_GLIDE], v[ANALOG_ATTACK], v[ANALOG_RELEASE] };
  AnalogPhases phases = { 0 };
  KitLine line;
  KitLadder filter = { 0 };

  kit_line_init (&line, item, &settings, rate);
  for (gint64 n = kit_line_first_frame (&line); n < fast->frames; n++)
    {
      gint64 at = n >= 0 ? n : n + fast->frames;
      double level, sub, x;

      kit_line_tick (&line, n);
      if (line.trigger)
        phases = (AnalogPhases){ .saw = { 0.0, 0.37 } };
      if (n % CONTROL == 0)
        {
          double envelope = kit_fall (line.age_s, 2.0 * v[ANALOG_DECAY]);
          double octaves = v[ANALOG_ENVELOPE] * envelope * (1.0 + 0.35 * line.accent - 0.5 * line.ghost)
                           + v[ANALOG_SWEEP] * kit_turn (v[ANALOG_TURNS], v[ANALOG_PHASE], n, fast->frames);

          kit_ladder_set (&filter, MIN (v[ANALOG_CUTOFF] * kit_exp2 (octaves), 16000.0), v[ANALOG_RESONANCE], rate);
        }
      level = line.gate * kit_mix (kit_fall (line.age_s, v[ANALOG_LEVEL_DECAY]), 1.0, v[ANALOG_SUSTAIN])
              * (0.75 + 0.25 * line.accent - 0.35 * line.ghost);
      x = analog_wave (&phases, v, line.hz, rate, seed, at);
      sub = kit_sin (kit_advance (&phases.sub, line.hz / rate));
      x = kit_ladder_tick (&filter, x * (0.6 + v[ANALOG_DRIVE_IN]));
      x = kit_drive ((x + v[ANALOG_SUB] * 0.8 * sub) * level, v[ANALOG_DRIVE], 0.05);
      if (n >= 0)
        fast->left[n] = fast->right[n] = x;
    }
  kit_line_clear (&line);

  return come_down (item, fast, v[ANALOG_ECHO], v[ANALOG_ECHO_STEPS], v[ANALOG_WIDTH], v[ANALOG_DUCK]);
}

const KitVoice kit_voice_bass_analog = { "bass-analog", analog_params, TRUE, render_analog };

/* --- frequency modulation and sub --- */

enum
{
  FM_NOTES,
  FM_OCTAVE,
  FM_RATIO,
  FM_INDEX,
  FM_INDEX_DECAY,
  FM_INDEX_FLOOR,
  FM_FEEDBACK,
  FM_ATTACK,
  FM_LEVEL_DECAY,
  FM_SUSTAIN,
  FM_RELEASE,
  FM_GATE,
  FM_GLIDE,
  FM_SWEEP,
  FM_TURNS,
  FM_PHASE,
  FM_TONE,
  FM_DRIVE,
  FM_SWING,
  FM_WIDTH,
  FM_ECHO,
  FM_ECHO_STEPS,
  FM_DUCK,
};

static const KitParam fm_params[] = {
  [FM_NOTES] = KIT_NOTES ("notes", "0"),
  [FM_OCTAVE] = KIT_NUMBER ("octave", 0, 4, 1),
  [FM_RATIO] = KIT_NUMBER ("ratio", 0.25, 12, 1),
  [FM_INDEX] = KIT_NUMBER ("index", 0, 10, 2),
  [FM_INDEX_DECAY] = KIT_NUMBER ("index_s", 0.02, 3, 0.2),
  [FM_INDEX_FLOOR] = KIT_NUMBER ("index_floor", 0, 4, 0.2),
  [FM_FEEDBACK] = KIT_NUMBER ("feedback", 0, 1, 0),
  [FM_ATTACK] = KIT_NUMBER ("attack_s", 0.0005, 1, 0.003),
  [FM_LEVEL_DECAY] = KIT_NUMBER ("level_decay_s", 0.03, 5, 0.6),
  [FM_SUSTAIN] = KIT_NUMBER ("sustain", 0, 1, 0.5),
  [FM_RELEASE] = KIT_NUMBER ("release_s", 0.002, 1, 0.03),
  [FM_GATE] = KIT_NUMBER ("gate", 0.1, 1, 0.75),
  [FM_GLIDE] = KIT_NUMBER ("glide_s", 0.002, 0.5, 0.05),
  [FM_SWEEP] = KIT_NUMBER ("sweep", 0, 4, 0.3),
  [FM_TURNS] = KIT_NUMBER ("turns", 1, 16, 1),
  [FM_PHASE] = KIT_NUMBER ("phase", 0, 1, 0.75),
  [FM_TONE] = KIT_NUMBER ("tone_hz", 100, 16000, 3000),
  [FM_DRIVE] = KIT_NUMBER ("drive", 0, 10, 0.6),
  [FM_SWING] = KIT_NUMBER ("swing", 0, 0.4, 0),
  [FM_WIDTH] = KIT_NUMBER ("width", 0, 1, 0.1),
  [FM_ECHO] = KIT_NUMBER ("echo", 0, 1, 0),
  [FM_ECHO_STEPS] = KIT_NUMBER ("echo_steps", 1, 8, 3),
  [FM_DUCK] = KIT_NUMBER ("duck", 0, 1, 0.5),
  { NULL },
};

static KitBuffer *
render_fm (const KitItem *item)
{
  g_autoptr (KitBuffer) fast = new_fast_loop (item);
  const double *v = item->values;
  const double rate = fast->rate;
  const KitLineSettings settings = { item->texts[FM_NOTES], (int) v[FM_OCTAVE], v[FM_SWING], v[FM_GATE],
                                     v[FM_GLIDE], v[FM_ATTACK], v[FM_RELEASE] };
  double phase = 0.0, modulator = 0.0, last = 0.0;
  KitPole tone[2] = { 0 };
  KitLine line;

  kit_line_init (&line, item, &settings, rate);
  for (int i = 0; i < 2; i++)
    kit_pole_set (&tone[i], v[FM_TONE], rate);
  for (gint64 n = kit_line_first_frame (&line); n < fast->frames; n++)
    {
      double index, level, x;

      kit_line_tick (&line, n);
      if (line.trigger)
        phase = modulator = last = 0.0;
      index = v[FM_INDEX] * kit_fall (line.age_s, 2.0 * v[FM_INDEX_DECAY]);
      index = v[FM_INDEX_FLOOR] + index * (1.0 + 0.4 * line.accent - 0.5 * line.ghost);
      index *= 1.0 + v[FM_SWEEP] * 0.5 * kit_turn (v[FM_TURNS], v[FM_PHASE], n, fast->frames);
      index = MAX (index, 0.0);
      level = line.gate * kit_mix (kit_fall (line.age_s, v[FM_LEVEL_DECAY]), 1.0, v[FM_SUSTAIN])
              * (0.75 + 0.25 * line.accent - 0.35 * line.ghost);
      kit_advance (&phase, line.hz / rate);
      kit_advance (&modulator, line.hz * v[FM_RATIO] / rate);
      last = kit_sin (modulator + v[FM_FEEDBACK] * 0.22 * last);
      x = kit_drive (kit_sin (phase + 0.159 * index * last) * level, v[FM_DRIVE], 0.06);
      for (int i = 0; i < 2; i++)
        x = kit_pole_tick (&tone[i], x);
      if (n >= 0)
        fast->left[n] = fast->right[n] = x;
    }
  kit_line_clear (&line);

  return come_down (item, fast, v[FM_ECHO], v[FM_ECHO_STEPS], v[FM_WIDTH], v[FM_DUCK]);
}

const KitVoice kit_voice_bass_fm = { "bass-fm", fm_params, TRUE, render_fm };

/* --- rumble --- */

enum
{
  RUMBLE_NOTES,
  RUMBLE_OCTAVE,
  RUMBLE_ROOM,
  RUMBLE_TONE,
  RUMBLE_DRIVE,
  RUMBLE_PUNCH,
  RUMBLE_GRIND,
  RUMBLE_SWING,
  RUMBLE_DUCK,
};

static const KitParam rumble_params[] = {
  [RUMBLE_NOTES] = KIT_NOTES ("notes", "0"),
  [RUMBLE_OCTAVE] = KIT_NUMBER ("octave", 0, 3, 1),
  [RUMBLE_ROOM] = KIT_NUMBER ("room_s", 0.2, 6, 1.5),
  [RUMBLE_TONE] = KIT_NUMBER ("tone_hz", 60, 600, 130),
  [RUMBLE_DRIVE] = KIT_NUMBER ("drive", 0, 12, 3),
  [RUMBLE_PUNCH] = KIT_NUMBER ("punch", 0, 1, 0.5),
  [RUMBLE_GRIND] = KIT_NUMBER ("grind", 0, 1, 0.2),
  [RUMBLE_SWING] = KIT_NUMBER ("swing", 0, 0.4, 0),
  [RUMBLE_DUCK] = KIT_NUMBER ("duck", 0, 1, 0.85),
  { NULL },
};

static KitBuffer *
rumble_hits (const KitItem *item)
{
  g_autoptr (KitBuffer) fast = new_fast_loop (item);
  const double *v = item->values;
  const double rate = fast->rate;
  const KitLineSettings settings = { item->texts[RUMBLE_NOTES], (int) v[RUMBLE_OCTAVE], v[RUMBLE_SWING], 0.8,
                                     0.03, 0.002, 0.05 };
  double phase = 0.0;
  KitLine line;

  kit_line_init (&line, item, &settings, rate);
  for (gint64 n = kit_line_first_frame (&line); n < fast->frames; n++)
    {
      double x;

      kit_line_tick (&line, n);
      if (line.trigger)
        phase = 0.0;
      kit_advance (&phase, line.hz * (1.0 + 1.5 * v[RUMBLE_PUNCH] * kit_exp2 (-line.age_s * 160.0)) / rate);
      x = kit_drive (kit_sin (phase), 1.0, 0.1) * line.gate * kit_exp2 (-line.age_s * 14.0)
          * (0.7 + 0.3 * line.accent - 0.35 * line.ghost);
      if (n >= 0)
        fast->left[n] = fast->right[n] = x;
    }
  kit_line_clear (&line);

  return kit_buffer_halve (fast);
}

static KitBuffer *
render_rumble (const KitItem *item)
{
  KitBuffer *out = rumble_hits (item);
  const double *v = item->values;
  const KitReverb room = { .decay_s = v[RUMBLE_ROOM], .damp_hz = 1400, .low_cut_hz = 28, .pre_delay_s = 0.02, .mix = 1.2 };
  const guint64 seed = kit_item_seed (item, "grind");
  double peak = 1e-9;

  kit_reverb (out, &room);
  for (gint64 n = 0; n < out->frames; n++)
    {
      out->left[n] = out->right[n] = 0.5 * (out->left[n] + out->right[n]);
      peak = MAX (peak, MAX (out->left[n], -out->left[n]));
    }
  for (gint64 n = 0; n < out->frames; n++)
    {
      double x = out->left[n] / peak * 1.5;

      x *= 1.0 + 0.6 * v[RUMBLE_GRIND] * kit_noise (seed, n);
      out->left[n] = out->right[n] = kit_drive (x, v[RUMBLE_DRIVE], 0.1);
    }
  kit_low_pass (out, v[RUMBLE_TONE]);
  kit_low_pass (out, v[RUMBLE_TONE] * 2.0);
  kit_high_pass (out, 30.0);
  kit_duck (out, item->step_frames * 4, v[RUMBLE_DUCK], 0.3);

  return out;
}

const KitVoice kit_voice_bass_rumble = { "bass-rumble", rumble_params, TRUE, render_rumble };
