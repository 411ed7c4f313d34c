/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/kit/kit-line.h"
#include "audio/kit/kit-notes.h"
#include "audio/kit/kit-space.h"

#include "core/pt-rng.h"

/* Polyphonic synthesisers: chord stabs, arpeggios, pads, plucks, bells. Every note is
 * rendered by itself and laid into the loop, tails around the joint. */

#define MAX_TONES 8
#define CONTROL 16

/* --- what both have in common: the melody, the chord, the effects --- */

static guint
read_chord (const char *text, double *semitones)
{
  g_autoptr (GArray) numbers = kit_numbers_parse (text, -36, 36, NULL);
  guint n;

  g_assert (numbers != NULL);
  n = MIN (numbers->len, MAX_TONES);
  for (guint i = 0; i < n; i++)
    semitones[i] = g_array_index (numbers, double, i);

  return n;
}

typedef struct
{
  double high_pass_hz, chorus, echo, echo_steps, echo_feedback, echo_hz, room, room_s, duck;
} Effects;

static KitBuffer *
finish (const KitItem *item, KitBuffer *fast, const Effects *effects)
{
  KitBuffer *out = kit_buffer_halve (fast);
  const KitChorus chorus = { .depth_s = 0.003, .rate_hz = 0.6, .mix = effects->chorus * 0.6 };
  const KitDelay echo = {
    .time_s = effects->echo_steps * (double) item->step_frames / KIT_RATE,
    .feedback = effects->echo_feedback,
    .low_cut_hz = 280,
    .high_cut_hz = effects->echo_hz,
    .spread = 1.0,
    .mix = effects->echo,
  };
  const KitReverb room = {
    .decay_s = effects->room_s,
    .damp_hz = 5500,
    .low_cut_hz = 220,
    .pre_delay_s = 0.018,
    .mix = effects->room,
  };

  kit_high_pass (out, effects->high_pass_hz);
  kit_chorus (out, &chorus);
  kit_delay (out, &echo);
  kit_reverb (out, &room);
  if (effects->duck > 0.0)
    kit_duck (out, item->step_frames * 4, effects->duck, 0.18);

  return out;
}

/* Attack, decay to the sustain level, release after the gate; seconds. */
typedef struct
{
  double attack_s, decay_s, sustain, release_s;
} Envelope;

static double
envelope_level (const Envelope *self, double time_s, double gate_s)
{
  double held = MIN (time_s, gate_s);
  double level = kit_smoothstep (0.0, self->attack_s, held)
                 * kit_mix (kit_fall (MAX (held - self->attack_s, 0.0), 2.0 * self->decay_s), 1.0, self->sustain);

  if (time_s > gate_s)
    level *= kit_fall (time_s - gate_s, self->release_s);

  return level;
}

static double
event_velocity (const KitEvent *event)
{
  return event->accent ? 1.0 : (event->ghost ? 0.42 : 0.78);
}

/* --- analogue --- */

enum
{
  ANALOG_NOTES,
  ANALOG_CHORD,
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
  ANALOG_FILTER_ATTACK,
  ANALOG_FILTER_DECAY,
  ANALOG_ATTACK,
  ANALOG_DECAY,
  ANALOG_SUSTAIN,
  ANALOG_RELEASE,
  ANALOG_GATE,
  ANALOG_SWEEP,
  ANALOG_TURNS,
  ANALOG_PHASE,
  ANALOG_DRIVE,
  ANALOG_SWING,
  ANALOG_HIGH,
  ANALOG_CHORUS,
  ANALOG_ECHO,
  ANALOG_ECHO_STEPS,
  ANALOG_ECHO_FEEDBACK,
  ANALOG_ECHO_HZ,
  ANALOG_ROOM,
  ANALOG_ROOM_DECAY,
  ANALOG_DUCK,
};

