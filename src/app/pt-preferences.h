/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "session/pt-studio.h"

G_BEGIN_DECLS

/* What a person prefers. Every switch is a key of the settings and takes effect at once. */
#define PT_TYPE_PREFERENCES (pt_preferences_get_type ())
G_DECLARE_FINAL_TYPE (PtPreferences, pt_preferences, PT, PREFERENCES, AdwPreferencesWindow)

PtPreferences *pt_preferences_new (GtkWindow *parent,
                                   PtStudio *studio,
                                   GSettings *settings);
/* "sounds", "audio", "appearance", "accessibility" */
void pt_preferences_show_page (PtPreferences *self,
                               const char *name);
/* Whether the list of devices was read. */
gboolean pt_preferences_is_ready (PtPreferences *self);

G_END_DECLS
