/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* aubio's tempo tracker, where libaubio is installed. It is loaded when it is first wanted
 * and never linked: it pulls in over a hundred libraries (docs/decisions/0045). The
 * variable PEAKTIME_LIBAUBIO names another file to load; empty, none. */

gboolean pt_aubio_is_available (void);

/* The tempo by the median of the distances between the beats that aubio hears; 0 when it
 * is not there or hears fewer than four. @repeat: hear the signal again and again until
 * aubio has had time to settle, as a loop is played. */
double pt_aubio_detect_tempo (const float *mono,
                              guint64 frames,
                              guint sample_rate,
                              gboolean repeat);

G_END_DECLS
