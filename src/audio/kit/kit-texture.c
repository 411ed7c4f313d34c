/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "audio/kit/kit-notes.h"
#include "audio/kit/kit-recipe.h"
#include "audio/kit/kit-space.h"

#include "core/pt-rng.h"

/* Backgrounds that move slowly and never repeat inside their loop: beds of noise through
 * tuned resonators, drones of detuned oscillators, clouds of small grains, and fields of
 * crackle and hum. Whatever turns, turns a whole number of times in the loop. */

#define MAX_TONES 8
#define CONTROL 16

/* The nearest frequency with whole cycles in the loop: half a cent off at most where it
 * can be heard, and the drone needs no joint. */
static double
whole_cycles (const KitItem *item, double hz)
{
  double loop_s = (double) item->frames / KIT_RATE;

  return MAX (kit_floor (hz * loop_s + 0.5), 1.0) / loop_s;
}

static guint
read_tones (const KitItem *item, const char *chord, double octave, double *hz)
{
  g_autoptr (GArray) semitones = kit_numbers_parse (chord, -48, 60, NULL);
  guint n;

  g_assert (semitones != NULL);
  n = MIN (semitones->len, MAX_TONES);
  for (guint i = 0; i < n; i++)
    hz[i] = kit_note_hz (12.0 * (octave + 1.0) + item->tonic + g_array_index (semitones, double, i));

  return n;
}

static void
add_space (KitBuffer *buffer, double room, double room_s, double damp_hz)
{
  const KitReverb reverb = { .decay_s = room_s, .damp_hz = damp_hz, .low_cut_hz = 180, .pre_delay_s = 0.02, .mix = room };

  kit_reverb (buffer, &reverb);
}

/* --- bed --- */

enum
{
  BED_CHORD,
  BED_OCTAVE,
  BED_Q,
  BED_TONES,
  BED_AIR,
  BED_AIR_HZ,
  BED_DEPTH,
  BED_TURNS,
  BED_TILT,
  BED_PULSE,
  BED_ROOM,
  BED_ROOM_DECAY,
};

static const KitParam bed_params[] = {
  [BED_CHORD] = KIT_NUMBERS ("chord", -48, 60, "0 7 12 19"),
  [BED_OCTAVE] = KIT_NUMBER ("octave", 0, 6, 3),
  [BED_Q] = KIT_NUMBER ("q", 1, 200, 40),
  [BED_TONES] = KIT_NUMBER ("tones", 0, 1, 0.7),
  [BED_AIR] = KIT_NUMBER ("air", 0, 1, 0.3),
  [BED_AIR_HZ] = KIT_NUMBER ("air_hz", 200, 12000, 2500),
  [BED_DEPTH] = KIT_NUMBER ("depth", 0, 1, 0.6),
  [BED_TURNS] = KIT_NUMBER ("turns", 1, 32, 1),
  [BED_TILT] = KIT_NUMBER ("tilt_db", -12, 6, -3),
  [BED_PULSE] = KIT_NUMBER ("pulse", 0, 1, 0),
  [BED_ROOM] = KIT_NUMBER ("room", 0, 1, 0.5),
  [BED_ROOM_DECAY] = KIT_NUMBER ("room_s", 0.3, 8, 3.5),
  { NULL },
};

typedef struct
{
  KitSvf tones[2][MAX_TONES];
  KitSvf air[2];
  double hz[MAX_TONES], level[MAX_TONES], phase[MAX_TONES];
  guint n_tones;
} Bed;

static void
bed_move (Bed *self, const KitItem *item, gint64 n)
{
  const double *v = item->values;

  for (guint i = 0; i < self->n_tones; i++)
    {
      double swell = 1.0 - v[BED_DEPTH] * (0.5 + 0.5 * kit_turn (v[BED_TURNS] + i % 3, self->phase[i], n, item->frames));

      /* A narrow band of noise carries little: more for narrow ones, or the air would cover
       * the chord. */
      self->level[i] = swell * kit_from_db (v[BED_TILT] * i) * 0.75 * sqrt (v[BED_Q] * 400.0 / self->hz[i]);
    }
  for (int c = 0; c < 2; c++)
    {
      double octaves = v[BED_DEPTH] * 1.2 * kit_turn (v[BED_TURNS], 0.25 * c + 0.6, n, item->frames);

      kit_svf_set (&self->air[c], v[BED_AIR_HZ] * kit_exp2 (octaves), 0.8, KIT_RATE);
    }
}

