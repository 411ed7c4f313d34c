/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lays its children out in rows: all as wide as one another, as many in a row as fit at their
 * minimum width. They share the room of a row but do not grow without end. */
#define PT_TYPE_SLOT_GRID (pt_slot_grid_get_type ())
G_DECLARE_FINAL_TYPE (PtSlotGrid, pt_slot_grid, PT, SLOT_GRID, GtkWidget)

GtkWidget *pt_slot_grid_new (void);
void pt_slot_grid_append (PtSlotGrid *self,
                          GtkWidget *child);
/* How many stand in a row at @width. */
guint pt_slot_grid_get_n_columns (PtSlotGrid *self,
                                  int width);

G_END_DECLS
