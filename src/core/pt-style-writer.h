/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "core/pt-feel.h"
#include "core/pt-note.h"
#include "core/pt-rng.h"

G_BEGIN_DECLS

/* What drum, bass and pad styles share.
 *
 * Energy to density. A style is made of elements (kick, closed hat ...), an element of
 * candidate notes. An element has a landmark, the energy at which half of its candidates
 * sound: none do 0.1 below, all do 0.1 above, and between they come in one after another,
 * by the musical order of their places in the bar and, for one place, bar by bar in random
 * order. A note that sounds at some energy sounds at every higher one: for a given seed the
 * number of notes never falls as energy rises.
 *
 * Seeds. Every element draws from a stream of its own, named after part, style and element,
 * and draws the same number of times for every candidate whether it sounds or not. So
 * energy, feel and new elements leave all other draws as they were. */

#define PT_STYLE_TICKS 960 /* to a beat */
#define PT_STYLE_TICKS_PER_BAR (PT_STYLE_TICKS * PT_BEATS_PER_BAR)
#define PT_STYLE_RAMP 0.1
#define PT_STYLE_ALWAYS (-1.0) /* the landmark of what always sounds */

typedef struct
{
  const char *part; /* "drums/breakbeat" */
  guint64 seed;
  double energy; /* 0..1 */
  int base_velocity;
  int velocity_spread;
  PtFeel feel;
  gboolean swings; /* FALSE: the style has a swing of its own */
  GArray *notes;
} PtStyleWriter;

/* @feel is nullable. Energy is taken into 0..1. Velocity is @velocity_low at energy 0
 * and rises by @velocity_range. */
void pt_style_writer_init (PtStyleWriter *self,
                           const char *part,
                           double energy,
                           guint64 seed,
                           const PtFeel *feel,
                           int velocity_low,
                           int velocity_range,
                           int velocity_spread);
/* Clamped, sorted, no pitch twice at one moment nor struck while it sounds. (transfer full) */
GArray *pt_style_writer_finish (PtStyleWriter *self);

/* One element of the style at hand. */
typedef struct
{
  PtStyleWriter *writer;
  PtRng rng;
  double level; /* 0..1: how much of it sounds */
} PtStyleElement;

void pt_style_element_init (PtStyleElement *self,
                            PtStyleWriter *writer,
                            const char *name,
                            double landmark);

typedef struct
{
  int pitch;
  int other_pitch; /* in its place half of the time; 0: none */
  gint64 start_tick;
  gint64 length_ticks;
  int velocity; /* added to the writer's */
  guint order; /* place in the order of entry ... */
  guint n_orders; /* ... of so many */
  double chance; /* of what has come in, 0..1; must not fall as energy rises */
} PtStyleHit;

/* A candidate: draws, and writes the note when it sounds. Returns whether it does. */
gboolean pt_style_element_hit (PtStyleElement *self,
                               const PtStyleHit *hit);
/* The same draws, no note: for writers that need to know first. */
gboolean pt_style_element_sounds (PtStyleElement *self,
                                  guint order,
                                  guint n_orders,
                                  double chance);

/* 0 to 1 around @landmark, as above. */
double pt_style_get_level (double energy,
                           double landmark);

G_END_DECLS
