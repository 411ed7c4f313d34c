/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/pt-jobs-button.h"
#include "app/pt-master-meter.h"
#include "app/pt-palettes-page.h"
#include "app/pt-status-bar.h"
#include "app/pt-transport.h"
#include "app/pt-window.h"

G_BEGIN_DECLS

/* Shared by the files that make up the window. */

struct _PtWindow
{
  AdwApplicationWindow parent_instance;

  PtStudio *studio;
  GSettings *settings;
  GSignalGroup *history_signals;
  GCancellable *cancellable; /* of what the window waits for; cancelled when it goes */
  GPtrArray *drafts; /* of PtDraft, of earlier runs */
  AdwToast *toast; /* weak; the one that is shown */
  gint64 toast_usec; /* since when */
  gint64 escape_usec; /* when Esc was pressed last */

  AdwToastOverlay *toasts;
  AdwViewSwitcherTitle *title;
  AdwViewSwitcherBar *switcher_bar;
  AdwViewStack *stack;
  PtTransport *transport;
  PtMasterMeter *meter;
  PtJobsButton *jobs_button;
  GtkMenuButton *menu_button;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  GMenu *undo_section;
  GMenu *recent_section;
  GMenu *recent_tail;
  GtkBox *bars;
  PtPalettesPage *palettes_page;
  PtStatusBar *status_bar;
};

/* pt-window-actions.c: transport, history, windows */
void pt_window_init_actions (PtWindow *self);
/* The words of undo and redo, in menu and tooltips. */
void pt_window_update_history (PtWindow *self);

/* pt-window-document.c: new, open, save, recent, drafts */
void pt_window_init_document (PtWindow *self);
void pt_window_dispose_document (PtWindow *self);

/* pt-window-keys.c: Space, Esc twice, keys without a modifier */
void pt_window_init_keys (PtWindow *self);

/* pt-window-drop.c */
void pt_window_init_drop (PtWindow *self);
/* Whether pt_window_open_path() has a use for it. */
gboolean pt_window_can_open (const char *path);

/* pt-window-devices.c: bars about the audio device */
void pt_window_init_devices (PtWindow *self);

/* A bar below the header, instead of the one with this @id; each of the two buttons may be
 * NULL. */
void pt_window_show_bar (PtWindow *self,
                         const char *id,
                         const char *icon_name,
                         const char *message,
                         const char *button,
                         const char *action,
                         const char *second_button,
                         const char *second_action);
void pt_window_hide_bar (PtWindow *self,
                         const char *id);

G_END_DECLS
