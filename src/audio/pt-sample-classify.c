/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-sample-classify.h"

#include <math.h>
#include <string.h>

#include "audio/pt-sample-sound.h"

#define MIN_LOOP_S 0.9

#define TEMPO_LOW 70.0
#define TEMPO_HIGH 180.0

/* --- whole bars --- */

/* Lengths loops are made in. */
static const double bar_counts[] = { 0.25, 0.5, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 64 };

/* The number of bars nearest to @duration_s at @bpm; *@off is how far it misses, as a
 * share of the length. */
static double
nearest_bars (double duration_s, double bpm, double *off)
{
  double bars = duration_s * bpm / 240;
  double best = 0;

  *off = 1;
  for (gsize i = 0; i < G_N_ELEMENTS (bar_counts); i++)
    {
      double miss = fabs (bars / bar_counts[i] - 1);

      if (miss < *off)
        {
          *off = miss;
          best = bar_counts[i];
        }
    }

  return best;
}

/* --- role and loop --- */

/* How much of a role is left when the sound says that it is not the one: names are meant,
 * sounds are like each other. */
#define SOUND_SHARE 0.7
#define CLEAR_WORD 0.7
/* Below this there is nothing to hear. */
#define SILENT_PEAK 3e-5

static double
log_odds (double probability)
{
  double p = CLAMP (probability, 0.003, 0.997);

  return log (p / (1 - p));
}

static gboolean
is_drum_hit (PtRole role)
{
  return role == PT_ROLE_KICK || role == PT_ROLE_HIHAT || role == PT_ROLE_CLAP || role == PT_ROLE_PERC;
}

static double
judge_loop (const PtSampleNameFacts *name, const PtSampleFeatures *features, double duration_s)
{
  double odds = log_odds (pt_sample_sound_loop (features, duration_s)) + log_odds (0.5 + 0.5 * name->loop);

  /* Who names a kick and says nothing of a loop means one kick. */
  if (is_drum_hit (name->role) && name->loop <= 0)
    odds -= 2 * name->role_confidence;

  return 1 / (1 + exp (-odds));
}

/* What the name says, as probabilities, given how likely it is a loop. */
static void
judge_name (const PtSampleNameFacts *name, double loop, double prior[PT_N_ROLES])
{
  double said = name->role != PT_ROLE_NONE ? name->role_confidence : 0;

  /* A mere hint leaves it to the ear. */
  if (said < CLEAR_WORD)
    said *= said / CLEAR_WORD;
  for (guint i = 0; i < PT_N_ROLES; i++)
    prior[i] = (1 - said) / PT_N_ROLES;
  if (name->drums)
    for (guint i = 0; i < PT_N_ROLES; i++)
      if (!is_drum_hit (i) && i != PT_ROLE_DRUM_LOOP && i != PT_ROLE_HAT_LOOP)
        prior[i] *= i == PT_ROLE_FX ? 0.3 : 0.1;

  if (said == 0)
    return;
  if (name->role == PT_ROLE_DRUM_LOOP || name->role == PT_ROLE_HAT_LOOP)
    {
      /* A slice of a loop of drums is one of the drums. */
      prior[name->role] += said * loop;
      if (name->role == PT_ROLE_HAT_LOOP)
        prior[PT_ROLE_HIHAT] += said * (1 - loop);
      else
        for (guint i = 0; i < PT_N_ROLES; i++)
          if (is_drum_hit (i))
            prior[i] += said * (1 - loop) / 4;
    }
  else if (is_drum_hit (name->role))
    {
      prior[name->role] += said * (1 - 0.7 * loop);
      prior[name->role == PT_ROLE_HIHAT ? PT_ROLE_HAT_LOOP : PT_ROLE_DRUM_LOOP] += said * 0.7 * loop;
    }
  else
    {
      prior[name->role] += said;
    }
}

static void
hear_roles (const PtSampleFeatures *features,
            double duration_s,
            double crest,
            double loop,
            double heard[PT_N_ROLES])
{
  double inputs[PT_SAMPLE_SOUND_INPUTS];

  pt_sample_sound_inputs (features, duration_s, crest, inputs);
  pt_sample_sound_roles (inputs, heard);
  for (guint i = 0; i < PT_N_ROLES; i++)
    {
      heard[i] = SOUND_SHARE * heard[i] + (1 - SOUND_SHARE) / PT_N_ROLES;
      if (i == PT_ROLE_DRUM_LOOP || i == PT_ROLE_HAT_LOOP)
        heard[i] *= 0.05 + 0.95 * loop;
      else if (is_drum_hit (i))
        heard[i] *= 1 - 0.9 * loop;
    }
}

void
pt_sample_classify (const PtSampleNameFacts *name,
                    const PtSampleFeatures *features,
                    double duration_s,
                    double peak,
                    double crest,
                    PtSampleVerdict *verdict)
{
  double heard[PT_N_ROLES];
  double prior[PT_N_ROLES];
  double loop;
  double sum = 0;
  guint best = 0;

  g_return_if_fail (name != NULL);
  g_return_if_fail (features != NULL);
  g_return_if_fail (verdict != NULL);

  memset (verdict, 0, sizeof *verdict);
  if (peak < SILENT_PEAK)
    {
      verdict->role = PT_ROLE_NONE;
      verdict->role_confidence = verdict->loop_confidence = 0.9;
      return;
    }

  loop = judge_loop (name, features, duration_s);
  judge_name (name, loop, prior);
  hear_roles (features, duration_s, crest, loop, heard);
  for (guint i = 0; i < PT_N_ROLES; i++)
    {
      heard[i] *= prior[i];
      sum += heard[i];
      if (heard[i] > heard[best])
        best = i;
    }
  verdict->role = best;
  verdict->role_confidence = heard[best] / sum;
  verdict->loop = loop > 0.5;
  verdict->loop_confidence = MAX (loop, 1 - loop);
}

