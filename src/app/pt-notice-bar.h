/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Something that needs an answer, in the window: an icon, a sentence, buttons that are
 * actions, and a way to put it aside. It never blocks anything. */
#define PT_TYPE_NOTICE_BAR (pt_notice_bar_get_type ())
G_DECLARE_FINAL_TYPE (PtNoticeBar, pt_notice_bar, PT, NOTICE_BAR, AdwBin)

/* @id: what it is about; a newer bar with it takes the place of the older one. */
GtkWidget *pt_notice_bar_new (const char *id,
                              const char *icon_name,
                              const char *message);
/* @action: detailed, "win.discard-draft('a1')". The bar goes when a button was clicked. */
void pt_notice_bar_add_button (PtNoticeBar *self,
                               const char *label,
                               const char *action);
const char *pt_notice_bar_get_id (PtNoticeBar *self);
const char *pt_notice_bar_get_message (PtNoticeBar *self);

G_END_DECLS
