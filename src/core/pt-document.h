/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What all documents in files share: palettes, arrangements, sets. */

/* Makes an object of a document; @folder is where it lies, for relative paths. */
typedef gpointer (*PtDocumentReader) (JsonNode *node,
                                      const char *folder,
                                      GError **error);

/* Reads the file and hands it to @read; every message begins with the name of the file. */
gpointer pt_document_load (const char *path,
                           PtDocumentReader read,
                           GError **error);
/* The absolute folder in which @path lies. (transfer full) */
char *pt_document_get_folder (const char *path);

G_END_DECLS