/* --- tempo --- */

static gboolean
is_plausible_tempo (double bpm)
{
  return bpm >= TEMPO_LOW && bpm <= TEMPO_HIGH;
}

/* A bare number in the name that makes the length whole bars. */
static double
confirmed_number (const PtSampleNameFacts *name, double duration_s, double *bars)
{
  for (guint i = 0; i < name->n_numbers; i++)
    {
      double off;
      double n = nearest_bars (duration_s, name->numbers[i], &off);

      if (off < 0.01 && n >= 0.5)
        {
          *bars = n;
          return name->numbers[i];
        }
    }

  return 0;
}

gboolean
pt_sample_needs_tempo (const PtSampleNameFacts *name, const PtSampleVerdict *verdict, double duration_s)
{
  double bars;

  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (verdict != NULL, FALSE);

  if (!verdict->loop || name->bpm > 0 || duration_s < MIN_LOOP_S)
    return FALSE;
  if (name->bars > 0 && is_plausible_tempo (name->bars * 240 / duration_s))
    return FALSE;

  return confirmed_number (name, duration_s, &bars) == 0;
}

/* Whole bars at a tempo near the one that was heard, or its double or half; else whole
 * bars at the tempo nearest to the middle of the usual ones. */
static void
settle_by_length (double heard_bpm, double duration_s, PtSampleVerdict *verdict)
{
  static const double doublings[] = { 1, 2, 0.5 };
  double best = 1e9;

  for (gsize d = 0; heard_bpm > 0 && d < G_N_ELEMENTS (doublings); d++)
    {
      double bpm = heard_bpm * doublings[d];
      double off;
      double bars = nearest_bars (duration_s, bpm, &off);

      if (!is_plausible_tempo (bpm) || off > 0.03)
        continue;
      verdict->bars = bars;
      verdict->bpm = bars * 240 / duration_s;
      return;
    }
  if (heard_bpm > 0)
    {
      verdict->bpm = heard_bpm;
      return;
    }
  for (double bars = 0.5; bars <= 64; bars *= 2)
    {
      double bpm = bars * 240 / duration_s;
      double distance = fabs (log2 (bpm / 125));

      if (is_plausible_tempo (bpm) && distance < best)
        {
          best = distance;
          verdict->bpm = bpm;
          verdict->bars = bars;
        }
    }
}

/* 127.9996 is 128: files are cut to whole frames. */
static double
round_tempo (double bpm)
{
  double whole = round (bpm);

  return fabs (bpm - whole) < 0.03 ? whole : round (bpm * 100) / 100;
}

void
pt_sample_settle_tempo (const PtSampleNameFacts *name,
                        const PtSampleFeatures *features,
                        double duration_s,
                        PtSampleVerdict *verdict)
{
  double off;

  g_return_if_fail (name != NULL);
  g_return_if_fail (features != NULL);
  g_return_if_fail (verdict != NULL);

  verdict->bpm = verdict->bars = 0;
  if (duration_s <= 0 || (!verdict->loop && name->bpm == 0))
    return;

  if (name->bpm > 0)
    {
      double bars = nearest_bars (duration_s, name->bpm, &off);

      verdict->bpm = name->bpm;
      if (verdict->loop)
        verdict->bars = off < 0.03 ? bars : name->bars;
      return;
    }
  if (name->bars > 0 && is_plausible_tempo (name->bars * 240 / duration_s))
    {
      verdict->bars = name->bars;
      verdict->bpm = round_tempo (name->bars * 240 / duration_s);
      return;
    }
  verdict->bpm = confirmed_number (name, duration_s, &verdict->bars);
  if (verdict->bpm == 0)
    settle_by_length (features->tempo_bpm, duration_s, verdict);
  verdict->bpm = round_tempo (verdict->bpm);
}

/* --- key --- */

static gboolean
can_be_tonal (PtRole role)
{
  return role == PT_ROLE_BASSLINE || role == PT_ROLE_SYNTH || role == PT_ROLE_TEXTURE || role == PT_ROLE_FX;
}

void
pt_sample_settle_key (const PtSampleNameFacts *name, const PtSampleFeatures *features, PtSampleVerdict *verdict)
{
  const PtKeyEstimate *heard = &features->key;
  gboolean agrees;

  g_return_if_fail (name != NULL);
  g_return_if_fail (features != NULL);
  g_return_if_fail (verdict != NULL);

  agrees = heard->tonalness >= 0.2 && heard->tonic == name->tonic;
  verdict->tonal = FALSE;
  if (name->tonic >= 0 && name->minor >= 0)
    {
      verdict->tonal = TRUE;
      verdict->tonic = name->tonic;
      verdict->minor = name->minor == 1;
      verdict->key_confidence = name->key_confidence;
    }
  else if (!can_be_tonal (verdict->role))
    {
      return;
    }
  else if (name->tonic >= 0 && (name->key_confidence >= 0.5 || agrees))
    {
      /* A note without a mode: what was heard on the same note, else minor, which techno is. */
      verdict->tonal = TRUE;
      verdict->tonic = name->tonic;
      verdict->minor = agrees ? heard->minor : TRUE;
      verdict->key_confidence = agrees ? 0.8 : 0.5 * name->key_confidence;
    }
  else if (heard->tonalness >= 0.2)
    {
      verdict->tonal = TRUE;
      verdict->tonic = heard->tonic;
      verdict->minor = heard->minor;
      verdict->key_confidence = heard->confidence;
    }
}