static KitBuffer *
render_bed (const KitItem *item)
{
  KitBuffer *out = kit_buffer_new (item->frames, KIT_RATE, TRUE);
  const double *v = item->values;
  const guint64 seeds[2] = { kit_item_seed (item, "left"), kit_item_seed (item, "right") };
  const gint64 beat = item->step_frames * 4;
  Bed bed = { 0 };
  PtRng rng;

  bed.n_tones = read_tones (item, item->texts[BED_CHORD], v[BED_OCTAVE], bed.hz);
  pt_rng_init_named (&rng, item->seed, "movement");
  for (guint i = 0; i < bed.n_tones; i++)
    {
      bed.phase[i] = pt_rng_double (&rng);
      for (int c = 0; c < 2; c++)
        kit_svf_set (&bed.tones[c][i], bed.hz[i] * (c == 0 ? 0.9985 : 1.0015), v[BED_Q], KIT_RATE);
    }
  for (gint64 n = -item->step_frames * 16; n < out->frames; n++)
    {
      gint64 at = n >= 0 ? n : n + out->frames;
      double place = (double) (at % beat) / beat;
      double pump = 1.0 - v[BED_PULSE] * (1.0 - kit_smoothstep (0.0, 0.7, place)) * kit_smoothstep (0.0, 0.01, place);

      if (n % CONTROL == 0)
        bed_move (&bed, item, at);
      for (int c = 0; c < 2; c++)
        {
          double noise = kit_noise (seeds[c], at);
          double x = v[BED_AIR] * 0.5 * kit_svf_tick (&bed.air[c], noise).band;

          for (guint i = 0; i < bed.n_tones; i++)
            x += v[BED_TONES] * bed.level[i] * kit_svf_tick (&bed.tones[c][i], noise).band;
          if (n >= 0)
            (c == 0 ? out->left : out->right)[n] = x * pump;
        }
    }
  add_space (out, v[BED_ROOM], v[BED_ROOM_DECAY], 6000);

  return out;
}

const KitVoice kit_voice_texture_bed = { "texture-bed", bed_params, TRUE, render_bed };

/* --- drone --- */

#define N_UNISON 3

enum
{
  DRONE_CHORD,
  DRONE_OCTAVE,
  DRONE_SAW,
  DRONE_PULSE,
  DRONE_DETUNE,
  DRONE_CUTOFF,
  DRONE_RESONANCE,
  DRONE_SWEEP,
  DRONE_TURNS,
  DRONE_SWELL,
  DRONE_FM,
  DRONE_FM_RATIO,
  DRONE_DRIVE,
  DRONE_AIR,
  DRONE_CHORUS,
  DRONE_DUCK,
  DRONE_ROOM,
  DRONE_ROOM_DECAY,
};

static const KitParam drone_params[] = {
  [DRONE_CHORD] = KIT_NUMBERS ("chord", -48, 60, "0 7 12"),
  [DRONE_OCTAVE] = KIT_NUMBER ("octave", 0, 6, 2),
  [DRONE_SAW] = KIT_NUMBER ("saw", 0, 1, 0.7),
  [DRONE_PULSE] = KIT_NUMBER ("pulse", 0, 1, 0),
  [DRONE_DETUNE] = KIT_NUMBER ("detune_cents", 0, 60, 10),
  [DRONE_CUTOFF] = KIT_NUMBER ("cutoff_hz", 60, 10000, 700),
  [DRONE_RESONANCE] = KIT_NUMBER ("resonance", 0, 0.95, 0.25),
  [DRONE_SWEEP] = KIT_NUMBER ("sweep_oct", 0, 4, 1.2),
  [DRONE_TURNS] = KIT_NUMBER ("turns", 1, 32, 1),
  [DRONE_SWELL] = KIT_NUMBER ("swell", 0, 1, 0.5),
  [DRONE_FM] = KIT_NUMBER ("fm", 0, 6, 0),
  [DRONE_FM_RATIO] = KIT_NUMBER ("fm_ratio", 0.25, 12, 2),
  [DRONE_DRIVE] = KIT_NUMBER ("drive", 0, 8, 0.5),
  [DRONE_AIR] = KIT_NUMBER ("air", 0, 1, 0.1),
  [DRONE_CHORUS] = KIT_NUMBER ("chorus", 0, 1, 0.3),
  [DRONE_DUCK] = KIT_NUMBER ("duck", 0, 1, 0),
  [DRONE_ROOM] = KIT_NUMBER ("room", 0, 1, 0.45),
  [DRONE_ROOM_DECAY] = KIT_NUMBER ("room_s", 0.3, 8, 3),
  { NULL },
};

