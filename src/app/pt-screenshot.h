/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/pt-window.h"

G_BEGIN_DECLS

/* A picture of the window with demo content, for documents and tests: the factory kit and a
 * curated palette in a folder that is thrown away afterwards, on the silent device. */

#define PT_TYPE_SCREENSHOT (pt_screenshot_get_type ())
G_DECLARE_FINAL_TYPE (PtScreenshot, pt_screenshot, PT, SCREENSHOT, GObject)

/* What --screenshot and its friends are. (array zero-terminated) */
const GOptionEntry *pt_screenshot_get_options (void);
/* NULL without an error: no screenshot was asked for. */
PtScreenshot *pt_screenshot_new_from_options (GVariantDict *options,
                                              GError **error);
/* Where everything of this run is kept; as long as @self lives. */
void pt_screenshot_fill_options (PtScreenshot *self,
                                 PtStudioOptions *options);
/* Before the window is made. */
void pt_screenshot_prepare (PtScreenshot *self,
                            GSettings *settings);
/* Shows what is asked for, waits until nothing changes any more, writes the picture, and ends
 * the application. */
void pt_screenshot_take (PtScreenshot *self,
                         PtWindow *window);
/* 0 when the picture is there. */
int pt_screenshot_get_exit_status (PtScreenshot *self);

G_END_DECLS