static const KitParam analog_params[] = {
  [ANALOG_NOTES] = KIT_NOTES ("notes", "0"),
  [ANALOG_CHORD] = KIT_NUMBERS ("chord", -36, 36, "0 3 7"),
  [ANALOG_OCTAVE] = KIT_NUMBER ("octave", 0, 6, 3),
  [ANALOG_SAW] = KIT_NUMBER ("saw", 0, 1, 0.8),
  [ANALOG_PULSE] = KIT_NUMBER ("pulse", 0, 1, 0.2),
  [ANALOG_PULSE_WIDTH] = KIT_NUMBER ("pulse_width", 0.05, 0.95, 0.45),
  [ANALOG_DETUNE] = KIT_NUMBER ("detune_cents", 0, 60, 9),
  [ANALOG_SUB] = KIT_NUMBER ("sub", 0, 1, 0.1),
  [ANALOG_NOISE] = KIT_NUMBER ("noise", 0, 1, 0),
  [ANALOG_CUTOFF] = KIT_NUMBER ("cutoff_hz", 60, 12000, 500),
  [ANALOG_RESONANCE] = KIT_NUMBER ("resonance", 0, 0.95, 0.25),
  [ANALOG_ENVELOPE] = KIT_NUMBER ("envelope_oct", 0, 7, 2.5),
  [ANALOG_FILTER_ATTACK] = KIT_NUMBER ("filter_attack_s", 0, 4, 0.002),
  [ANALOG_FILTER_DECAY] = KIT_NUMBER ("filter_decay_s", 0.02, 6, 0.18),
  [ANALOG_ATTACK] = KIT_NUMBER ("attack_s", 0.0005, 4, 0.002),
  [ANALOG_DECAY] = KIT_NUMBER ("decay_s", 0.03, 6, 0.25),
  [ANALOG_SUSTAIN] = KIT_NUMBER ("sustain", 0, 1, 0.2),
  [ANALOG_RELEASE] = KIT_NUMBER ("release_s", 0.005, 4, 0.12),
  [ANALOG_GATE] = KIT_NUMBER ("gate", 0.1, 1, 0.8),
  [ANALOG_SWEEP] = KIT_NUMBER ("sweep_oct", 0, 4, 0.5),
  [ANALOG_TURNS] = KIT_NUMBER ("turns", 1, 32, 1),
  [ANALOG_PHASE] = KIT_NUMBER ("phase", 0, 1, 0.75),
  [ANALOG_DRIVE] = KIT_NUMBER ("drive", 0, 8, 0.5),
  [ANALOG_SWING] = KIT_NUMBER ("swing", 0, 0.4, 0),
  [ANALOG_HIGH] = KIT_NUMBER ("high_pass_hz", 20, 2000, 140),
  [ANALOG_CHORUS] = KIT_NUMBER ("chorus", 0, 1, 0.2),
  [ANALOG_ECHO] = KIT_NUMBER ("echo", 0, 1, 0.3),
  [ANALOG_ECHO_STEPS] = KIT_NUMBER ("echo_steps", 1, 8, 3),
  [ANALOG_ECHO_FEEDBACK] = KIT_NUMBER ("echo_feedback", 0, 0.85, 0.45),
  [ANALOG_ECHO_HZ] = KIT_NUMBER ("echo_hz", 800, 12000, 4000),
  [ANALOG_ROOM] = KIT_NUMBER ("room", 0, 1, 0.25),
  [ANALOG_ROOM_DECAY] = KIT_NUMBER ("room_s", 0.3, 8, 2),
  [ANALOG_DUCK] = KIT_NUMBER ("duck", 0, 1, 0),
  { NULL },
};

typedef struct
{
  double phase[2][MAX_TONES][2]; /* channel, tone, one of a detuned pair */
  double step[2][MAX_TONES][2];
  double sub_phase, sub_step;
  KitLadder filter[2];
  guint n_tones;
} AnalogNote;

