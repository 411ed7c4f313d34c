/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "core/pt-bass-style.h"
#include "core/pt-drum-style.h"
#include "core/pt-pad-style.h"

G_BEGIN_DECLS

/* The five parts of a composed section and how each is played. */

#define PT_N_STYLE_PARTS 5u

typedef struct
{
  PtDrumStyle drums;
  PtBassStyle bass;
  PtPadStyle pad;
  PtPadStyle stab;
  PtPadStyle texture;
} PtStyleSet;

#define PT_STYLE_SET_SILENT \
  ((PtStyleSet){ PT_DRUM_STYLE_NONE, PT_BASS_STYLE_NONE, PT_PAD_STYLE_NONE, \
                 PT_PAD_STYLE_NONE, PT_PAD_STYLE_NONE })

/* How many parts play. */
guint pt_style_set_count_active (const PtStyleSet *self);
/* How many of the five differ. */
guint pt_style_set_count_changes (const PtStyleSet *a,
                                  const PtStyleSet *b);
gboolean pt_style_set_equal (const PtStyleSet *a,
                             const PtStyleSet *b);
/* "minimal/sustained/swells/none/none" (transfer full) */
char *pt_style_set_to_string (const PtStyleSet *self);

G_END_DECLS
