/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A command as a person meets it: an action of app or window with its keys, the group and
 * the words under which the shortcuts window lists it. Each part of the window has one table;
 * the application sets the keys from all of them, and the shortcuts window is made of them. */

typedef struct
{
  const char *action; /* detailed: "win.find-sounds", "app.quit" */
  const char *group; /* N_("Sounds") */
  const char *title; /* N_("Search sounds") */
  const char *accels[4]; /* NULL-terminated */
} PtShortcut;

/* Every table, each ending with an entry whose action is NULL; the array ends with NULL. */
const PtShortcut *const *pt_shortcut_get_tables (void);
/* "Search sounds (Ctrl+F)" for tooltips, translated. (transfer full) */
char *pt_shortcut_get_tooltip (const char *action);

/* (transfer none) (nullable) (array zero-terminated=1) */
const char *const *pt_shortcut_get_accels (const char *action);
/* A key that somebody who types a word would press, too: the window gives those to the action
 * only when no widget wanted them and no text has the focus; all others are the
 * application's. */
gboolean pt_shortcut_is_plain (const char *accel);

/* Of the parts. */
extern const PtShortcut pt_shortcuts_general[]; /* pt-shortcut.c */
extern const PtShortcut pt_shortcuts_sounds[]; /* pt-sound-actions.c */
extern const PtShortcut pt_shortcuts_palettes[]; /* pt-palette-actions.c */

G_END_DECLS