static void
analog_note_init (AnalogNote *self, const KitItem *item, const KitEvent *event, guint index, double rate)
{
  const double *v = item->values;
  g_autofree char *stream = g_strdup_printf ("note %u", index);
  double chord[MAX_TONES] = { 0 };
  PtRng rng;

  memset (self, 0, sizeof *self);
  self->n_tones = read_chord (item->texts[ANALOG_CHORD], chord);
  self->sub_step = kit_note_hz (event->note + chord[0] - 12.0) / rate;
  pt_rng_init_named (&rng, item->seed, stream);
  for (guint i = 0; i < self->n_tones; i++)
    for (int c = 0; c < 2; c++)
      for (int k = 0; k < 2; k++)
        {
          /* The pair lies wider on one side than on the other: that is the width. */
          double cents = v[ANALOG_DETUNE] * (k == 0 ? -1.0 : 1.0) * (c == 0 ? 0.7 : 1.0)
                         + (c == 0 ? -0.15 : 0.15) * v[ANALOG_DETUNE];

          self->step[c][i][k] = kit_note_hz (event->note + chord[i] + cents / 100.0) / rate;
          /* One of the pair starts together on both sides, and holds the middle. */
          self->phase[c][i][k] = c == 1 && k == 0 ? self->phase[0][i][0] : pt_rng_double (&rng);
        }
}

static double
analog_note_tick (AnalogNote *self, const double *v, int c)
{
  double sum = 0.0;

  for (guint i = 0; i < self->n_tones; i++)
    for (int k = 0; k < 2; k++)
      {
        double step = self->step[c][i][k];
        double phase = kit_advance (&self->phase[c][i][k], step);

        sum += v[ANALOG_SAW] * kit_saw (phase, step);
        if (v[ANALOG_PULSE] > 0.0)
          sum += v[ANALOG_PULSE] * kit_pulse (phase, step, v[ANALOG_PULSE_WIDTH]);
      }

  return sum * 0.22;
}

static void
render_analog_note (KitBuffer *fast, const KitItem *item, const KitEvent *event, guint index)
{
  const double *v = item->values;
  const double rate = fast->rate;
  const Envelope level_envelope = { v[ANALOG_ATTACK], v[ANALOG_DECAY], v[ANALOG_SUSTAIN], v[ANALOG_RELEASE] };
  const Envelope filter_envelope = { v[ANALOG_FILTER_ATTACK] + 0.0005, v[ANALOG_FILTER_DECAY], 0.0, 10.0 };
  const guint64 seed = kit_item_seed (item, "noise");
  double gate_s = (double) (event->end - event->start) / rate;
  /* 60 dB down in the release, another 12 for its own sake. */
  gint64 frames = (gint64) ((gate_s + v[ANALOG_RELEASE] * 1.2) * rate);
  double velocity = event_velocity (event);
  AnalogNote note;

  analog_note_init (&note, item, event, index, rate);
  for (gint64 n = 0; n < frames; n++)
    {
      double time_s = (double) n / rate;
      double level = envelope_level (&level_envelope, time_s, gate_s) * velocity
                     * (1.0 - kit_smoothstep (0.98, 1.0, (double) n / (double) frames));
      double sub, y[2];

      if (n % CONTROL == 0)
        {
          double at = (double) ((event->start + n) % fast->frames) / (double) fast->frames;
          double octaves = v[ANALOG_ENVELOPE] * (0.6 + 0.4 * velocity)
                               * envelope_level (&filter_envelope, time_s, gate_s)
                           + v[ANALOG_SWEEP] * kit_sin (kit_floor (v[ANALOG_TURNS] + 0.5) * at + v[ANALOG_PHASE]);

          for (int c = 0; c < 2; c++)
            kit_ladder_set (&note.filter[c], MIN (v[ANALOG_CUTOFF] * kit_exp2 (octaves), 18000.0),
                            v[ANALOG_RESONANCE], rate);
        }
      sub = v[ANALOG_SUB] * kit_sin (kit_advance (&note.sub_phase, note.sub_step));
      for (int c = 0; c < 2; c++)
        {
          double x = analog_note_tick (&note, v, c) + v[ANALOG_NOISE] * kit_noise (seed + c, event->start + n);

          y[c] = kit_drive ((kit_ladder_tick (&note.filter[c], x) + 0.5 * sub) * level, v[ANALOG_DRIVE], 0.04);
        }
      kit_buffer_add (fast, event->start + n, y[0], y[1]);
    }
}

