/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A captured recording of a performance.
 *
 * JSON: {"name","path","hash","stage","created","duration_s"}; unknown keys survive. The hash
 * (SHA-256 in hexadecimal) is what scores know the file by.
 * Properties: name path hash stage created-usec duration-s; name and path are writable. */
#define PT_TYPE_TAKE (pt_take_get_type ())
G_DECLARE_FINAL_TYPE (PtTake, pt_take, PT, TAKE, GObject)

/* @hash (nullable); @stage: what it was recorded from, "live" or "built-in"; @created_usec
 * since 1970 in UTC. */
PtTake *pt_take_new (const char *name,
                     const char *path,
                     const char *hash,
                     const char *stage,
                     gint64 created_usec,
                     double duration_s);
PtTake *pt_take_new_from_json (JsonObject *object,
                               const char *where,
                               GError **error);
JsonNode *pt_take_to_json (PtTake *self);

const char *pt_take_get_name (PtTake *self);
void pt_take_set_name (PtTake *self,
                       const char *name);
const char *pt_take_get_path (PtTake *self);
void pt_take_set_path (PtTake *self,
                       const char *path);
const char *pt_take_get_hash (PtTake *self);
const char *pt_take_get_stage (PtTake *self);
gint64 pt_take_get_created_usec (PtTake *self);
double pt_take_get_duration_s (PtTake *self);

G_END_DECLS
