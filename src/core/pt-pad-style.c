/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-pad-style.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "core/pt-expression.h"
#include "core/pt-name.h"
#include "core/pt-style-writer.h"
#include "core/pt-voicing.h"

#define BEAT PT_STYLE_TICKS
#define SIXTEENTH (BEAT / 4)
#define EIGHTH (BEAT / 2)

/* Below it chords are spread wide; around the second the lower octave comes in. */
#define OPEN_BELOW 0.3
#define DOUBLED_FROM 0.7

/* How far a swell goes down and up from the middle, in velocities. */
#define SWELL 20

static const char *const style_names[] = {
  "sustained", "atmospheric", "pulsing", "arpeggiated", "swells", "none", NULL
};

static const char *const variant_names[] = { "pad", "stab", "texture" };

typedef struct
{
  gint64 start, end;
  PtVoicing voicing;
} Span;

typedef struct
{
  char *name;
  PtStyleWriter writer;
  PtPadVariant variant;
  PtFeel feel;
  PtRng timing; /* a chord strays as one */
  PtStyleElement voices[PT_VOICING_MAX_PITCHES]; /* from the top, so that doubling below changes no draw */
  PtStyleElement pulse; /* when the chord is struck again */
  PtStyleElement extra;
  GArray *expression; /* nullable */
} Part;

const char *const *
pt_pad_style_names (void)
{
  return style_names;
}

const char *
pt_pad_style_to_string (PtPadStyle style)
{
  g_return_val_if_fail (style <= PT_PAD_STYLE_NONE, "none");

  return style_names[style];
}

gboolean
pt_pad_style_parse (const char *name, PtPadStyle *style, GError **error)
{
  guint index;

  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (style != NULL, FALSE);

  if (!pt_name_parse (N_ ("pad style"), name, style_names, &index, error))
    return FALSE;
  *style = index;

  return TRUE;
}

static gint64
draw_stray (Part *part)
{
  PtBeats stray = pt_feel_stray (&part->feel, &part->timing);

  return stray.num * BEAT / stray.den;
}

static void
strike (Part *part, PtStyleElement *element, int pitch, gint64 start, gint64 length, int velocity, guint order, guint n_orders)
{
  PtStyleHit hit = {
    .pitch = pitch,
    .start_tick = MAX (start, 0),
    .length_ticks = length,
    .velocity = velocity,
    .order = order,
    .n_orders = n_orders,
    .chance = 1.0,
  };

  if (part->variant == PT_PAD_VARIANT_STAB)
    {
      hit.pitch += 12;
      hit.length_ticks /= 2;
      hit.velocity += 15;
    }
  else if (part->variant == PT_PAD_VARIANT_TEXTURE)
    {
      hit.pitch -= 12;
      hit.velocity -= 20;
    }
  pt_style_element_hit (element, &hit);
}

static void
strike_chord (Part *part, const Span *span, gint64 start, gint64 length, int velocity)
{
  gint64 stray = draw_stray (part);
  guint n = span->voicing.n_pitches;

  for (guint i = 0; i < n; i++)
    strike (part, &part->voices[n - 1 - i], span->voicing.pitches[i], start + stray, length, velocity, 0, 1);
}

static void
play_sustained (Part *part, const Span *span)
{
  strike_chord (part, span, span->start, span->end - span->start, 0);
}

static void
play_atmospheric (Part *part, const Span *span)
{
  strike_chord (part, span, span->start, span->end - span->start + EIGHTH, 0);
}

static void
play_pulsing (Part *part, const Span *span)
{
  gint64 struck = span->start;

  /* Every second beat, and with more energy the beats between, the last of the bar first.
   * A chord sounds until just before the next, so that is known first. */
  for (gint64 at = span->start + BEAT; at <= span->end; at += BEAT)
    {
      gint64 beat = (at - span->start) / BEAT;
      gboolean between = beat % 2 == 1;
      gboolean again = pt_style_element_sounds (&part->pulse, beat % 4 == 3 ? 0 : 1, 2, 1.0) || !between;

      if (at < span->end && again)
        {
          strike_chord (part, span, struck, at - struck - SIXTEENTH, 0);
          struck = at;
        }
    }
  strike_chord (part, span, struck, MAX (span->end - struck - SIXTEENTH, SIXTEENTH), 0);
}

