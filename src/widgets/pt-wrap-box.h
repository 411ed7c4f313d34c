/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Children one after the other at their natural width, in as many lines as that takes: a tool
 * bar that also fits into a narrow window and goes with large text. Children are added in a
 * template with <child>. */
#define PT_TYPE_WRAP_BOX (pt_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (PtWrapBox, pt_wrap_box, PT, WRAP_BOX, GtkWidget)

GtkWidget *pt_wrap_box_new (void);
void pt_wrap_box_append (PtWrapBox *self,
                         GtkWidget *child);

G_END_DECLS
