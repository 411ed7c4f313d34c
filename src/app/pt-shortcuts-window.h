/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The shortcuts window, made of the tables of the parts. (transfer floating): present it. */
GtkWidget *pt_shortcuts_window_new (GtkWindow *parent);

G_END_DECLS