typedef struct
{
  double phase, step;
} Unison;

typedef struct
{
  Unison voices[2][MAX_TONES][N_UNISON];
  Unison modulators[2][MAX_TONES];
  double level[2][MAX_TONES];
  double swell_phase[MAX_TONES];
  KitLadder filter[2];
  guint n_tones;
} Drone;

static void
drone_init (Drone *self, const KitItem *item, double rate)
{
  const double *v = item->values;
  double hz[MAX_TONES] = { 0 };
  PtRng rng;

  memset (self, 0, sizeof *self);
  self->n_tones = read_tones (item, item->texts[DRONE_CHORD], v[DRONE_OCTAVE], hz);
  pt_rng_init_named (&rng, item->seed, "unison");
  for (guint i = 0; i < self->n_tones; i++)
    {
      self->swell_phase[i] = pt_rng_double (&rng);
      for (int c = 0; c < 2; c++)
        {
          self->modulators[c][i].step = whole_cycles (item, hz[i] * v[DRONE_FM_RATIO]) / rate;
          self->modulators[c][i].phase = pt_rng_double (&rng);
          for (int k = 0; k < N_UNISON; k++)
            {
              Unison *voice = &self->voices[c][i][k];
              double cents = v[DRONE_DETUNE] * (k - 1 + (c == 0 ? -0.2 : 0.2));

              voice->step = whole_cycles (item, hz[i] * kit_exp2 (cents / 1200.0)) / rate;
              voice->phase = pt_rng_double (&rng);
            }
        }
    }
}

static void
drone_move (Drone *self, const KitItem *item, gint64 at, gint64 frames, double rate)
{
  const double *v = item->values;

  for (int c = 0; c < 2; c++)
    {
      double octaves = v[DRONE_SWEEP] * kit_turn (v[DRONE_TURNS], 0.75 + 0.12 * c, at, frames);

      kit_ladder_set (&self->filter[c], MIN (v[DRONE_CUTOFF] * kit_exp2 (octaves), 16000.0), v[DRONE_RESONANCE],
                      rate);
      for (guint i = 0; i < self->n_tones; i++)
        {
          double turns = v[DRONE_TURNS] * (1 + i % 2) + i % 3;
          double swell = kit_turn (turns, self->swell_phase[i] + 0.1 * c, at, frames);

          self->level[c][i] = (1.0 - v[DRONE_SWELL] * (0.5 + 0.5 * swell)) * 0.5 / N_UNISON;
        }
    }
}

static double
drone_tick (Drone *self, const double *v, int c)
{
  double sum = 0.0;

  for (guint i = 0; i < self->n_tones; i++)
    {
      Unison *modulator = &self->modulators[c][i];
      double tone = 0.0, bend = 0.0;

      if (v[DRONE_FM] > 0.0)
        bend = 0.159 * v[DRONE_FM] * kit_sin (kit_advance (&modulator->phase, modulator->step));
      for (int k = 0; k < N_UNISON; k++)
        {
          Unison *voice = &self->voices[c][i][k];
          double phase = kit_advance (&voice->phase, voice->step);
          double x = 0.0;

          if (v[DRONE_SAW] > 0.0)
            x += v[DRONE_SAW] * kit_saw (phase, voice->step);
          if (v[DRONE_PULSE] > 0.0)
            x += v[DRONE_PULSE] * kit_pulse (phase, voice->step, 0.42);
          if (v[DRONE_FM] > 0.0)
            x += (1.0 - v[DRONE_SAW]) * kit_sin (phase + bend);
          tone += x;
        }
      sum += tone * self->level[c][i];
    }

  return sum;
}

