/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "core/pt-beats.h"

G_BEGIN_DECLS

/* A curve over musical time, 0..1, straight between its points: how loud the notes of a
 * part are while they sound. A swell is one note and a rising curve. Two points at one
 * time are a jump. */

typedef struct
{
  PtBeats at;
  double value;
} PtExpressionPoint;

/* MIDI's expression controller. */
#define PT_EXPRESSION_CONTROLLER 11

/* (element-type PtExpressionPoint), in the order of time */
GArray *pt_expression_new (void);
/* @at must not be before the last point. */
void pt_expression_add (GArray *curve,
                        PtBeats at,
                        double value);
/* 1 when there are no points; the first or last value outside of them; behind a jump at
 * the time of the jump. */
double pt_expression_get_value (const GArray *curve,
                                PtBeats at);

G_END_DECLS
