/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "core/pt-feel.h"
#include "core/pt-progression.h"

G_BEGIN_DECLS

/* Chords as pads, and the same renderer an octave up and short (stabs) or an octave down
 * and soft (textures). Low energy spreads the chord, high energy doubles its voices below;
 * no tone is dropped, and the voices move as little as they can. */

typedef enum
{
  PT_PAD_STYLE_SUSTAINED,
  PT_PAD_STYLE_ATMOSPHERIC,
  PT_PAD_STYLE_PULSING,
  PT_PAD_STYLE_ARPEGGIATED,
  PT_PAD_STYLE_SWELLS,
  PT_PAD_STYLE_NONE,
} PtPadStyle;

#define PT_N_PAD_STYLES ((guint) PT_PAD_STYLE_NONE)

typedef enum
{
  PT_PAD_VARIANT_PAD,
  PT_PAD_VARIANT_STAB,
  PT_PAD_VARIANT_TEXTURE,
} PtPadVariant;

/* "sustained" ... "none", NULL-terminated. */
const char *const *pt_pad_style_names (void);
const char *pt_pad_style_to_string (PtPadStyle style);
gboolean pt_pad_style_parse (const char *name,
                             PtPadStyle *style,
                             GError **error);
/* @energy 0..1, @feel nullable. @expression (nullable) gets the swells as a curve of
 * PtExpressionPoint, without points for the other styles. (transfer full) (element-type
 * PtNote) */
GArray *pt_pad_style_render (PtPadStyle style,
                             PtPadVariant variant,
                             const PtProgression *progression,
                             double energy,
                             guint64 seed,
                             const PtFeel *feel,
                             GArray **expression);

G_END_DECLS
