/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-drum-style.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "core/pt-name.h"
#include "core/pt-style-writer.h"

#define KICK 36
#define SNARE 38
#define CLAP 39
#define CLOSED_HAT 42
#define OPEN_HAT 46
#define PERC 47
#define RIDE 51

#define BEAT PT_STYLE_TICKS
#define BAR PT_STYLE_TICKS_PER_BAR
/* So many sixteenths, so many triplet eighths. */
#define S(n) ((n) *BEAT / 4)
#define T(n) ((n) *BEAT / 3)

#define MAX_PLACES 10

/* What a style consists of. Places are in the order in which energy brings them in. */
typedef struct
{
  const char *name;
  int pitch;
  int other_pitch;
  double landmark;
  int velocity;
  gint64 length;
  guint cycle_bars;
  guint n_places;
  gint64 places[MAX_PLACES];
  guint first_order; /* elements that come in one behind the other share a row of orders */
  guint n_orders; /* 0: n_places */
  double chance, chance_gain; /* at energy 0, and what energy 1 adds; 0, 0: always */
  guint wander; /* strays by up to so many twelfths of a beat, for sparse things */
  gboolean first_bar_sure; /* whatever the chance */
} DrumElement;

typedef struct
{
  const char *part;
  gboolean swings;
  const DrumElement *elements;
  const DrumElement *ghosts;
  int fill_pitch;
  guint n_fill;
  gint64 fill[4]; /* in the last beat of a phrase, in order of entry */
} DrumStyle;

/* clang-format off */
static const DrumElement four_on_floor[] = {
  { "kick", KICK, 0, PT_STYLE_ALWAYS, 0, S (2), 1, 4, { S (0), S (4), S (8), S (12) } },
  /* The off-beats first: on the beat a hat hides under the kick. */
  { "offbeat-hat", CLOSED_HAT, 0, 0.2, -25, S (1), 1, 4, { S (2), S (10), S (6), S (14) },
    .first_order = 0, .n_orders = 8 },
  { "beat-hat", CLOSED_HAT, 0, 0.2, -15, S (1), 1, 4, { S (4), S (12), S (8), S (0) },
    .first_order = 4, .n_orders = 8 },
  { "clap", CLAP, SNARE, 0.4, 0, S (2), 1, 2, { S (12), S (4) } },
  { "open-hat", OPEN_HAT, 0, 0.6, -10, S (2), 1, 1, { S (14) } },
  { "ride", RIDE, 0, 0.6, -20, S (2), 1, 2, { S (0), S (8) } },
  { NULL },
};

static const DrumElement half_time[] = {
  { "kick", KICK, 0, PT_STYLE_ALWAYS, 0, S (2), 1, 1, { S (0) } },
  { "snare", SNARE, 0, 0.3, 0, S (2), 1, 1, { S (8) } },
  { "hat", CLOSED_HAT, 0, 0.2, -20, S (1), 1, 4, { S (4), S (12), S (0), S (8) } },
  { "open-hat", OPEN_HAT, 0, 0.6, -15, S (2), 1, 2, { S (12), S (4) } },
  { NULL },
};

/* Two bars that answer each other; the second has kick and snare of its own. */
static const DrumElement breakbeat[] = {
  { "kick", KICK, 0, PT_STYLE_ALWAYS, 0, S (2), 2, 9,
    { S (0), S (3), S (6), S (10), S (12), BAR + S (0), BAR + S (3), BAR + S (10), BAR + S (11) } },
  { "snare", SNARE, 0, 0.4, 0, S (2), 2, 6,
    { S (4), BAR + S (4), BAR + S (12), S (12), S (14), BAR + S (7) } },
  { "hat", CLOSED_HAT, 0, 0.2, -20, S (1), 1, 8,
    { S (2), S (10), S (6), S (14), S (0), S (8), S (4), S (12) } },
  { NULL },
};

static const DrumElement minimal[] = {
  { "kick", KICK, 0, PT_STYLE_ALWAYS, -10, S (2), 1, 1, { S (0) },
    .chance = 0.55, .chance_gain = 0.3, .first_bar_sure = TRUE },
  { "hat", CLOSED_HAT, 0, 0.2, -25, S (1), 1, 4, { S (4), S (12), S (8), S (0) },
    .chance = 0.15, .chance_gain = 0.3 },
  { "snare", SNARE, 0, 0.4, -20, S (2), 2, 1, { S (12) } },
  { NULL },
};

