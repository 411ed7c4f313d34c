/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The pages of the help, in a window of their own: to be read beside the music. */
GtkWidget *pt_help_new (GtkApplication *application);

G_END_DECLS
