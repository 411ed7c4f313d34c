/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows its child where there is room for it, and nothing where there is not. Property:
 * child. */
#define PT_TYPE_SQUEEZE (pt_squeeze_get_type ())
G_DECLARE_FINAL_TYPE (PtSqueeze, pt_squeeze, PT, SQUEEZE, GtkWidget)

GtkWidget *pt_squeeze_new (GtkWidget *child);
/* (transfer none) (nullable) */
GtkWidget *pt_squeeze_get_child (PtSqueeze *self);
void pt_squeeze_set_child (PtSqueeze *self,
                           GtkWidget *child);

G_END_DECLS
