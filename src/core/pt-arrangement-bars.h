/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-arrangement.h"
#include "core/pt-bar-state.h"

G_BEGIN_DECLS

/* An arrangement bar by bar, for energy, guardrails and critique. Gains are those in the
 * middle of the bar, with ramps, section fades and the channels' gains; channels that are
 * muted, or not soloed while others are, make muted layers. */

/* (element-type PtBarState) (transfer container) */
GPtrArray *pt_arrangement_get_bar_states (PtArrangement *arrangement);

G_END_DECLS
