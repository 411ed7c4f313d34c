/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/pt-application.h"
#include "app/pt-window.h"
#include "pt-test-window.h"

G_BEGIN_DECLS

/* The whole application in the test's own process, after pt_test_window_init(): a home of its
 * own, the factory kit as its library, no sound card. */

/* Runs the application; calls @func when the window is drawn, the palettes are there, and the
 * kit has been scanned. Then it closes the window, shuts down, and asserts that nothing holds
 * the application any more. */
typedef void (*PtTestAppFunc) (PtApplication *application,
                               gconstpointer data);
void pt_test_app_run (int width,
                      int height,
                      PtTestAppFunc func,
                      gconstpointer data);

PtWindow *pt_test_app_get_window (PtApplication *application);
/* What is drawn in the window, without its frame. */
GtkWidget *pt_test_app_get_content (PtApplication *application);
/* Until no job runs, nothing is read, and nothing waits to be drawn. */
void pt_test_app_settle (PtApplication *application);

G_END_DECLS
