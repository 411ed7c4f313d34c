/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/kit/kit-recipe.h"

G_BEGIN_DECLS

/* From what a voice renders to what lies in the kit: no DC, lows in the middle, the level
 * of the role, quiet ends. */
void kit_finish (const KitItem *item,
                 KitBuffer *buffer);

/* 48 kHz, 24 bit, stereo. */
GBytes *kit_encode_wav (const KitBuffer *buffer);

G_END_DECLS
