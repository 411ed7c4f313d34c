/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "core/pt-sound-list.h"
#include "session/pt-studio.h"

G_BEGIN_DECLS

/* What is to be known of the library above its rows: that it is being read, what is missing,
 * what could not be read, a folder that is away, and what rows are compared with. Each is a
 * line with a button that does something about it. */
#define PT_TYPE_SOUND_BARS (pt_sound_bars_get_type ())
G_DECLARE_FINAL_TYPE (PtSoundBars, pt_sound_bars, PT, SOUND_BARS, AdwBin)

/* Once. */
void pt_sound_bars_set_model (PtSoundBars *self,
                              PtStudio *studio,
                              PtSoundList *list);

G_END_DECLS
