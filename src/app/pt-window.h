/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "session/pt-studio.h"

G_BEGIN_DECLS

/* The one window: header with transport, pages, footer. Everything a person can do is an
 * action on it or on the application. */
#define PT_TYPE_WINDOW (pt_window_get_type ())
G_DECLARE_FINAL_TYPE (PtWindow, pt_window, PT, WINDOW, AdwApplicationWindow)

PtWindow *pt_window_new (GtkApplication *application,
                         PtStudio *studio,
                         GSettings *settings);
PtStudio *pt_window_get_studio (PtWindow *self);
GSettings *pt_window_get_settings (PtWindow *self);

/* Up to five seconds at the bottom, and said by screen readers. @button (nullable) with
 * @action, a detailed action name ("win.undo"). */
void pt_window_toast (PtWindow *self,
                      const char *message,
                      const char *button,
                      const char *action);
/* What the footer says, and screen readers with it: "Palette “Deep” from bar 5". */
void pt_window_say (PtWindow *self,
                    const char *message);
/* Whether Space plays and stops the set now: not while text is typed, in an open popover, or in
 * the list of sounds, which plays its own. */
gboolean pt_window_takes_space (PtWindow *self);
/* Opens a set, imports a palette, adds a folder to the library: whatever @path is. */
void pt_window_open_path (PtWindow *self,
                          const char *path);
/* Offers what earlier runs left unsaved in @state_folder (nullable: the user's). */
void pt_window_list_drafts (PtWindow *self,
                            const char *state_folder);
/* The device and the buffer of the settings, as soon as it is open, and from then on no other. */
void pt_window_use_device (PtWindow *self);
/* The window @widget is in, or NULL. */
PtWindow *pt_window_of (GtkWidget *widget);

G_END_DECLS