static KitBuffer *
render_drone (const KitItem *item)
{
  g_autoptr (KitBuffer) fast = kit_buffer_new (kit_item_fast_frames (item), KIT_FAST_RATE, TRUE);
  const double *v = item->values;
  const double rate = fast->rate;
  const guint64 seeds[2] = { kit_item_seed (item, "left"), kit_item_seed (item, "right") };
  const KitChorus chorus = { .depth_s = 0.004, .rate_hz = 0.25, .mix = v[DRONE_CHORUS] };
  KitBuffer *out;
  Drone drone;

  drone_init (&drone, item, rate);
  /* The filter settles over half a bar: oscillators are where they would have been. */
  for (gint64 n = -item->step_frames * 16; n < fast->frames; n++)
    {
      gint64 at = n >= 0 ? n : n + fast->frames;

      if (n % CONTROL == 0)
        drone_move (&drone, item, at, fast->frames, rate);
      for (int c = 0; c < 2; c++)
        {
          double x = drone_tick (&drone, v, c) + v[DRONE_AIR] * 0.3 * kit_noise (seeds[c], at);

          x = kit_drive (kit_ladder_tick (&drone.filter[c], x), v[DRONE_DRIVE], 0.03);
          if (n >= 0)
            (c == 0 ? fast->left : fast->right)[n] = x;
        }
    }
  out = kit_buffer_halve (fast);
  kit_chorus (out, &chorus);
  add_space (out, v[DRONE_ROOM], v[DRONE_ROOM_DECAY], 5000);
  if (v[DRONE_DUCK] > 0.0)
    kit_duck (out, item->step_frames * 4, v[DRONE_DUCK], 0.2);

  return out;
}

const KitVoice kit_voice_texture_drone = { "texture-drone", drone_params, TRUE, render_drone };

/* --- cloud --- */

enum
{
  CLOUD_CHORD,
  CLOUD_OCTAVE,
  CLOUD_OCTAVES,
  CLOUD_DENSITY,
  CLOUD_GRAIN,
  CLOUD_FM,
  CLOUD_RATIO,
  CLOUD_BRIGHT,
  CLOUD_DRIFT,
  CLOUD_SWELL,
  CLOUD_AIR,
  CLOUD_ECHO,
  CLOUD_ECHO_STEPS,
  CLOUD_ROOM,
  CLOUD_ROOM_DECAY,
};

static const KitParam cloud_params[] = {
  [CLOUD_CHORD] = KIT_NUMBERS ("chord", -48, 60, "0 3 7 10 14"),
  [CLOUD_OCTAVE] = KIT_NUMBER ("octave", 0, 7, 4),
  [CLOUD_OCTAVES] = KIT_NUMBER ("octaves", 1, 4, 2),
  [CLOUD_DENSITY] = KIT_NUMBER ("grains_per_s", 1, 120, 24),
  [CLOUD_GRAIN] = KIT_NUMBER ("grain_s", 0.01, 2, 0.22),
  [CLOUD_FM] = KIT_NUMBER ("fm", 0, 5, 0.6),
  [CLOUD_RATIO] = KIT_NUMBER ("fm_ratio", 0.25, 12, 2),
  [CLOUD_BRIGHT] = KIT_NUMBER ("low_pass_hz", 500, 16000, 6000),
  [CLOUD_DRIFT] = KIT_NUMBER ("drift_cents", 0, 100, 8),
  [CLOUD_SWELL] = KIT_NUMBER ("swell", 0, 1, 0.5),
  [CLOUD_AIR] = KIT_NUMBER ("air", 0, 1, 0.1),
  [CLOUD_ECHO] = KIT_NUMBER ("echo", 0, 1, 0.2),
  [CLOUD_ECHO_STEPS] = KIT_NUMBER ("echo_steps", 1, 8, 3),
  [CLOUD_ROOM] = KIT_NUMBER ("room", 0, 1, 0.6),
  [CLOUD_ROOM_DECAY] = KIT_NUMBER ("room_s", 0.3, 8, 4),
  { NULL },
};

