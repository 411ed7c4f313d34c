/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-bass-style.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "core/pt-name.h"
#include "core/pt-style-writer.h"

#define LOWEST_ROOT 36
#define BEAT PT_STYLE_TICKS
#define SIXTEENTH (BEAT / 4)
#define EIGHTH (BEAT / 2)

/* How much of a line that is there from the start is there at energy 0; all of it from
 * energy 0.5 on. */
#define LEAST_LEVEL 0.6

static const char *const style_names[] = {
  "rolling_16th", "offbeat_8th", "pulsing_8th", "sustained", "walking", "none", NULL
};

static const char *const style_parts[] = {
  "bass/rolling_16th", "bass/offbeat_8th", "bass/pulsing_8th", "bass/sustained", "bass/walking"
};

/* The chord at hand, in ticks and pitches. */
typedef struct
{
  const PtChord *chord;
  const PtChord *next; /* the first one again behind the last */
  gint64 start, end;
  int root; /* the pitch the bass calls its root */
  int third, fifth, seventh;
} Span;

/* A line is a main voice and the leaps and additions around it. */
typedef struct
{
  PtStyleWriter writer;
  const PtProgression *progression;
  PtStyleElement main;
  PtStyleElement fifth;
  PtStyleElement octave;
  PtStyleElement approach;
  PtStyleElement extra;
} Line;

const char *const *
pt_bass_style_names (void)
{
  return style_names;
}

const char *
pt_bass_style_to_string (PtBassStyle style)
{
  g_return_val_if_fail (style <= PT_BASS_STYLE_NONE, "none");

  return style_names[style];
}

gboolean
pt_bass_style_parse (const char *name, PtBassStyle *style, GError **error)
{
  guint index;

  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (style != NULL, FALSE);

  if (!pt_name_parse (N_ ("bass style"), name, style_names, &index, error))
    return FALSE;
  *style = index;

  return TRUE;
}

static gint64
to_ticks (PtBeats beats)
{
  return beats.num * BEAT / beats.den;
}

static Span
get_span (const PtProgression *progression, guint index)
{
  const PtChordSpan *here = &g_array_index (progression->spans, PtChordSpan, index);
  const PtChordSpan *next = &g_array_index (progression->spans, PtChordSpan, (index + 1) % progression->spans->len);
  int chord_root = LOWEST_ROOT + here->chord.root;

  return (Span){
    .chord = &here->chord,
    .next = &next->chord,
    .start = to_ticks (here->start),
    .end = to_ticks (pt_beats_add (here->start, here->length)),
    .root = LOWEST_ROOT + pt_chord_get_bass (&here->chord),
    .third = chord_root + pt_chord_get_third (&here->chord),
    .fifth = chord_root + pt_chord_get_fifth (&here->chord),
    .seventh = chord_root + pt_chord_get_seventh (&here->chord),
  };
}

/* The main voice's note; the leaps replace its pitch by the fifth or the octave. */
static void
play (Line *line, const Span *span, gint64 at, gint64 length, int velocity, guint order, guint n_orders, double fifth_chance, double octave_chance)
{
  gboolean to_fifth = pt_style_element_sounds (&line->fifth, 0, 1, fifth_chance);
  gboolean to_octave = pt_style_element_sounds (&line->octave, 0, 1, octave_chance);
  PtStyleHit hit = {
    .pitch = to_octave ? span->root + 12 : to_fifth ? span->fifth
                                                    : span->root,
    .start_tick = at,
    .length_ticks = MIN (length, span->end - at),
    .velocity = velocity,
    .order = order,
    .n_orders = n_orders,
    .chance = 1.0,
  };

  pt_style_element_hit (&line->main, &hit);
}

static void
play_rolling (Line *line, const Span *span)
{
  /* The beat and the off-beat are always there; the sixteenth after the beat comes last. */
  static const guint orders[] = { 0, 3, 1, 2 };

  line->main.level = MIN (1.0, LEAST_LEVEL + 0.8 * line->writer.energy);
  for (gint64 at = span->start; at < span->end; at += SIXTEENTH)
    play (line, span, at, BEAT / 5, at % BEAT == 0 ? 15 : 0, orders[at / SIXTEENTH % 4], 4, 0.2, 0.1);
}

static void
play_pulsing (Line *line, const Span *span)
{
  gint64 length = BEAT * 2 / 5 + (gint64) (BEAT / 20 * pt_style_get_level (line->writer.energy, 0.5));

  line->main.level = MIN (1.0, LEAST_LEVEL + 0.8 * line->writer.energy);
  for (gint64 at = span->start; at < span->end; at += EIGHTH)
    play (line, span, at, length, 0, at % BEAT == 0 ? 0 : 1, 2, 0.0, 0.2);
}

