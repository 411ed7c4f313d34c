/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "session/pt-studio.h"

G_BEGIN_DECLS

/* What could stand in a slot instead, best first. The chosen line is in the palette at once,
 * so that it is heard in the groove; Enter keeps it as one edit, and whatever else closes the
 * popover puts back what was there. */
#define PT_TYPE_SWAP_POPOVER (pt_swap_popover_get_type ())
G_DECLARE_FINAL_TYPE (PtSwapPopover, pt_swap_popover, PT, SWAP_POPOVER, GtkPopover)

GtkWidget *pt_swap_popover_new (PtStudio *studio);
void pt_swap_popover_open (PtSwapPopover *self,
                           PtRole role);
/* What arrows, Enter and Esc do. */
guint pt_swap_popover_get_n_sounds (PtSwapPopover *self);
void pt_swap_popover_try (PtSwapPopover *self,
                          guint position);
void pt_swap_popover_keep (PtSwapPopover *self);

G_END_DECLS