static const DrumElement shuffle[] = {
  { "kick", KICK, 0, PT_STYLE_ALWAYS, 0, S (2), 1, 2, { S (0), S (8) } },
  { "late-hat", CLOSED_HAT, 0, 0.2, -28, BEAT / 5, 1, 4, { T (5), T (11), T (2), T (8) },
    .first_order = 0, .n_orders = 8 },
  { "beat-hat", CLOSED_HAT, 0, 0.2, -20, BEAT / 5, 1, 4, { T (3), T (9), T (0), T (6) },
    .first_order = 4, .n_orders = 8 },
  { "snare", SNARE, 0, 0.3, 0, S (2), 1, 2, { T (9), T (3) } },
  { "ghost-snare", SNARE, 0, 0.5, -30, S (1), 1, 4, { T (2), T (8), T (5), T (11) },
    .chance = 0.15, .chance_gain = 0.3 },
  { "open-hat", OPEN_HAT, 0, 0.6, -15, 3 * BEAT / 10, 1, 1, { T (11) }, .chance = 0.2, .chance_gain = 0.4 },
  { NULL },
};

static const DrumElement sparse_perc[] = {
  { "ride", RIDE, 0, PT_STYLE_ALWAYS, -15, S (2), 1, 2, { S (0), S (8) } },
  { "hat", CLOSED_HAT, 0, PT_STYLE_ALWAYS, -25, S (1), 1, 4, { S (0), S (4), S (8), S (12) },
    .chance = 0.0, .chance_gain = 0.25, .wander = 5 },
  { "perc", PERC, 0, 0.3, -10, 3 * BEAT / 10, 1, 4, { S (2), S (10), S (6), S (14) },
    .chance = 0.1, .chance_gain = 0.2 },
  { "open-hat", OPEN_HAT, 0, 0.4, -20, S (2), 2, 1, { S (14) } },
  { NULL },
};

/* Between the others, and only as many as the feel's ghosts allow. */
static const DrumElement straight_ghosts[] = {
  { "ghost-hat", CLOSED_HAT, 0, 0.3, -38, S (1) / 2, 1, 8,
    { S (5), S (13), S (3), S (11), S (7), S (15), S (1), S (9) } },
  { "ghost-perc", PERC, 0, 0.5, -35, S (1), 2, 3, { S (11), BAR + S (7), BAR + S (9) } },
  { NULL },
};

static const DrumElement broken_ghosts[] = {
  { "ghost-snare", SNARE, 0, 0.3, -40, S (1), 1, 3, { S (9), S (15), S (5) } },
  { "ghost-kick", KICK, 0, 0.5, -30, S (1), 2, 2, { BAR + S (15), S (11) } },
  { NULL },
};

static const DrumElement triplet_ghosts[] = {
  { "ghost-hat", CLOSED_HAT, 0, 0.3, -38, S (1) / 2, 1, 4, { T (4), T (10), T (1), T (7) } },
  { NULL },
};

static const DrumStyle styles[] = {
  [PT_DRUM_STYLE_FOUR_ON_FLOOR] = { "drums/four_on_floor", TRUE, four_on_floor, straight_ghosts,
    SNARE, 4, { S (3), S (2), S (1), S (0) } },
  [PT_DRUM_STYLE_HALF_TIME] = { "drums/half_time", TRUE, half_time, broken_ghosts,
    PERC, 3, { S (3), S (2), S (1) } },
  [PT_DRUM_STYLE_BREAKBEAT] = { "drums/breakbeat", TRUE, breakbeat, broken_ghosts,
    PERC, 3, { S (2), S (3), S (1) } },
  [PT_DRUM_STYLE_MINIMAL] = { "drums/minimal", TRUE, minimal, straight_ghosts, PERC, 2, { S (3), S (2) } },
  [PT_DRUM_STYLE_SHUFFLE] = { "drums/shuffle", FALSE, shuffle, triplet_ghosts, PERC, 2, { T (2), T (1) } },
  [PT_DRUM_STYLE_SPARSE_PERC] = { "drums/sparse_perc", TRUE, sparse_perc, straight_ghosts,
    PERC, 2, { S (3), S (1) } },
};
/* clang-format on */

