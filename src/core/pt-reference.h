/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-arrangement.h"

G_BEGIN_DECLS

/* The fixed arrangement that ranks palettes: @bars is 32 or 64. @palette (nullable) is
 * taken by reference. */
PtArrangement *pt_reference_arrangement_new (gint64 bars,
                                             double bpm,
                                             PtPalette *palette,
                                             GError **error);

/* The 64-bar recipe (intro 8, buildup 8, drop_a 16, breakdown 8, drop_b 16, outro 8) with
 * one sample of @library per role, chosen by @seed. */
PtArrangement *pt_recipe_arrangement_new (PtLibrary *library,
                                          guint64 seed,
                                          GError **error);

G_END_DECLS