static void
play_offbeat (Line *line, const Span *span)
{
  for (gint64 at = span->start + EIGHTH; at < span->end; at += BEAT)
    {
      PtStyleHit pickup = {
        .pitch = span->root,
        .start_tick = at + SIXTEENTH,
        .length_ticks = BEAT / 5,
        .velocity = -15,
        .order = at / BEAT % 4 == 3 ? 0 : at / BEAT % 2 == 1 ? 1
                                                             : 2,
        .n_orders = 4,
        .chance = 1.0,
      };

      play (line, span, at, BEAT * 2 / 5, 0, 0, 1, 0.0, 0.15);
      if (pickup.start_tick < span->end)
        pt_style_element_hit (&line->extra, &pickup);
    }
}

static void
play_sustained (Line *line, const Span *span)
{
  gint64 length = span->end - span->start;
  gint64 half = length / 2 / SIXTEENTH * SIXTEENTH;
  PtStyleHit second = {
    .pitch = span->root,
    .start_tick = span->start + half,
    .length_ticks = length - half,
    .n_orders = 1,
    .chance = half >= BEAT ? 1.0 : 0.0,
  };
  gboolean halves = pt_style_element_hit (&line->extra, &second);

  play (line, span, span->start, halves ? half : length, 0, 0, 1, 0.0, 0.0);
}

/* The note that leads to @target: from below by a step of the key, or by a semitone. */
static int
approach (const PtProgression *progression, int target)
{
  if (!progression->has_key || !pt_key_contains (&progression->key, target))
    return target - 1;

  return pt_scale_move (pt_key_get_scale (&progression->key), progression->key.tonic, target, -1);
}

static void
play_walking (Line *line, const Span *span)
{
  const int steps[] = { span->root, span->third, span->fifth, span->seventh };
  guint step = 0;

  for (gint64 at = span->start; at < span->end; at += BEAT, step++)
    {
      gboolean last = at + BEAT >= span->end;
      int target = last ? LOWEST_ROOT + pt_chord_get_bass (span->next) : steps[(step + 1) % 4];
      gboolean leads = pt_style_element_sounds (&line->approach, 0, 1, last ? 0.6 : 0.1);
      Span tone = *span;
      PtStyleHit skip = {
        .pitch = steps[step % 4],
        .start_tick = at + EIGHTH,
        .length_ticks = BEAT * 3 / 10,
        .velocity = -20,
        .order = step % 4 == 3 ? 0 : step % 4,
        .n_orders = 6,
        .chance = 1.0,
      };

      /* Never instead of the root: that is where the ear learns the chord. */
      tone.root = leads && step > 0 ? approach (line->progression, target) : steps[step % 4];
      play (line, &tone, at, BEAT * 9 / 10, 0, 0, 1, 0.0, leads ? 0.0 : 0.15);
      if (skip.start_tick < span->end)
        pt_style_element_hit (&line->extra, &skip);
    }
}

static void (*const players[]) (Line *line, const Span *span) = {
  play_rolling, play_offbeat, play_pulsing, play_sustained, play_walking
};

/* Where octave leaps and the additions of each style have their landmarks. */
static const struct
{
  double octave, extra;
} landmarks[] = { { 0.7, 0.7 }, { 0.7, 0.8 }, { 0.7, 0.7 }, { 0.7, 0.5 }, { 0.6, 0.8 } };

GArray *
pt_bass_style_render (PtBassStyle style, const PtProgression *progression, double energy, guint64 seed, const PtFeel *feel)
{
  Line line = { .progression = progression };

  g_return_val_if_fail (style <= PT_BASS_STYLE_NONE, NULL);
  g_return_val_if_fail (progression != NULL, NULL);
  g_return_val_if_fail (isfinite (energy), NULL);

  if (style == PT_BASS_STYLE_NONE)
    return pt_note_list_new ();

  pt_style_writer_init (&line.writer, style_parts[style], energy, seed, feel, 50, 70, 10);
  pt_style_element_init (&line.main, &line.writer, "main", PT_STYLE_ALWAYS);
  pt_style_element_init (&line.fifth, &line.writer, "fifth", PT_STYLE_ALWAYS);
  pt_style_element_init (&line.octave, &line.writer, "octave", landmarks[style].octave);
  pt_style_element_init (&line.approach, &line.writer, "approach", PT_STYLE_ALWAYS);
  pt_style_element_init (&line.extra, &line.writer, "extra", landmarks[style].extra);
  for (guint i = 0; i < progression->spans->len; i++)
    {
      Span span = get_span (progression, i);

      players[style](&line, &span);
    }

  return pt_style_writer_finish (&line.writer);
}
