/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-bar-state.h"

G_BEGIN_DECLS

/* Bars from one line of text, for tests: "kick hihat:8 bassline texture*0.9" is a bar of
 * four layers with the reference's gains; a colon sets the hits, a star the gain, an
 * exclamation mark mutes. One-shots have 4 hits. */
PtBarState *pt_test_bar (const char *text);
/* Adds @n such bars. */
void pt_test_add_bars (GPtrArray *bars,
                       guint n,
                       const char *text);
GPtrArray *pt_test_bars_new (void);
/* "kick bassline": the roles that sound. (transfer full) */
char *pt_test_audible_roles (const PtBarState *bar);

G_END_DECLS
