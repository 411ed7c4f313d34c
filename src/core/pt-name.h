/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Choosing one name of a fixed list, the way every list of names does it: trimmed, case
 * folded, and an error that offers the nearest name and lists them all. */

/* @what is the singular noun for messages ("drum style"); an s makes it the plural. @names
 * ends with NULL. PT_CORE_ERROR_UNKNOWN_NAME when @text is none of them. */
gboolean pt_name_parse (const char *what,
                        const char *text,
                        const char *const *names,
                        guint *index,
                        GError **error);

G_END_DECLS
