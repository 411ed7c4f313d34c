/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/kit/kit-finish.h"
#include "audio/kit/kit-notes.h"
#include "audio/kit/kit-recipe.h"
#include "audio/kit/kit-space.h"

#include "core/pt-rng.h"

/* Drum and hat loops: other samples of the kit, played by a drummer with swing, ghost notes
 * and hands that are not quite even. */

enum
{
  LAYERS,
  SWING,
  LOOSE,
  DRIVE,
  HIGH,
  ROOM,
  ROOM_DECAY,
  ECHO,
  ECHO_STEPS,
  DUCK,
};

static const KitParam params[] = {
  [LAYERS] = KIT_LAYERS ("layers"),
  [SWING] = KIT_NUMBER ("swing", 0, 0.4, 0.08),
  [LOOSE] = KIT_NUMBER ("loose_ms", 0, 10, 1),
  [DRIVE] = KIT_NUMBER ("drive", 0, 3, 0.3),
  [HIGH] = KIT_NUMBER ("high_pass_hz", 20, 2000, 25),
  [ROOM] = KIT_NUMBER ("room", 0, 1, 0.08),
  [ROOM_DECAY] = KIT_NUMBER ("room_s", 0.2, 4, 0.6),
  [ECHO] = KIT_NUMBER ("echo", 0, 1, 0),
  [ECHO_STEPS] = KIT_NUMBER ("echo_steps", 1, 8, 3),
  [DUCK] = KIT_NUMBER ("duck", 0, 1, 0),
  { NULL },
};

static double
between (const double *in, gint64 frames, double position)
{
  gint64 at = (gint64) position;
  const double y[4] = {
    at > 0 ? in[at - 1] : 0.0,
    in[at],
    at + 1 < frames ? in[at + 1] : 0.0,
    at + 2 < frames ? in[at + 2] : 0.0,
  };

  return kit_cubic (y, position - (double) at);
}

/* The layer's sample as it comes from the kit, tuned and shortened. */
static KitBuffer *
layer_sound (const KitLayer *layer)
{
  g_autoptr (KitBuffer) source = layer->item->voice->render (layer->item);
  double ratio = kit_semitones (layer->tune);
  gint64 frames = MAX ((gint64) ((double) source->frames / ratio) - 1, 1);
  KitBuffer *sound;

  kit_finish (layer->item, source);
  if (layer->decay_s > 0.0)
    frames = MIN (frames, (gint64) (layer->decay_s * KIT_RATE));
  sound = kit_buffer_new (frames, KIT_RATE, FALSE);
  for (gint64 n = 0; n < frames; n++)
    {
      double fade = layer->decay_s > 0.0 ? 1.0 - kit_smoothstep (0.3, 1.0, (double) n / (double) frames) : 1.0;

      sound->left[n] = fade * between (source->left, source->frames, (double) n * ratio);
      sound->right[n] = fade * between (source->right, source->frames, (double) n * ratio);
    }

  return sound;
}

static void
play_layer (KitBuffer *out, const KitItem *item, const KitLayer *layer, guint index)
{
  g_autoptr (KitBuffer) sound = layer_sound (layer);
  g_autoptr (GArray) hits = kit_hits_parse (layer->hits, item->bars * 16, NULL);
  g_autofree char *stream = g_strdup_printf ("hands %u", index);
  const double *v = item->values;
  double gain = kit_from_db (layer->gain_db);
  PtRng rng;

  g_assert (hits != NULL);
  pt_rng_init_named (&rng, item->seed, stream);
  for (guint i = 0; i < hits->len; i++)
    {
      const KitHit *hit = &g_array_index (hits, KitHit, i);
      double loose = v[LOOSE] * (pt_rng_double (&rng) - 0.5) * KIT_RATE / 1000.0;
      double level = gain * hit->velocity * kit_from_db (1.6 * (pt_rng_double (&rng) - 0.5));
      /* The beat itself stands still: a loop must fall on the kick. */
      gint64 start = kit_step_frame (hit->step, v[SWING], item->step_frames)
                     + (hit->step % 4 == 0 ? 0 : (gint64) loose);

      kit_buffer_mix (out, sound, start, level * MIN (1.0, 1.0 - layer->pan), level * MIN (1.0, 1.0 + layer->pan));
    }
}

static KitBuffer *
render_loop (const KitItem *item)
{
  KitBuffer *out = kit_buffer_new (item->frames, KIT_RATE, TRUE);
  const double *v = item->values;
  const KitReverb room = {
    .decay_s = v[ROOM_DECAY],
    .damp_hz = 6000,
    .low_cut_hz = 300,
    .pre_delay_s = 0.008,
    .mix = v[ROOM],
  };
  const KitDelay echo = {
    .time_s = v[ECHO_STEPS] * (double) item->step_frames / KIT_RATE,
    .feedback = 0.4,
    .low_cut_hz = 500,
    .high_cut_hz = 5000,
    .spread = 1,
    .mix = v[ECHO],
  };

  for (guint i = 0; i < item->layers->len; i++)
    play_layer (out, item, g_ptr_array_index (item->layers, i), i);
  kit_high_pass (out, v[HIGH]);
  kit_delay (out, &echo);
  kit_reverb (out, &room);
  for (gint64 n = 0; n < out->frames; n++)
    {
      out->left[n] = kit_drive (0.7 * out->left[n], v[DRIVE], 0.0);
      out->right[n] = kit_drive (0.7 * out->right[n], v[DRIVE], 0.0);
    }
  if (v[DUCK] > 0.0)
    kit_duck (out, item->step_frames * 4, v[DUCK], 0.12);

  return out;
}

const KitVoice kit_voice_loop = { "loop", params, TRUE, render_loop };
