/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-role.h"

G_BEGIN_DECLS

/* How a role is shown: a word and a picture, the same everywhere. */

/* "Kick", translated; "Other" for PT_ROLE_NONE. */
const char *pt_role_mark_get_title (PtRole role);
/* A symbolic icon of ours. */
const char *pt_role_mark_get_icon_name (PtRole role);

G_END_DECLS