static void
play_arpeggiated (Part *part, const Span *span)
{
  guint n = span->voicing.n_pitches;
  guint step = 0;

  for (gint64 at = span->start; at < span->end; at += EIGHTH, step++)
    {
      gint64 between = at + SIXTEENTH;

      strike (part, &part->voices[0], span->voicing.pitches[step % n], at + draw_stray (part), BEAT * 9 / 20,
              at % BEAT == 0 ? 10 : 0, 0, 1);
      /* At the top of the energy sixteenths between, an octave above. */
      if (between < span->end)
        strike (part, &part->extra, span->voicing.pitches[(step + 1) % n] + 12, between + draw_stray (part), BEAT / 5,
                -15, at / EIGHTH % 2 == 1 ? 0 : 1, 2);
    }
}

static void
play_swells (Part *part, const Span *span)
{
  double top = CLAMP (part->writer.base_velocity + SWELL, 2, PT_NOTE_MAX_VELOCITY);
  double bottom = CLAMP (part->writer.base_velocity - SWELL, 1, PT_NOTE_MAX_VELOCITY);

  /* One note, struck as loud as the swell gets, and a curve that lets it begin softly. */
  strike_chord (part, span, span->start, span->end - span->start, SWELL);
  if (part->expression == NULL)
    return;
  pt_expression_add (part->expression, pt_beats_new (span->start, BEAT), bottom / top);
  pt_expression_add (part->expression, pt_beats_new (span->end, BEAT), 1.0);
}

static void (*const players[]) (Part *part, const Span *span) = {
  play_sustained, play_atmospheric, play_pulsing, play_arpeggiated, play_swells
};

/* Spread wide, then close, then with one voice after the other doubled an octave below.
 * @led is what the next chord is led from. */
static void
voice_chord (PtVoicing *voicing, PtVoicing *led, const PtChord *chord, double energy, gboolean first)
{
  PtVoicingSpread spread = energy < OPEN_BELOW ? PT_VOICING_OPEN : PT_VOICING_CLOSE;
  PtVoicing previous = *led;

  pt_voicing_init (led, chord, spread, first ? NULL : &previous);
  *voicing = *led;
  pt_voicing_double_below (voicing, (guint) (pt_style_get_level (energy, DOUBLED_FROM) * led->n_pitches + 0.5));
}

static void
part_init (Part *part, PtPadStyle style, PtPadVariant variant, double energy, guint64 seed, const PtFeel *feel)
{
  g_autofree char *timing = NULL;

  part->name = g_strconcat (variant_names[variant], "/", style_names[style], NULL);
  timing = g_strconcat (part->name, "/timing", NULL);
  part->variant = variant;
  part->feel = pt_feel_clamp (feel);
  pt_style_writer_init (&part->writer, part->name, energy, seed, feel, 40, 60, 8);
  part->writer.feel.timing_beats = 0.0;
  pt_rng_init_named (&part->timing, seed, timing);
  for (guint i = 0; i < PT_VOICING_MAX_PITCHES; i++)
    {
      g_autofree char *voice = g_strdup_printf ("voice-%u", i);

      pt_style_element_init (&part->voices[i], &part->writer, voice, PT_STYLE_ALWAYS);
    }
  pt_style_element_init (&part->pulse, &part->writer, "pulse", 0.5);
  pt_style_element_init (&part->extra, &part->writer, "extra", 0.85);
}

GArray *
pt_pad_style_render (PtPadStyle style,
                     PtPadVariant variant,
                     const PtProgression *progression,
                     double energy,
                     guint64 seed,
                     const PtFeel *feel,
                     GArray **expression)
{
  Part part = { 0 };
  PtVoicing led = { 0 };

  g_return_val_if_fail (style <= PT_PAD_STYLE_NONE, NULL);
  g_return_val_if_fail (variant <= PT_PAD_VARIANT_TEXTURE, NULL);
  g_return_val_if_fail (progression != NULL, NULL);
  g_return_val_if_fail (isfinite (energy), NULL);

  if (expression != NULL)
    *expression = part.expression = pt_expression_new ();
  if (style == PT_PAD_STYLE_NONE)
    return pt_note_list_new ();

  part_init (&part, style, variant, energy, seed, feel);
  for (guint i = 0; i < progression->spans->len; i++)
    {
      const PtChordSpan *chord_span = &g_array_index (progression->spans, PtChordSpan, i);
      PtBeats end = pt_beats_add (chord_span->start, chord_span->length);
      Span span = {
        .start = chord_span->start.num * BEAT / chord_span->start.den,
        .end = end.num * BEAT / end.den,
      };

      voice_chord (&span.voicing, &led, &chord_span->chord, part.writer.energy, i == 0);
      players[style](&part, &span);
    }
  g_free (part.name);

  return pt_style_writer_finish (&part.writer);
}