static void
add_grain (KitBuffer *out, const KitItem *item, PtRng *rng, gint64 start, double hz)
{
  const double *v = item->values;
  double length_s = v[CLOUD_GRAIN] * (0.5 + pt_rng_double (rng));
  double cents = v[CLOUD_DRIFT] * (2.0 * pt_rng_double (rng) - 1.0);
  double pan = 2.0 * pt_rng_double (rng) - 1.0;
  double loud = 0.25 + 0.75 * pt_rng_double (rng);
  double index = 0.159 * v[CLOUD_FM] * pt_rng_double (rng);
  double swell = 1.0 - v[CLOUD_SWELL] * (0.5 + 0.5 * kit_turn (1, 0.25, start, out->frames));
  gint64 frames = (gint64) (length_s * KIT_RATE);
  double step = hz * kit_exp2 (cents / 1200.0) / KIT_RATE;
  double phase = 0.0, modulator = 0.0;

  for (gint64 n = 0; n < frames; n++)
    {
      double place = (double) n / (double) frames;
      /* A soft onset and a long way out. */
      double window = kit_smoothstep (0.0, 0.25, place) * (1.0 - kit_smoothstep (0.3, 1.0, place));
      double x = kit_sin (phase + index * window * kit_sin (modulator)) * window * loud * swell;

      kit_advance (&phase, step);
      kit_advance (&modulator, step * v[CLOUD_RATIO]);
      kit_buffer_add (out, start + n, x * (1.0 - 0.8 * pan), x * (1.0 + 0.8 * pan));
    }
}

static void
add_air (KitBuffer *out, const KitItem *item, double level, double hz)
{
  const guint64 seeds[2] = { kit_item_seed (item, "air left"), kit_item_seed (item, "air right") };
  KitSvf filter[2] = { 0 };

  for (gint64 n = -item->step_frames; n < out->frames; n++)
    {
      gint64 at = n >= 0 ? n : n + out->frames;

      if (n % CONTROL == 0)
        for (int c = 0; c < 2; c++)
          kit_svf_set (&filter[c], hz * kit_exp2 (0.8 * kit_turn (1, 0.3 * c, at, out->frames)), 0.7, KIT_RATE);
      for (int c = 0; c < 2; c++)
        {
          double x = level * kit_svf_tick (&filter[c], kit_noise (seeds[c], at)).band;

          if (n >= 0)
            (c == 0 ? out->left : out->right)[n] += x;
        }
    }
}

static KitBuffer *
render_cloud (const KitItem *item)
{
  KitBuffer *out = kit_buffer_new (item->frames, KIT_RATE, TRUE);
  const double *v = item->values;
  const KitDelay echo = { .time_s = v[CLOUD_ECHO_STEPS] * (double) item->step_frames / KIT_RATE,
                          .feedback = 0.5,
                          .low_cut_hz = 250,
                          .high_cut_hz = 5000,
                          .spread = 1,
                          .mix = v[CLOUD_ECHO] };
  double hz[MAX_TONES] = { 0 };
  guint n_tones = read_tones (item, item->texts[CLOUD_CHORD], v[CLOUD_OCTAVE], hz);
  int n_grains = (int) (v[CLOUD_DENSITY] * (double) item->frames / KIT_RATE);
  PtRng rng;

  pt_rng_init_named (&rng, item->seed, "grains");
  for (int i = 0; i < n_grains; i++)
    {
      gint64 start = pt_rng_range (&rng, 0, item->frames - 1);
      double tone = hz[pt_rng_range (&rng, 0, n_tones - 1)];
      double octave = (double) pt_rng_range (&rng, 0, (int) v[CLOUD_OCTAVES] - 1);

      add_grain (out, item, &rng, start, MIN (tone * kit_exp2 (octave), 12000.0));
    }
  add_air (out, item, v[CLOUD_AIR] * 1.5, 3500);
  kit_low_pass (out, v[CLOUD_BRIGHT]);
  kit_delay (out, &echo);
  add_space (out, v[CLOUD_ROOM], v[CLOUD_ROOM_DECAY], 7000);

  return out;
}

const KitVoice kit_voice_texture_cloud = { "texture-cloud", cloud_params, TRUE, render_cloud };

/* --- field --- */

enum
{
  FIELD_CRACKLE,
  FIELD_DENSITY,
  FIELD_CRACKLE_HZ,
  FIELD_RING,
  FIELD_WIND,
  FIELD_WIND_HZ,
  FIELD_HUM,
  FIELD_HUM_OCTAVE,
  FIELD_TURNS,
  FIELD_ECHO,
  FIELD_ROOM,
  FIELD_ROOM_DECAY,
};

