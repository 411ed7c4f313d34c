/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "core/pt-query.h"

G_BEGIN_DECLS

/* How a search was understood: a chip for each term, in as many lines as they take, each a
 * button that takes it away (click, Enter, Delete). Hidden when there is none.
 *
 * Signal: "removed" (guint: of the query's chips). */
#define PT_TYPE_CHIP_BAR (pt_chip_bar_get_type ())
G_DECLARE_FINAL_TYPE (PtChipBar, pt_chip_bar, PT, CHIP_BAR, GtkWidget)

GtkWidget *pt_chip_bar_new (void);
/* Read at once, not kept. */
void pt_chip_bar_set_query (PtChipBar *self,
                            const PtQuery *query);
/* (transfer none) (nullable) */
GtkWidget *pt_chip_bar_get_chip (PtChipBar *self,
                                 guint index);

G_END_DECLS
