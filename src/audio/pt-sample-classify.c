/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-sample-classify.h"

#include <math.h>
#include <string.h>

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

/* Whether @duration_s is whole bars at a tempo people make loops at, to a few
 * milliseconds: a file cut by hand would be that only by chance. */
static gboolean
is_cut_to_tempo (double duration_s)
{
  for (double bars = 1; bars <= 16; bars *= 2)
    {
      double bpm = bars * 240 / duration_s;

      if (bpm >= 100 && bpm <= 180 && fabs (duration_s - bars * 240 / round (bpm)) < 0.0005)
        return TRUE;
    }

  return FALSE;
}

/* --- role by sound --- */

/* A soft step from 0 at @low to 1 at @high, or down when they are the other way round. */
static double
ramp (double value, double low, double high)
{
  return CLAMP ((value - low) / (high - low), 0.0, 1.0);
}

static void
judge_sound (const PtSampleFeatures *f, double duration_s, double loop, double scores[PT_N_ROLES])
{
  double one_hit = ramp (f->onset_rate_hz * duration_s, 4, 1.5);
  double brief = ramp (f->decay_s, 0.8, 0.3);
  double low = ramp (f->low_share, 0.25, 0.7);
  double high = ramp (f->high_share, 0.15, 0.5);
  double bright = ramp (f->brightness_hz, 3500, 7000);
  double noisy = ramp (f->flatness, 0.15, 0.5);
  double tonal = ramp (f->key.tonalness, 0.15, 0.5);
  double slow = ramp (f->attack_s, 0.03, 0.25);

  scores[PT_ROLE_KICK] = low * one_hit * (1 - slow) * ramp (f->decay_s, 1.5, 0.6) * (1 - loop);
  scores[PT_ROLE_HIHAT] = (0.5 * high + 0.5 * bright) * (1 - low) * one_hit * (1 - slow) * (1 - loop);
  scores[PT_ROLE_CLAP] = 0.6 * noisy * (1 - low) * (1 - bright) * brief * (1 - slow) * (1 - loop);
  scores[PT_ROLE_PERC] = 0.7 * brief * (1 - low * 0.7) * (1 - bright) * (1 - slow) * (1 - loop);
  scores[PT_ROLE_BASSLINE] = low * (loop + (1 - loop) * (1 - brief)) * (1 - noisy);
  scores[PT_ROLE_SYNTH] = 0.8 * tonal * (1 - low) * (1 - brief);
  scores[PT_ROLE_TEXTURE] = 0.8 * slow * (1 - brief) + 0.2 * ramp (duration_s, 2, 8) * (1 - one_hit);
  scores[PT_ROLE_FX] = 0.4 * (1 - brief) * (1 - tonal) * (1 - loop);
  scores[PT_ROLE_DRUM_LOOP] = loop * ramp (f->onset_rate_hz, 2, 5) * (1 - 0.6 * tonal);
  scores[PT_ROLE_HAT_LOOP] = loop * high * bright * ramp (f->onset_rate_hz, 2, 5);
}

/* --- loop by sound --- */

static double
judge_loop (const PtSampleFeatures *f, double duration_s)
{
  double score;

  if (duration_s < MIN_LOOP_S)
    return 0.03;
  score = 0.15 + 0.35 * ramp (f->n_onsets, 2, 6) + 0.25 * ramp (f->onset_at_end, 0.1, 0.5);
  if (is_cut_to_tempo (duration_s))
    score += 0.3;

  return MIN (score, 0.95);
}

/* --- together --- */

void
pt_sample_classify (const PtSampleNameFacts *name,
                    const PtSampleFeatures *features,
                    double duration_s,
                    PtSampleVerdict *verdict)
{
  double scores[PT_N_ROLES];
  double heard_loop;
  double loop;
  double sum = 0;
  guint best = 0;

  g_return_if_fail (name != NULL);
  g_return_if_fail (features != NULL);
  g_return_if_fail (verdict != NULL);

  memset (verdict, 0, sizeof *verdict);
  heard_loop = judge_loop (features, duration_s);
  loop = CLAMP (name->loop > 0 ? heard_loop + name->loop * (1 - heard_loop) : heard_loop * (1 + name->loop), 0, 1);
  judge_sound (features, duration_s, loop, scores);
  for (guint i = 0; i < PT_N_ROLES; i++)
    {
      scores[i] = 0.02 + scores[i];
      if (i == name->role)
        scores[i] += 4 * name->role_confidence;
      sum += scores[i];
      if (scores[i] > scores[best])
        best = i;
    }
  verdict->role = best;
  verdict->role_confidence = scores[best] / sum;
  verdict->loop = loop > 0.5;
  verdict->loop_confidence = fabs (loop - 0.5) * 2;
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