static KitBuffer *
render_analog (const KitItem *item)
{
  g_autoptr (KitBuffer) fast = kit_buffer_new (kit_item_fast_frames (item), KIT_FAST_RATE, TRUE);
  const double *v = item->values;
  const KitLineSettings settings = { item->texts[ANALOG_NOTES], (int) v[ANALOG_OCTAVE], v[ANALOG_SWING],
                                     v[ANALOG_GATE], 0.01, 0.01, 0.01 };
  g_autoptr (GArray) events = kit_line_events (item, &settings, fast->rate);
  const Effects effects = { v[ANALOG_HIGH], v[ANALOG_CHORUS], v[ANALOG_ECHO], v[ANALOG_ECHO_STEPS],
                            v[ANALOG_ECHO_FEEDBACK], v[ANALOG_ECHO_HZ], v[ANALOG_ROOM], v[ANALOG_ROOM_DECAY], v[ANALOG_DUCK] };

  for (guint i = 0; i < events->len; i++)
    render_analog_note (fast, item, &g_array_index (events, KitEvent, i), i);

  return finish (item, fast, &effects);
}

const KitVoice kit_voice_synth_analog = { "synth-analog", analog_params, TRUE, render_analog };

/* --- frequency modulation --- */

enum
{
  FM_NOTES,
  FM_CHORD,
  FM_OCTAVE,
  FM_RATIO,
  FM_INDEX,
  FM_INDEX_DECAY,
  FM_INDEX_FLOOR,
  FM_RATIO_2,
  FM_LEVEL_2,
  FM_ATTACK,
  FM_DECAY,
  FM_SUSTAIN,
  FM_RELEASE,
  FM_GATE,
  FM_SWEEP,
  FM_TURNS,
  FM_PHASE,
  FM_DETUNE,
  FM_DRIVE,
  FM_SWING,
  FM_HIGH,
  FM_CHORUS,
  FM_ECHO,
  FM_ECHO_STEPS,
  FM_ECHO_FEEDBACK,
  FM_ECHO_HZ,
  FM_ROOM,
  FM_ROOM_DECAY,
  FM_DUCK,
};

static const KitParam fm_params[] = {
  [FM_NOTES] = KIT_NOTES ("notes", "0"),
  [FM_CHORD] = KIT_NUMBERS ("chord", -36, 36, "0"),
  [FM_OCTAVE] = KIT_NUMBER ("octave", 0, 7, 4),
  [FM_RATIO] = KIT_NUMBER ("ratio", 0.25, 16, 2),
  [FM_INDEX] = KIT_NUMBER ("index", 0, 10, 2),
  [FM_INDEX_DECAY] = KIT_NUMBER ("index_s", 0.01, 4, 0.2),
  [FM_INDEX_FLOOR] = KIT_NUMBER ("index_floor", 0, 4, 0.1),
  [FM_RATIO_2] = KIT_NUMBER ("ratio_2", 0.25, 16, 3),
  [FM_LEVEL_2] = KIT_NUMBER ("level_2", 0, 1, 0),
  [FM_ATTACK] = KIT_NUMBER ("attack_s", 0.0005, 4, 0.002),
  [FM_DECAY] = KIT_NUMBER ("decay_s", 0.03, 6, 0.5),
  [FM_SUSTAIN] = KIT_NUMBER ("sustain", 0, 1, 0),
  [FM_RELEASE] = KIT_NUMBER ("release_s", 0.005, 4, 0.3),
  [FM_GATE] = KIT_NUMBER ("gate", 0.1, 1, 0.9),
  [FM_SWEEP] = KIT_NUMBER ("sweep", 0, 1, 0.3),
  [FM_TURNS] = KIT_NUMBER ("turns", 1, 32, 1),
  [FM_PHASE] = KIT_NUMBER ("phase", 0, 1, 0.75),
  [FM_DETUNE] = KIT_NUMBER ("detune_cents", 0, 40, 4),
  [FM_DRIVE] = KIT_NUMBER ("drive", 0, 8, 0.2),
  [FM_SWING] = KIT_NUMBER ("swing", 0, 0.4, 0),
  [FM_HIGH] = KIT_NUMBER ("high_pass_hz", 20, 2000, 160),
  [FM_CHORUS] = KIT_NUMBER ("chorus", 0, 1, 0.1),
  [FM_ECHO] = KIT_NUMBER ("echo", 0, 1, 0.3),
  [FM_ECHO_STEPS] = KIT_NUMBER ("echo_steps", 1, 8, 3),
  [FM_ECHO_FEEDBACK] = KIT_NUMBER ("echo_feedback", 0, 0.85, 0.5),
  [FM_ECHO_HZ] = KIT_NUMBER ("echo_hz", 800, 12000, 5000),
  [FM_ROOM] = KIT_NUMBER ("room", 0, 1, 0.3),
  [FM_ROOM_DECAY] = KIT_NUMBER ("room_s", 0.3, 8, 2.5),
  [FM_DUCK] = KIT_NUMBER ("duck", 0, 1, 0),
  { NULL },
};

