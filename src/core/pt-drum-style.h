/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "core/pt-feel.h"

G_BEGIN_DECLS

/* Drum parts as General MIDI notes: kick 36, snare 38, clap 39, closed hat 42, open hat 46,
 * percussion 47, ride 51. */

typedef enum
{
  PT_DRUM_STYLE_FOUR_ON_FLOOR,
  PT_DRUM_STYLE_HALF_TIME,
  PT_DRUM_STYLE_BREAKBEAT,
  PT_DRUM_STYLE_MINIMAL,
  PT_DRUM_STYLE_SHUFFLE,
  PT_DRUM_STYLE_SPARSE_PERC,
  PT_DRUM_STYLE_NONE,
} PtDrumStyle;

#define PT_N_DRUM_STYLES ((guint) PT_DRUM_STYLE_NONE)
#define PT_STYLE_MAX_BARS 4096

/* "four_on_floor" ... "none", NULL-terminated. */
const char *const *pt_drum_style_names (void);
const char *pt_drum_style_to_string (PtDrumStyle style);
gboolean pt_drum_style_parse (const char *name,
                              PtDrumStyle *style,
                              GError **error);
/* @energy 0..1, @feel nullable. How notes come in with energy stands in
 * pt-style-writer.h. (transfer full) (element-type PtNote) */
GArray *pt_drum_style_render (PtDrumStyle style,
                              double energy,
                              guint bars,
                              guint64 seed,
                              const PtFeel *feel);

G_END_DECLS
