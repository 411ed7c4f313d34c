/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-query.h"

G_BEGIN_DECLS

/* Changing what is typed in a search by buttons, so that text and buttons say the same. */

/* Without the chip at @index. (transfer full) */
char *pt_query_edit_remove_chip (const PtQuery *query,
                                 guint index);
/* @term ("fav:yes") added at the end, or taken away when it is a chip. (transfer full) */
char *pt_query_edit_toggle_term (const PtQuery *query,
                                 const char *term);
gboolean pt_query_edit_has_term (const PtQuery *query,
                                 const char *term);

/* Which roles are asked for by terms that are not negated, a bit (1 << role) for each. */
guint pt_query_edit_get_roles (const PtQuery *query);
/* Those become one term with @role in it or not. (transfer full) */
char *pt_query_edit_toggle_role (const PtQuery *query,
                                 PtRole role);

G_END_DECLS
