/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-voicing.h"

#include <stdlib.h>

#include "core/pt-note.h"

#define OCTAVE_3 48
#define OCTAVE_4 60

/* The voices above the bass stay between these, or the motion, however small, would walk
 * out of the register over a long progression. */
#define LOWEST 52
#define HIGHEST 86
#define CENTRE 66

static void
add_pitch (PtVoicing *self, int pitch)
{
  guint i;

  for (i = 0; i < self->n_pitches; i++)
    if (self->pitches[i] == pitch)
      return;

  g_assert (self->n_pitches < PT_VOICING_MAX_PITCHES);
  for (i = self->n_pitches++; i > 0 && self->pitches[i - 1] > pitch; i--)
    self->pitches[i] = self->pitches[i - 1];
  self->pitches[i] = pitch;
}

static void
shift (PtVoicing *self, int semitones)
{
  for (guint i = 0; i < self->n_pitches; i++)
    self->pitches[i] += semitones;
}

void
pt_voicing_init_inversion (PtVoicing *self, const PtChord *chord, guint inversion)
{
  int lowest;

  g_return_if_fail (self != NULL);
  g_return_if_fail (chord != NULL && chord->n_tones > 0);

  /* Any tone can be the lowest, a ninth or eleventh too: it comes down, and what lies below
   * goes up. */
  lowest = OCTAVE_4 + chord->root + chord->tones[inversion % chord->n_tones] % 12;
  self->n_pitches = 0;
  for (guint i = 0; i < chord->n_tones; i++)
    {
      int pitch = OCTAVE_4 + chord->root + chord->tones[i];

      if (i == inversion % chord->n_tones)
        pitch = lowest;
      add_pitch (self, pitch < lowest ? pitch + 12 : pitch);
    }
}

static int
distance_to (const PtVoicing *voicing, int pitch)
{
  int nearest = G_MAXINT;

  for (guint i = 0; i < voicing->n_pitches; i++)
    nearest = MIN (nearest, abs (voicing->pitches[i] - pitch));

  return nearest;
}

int
pt_voicing_get_motion (const PtVoicing *from, const PtVoicing *to)
{
  int motion = 0;

  g_return_val_if_fail (from != NULL && from->n_pitches > 0, 0);
  g_return_val_if_fail (to != NULL && to->n_pitches > 0, 0);

  /* Both ways, or a chord of few tones could hide in one of many. */
  for (guint i = 0; i < to->n_pitches; i++)
    motion += distance_to (from, to->pitches[i]);
  for (guint i = 0; i < from->n_pitches; i++)
    motion += distance_to (to, from->pitches[i]);

  return motion;
}

/* Small is good. Motion comes first; rubbing semitones and a far register count against. */
static int
rate (const PtVoicing *candidate, const PtVoicing *previous)
{
  int sum = 0;
  int rate = 4 * pt_voicing_get_motion (previous, candidate);

  for (guint i = 0; i < candidate->n_pitches; i++)
    {
      sum += candidate->pitches[i];
      if (i > 0 && candidate->pitches[i] - candidate->pitches[i - 1] == 1)
        rate += 4;
    }
  rate += abs (sum - CENTRE * (int) candidate->n_pitches) / (int) candidate->n_pitches;
  if (candidate->pitches[0] < LOWEST)
    rate += 100 * (LOWEST - candidate->pitches[0]);
  if (candidate->pitches[candidate->n_pitches - 1] > HIGHEST)
    rate += 100 * (candidate->pitches[candidate->n_pitches - 1] - HIGHEST);

  return rate;
}

/* @lowest: the pitch class that has to be at the bottom, -1 for any. */
static void
lead (PtVoicing *self, const PtChord *chord, int lowest, const PtVoicing *previous)
{
  int best = G_MAXINT;

  for (guint inversion = 0; inversion < chord->n_tones; inversion++)
    for (int octave = -1; octave <= 1; octave++)
      {
        PtVoicing candidate;
        int rated;

        pt_voicing_init_inversion (&candidate, chord, inversion);
        shift (&candidate, 12 * octave);
        if (lowest >= 0 && pt_pitch_class (candidate.pitches[0]) != lowest)
          continue;
        rated = rate (&candidate, previous);
        if (rated < best)
          {
            best = rated;
            *self = candidate;
          }
      }
  g_assert (best < G_MAXINT);
}

static gboolean
bass_is_a_tone (const PtChord *chord)
{
  for (guint i = 0; i < chord->n_tones; i++)
    if (pt_pitch_class (chord->root + chord->tones[i]) == chord->bass)
      return TRUE;

  return FALSE;
}

static void
init_close (PtVoicing *self, const PtChord *chord, const PtVoicing *previous)
{
  int lowest = chord->bass >= 0 && bass_is_a_tone (chord) ? chord->bass : -1;

  if (previous != NULL)
    lead (self, chord, lowest, previous);
  else
    {
      guint inversion = 0;

      do
        pt_voicing_init_inversion (self, chord, inversion++);
      while (lowest >= 0 && pt_pitch_class (self->pitches[0]) != lowest);
    }

  if (chord->bass >= 0 && pt_pitch_class (self->pitches[0]) != chord->bass)
    add_pitch (self, self->pitches[0] - pt_pitch_class (self->pitches[0] - chord->bass));
}

/* The chord without the tone the bass plays; all of it when nothing else were left. */
static PtChord
without_bass (const PtChord *chord)
{
  PtChord upper = *chord;
  int bass = pt_chord_get_bass (chord);

  upper.n_tones = 0;
  for (guint i = 0; i < chord->n_tones; i++)
    if (pt_pitch_class (chord->root + chord->tones[i]) != bass)
      upper.tones[upper.n_tones++] = chord->tones[i];

  return upper.n_tones > 0 ? upper : *chord;
}

static void
init_open (PtVoicing *self, const PtChord *chord, const PtVoicing *previous)
{
  PtChord upper = without_bass (chord);
  int bass = OCTAVE_3 + pt_chord_get_bass (chord);

  upper.bass = -1;
  if (previous != NULL && previous->n_pitches > 1)
    {
      PtVoicing above = *previous;

      /* The bass goes where the harmony wants it; only the voices above are led. */
      above.n_pitches--;
      for (guint i = 0; i < above.n_pitches; i++)
        above.pitches[i] = previous->pitches[i + 1];
      lead (self, &upper, -1, &above);
    }
  else
    {
      pt_voicing_init_inversion (self, &upper, 0);
    }
  add_pitch (self, bass < self->pitches[0] ? bass : bass - 12);
}

void
pt_voicing_init (PtVoicing *self, const PtChord *chord, PtVoicingSpread spread, const PtVoicing *previous)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (chord != NULL && chord->n_tones > 0);
  g_return_if_fail (previous == NULL || previous->n_pitches > 0);

  if (spread == PT_VOICING_OPEN)
    init_open (self, chord, previous);
  else
    init_close (self, chord, previous);
}

void
pt_voicing_double_below (PtVoicing *self, guint n_voices)
{
  PtVoicing voices;

  g_return_if_fail (self != NULL);

  voices = *self;
  for (guint i = 0; i < MIN (n_voices, voices.n_pitches); i++)
    add_pitch (self, voices.pitches[i] - 12);
}
