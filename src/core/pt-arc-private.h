/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-arc.h"

G_BEGIN_DECLS

/* The arc gets @shape and @points (PtArcPoint, sorted), and they what the arc had. */
void _pt_arc_swap (PtArc *self,
                   PtArcShape *shape,
                   GArray **points);

G_END_DECLS
