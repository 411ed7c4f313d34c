/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What the fuzz targets share. A target is one file with LLVMFuzzerTestOneInput(); finding
 * a crash, a leak, undefined behaviour, a warning of GLib's, or a document that is not the
 * same after writing and reading it again all count. */

/* libFuzzer's own names. */
int LLVMFuzzerInitialize (int *argc,
                          char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize size);

/* The input as text that ends with a NUL. (transfer full) */
char *pt_fuzz_text (const guint8 *data,
                    gsize size);
/* An error has been set exactly when there is no result, and says something. */
void pt_fuzz_check_outcome (gboolean succeeded,
                            const GError *error);
/* A document in memory: node to object and back. */
typedef gpointer (*PtFuzzReadFunc) (JsonNode *node,
                                    GError **error);
typedef JsonNode *(*PtFuzzWriteFunc) (gpointer object);

/* Reads the bytes as a document; if that works, writes it, reads that, writes again, and
 * expects the same text. */
void pt_fuzz_round_trip (const guint8 *data,
                         gsize size,
                         PtFuzzReadFunc read,
                         PtFuzzWriteFunc write);

G_END_DECLS
