/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "core/pt-feel.h"
#include "core/pt-progression.h"

G_BEGIN_DECLS

/* Bass lines on a progression. Roots lie in MIDI 36..47 (a slash bass takes the root's
 * place), thirds, fifths and sevenths are the chord's own. */

typedef enum
{
  PT_BASS_STYLE_ROLLING_16TH,
  PT_BASS_STYLE_OFFBEAT_8TH,
  PT_BASS_STYLE_PULSING_8TH,
  PT_BASS_STYLE_SUSTAINED,
  PT_BASS_STYLE_WALKING,
  PT_BASS_STYLE_NONE,
} PtBassStyle;

#define PT_N_BASS_STYLES ((guint) PT_BASS_STYLE_NONE)

/* "rolling_16th" ... "none", NULL-terminated. */
const char *const *pt_bass_style_names (void);
const char *pt_bass_style_to_string (PtBassStyle style);
gboolean pt_bass_style_parse (const char *name,
                              PtBassStyle *style,
                              GError **error);
/* @energy 0..1, @feel nullable. (transfer full) (element-type PtNote) */
GArray *pt_bass_style_render (PtBassStyle style,
                              const PtProgression *progression,
                              double energy,
                              guint64 seed,
                              const PtFeel *feel);

G_END_DECLS
