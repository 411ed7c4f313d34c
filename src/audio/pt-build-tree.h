/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where a program that runs from where it was built finds what was built with it. */

/* The top of the build tree that the program lies in; NULL: it is installed. (transfer full) */
char *pt_build_tree_find (void);

/* As above, of a program in @folder. */
char *pt_build_tree_find_above (const char *folder);

G_END_DECLS
