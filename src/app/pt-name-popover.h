/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks for a name beside what gets it. Signal: "chosen" (string, never empty). */
#define PT_TYPE_NAME_POPOVER (pt_name_popover_get_type ())
G_DECLARE_FINAL_TYPE (PtNamePopover, pt_name_popover, PT, NAME_POPOVER, GtkPopover)

/* @button: what is done with the name, with a mnemonic. */
GtkWidget *pt_name_popover_new (const char *title,
                                const char *button);
/* Opens it with @name, to be typed over. */
void pt_name_popover_show (PtNamePopover *self,
                           const char *name);
/* As typing and pressing Enter. */
void pt_name_popover_choose (PtNamePopover *self,
                             const char *name);

G_END_DECLS
