/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text with case and accents taken off, for searching: "Çédille Straße" and "CEDILLE STRASSE"
 * are both "cedille strasse". Bytes that are not UTF-8 stay as they are. */

/* Into a buffer of the caller's: allocates nothing. What does not fit is left out; the result
 * is not terminated. Returns its length. */
gsize pt_fold_into (const char *text,
                    gsize length,
                    char *out,
                    gsize room);
/* (transfer full) */
char *pt_fold (const char *text);

G_END_DECLS