static const char *const style_names[] = {
  "four_on_floor", "half_time", "breakbeat", "minimal", "shuffle", "sparse_perc", "none", NULL
};

const char *const *
pt_drum_style_names (void)
{
  return style_names;
}

const char *
pt_drum_style_to_string (PtDrumStyle style)
{
  g_return_val_if_fail (style <= PT_DRUM_STYLE_NONE, "none");

  return style_names[style];
}

gboolean
pt_drum_style_parse (const char *name, PtDrumStyle *style, GError **error)
{
  guint index;

  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (style != NULL, FALSE);

  if (!pt_name_parse (N_ ("drum style"), name, style_names, &index, error))
    return FALSE;
  *style = index;

  return TRUE;
}

/* @amount thins the ghosts out. */
static void
play_element (PtStyleWriter *writer, const DrumElement *element, guint bars, double amount)
{
  PtStyleElement voice;
  PtRng wander;
  double chance = element->chance + element->chance_gain * writer->energy;
  g_autofree char *stream = g_strconcat (writer->part, "/", element->name, "/wander", NULL);

  pt_style_element_init (&voice, writer, element->name, element->landmark);
  pt_rng_init_named (&wander, writer->seed, stream);
  if (element->chance == 0.0 && element->chance_gain == 0.0)
    chance = 1.0;

  for (guint bar = 0; bar < bars; bar += element->cycle_bars)
    for (guint i = 0; i < element->n_places; i++)
      {
        gint64 place = element->places[i];
        gint64 shift = pt_rng_range (&wander, 0, element->wander) * (BEAT / 12);
        PtStyleHit hit = {
          .pitch = element->pitch,
          .other_pitch = element->other_pitch,
          .start_tick = bar * (gint64) BAR + place + shift,
          .length_ticks = element->length,
          .velocity = element->velocity,
          .order = element->first_order + i,
          .n_orders = element->n_orders > 0 ? element->n_orders : element->n_places,
          .chance = element->first_bar_sure && bar == 0 ? 1.0 : chance * amount,
        };

        /* The clip may end within the cycle. */
        if (bar + place / BAR < bars)
          pt_style_element_hit (&voice, &hit);
      }
}

static void
play_fills (PtStyleWriter *writer, const DrumStyle *style, guint bars)
{
  PtStyleElement voice;

  if (writer->feel.phrase_bars == 0)
    return;

  pt_style_element_init (&voice, writer, "fill", 0.8);
  for (guint bar = writer->feel.phrase_bars; bar <= bars; bar += writer->feel.phrase_bars)
    for (guint i = 0; i < style->n_fill; i++)
      {
        PtStyleHit hit = {
          .pitch = style->fill_pitch,
          .start_tick = bar * (gint64) BAR - BEAT + style->fill[i],
          .length_ticks = S (1),
          .order = i,
          .n_orders = style->n_fill,
          .chance = 1.0,
        };

        pt_style_element_hit (&voice, &hit);
      }
}

GArray *
pt_drum_style_render (PtDrumStyle style, double energy, guint bars, guint64 seed, const PtFeel *feel)
{
  PtStyleWriter writer;

  g_return_val_if_fail (style <= PT_DRUM_STYLE_NONE, NULL);
  g_return_val_if_fail (isfinite (energy), NULL);
  g_return_val_if_fail (bars > 0 && bars <= PT_STYLE_MAX_BARS, NULL);

  if (style == PT_DRUM_STYLE_NONE)
    return pt_note_list_new ();

  pt_style_writer_init (&writer, styles[style].part, energy, seed, feel, 60, 60, 15);
  writer.swings = styles[style].swings;
  for (const DrumElement *element = styles[style].elements; element->name != NULL; element++)
    play_element (&writer, element, bars, 1.0);
  for (const DrumElement *ghost = styles[style].ghosts; ghost->name != NULL; ghost++)
    play_element (&writer, ghost, bars, writer.feel.ghosts * 0.6);
  play_fills (&writer, &styles[style], bars);

  return pt_style_writer_finish (&writer);
}
