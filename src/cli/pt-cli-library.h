/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-library-index.h"

G_BEGIN_DECLS

/* What the commands of the library share. */

/* @path NULL: yours, which need not be there when @create. */
PtLibraryIndex *pt_cli_open_index (const char *path,
                                   gboolean create,
                                   GError **error);
/* As the library knows it: absolute, without links, also when nothing is there any more.
 * (transfer full) */
char *pt_cli_resolve_file (const char *path);

G_END_DECLS
