/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Tapping a tempo: the median of the last intervals, so that one bad tap does no harm. */

/* After a pause of this length a tap begins anew. */
#define PT_TAP_RESET_USEC (2 * G_USEC_PER_SEC)
#define PT_TAP_MAX_TAPS 9

typedef struct
{
  gint64 times_usec[PT_TAP_MAX_TAPS];
  guint n_times;
} PtTap;

/* @now_usec: a monotonic time. Returns beats per minute to a tenth, within what a set can
 * have; 0: not enough taps yet. A zeroed PtTap is ready. */
double pt_tap_add (PtTap *self,
                   gint64 now_usec);

G_END_DECLS
