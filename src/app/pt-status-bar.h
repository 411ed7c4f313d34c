/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "session/pt-studio.h"

G_BEGIN_DECLS

/* The footer: what happened last, whether the work is safe, where the sound goes and how hard
 * the machine works for it. */
#define PT_TYPE_STATUS_BAR (pt_status_bar_get_type ())
G_DECLARE_FINAL_TYPE (PtStatusBar, pt_status_bar, PT, STATUS_BAR, AdwBin)

/* Once. */
void pt_status_bar_set_studio (PtStatusBar *self,
                               PtStudio *studio);
/* Screen readers say it, too. */
void pt_status_bar_say (PtStatusBar *self,
                        const char *message);
const char *pt_status_bar_get_message (PtStatusBar *self);

/* "Draft kept 12 s ago". @modified: of the document; @age_s: of the draft. (transfer full) */
char *pt_status_bar_describe_draft (PtDraftState state,
                                    gboolean modified,
                                    gint64 age_s);

G_END_DECLS