static const KitParam field_params[] = {
  [FIELD_CRACKLE] = KIT_NUMBER ("crackle", 0, 1, 0.5),
  [FIELD_DENSITY] = KIT_NUMBER ("crackles_per_s", 1, 200, 20),
  [FIELD_CRACKLE_HZ] = KIT_NUMBER ("crackle_hz", 300, 10000, 3000),
  [FIELD_RING] = KIT_NUMBER ("ring_s", 0.001, 0.3, 0.006),
  [FIELD_WIND] = KIT_NUMBER ("wind", 0, 1, 0.5),
  [FIELD_WIND_HZ] = KIT_NUMBER ("wind_hz", 80, 8000, 500),
  [FIELD_HUM] = KIT_NUMBER ("hum", 0, 1, 0.2),
  [FIELD_HUM_OCTAVE] = KIT_NUMBER ("hum_octave", 0, 4, 2),
  [FIELD_TURNS] = KIT_NUMBER ("turns", 1, 16, 2),
  [FIELD_ECHO] = KIT_NUMBER ("echo", 0, 1, 0.2),
  [FIELD_ROOM] = KIT_NUMBER ("room", 0, 1, 0.4),
  [FIELD_ROOM_DECAY] = KIT_NUMBER ("room_s", 0.3, 8, 2.5),
  { NULL },
};

static void
add_crackles (KitBuffer *out, const KitItem *item)
{
  const double *v = item->values;
  int n_crackles = (int) (v[FIELD_DENSITY] * (double) item->frames / KIT_RATE);
  PtRng rng;

  pt_rng_init_named (&rng, item->seed, "crackle");
  for (int i = 0; i < n_crackles; i++)
    {
      gint64 start = pt_rng_range (&rng, 0, item->frames - 1);
      double hz = v[FIELD_CRACKLE_HZ] * kit_exp2 (2.0 * pt_rng_double (&rng) - 1.0);
      double ring_s = v[FIELD_RING] * (0.4 + 1.2 * pt_rng_double (&rng));
      double loud = pt_rng_double (&rng);
      double pan = 2.0 * pt_rng_double (&rng) - 1.0;
      double fall = kit_decay (ring_s, KIT_RATE);
      double phase = 0.0;
      gint64 frames = (gint64) (ring_s * KIT_RATE);

      /* Few loud ones, many small. */
      loud = v[FIELD_CRACKLE] * loud * loud * loud;
      for (gint64 n = 0; n < frames; n++)
        {
          double x = loud * kit_sin (kit_advance (&phase, MIN (hz, 14000.0) / KIT_RATE));

          loud *= fall;
          kit_buffer_add (out, start + n, x * (1.0 - 0.7 * pan), x * (1.0 + 0.7 * pan));
        }
    }
}

static void
add_hum (KitBuffer *out, const KitItem *item)
{
  /* A transformer's, but its fifth partial would hum in major. */
  static const double partials[] = { 1.0, 2.0, 3.0, 4.0, 4.75683, 6.0 };
  const double *v = item->values;
  double root = kit_note_hz (12.0 * (v[FIELD_HUM_OCTAVE] + 1.0) + item->tonic);

  for (gsize i = 0; i < G_N_ELEMENTS (partials); i++)
    for (int c = 0; c < 2; c++)
      {
        double hz = whole_cycles (item, root * partials[i] * (c == 0 ? 1.0 : 1.0008));
        double *samples = c == 0 ? out->left : out->right;

        for (gint64 n = 0; n < out->frames; n++)
          {
            double swell = 0.6 + 0.4 * kit_turn (v[FIELD_TURNS] + i, 0.17 * i, n, out->frames);

            samples[n] += v[FIELD_HUM] * 0.25 / partials[i] * swell * kit_sin (hz * (double) n / KIT_RATE + 0.13 * i);
          }
      }
}

static KitBuffer *
render_field (const KitItem *item)
{
  KitBuffer *out = kit_buffer_new (item->frames, KIT_RATE, TRUE);
  const double *v = item->values;
  const KitDelay echo = {
    .time_s = 3.0 * (double) item->step_frames / KIT_RATE,
    .feedback = 0.55,
    .low_cut_hz = 400,
    .high_cut_hz = 3500,
    .spread = 1,
    .mix = v[FIELD_ECHO],
  };

  add_crackles (out, item);
  add_hum (out, item);
  add_air (out, item, v[FIELD_WIND] * 0.5, v[FIELD_WIND_HZ]);
  kit_delay (out, &echo);
  add_space (out, v[FIELD_ROOM], v[FIELD_ROOM_DECAY], 5000);

  return out;
}

const KitVoice kit_voice_texture_field = { "texture-field", field_params, TRUE, render_field };
