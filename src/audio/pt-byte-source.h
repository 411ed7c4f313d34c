/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The bytes of a regular file, or of a piece of memory, read from any offset: what the
 * readers of audio stand on. Not shared between threads. */
typedef struct _PtByteSource PtByteSource;

/* Opens a regular file and nothing else: never waits for a pipe or wakes a device. */
PtByteSource *pt_byte_source_new_for_path (const char *path,
                                           GError **error);
/* @data must live as long as the source. */
PtByteSource *pt_byte_source_new_for_data (const void *data,
                                           gsize length,
                                           const char *name);
void pt_byte_source_free (PtByteSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtByteSource, pt_byte_source_free)

/* For messages, valid UTF-8. */
const char *pt_byte_source_get_name (PtByteSource *self);
guint64 pt_byte_source_get_length (PtByteSource *self);

/* Fewer bytes than asked for only at the end; -1 and @error (nullable) when the disk fails. */
gssize pt_byte_source_read (PtByteSource *self,
                            guint64 offset,
                            void *target,
                            gsize length,
                            GError **error);
/* The bytes themselves where the source is memory and holds them all, else NULL. */
const guint8 *pt_byte_source_peek (PtByteSource *self,
                                   guint64 offset,
                                   gsize length);

G_END_DECLS
