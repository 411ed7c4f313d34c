/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Musical time. Beats are rational, tempo is an exact number of millionths of a beat per
 * minute, and a frame is computed from both in integers, so that bar 100 at 130 bpm falls
 * on the same frame on every machine and nothing drifts. */

typedef struct
{
  gint64 num;
  gint64 den; /* > 0, lowest terms */
} PtBeats;

#define PT_BEATS_PER_BAR 4
#define PT_BEATS_ZERO ((PtBeats){ 0, 1 })

PtBeats pt_beats_new (gint64 num,
                      gint64 den);
/* The fraction of the musical grid (1/384 at the finest) within a millionth of a beat, so that
 * 0.333333 is a third; else the nearest millionth. */
PtBeats pt_beats_from_double (double beats);
double pt_beats_to_double (PtBeats beats);
PtBeats pt_beats_add (PtBeats a,
                      PtBeats b);
int pt_beats_compare (PtBeats a,
                      PtBeats b);

/* Millionths of a beat per minute. */
typedef gint64 PtTempo;

#define PT_TEMPO_MIN_BPM 20.0
#define PT_TEMPO_MAX_BPM 400.0
#define PT_TEMPO_DEFAULT_BPM 128.0

PtTempo pt_tempo_from_bpm (double bpm);
double pt_tempo_to_bpm (PtTempo tempo);

/* The frame nearest to @beats, halves rounded up. */
guint64 pt_beats_to_frame (PtBeats beats,
                           PtTempo tempo,
                           guint sample_rate);
/* Same for whole bars of four beats. */
guint64 pt_bars_to_frame (gint64 bars,
                          PtTempo tempo,
                          guint sample_rate);

G_END_DECLS
