/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "session/pt-library-keeper.h"

G_BEGIN_DECLS

/* How long it takes until a person can begin. With PEAKTIME_TRACE_START in the environment
 * each milestone is a line on stderr, "start: 212.4 ms: first frame with rows"; without it
 * nothing happens. Its value is the monotonic time in microseconds at which the program was
 * started, as bench/run gives it, or 1 to count from the first milestone. */

void pt_trace_milestone (const char *milestone);
/* The first frame, the first one with rows of sounds in it, and the library read to its end.
 * Before @window is presented. */
void pt_trace_watch (GtkWindow *window,
                     PtLibraryKeeper *keeper);

G_END_DECLS