static void
render_fm_tone (KitBuffer *fast, const KitItem *item, const KitEvent *event, double note, double gain)
{
  const double *v = item->values;
  const double rate = fast->rate;
  const Envelope envelope = { v[FM_ATTACK], v[FM_DECAY], v[FM_SUSTAIN], v[FM_RELEASE] };
  double gate_s = (double) (event->end - event->start) / rate;
  gint64 frames = (gint64) ((gate_s + v[FM_RELEASE] * 1.2) * rate);
  double velocity = event_velocity (event);
  double phase[2] = { 0.0, 0.0 }, modulator = 0.0, second = 0.0;
  double hz = kit_note_hz (note);

  for (gint64 n = 0; n < frames; n++)
    {
      double time_s = (double) n / rate;
      double level = envelope_level (&envelope, time_s, gate_s) * velocity * gain
                     * (1.0 - kit_smoothstep (0.98, 1.0, (double) n / (double) frames));
      double at = (double) ((event->start + n) % fast->frames) / (double) fast->frames;
      double index = v[FM_INDEX_FLOOR] + v[FM_INDEX] * velocity * kit_fall (time_s, 2.0 * v[FM_INDEX_DECAY]);
      double bend, y[2];

      index *= 1.0 + v[FM_SWEEP] * kit_sin (kit_floor (v[FM_TURNS] + 0.5) * at + v[FM_PHASE]);
      kit_advance (&modulator, hz * v[FM_RATIO] / rate);
      kit_advance (&second, hz * v[FM_RATIO_2] / rate);
      bend = 0.159 * index * (kit_sin (modulator) + v[FM_LEVEL_2] * kit_sin (second));
      for (int c = 0; c < 2; c++)
        {
          kit_advance (&phase[c], hz * kit_exp2 ((c == 0 ? -0.5 : 0.5) * v[FM_DETUNE] / 1200.0) / rate);
          y[c] = kit_drive (kit_sin (phase[c] + bend) * level, v[FM_DRIVE], 0.02);
        }
      kit_buffer_add (fast, event->start + n, y[0], y[1]);
    }
}

static KitBuffer *
render_fm (const KitItem *item)
{
  g_autoptr (KitBuffer) fast = kit_buffer_new (kit_item_fast_frames (item), KIT_FAST_RATE, TRUE);
  const double *v = item->values;
  const KitLineSettings settings = { item->texts[FM_NOTES], (int) v[FM_OCTAVE], v[FM_SWING], v[FM_GATE], 0.01,
                                     0.01, 0.01 };
  g_autoptr (GArray) events = kit_line_events (item, &settings, fast->rate);
  const Effects effects = { v[FM_HIGH], v[FM_CHORUS], v[FM_ECHO], v[FM_ECHO_STEPS], v[FM_ECHO_FEEDBACK],
                            v[FM_ECHO_HZ], v[FM_ROOM], v[FM_ROOM_DECAY], v[FM_DUCK] };
  double chord[MAX_TONES] = { 0 };
  guint n_tones = read_chord (item->texts[FM_CHORD], chord);

  for (guint i = 0; i < events->len; i++)
    for (guint k = 0; k < n_tones; k++)
      {
        const KitEvent *event = &g_array_index (events, KitEvent, i);

        render_fm_tone (fast, item, event, event->note + chord[k], 0.6 / (1.0 + 0.4 * n_tones));
      }

  return finish (item, fast, &effects);
}

const KitVoice kit_voice_synth_fm = { "synth-fm", fm_params, TRUE, render_fm };
